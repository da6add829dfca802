"""«История» of a pair and of a person: everything that was told of them to this reader, by kinds, in pages."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from mentoring.access import entries_for, may_see_story, pairs_for, people_for
from mentoring.queries.story import entries_about_person, story_page
from mentoring.views.shortcuts import only_if


def pair_story(request, pk):
    """Whoever sees the pair, without what is closed to him."""
    pair = get_object_or_404(pairs_for(request.actor).with_members(), pk=pk)
    crumbs = (
        ("Пары и группы" if request.actor.is_office else "Мои пары", reverse("pair_list")),
        (pair.title, reverse("pair_detail", args=[pk])),
    )
    story = story_page(entries_for(request.actor).filter(pair=pair), request.GET, lead=pair.title, crumbs=crumbs)
    return render(request, "mentoring/story.html", {"story": story})


def person_story(request, pk):
    """The office: the person himself, and the pairs he is or was in."""
    person = get_object_or_404(people_for(request.actor), pk=pk)
    only_if(may_see_story(request.actor))
    entries = entries_about_person(request.actor, person)
    crumbs = (("Люди", reverse("person_list")), (person.full_name, reverse("person_detail", args=[pk])))
    story = story_page(entries, request.GET, lead=person.full_name, crumbs=crumbs, with_pairs=True)
    return render(request, "mentoring/story.html", {"story": story})
