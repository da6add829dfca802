"""Rules about the office's own year: tasks of the road map whose day has passed (part 19, R50)."""

from datetime import timedelta

from django.db.models import F

from mentoring.kit.dates import words
from mentoring.kit.text import count_of
from monitoring.access.roadmap import FOLLOWED
from monitoring.choices.year import UNFINISHED, RoadmapState
from monitoring.models import RoadmapTask

from .rule import Said


def roadmap_overdue(asked):
    """Unfinished tasks of approved maps so many days after their date; of a department, those of its people by name."""
    edge = asked.on - timedelta(days=asked.setting("attention_roadmap_days"))
    found = RoadmapTask.objects.filter(
        asked.of_people("owner"), roadmap__state=RoadmapState.APPROVED, state__in=UNFINISHED, due__lte=edge
    )
    columns = {
        "subject": F("pk"),
        "person_key": F("owner_id"),
        "surname": F("title"),
        "day": F("due"),
        "fact": F("role"),
    }
    return found, columns, [F("due").asc()]


def say_roadmap_overdue(found, asked):
    """Tasks of mentors are followed by the curator."""
    owner = "curator" if found.fact == FOLLOWED else found.fact
    days = count_of((asked.on - found.day).days, "day")
    return Said(days, "после срока", f"Дорожная карта года, срок был {words(found.day)}", owner=owner)
