"""An instrument as a file: everything a version consists of, and nothing of the people who answered."""

import json

FORMAT, SCHEMA = "nastavnik-instrument", 1
QUESTION = (
    "code", "kind", "text", "hint", "options", "most", "section", "subscale", "required", "in_index", "low_only",
    "comment_to", "comment_required",
)  # fmt: skip


def instrument_file(version):
    """The text of the file: readable JSON, one key a line."""
    instrument = version.instrument
    told = {
        "format": FORMAT,
        "schema": SCHEMA,
        "code": instrument.code,
        "kind": instrument.kind,
        "audience": instrument.audience,
        "level": instrument.level,
        "version": version.number,
        **{name: getattr(version, name) for name in ("title", "lead", "scale", "scoring", "sections", "subscales")},
        "questions": [_question(question) for question in version.questions.all()],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _question(question):
    told = {name: getattr(question, name) for name in QUESTION}
    return {**{name: value for name, value in told.items() if value not in ("", [], None)}, **question.config}
