"""Level 3 as shipped (parts 16 and 17): the card of a lesson for every post, the questionnaire of supervisors and colleagues."""

from pathlib import Path

from mentoring.starter import read

FOLDER = Path(__file__).parent


def load(get_model, at):
    """Create what is not there yet. `get_model(name)` gives a model class, historical or current."""
    words = read("observation", FOLDER)
    card = _instrument(get_model, words["observation_card"], "observation", _criteria(words["observation_card"]), at)
    get_model("CardByPost").objects.get_or_create(words="", defaults={"instrument": card, "position": 100})
    opinion = words["survey_supervisor"]
    _instrument(get_model, opinion, "opinion", [{**row, "kind": "scale_1_5"} for row in opinion["items"]], at)


def _criteria(words):
    return [
        {"code": row["code"], "text": row["name"], "kind": "scale_0_2", "options": [row["l0"], row["l1"], row["l2"]]}
        for row in words["criteria"]
    ]


def _instrument(get_model, words, kind, rows, at):
    instrument, made = get_model("Instrument").objects.get_or_create(
        code=words["code"], defaults={"kind": kind, "title": words["title"], "level": "3", "audience": "mentee"}
    )
    if not made:
        return instrument
    version = get_model("InstrumentVersion").objects.create(
        instrument=instrument,
        number=1,
        title=words["title"],
        lead=words["lead"],
        state="published",
        published_at=at,
        scale={"labels": words["scale"], **_sections(words)},
        scoring={name: words[name] for name in ("bands", "min_answered") if name in words},
    )
    question = get_model("Question")
    question.objects.bulk_create(
        question(version=version, position=number, in_index=True, **row) for number, row in enumerate(rows, 1)
    )
    return instrument


def _sections(words):
    """[{name, codes}] in their order: the card's blocks."""
    found = {}
    for row in words.get("criteria", ()):
        found.setdefault(row["block"], []).append(row["code"])
    return {"sections": [{"name": name, "codes": codes} for name, codes in found.items()]} if found else {}
