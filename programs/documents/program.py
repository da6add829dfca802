"""The program on paper (R27): a note upright, a plan on a turned sheet.

Everything printed comes from the frozen payload and from decisions that keep the name and post of their day, so an
approved program says the same at any later time.
"""

from types import SimpleNamespace

from mentoring.documents.layout import (
    check_line,
    check_square,
    paper_style,
    signature_mark,
    stamp_word,
)
from mentoring.kit import dates
from mentoring.kit.codes import short_fingerprint
from mentoring.kit.paper import (
    Column,
    Heading,
    Items,
    KeyValues,
    Letterhead,
    Paper,
    Paragraph,
    Section,
    SignatureLine,
    Signatures,
    Stamp,
    Table,
    Title,
    bold,
    paragraphs,
)
from mentoring.kit.text import NBSP, agreed, count_of, listing, small_first
from programs.choices import Checkpoint, DecisionKind
from programs.queries.program_text import needs_of
from programs.queries.reading import member_words, when_words
from programs.text import from_payload, lowered

NAME = "ПЕРСОНАЛИЗИРОВАННАЯ ПРОГРАММА НАСТАВНИЧЕСТВА"
PLAN_COLUMNS = (
    Column("№", 4, "center"),
    Column("Направление, мероприятие", 29),
    Column("Форма", 16),
    Column("Срок", 13),
    Column("Ожидаемый результат", 20),
    Column("Форма отчёта", 15),
    Column("Отметка о выполнении", 12),
)


def draft_paper(text):
    """The live text: «ЧЕРНОВИК» in the footer, no stamps, no number."""
    return _paper(
        text,
        Title(NAME, _about(text), _order_line(text)),
        draft=True,
        footer=(f"Персонализированная программа на {text.year} учебный год, проект",),
    )


def version_paper(version):
    """Exactly what was frozen: with stamps and number when approved, as a draft while it is under review."""
    text = from_payload(version.payload)
    if version.number is None:
        return draft_paper(text)
    acts = list(version.decisions.all())
    title = Title(
        f"{NAME}{NBSP}№{NBSP}{version.program.number}",
        _about(text),
        ", ".join(part for part in (f"редакция {version.number}", _order_line(text)) if part),
    )
    return _paper(
        text,
        title,
        footer=(footer_line(version, text), check_line(version.code)),
        code=check_square(version.code),
        left=_stamps(acts, DecisionKind.AGREE, "agreed"),
        right=_stamps(acts, DecisionKind.APPROVE, "approved"),
        created=version.approved_at,
        style=version.style,
    )


def footer_line(version, text):
    name = f"Программа № {version.program.number} на {text.year} учебный год, редакция {version.number}"
    return f"{name}. Отпечаток текста: {short_fingerprint(version.sha256)}"


def _paper(text, title, *, footer, code=(), draft=False, left=(), right=(), created=None, style=None):
    return Paper(
        title=f"Программа: {listing([member.short_name for member in text.mentees])}",
        sections=(
            Section((title, _passport(text), Heading("1. Пояснительная записка"), *_note(text))),
            Section((Heading("2. План мероприятий"), _plan(text, draft), _signatures(text)), landscape=True),
        ),
        style=paper_style(style),
        created=created,
        letterhead=letterhead_of(text),
        left_stamps=left,
        right_stamps=right,
        footer=footer,
        code=code,
        draft=draft,
    )


def letterhead_of(text):
    college = text.college
    return Letterhead(college.parent_body, college.full_name.replace(" «", "\n«", 1), college.short_name)


def _stamps(acts, kind, word):
    """Who really decided, in the post of that day, with the mark of the electronic signature."""
    return tuple(_stamp(act, word) for act in acts if act.kind == kind)


def _stamp(act, word):
    """A person's own stamp has no gender; the word of a body agrees with «программа»."""
    by_council = act.role == "council"
    signature = SimpleNamespace(person=SimpleNamespace(signature_name=act.name), post=act.post, signed_at=act.at)
    return Stamp(
        stamp_word(word, "f" if by_council else "personal"),
        ("Советом наставников",) if by_council else (act.post,),
        act.name,
        dates.document(act.at),
        signature_mark(signature),
    )


def _about(text):
    names = [member.name_gen for member in text.mentees]
    return listing(names) if len(names) <= 2 else f"группы, {count_of(len(names), 'mentee')}"


def _order_line(text):
    if not text.order_number or not text.order_date:
        return ""
    return f"приказ о закреплении от {dates.short(text.order_date)} № {text.order_number}"


def _passport(text):
    kinds = ", ".join(lowered(kind) for kind in (text.kind, *text.extra_kinds))
    basis = "групповая" if text.is_group else "индивидуальная"
    rows = (
        ("Наставник" if len(text.mentors) == 1 else "Наставники", _people(text.mentors)),
        ("Наставляемый" if len(text.mentees) == 1 else "Наставляемые", _people(text.mentees)),
        ("Форма и модель", ", ".join(part for part in (lowered(text.form), lowered(text.model)) if part)),
        ("Вид, основа, режим", ", ".join(part for part in (kinds, basis, text.mode.lower()) if part)),
        ("Срок реализации", dates.span(text.since, text.until)),
        ("Расписание встреч", text.schedule),
        ("Объяснение срока", text.exception),
    )
    return KeyValues(tuple(row for row in rows if row[1]))


def _people(members):
    return "\n".join(member_words(m) + (f" ({lowered(m.direction)})" if m.direction else "") for m in members)


def _note(text):
    difficulties = [_difficulty(text, row) for row in text.difficulties if not row.is_strength]
    strengths = [_difficulty(text, row) for row in text.difficulties if row.is_strength]
    return (
        *_told(text.problem, "Описание проблемы."),
        *_listed("Затруднения:", difficulties),
        *_listed("Сильные стороны:", strengths),
        *_told(text.strengths, "На что опираемся." if strengths else "Сильные стороны."),
        *_told(text.goal, "Цель."),
        *_listed("Задачи:", text.tasks),
        *_told(text.mentor_work, "Содержание деятельности наставника."),
        *_told(text.mentee_work, "Содержание деятельности наставляемого."),
        *_told(text.interim, f"Промежуточные результаты{_by(text.interim_date)}."),
        *_told(text.planned, f"Планируемые результаты{_by(text.until)}."),
        *_own_results(text),
        *_told(_schedule(text), "Режим работы."),
        *_told(text.conditions, "Условия обучения."),
    )


def _told(words, lead):
    """A field of the note with its name run in; nothing when it is empty."""
    return paragraphs("\n".join(_closed(line) for line in words.splitlines()), lead) if words else ()


def _closed(line):
    """A line of the note ends as a sentence, unless its author ended it otherwise or with an address."""
    line = line.rstrip()
    last = line.rpartition(" ")[2]
    return f"{line}." if line[-1:].isalnum() and "://" not in last or line[-1:] in "»)%" and line else line


def _schedule(text):
    parts = [text.mode, f"ссылка для встреч: {text.link}" if text.link else ""]
    return ", ".join(part for part in parts if part)


def _by(day):
    return f" (до {dates.short(day)})" if day else ""


def _listed(lead, items):
    """A list in one sentence; what stands alone is no list."""
    said = [small_first(item.rstrip(" .;")) for item in items]
    if len(said) < 2:
        return tuple(Paragraph((bold(f"{lead} "), f"{item}.")) for item in said)
    return Paragraph(bold(lead)), Items((*(f"{item};" for item in said[:-1]), f"{said[-1]}."), style="1)")


def _difficulty(text, row):
    member = text.member_of(row.member) if row.member else None
    return f"{row.text} ({lowered(row.direction)}{f', {member.short_name}' if member else ''})"


def _own_results(text):
    rows = tuple((member.full_name, member.expected) for member in text.mentees if member.expected)
    return (Table((Column("Наставляемый", 35), Column("Ожидаемый результат", 65)), rows),) if rows else ()


def _plan(text, draft):
    """An approved text without events had no need of them: the approval saw to it."""
    if not text.events:
        missing = draft and needs_of(text.kind_code).plan
        return Paragraph("План ещё не составлен." if missing else "План мероприятий для этого вида не составляется.")
    return Table(PLAN_COLUMNS, tuple(_event(text, n, event) for n, event in enumerate(text.events, 1)))


def _event(text, number, event):
    answered, member = text.difficulty_of(event), text.member_of(event.assignee) if event.assignee else None
    notes = (
        "сильная сторона" if answered and answered.is_strength else "",
        "" if event.checkpoint == Checkpoint.NONE else Checkpoint(event.checkpoint).label.lower(),
        member.short_name if member else "",
    )
    direction = f"{event.direction}. " if event.direction else ""
    noted = ", ".join(note for note in notes if note)
    measure = f"{direction}{event.measure}{f' ({noted})' if noted else ''}"
    when = when_words(event.starts, event.due)
    return str(number), measure, event.form.lower(), when, event.expected, event.report_form, ""


def _signatures(text):
    """Blanks for hand and date: the acts themselves come after the text and stand in the sheet of signatures."""
    lines = [(_signer("Наставник", member), member) for member in text.mentors]
    lines += [(_signer(_acquainted(member), member), member) for member in text.mentees]
    return Signatures(
        tuple(SignatureLine(who, member.signature_name, date=dates.document(None)) for who, member in lines)
    )


def _acquainted(member):
    mentee = "наставляемая" if member.gender == "f" else "наставляемый"
    return f"С программой {agreed('ознакомлен(а)', member.gender)}: {mentee}"


def _signer(role, member):
    return f"{role}, {member.post}" if member.post else role
