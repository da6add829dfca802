"""Requests about own data: asked by the person or entered from paper, given to one who answers, answered in time."""

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.urls import reverse

from mentoring import notifications
from mentoring.actions import journal
from mentoring.actions.file import store_upload
from mentoring.choices import Audience
from mentoring.kit.dates import local, words
from mentoring.kit.verdict import Refused, no, require
from mentoring.office import office
from monitoring.access.privacy import may_keep_privacy
from monitoring.access.subject import keepers, may_ask_subject
from monitoring.choices.subject import OPEN_REQUESTS, SubjectKind, SubjectWay
from monitoring.models import SubjectRequest
from monitoring.workflows_subject import SUBJECT_REQUEST

QUICK = (SubjectKind.CORRECT, SubjectKind.DELETE)
BUSY = no("Только что записали другое обращение. Нажмите ещё раз.")


def due_of(kind, came_on):
    """The last day of an answer, by the college's settings."""
    setting = "subject_correct_working_days" if kind in QUICK else "subject_working_days"
    return office().add_working_days(came_on, office().setting(setting))


@transaction.atomic
def ask_subject(*, kind, text, by, at):
    """One's own request. Refused while the same one waits. Returns the SubjectRequest."""
    require(may_ask_subject(by))
    waits = SubjectRequest.objects.filter(person=by.person, kind=kind, state__in=OPEN_REQUESTS).first()
    if waits:
        raise Refused(no(f"Такое обращение уже ждёт ответа: № {waits.number}, до {words(waits.due)}."))
    own = by.person
    return _keep(
        person=own, applicant=own.full_name, contact=own.email or "", kind=kind, text=text, came_on=local(at).date(),
        by=by, at=at,
    )  # fmt: skip


@transaction.atomic
def enter_subject(*, applicant, contact, kind, text, came_on, by, at, person=None, paper=None):
    """A request that came on paper; `person` when its author has a card here. Returns the SubjectRequest."""
    require(may_keep_privacy(by))
    if came_on > local(at).date():
        raise Refused(no("Этот день ещё не наступил. Укажите день, когда обращение пришло."))
    applicant = applicant or (person.full_name if person else "")
    if not applicant:
        raise Refused(no("Укажите, от кого обращение: выберите человека или напишите имя."))
    file = store_upload(paper, purpose="subject", by=by, at=at) if paper else None
    return _keep(
        person=person, applicant=applicant, contact=contact, kind=kind, text=text, came_on=came_on,
        way=SubjectWay.PAPER, paper=file, by=by, at=at,
    )  # fmt: skip


def _keep(*, kind, came_on, by, at, **fields):
    number = (SubjectRequest.objects.aggregate(most=Max("number"))["most"] or 0) + 1
    try:
        with transaction.atomic():
            asked = SubjectRequest.objects.create(
                number=number, kind=kind, came_on=came_on, due=due_of(kind, came_on), author=by.person, created_at=at,
                **fields,
            )  # fmt: skip
    except IntegrityError:
        raise Refused(BUSY) from None
    _tell("subject_asked", f"Записано обращение о персональных данных № {number}", asked, by=by, at=at)
    readers = [one for one in keepers() if one.pk not in (by.person.pk if by.person else None, asked.person_id)]
    kind_words = asked.get_kind_display()
    notifications.write_all(
        "subject_came", readers, at=at, path=_path(asked), number=number, kind=kind_words, date=words(asked.due)
    )
    return asked


@transaction.atomic
def assign_subject(asked, *, responsible, by, at):
    """Who answers: a curator or an administrator, never the one who asks."""
    if asked.person_id == responsible.pk:
        raise Refused(no("На своё обращение не отвечают. Выберите другого."))
    if not keepers().filter(pk=responsible.pk).exists():
        raise Refused(no("Отвечает куратор или администратор. Выберите из списка."))
    SUBJECT_REQUEST.claim("assign", asked, by=by, responsible=responsible)
    _tell("subject_assigned", f"На обращение № {asked.number} отвечает {responsible.short_name}", asked, by=by, at=at)
    if not by.is_person(responsible):
        notifications.write(
            "subject_given", to=responsible, at=at, path=_path(asked), number=asked.number,
            kind=asked.get_kind_display(), date=words(asked.due),
        )  # fmt: skip


@transaction.atomic
def extend_subject(asked, *, reason, by, at):
    """Once, by the setting's working days; the person reads the reason."""
    due = office().add_working_days(asked.due, office().setting("subject_extend_working_days"))
    SUBJECT_REQUEST.claim("extend", asked, by=by, due=due, extended_because=reason)
    _tell(
        "subject_extended",
        f"Срок ответа на обращение № {asked.number} продлён до {words(due)}",
        asked,
        by=by,
        at=at,
        text=reason,
    )


@transaction.atomic
def answer_subject(asked, *, refused, answer, by, at, file=None):
    """The answer or the refusal with its reason; a file may go with it."""
    kept = store_upload(file, purpose="subject", by=by, at=at) if file else None
    step = "refuse" if refused else "answer"
    SUBJECT_REQUEST.claim(step, asked, by=by, answer=answer, file=kept, answered_by=by.person, answered_at=at)
    word = "Отказано по обращению" if refused else "Дан ответ на обращение"
    _tell("subject_refused" if refused else "subject_answered", f"{word} № {asked.number}", asked, by=by, at=at)
    if asked.way == SubjectWay.SITE and asked.person:
        notifications.write("subject_answered", to=asked.person, at=at, path=_path(asked), number=asked.number)


@transaction.atomic
def recall_subject(asked, *, by, at):
    SUBJECT_REQUEST.claim("recall", asked, by=by)
    _tell("subject_recalled", f"Обращение № {asked.number} отозвано автором", asked, by=by, at=at)


def _tell(event, heading, asked, *, by, at, text=""):
    journal.record(event, heading, by=by, at=at, subject=asked, text=text, audience=Audience.CURATOR)


def _path(asked):
    return reverse("subject_detail", args=[asked.pk])
