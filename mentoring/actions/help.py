"""The psychologist's help, asked for quietly (clause 5.3, R37).

No journal, no pair: whoever reads stories, pairs or the register of letters learns nothing. The row keeps its own dates.
"""

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from mentoring import notifications
from mentoring.access.petition import help_readers, may_ask_for_help
from mentoring.choices import HelpState
from mentoring.kit.dates import words
from mentoring.kit.verdict import Refused, no, require
from mentoring.models import HelpRequest
from mentoring.office import office
from mentoring.workflow.petition import HELP

ALREADY = "Просьба уже у куратора. Он ответит до указанного дня."


@transaction.atomic
def ask_for_help(*, by, at, text=""):
    """Curators who are no partners of the person get a letter without a name. Refused while an earlier one waits."""
    require(may_ask_for_help(by))
    day = timezone.localtime(at).date()
    if HelpRequest.objects.filter(person=by.person, state=HelpState.ASKED).exists():
        raise Refused(no(ALREADY))
    readers, _ = help_readers(by.person, day)
    if not readers:
        raise Refused(no("Сейчас в системе нет другого куратора. Обратитесь к психологу техникума лично."))
    due = office().add_working_days(day, office().setting("help_answer_working_days"))
    try:
        with transaction.atomic():
            asked = HelpRequest.objects.create(person=by.person, text=text.strip(), asked_at=at, due=due)
    except IntegrityError:  # the same button pressed twice at once
        raise Refused(no(ALREADY)) from None
    path = reverse("help_request", args=[asked.pk])
    notifications.write_all("psychologist_asked", readers, at=at, path=path, date=words(due))
    return asked


@transaction.atomic
def answer_help(asked, *, answer, by, at, note=""):
    """The person reads `answer`; `note` stays with the curator: what was arranged, with whom, when."""
    answer = (answer or "").strip()
    if not answer:
        raise Refused(no("Напишите ответ: его прочитает только тот, кто просил."))
    HELP.claim("answer", asked, by=by, answer=answer, note=note.strip(), answered_by=by.person, answered_at=at)
    notifications.write("curator_reply", to=asked.person, at=at, path=reverse("help_request", args=[asked.pk]))


@transaction.atomic
def note_help(asked, *, note, by, at):
    """The curator's private record goes on after the answer."""
    require(HELP.transitions["answer"].allow(by, asked))
    HelpRequest.objects.filter(pk=asked.pk).update(note=note.strip())
    asked.note = note.strip()


@transaction.atomic
def close_help(asked, *, by, at):
    HELP.claim("close", asked, by=by, closed_at=at)
