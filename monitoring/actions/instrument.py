"""Instruments and their versions: edited until published or used, then only by a new version (R40)."""

from django.db import transaction
from django.db.models import F, Max

from mentoring.actions import journal
from mentoring.kit.stale import Stale, stale_words
from mentoring.kit.text import tidy
from mentoring.kit.verdict import YES, Refused, first_no, no, require
from monitoring.access.survey import ONLY_CURATOR, may_edit_version
from monitoring.choices import VersionState
from monitoring.models import EqualItems, Instrument, InstrumentVersion, Question
from monitoring.workflow import INSTRUMENT

FROZEN_MEANWHILE = "Пока вы писали, версию опубликовали или отменили. Ваш текст цел: перенесите его в новую версию."
KEPT = no("Эту версию удалить нельзя: она первая или уже выбрана для анкеты.")
OWN = "own_"  # codes of instruments made here; the shipped ones stay
FIRST_SCALE = {"from": 1, "to": 10, "left": "совсем не согласен(на)", "right": "полностью согласен(на)"}
FIRST_SCORING = {"min_answered": 1, "text_hint": "Пишите без имён и примет: по ним легко догадаться, кто автор."}


@transaction.atomic
def create(*, kind, title, audience, level, by, at):
    """A wholly new instrument: its first version is a draft without questions. Returns that version."""
    if not by.has("curator"):
        raise Refused(ONLY_CURATOR)
    title = tidy(title)[:200]
    if not title:
        raise Refused(no("Укажите заголовок бланка."))
    instrument = Instrument.objects.create(
        code=new_instrument_code(), kind=kind, title=title, audience=audience, level=level
    )
    version = InstrumentVersion.objects.create(
        instrument=instrument, number=1, title=title, scale=FIRST_SCALE, scoring=FIRST_SCORING
    )
    journal.record("instrument_created", f"Создан бланк «{title}»", by=by, at=at, subject=version)
    return version


def new_instrument_code():
    taken = set(Instrument.objects.filter(code__startswith=OWN).values_list("code", flat=True))
    return next(code for number in range(1, len(taken) + 2) if (code := f"{OWN}{number}") not in taken)


@transaction.atomic
def edit(version, *, lock_version, by, at, **heads):
    """Change what stands above the questions: title, lead, scale, scoring, sections, subscales.

    Raises Refused when the version is frozen, Stale when somebody else saved it first. Questions of a removed section
    or sub-scale stay without one.
    """
    require(may_edit_version(by, version))
    drafts = InstrumentVersion.objects.filter(pk=version.pk, state=VersionState.DRAFT)
    if not drafts.filter(lock_version=lock_version).update(lock_version=F("lock_version") + 1, **heads):
        if not drafts.exists():
            raise Refused(no(FROZEN_MEANWHILE))
        raise Stale(no(stale_words(None, "")))
    for name, column in (("sections", "section"), ("subscales", "subscale")):
        if name in heads:
            codes = [one["code"] for one in heads[name]]
            lost = version.questions.exclude(**{f"{column}__in": [*codes, ""]})
            if name == "sections" or codes:
                lost.update(**{column: ""})
    heading = f"Изменён бланк «{heads.get('title', version.title)}»"
    journal.record("instrument_edited", heading, by=by, at=at, subject=version)


@transaction.atomic
def publish(version, *, by, at):
    """Freeze a version for good: from now on it is only read, answered and printed."""
    INSTRUMENT.claim("publish", version, by=by, published_at=at)
    journal.record(
        "instrument_published", f"Опубликована версия {version.number} бланка «{version.title}»",
        by=by, at=at, subject=version,
    )  # fmt: skip


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
        **{name: getattr(version, name) for name in ("title", "lead", "scale", "scoring", "sections", "subscales")},
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


@transaction.atomic
def declare_equal(first, second, *, by, at):
    """The curator's word that a reworded question asks the same: answers to both may be compared.

    Refused for questions of one version, of different instruments or of different kinds: their answers are not alike.
    """
    if not by.has("curator"):
        raise Refused(ONLY_CURATOR)
    if first.version.instrument_id != second.version.instrument_id or first.version_id == second.version_id:
        raise Refused(no("Сравнивают вопросы двух версий одного бланка."))
    if first.kind != second.kind or first.columns != second.columns:
        raise Refused(no("Вопросы разного вида не сравнить: отметки у них разные."))
    EqualItems.objects.get_or_create(first=first, second=second, defaults={"author": by.person, "at": at})
    journal.record(
        "instrument_equal", f"Вопросы признаны равными: «{second.text}»", by=by, at=at, subject=second.version
    )


@transaction.atomic
def declare_different(first, second, *, by, at):
    """Take the word back."""
    if not by.has("curator"):
        raise Refused(ONLY_CURATOR)
    if EqualItems.objects.filter(first=first, second=second).delete()[0]:
        heading = f"Вопросы больше не считаются равными: «{second.text}»"
        journal.record("instrument_equal", heading, by=by, at=at, subject=second.version)
