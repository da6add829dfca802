"""Questionnaires of level 1 the product ships; loaded once by a migration as drafts the curator may edit."""

from pathlib import Path

from mentoring.starter import read

FOLDER = Path(__file__).parent
OPTIONS_FROM_FORMS = "event_forms"


def load(get_model):
    """Create the instruments. `get_model(name, app="monitoring")` gives a model class, historical or current."""
    _survey(get_model, read("survey_mentee", FOLDER)["survey_mentee_l1"])
    _survey(get_model, read("survey_mentor", FOLDER)["survey_mentor_l1"])


def _survey(get_model, words):
    instrument = get_model("Instrument").objects.create(
        code=words["code"], kind="survey", title=words["title"], level="1", audience=words["audience"]
    )
    version = get_model("InstrumentVersion").objects.create(
        instrument=instrument,
        number=1,
        title=words["title"],
        scale=words["scale"],
        scoring={**words["scoring"], "text_hint": words.get("text_hint", "")},
    )
    forms = list(get_model("EventForm", "mentoring").objects.order_by("position").values_list("name", flat=True))
    question = get_model("Question")
    rows = [*words["items"], *words.get("descriptive", []), *words["open"]]
    question.objects.bulk_create(
        question(
            version=version,
            code=row["code"],
            position=number,
            kind=row.get("kind") or ("scale_1_10" if "sub" in row else "text"),
            subscale=row.get("sub", ""),
            text=row["text"],
            options=forms if row.get("options_from") == OPTIONS_FROM_FORMS else row.get("options", []),
            most=row.get("max"),
            in_index=row.get("in_index", True) and "sub" in row,
            low_only="show_if" in row,
        )
        for number, row in enumerate(rows, 1)
    )


def load_indicators(get_model):
    """The register of indicators; rows a college already has stay as they are."""
    indicator = get_model("Indicator")
    for number, row in enumerate(read("indicators", FOLDER)["indicators"], 1):
        indicator.objects.get_or_create(code=row["code"], defaults={**row, "position": number})
