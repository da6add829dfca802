"""The yearly campaign of requests (R10, clause 4.2): opening, departments' answers, requests of the year before."""

from datetime import date

import pytest

from mentoring.actions import campaign as act
from mentoring.actions import campaign_unit as units
from mentoring.actions import renewal
from mentoring.actions.request import reopen_request, start_request
from mentoring.kit.verdict import Refused
from mentoring.models import (
    AcademicYear,
    CampaignUnit,
    CarriedRequest,
    CouncilMember,
    Letter,
    ListEntry,
    MentoringRequest,
    RequestCampaign,
    RequestOffer,
    Setting,
    Unit,
)
from mentoring.office import forget
from mentoring.queries.campaign.coverage import coverage
from mentoring.queries.campaign.teachers import teachers_of
from mentoring.queries.campaign.units import year_to_open
from mentoring.tests import make
from mentoring.tests.make import moment
from mentoring.tests.standing import scene

AT = moment("2026-08-25 09:00")
ON = AT.date()
YEAR = date(2026, 9, 1)
DUE = date(2026, 9, 10)


@scene
def old(cast):
    """Open requests of the year before: the teacher's own, one at a mentor, the head's; and a finished one."""
    before = {"year": make.year(2025, current=False)}
    own = make.request(cast.other_mentee, **before)
    asked = make.request(cast.outsider, state="awaiting_mentor", **before)
    RequestOffer.objects.create(request=asked, mentor=cast.mentor.mentor, asked_at=AT, due=date(2026, 8, 30))
    head = {"source": "administration", "initiator": cast.supervisor}
    proposed = make.request(cast.mentee, state="awaiting_teacher", **head, **before)
    make.request(make.mentee().person, state="paired", **before)
    return own, asked, proposed


@scene
def campaign(cast, old):
    return act.open_campaign(YEAR, due=DUE, by=cast.actor("curator"), at=AT)


@scene
def row(campaign, cast):
    return CampaignUnit.objects.select_related("campaign__year", "unit__head").get(unit=cast.unit)


@scene
def teacher(cast):
    """A young colleague of the head's own department, without a mentor."""
    return make.person("Юрьева Инна Олеговна", unit=cast.unit, teaching_since=date(2025, 9, 1))


def proposal(person, **fields):
    fields.setdefault("problem", "Первые годы работы.")
    ground = ListEntry.objects.get(list="request_ground", code="new_hire")
    return units.Proposal(person, ground, fields["problem"], tuple(make.directions("method")))


# Opening


def test_every_department_with_teachers_is_asked_once(cast, campaign):
    assert str(campaign) == "Запросы 2026/27"
    assert [row.asked for row in campaign.units.all()] == [cast.supervisor]
    letter = Letter.objects.get(code="campaign_opened")
    assert (letter.person, letter.path) == (cast.supervisor, f"/campaigns/{campaign.pk}/")
    assert "до 10\u00a0сентября" in letter.body


def test_councils_and_commissions_are_told_once_and_heads_are_not_told_twice(cast):
    council, commission = make.unit("Совет наставников", kind="council"), make.unit("Комиссия", kind="committee")
    association = make.unit("Объединение", kind="association")
    old = {"since": date(2025, 9, 1)}
    for unit, person in (
        (council, cast.other_mentor),
        (commission, cast.other_mentor),
        (commission, cast.other_mentee),
        (council, cast.supervisor),
        (association, cast.outsider),
    ):
        CouncilMember.objects.create(unit=unit, person=person, **old)
    CouncilMember.objects.create(unit=council, person=cast.mentor, until=date(2026, 6, 30), **old)
    act.open_campaign(YEAR, due=DUE, by=cast.actor("curator"), at=AT)
    told = Letter.objects.filter(code="campaign_told")
    assert {letter.person for letter in told} == {cast.other_mentor, cast.other_mentee}
    assert told.count() == 2
    assert {letter.path for letter in told} == {"/councils/"}
    assert "2026/27" in told[0].subject
    assert "До 10\u00a0сентября" in told[0].body
    with pytest.raises(Refused, match="Кампания 2026/27 года уже открыта"):
        act.open_campaign(YEAR, due=DUE, by=cast.actor("curator"), at=AT)
    assert RequestCampaign.objects.count() == 1


def test_empty_retired_and_other_units_are_not_asked(cast):
    make.unit("Пустая комиссия")
    make.person(unit=make.unit("Совет наставников", kind="council"))
    make.person(unit=make.unit("Упразднённая", retired=True))
    make.person(unit=make.unit("ЦК без руководителя"))
    campaign = act.open_campaign(YEAR, due=DUE, by=cast.actor("curator"), at=AT)
    assert {row.unit.name: row.asked for row in campaign.units.all()} == {
        "ЦК без руководителя": None,
        cast.unit.name: cast.supervisor,
    }


@pytest.mark.parametrize("part", ["director", "supervisor", "mentor", "admin"])
def test_only_the_curator_opens_it(cast, part):
    with pytest.raises(Refused, match="куратору"):
        act.open_campaign(YEAR, due=DUE, by=cast.actor(part), at=AT)


def test_the_date_lies_ahead(cast):
    with pytest.raises(Refused, match="позже сегодняшнего"):
        act.open_campaign(YEAR, due=ON, by=cast.actor("curator"), at=AT)
    assert not RequestCampaign.objects.exists()


@pytest.mark.parametrize(("on", "starts"), [((2026, 7, 31), 2025), ((2026, 8, 1), 2026), ((2027, 2, 1), 2026)])
def test_which_year_may_be_opened(college, on, starts):
    assert year_to_open(date(*on)) == date(starts, 9, 1)


# Requests of the year before


def test_open_requests_are_carried_over_and_their_authors_asked(cast, campaign, old):
    for request in old:
        request.refresh_from_db()
        assert (request.state, request.year, request.due) == ("awaiting_renewal", campaign.year, DUE)
    assert CarriedRequest.objects.count() == 3
    asked = Letter.objects.filter(code="request_renew").values_list("person", flat=True)
    assert set(asked) == {cast.other_mentee.pk, cast.outsider.pk, cast.supervisor.pk}
    assert RequestOffer.objects.get().answer == "released"
    assert "подтверждают заново" in Letter.objects.get(code="request_released").body
    assert MentoringRequest.objects.filter(state="paired", year__starts=date(2025, 9, 1)).count() == 1


def test_the_teacher_confirms_and_the_curator_is_told(cast, campaign, old):
    own = MentoringRequest.objects.get(pk=old[0].pk)
    renewal.renew_request(own, by=cast.actor("other_mentee"), at=AT)
    assert (own.state, own.due) == ("awaiting_curator", date(2026, 9, 3))
    assert CarriedRequest.objects.get(request=own).answer == "renewed"
    assert Letter.objects.filter(code="request_received", person=cast.curator).count() == 1
    with pytest.raises(Refused, match="уже принято"):
        renewal.renew_request(own, by=cast.actor("other_mentee"), at=AT)


def test_the_administrations_request_asks_the_teacher_again(cast, campaign, old):
    proposed = MentoringRequest.objects.get(pk=old[2].pk)
    renewal.renew_request(proposed, by=cast.actor("supervisor"), at=AT)
    assert proposed.state == "awaiting_teacher"
    assert Letter.objects.get(code="request_offered").person == cast.mentee


def test_strangers_neither_confirm_nor_let_go(cast, campaign, old):
    own = MentoringRequest.objects.get(pk=old[0].pk)
    for part in ("supervisor", "mentor", "director"):
        with pytest.raises(Refused, match="кто его подал"):
            renewal.renew_request(own, by=cast.actor(part), at=AT)
        with pytest.raises(Refused, match="кто его подал"):
            renewal.let_go_request(own, by=cast.actor(part), at=AT)


def test_what_was_let_go_may_be_opened_again_by_its_author(cast, campaign, old):
    own, me = MentoringRequest.objects.get(pk=old[0].pk), cast.actor("other_mentee")
    renewal.let_go_request(own, by=me, at=AT)
    assert (own.state, own.decided_reason) == ("closed", "больше не нужен")
    assert CarriedRequest.objects.get(request=own).answer == "let_go"
    reopen_request(own, by=me, at=AT)
    assert own.state == "draft"


def test_unconfirmed_requests_are_closed_after_the_date_in_one_act(cast, campaign, old):
    by = cast.actor("curator")
    with pytest.raises(Refused, match="До 10\u00a0сентября авторы ещё отвечают"):
        renewal.close_unconfirmed(campaign, by=by, at=moment("2026-09-10 10:00"))
    with pytest.raises(Refused, match="куратору"):
        renewal.close_unconfirmed(campaign, by=cast.actor("director"), at=moment("2026-09-11 10:00"))
    renewal.renew_request(MentoringRequest.objects.get(pk=old[0].pk), by=cast.actor("other_mentee"), at=AT)
    assert renewal.close_unconfirmed(campaign, by=by, at=moment("2026-09-11 10:00")) == 2
    reasons = MentoringRequest.objects.filter(state="closed").values_list("close_reason__code", flat=True)
    assert list(reasons) == ["not_confirmed", "not_confirmed"]
    assert Letter.objects.filter(code="request_closed").count() == 2
    with pytest.raises(Refused, match="подтверждены или закрыты"):
        renewal.close_unconfirmed(campaign, by=by, at=moment("2026-09-11 10:00"))


# What a department answers


def test_the_head_raises_several_requests_at_once(cast, row, teacher):
    second = make.person("Яшин Глеб Ильич", unit=cast.unit)
    sent = units.ask_for_unit(row, [proposal(teacher), proposal(second)], by=cast.actor("supervisor"), at=AT)
    assert [(r.state, r.source, r.initiator, r.year) for r in sent] == [
        ("awaiting_teacher", "administration", cast.supervisor, row.campaign.year)
    ] * 2
    assert set(Letter.objects.filter(code="request_offered").values_list("person", flat=True)) == {
        teacher.pk,
        second.pk,
    }
    row.refresh_from_db()
    assert (row.answer, row.answered_by) == ("asked", cast.supervisor)


def test_all_are_sent_or_none(cast, row, teacher):
    MentoringRequest.objects.filter(person=cast.mentee).update(state="awaiting_curator")
    with pytest.raises(Refused, match="Жуков.*Открыт запрос"):
        units.ask_for_unit(row, [proposal(teacher), proposal(cast.mentee)], by=cast.actor("supervisor"), at=AT)
    assert not MentoringRequest.objects.filter(person=teacher).exists()
    row.refresh_from_db()
    assert row.answer == "waiting"


def test_asking_refuses_in_words(cast, row, teacher):
    head = cast.actor("supervisor")
    with pytest.raises(Refused, match="Отметьте, кому"):
        units.ask_for_unit(row, [], by=head, at=AT)
    with pytest.raises(Refused, match="не в этом подразделении"):
        units.ask_for_unit(row, [proposal(cast.outsider)], by=head, at=AT)
    with pytest.raises(Refused, match="Осталось заполнить: что беспокоит"):
        units.ask_for_unit(row, [proposal(teacher, problem=" ")], by=head, at=AT)
    with pytest.raises(Refused, match="Отвечает руководитель подразделения"):
        units.ask_for_unit(row, [proposal(teacher)], by=cast.actor("director"), at=AT)
    with pytest.raises(Refused, match="Отвечает руководитель подразделения"):
        units.answer_nobody(row, by=cast.actor("mentor"), at=AT)


def test_nobody_needs_a_word_when_the_young_are_alone(cast, row, teacher):
    head = cast.actor("supervisor")
    with pytest.raises(Refused, match="Без наставника 1\u00a0молодой педагог"):
        units.answer_nobody(row, note=" ", by=head, at=AT)
    units.answer_nobody(row, note="Юрьева в отпуске до марта", by=head, at=AT)
    assert (row.answer, row.note) == ("nobody", "Юрьева в отпуске до марта")
    units.rethink_unit(row, by=head, at=AT)
    row.refresh_from_db()
    assert (row.answer, row.note, row.answered_by) == ("waiting", "", None)


def test_nobody_needs_no_word_when_nobody_is_young(cast, row):
    units.answer_nobody(row, by=cast.actor("curator"), at=AT)
    assert (row.answer, row.answered_by) == ("nobody", cast.curator)


def test_a_head_is_reminded_not_more_often_than_the_setting_allows(cast, row):
    by = cast.actor("curator")
    with pytest.raises(Refused, match="Недавно уже писали"):
        units.remind_unit(row, by=by, at=moment("2026-08-26 08:00"))
    units.remind_unit(row, by=by, at=moment("2026-08-26 10:00"))
    letter = Letter.objects.get(code="campaign_reminded")
    assert (letter.person, letter.path) == (cast.supervisor, f"/campaigns/units/{row.pk}/")
    row.refresh_from_db()
    with pytest.raises(Refused, match="Недавно уже писали"):
        units.remind_unit(row, by=by, at=moment("2026-08-26 11:00"))
    with pytest.raises(Refused, match="Напомнить сейчас некому"):
        units.remind_silent(row.campaign, by=by, at=moment("2026-08-26 11:00"))
    assert units.remind_silent(row.campaign, by=by, at=moment("2026-08-27 11:00")) == 1
    with pytest.raises(Refused, match="куратору"):
        units.remind_unit(row, by=cast.actor("director"), at=moment("2026-08-29 11:00"))
    Unit.objects.filter(pk=row.unit_id).update(head=None)
    headless = CampaignUnit.objects.select_related("campaign", "unit__head").get(pk=row.pk)
    with pytest.raises(Refused, match="нет руководителя"):
        units.remind_unit(headless, by=by, at=moment("2026-08-29 11:00"))


# Closing


def test_a_campaign_closes_when_nothing_of_last_year_waits(cast, campaign, row):
    by, later = cast.actor("curator"), moment("2026-09-11 10:00")
    with pytest.raises(Refused, match="Не подтверждены 3\u00a0запроса прошлого года"):
        act.close_campaign(campaign, by=by, at=later)
    renewal.close_unconfirmed(campaign, by=by, at=later)
    with pytest.raises(Refused, match="куратору"):
        act.close_campaign(campaign, by=cast.actor("director"), at=later)
    act.close_campaign(campaign, by=by, at=later)
    row = CampaignUnit.objects.select_related("campaign__year", "unit").get(pk=row.pk)
    with pytest.raises(Refused, match="Кампания завершена"):
        units.answer_nobody(row, by=cast.actor("supervisor"), at=later)
    act.reopen_campaign(campaign, by=by, at=later)
    campaign.refresh_from_db()
    assert (campaign.state, campaign.closed_at, campaign.closed_by) == ("open", None, None)


# By itself


@pytest.mark.parametrize(
    ("setting", "day", "opened"),
    [
        ("08-25", "2026-08-24", 0),
        ("08-25", "2026-08-25", 1),
        ("08-25", "2026-10-20", 1),
        ("08-25", "2026-11-18", 0),
        ("09-05", "2026-09-04", 0),
        ("09-05", "2026-09-05", 1),
        ("hand", "2026-08-25", 0),
    ],
)
def test_the_day_of_opening_is_a_setting(cast, setting, day, opened):
    Setting.objects.filter(code="campaign_opens").update(value=setting)
    forget()
    assert [act.open_due_campaign(at=moment(f"{day} 06:00")) for _ in range(2)] == [opened, 0]
    assert [str(row) for row in RequestCampaign.objects.all()] == ["Запросы 2026/27"] * opened


def test_a_request_begun_in_august_belongs_to_the_year_being_prepared(cast, college):
    before = make.year(2025, current=False)
    AcademicYear.objects.update(current=False)
    AcademicYear.objects.filter(pk=before.pk).update(current=True)
    forget()
    me = cast.actor("outsider")
    assert str(start_request(cast.outsider, by=me, at=AT, problem="Трудно").year) == "2025/26"
    act.open_campaign(YEAR, due=DUE, by=cast.actor("curator"), at=AT)
    assert str(start_request(cast.outsider, by=me, at=AT, problem="Трудно").year) == "2026/27"


# What is read


def test_hints_and_who_is_not_asked_for_again(cast, row, teacher):
    lines = {line.person: line for line in teachers_of(row, ON, reader=cast.actor("supervisor"))}
    assert next(iter(lines)) == teacher, "most in need first"
    assert lines[teacher].hints == ("молодой педагог: стаж меньше года",)
    assert lines[cast.mentee].reason.startswith("запрос № "), "the head's own proposal"
    assert cast.supervisor not in lines
    make.request(teacher)
    head, curator = (
        next(line for line in teachers_of(row, ON, reader=cast.actor(part)) if line.person == teacher)
        for part in ("supervisor", "curator")
    )
    assert head.reason == "запрос уже есть", "how far a teacher's own request has come is not the head's to know"
    assert "ждёт решения куратора" in curator.reason


def test_coverage_counts_departments_the_young_and_requests(cast, campaign, row, teacher):
    units.ask_for_unit(row, [proposal(teacher)], by=cast.actor("supervisor"), at=AT)
    page = coverage(cast.actor("curator"), campaign, {}, ON)
    line = page.lines[0]
    assert (line.people, line.young, line.alone, line.total) == (3, 1, 1, 2)
    assert line.requests == "не подтверждены – 1, ждут педагога – 1"
    assert line.tag.word == "Запросы поданы"
    assert (len(page.carried), page.unconfirmed, page.carried_note) == (3, 3, "ждут ответа 3 из 3")
    assert coverage(cast.actor("curator"), campaign, {"tab": "nobody"}, ON).lines == ()
    make.request(make.person(unit=cast.unit), state="awaiting_curator")
    head = coverage(cast.actor("supervisor"), campaign, {}, ON)
    assert head.carried == ()
    assert head.lines[0].total == 2, "the head counts the administration's requests only"
