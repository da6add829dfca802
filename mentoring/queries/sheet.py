"""One acquaintance sheet for the office: who has read and who has not, what may be done."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from mentoring.access import SHEET_TYPE, may_change_sheet, may_remind_readers
from mentoring.kit.codes import short_fingerprint, spaced
from mentoring.kit.dates import today, words
from mentoring.kit.states import StateTag
from mentoring.kit.ui import CheckRow, Column
from mentoring.kit.verdict import Verdict
from mentoring.models import IssuedDocument, Person
from mentoring.queries.acquaintance import (
    audience_words,
    not_needed,
    read_print,
    reader_tag,
    sheet_of,
    sheet_tag,
    subject_words,
    version_of,
)
from mentoring.queries.story import story_of
from mentoring.workflow.document import DOCUMENT

PEOPLE_COLUMNS = (Column("Кто", primary=True), Column("Должность"), Column("Ознакомление"), Column(""))


@dataclass(frozen=True)
class Reader:
    """One line: `mark` with its person, whether it waits, and what is said of it."""

    mark: object
    person: Person
    tag: StateTag
    waiting: bool
    scan: bool


@dataclass(frozen=True)
class SheetPage:
    document: IssuedDocument
    tag: StateTag
    facts: tuple[CheckRow, ...]
    readers: tuple[Reader, ...]
    counts: dict
    show: str
    may_change: Verdict
    may_remind: Verdict
    cancel: Verdict
    story: list

    columns = PEOPLE_COLUMNS
    choices = (("", "Все"), ("waiting", "Ждём"), ("done", "Ознакомились"), ("excused", "Не требуется"))

    @property
    def title(self):
        return "Лист ознакомления"

    @property
    def own(self):
        """Whether the document is the sheet itself, not an order that is read."""
        return self.document.type.code == SHEET_TYPE

    @property
    def crumbs(self):
        return (("Документы", reverse("document_list")), ("Ознакомление", reverse("sheet_list")))

    @property
    def subject_url(self):
        version = version_of(self.document)
        if version:
            return reverse("norm_version", args=[version.act_id, version.number])
        return reverse("document_detail", args=[self.document.pk])


def sheet_page(actor, document, show="", *, at=None):
    """The sheet of a document with everybody in it; `show` keeps waiting, done or excused ones."""
    at, on = at or timezone.now(), today()
    marks = document.acquaintances.select_related("person", "witness", "recorded_by").order_by("person__sort_key")
    readers = [_reader(mark) for mark in marks]
    counts = {
        "waiting": sum(reader.waiting for reader in readers),
        "done": sum(bool(reader.mark.done_at) for reader in readers),
    }
    counts["excused"] = len(readers) - counts["waiting"] - counts["done"]
    of = counts["waiting"] + counts["done"]
    late = sum(reader.waiting and bool(reader.mark.due) and reader.mark.due < on for reader in readers)
    may_change = may_change_sheet(actor, document)
    return SheetPage(
        document=document,
        tag=sheet_tag(document, counts["done"], of, late=late),
        facts=_facts(document),
        readers=tuple(reader for reader in readers if _kept(reader, show)),
        counts={**counts, "of": of, "all": len(readers)},
        show=show,
        may_change=may_change,
        may_remind=may_remind_readers(actor, document, at),
        cancel=DOCUMENT.verdict("cancel", actor, document),
        story=story_of(document),
    )


def _kept(reader, show):
    if show == "waiting":
        return reader.waiting
    if show == "done":
        return bool(reader.mark.done_at)
    return not (reader.waiting or reader.mark.done_at) if show == "excused" else True


def _reader(mark):
    waiting = not mark.done_at and not not_needed(mark)
    return Reader(mark, mark.person, reader_tag(mark, office=True), waiting, bool(mark.scan_id))


def _facts(document):
    sheet = sheet_of(document)
    rows = [CheckRow("С чем знакомим", subject_words(document)), CheckRow("Кого просили", audience_words(sheet))]
    if sheet:
        rows.append(CheckRow("Срок", words(sheet.due, year=True)))
    if document.number and document.type.code == SHEET_TYPE:
        rows.append(CheckRow("Номер листа", f"{document.number} от {words(document.date, year=True)}"))
    rows.append(CheckRow("Отпечаток текста", short_fingerprint(read_print(document))))
    rows.append(CheckRow("Код проверки", spaced(document.code)))
    return tuple(rows)
