"""«Обезличить»: a person who has left becomes a code everywhere but in signed papers; an act and a log remain."""

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django_tasks import task

from mentoring.access import SYSTEM
from mentoring.actions import journal
from mentoring.actions.job import queue, when_given_up
from mentoring.kit.canonical import fingerprint, payload_of
from mentoring.kit.verdict import Refused, no, require
from mentoring.models import Person
from monitoring.access.privacy import may_depersonalize
from monitoring.choices.privacy import OPEN_JOBS, JobState
from monitoring.documents.depersonalization import act_text
from monitoring.models import Depersonalization
from monitoring.queries.privacy.trace import trace_of
from monitoring.rules.person_words import Finder

from .erase import erase_card, erase_files, erase_rows
from .texts import clean_texts, kept_of

REASONS = (
    ("reached", "Цель обработки достигнута: человек больше не участвует в наставничестве"),
    ("revoked", "Отозвано согласие на обработку персональных данных"),
    ("asked", "Требование самого человека"),
)


@transaction.atomic
def ask_depersonalization(person, *, reason, by, at):
    """Decide it and put it into the worker's queue. Returns the Depersonalization.

    Raises Refused: not the keeper, the person works, is in a pair or holds an office, it is decided already.
    """
    require(may_depersonalize(by, person))
    Depersonalization.objects.filter(person=person, state=JobState.FAILED).delete()
    number = (Depersonalization.objects.aggregate(most=Max("number"))["most"] or 0) + 1
    try:
        with transaction.atomic():
            act = Depersonalization.objects.create(
                person=person, number=number, code=f"О-{number:04d}", reason=reason, asked_by=by.person, asked_at=at
            )
    except IntegrityError:
        raise Refused(no("Эта запись уже обезличена или ждёт очереди.")) from None
    heading = f"Решено обезличить запись: акт № {number}"
    journal.record("depersonalization_asked", heading, by=by, at=at, subject=act, person=person)
    queue(depersonalize, act.pk)
    return act


@task()
def depersonalize(pk):
    """Take the person out of everything, in one transaction. Safe to repeat: a done act is left alone."""
    act = (
        Depersonalization.objects.select_related("person__user", "asked_by").filter(pk=pk, state__in=OPEN_JOBS).first()
    )
    if act is None:
        return
    Depersonalization.objects.filter(pk=pk).update(state=JobState.RUNNING)
    try:
        with transaction.atomic():
            open_acts = Depersonalization.objects.select_for_update().filter(pk=pk, state__in=OPEN_JOBS)
            if open_acts.exists():  # else another worker was quicker
                carry_out(act, at=timezone.now())
    except Exception:
        fail_depersonalization(pk)
        raise


@when_given_up(depersonalize)
def fail_depersonalization(pk):
    Depersonalization.objects.filter(pk=pk, state__in=OPEN_JOBS).update(state=JobState.FAILED)


def carry_out(act, *, at):
    """What the job does, at a moment of the caller's: inside a transaction."""
    person = Person.objects.select_for_update(of=("self",)).select_related("user").get(pk=act.person_id)
    finder = Finder(trace_of(person), act.code)
    files = erase_files(person, finder, act.number)
    rows = erase_rows(person)
    erase_card(person, act.code)
    texts = clean_texts(finder, why=f"Обезличивание, акт № {act.number}", at=at)
    text = act_text(act, at, rows=rows, texts=texts, files=files, stays=kept_of(finder))
    payload = payload_of(text)
    Depersonalization.objects.filter(pk=act.pk).update(
        state=JobState.READY, done_at=at, payload=payload, sha256=fingerprint(payload)
    )
    journal.record("depersonalized", f"Запись обезличена: {act}", by=SYSTEM, at=at, subject=act, person=person)
