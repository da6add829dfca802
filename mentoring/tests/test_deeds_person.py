"""«Мои дела» of the rooms of people: what waits, for whom, in which words."""

from datetime import date

import pytest

from mentoring.actions.consent import choose_paper, request_consent
from mentoring.actions.staff_import import check_list
from mentoring.models import Person
from mentoring.queries.deeds import person as room
from mentoring.tests import make
from mentoring.tests.standing import scene

from .staff_lists import NOVIKOVA, upload
from .waiting import counts_of, deeds_of, gathered, waits_of

AT = make.moment("2026-11-18 10:00")
DAY = date(2026, 11, 18)


@scene
def asked(cast):
    novice = make.mentor("Новиков Олег Ильич", consent=False, login=True).person
    return request_consent(novice, "mentor", by=cast.actor("curator"), at=AT)


def deeds(actor, on=DAY):
    return deeds_of(room.sources(actor, on))


def test_the_person_reads_the_consent(asked):
    deed = deeds(make.actor(asked.person))["todo_consent"][0]
    assert deed.title == "Прочитать: согласие на работу наставником – до 25\u00a0ноября"
    assert (deed.action, deed.action_url, deed.late) == ("Прочитать", f"/consents/{asked.pk}/", False)


def test_a_late_consent_is_late_without_reproach(asked):
    deed = deeds(make.actor(asked.person), date(2026, 11, 26))["todo_consent"][0]
    assert (deed.late, deed.when) == (True, "25\u00a0ноября")


def test_the_curator_uploads_the_scan(asked, cast):
    choose_paper(asked, by=make.actor(asked.person), at=AT)
    deed = deeds(cast.actor("curator"))["todo_consent_scan"][0]
    assert deed.title == "Загрузить скан: согласие на работу наставником, Новиков\u00a0О.\u00a0И."
    assert deed.action_url == f"/people/{asked.person_id}/consents/mentor/record/"


def test_a_checked_list_waits_for_curator_and_administrator(cast):
    batch = check_list(upload(NOVIKOVA), by=cast.actor("curator"), at=AT)
    for part in ("curator", "admin"):
        deed = deeds(cast.actor(part))["todo_import_confirm"][0]
        assert (deed.title, deed.action_url) == (
            "Завершить загрузку списка: проверено, не загружено", f"/people/import/{batch.pk}/",
        )  # fmt: skip


def test_a_doubtful_name_waits_only_when_a_paper_will_print_it(cast):
    cases = {"gen": "Жукова", "doubt": ["ins"]}
    Person.objects.filter(pk__in=[cast.mentee.pk, cast.outsider.pk]).update(name_cases=cases, cases_sure=False)
    assert deeds(cast.actor("curator"))["todo_cases"] == []
    make.pair([cast.mentor], [cast.outsider], state="ready")
    deed = deeds(cast.actor("curator"))["todo_cases"][0]
    assert (deed.title, deed.action_url) == (
        f"Проверить падежи имени: {cast.outsider.full_name}", f"/people/{cast.outsider.pk}/cases/",
    )  # fmt: skip


@pytest.mark.parametrize("part", ["director", "mentor", "supervisor", "outsider"])
def test_others_have_only_their_own_consents(cast, asked, part):
    assert deeds(cast.actor(part)) == {"todo_consent": []}


def test_the_curator_waits_for_answers(cast, asked):
    (wait,) = waits_of(room.waits(cast.actor("curator"), DAY))
    assert (wait.who, wait.note, wait.url) == (
        "Новиков\u00a0О.\u00a0И.", "до 25\u00a0ноября", f"/consents/{asked.pk}/",
    )  # fmt: skip
    assert room.waits(cast.actor("mentor"), DAY) == []


def test_everything_is_counted_in_one_query(cast, asked, django_assert_num_queries):
    check_list(upload(NOVIKOVA), by=cast.actor("curator"), at=AT)
    sources = room.sources(cast.actor("curator"), DAY)
    with django_assert_num_queries(1):
        assert counts_of(sources) == {"todo_import_confirm": 1}


def test_wording_needs_no_further_query(cast, asked, django_assert_num_queries):
    choose_paper(asked, by=make.actor(asked.person), at=AT)
    sources = room.sources(cast.actor("curator"), DAY)
    with django_assert_num_queries(1):
        assert [source.deed(row) for source, row in gathered(sources)]
