"""The bank of questions: written, put into the bank, retired, replaced. What was asked is never changed."""

import secrets

from django.db import transaction
from django.db.models import F

from mentoring.actions import journal
from mentoring.choices import Audience
from mentoring.kit.stale import Stale, stale_words
from mentoring.kit.verdict import Refused, no, require
from monitoring.access.knowledge import may_edit_question, may_keep_bank
from monitoring.choices.knowledge import BankState
from monitoring.models import BankQuestion
from monitoring.question_rules import QuestionText, faults_of
from monitoring.workflows_knowledge import QUESTION

FIELDS = (
    "direction",
    "competence",
    "kind",
    "text",
    "options",
    "matches",
    "right",
    "number",
    "tolerance",
    "sample",
    "points",
    "clause",
    "note",
)
ASKED_MEANWHILE = (
    "Пока вы писали, вопрос попал в тест: теперь его можно только заменить. Ваш текст цел: скопируйте его в замену."
)


@transaction.atomic
def create_question(*, by, at, **fields):
    """A draft of a question. `fields` are FIELDS; lists are kept as lists."""
    require(may_keep_bank(by))
    values = _checked(fields)
    question = BankQuestion.objects.create(code=new_code(), author=by.person, created_at=at, **values)
    _record("question_created", "Новый вопрос банка", question, by, at)
    return question


@transaction.atomic
def edit_question(question, *, lock_version, by, at, **fields):
    """Correct a question nobody was asked. Raises Refused when it has been asked meanwhile, Stale when another saved first."""
    require(may_edit_question(by, question))
    values = _checked(fields)
    rows = BankQuestion.objects.filter(pk=question.pk)
    kept = rows.filter(lock_version=lock_version, tasks__isnull=True)
    if not BankQuestion.objects.filter(pk__in=kept.values("pk")).update(lock_version=F("lock_version") + 1, **values):
        if rows.filter(tasks__isnull=False).exists():
            raise Refused(no(ASKED_MEANWHILE))
        raise Stale(no(stale_words(None, "")))
    _record("question_edited", "Исправлен вопрос банка", question, by, at)


@transaction.atomic
def publish_question(question, *, by, at):
    """Into the bank; what it replaces leaves it."""
    QUESTION.claim("publish", question, by=by)
    older = question.replaces
    if older is not None and older.state == BankState.ACTIVE:
        QUESTION.claim("retire", older, by=by)
    _record("question_published", "Вопрос добавлен в банк", question, by, at)


@transaction.atomic
def retire_question(question, *, by, at):
    QUESTION.claim("retire", question, by=by)
    _record("question_retired", "Вопрос снят", question, by, at)


@transaction.atomic
def restore_question(question, *, by, at):
    QUESTION.claim("restore", question, by=by)
    _record("question_restored", "Вопрос возвращён в банк", question, by, at)


@transaction.atomic
def replace_question(question, *, by, at):
    """A draft with the same words to be mended; published, it takes the place of the old one. One draft at a time."""
    require(may_keep_bank(by))
    draft = question.replacements.filter(state=BankState.DRAFT).first()
    if draft is None:
        values = {name: getattr(question, name) for name in FIELDS}
        draft = BankQuestion.objects.create(
            code=new_code(), replaces=question, author=by.person, created_at=at, **values
        )
        _record("question_replaced", "Начата замена вопроса банка", draft, by, at)
    return draft


@transaction.atomic
def import_questions(rows, *, by, at):
    """Drafts of a checked file; a row whose code the bank has is passed over. Returns (added, passed over)."""
    require(may_keep_bank(by))
    known = set(BankQuestion.objects.filter(code__in=[row["code"] for row in rows]).values_list("code", flat=True))
    fresh = [row for row in rows if not row["code"] or row["code"] not in known]
    made = [
        BankQuestion(
            code=row["code"] or new_code(),
            author=by.person,
            created_at=at,
            **_checked({key: value for key, value in row.items() if key != "code"}),
        )
        for row in fresh
    ]
    BankQuestion.objects.bulk_create(made)
    if made:
        first = BankQuestion.objects.get(code=made[0].code)
        journal.record(
            "questions_imported",
            f"Загружены вопросы банка: {len(made)}",
            by=by,
            at=at,
            subject=first,
            audience=Audience.CURATOR,
        )
    return len(made), len(rows) - len(fresh)


def new_code():
    """A code that says nothing of the answer."""
    return f"q-{secrets.token_hex(5)}"


def _checked(fields):
    values = {name: fields[name] for name in FIELDS if name in fields}
    text = {name: values[name] for name in QuestionText.__dataclass_fields__ if values.get(name) is not None}
    faults = faults_of(QuestionText(**text))
    if faults:
        raise Refused(no(next(iter(faults.values()))))
    for name in ("options", "matches", "right"):
        values[name] = list(values.get(name) or ())
    return values


def _record(event, heading, question, by, at):
    """The story of the bank is the curators': it must not tell others what is asked."""
    journal.record(event, heading, by=by, at=at, subject=question, audience=Audience.CURATOR)
