"""One act of the normative base: its requisites, versions, and what the reader is asked to read."""

from dataclasses import dataclass, replace

from django.db.models import Prefetch
from django.urls import reverse

from mentoring.access import may_keep_norms, may_open_sheet
from mentoring.kit.codes import short_fingerprint
from mentoring.kit.dates import by, today, words
from mentoring.kit.states import StateTag
from mentoring.kit.ui import CheckRow, Column
from mentoring.kit.verdict import Verdict
from mentoring.models import AcquaintanceMark, AcquaintanceSheet, IssuedDocument, NormativeAct, NormativeVersion
from mentoring.models import needed_marks as needed
from mentoring.queries.acquaintance import sheet_tag
from mentoring.queries.norm_list import act_tag
from mentoring.queries.sheet_list import counted
from mentoring.queries.story import story_of
from mentoring.workflow.document import VALID

COLUMNS = (Column("Редакция", primary=True), Column("Действует с"), Column("Что изменилось"), Column("Текст"))
SHEETS = Column("Ознакомление")


@dataclass(frozen=True)
class VersionRow:
    """`sheet` is the document over which readers of this version are collected; the office reads its tag."""

    version: NormativeVersion
    newest: bool
    sheet: IssuedDocument | None
    sheet_tag: StateTag | None


@dataclass(frozen=True)
class NormPage:
    act: NormativeAct
    tag: StateTag
    facts: tuple[CheckRow, ...]
    rows: tuple[VersionRow, ...]
    to_read: AcquaintanceMark | None
    office: bool
    may_keep: Verdict
    may_open: Verdict | None
    story: list

    @property
    def columns(self):
        return (*COLUMNS, SHEETS) if self.office else COLUMNS

    @property
    def newest(self):
        return self.rows[0].version if self.rows else None

    @property
    def crumbs(self):
        return (("Нормативная база", reverse("norm_list")),)

    @property
    def read_by(self):
        return by(self.to_read.due).capitalize() if self.to_read and self.to_read.due else ""

    @property
    def lead(self):
        return ", ".join(part for part in (self.act.issuer, self.act.requisites) if part)


def norm_page(actor, act):
    """The page of an act; names of readers stay behind the office's sheet page."""
    office = actor.is_office
    rows = _rows(act, office)
    newest = rows[0].version if rows else None
    keeps = may_keep_norms(actor)
    return NormPage(
        act=act,
        tag=act_tag(act, actor.has("curator")),
        facts=_facts(act),
        rows=rows,
        to_read=_to_read(actor, act),
        office=office,
        may_keep=keeps,
        may_open=may_open_sheet(actor, version=newest) if keeps and newest else None,
        story=story_of(act) if office else [],
    )


def _rows(act, office):
    sheets = Prefetch("sheets", AcquaintanceSheet.objects.order_by("-opened_at"))
    versions = list(act.versions.select_related("file").prefetch_related(*((sheets,) if office else ())))
    for version in versions:
        version.act = act
    newest = {
        version.pk: version.sheets.all()[0].document_id for version in versions if office and version.sheets.all()
    }
    documents = counted(IssuedDocument.objects.filter(pk__in=newest.values())).in_bulk() if newest else {}
    return tuple(_row(version, n == 0, documents.get(newest.get(version.pk))) for n, version in enumerate(versions))


def _row(version, newest, sheet):
    tag = sheet_tag(sheet, sheet.read, sheet.of, late=sheet.late) if sheet else None
    return VersionRow(version, newest, sheet, replace(tag, sentence=f"{sheet.read} из {sheet.of}") if tag else None)


def _to_read(actor, act):
    if not actor.person:
        return None
    marks = AcquaintanceMark.objects.filter(
        needed(today()),
        person=actor.person,
        done_at__isnull=True,
        document__state__in=VALID,
        document__sheet__version__act=act,
    )
    return marks.first()


def _facts(act):
    rows = [CheckRow("Вид", act.get_kind_display())]
    named = (
        ("Номер", act.number),
        ("Дата", words(act.date, year=True) if act.date else ""),
        ("Кто принял", act.issuer),
    )
    rows += [CheckRow(name, value) for name, value in named if value]
    if act.since:
        rows.append(CheckRow("Действует с", words(act.since, year=True)))
    if act.until:
        rows.append(CheckRow("Последний день", words(act.until, year=True)))
    if act.retired_reason:
        rows.append(CheckRow("Почему утратил силу", act.retired_reason))
    if act.note:
        rows.append(CheckRow("Примечание", act.note))
    return tuple(rows)


@dataclass(frozen=True)
class VersionPage:
    """The exact text of a version; `newer` is the one that took its place."""

    version: NormativeVersion
    newer: NormativeVersion | None
    facts: tuple[CheckRow, ...]

    @property
    def crumbs(self):
        act = self.version.act
        return (("Нормативная база", reverse("norm_list")), (act.title, reverse("norm_detail", args=[act.pk])))

    @property
    def paragraphs(self):
        return text_parts(self.version.text)


def version_page(version):
    newer = version.act.versions.filter(number__gt=version.number).order_by("-number").first()
    facts = [CheckRow("Действует с", words(version.since, year=True))]
    if version.changes:
        facts.append(CheckRow("Что изменилось", version.changes))
    facts.append(CheckRow("Отпечаток текста", short_fingerprint(version.sha256)))
    return VersionPage(version, newer, tuple(facts))


def text_parts(text):
    """Paragraphs of a text: blocks between empty lines."""
    return [part for part in text.split("\n\n") if part.strip()]
