"""The demo's scene of repeated measures plays through the real actions."""

from datetime import datetime, time
from types import SimpleNamespace

from mentoring.kit.dates import today
from mentoring.tests import make
from monitoring.demo import stage_checks
from monitoring.demo.clock import MOSCOW
from monitoring.models import StageCheck
from monitoring.tests import make_stage_check as mc


def test_last_year_is_measured_twice_and_this_year_waits_for_one(cast):
    clock = SimpleNamespace(today=today(), moment=lambda day, hour: datetime.combine(day, time(hour), MOSCOW))
    stage = SimpleNamespace(year="2026/27", curator=cast.actor("curator"), clock=clock)
    part = SimpleNamespace(kind="traditional")
    past, now = mc.running(cast.pair), mc.running(make.pair())
    stage_checks.last_year(stage, [(past, part)])
    stage_checks.this_year(stage, [(now, part)])
    assert StageCheck.objects.filter(program=past, state="given").count() == 4
    assert sorted(StageCheck.objects.filter(program=now).values_list("state", flat=True)) == ["asked", "given"]
