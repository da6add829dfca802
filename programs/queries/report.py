"""How a report looks to one reader: its state in words, its facts, what was said, what may be done with it (R33)."""

from dataclasses import dataclass

from django.urls import reverse

from mentoring.kit import dates
from mentoring.kit.states import StateTag, describe, pill_of
from mentoring.kit.text import count_of
from mentoring.kit.ui import CheckRow
from mentoring.kit.verdict import Verdict
from mentoring.queries.story import story_of
from programs import access
from programs.access import report as rules
from programs.choices.report import FILLED_IN, OPEN, ReportKind, ReportState, fields_of
from programs.choices.report_words import REPORT, REVIEW
from programs.models import ProgressReport
from programs.report_rows import Share, fact_rows, share_of, suggested
from programs.report_text import from_payload
from programs.workflow import REPORT as WORKFLOW

from .head import names_of
from .people import with_people
from .report_facts import facts_of, needs_plan

S = ReportState


@dataclass(frozen=True)
class SaidRow:
    """A field of the author's with what was written and what the recipient remarked."""

    field: object
    text: str
    note: str = ""


@dataclass(frozen=True)
class ReportPage:
    report: ProgressReport
    title: str
    names: str
    reader: str
    tag: StateTag
    rows: tuple
    share: Share | None
    said: tuple[SaidRow, ...]
    proposals: tuple[SaidRow, ...]
    notes: tuple[SaidRow, ...]
    acts: dict
    read: Verdict
    facts: tuple[CheckRow, ...]
    office_copy: bool
    papers: bool
    may_address: bool
    story: tuple

    @property
    def head_tag(self):
        return pill_of(self.tag)

    @property
    def edge(self):
        return "act" if self.tag.mine else ""

    @property
    def now(self):
        waits = self.report.state in OPEN and not self.tag.mine
        return f"От вас сейчас ничего не нужно. {self.tag.sentence}" if waits else self.tag.sentence

    @property
    def is_review(self):
        return self.report.kind == ReportKind.REVIEW


def loaded(reports):
    """Reports with the people of their pair and whoever is named, in two queries."""
    rows = with_people(reports, "program__pair__members")
    return rows.select_related("program__year", "author", "unit__head", "returned_by", "accepted_by", "document__type")


def fields(report):
    return fields_of(report.kind, short=not needs_plan(report.program.pair.kind))


def reader_in(actor, report):
    """author, about (a mentee of the pair), head (its recipient), curator or director."""
    if rules.is_author(actor, report):
        return "author"
    if rules.is_about(actor, report):
        return "about"
    if report.unit_id and rules.is_recipient(actor, report):
        return "head"
    return "curator" if actor.has("curator") else ("director" if actor.has("director") else "head")


def report_state(report, on):
    """The state with the one that is counted by time, and whose desk it lies on."""
    if report.state == S.DUE and report.due < on:
        return "overdue"
    if report.state == S.SUBMITTED and report.unit_id:
        return "submitted_to_head"
    return report.state


def report_tag(actor, report, on, *, after=""):
    """The state in words for the reader; `after` is when the author's next report is due."""
    reader = reader_in(actor, report)
    review = report.kind == ReportKind.REVIEW
    speaker = {"author": "mentee" if review else "mentor", "about": "mentee"}.get(reader, reader)
    words = REVIEW if review else REPORT
    waits = report.state in OPEN
    state = report_state(report, on)
    if reader == "director" and state == S.SUBMITTED and rules.may_decide(actor, report):
        speaker = "curator"
    return describe(
        words,
        state if state in words else report.state,
        speaker,
        deadline=report.due if waits and state != "overdue" else None,
        **_values(report, waits, after),
    )


def _values(report, waits, after):
    left = max(report.total - report.filled, 0)
    values = {
        "left": count_of(left, "field") if left else "",
        "who": report.unit.head.short_name if report.unit_id and report.unit.head else "Руководитель",
        "remark": next(iter(report.notes.values()), "").rstrip("."),
        "reason": report.reason.rstrip("."),
        "next": after,
    }
    day = report.due if waits else report.accepted_at
    return {**values, "date": dates.words(day)} if day else values


def report_page(actor, report, on):
    """One report loaded through `loaded`: the frozen text once it was sent, the live facts before."""
    reader = reader_in(actor, report)
    read = rules.may_read_text(actor, report)
    facts, said = _text(report, on) if read else (None, {})
    if facts and reader == "about" and len(facts.mentees) > 1:
        facts = facts.of(actor.person.pk)
    secret = rules.may_read_proposals(actor, report)
    own = fields(report)
    after = next_due(report) if reader == "author" and report.state == S.ACCEPTED else ""
    return ReportPage(
        report=report,
        title=f"{report.get_kind_display()}: {names_of(report.program)}",
        names=names_of(report.program),
        reader=reader,
        tag=report_tag(actor, report, on, after=after),
        rows=fact_rows(facts, report.kind) if facts else (),
        share=share_of(facts, report.kind) if facts and reader == "author" else None,
        said=tuple(_said(field, said, report) for field in own if not field.private and said.get(field.code)),
        proposals=tuple(_said(field, report.proposals, report) for field in own if field.private)
        if secret and read
        else (),
        notes=_notes(report, own) if reader in ("author", "curator", "head", "director") else (),
        acts={t.name: verdict for t, verdict in WORKFLOW.open_to(actor, report) if verdict},
        read=read,
        facts=_facts(report),
        office_copy=bool(secret and report.payload and report.kind != ReportKind.REVIEW and reader != "author"),
        papers=_has_paper(report, reader, read),
        may_address=bool(rules.may_address(actor, report)) and reader != "author",
        story=tuple(story_of(report, actor=actor)),
    )


def _text(report, on):
    """(facts, said): frozen while it lies with the recipient and after; live while it is written."""
    if report.payload and report.state not in FILLED_IN:
        text = from_payload(report.payload)
        return text.facts, text.said
    return facts_of(report, report.program, on), report.said


def _said(field, said, report):
    words = said.get(field.code, "")
    return SaidRow(
        field, dict(field.choices).get(words, words) if field.choices else words, report.notes.get(field.code, "")
    )


def _notes(report, own):
    """Remarks of the last return, in the order of the fields, the general one last."""
    named = [SaidRow(field, report.notes[field.code]) for field in own if report.notes.get(field.code)]
    general = report.notes.get("general")
    return (*named, *((SaidRow(None, general),) if general else ()))


def _has_paper(report, reader, read):
    """A paper is one text for all: in a group a mentee reads his own part on the page."""
    if not read or not report.payload:
        return False
    return reader != "about" or len(report.payload["facts"]["mentees"]) == 1


def next_due(report):
    """When the author's next report is due, in words, or empty. One query."""
    others = ProgressReport.objects.by_mentor().filter(program=report.program_id, author=report.author_id)
    following = others.filter(state__in=OPEN).exclude(pk=report.pk).order_by("due").first()
    return dates.words(following.due) if following else ""


def _facts(report):
    rows = [
        ("Чей отчёт" if report.kind != ReportKind.REVIEW else "Чей отзыв", report.author.short_name),
        ("Период", dates.span(report.since, report.until)),
        ("Кому", recipient_words(report)),
        ("Отправлен", dates.moment(report.submitted_at) if report.submitted_at and report.payload else ""),
        ("Принят", _accepted(report)),
        ("Номер", report.document.number if report.document_id else ""),
    ]
    return tuple(CheckRow(name, value) for name, value in rows if value)


def _accepted(report):
    if not report.accepted_at or not report.accepted_by:
        return ""
    return f"{report.accepted_by.short_name}, {dates.words(report.accepted_at)}"


def recipient_words(report):
    if report.kind == ReportKind.REVIEW:
        return "куратор и директор"
    if report.unit_id:
        head = f", {report.unit.head.short_name}" if report.unit.head else ""
        return f"{report.unit.name}{head}"
    return "куратор"


def recipient_choices(program):
    """(value, words) of who may receive a report of this program: the curators first, then heads. One query."""
    heads = [(str(unit.pk), f"{unit.head.short_name}: {unit.name}") for unit in access.recipients_of(program)]
    return [("", "Куратор наставничества"), *heads]


def blanks_of(report, facts):
    """{field: text} the author begins with: what he kept, else what the data suggest."""
    offered = suggested(facts, report.kind)
    kept = {**report.said, **report.proposals}
    return {field.code: kept.get(field.code, offered.get(field.code, "")) for field in fields(report)}


def url_of(report):
    """Where the author of a report that waits for him works; everybody else reads."""
    return reverse("report_edit" if report.state in FILLED_IN else "report_detail", args=[report.pk])
