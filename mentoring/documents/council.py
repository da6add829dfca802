"""The minutes of a sitting: frozen when they are closed, printed from the frozen text; a draft says so."""

from dataclasses import dataclass

from mentoring.documents.layout import capital, letterhead, paper_date, paper_style, signature_block, signature_line
from mentoring.kit.canonical import payload_of
from mentoring.kit.codes import short_fingerprint
from mentoring.kit.dates import local, parse_date, short
from mentoring.kit.paper import Heading, Items, Paper, Paragraph, Requisites, Section, Spacer, Subject, Title, bold
from mentoring.kit.text import ended
from mentoring.office import office

SCHEMA = 1


@dataclass(frozen=True)
class Decided:
    text: str
    owner: str = ""
    due: str = ""


@dataclass(frozen=True)
class Question:
    topic: str
    speaker: str
    heard: str
    remarks: str
    decided: tuple[Decided, ...]


@dataclass(frozen=True)
class Minutes:
    """Everything the chair and the secretary sign."""

    unit: str
    number: str
    date: str
    place: str
    chair: str
    secretary: str
    attended: tuple[str, ...]
    invited: str
    questions: tuple[Question, ...]
    schema: int = SCHEMA


def minutes_of(sitting):
    """The Minutes from live rows."""
    items = sitting.items.prefetch_related("resolutions__owner")
    return Minutes(
        unit=sitting.unit.name,
        number=str(sitting.number or ""),
        date=local(sitting.starts_at).date().isoformat(),
        place=sitting.place,
        chair=sitting.chair.signature_name if sitting.chair else "",
        secretary=sitting.secretary.signature_name if sitting.secretary else "",
        attended=tuple(person.short_name for person in sitting.attended.in_order()),
        invited=sitting.invited,
        questions=tuple(_question(item) for item in items),
    )


def frozen_minutes(sitting):
    """The payload that is kept with closed minutes."""
    return payload_of(minutes_of(sitting))


def minutes_from(payload):
    """The Minutes read back from a payload, unchanged."""
    questions = tuple(
        Question(**{**row, "decided": tuple(Decided(**one) for one in row["decided"])}) for row in payload["questions"]
    )
    return Minutes(**{**payload, "questions": questions, "attended": tuple(payload["attended"])})


def _question(item):
    return Question(
        topic=item.topic,
        speaker=item.speaker,
        heard=item.heard,
        remarks=item.remarks,
        decided=tuple(
            Decided(row.text, row.owner.short_name if row.owner else "", short(row.due) if row.due else "")
            for row in item.resolutions.all()
        ),
    )


def minutes_paper(sitting):
    """The paper of a sitting: closed minutes from their payload, before that as they stand now."""
    closed = sitting.payload is not None
    minutes = minutes_from(sitting.payload) if closed else minutes_of(sitting)
    footer = (
        f"Протокол № {minutes.number}. Отпечаток текста {short_fingerprint(sitting.sha256)}" if closed else "Проект"
    )
    return Paper(
        title=f"Протокол: {minutes.unit}, {short(parse_date(minutes.date))}",
        style=paper_style(),
        letterhead=letterhead(),
        sections=(Section(tuple(_blocks(minutes))),),
        footer=(footer,),
    )


def _blocks(minutes):
    yield Title("ПРОТОКОЛ")
    yield Requisites(paper_date(parse_date(minutes.date)), office().organization.city, f"№ {minutes.number or '____'}")
    yield Subject(f"Заседание: {minutes.unit}")
    yield Paragraph((bold("Председатель: "), minutes.chair or "–"), indent=False)
    yield Paragraph((bold("Секретарь: "), minutes.secretary or "–"), indent=False)
    yield Paragraph((bold("Присутствовали: "), ", ".join(minutes.attended) or "–"), indent=False)
    if minutes.invited:
        yield Paragraph((bold("Приглашены: "), minutes.invited), indent=False)
    yield Heading("Повестка", align="left")
    yield Items(tuple(_agenda_line(row) for row in minutes.questions))
    for number, row in enumerate(minutes.questions, 1):
        yield from _question_blocks(number, row)
    yield Spacer()
    yield signature_block(signature_line(minutes.chair, "Председатель"), signature_line(minutes.secretary, "Секретарь"))


def _agenda_line(row):
    return f"{ended(row.topic)} Докладывает {row.speaker}" if row.speaker else row.topic


def _question_blocks(number, row):
    yield Heading(f"{number}. {row.topic}", level=3, align="left")
    if row.heard:
        yield Paragraph((bold("Слушали: "), row.heard))
    if row.remarks:
        yield Paragraph((bold("Замечания и предложения: "), row.remarks))
    if row.decided:
        yield Paragraph(bold("Решили:"), indent=False)
        yield Items(tuple(_decided_line(one) for one in row.decided), style="1)")


def _decided_line(one):
    whose = f" Отвечает {one.owner}, срок {one.due}." if one.owner else ""
    return f"{capital(ended(one.text))}{whose}"
