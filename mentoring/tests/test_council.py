"""Councils and associations (R58): members, agenda, minutes, decisions with owners; who sees and who keeps."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from mentoring.access import actor_for, councils_for, members_on, resolutions_for, sittings_for
from mentoring.actions import council as act
from mentoring.documents.council import frozen_minutes, minutes_from, minutes_paper
from mentoring.kit.canonical import fingerprint
from mentoring.kit.docx import render_docx
from mentoring.kit.verdict import Refused
from mentoring.models import AgendaItem, CouncilMember, JournalEntry, Letter, Resolution, Sitting
from mentoring.queries.council import body_page, body_rows
from mentoring.tests import make
from mentoring.tests.standing import scene
from mentoring.workflow.council import RESOLUTION, SITTING

AT = make.moment("2026-11-18 10:00")
BEFORE = AT - timedelta(hours=2)
LIST_QUERIES, BODY_QUERIES, SITTING_QUERIES = 7, 9, 12


@scene
def council(cast):
    return make.unit("Совет наставников", kind="council", head=cast.other_mentor)


@scene
def by(cast):
    return cast.actor("curator")


@scene
def head(cast, council):
    return make.actor(cast.other_mentor)


@scene
def sitting(council, by):
    return act.plan_sitting(council, starts_at=BEFORE, place="ауд. 210", by=by, at=AT)


@scene
def ready(cast, sitting, by):
    """Everything written: one question, one decision with an owner."""
    item = act.save_item(sitting, topic="Итоги октября", speaker="Белова О. Н.", heard="Отчёт принят", by=by, at=AT)
    act.add_resolution(item, text="подготовить памятку", owner=cast.mentor, due=date(2026, 12, 1), by=by, at=AT)
    who = {"chair": cast.other_mentor, "secretary": cast.curator, "attended": [cast.other_mentor, cast.curator]}
    return act.edit_sitting(sitting, starts_at=BEFORE, place="ауд. 210", invited="", **who, by=by, at=AT)


def close(sitting, by):
    act.close_sitting(sitting, text_of=frozen_minutes, by=by, at=AT)
    return Sitting.objects.get(pk=sitting.pk)


# Members


def test_a_member_of_the_council_is_a_council_member_from_day_to_day(cast, council, by):
    member = act.add_member(council, cast.outsider, since=date(2026, 11, 1), basis="приказ № 7", by=by, at=AT)
    assert "council" in actor_for(cast.outsider, on=date(2026, 11, 1)).roles
    assert "council" not in actor_for(cast.outsider, on=date(2026, 10, 31)).roles
    with pytest.raises(Refused, match="уже состоит"):
        act.add_member(council, cast.outsider, since=date(2026, 11, 5), by=by, at=AT)
    with pytest.raises(Refused, match="не раньше"):
        act.end_member(member, until=date(2026, 10, 1), by=by, at=AT)
    act.end_member(member, until=date(2026, 11, 20), by=by, at=AT)
    with pytest.raises(Refused, match="уже не состоит"):
        act.end_member(member, until=date(2026, 11, 21), by=by, at=AT)
    assert not members_on(date(2026, 11, 21)).exists()
    act.add_member(council, cast.outsider, since=date(2026, 12, 1), by=by, at=AT)
    assert CouncilMember.objects.count() == 2


def test_a_member_of_an_association_is_not_of_the_council(cast, by):
    union = make.unit("МО физиков", kind="association")
    act.add_member(union, cast.outsider, since=date(2026, 11, 1), by=by, at=AT)
    assert "council" not in actor_for(cast.outsider, on=date(2026, 11, 18)).roles


def test_who_has_left_does_not_become_a_member(cast, council, by):
    cast.outsider.left_on = date(2026, 10, 1)
    with pytest.raises(Refused, match="не работает"):
        act.add_member(council, cast.outsider, since=date(2026, 11, 1), by=by, at=AT)


# Who sees, who keeps


@pytest.mark.parametrize(("part", "seen"), [
    ("curator", (1, 1)), ("director", (1, 1)), ("mentor", (1, 0)), ("other_mentor", (1, 1)), ("mentee", (0, 0)),
    ("supervisor", (0, 0)), ("outsider", (0, 0)), ("admin", (0, 0)),
])  # fmt: skip
def test_who_sees_bodies_and_their_sittings(cast, council, sitting, part, seen):
    actor = cast.actor(part)
    assert (councils_for(actor).filter(pk=council.pk).count(), sittings_for(actor).count()) == seen


def test_a_member_reads_until_his_last_day(cast, council, sitting, by):
    member = act.add_member(council, cast.outsider, since=date(2026, 11, 1), by=by, at=AT)
    assert sittings_for(cast.actor("outsider")).count() == 1
    CouncilMember.objects.filter(pk=member.pk).update(until=date(2026, 11, 2))
    assert sittings_for(cast.actor("outsider")).count() == 0


@pytest.mark.parametrize("part", ["director", "mentor", "mentee", "supervisor", "outsider", "admin"])
def test_only_the_curator_and_the_head_keep(cast, council, ready, part):
    by, item = cast.actor(part), ready.items.get()
    for attempt in (
        lambda: act.add_member(council, cast.outsider, since=date(2026, 11, 1), by=by, at=AT),
        lambda: act.plan_sitting(council, starts_at=AT, place="", by=by, at=AT),
        lambda: act.save_item(ready, topic="Ещё", by=by, at=AT),
        lambda: act.remove_item(item, by=by, at=AT),
        lambda: act.add_resolution(item, text="да", owner=None, due=None, by=by, at=AT),
        lambda: act.call_sitting(ready, by=by, at=AT),
        lambda: act.cancel_sitting(ready, reason="нет", by=by, at=AT),
        lambda: act.close_sitting(ready, text_of=frozen_minutes, by=by, at=AT),
    ):
        with pytest.raises(Refused, match="куратор и руководитель"):
            attempt()


def test_the_head_keeps_without_the_curator(ready, head):
    assert close(ready, head).state == "closed"


@pytest.mark.parametrize(("state", "allowed"), [
    ("planned", {"call", "close", "cancel"}), ("called", {"close", "cancel"}), ("closed", set()), ("canceled", set()),
])  # fmt: skip
def test_what_may_follow_what(sitting, by, state, allowed):
    sitting.state = state
    assert {t.name for t, verdict in SITTING.open_to(by, sitting) if verdict} == allowed


def test_who_settles_a_decision(cast, ready, by):
    close(ready, by)
    row = Resolution.objects.select_related("item__sitting__unit").get()
    for part, state, allowed in (
        ("mentor", "open", {"settle"}),
        ("mentor", "done", set()),
        ("curator", "open", {"settle", "drop"}),
        ("curator", "done", {"reopen"}),
        ("curator", "dropped", {"reopen"}),
        ("mentee", "open", set()),
        ("director", "open", set()),
    ):
        row.state = state
        assert {t.name for t, verdict in RESOLUTION.open_to(cast.actor(part), row) if verdict} == allowed, part


# Agenda and proposals


def test_a_mentors_proposal_reaches_the_agenda_and_returns_with_a_removed_question(cast, council, sitting, by):
    proposal = act.propose(council, text="Нужны часы на взаимопосещение", by=cast.actor("mentor"), at=AT)
    item = act.take_proposal(proposal, sitting, by=by, at=AT)
    assert (item.topic, item.speaker) == ("Нужны часы на взаимопосещение", cast.mentor.short_name)
    with pytest.raises(Refused, match="уже в повестке"):
        act.take_proposal(proposal, sitting, by=by, at=AT)
    with pytest.raises(Refused, match="уже в повестке"):
        act.withdraw_proposal(proposal, by=cast.actor("mentor"), at=AT)
    act.remove_item(item, by=by, at=AT)
    proposal.refresh_from_db()
    with pytest.raises(Refused, match="тот, кто предложил"):
        act.withdraw_proposal(proposal, by=cast.actor("other_mentor"), at=AT)
    act.withdraw_proposal(proposal, by=cast.actor("mentor"), at=AT)


def test_proposals_of_a_canceled_sitting_wait_for_the_next(cast, council, sitting, by):
    proposal = act.propose(council, text="Обсудить отчёты", by=cast.actor("mentor"), at=AT)
    act.take_proposal(proposal, sitting, by=by, at=AT)
    act.cancel_sitting(sitting, reason="нет кворума", by=by, at=AT)
    following = act.plan_sitting(council, starts_at=AT, place="", by=by, at=AT)
    proposal.refresh_from_db()
    act.take_proposal(type(proposal).objects.get(pk=proposal.pk), following, by=by, at=AT)
    assert AgendaItem.objects.get(proposal=proposal).sitting == following


def test_mentees_do_not_propose_and_bodies_do_not_mix(cast, council, sitting, by):
    with pytest.raises(Refused, match="наставники и члены"):
        act.propose(council, text="да", by=cast.actor("mentee"), at=AT)
    with pytest.raises(Refused, match="Напишите"):
        act.propose(council, text="  ", by=cast.actor("mentor"), at=AT)
    other = act.propose(make.unit("МО физиков", kind="association"), text="да", by=cast.actor("mentor"), at=AT)
    with pytest.raises(Refused, match="другому объединению"):
        act.take_proposal(other, sitting, by=by, at=AT)


def test_the_agenda_goes_to_members_and_again_when_the_sitting_moves(cast, council, sitting, by):
    with pytest.raises(Refused, match="нет вопросов"):
        act.call_sitting(sitting, by=by, at=AT)
    act.add_member(council, cast.outsider, since=date(2026, 11, 1), by=by, at=AT)
    act.save_item(sitting, topic="Итоги", by=by, at=AT)
    act.call_sitting(sitting, by=by, at=AT)
    assert set(Letter.objects.values_list("person", flat=True)) == {cast.outsider.pk, cast.other_mentor.pk}
    act.edit_sitting(
        sitting, starts_at=AT + timedelta(days=1), place="ауд. 1", chair=None, secretary=None, invited="", attended=[],
        by=by, at=AT,
    )  # fmt: skip
    assert Letter.objects.filter(code="sitting_called").count() == 4


# Minutes


def test_minutes_are_numbered_frozen_and_told_to_owners(cast, ready, by):
    closed = close(ready, by)
    assert (closed.number, closed.sha256) == (1, fingerprint(closed.payload))
    assert minutes_from(closed.payload).questions[0].decided[0].owner == cast.mentor.short_name
    letter = Letter.objects.get(code="resolution_given")
    assert (letter.person, letter.path) == (
        cast.mentor,
        reverse("resolution_settle", args=[Resolution.objects.get().pk]),
    )
    assert JournalEntry.objects.filter(event="sitting_closed").count() == 1
    with pytest.raises(Refused):
        close(ready, by)
    item = closed.items.get()
    for attempt in (
        lambda: act.save_item(closed, item=item, topic="Другое", by=by, at=AT),
        lambda: act.remove_item(item, by=by, at=AT),
        lambda: act.add_resolution(item, text="ещё", owner=None, due=None, by=by, at=AT),
        lambda: act.remove_resolution(item.resolutions.get(), by=by, at=AT),
    ):
        with pytest.raises(Refused, match="не меняют"):
            attempt()


def test_what_was_noted_is_not_in_work(cast, council, ready, by):
    act.add_resolution(ready.items.get(), text="принять к сведению", owner=None, due=None, by=by, at=AT)
    close(ready, by)
    assert [row.row.text for row in body_page(by, council).unfinished] == ["подготовить памятку"]
    assert next(row.open for row in body_rows(by) if row.unit == council) == 1


def test_a_stale_page_cannot_write_into_closed_minutes(ready, by):
    stale = Sitting.objects.get(pk=ready.pk)
    close(ready, by)
    with pytest.raises(Refused, match="не меняют"):
        act.save_item(stale, topic="Задним числом", by=by, at=AT)


def test_numbers_follow_in_the_year_of_one_body(council, ready, by, cast):
    close(ready, by)
    second = act.plan_sitting(council, starts_at=BEFORE, place="", by=by, at=AT)
    act.save_item(second, topic="Второе", heard="Обсудили", by=by, at=AT)
    who = {"chair": cast.curator, "secretary": cast.curator, "attended": [cast.curator], "invited": ""}
    act.edit_sitting(second, starts_at=BEFORE, place="", **who, by=by, at=AT)
    assert close(second, by).number == 2


def test_what_keeps_minutes_open(cast, council, ready, by):
    def lacks():
        return act.what_lacks(Sitting.objects.get(pk=ready.pk), AT)

    assert lacks() == ""
    Sitting.objects.filter(pk=ready.pk).update(starts_at=AT + timedelta(days=1))
    assert "впереди" in lacks()
    Sitting.objects.filter(pk=ready.pk).update(starts_at=BEFORE, secretary=None)
    assert "секретаря" in lacks()
    Sitting.objects.filter(pk=ready.pk).update(secretary=cast.curator)
    ready.attended.clear()
    assert "присутствовал" in lacks()
    ready.attended.add(cast.curator)
    act.save_item(ready, topic="Пустой", by=by, at=AT)
    assert "«Пустой»" in lacks()
    ready.items.all().delete()
    assert "нет вопросов" in lacks()
    with pytest.raises(Refused, match="нет вопросов"):
        close(ready, by)


def test_a_decision_needs_both_an_owner_and_a_date_or_neither(cast, ready, by):
    item = ready.items.get()
    for owner, due in ((cast.mentor, None), (None, date(2026, 12, 1))):
        with pytest.raises(Refused, match="и ответственный, и срок"):
            act.add_resolution(item, text="да", owner=owner, due=due, by=by, at=AT)
    act.add_resolution(item, text="принять к сведению", owner=None, due=None, by=by, at=AT)


def test_an_owner_reports_and_the_curator_may_return_it(cast, ready, by):
    close(ready, by)
    row = resolutions_for(cast.actor("mentor")).select_related("item__sitting__unit", "owner").get()
    with pytest.raises(Refused):
        act.settle(row, note="сделано", by=cast.actor("mentee"), at=AT)
    act.settle(row, note="памятка на полке", by=cast.actor("mentor"), at=AT)
    with pytest.raises(Refused):
        act.settle(row, note="ещё раз", by=cast.actor("mentor"), at=AT)
    act.reopen(row, by=by, at=AT)
    act.drop(row, note="уже не нужно", by=by, at=AT)
    row.refresh_from_db()
    assert (row.state, row.note) == ("dropped", "уже не нужно")


def test_before_the_minutes_are_closed_the_owner_sees_nothing(cast, ready):
    assert not resolutions_for(cast.actor("mentor")).exists()


def test_the_paper_prints_the_frozen_text(cast, ready, by):
    closed = close(ready, by)
    Resolution.objects.update(text="подменённое решение")
    told = str(minutes_paper(closed))
    assert "подготовить памятку" in told.lower() or "Подготовить памятку" in told
    assert "подменённое" not in told
    assert render_docx(minutes_paper(closed)).startswith(b"PK")


# Pages


@pytest.fixture
def curators_client(cast, sign_in):
    return sign_in(cast.curator)


def test_pages_ask_the_same_number_of_queries_for_one_and_three(
    council, ready, by, curators_client, django_assert_num_queries
):
    client, owner = curators_client, ready.items.get().resolutions.get().owner
    pages = {
        reverse("council_list"): LIST_QUERIES,
        reverse("council_detail", args=[council.pk]): BODY_QUERIES,
        reverse("sitting_detail", args=[ready.pk]): SITTING_QUERIES,
    }
    for page, number in pages.items():
        client.get(page)
        with django_assert_num_queries(number):
            client.get(page)
    for n in range(2):
        make.unit(f"МО № {n}", kind="association")
        item = act.save_item(ready, topic=f"Вопрос {n}", heard="Да", by=by, at=AT)
        act.add_resolution(item, text="да", owner=owner, due=date(2026, 12, 1), by=by, at=AT)
        act.plan_sitting(council, starts_at=AT, place="", by=by, at=AT)
        act.add_member(council, make.person(f"Член Номер {n}"), since=date(2026, 11, 1), by=by, at=AT)
    for page, number in pages.items():
        with django_assert_num_queries(number):
            client.get(page)


def test_a_mentor_sees_the_council_but_not_what_it_said(cast, council, ready, by, sign_in):
    close(ready, by)
    page = sign_in(cast.mentee).get(reverse("council_detail", args=[council.pk]))
    assert page.status_code == 404
    client = sign_in(cast.mentor)
    told = client.get(reverse("council_detail", args=[council.pk])).content.decode()
    assert "Внести предложение" in told
    assert "ауд. 210" not in told
    assert client.get(reverse("sitting_detail", args=[ready.pk])).status_code == 404
    own = client.get(reverse("resolution_settle", args=[Resolution.objects.get().pk])).content.decode()
    assert "подготовить памятку" in own
    assert "Отчёт принят" not in own
