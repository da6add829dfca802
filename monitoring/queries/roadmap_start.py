"""What a new road map may start from, and what dates need of the college's calendar (R50)."""

from dataclasses import dataclass

from mentoring.choices import RequestState
from mentoring.kit.text import count_of
from mentoring.models import MentoringRequest
from mentoring.office import office
from monitoring.choices.year import TaskState
from monitoring.models import AssessmentDecision, Roadmap

OPEN_REQUESTS = (RequestState.AWAITING_CURATOR, RequestState.EXPIRED, RequestState.AWAITING_RENEWAL)


@dataclass(frozen=True)
class Beginnings:
    """What the new map can take: last year's map, decisions of the yearly assessment, requests left open."""

    last: Roadmap | None
    last_tasks: int
    decisions: tuple[AssessmentDecision, ...]
    requests: int

    @property
    def requests_words(self):
        return f"Осталось без наставника: {count_of(self.requests, 'request')}"


def last_map(year):
    return Roadmap.objects.filter(year__starts__lt=year.starts).select_related("year").order_by("-year__starts").first()


def beginnings_of(year):
    last = last_map(year)
    decisions = AssessmentDecision.objects.filter(
        task__isnull=True, assessment__state="signed", assessment__year__starts__lt=year.starts
    )
    newest = decisions.order_by("-assessment__year__starts").values("assessment")[:1]
    return Beginnings(
        last=last,
        last_tasks=last.tasks.exclude(state=TaskState.NOT_NEEDED).count() if last else 0,
        decisions=tuple(
            decisions.filter(assessment__in=list(newest.values_list("assessment", flat=True))).select_related("owner")
        ),
        requests=MentoringRequest.objects.filter(state__in=OPEN_REQUESTS).count(),
    )


def calendar():
    """What scoring/year_dates.py needs of the college's calendar."""
    return {"holidays": office().holidays, "worked": office().worked}
