"""What a protocol of a test says (D24): read from the test once, frozen when it is registered, printed from there."""

from dataclasses import dataclass

from mentoring.choices import Side
from mentoring.kit import dates
from mentoring.models import IssuedDocument

from .page import _other, change_words, pair_of, parts_of, tasks_of
from .words import level_of, percent_words, points_words

KIND = "D24"
SCHEMA = 1


@dataclass(frozen=True)
class Protocol:
    """Texts only. `parts` are (competence, tasks, points, percent); `change` compares with the other sitting, if any."""

    moment: str
    member: str
    post: str
    program: str
    number: str
    term: str
    mentors: tuple[str, ...]
    day: str
    attempt: int
    tasks: int
    score: str
    maximum: int
    percent: str
    level: str
    parts: tuple[tuple[str, str, str, str], ...]
    change: tuple[str, ...]


def protocol_of(test):
    """The Protocol of a scored test. Three queries."""
    tasks, other = tasks_of(test), _other(test)
    parts = parts_of(tasks)
    program = test.program
    mentors = [m.person for m in program.pair.members.all() if m.side == Side.MENTOR]
    return Protocol(
        moment=test.get_moment_display(),
        member=test.member.full_name,
        post=test.member.post,
        program=program.pair.title,
        number=str(program.number or ""),
        term=dates.span(program.since, program.until),
        mentors=tuple(dict.fromkeys(person.short_name for person in mentors)),
        day=dates.document(dates.local(test.sent_at).date()),
        attempt=test.attempt,
        tasks=len(tasks),
        score=points_words(test.score),
        maximum=test.maximum,
        percent=percent_words(test),
        level=level_of(test),
        parts=tuple(_part(part) for part in parts),
        change=change_words(*pair_of(test, other)) if other and other.percent is not None else (),
    )


def _part(part):
    percent = f"{float(part.percent):.0f}\u00a0%".replace(".", ",")
    return part.name, str(part.tasks), f"{points_words(float(part.score))} из {part.maximum}", percent


def from_payload(payload):
    kept = {**payload, "parts": tuple(tuple(row) for row in payload["parts"])}
    return Protocol(**{name: tuple(v) if isinstance(v, list) else v for name, v in kept.items()})


@dataclass(frozen=True)
class Sheet:
    """A protocol ready to be printed: the frozen text with its number and signatures, or today's without them."""

    text: Protocol
    document: IssuedDocument | None
    signatures: tuple


def sheet_of(test):
    document = test.document
    if document is None:
        return Sheet(protocol_of(test), None, ())
    signed = tuple(row for row in document.signatures.select_related("person") if row.revoked_at is None)
    return Sheet(from_payload(document.payload), document, signed)
