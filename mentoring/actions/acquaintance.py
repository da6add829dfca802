"""Acquaintance sheets (R56): opened over exactly one text, collected in the system and on paper, reminded, replaced."""

from django.db import transaction
from django.urls import reverse

from mentoring import notifications
from mentoring.access import (
    SHEET_TYPE,
    may_be_written,
    may_change_sheet,
    may_open_sheet,
    may_remind_readers,
    waiting_marks,
)
from mentoring.actions import journal
from mentoring.actions.document import replace_document
from mentoring.actions.norm import add_version
from mentoring.actions.number import number_is_taken, take_number
from mentoring.choices import DocumentState, SheetAudience
from mentoring.kit import dates
from mentoring.kit.canonical import fingerprint
from mentoring.kit.text import count_of, tidy
from mentoring.kit.verdict import Refused, no, require
from mentoring.models import AcademicYear, AcquaintanceMark, AcquaintanceSheet, DocumentType, IssuedDocument, Person
from mentoring.queries.acquaintance import reading_minutes, sheet_payload
from mentoring.queries.audience import audience_people
from mentoring.queries.number import numbered
from mentoring.queries.person import working


@transaction.atomic
def publish_version(act, *, sheet=None, by, at, **version):
    """A new version and, when `sheet` says so ({audience, unit, due}), its acquaintance sheet. Returns the version."""
    made = add_version(act, by=by, at=at, **version)
    if sheet:
        open_sheet(version=made, by=by, at=at, **sheet)
    return made


@transaction.atomic
def open_sheet(*, version=None, document=None, audience, unit=None, due, by, at):
    """Ask an audience to read a version of an act or an issued document by a date. Returns the document of the marks.

    The list of people is frozen now. A sheet over an older version of the act is replaced: nobody is asked to read what
    has lost force. Raises Refused: not the curator, already open, out of force, nobody to ask, the date has passed.
    """
    require(may_open_sheet(by, document=document, version=version))
    day = dates.local(at).date()
    if due < day:
        raise Refused(no("Срок уже прошёл. Поставьте день, до которого успеют прочитать."))
    if audience == SheetAudience.UNIT and unit is None:
        raise Refused(no("Выберите подразделение."))
    older = _older_sheets(version)
    people = list(audience_people(audience, day, unit))
    if audience == SheetAudience.CHOSEN:
        people = list(Person.objects.filter(working(day), acquaintances__document__in=older).in_order())
    elif not people:
        raise Refused(no("В этом списке сейчас никого нет. Выберите других людей."))
    document = document or _carrier(version, day, by, at)
    AcquaintanceSheet.objects.create(
        document=document, version=version, audience=audience, unit=unit, due=due, opened_by=by.person, opened_at=at
    )
    asked = _ask(document, people, due, at)
    for row in older:
        replace_document(row, document, by=by, at=at)
    heading = f"Открыт лист ознакомления: {count_of(asked, 'person')}, до {dates.words(due)}"
    _record("sheet_opened", heading, document, by, at)
    return document


def _older_sheets(version):
    if version is None:
        return []
    live = IssuedDocument.objects.filter(sheet__version__act=version.act, state=DocumentState.IN_FORCE)
    return list(live.exclude(sheet__version=version))


def _carrier(version, day, by, at):
    """The numbered sheet over a version: its frozen text names the act and the fingerprint of what is read."""
    kind = DocumentType.objects.get(code=SHEET_TYPE)
    year = AcademicYear.objects.filter(starts__lte=day, ends__gte=day).first() or AcademicYear.objects.get(current=True)
    payload = sheet_payload(version)
    document = IssuedDocument(
        type=kind,
        year=year,
        title=f"{version.act.title}, {version.label[:1].lower()}{version.label[1:]}"[:300],
        date=day,
        state=DocumentState.IN_FORCE,
        payload=payload,
        sha256=fingerprint(payload),
        author=by.person,
        recorded=True,
        created_at=at,
    )
    while not document.number or number_is_taken(document, document.number):
        document.number = numbered(kind, year, take_number(kind.prefix, year))
    document.save()
    return document


@transaction.atomic
def add_people(document, people, *, by, at):
    """Further readers of an open sheet; each gets the letter. Returns how many were new. Raises Refused when none was."""
    require(may_change_sheet(by, document))
    day = dates.local(at).date()
    people = [person for person in people if person.left_on is None or person.left_on > day]
    sheet = getattr(document, "sheet", None)
    due = max(sheet.due, day) if sheet else None
    added = _ask(document, people, due, at)
    if not added:
        raise Refused(no("Отметьте тех, кого добавить: все отмеченные уже в листе или ушли."))
    _record("sheet_extended", f"В лист ознакомления добавлено: {count_of(added, 'person')}", document, by, at)
    return added


def _ask(document, people, due, at):
    """One mark and one letter for each person who has none yet."""
    there = set(document.acquaintances.values_list("person", flat=True))
    new = list({person.pk: person for person in people if person.pk not in there}.values())
    AcquaintanceMark.objects.bulk_create(
        [AcquaintanceMark(document=document, person=person, due=due, written_at=at) for person in new]
    )
    _write("acquaintance_asked", document, new, due, at)
    return len(new)


@transaction.atomic
def excuse(document, person, *, reason, by, at):
    """The person need not read it after all: the line stays with its reason. Raises Refused: no reason, already read."""
    require(may_change_sheet(by, document))
    reason = tidy(reason)
    if not reason:
        raise Refused(no("Напишите, почему ознакомление не требуется."))
    marks = AcquaintanceMark.objects.filter(document=document, person=person, done_at__isnull=True, excused="")
    if not marks.update(excused=reason[:200]):
        raise Refused(no("Человек уже ознакомился или его нет в листе. Обновите страницу."))
    _record("sheet_excused", f"Не требуется: {person.short_name}", document, by, at, text=reason)


@transaction.atomic
def include_again(document, person, *, by, at):
    """Take an excuse back. Raises Refused when there was none."""
    require(may_change_sheet(by, document))
    marks = AcquaintanceMark.objects.filter(document=document, person=person, done_at__isnull=True)
    if not marks.exclude(excused="").update(excused=""):
        raise Refused(no("Человек и так в листе. Обновите страницу."))
    _record("sheet_included", f"Снова в листе: {person.short_name}", document, by, at)


@transaction.atomic
def remind_readers(document, *, by, at):
    """Write to those who have not read and were not written to within the pause. Returns how many letters went."""
    require(may_remind_readers(by, document, at))
    marks = list(waiting_marks(document, at).filter(may_be_written(at)).select_related("person"))
    AcquaintanceMark.objects.filter(pk__in=[mark.pk for mark in marks]).update(written_at=at)
    for mark in marks:
        _write("acquaintance_reminder", document, [mark.person], mark.due, at)
    told = [mark for mark in marks if mark.person.email]
    _record("sheet_reminded", f"Напомнили об ознакомлении: {count_of(len(told), 'person')}", document, by, at)
    return len(told)


@transaction.atomic
def move_due(document, *, due, by, at):
    """Give everybody who has not read another date. Raises Refused: the date has passed."""
    require(may_change_sheet(by, document))
    if due < dates.local(at).date():
        raise Refused(no("Срок уже прошёл. Поставьте день, до которого успеют прочитать."))
    AcquaintanceSheet.objects.filter(document=document).update(due=due)
    document.acquaintances.filter(done_at__isnull=True).update(due=due)
    _record("sheet_moved", f"Ознакомиться до {dates.words(due)}", document, by, at)


def _write(code, document, people, due, at):
    notifications.write_all(
        code,
        people,
        at=at,
        path=reverse("sheet_read", args=[document.pk]),
        document=document.title,
        date=dates.words(due) if due else "",
        minutes=reading_minutes(document),
    )


def _record(event, heading, document, by, at, *, text=""):
    journal.record(event, heading, by=by, at=at, subject=document, text=text)
