"""Letters of the office (starter/letters.yaml, or the office's own wording) are written to the outbox inside the action's
transaction."""

import re
from functools import lru_cache

from django.db import IntegrityError, transaction

from mentoring.kit.states import fill
from mentoring.kit.text import one_line
from mentoring.models import Letter, LetterWording, MutedLetter
from mentoring.starter import read

_OPTIONAL = re.compile(r"\{\?(.*?)\?\}", re.DOTALL)
_HOLE = re.compile(r"\{(\w+)\}")


@lru_cache(maxsize=1)
def templates():
    """Shipped letter templates by code."""
    return {row["code"]: row for row in read("letters")["letters"]}


def wording(code):
    """(subject, body) as the office words them now, or None when it has switched the letter off. A duty cannot be."""
    template, own = templates()[code], LetterWording.objects.filter(code=code).first()
    if own is None:
        return template["subject"], template["body"]
    return None if own.off and not template["duty"] else (own.subject, own.body)


def write(code, *, to, at, path="", why="", **values):
    """Put one letter into the outbox; people without an address are passed over. Returns the Letter or None.

    `to` is a Person (or an address for people without a record); `path` is the page the letter links to.
    """
    return _put(code, wording(code), to, at, path=path, why=why, values=values)


def write_all(code, people, *, at, path="", why="", **values):
    """One letter to each of `people`, without doubles."""
    words, seen = wording(code), set()
    for person in people:
        if person and person.pk not in seen:
            seen.add(person.pk)
            _put(code, words, person, at, path=path, why=why, values=values)


def write_once(key, code, *, to, at, path="", **values):
    """Like `write`, but a letter of this key is written one time, however often it is asked for."""
    if Letter.objects.filter(key=key).exists():
        return None
    try:
        with transaction.atomic():
            return _put(code, wording(code), to, at, path=path, values=values, key=key)
    except IntegrityError:  # another round was quicker
        return None


def write_with_calendar(code, *, to, at, calendar, path="", **values):
    """A letter with an event for the reader's calendar program: `calendar` is the text of text/calendar."""
    return _put(code, wording(code), to, at, path=path, values=values, calendar=calendar)


def compose(code, *, to, at, path="", **values):
    """The letter as `write` would put it, for mail of which nothing is kept; None where none is written."""
    return _letter(code, wording(code), to, at, path=path, values=values)


def _put(code, words, to, at, **kwargs):
    letter = _letter(code, words, to, at, **kwargs)
    if letter is not None:
        letter.save(force_insert=True)
    return letter


def _letter(code, words, to, at, *, path="", why="", values, **fields):
    template = templates()[code]
    address = to if isinstance(to, str) else to.email
    if not address or words is None or _muted(template, to):
        return None
    subject, body = words
    return Letter(
        code=code,
        person=None if isinstance(to, str) else to,
        address=address,
        subject=subject_of(subject, values),
        body=body_of(body, values),
        path=path,
        why=why or template["when"],
        send=template["send"],
        created_at=at,
        **fields,
    )


def _muted(template, to):
    if template["duty"] or isinstance(to, str):
        return False
    return MutedLetter.objects.filter(person=to, code=template["code"]).exists()


def subject_of(text, values):
    return one_line(fill(text, values)).rstrip(".")[:200]  # a line's end would begin another header


def body_of(text, values):
    """The words filled; a part in `{? … ?}` whose hole is empty is left out."""

    def optional(match):
        part = match.group(1)
        return part if all(values.get(name) not in (None, "") for name in _HOLE.findall(part)) else ""

    return fill(_OPTIONAL.sub(optional, text), values).strip()


def holes_of(text):
    """Names of what is filled in: {date} gives date."""
    return set(_HOLE.findall(text))
