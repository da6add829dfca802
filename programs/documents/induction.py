"""The sheet of induction with both columns (R28): what each side ticked, or room to sign by hand."""

from mentoring.documents.layout import letterhead, paper_date, paper_style
from mentoring.kit import dates
from mentoring.kit.paper import (
    Band,
    Column,
    KeyValues,
    Paper,
    Section,
    SignatureLine,
    Signatures,
    Table,
    Title,
)
from mentoring.kit.text import listing
from programs.access import people_of

COLUMNS = (
    Column("№", 6, "center"),
    Column("Что показать", 48),
    Column("Наставник: показано", 23),
    Column("Наставляемый: понятно", 23),
)


def induction_paper(page, *, at):
    """`page` is the InductionPage of who prints; an empty cell is signed by hand."""
    induction, mentors = page.induction, people_of(page.induction.program, "mentor")
    mentors = [person for person in mentors if person.pk != induction.mentee_id]
    blocks = (
        Title("ЛИСТ ВВОДА В ДОЛЖНОСТЬ", induction.mentee.full_name, f"отмечено обеими сторонами: {page.done} из {page.total}"),
        KeyValues(tuple(_facts(induction, mentors))),
        Table(COLUMNS, tuple(_rows(page))),
        Signatures(tuple(_signatures(induction, mentors))),
    )  # fmt: skip
    return Paper(
        title=f"Лист ввода в должность: {induction.mentee.short_name}",
        sections=(Section(blocks),),
        style=paper_style(),
        created=at,
        letterhead=letterhead(),
        footer=(f"Лист ввода в должность, на {dates.stamp(at)}",),
    )


def _facts(induction, mentors):
    yield "Должность", induction.mentee.post or "–"
    yield "Наставник", listing([person.short_name for person in mentors]) or "–"
    yield "Список", induction.name
    yield "Начат", paper_date(dates.local(induction.begun_at).date())
    yield "Пройти до", paper_date(induction.due)
    if induction.finished_at:
        yield "Завершён", paper_date(dates.local(induction.finished_at).date())


def _rows(page):
    number = 0
    for name, rows in page.sections:
        yield Band(name)
        for row in rows:
            number, entry = number + 1, row.entry
            text = entry.text if entry.required else f"{entry.text} (по желанию)"
            who = f", {entry.shown_by.short_name}" if entry.shown_by else ""
            yield (
                str(number),
                text,
                _mark(entry.shown_at, who, entry.shown_note),
                _mark(entry.clear_at, "", entry.clear_note),
            )


def _mark(moment, who, note):
    if not moment:
        return ""
    return "\n".join(filter(None, (f"{dates.short(dates.local(moment).date())}{who}", note)))


def _signatures(induction, mentors):
    for person in mentors:
        yield SignatureLine("Наставник", person.signature_name)
    yield SignatureLine("Наставляемый", induction.mentee.signature_name)
