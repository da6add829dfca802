"""Questions of a draft: added, changed, moved, copied and removed one at a time."""

from django.db import transaction
from django.db.models import F

from mentoring.actions import journal
from mentoring.kit.stale import Stale, stale_words
from mentoring.kit.verdict import Refused, no, require
from monitoring.access.survey import may_edit_version
from monitoring.choices import VersionState
from monitoring.models import InstrumentVersion, Question
from monitoring.questionnaire import pages_of

FIELDS = (
    "kind", "section", "subscale", "text", "hint", "options", "config", "most", "required", "in_index", "low_only",
    "comment_to", "comment_required",
)  # fmt: skip
MOST_QUESTIONS = 60
TOO_MANY = no(f"В бланке может быть до {MOST_QUESTIONS} вопросов: длинный бланк не дочитывают.")


@transaction.atomic
def add(version, values, *, by, at):
    """A question at the end of its section. Returns it."""
    _hold(version, by)
    questions = list(version.questions.all())
    if len(questions) >= MOST_QUESTIONS:
        raise Refused(TOO_MANY)
    position = max((question.position for question in questions), default=0) + 1
    question = Question.objects.create(version=version, position=position, code=_new_code(version), **values)
    _tell(version, f"Добавлен вопрос «{question.text}»", by, at)
    return question


@transaction.atomic
def change(question, values, *, lock_version, by, at):
    """Write a question anew; Stale when somebody else has changed it since the page was opened."""
    _hold(question.version, by)
    kept = Question.objects.filter(pk=question.pk, lock_version=lock_version)
    if not kept.update(lock_version=F("lock_version") + 1, **values):
        raise Stale(no(stale_words(None, "")))
    _tell(question.version, f"Изменён вопрос «{values['text']}»", by, at)


@transaction.atomic
def move(question, *, place, by, at):
    """Put a question on another place among those of its part; a place outside is the nearest end."""
    _hold(question.version, by)
    parts = _parts(question.version)
    part = next(rows for rows in parts if question in rows)
    part.remove(question)
    part.insert(max(0, min(place - 1, len(part))), question)
    _number([one for rows in parts for one in rows])
    _tell(question.version, f"Переставлен вопрос «{question.text}»", by, at)


@transaction.atomic
def copy(question, *, by, at):
    """The same question once more, right after its original, under a code of its own. Returns the copy."""
    version = question.version
    _hold(version, by)
    ordered = list(version.questions.all())
    if len(ordered) >= MOST_QUESTIONS:
        raise Refused(TOO_MANY)
    values = {name: getattr(question, name) for name in FIELDS}
    twin = Question.objects.create(version=version, position=question.position, code=_new_code(version), **values)
    ordered.insert(ordered.index(question) + 1, twin)
    _number(ordered)
    _tell(version, f"Скопирован вопрос «{question.text}»", by, at)
    return twin


@transaction.atomic
def remove(question, *, by, at):
    """Delete a question of a draft: nobody has answered it."""
    _hold(question.version, by)
    _tell(question.version, f"Убран вопрос «{question.text}»", by, at)
    Question.objects.filter(pk=question.pk).delete()


def _hold(version, by):
    """The draft's row is ours until the end; a publishing that has begun is waited for and then refuses us."""
    require(may_edit_version(by, version))
    if not InstrumentVersion.objects.filter(pk=version.pk, state=VersionState.DRAFT).update(state=VersionState.DRAFT):
        version.refresh_from_db(fields=["state"])
        require(may_edit_version(by, version))


def _parts(version):
    """Questions as they are asked, by part."""
    parts = {}
    for page in pages_of(list(version.questions.all()), version):
        parts.setdefault(page.part, []).extend(asked.question for asked in page.asked)
    return list(parts.values())


def _number(questions):
    for position, question in enumerate(questions, 1):
        question.position = position
    Question.objects.bulk_update(questions, ["position"])


def _new_code(version):
    """A code no version of the instrument has had: a removed question's code never comes to mean another one."""
    used = Question.objects.filter(version__instrument=version.instrument_id)
    taken, number = set(used.values_list("code", flat=True)), 1
    while f"q{number:02d}" in taken:
        number += 1
    return f"q{number:02d}"


def _tell(version, heading, by, at):
    journal.record("instrument_edited", heading, by=by, at=at, subject=version)
