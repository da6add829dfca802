"""«История» of a program."""

from django.shortcuts import render

from mentoring.queries.story import story_page
from programs.queries.story import entries_about

from .load import crumbs, program_with_people


def program_story(request, pk):
    """Whoever sees the program; of meetings, only who sees them."""
    program = program_with_people(request, pk, former=True)
    request.section = "program_list"
    story = story_page(
        entries_about(request.actor, program),
        request.GET,
        lead=f"Программа: {program.pair.title}",
        crumbs=crumbs(program),
    )
    return render(request, "mentoring/story.html", {"story": story})
