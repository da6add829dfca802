"""Questionnaires: edited until first used, then only by a new version (R40)."""

from django.db import transaction
from django.db.models import F, Max

from mentoring.actions import journal
from mentoring.kit.text import tidy
from mentoring.kit.verdict import YES, Refused, first_no, no, require
from monitoring.access.survey import ONLY_CURATOR, may_edit_version
from monitoring.choices import InstrumentKind, VersionState
from monitoring.models import Instrument, InstrumentVersion, Question

CHANGED_MEANWHILE = "Пока вы писали, бланк изменили. Откройте его снова и повторите правку."
KEPT = no("Эту версию удалить нельзя: она первая или уже выбрана для анкеты.")
QUESTION_FIELDS = ("kind", "subscale", "text", "hint", "options", "most", "in_index", "low_only")
OWN = "own_"  # codes of questionnaires made here; the shipped ones stay
FIRST_SCALE = {"from": 1, "to": 10, "left": "совсем не согласен(на)", "right": "полностью согласен(на)"}
FIRST_SCORING = {"min_answered": 1, "text_hint": "Пишите без имён и примет: по ним легко догадаться, кто автор."}


@transaction.atomic
def create(*, title, audience, level, by, at):
    """A wholly new questionnaire: its first version is a draft without questions. Returns that version."""
    if not by.has("curator"):
        raise Refused(ONLY_CURATOR)
    title = tidy(title)[:200]
    if not title:
        raise Refused(no("Укажите заголовок бланка."))
    instrument = Instrument.objects.create(
        code=_new_instrument_code(), kind=InstrumentKind.SURVEY, title=title, audience=audience, level=level
    )
    version = InstrumentVersion.objects.create(
        instrument=instrument, number=1, title=title, scale=FIRST_SCALE, scoring=FIRST_SCORING
    )
    journal.record("instrument_created", f"Создан бланк «{title}»", by=by, at=at, subject=version)
    return version


def _new_instrument_code():
    taken = set(Instrument.objects.filter(code__startswith=OWN).values_list("code", flat=True))
    return next(code for number in range(1, len(taken) + 2) if (code := f"{OWN}{number}") not in taken)


@transaction.atomic
def edit(version, *, questions, lock_version, by, at, **heads):
    """Replace the version's heading words and questions as a whole.

    `questions` are dicts of QUESTION_FIELDS in their order, those kept with their `code`; `heads` are title, lead,
    scale and scoring. Raises Refused when the version is in use or somebody else saved it first.
    """
    require(may_edit_version(by, version))
    moved = InstrumentVersion.objects.filter(pk=version.pk, state=VersionState.DRAFT, lock_version=lock_version).update(
        lock_version=F("lock_version") + 1, **heads
    )
    if not moved:
        raise Refused(no(CHANGED_MEANWHILE))
    if not questions:
        raise Refused(no("Оставьте хотя бы один вопрос."))
    _replace_questions(version, questions)
    journal.record(
        "instrument_edited", f"Изменён бланк «{heads.get('title', version.title)}»", by=by, at=at, subject=version
    )


def _replace_questions(version, rows):
    codes = set(version.questions.values_list("code", flat=True))
    version.questions.all().delete()
    taken = {row["code"] for row in rows if row.get("code") in codes}
    fresh = []
    for position, row in enumerate(rows, 1):
        kept = row.get("code") in codes
        code = row["code"] if kept else _new_code(taken)
        codes.discard(code)  # a copied row carries the code of its original
        taken.add(code)
        values = {name: row[name] for name in QUESTION_FIELDS if name in row}
        fresh.append(Question(version=version, position=position, code=code, **values))
    Question.objects.bulk_create(fresh)


def _new_code(taken):
    number = 1
    while f"q{number:02d}" in taken:
        number += 1
    return f"q{number:02d}"


@transaction.atomic
def new_version(version, *, by, at):
    """A draft copy under the next number; the draft already there is returned instead of a second one."""
    if not by.has("curator"):
        raise Refused(ONLY_CURATOR)
    siblings = InstrumentVersion.objects.filter(instrument=version.instrument_id)
    draft = siblings.filter(state=VersionState.DRAFT).first()
    if draft:
        return draft
    questions = list(version.questions.all())
    copy = InstrumentVersion.objects.create(
        instrument=version.instrument,
        number=siblings.aggregate(last=Max("number"))["last"] + 1,
        title=version.title,
        lead=version.lead,
        scale=version.scale,
        scoring=version.scoring,
    )
    for question in questions:
        question.pk, question.version = None, copy
        question._state.adding = True
    Question.objects.bulk_create(questions)
    journal.record(
        "instrument_version", f"Создана версия {copy.number} бланка «{copy.title}»", by=by, at=at, subject=copy
    )
    return copy


def may_discard(actor, version):
    """A draft no survey uses; of the shipped questionnaires the first version stays."""
    shipped = version.number == 1 and not version.instrument.code.startswith(OWN)
    return first_no(may_edit_version(actor, version), KEPT if shipped or version.surveys.exists() else YES)


@transaction.atomic
def discard_version(version, *, by, at):
    """Delete a draft version; a questionnaire without versions goes with it."""
    require(may_discard(by, version))
    journal.record(
        "instrument_discarded",
        f"Удалён черновик версии {version.number} бланка «{version.title}»",
        by=by,
        at=at,
        subject=version,
    )
    alone = not version.instrument.versions.exclude(pk=version.pk).exists()
    (version.instrument if alone else version).delete()
