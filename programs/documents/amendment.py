"""«Лист изменений» (D17): what was and what became, item by item, with consents and the decision – from frozen texts."""

from types import SimpleNamespace

from mentoring.choices import AcquaintanceWay, Side
from mentoring.documents.layout import check_line, check_square, paper_style, signature_mark, stamp_word
from mentoring.kit import dates
from mentoring.kit.codes import short_fingerprint
from mentoring.kit.paper import (
    Column,
    Heading,
    KeyValues,
    Paper,
    Paragraph,
    Section,
    SignatureLine,
    Signatures,
    Stamp,
    Table,
    Title,
)
from mentoring.kit.text import NBSP, agreed, listing
from programs.choices import DecisionKind
from programs.queries.amendment_text import base_text, proposed_text
from programs.queries.changes import changes_between
from programs.text import lowered

from .program import letterhead_of

WHAT = (Column("№", 5, "center"), Column("Часть программы", 21), Column("Было", 37), Column("Стало", 37))
WHO = (
    Column("№", 5, "center"),
    Column("Кто", 40),
    Column("Ответ", 20),
    Column("Когда", 17),
    Column("Отпечаток текста", 18),
)
SIDES = {Side.MENTOR: "наставник", Side.MENTEE: "наставляемый"}


def amendment_paper(amendment):
    """The sheet of an amendment: «проект» without stamps until it is in force, then with its number and stamps."""
    old, new = base_text(amendment), proposed_text(amendment)
    version = amendment.version
    draft = version is None
    number = f"{NBSP}№{NBSP}{amendment.register_number}" if amendment.register_number else ""
    style = paper_style(version.style if version else None)
    return Paper(
        title=f"Лист изменений: {listing([member.short_name for member in new.mentees])}",
        sections=(Section((Title(f"ЛИСТ ИЗМЕНЕНИЙ{number}", *_lines(amendment)), _facts(amendment, old, new),
                           Heading("1. Что изменено"), _changes(old, new), Heading("2. Согласие участников"),
                           *_consents(amendment, new))),),
        style=style,
        created=version.approved_at if version else None,
        letterhead=letterhead_of(new),
        left_stamps=_stamps(version, DecisionKind.AGREE, "agreed"),
        right_stamps=_stamps(version, DecisionKind.APPROVE, "approved"),
        footer=_footer(amendment, new),
        code=() if draft else check_square(amendment.code),
        draft=draft,
    )  # fmt: skip


def _lines(amendment):
    program = amendment.program
    yield f"к персонализированной программе наставничества № {program.number}"
    yield f"изменение № {amendment.number} к редакции {amendment.base.number}"


def _footer(amendment, text):
    name = f"Лист изменений к программе № {amendment.program.number} на {text.year} учебный год"
    if amendment.version is None:
        return (f"{name}, проект",)
    sha = short_fingerprint(amendment.sha256)
    return f"{name}, редакция {amendment.version.number}. Отпечаток текста: {sha}", check_line(amendment.code)


def _facts(amendment, old, new):
    rows = (
        ("Наставник" if len(new.mentors) == 1 else "Наставники", listing([m.full_name for m in new.mentors], ", ")),
        (
            "Наставляемый" if len(new.mentees) == 1 else "Наставляемые",
            listing([m.full_name for m in new.mentees], ", "),
        ),
        ("Основание", f"{lowered(amendment.get_kind_display())}, п. 3 положения"),
        ("Причина", amendment.reason),
        ("Объяснение исключения", new.exception if new.exception != old.exception else ""),
        ("Инициатор", f"{_author(amendment, new)}, {dates.short(amendment.created_at)}"),
        ("Прежний срок", dates.span(old.since, old.until) if old.until != new.until else ""),
        ("Новый срок" if old.until != new.until else "Срок", dates.span(new.since, new.until)),
        ("Действует с", dates.document(amendment.version.approved_at) if amendment.version else ""),
    )
    return KeyValues(tuple(row for row in rows if row[1]))


def _author(amendment, text):
    """A participant by the name frozen in the text; a curator by the name of today."""
    member = text.member_of(amendment.author_id)
    return member.full_name if member else amendment.author.full_name


def _changes(old, new):
    rows = [row for part in changes_between(old, new).values() for row in part]
    if not rows:
        return Paragraph("Текст не меняется.")
    said = ((str(n), row.part, row.was or "не было", row.became or "исключено") for n, row in enumerate(rows, 1))
    return Table(WHAT, tuple(said))


def _consents(amendment, text):
    given = [row for row in amendment.consents.all() if row.round == amendment.round]
    if not given:
        yield Paragraph("Согласия ещё не получены.")
    else:
        yield Table(WHO, tuple(_consent(n, row, text) for n, row in enumerate(given, 1)))
        yield Paragraph("Ответы даны в системе под личной учётной записью; время московское.")
    answered = {row.person_id for row in given}
    waiting = [m for m in {m.person: m for m in text.members}.values() if m.person not in answered]
    if waiting:
        lines = (
            SignatureLine(f"С изменением согласен: {SIDES[m.side]}", m.signature_name, date=dates.document(None))
            for m in waiting
        )
        yield Signatures(tuple(lines))


def _consent(number, row, text):
    member = text.member_of(row.person_id)
    said = agreed("согласен(на)" if row.agrees else "не согласен(на)", member.gender if member else "")
    paper = ", на бумаге" if row.way == AcquaintanceWay.PAPER else ""
    who = f"{row.name}\n{', '.join(part for part in (SIDES[row.side], row.post) if part)}"
    return str(number), who, f"{said}{paper}", dates.stamp(row.at), short_fingerprint(row.sha256)


def _stamps(version, kind, word):
    """Who really decided, in the post of that day: the word agrees with «изменение»."""
    if version is None:
        return ()
    return tuple(_stamp(act, word) for act in version.decisions.all() if act.kind == kind)


def _stamp(act, word):
    by_council = act.role == "council"
    signature = SimpleNamespace(person=SimpleNamespace(signature_name=act.name), post=act.post, signed_at=act.at)
    post = ("Советом наставников",) if by_council else (act.post,)
    said = stamp_word(word, "n" if by_council else "personal")
    return Stamp(said, post, act.name, dates.document(act.at), signature_mark(signature))
