"""A questionnaire of the college's own: built question by question, published, then reworded in a draft of the next version."""

from datetime import timedelta

from monitoring.actions import instrument, question

QUESTIONS = (
    ("scale_1_10", "Помощь приходит тогда, когда нужна", {"comment_to": 4}),
    ("scale_1_10", "Советы можно применить на своих занятиях", {}),
    ("yes_no", "Вы уже вели занятие один или одна?", {}),
    ("number", "Сколько часов в неделю вы встречаетесь?", {"config": {"unit": "ч", "limit": 40}}),
    ("matrix", "С чем помогают", {"options": ["Документы", "Занятия", "Группа"], "config": {"columns": "scale_1_5"}}),
    ("text", "Чего не хватает прямо сейчас?", {}),
)
REWORDED = "Помощь приходит вовремя"


def own(stage, at):
    """The first month's questionnaire and its next version, whose first question the curator declares the same."""
    by = stage.curator
    version = instrument.create(
        kind="survey", title="Первый месяц с наставником", audience="mentee", level="1", by=by, at=at
    )
    made = [question.add(version, _values(*row), by=by, at=at) for row in QUESTIONS]
    instrument.publish(version, by=by, at=at + timedelta(hours=1))
    draft = instrument.new_version(version, by=by, at=at + timedelta(days=1))
    first = draft.questions.get(code=made[0].code)
    values = {**_values(*QUESTIONS[0]), "text": REWORDED}
    question.change(first, values, lock_version=0, by=by, at=at + timedelta(days=1))
    first.refresh_from_db()
    instrument.declare_equal(made[0], first, by=by, at=at + timedelta(days=1))


def _values(kind, text, more):
    base = {"kind": kind, "text": text, "in_index": kind == "scale_1_10"}
    return base | {"options": [], "config": {}, "comment_to": None} | more
