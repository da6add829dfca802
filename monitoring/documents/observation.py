"""A card of a lesson on paper (D25): the frozen text with its signature, the comment beside it; the list as a workbook."""

from types import SimpleNamespace

from mentoring.documents.layout import (
    capital,
    check_line,
    check_square,
    letterhead,
    paper_style,
    signature_mark,
)
from mentoring.kit import dates
from mentoring.kit.codes import short_fingerprint
from mentoring.kit.docx import render_docx
from mentoring.kit.paper import (
    Band,
    Column,
    Heading,
    KeyValues,
    Paper,
    Section,
    SignatureLine,
    Signatures,
    Table,
    Title,
    paragraphs,
)
from mentoring.kit.pdf import render_pdf
from mentoring.kit.text import NBSP
from mentoring.kit.xlsx import Column as Cell
from mentoring.kit.xlsx import Sheet, write_xlsx
from monitoring.choices.observation import CardState
from monitoring.queries.observation.text import from_payload

NAME = "КАРТА НАБЛЮДЕНИЯ ЗАНЯТИЯ"
CRITERIA = (Column("Критерий", 26), Column("Оценка", 8, "center"), Column("Что увидели", 36), Column("Комментарий", 30))
CELLS = (
    Cell("Чьё занятие", width=30),
    Cell("Дата занятия", "date", 12),
    Cell("Этап", width=12),
    Cell("Наблюдатель", width=30),
    Cell("Роль", width=16),
    Cell("Состояние", width=22),
    Cell("Баллы", "int", 10),
    Cell("Оценено критериев", "int", 12),
    Cell("Всего критериев", "int", 12),
    Cell("Результат", "percent", 12),
    Cell("Засчитана", width=12),
    Cell("Номер", width=16),
)


def card_pdf(page):
    return render_pdf(card_paper(page))


def card_docx(page):
    return render_docx(card_paper(page))


def card_paper(page):
    """The Paper of a CardPage; what is not closed yet says so."""
    card, text = page.card, page.text
    document = card.document if card.document_id else None
    number = f"{NAME}{NBSP}№{NBSP}{document.number}" if document else NAME
    return Paper(
        title=f"Карта наблюдения: {text.teacher.short}, {dates.short(text.on)}",
        sections=(
            Section(
                (
                    Title(number, text.teacher.name, dates.words(text.on, year=True)),
                    KeyValues(tuple((row.name, row.value) for row in page.facts)),
                    _criteria(text),
                    KeyValues((("Результат", page.result), *page.sections)),
                    *_said(page),
                    *_comment(page),
                    _signatures(card, text, document),
                )
            ),
        ),
        style=paper_style(document.style if document else None),
        created=document.created_at if document else None,
        letterhead=letterhead(),
        footer=_footer(card, document),
        code=check_square(document.code) if document else (),
        draft=not page.signed,
    )


def _criteria(text):
    rows = []
    for block in text.blocks:
        rows.append(Band(block.name))
        rows += [_row(one) for one in block.criteria]
    return Table(CRITERIA, tuple(rows))


def _row(one):
    if not one.filled:
        return one.name, "", "", one.comment
    if one.mark is None:
        return one.name, "–", "не наблюдалось", one.comment
    return one.name, str(one.mark), one.levels[one.mark], one.comment


def _said(page):
    for name, words in (("Что получилось", page.text.strong), ("Один-два совета", page.text.advice)):
        if words:
            yield Heading(name, align="left")
            yield from paragraphs(words)


def _comment(page):
    card = page.card
    if card.comment:
        yield Heading("Комментарий наставляемого", align="left")
        yield from paragraphs(card.comment)
    if card.unread:
        yield from paragraphs(f"Закрыта без ознакомления: {card.unread}")


def _signatures(card, text, document):
    post = f"{text.role}, {text.observer.post.lower()}" if text.observer.post else text.role
    lines = [SignatureLine(capital(post), _initials(text.observer))]
    if document:
        live = [row for row in document.signatures.select_related("person") if row.revoked_at is None]
        lines = [_signed(row) for row in live]
        read = document.acquaintances.select_related("person").filter(done_at__isnull=False)
        lines += [_read(mark) for mark in read]
    return Signatures(tuple(lines))


def _initials(who):
    last, _, first = who.short.partition(NBSP)
    return f"{first}{NBSP}{last}"


def _signed(signature):
    acting = SimpleNamespace(person=signature.person, post=signature.post, signed_at=signature.signed_at)
    return SignatureLine(capital(signature.post), signature.person.signature_name, signature_mark(acting))


def _read(mark):
    acting = SimpleNamespace(person=mark.person, post=mark.post, signed_at=mark.done_at)
    return SignatureLine("С картой ознакомлен(а)", mark.person.signature_name, signature_mark(acting))


def _footer(card, document):
    if document is None:
        return ("Карта наблюдения занятия, ещё не закрыта",)
    line = f"Карта наблюдения № {document.number} от {dates.short(document.date)}"
    if card.state == CardState.WITHDRAWN:
        line = f"{line}, отозвана и заменена"
    return (f"{line}. Отпечаток текста: {short_fingerprint(document.sha256)}", check_line(document.code))


def cards_xlsx(rows, *, at, author):
    """The rows of the list; texts of the cards stay in the cards."""
    lead = (f"Наблюдения занятий на {dates.stamp(at)}", "Результат = баллы / (2 × оценено критериев)")
    return write_xlsx([Sheet("Наблюдения", CELLS, map(_cells, rows), lead)], author=author)


def _cells(row):
    card, score = row.card, from_payload(row.card.payload).score if row.card.payload else None
    lesson = card.observation
    return (
        lesson.person.full_name,
        lesson.day,
        lesson.get_stage_display(),
        card.observer.full_name,
        card.get_role_display(),
        card.get_state_display(),
        score.total if score else None,
        score.seen if score else None,
        score.of if score else None,
        float(score.percent) / 100 if score and score.percent is not None else None,
        ("да" if score.enough else "нет, мало критериев") if score else "",
        card.document.number if card.document_id else "",
    )
