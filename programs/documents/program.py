"""The program on paper (R27): a note upright, a plan on a turned sheet, and apart a sheet of signatures.

Everything printed comes from the frozen payload and from decisions that keep the name and post of their day, so an
approved program says the same at any later time.
"""

from types import SimpleNamespace

from mentoring.documents.layout import paper_style, short_fingerprint, signature_mark
from mentoring.kit import dates
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
from mentoring.kit.text import NBSP, count_of, listing
from programs.choices import Checkpoint, DecisionKind
from programs.queries.reading import member_words, when_words
from programs.text import from_payload, lowered

NAME = "ПЕРСОНАЛИЗИРОВАННАЯ ПРОГРАММА НАСТАВНИЧЕСТВА"
PLAN_COLUMNS = (
    Column("№", 4, "center"),
    Column("Направление, мероприятие", 32),
    Column("Форма", 13),
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
        footer=("Персонализированная программа, проект",),
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
        footer=(_footer(version),),
        left=_stamps(acts, DecisionKind.AGREE, "СОГЛАСОВАНО"),
        right=_stamps(acts, DecisionKind.APPROVE, "УТВЕРЖДАЮ"),
        created=version.approved_at,
        style=version.style,
    )


def sheet_paper(version):
    """The sheet of acquaintance and electronic signatures over the fingerprint of an approved version."""
    text = from_payload(version.payload)
    columns = (
        Column("№", 5, "center"),
        Column("Кто", 27),
        Column("Что", 32),
        Column("Когда", 16),
        Column("Отпечаток текста", 20),
    )
    rows = tuple(
        (
            str(n),
            f"{act.name}\n{act.post}",
            _act_words(act),
            f"{dates.short(act.at)} {dates.clock(act.at)}",
            short_fingerprint(act.sha256),
        )
        for n, act in enumerate(version.decisions.all(), 1)
    )
    blocks = (
        Title(
            "ЛИСТ ОЗНАКОМЛЕНИЯ И ЭЛЕКТРОННЫХ ПОДПИСЕЙ",
            f"к программе № {version.program.number}",
            f"редакция {version.number}",
        ),
        Paragraph(f"Наставляемые: {listing([member.full_name for member in text.mentees])}."),
        Paragraph(f"Отпечаток текста (SHA-256): {version.sha256}.", align="left"),
        Table(columns, rows),
        Paragraph("Отметки поставлены в системе под личной учётной записью; время московское."),
    )
    return Paper(
        title=f"Лист ознакомления к программе № {version.program.number}",
        sections=(Section(blocks),),
        style=paper_style(),
        letterhead=_letterhead(text),
        footer=(_footer(version),),
    )


def _footer(version):
    number, print_ = version.program.number, short_fingerprint(version.sha256)
    return f"Программа № {number}, редакция {version.number}. Отпечаток текста: {print_}"


def _paper(text, title, *, footer, draft=False, left=(), right=(), created=None, style=None):
    return Paper(
        title=f"Программа: {listing([member.short_name for member in text.mentees])}",
        sections=(
            Section((title, _passport(text), Heading("1. Пояснительная записка"), *_note(text))),
            Section((Heading("2. План мероприятий"), _plan(text), _signatures(text)), landscape=True),
        ),
        style=paper_style(style),
        created=created,
        letterhead=_letterhead(text),
        left_stamps=left,
        right_stamps=right,
        footer=footer,
        draft=draft,
    )


def _letterhead(text):
    college = text.college
    return Letterhead(college.parent_body, college.full_name.replace(" «", "\n«", 1), college.short_name)


def _stamps(acts, kind, word):
    """Who really decided, in the post of that day, with the mark of the electronic signature."""
    made = [act for act in acts if act.kind == kind]
    return tuple(Stamp(word, (act.post,), act.name, dates.document(act.at), _mark(act)) for act in made)


def _mark(act):
    signature = SimpleNamespace(person=SimpleNamespace(signature_name=act.name), post=act.post, signed_at=act.at)
    return signature_mark(signature)


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
    return paragraphs(words, lead) if words else ()


def _schedule(text):
    parts = [text.mode, f"ссылка для встреч: {text.link}" if text.link else ""]
    return ", ".join(part for part in parts if part)


def _by(day):
    return f" (до {dates.short(day)})" if day else ""


def _listed(lead, items):
    if not items:
        return ()
    return Paragraph(bold(lead)), Items(
        tuple(f"{item.rstrip('.;')};" for item in items[:-1]) + (f"{items[-1].rstrip('.;')}.",), style="1)"
    )


def _difficulty(text, row):
    member = text.member_of(row.member) if row.member else None
    return f"{row.text} ({lowered(row.direction)}{f', {member.short_name}' if member else ''})"


def _own_results(text):
    rows = tuple((member.full_name, member.expected) for member in text.mentees if member.expected)
    return (Table((Column("Наставляемый", 35), Column("Ожидаемый результат", 65)), rows),) if rows else ()


def _plan(text):
    if not text.events:
        return Paragraph("План мероприятий для этого вида не составляется.")
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
    lines = [SignatureLine(_signer("Наставник", member), member.signature_name) for member in text.mentors]
    known = "С программой ознакомлен(а): наставляемый"
    lines += [SignatureLine(_signer(known, member), member.signature_name) for member in text.mentees]
    return Signatures(tuple(lines))


def _signer(role, member):
    return f"{role}, {member.post}" if member.post else role


def _act_words(act):
    words = {
        DecisionKind.SUBMIT: "отправил(а) на согласование",
        DecisionKind.AGREE: "согласовано",
        DecisionKind.APPROVE: "утверждено",
        DecisionKind.ACQUAINT: "с программой ознакомлен(а)",
    }
    said = words.get(act.kind, act.get_kind_display().lower())
    return f"{said}, {act.note}" if act.note and act.kind == DecisionKind.ACQUAINT else said
