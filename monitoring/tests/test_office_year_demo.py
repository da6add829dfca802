"""The demo's scenes of the office's year run through the real actions in a small college."""

from datetime import date
from types import SimpleNamespace

from mentoring.kit.dates import today
from mentoring.tests import make
from monitoring.demo import office_year
from monitoring.demo.clock import YearClock
from monitoring.models import RecognitionProposal, Roadmap, RoadmapTask, YearlyAssessment
from monitoring.tests.make_year import now


def stage_of(cast, year):
    clock = YearClock(year.starts, today(), now())
    return SimpleNamespace(clock=clock, year=year, curator=cast.actor("curator"), director=cast.actor("director"))


def test_two_years_are_played(cast):
    make.pair(
        [cast.other_mentor], [cast.outsider], state="completed", ended_on=date(2026, 11, 1), until=date(2026, 11, 1)
    )
    office_year.last_year(stage_of(cast, make.year(2025, current=False)))
    office_year.this_year(stage_of(cast, make.year(2026)))
    assert set(Roadmap.objects.values_list("state", flat=True)) == {"approved"}
    assert RoadmapTask.objects.filter(roadmap__year__starts__year=2025).exclude(state="done").count() == 0
    assert YearlyAssessment.objects.get().state == "signed"
    mixed = set(RoadmapTask.objects.filter(roadmap__year__current=True).values_list("state", flat=True))
    assert {"done", "in_progress", "moved", "planned", "not_needed"} <= mixed
    assert RoadmapTask.objects.filter(origin="decision").count() == 2
    assert set(RecognitionProposal.objects.values_list("state", flat=True)) == {"proposed", "approved"}
