"""R33, R35: achievements of the pair on the program's page and in the mentor's report."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mentoring.actions.achievement_check import confirm_achievement
from mentoring.kit.dates import today
from mentoring.tests import make_achievement as ma
from mentoring.tests.standing import scene
from programs.queries.report_facts import facts_of
from programs.report_rows import fact_rows
from programs.report_text import from_payload
from programs.tests import make_report as mr


@scene
def report(cast):
    program = mr.program(cast)
    mr.work(cast, program)
    return mr.due(cast, program)


def told(cast, report, **fields):
    """On the day of the report unless told otherwise."""
    return ma.write(cast.mentee, cast.actor("mentee"), **{"pair": report.program.pair, "day": today(), **fields})


@pytest.fixture(autouse=True)
def now(monkeypatch):
    """Entries are dated by the real day here."""
    from django.utils import timezone

    monkeypatch.setattr(ma, "AT", timezone.now())


def row_of(report):
    rows = fact_rows(facts_of(report, report.program, today()), report.kind)
    return next((row for row in rows if row.code == "achievements"), None)


def test_those_of_the_period_with_their_state(cast, report):
    told(cast, report, title="Своё слово", mentor_part="Вычитал заявку", in_commission=True)
    confirm_achievement(told(cast, report, title="Победа"), by=cast.actor("curator"), at=ma.AT)
    told(cast, report, title="Прошлый год", day=report.since - timedelta(days=1))
    told(cast, report, title="Без пары", pair=None)
    told(cast, report, title="Впереди", result=None, day=today() + timedelta(days=9))
    first, second = row_of(report).lines
    assert "«Своё слово», регион" in first
    assert "(со слов). Вклад наставника: вычитал заявку. Наставник был в составе комиссии." in first
    assert "«Победа»" in second
    assert "(подтверждено)." in second


def test_no_row_where_there_are_none(report):
    assert row_of(report) is None


def test_the_frozen_text_keeps_them_and_older_texts_are_read(cast, report):
    told(cast, report)
    mr.submit(cast, report)
    kept = mr.fresh(report)
    (fact,) = from_payload(kept.payload).facts.achievements
    assert (fact.title, fact.when, fact.confirmed) == ("Мастер года", today(), False)
    older = {**kept.payload, "facts": {k: v for k, v in kept.payload["facts"].items() if k != "achievements"}}
    assert from_payload(older).facts.achievements == ()


def test_a_mentee_of_a_group_reads_the_own_ones(cast, report):
    told(cast, report)
    facts = facts_of(report, report.program, today())
    assert len(facts.of(cast.mentee.pk).achievements) == 1
    assert facts.of(cast.other_mentee.pk).achievements == ()


@pytest.mark.parametrize("part", ["mentor", "mentee", "curator", "director"])
def test_the_program_s_page_shows_them(cast, report, sign_in, part):
    told(cast, report)
    page = sign_in(getattr(cast, part)).get(reverse("program_detail", args=[report.program.pk])).content.decode()
    assert "Мастер года" in page
    assert ("Внести достижение" in page) == (part != "director")
