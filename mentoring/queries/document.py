"""How an issued document looks to one reader: its state in words, its path, its acquaintance list."""

from dataclasses import dataclass

from mentoring.access import SHEET_TYPE
from mentoring.choices import DocumentState as S
from mentoring.choices.state_words import DOCUMENT as WORDS
from mentoring.kit.dates import by, words
from mentoring.kit.states import StateTag, describe
from mentoring.kit.text import listing
from mentoring.kit.ui import Step
from mentoring.queries.acquaintance import not_needed, reader_tag
from mentoring.workflow.document import is_order


def document_reader(actor):
    """curator, director or member: in which part this person reads documents."""
    for role in ("curator", "director"):
        if actor.has(role) and (actor.role == role or actor.role not in ("curator", "director")):
            return role
    return "member"


def document_tag(document, reader, *, read=None, of=None):
    """The state in words; `read` of `of` people have read it. Needs `signer` and `replaced_by` selected."""
    shown = document.replaced_by.date if document.state == S.REPLACED and document.replaced_by else document.date
    return describe(
        WORDS,
        document.state,
        reader,
        deadline=document.due if document.state == S.AWAITING_SIGNATURE else None,
        date=words(shown) if shown else "",
        person=document.signer.short_case("gen") if document.signer else "",
        remark=f"«{document.remark.rstrip('.')}»" if document.remark else "",
        reason=document.canceled_reason.rstrip("."),
        number=document.replaced_by.number if document.replaced_by else "",
        x="" if read is None else str(read),
        y="" if of is None else str(of),
    )


def document_path(document, reader):
    """From the draft to force; none for a document that no longer stands or was never drafted here."""
    if document.recorded:
        return ()
    names = [
        ("Проект", "куратор", (S.DRAFT, S.RETURNED)),
        ("Подпись", "директор", (S.AWAITING_SIGNATURE,)),
        ("Бумага", "скан загрузит куратор", (S.AWAITING_SCAN,)),
        ("Действует", "", (S.IN_FORCE,)),
    ]
    here = next((n for n, (_, _, states) in enumerate(names) if document.state in states), None)
    if here is None:
        return ()
    mine = document_tag(document, reader).mine or (reader == "curator" and document.state in names[0][2])
    last = len(names) - 1
    return tuple(
        Step(
            "done" if number < here or here == last else "current" if number == here else "ahead",
            name,
            _note(document, number, note, here, mine),
            number == here != last and mine,
        )
        for number, (name, note, _) in enumerate(names)
    )


def _note(document, number, note, here, mine):
    if number == 1 and document.date:
        return words(document.date)
    if number == here and mine and document.due:
        return f"ваш ход, {by(document.due)}"
    return f"{note}, {by(document.due)}" if number == here and document.due and note else note


@dataclass(frozen=True)
class Reading:
    """One line of the acquaintance list."""

    person_id: int
    name: str
    post: str
    tag: StateTag
    done: bool
    free: bool = False  # excused or gone: nobody waits for this mark


def readings(marks):
    """The acquaintance list by name; `marks` come with their people."""
    return tuple(
        Reading(m.person_id, m.person.full_name, m.person.post, reader_tag(m), bool(m.done_at), not_needed(m))
        for m in marks
    )


def cancel_words(document):
    if document.type.code == SHEET_TYPE:
        return "Отменить лист ознакомления"
    return "Отменить приказ" if is_order(document) else "Отменить документ"


def not_yet(rows):
    """«18 из 24; не ознакомились: Зуев Н. П.»."""
    counted = [row for row in rows if not row.free]
    left = [row.name for row in counted if not row.done]
    done = f"Ознакомились {len(counted) - len(left)} из {len(counted)}"
    return f"{done}. Ждём: {listing(left, last=', ')}." if left else f"{done}."
