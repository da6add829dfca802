"""Instruments the product ships, loaded once by migrations: level 1 as drafts the curator may edit, the rest published."""

from pathlib import Path

from mentoring.starter import read

FOLDER = Path(__file__).parent
OPTIONS_FROM_FORMS = "event_forms"
READY = (
    ("survey_early", "early"),
    ("sheet_curator", "curator_sheet"),
    ("observation_lesson", "lesson"),
    ("survey_supervisor", "supervisor"),
)
REPEATED = (("survey_repeat", "repeat"),)
CONDITIONS = {
    "l1_mentee_v1": "Условия программы (время, место, материалы) такие, как требует положение о наставничестве",
    "l1_mentor_v1": "Условия для наставничества (время, место, материалы) такие, как требует положение",
}
CONDITIONS_CODE = "k01"


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


def load_ready(get_model, at, ready=READY):
    """Instruments of the other levels, published `at`: a change is a new version. Those whose code is taken are left."""
    for file, name in ready:
        words = read(file, FOLDER)[name]
        instrument, made = get_model("Instrument").objects.get_or_create(
            code=words["code"], defaults={key: words[key] for key in ("kind", "audience", "level", "title")}
        )
        if made:
            _ready(get_model, instrument, words, at)


def _ready(get_model, instrument, words, at):
    parts = {key: words.get(key, []) for key in ("sections", "subscales")}
    version = get_model("InstrumentVersion").objects.create(
        instrument=instrument,
        number=1,
        state="published",
        published_at=at,
        lead=words.get("lead", ""),
        **{key: words[key] for key in ("title", "scale", "scoring")},
        **parts,
    )
    question = get_model("Question")
    question.objects.bulk_create(
        question(version=version, position=number, **{"in_index": False, **row})
        for number, row in enumerate(words["questions"], 1)
    )


def add_conditions(get_model):
    """A question about the conformity of conditions where a shipped questionnaire has none.

    It stands outside the index, so that figures stay comparable. A version that was answered is not touched: the
    question goes into the next one.
    """
    for code, text in CONDITIONS.items():
        version = get_model("InstrumentVersion").objects.filter(instrument__code=code).order_by("-number").first()
        if version and not version.questions.filter(code=CONDITIONS_CODE).exists():
            _ask(get_model("Question"), _draft_of(get_model, version), text)


def _draft_of(get_model, version):
    if version.state == "draft":
        return version
    questions = list(version.questions.all())
    version.pk, version.number, version.state, version.published_at = None, version.number + 1, "draft", None
    version._state.adding = True
    version.save()
    for question in questions:
        question.pk, question.version = None, version
        question._state.adding = True
    get_model("Question").objects.bulk_create(questions)
    return version


def _ask(question, version, text):
    """After the last scale about the program: that part has room, so that the sheet has no page more."""
    rows = list(question.objects.filter(version=version).order_by("position", "pk"))
    place = max((row.position for row in rows if row.subscale == "P"), default=len(rows))
    for row in rows:
        if row.position > place:
            row.position += 1
    question.objects.bulk_update(rows, ["position"])
    question.objects.create(
        version=version,
        code=CONDITIONS_CODE,
        position=place + 1,
        kind="scale_1_10",
        subscale="P",
        text=text,
        in_index=False,
    )


def load_indicators(get_model):
    """The register of indicators; rows a college already has stay as they are."""
    indicator = get_model("Indicator")
    for number, row in enumerate(read("indicators", FOLDER)["indicators"], 1):
        indicator.objects.get_or_create(code=row["code"], defaults={**row, "position": number})
