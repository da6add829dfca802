"""Acquaintance sheets: a frozen list over exactly one text, marks in the system and on paper, letters (R56, R57)."""

from datetime import date, timedelta

import pytest

from mentoring.actions import acquaintance as sheets
from mentoring.actions import norm
from mentoring.actions.document import acquaint, acquaint_on_paper, cancel_document
from mentoring.choices import DocumentState
from mentoring.kit.canonical import fingerprint
from mentoring.kit.verdict import Refused
from mentoring.models import AcquaintanceMark, IssuedDocument, Letter
from mentoring.tests import make
from mentoring.tests.standing import scene
from mentoring.tests.uploads import pdf_upload

pytestmark = pytest.mark.django_db
AT = make.moment()
DUE = date(2026, 11, 25)


@scene
def who(cast):
    return {"by": cast.actor("curator"), "at": AT}


@scene
def version(who):
    act = norm.create_act(kind="local", title="Порядок работы пар", number="12", date=date(2026, 9, 1), **who)
    return norm.add_version(act, label="", since=date(2026, 9, 1), text="Прочитайте это.", **who)


@scene
def sheet(version, who):
    return sheets.open_sheet(version=version, audience="participants", due=DUE, **who)


def people_of(sheet):
    return set(sheet.acquaintances.values_list("person", flat=True))


def test_a_sheet_is_numbered_and_freezes_whom_it_asks(cast, sheet, version):
    assert (sheet.number, sheet.state, sheet.recorded) == ("ЛО-2026/1", "in_force", True)
    assert sheet.payload["text_sha256"] == version.sha256
    assert sheet.sha256 == fingerprint(sheet.payload)
    assert people_of(sheet) == {p.pk for p in (cast.mentor, cast.mentee, cast.other_mentor, cast.other_mentee)}
    letters = Letter.objects.filter(code="acquaintance_asked")
    assert letters.count() == 4
    assert "Порядок работы пар" in letters.first().body
    assert "25\xa0ноября" in letters.first().subject
    make.pair()
    assert len(people_of(sheet)) == 4


@pytest.mark.parametrize(
    ("audience", "parts"),
    [
        ("mentors", {"mentor", "other_mentor"}),
        ("mentees", {"mentee", "other_mentee"}),
        ("teachers", {"curator", "director", "supervisor", "mentor", "mentee", "other_mentor", "other_mentee", "admin",
                      "outsider"}),
        ("unit", {"mentor", "mentee"}),
    ],
)  # fmt: skip
def test_every_audience_is_who_it_says_and_leavers_are_not_asked(cast, version, who, audience, parts):
    gone = make.mentor("Ушедшая Анна Петровна", unit=cast.unit, left_on=date(2026, 11, 1)).person
    make.mentee(person=gone)
    unit = cast.unit if audience == "unit" else None
    sheet = sheets.open_sheet(version=version, audience=audience, unit=unit, due=DUE, **who)
    assert people_of(sheet) == {getattr(cast, part).pk for part in parts}


def test_opening_is_refused_with_a_reason(cast, version, who):
    with pytest.raises(Refused, match="Срок уже прошёл"):
        sheets.open_sheet(version=version, audience="mentors", due=date(2026, 11, 1), **who)
    with pytest.raises(Refused, match="Выберите подразделение"):
        sheets.open_sheet(version=version, audience="unit", due=DUE, **who)
    with pytest.raises(Refused, match="никого нет"):
        sheets.open_sheet(version=version, audience="unit", unit=make.unit("Пустое"), due=DUE, **who)
    for part in ("director", "mentor", "outsider"):
        with pytest.raises(Refused, match="куратору"):
            sheets.open_sheet(version=version, audience="mentors", due=DUE, by=cast.actor(part), at=AT)
    sheets.open_sheet(version=version, audience="mentors", due=DUE, **who)
    with pytest.raises(Refused, match="лист уже открыт"):
        sheets.open_sheet(version=version, audience="mentees", due=DUE, **who)
    norm.add_version(version.act, label="", since=date(2026, 9, 1), text="Новое.", **who)
    with pytest.raises(Refused, match="более новая редакция"):
        sheets.open_sheet(version=version, audience="mentees", due=DUE, **who)


def test_an_issued_document_has_one_list_of_readers(cast, who):
    order = make.order(state="in_force")
    same = sheets.open_sheet(document=order, audience="mentors", due=DUE, **who)
    assert same.pk == order.pk
    assert people_of(order) == {cast.mentor.pk, cast.other_mentor.pk}
    with pytest.raises(Refused, match="Лист уже открыт"):
        sheets.open_sheet(document=order, audience="mentees", due=DUE, **who)
    with pytest.raises(Refused, match="не действует"):
        sheets.open_sheet(document=make.order(state="canceled", number="7"), audience="mentors", due=DUE, **who)


def test_the_mark_is_a_signature_over_the_very_text(cast, sheet, version):
    reader = cast.actor("mentor")
    with pytest.raises(Refused, match="текст изменился"):
        acquaint(sheet, shown="0" * 64, by=reader, at=AT)
    acquaint(sheet, shown=version.sha256, by=reader, at=AT)
    mark = sheet.acquaintances.get(person=cast.mentor)
    assert (mark.way, mark.sha256, mark.role, mark.post) == ("electronic", version.sha256, "mentor", cast.mentor.post)
    with pytest.raises(Refused, match="уже ознакомились"):
        acquaint(sheet, shown=version.sha256, by=reader, at=AT)
    with pytest.raises(Refused, match="Вашего имени нет"):
        acquaint(sheet, by=cast.actor("outsider"), at=AT)


def test_paper_marks_keep_the_day_the_scan_and_the_witness(cast, sheet, who):
    signed = {"on": date(2026, 11, 18), "scan": pdf_upload("Лист.pdf"), "witness": cast.supervisor}
    assert acquaint_on_paper(sheet, [cast.mentor, cast.mentee], **signed, **who) == 2
    mark = sheet.acquaintances.select_related("scan").get(person=cast.mentee)
    assert (mark.way, mark.witness, mark.recorded_by, mark.scan.name) == (
        "paper",
        cast.supervisor,
        cast.curator,
        "Лист.pdf",
    )
    with pytest.raises(Refused, match="ещё не наступил"):
        acquaint_on_paper(sheet, [cast.other_mentor], on=date(2026, 12, 1), **who)
    with pytest.raises(Refused, match="раньше с ним не могли"):
        acquaint_on_paper(sheet, [cast.other_mentor], on=date(2026, 11, 1), **who)
    with pytest.raises(Refused, match="кто-то другой"):
        acquaint_on_paper(sheet, [cast.other_mentor], witness=cast.other_mentor, **who)
    with pytest.raises(Refused, match="кто расписался"):
        acquaint_on_paper(sheet, [cast.mentor], **who)


def test_people_are_added_excused_and_taken_back(cast, sheet, who):
    assert sheets.add_people(sheet, [cast.outsider, cast.mentor], **who) == 1
    with pytest.raises(Refused, match="уже в листе"):
        sheets.add_people(sheet, [cast.outsider], **who)
    with pytest.raises(Refused, match="почему ознакомление не требуется"):
        sheets.excuse(sheet, cast.outsider, reason="", **who)
    sheets.excuse(sheet, cast.outsider, reason="отпуск", **who)
    with pytest.raises(Refused, match="уже ознакомился или его нет"):
        sheets.excuse(sheet, cast.outsider, reason="отпуск", **who)
    sheets.include_again(sheet, cast.outsider, **who)
    with pytest.raises(Refused, match="и так в листе"):
        sheets.include_again(sheet, cast.outsider, **who)
    for part in ("director", "mentor"):
        with pytest.raises(Refused, match="куратору"):
            sheets.add_people(sheet, [cast.admin], by=cast.actor(part), at=AT)


def test_a_reminder_goes_once_in_the_pause_and_only_to_those_awaited(cast, sheet, version, who):
    with pytest.raises(Refused, match="Недавно уже писали"):
        sheets.remind_readers(sheet, **who)
    acquaint(sheet, shown=version.sha256, by=cast.actor("mentor"), at=AT)
    sheets.excuse(sheet, cast.mentee, reason="отпуск", **who)
    type(cast.other_mentee).objects.filter(pk=cast.other_mentee.pk).update(left_on=date(2026, 11, 18))
    later = {"by": who["by"], "at": AT + timedelta(hours=25)}
    assert sheets.remind_readers(sheet, **later) == 1
    letter = Letter.objects.get(code="acquaintance_reminder")
    assert letter.person == cast.other_mentor
    with pytest.raises(Refused, match="Недавно уже писали"):
        sheets.remind_readers(sheet, **later)
    acquaint(sheet, shown=version.sha256, by=cast.actor("other_mentor"), at=AT)
    with pytest.raises(Refused, match="Напоминать некому"):
        sheets.remind_readers(sheet, **later)


def test_the_term_moves_for_those_who_have_not_read(cast, sheet, version, who):
    acquaint(sheet, shown=version.sha256, by=cast.actor("mentor"), at=AT)
    sheets.move_due(sheet, due=date(2026, 12, 10), **who)
    assert sheet.acquaintances.get(person=cast.mentor).due == DUE
    assert sheet.acquaintances.get(person=cast.mentee).due == date(2026, 12, 10)
    with pytest.raises(Refused, match="Срок уже прошёл"):
        sheets.move_due(sheet, due=date(2026, 11, 1), **who)


def test_a_new_version_opens_a_new_sheet_and_closes_the_old_one(cast, sheet, version, who):
    acquaint(sheet, shown=version.sha256, by=cast.actor("mentor"), at=AT)
    asked = {"audience": "participants", "unit": None, "due": DUE}
    sheets.publish_version(version.act, sheet=asked, label="", since=date(2026, 11, 1), text="Новое.", **who)
    new = IssuedDocument.objects.exclude(pk=sheet.pk).get(type__code="D14")
    sheet.refresh_from_db()
    assert (sheet.state, sheet.replaced_by, new.number) == (DocumentState.REPLACED, new, "ЛО-2026/2")
    assert new.acquaintances.filter(done_at__isnull=True).count() == 4
    assert sheet.acquaintances.get(person=cast.mentor).sha256 == version.sha256
    with pytest.raises(Refused, match="больше не действует"):
        acquaint(sheet, by=cast.actor("mentee"), at=AT)


def test_chosen_people_who_still_work_here_go_over_to_the_next_version(cast, version, who):
    first = sheets.open_sheet(version=version, audience="chosen", due=DUE, **who)
    sheets.add_people(first, [cast.outsider, cast.admin], **who)
    type(cast.admin).objects.filter(pk=cast.admin.pk).update(left_on=date(2026, 11, 1))
    asked = {"audience": "chosen", "unit": None, "due": DUE}
    sheets.publish_version(version.act, sheet=asked, label="", since=date(2026, 11, 1), text="Новое.", **who)
    new = IssuedDocument.objects.exclude(pk=first.pk).get(type__code="D14")
    assert people_of(new) == {cast.outsider.pk}


def test_a_version_and_its_sheet_come_together_or_not_at_all(version, who):
    asked = {"audience": "unit", "unit": make.unit("Пустое"), "due": DUE}
    with pytest.raises(Refused, match="никого нет"):
        sheets.publish_version(version.act, sheet=asked, label="", since=date(2026, 11, 1), text="Новое.", **who)
    assert version.act.versions.count() == 1


def test_the_curator_cancels_a_sheet_and_the_marks_stay(cast, sheet, who):
    with pytest.raises(Refused, match="причину"):
        cancel_document(sheet, reason="", **who)
    cancel_document(sheet, reason="Открыт по ошибке", **who)
    assert AcquaintanceMark.objects.filter(document=sheet).count() == 4
    with pytest.raises(Refused, match="не действует"):
        sheets.add_people(sheet, [cast.outsider], **who)
