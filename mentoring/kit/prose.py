"""A plain text as blocks of a page: «## » is a heading, «- » a line of a list, «1. » a numbered one."""

import re
from dataclasses import dataclass

_NUMBERED = re.compile(r"^\d{1,2}[.)]\s+")


@dataclass(frozen=True)
class Block:
    """`kind` is heading, list, numbered or text; a list has a line an item, others one."""

    kind: str
    lines: tuple[str, ...]

    @property
    def text(self):
        return self.lines[0]


def blocks_of(text):
    """Blocks of a text in their order; nothing in it is markup, so a page escapes it as it is."""
    blocks = []
    for raw in str(text or "").replace("\r\n", "\n").split("\n"):
        line = raw.strip()
        if not line:
            blocks.append(None)
            continue
        kind, words = _read(line)
        last = blocks[-1] if blocks else None
        if last and last.kind == kind and kind in ("list", "numbered"):
            blocks[-1] = Block(kind, (*last.lines, words))
        elif last and last.kind == kind == "text":
            blocks[-1] = Block(kind, (f"{last.text} {words}",))
        else:
            blocks.append(Block(kind, (words,)))
    return [block for block in blocks if block]


def _read(line):
    if line.startswith("#") and line.lstrip("#").startswith(" "):
        return "heading", line.lstrip("#").strip()
    if line[:2] in ("- ", "– ", "— ", "* ", "• "):
        return "list", line[2:].strip()
    numbered = _NUMBERED.match(line)
    if numbered:
        return "numbered", line[numbered.end() :].strip()
    return "text", line
