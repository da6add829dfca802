"""A report on paper (D19, D20, D21): everything from the frozen text; proposals only in the office's own copy."""

from types import SimpleNamespace

from mentoring.documents.layout import capital, check_line, check_square, paper_style, signature_mark
from mentoring.kit import dates
from mentoring.kit.codes import short_fingerprint
from mentoring.kit.paper import (
    Column,
    Heading,
    KeyValues,
    PageBreak,
    Paper,
    Paragraph,
    Section,
    SignatureLine,
    Signatures,
    Table,
    Title,
    paragraphs,
)
from mentoring.kit.text import NBSP, ended, listing, small_first
from programs.choices.report import PROPOSALS, ReportKind, fields_of
from programs.documents.program import letterhead_of
from programs.report_rows import event_words, fact_rows
from programs.report_text import from_payload

NAMES = {
    ReportKind.PERIODIC: "ПРОМЕЖУТОЧНЫЙ ОТЧЁТ НАСТАВНИКА",
    ReportKind.FINAL: "ИТОГОВЫЙ ОТЧЁТ НАСТАВНИКА",
    ReportKind.REVIEW: "ОТЗЫВ НАСТАВЛЯЕМОГО",
}
EVENT_COLUMNS = (
    Column("№", 5, "center"),
    Column("Мероприятие", 34),
    Column("Отметка", 18),
    Column("Результат, причина", 43),
)
IN_TABLES = ("events", "undone")
OFFICE_ONLY = "Для служебного пользования: читают куратор и директор."


def report_paper(report, *, office=False):
    """The Paper of a report that was sent; `office` adds the author's proposals on a page of their own."""
    if report.document_id:
        return registered_paper(report.document, proposals=report.proposals if office else None)
    text = from_payload(report.payload)
    extra = _proposals(report.proposals, text) if office else ()
    return _paper(text, name=NAMES[text.kind], footer=(f"{_title(text)}, ещё не принят",), draft=True, extra=extra)


def registered_paper(document, *, proposals=None):
    """An accepted report exactly as it was signed, with its number, marks and the code to check it by."""
    text = from_payload(document.payload)
    number = f"{NAMES[text.kind]}{NBSP}№{NBSP}{document.number}"
    lines = tuple(_signed(row) for row in document.signatures.select_related("person") if row.revoked_at is None)
    footer = f"{_title(text)} № {document.number} от {dates.short(document.date)}"
    return _paper(
        text,
        name=number,
        footer=(f"{footer}. Отпечаток текста: {short_fingerprint(document.sha256)}", check_line(document.code)),
        code=check_square(document.code),
        signatures=Signatures(lines),
        created=document.created_at,
        style=document.style,
        extra=_proposals(proposals, text) if proposals is not None else (),
    )


def _title(text):
    return NAMES[text.kind].capitalize()


def _paper(text, *, name, footer, code=(), draft=False, signatures=None, created=None, style=None, extra=()):
    facts = text.facts
    author = SignatureLine(f"{_role(text)}, {small_first(text.author.post)}".rstrip(", "), text.author.signature_name)
    blocks = (
        Title(
            name,
            _about(text),
            f"за {'' if facts.since == facts.until else 'период '}{dates.span_short(facts.since, facts.until)}",
        ),
        *_facts(text),
        *_said(text),
        signatures or Signatures((author,)),
        *extra,
    )
    return Paper(
        title=f"{_title(text)}: {listing([one.short_name for one in facts.mentees])}",
        sections=(Section(blocks),),
        style=paper_style(style),
        created=created,
        letterhead=letterhead_of(facts),
        footer=footer,
        code=code,
        draft=draft,
    )


def _about(text):
    if text.kind == ReportKind.REVIEW:
        return text.author.full_name
    mentors, mentees = (listing([one.short_name for one in side]) for side in (text.facts.mentors, text.facts.mentees))
    return f"{mentors} – {mentees}"


def _role(text):
    return "Наставляемый" if text.kind == ReportKind.REVIEW else "Наставник"


def _facts(text):
    rows = fact_rows(text.facts, text.kind)
    told = tuple((row.name, "\n".join(row.lines)) for row in rows if row.known and row.code not in IN_TABLES)
    blocks = [KeyValues(told)]
    if text.kind == ReportKind.REVIEW or text.facts.short:
        return tuple(blocks)
    for title, events in (("Сделано за период", text.facts.events), ("Не сделано в срок", text.facts.undone)):
        if events:
            blocks += [Heading(title), Table(EVENT_COLUMNS, tuple(_event(n, e) for n, e in enumerate(events, 1)))]
    return tuple(blocks)


def _event(number, event):
    said = event_words(event).removeprefix(f"{event.measure}: ")
    _, _, rest = said.partition(". ")
    day = f", {dates.short(event.when)}" if event.when else ""
    return str(number), event.measure, f"{event.word}{day}", rest


def _said(text):
    """The author's own words, field by field, under one heading."""
    blocks = []
    for field in fields_of(text.kind, short=text.facts.short):
        words = text.said.get(field.code, "")
        if words and not field.private:
            shown = dict(field.choices).get(words, words) if field.choices else words
            blocks += paragraphs(ended(shown), field.label if field.label.endswith("?") else f"{field.label}.")
    heading = "Отзыв" if text.kind == ReportKind.REVIEW else "Выводы наставника"
    return (Heading(heading), *blocks) if blocks else ()


def _proposals(proposals, text):
    """A page of its own, so that the rest can be handed on without it."""
    rows = tuple((field.label, proposals.get(field.code, "") or "Нет.") for field in PROPOSALS)
    if text.kind == ReportKind.REVIEW:
        return ()
    return PageBreak(), Heading("Предложения наставника"), Paragraph(OFFICE_ONLY, indent=False), KeyValues(rows)


def _signed(signature):
    acting = SimpleNamespace(person=signature.person, post=signature.post, signed_at=signature.signed_at)
    return SignatureLine(capital(signature.post), signature.person.signature_name, signature_mark(acting))
