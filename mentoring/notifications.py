"""Letters of the office (wording: starter/letters.yaml) are written to the outbox inside the action's transaction."""

import re
from functools import lru_cache

from mentoring.kit.states import fill
from mentoring.models import Letter
from mentoring.starter import read

_OPTIONAL = re.compile(r"\{\?(.*?)\?\}")
_HOLE = re.compile(r"\{(\w+)\}")


@lru_cache(maxsize=1)
def templates():
    """Letter templates by code."""
    return {row["code"]: row for row in read("letters")["letters"]}


def write(code, *, to, at, path="", why="", **values):
    """Put one letter into the outbox; people without an address are passed over. Returns the Letter or None.

    `to` is a Person (or an address for people without a record); `path` is the page the letter links to.
    """
    template = templates()[code]
    address = to if isinstance(to, str) else to.email
    if not address:
        return None
    return Letter.objects.create(
        code=code,
        person=None if isinstance(to, str) else to,
        address=address,
        subject=_subject(template["subject"], values),
        body=_body(template["body"], values),
        path=path,
        why=why or template["when"],
        send=template["send"],
        created_at=at,
    )


def write_all(code, people, *, at, **values):
    """One letter to each of `people`, without doubles."""
    seen = set()
    for person in people:
        if person and person.pk not in seen:
            seen.add(person.pk)
            write(code, to=person, at=at, **values)


def _subject(text, values):
    return fill(text, values).rstrip(".")[:200]


def _body(text, values):
    def optional(match):
        part = match.group(1)
        return part if all(values.get(name) not in (None, "") for name in _HOLE.findall(part)) else ""

    return fill(_OPTIONAL.sub(optional, text), values)
