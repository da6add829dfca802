"""Asking for a card of difficulties, beginning one's own, taking the asking back."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.urls import reverse

from mentoring import notifications
from mentoring.access import may_ask_card_of, supervisor_of
from mentoring.actions import journal
from mentoring.choices import DiagnosisMoment, DiagnosisState, SheetSide
from mentoring.kit import dates
from mentoring.kit.text import count_of
from mentoring.kit.verdict import YES, Refused, no, require
from mentoring.models import Diagnosis, DiagnosisSheet
from mentoring.office import office
from mentoring.queries.diagnosis.find import card_in_use, entry_before, live_pair_of, open_of
from mentoring.workflow.diagnosis import DIAGNOSIS

from .opinion import ask_opinion

MOST_AT_ONCE = 200


def may_ask(actor, person, moment=DiagnosisMoment.ENTRY):
    """Whether this person may be asked for a card now; the same words stand beside the person on the page."""
    verdict = may_ask_card_of(actor, person)
    return _possible(person, moment, actor.is_person(person)) if verdict else verdict


def may_start(actor, person):
    """Anyone at work begins an own card at entry, when none is open."""
    if not actor.is_person(person):
        return no("Карту начинает сам педагог. Его можно попросить.")
    return _possible(person, DiagnosisMoment.ENTRY, own=True)


def _possible(person, moment, own):
    if person.left_on and person.left_on <= dates.today():
        return no(f"Последний день – {dates.words(person.left_on)}. Карта не нужна.")
    waiting = open_of(person, moment)
    if waiting:
        until = f" {dates.by(waiting.due)}" if waiting.due else ""
        return no(f"Карта уже начата: допишите и отправьте её{until}." if own else f"Карту уже попросили{until}.")
    return YES if card_in_use() else no("Опубликованной карты нет. Куратор опубликует её в «Картах затруднений».")


@transaction.atomic
def ask_card(person, *, by, at, moment=DiagnosisMoment.ENTRY, pair=None, due=None, opinion=False):
    """Ask a person to fill the card; the letter says by when. Returns the Diagnosis.

    An exit card takes the version of the person's entry card, so that they can be compared. `due` is a date, the
    setting's days from now when omitted; `opinion` asks the person's head for a second opinion too. Raises Refused to
    those who may not ask, and when a card of this moment is already open or nothing is published.
    """
    require(may_ask(by, person, moment))
    day = dates.local(at).date()
    due = due or dates.to_working_day(_days_later(day), office().holidays)
    if due < day:
        raise Refused(no("Срок уже прошёл. Поставьте дату не раньше сегодняшней."))
    diagnosis = _open(person, DiagnosisState.ASKED, moment=moment, pair=pair, due=due, by=by, at=at)
    code = "diagnosis_exit_asked" if diagnosis.is_exit else "diagnosis_asked"
    questions = count_of(diagnosis.card.statements.count(), "question")
    path = reverse("diagnosis_detail", args=[diagnosis.pk])
    notifications.write(code, to=person, at=at, path=path, questions=questions, date=dates.words(due))
    heading = f"Просят заполнить карту затруднений {diagnosis.get_moment_display().lower()} до {dates.words(due)}"
    _record("diagnosis_asked", heading, diagnosis, by, at)
    if opinion and supervisor_of(person) and not by.is_person(supervisor_of(person)):
        ask_opinion(diagnosis, by=by, at=at)
    return diagnosis


@transaction.atomic
def ask_many(people, *, by, at, **terms):
    """Ask several people at once; those who cannot be asked are passed over. Returns the cards that were asked for.

    Raises Refused when nobody was chosen, when there are too many, or when nobody of them can be asked.
    """
    people = list(people)
    if not people:
        raise Refused(no("Отметьте хотя бы одного человека."))
    if len(people) > MOST_AT_ONCE:
        raise Refused(no(f"За один раз – не больше {MOST_AT_ONCE} человек. Выберите подразделение."))
    moment = terms.get("moment", DiagnosisMoment.ENTRY)
    able = [person for person in people if may_ask(by, person, moment)]
    if not able:
        raise Refused(may_ask(by, people[0], moment))
    return [ask_card(person, by=by, at=at, **terms) for person in able]


@transaction.atomic
def start_own(*, by, at):
    """A teacher begins an own card at entry. Returns the Diagnosis, the open one when it was begun before."""
    waiting = open_of(by.person, DiagnosisMoment.ENTRY)
    if waiting:
        return waiting
    require(may_start(by, by.person))
    diagnosis = _open(by.person, DiagnosisState.DRAFT, by=by, at=at)
    _record("diagnosis_started", "Карта затруднений начата по своему желанию", diagnosis, by, at)
    return diagnosis


@transaction.atomic
def withdraw_card(diagnosis, *, by, at):
    """The card is not needed any more: the deed goes, what was filled so far is not shown to anybody."""
    DIAGNOSIS.claim("withdraw", diagnosis, by=by, due=None)
    _record("diagnosis_withdrawn", "Карта затруднений больше не нужна", diagnosis, by, at)


def _open(person, state, *, by, at, moment=DiagnosisMoment.ENTRY, pair=None, due=None):
    """The card's row with the teacher's own sheet; two askings at once get words, not a failure."""
    entry = entry_before(person) if moment == DiagnosisMoment.EXIT else None
    setting = office().setting
    try:
        with transaction.atomic():
            diagnosis = Diagnosis.objects.create(
                person=person,
                card=entry.card if entry else card_in_use(),
                moment=moment,
                pair=pair or live_pair_of(person),
                state=state,
                asked_by=by.person,
                asked_at=at,
                due=due,
                to_supervisor=setting("diagnosis_to_supervisor"),
                to_director=setting("diagnosis_to_director"),
            )
            DiagnosisSheet.objects.create(diagnosis=diagnosis, author=person, side=SheetSide.SELF)
    except IntegrityError as error:
        raise Refused(no("Карту уже попросили. Обновите страницу.")) from error
    return diagnosis


def _days_later(day):
    return day + timedelta(days=office().setting("diagnosis_days"))


def _record(event, heading, diagnosis, by, at):
    """On the person's own story alone: that of the pair is read by others of a group."""
    return journal.record(event, heading, by=by, at=at, subject=diagnosis, person=diagnosis.person)
