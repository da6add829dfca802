"""Behaviour 14: the story of a pair, a person and a program by kinds and readers; corrections with a reason."""

import pytest
from django.urls import reverse
from django.utils import timezone

from mentoring.actions import journal
from mentoring.choices import Audience
from mentoring.models import JournalEntry, Pair, Person
from mentoring.tests import make
from mentoring.tests.admin import enter, page, save, shown
from mentoring.tests.counting import queries_of
from mentoring.tests.make import moment
from mentoring.tests.standing import scene
from programs.tests import make as program_make

AT = moment("2026-11-18 10:00")
ALL = {audience: f"Запись для: {audience}" for audience in Audience.values}


@scene
def told(cast):
    """One entry of each audience about the pair."""
    for audience, heading in ALL.items():
        journal.record(
            "pair_changed",
            heading,
            by=cast.actor("curator"),
            at=AT,
            subject=cast.pair,
            pair=cast.pair,
            audience=audience,
        )
    return cast


def read(client, name, pk, **query):
    return client.get(reverse(name, args=[pk]), query).content.decode()


@pytest.mark.parametrize("name", ["pair_story", "pair_detail"])
@pytest.mark.parametrize(
    ("part", "seen"),
    [
        ("curator", {"subject", "members", "office", "curator"}),
        ("director", {"subject", "office"}),
        ("mentor", {"subject", "members"}),
        ("mentee", {"subject", "members"}),
        ("supervisor", {"subject"}),
    ],
)
def test_each_reader_sees_the_entries_open_to_him(told, sign_in, name, part, seen):
    html = read(sign_in(getattr(told, part)), name, told.pair.pk)
    assert {audience for audience, heading in ALL.items() if heading in html} == seen


@pytest.mark.parametrize(("part", "seen"), [("curator", set(ALL)), ("director", {"subject", "office"})])
@pytest.mark.parametrize("name", ["person_story", "person_detail"])
def test_the_same_on_the_person(told, sign_in, name, part, seen):
    html = read(sign_in(getattr(told, part)), name, told.mentee.pk)
    assert {audience for audience, heading in ALL.items() if heading in html} == seen


def test_who_left_the_pair_is_not_shown_what_is_for_its_members(told, sign_in):
    told.pair.members.filter(person=told.mentor).update(until=AT.date() - timezone.timedelta(days=1))
    html = read(sign_in(told.mentor), "pair_story", told.pair.pk)
    assert ALL["members"] not in html


def test_an_entry_is_open_by_default(cast):
    entry = journal.record("pair_changed", "Пара", by=cast.actor("curator"), at=AT, subject=cast.pair, pair=cast.pair)
    assert (entry.audience, entry.why) == ("subject", "")


def test_an_entry_tells_who_in_which_role_when_and_what_changed(cast, sign_in):
    changes = [{"part": "режим", "was": "очно", "became": "онлайн"}]
    journal.record(
        "pair_changed", "Пару изменили", by=cast.actor("curator").saying("Перешли на удалёнку"), at=AT,
        subject=cast.pair, pair=cast.pair, changes=changes,
    )  # fmt: skip
    html = read(sign_in(cast.mentor), "pair_story", cast.pair.pk)
    for words in (
        "18\u00a0ноября, 10:00",
        "Пару изменили",
        "Ольга Белова, куратор: режим: «очно» → «онлайн»",
        "Почему: Перешли на удалёнку.",
    ):
        assert words in html


def test_kinds_filter_and_only_those_that_are_there(cast, sign_in):
    for event, heading in (("pair_changed", "О паре"), ("order_signed", "О приказе"), ("strange_event", "О разном")):
        journal.record(event, heading, by=cast.actor("curator"), at=AT, subject=cast.pair, pair=cast.pair)
    client = sign_in(cast.mentor)
    html = read(client, "pair_story", cast.pair.pk)
    for name, there in (("Приказы и документы", True), ("Другое", True), ("Встречи", False)):
        assert (f">{name}</option>" in html) is there
    only = read(client, "pair_story", cast.pair.pk, kind="document")
    assert ("О приказе" in only, "О паре" in only, "О разном" in only) == (True, False, False)
    rest = read(client, "pair_story", cast.pair.pk, kind="other")
    assert ("О приказе" in rest, "О паре" in rest, "О разном" in rest) == (False, False, True)
    assert "О паре" in read(client, "pair_story", cast.pair.pk, kind="meeting"), "an empty kind shows all"


def test_the_story_goes_on_to_another_page(cast, sign_in):
    for n in range(35):
        journal.record(
            "pair_changed", f"Запись {n:02}", by=cast.actor("curator"), at=AT, subject=cast.pair, pair=cast.pair
        )
    client = sign_in(cast.mentor)
    assert "Запись 00" not in read(client, "pair_story", cast.pair.pk)
    assert "Запись 00" in read(client, "pair_story", cast.pair.pk, page=2)


@pytest.mark.parametrize("many", [1, 3])
def test_queries_do_not_grow(cast, sign_in, many):
    for _ in range(many):
        other = make.pair([cast.mentor], [make.mentee().person])
        for pair in (cast.pair, other):
            journal.record("pair_changed", "Пара", by=cast.actor("curator"), at=AT, subject=pair, pair=pair)
    client = sign_in(cast.curator)
    assert queries_of(client, reverse("person_story", args=[cast.mentor.pk])) <= 10
    assert queries_of(client, reverse("pair_story", args=[cast.pair.pk])) <= 9


def test_meetings_are_told_to_those_who_read_them(cast, sign_in):
    from programs.actions.meeting import schedule_meeting

    program = program_make.program(
        program_make.live_pair([cast.mentor], [cast.mentee]), state="active", curator=cast.curator
    )
    schedule_meeting(
        program=program, by=cast.actor("mentor"), at=timezone.now(), starts_at=timezone.now() + timezone.timedelta(days=2),
        topic="Разбор занятия", minutes=45, mode="in_person", place="ауд. 214", link="", event=None,
    )  # fmt: skip
    for part, sees in (("curator", True), ("mentee", True), ("director", False), ("supervisor", False)):
        client = sign_in(getattr(cast, part))
        for name, pk in (
            ("program_story", program.pk),
            ("pair_story", program.pair_id),
            ("pair_detail", program.pair_id),
        ):
            assert ("Разбор занятия" in read(client, name, pk)) is sees, f"{part} {name}"


# Corrections


@pytest.mark.django_db
def test_a_correction_of_somebody_s_card_asks_why(cast, client):
    path = page(Person, "change", cast.mentee.pk)
    enter(client, cast.admin)
    refused = save(client, path, post="методист", why=" ")
    assert "Напишите, почему меняете чужую запись" in refused.content.decode()
    assert Person.objects.get(pk=cast.mentee.pk).post == "преподаватель"
    assert save(client, path, post="методист", why="Приказ о переводе № 12").status_code == 302
    entry = JournalEntry.objects.filter(event="person_changed", person=cast.mentee).get()
    assert (entry.why, entry.author) == ("Приказ о переводе № 12", cast.admin)
    history = client.get(page(Person, "history", cast.mentee.pk)).content.decode()
    assert "Почему: Приказ о переводе № 12" in history


def test_the_reason_stands_on_the_timeline(cast, client, sign_in):
    enter(client, cast.admin)
    save(client, page(Person, "change", cast.mentee.pk), post="методист", why="Приказ о переводе № 12")
    html = read(sign_in(cast.curator), "person_story", cast.mentee.pk)
    assert "Почему: Приказ о переводе № 12." in html


def test_the_own_card_a_new_one_and_a_draft_need_no_reason(cast, client):
    enter(client, cast.curator)
    draft = make.pair([cast.mentor], [cast.mentee], state="ready")
    assert "why" not in shown(client, page(Person, "change", cast.curator.pk))
    assert "why" not in shown(client, page(Person, "add"))
    assert "why" not in shown(client, page(Pair, "change", draft.pk))
    assert "why" in shown(client, page(Person, "change", cast.mentee.pk))


def test_every_registered_record_of_somebody_asks(cast):
    """Reference data are the college's own words; everything else that a form changes says why."""
    from django.contrib import admin

    from mentoring.admin.kit.acting import ActingAdmin

    acting = {model.__name__: row for model, row in admin.site._registry.items() if isinstance(row, ActingAdmin)}
    free = {name for name, row in acting.items() if row.reference}
    assert free == {"Setting", "PostForms", "Organization", "Unit"}
    assert {"Person", "Pair", "Mentor", "Mentee", "RoleAssignment", "User", "IssuedDocument", "Evaluation"} <= set(
        acting
    )
