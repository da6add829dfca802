"""Opening a change, asking who comes, taking it back (clauses 4.2, 5.3)."""

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from mentoring import notifications
from mentoring.access import holders
from mentoring.access.pair_change import may_pause, may_replace, may_substitute, replaceable_people
from mentoring.actions import journal
from mentoring.actions.pair_change.effect import apply_change, settle_state
from mentoring.choices import ChangeKind, ChangeState, Side
from mentoring.kit.dates import words
from mentoring.kit.text import tidy
from mentoring.kit.verdict import Refused, no, require
from mentoring.models import Pair, PairChange
from mentoring.office import office
from mentoring.queries.pair_change_check import may_come
from mentoring.queries.pair_check import with_facts
from mentoring.workflow.pair import PAIR
from mentoring.workflow.pair_change import CHANGE

MOST = 300


@transaction.atomic
def start_replacement(pair, *, side, leaving, on, reason, by, at, petition=None, basis=""):
    """A replacement begins: who leaves, the first day of the new composition, why. Returns the PairChange, still empty.

    `basis` is a paper of the person, in the genitive: the order names it beside the regulation.

    The pair goes on working until that day; a mentor's replacement is seen as the state «Замена наставника».
    """
    require(may_replace(by, pair))
    day, reason = timezone.localtime(at).date(), _reason(reason)
    pair = _loaded(pair)
    if leaving.pk not in {person.pk for person in replaceable_people(pair, side)}:
        raise Refused(no("Этого человека уже нет в паре на этой стороне. Обновите страницу."))
    check_first_day(pair, on, day)
    change = _open(
        pair, by, at, kind=ChangeKind.REPLACE, side=side, leaving=leaving, on=on, reason=reason, petition=petition,
        basis=tidy(basis)[:MOST],
    )  # fmt: skip
    if side == Side.MENTOR:
        PAIR.claim("replace", pair, by=by)
    whom = "наставника" if side == Side.MENTOR else "наставляемого"
    _record("pair_replacing", f"Начата замена {whom}: {leaving.short_name}, с {words(on)}", change, by, at, text=reason)
    return change


@transaction.atomic
def start_substitution(pair, *, leaving, on, until, reason, by, at, basis="", by_order=False):
    """Somebody will help in a mentor's place for a while; the mentor stays a member. Returns the PairChange, still empty.

    With `by_order` it begins by an order of the director (D32), else by itself and stands on its `basis` alone.
    """
    require(may_substitute(by, pair))
    day, reason = timezone.localtime(at).date(), _reason(reason)
    pair = _loaded(pair)
    if leaving.pk not in {person.pk for person in pair.mentors}:
        raise Refused(no("Этого наставника уже нет в паре. Обновите страницу."))
    check_first_day(pair, on, day)
    check_last_day(pair, on, until, day)
    change = _open(
        pair, by, at, kind=ChangeKind.SUBSTITUTE, side=Side.MENTOR, leaving=leaving, on=on, until=until,
        reason=reason, basis=tidy(basis)[:MOST], by_order=by_order,
    )  # fmt: skip
    heading = f"Назначена временная замена: {leaving.short_name}, {words(on)} – {words(until)}"
    _record("pair_substitution_planned", heading, change, by, at, text=reason)
    return change


@transaction.atomic
def pause_pair(pair, *, on, until, reason, by, at):
    """Work stops from day to day; the program keeps everything. Begins at once when its day has come."""
    require(may_pause(by, pair))
    day, reason = timezone.localtime(at).date(), _reason(reason)
    check_first_day(pair, on, day)
    check_last_day(pair, on, until, day)
    change = _open(pair, by, at, kind=ChangeKind.PAUSE, on=on, until=until, reason=reason, state=ChangeState.AGREED)
    _record("pair_pause_planned", f"Назначен перерыв: {words(on)} – {words(until)}", change, by, at, text=reason)
    if on <= day:
        apply_change(change, on=on, by=by, at=at)
    return change


# Who comes


@transaction.atomic
def ask_to_come(change, coming, *, by, at):
    """The curator asks a person, who answers in the system by a date; who was asked before is let go."""
    _must_suit(change, coming, at)
    due = office().add_working_days(timezone.localtime(at).date(), office().setting("consent_answer_days"))
    CHANGE.claim("ask", change, by=by, coming=coming, due=due, agreed_at=None, agreed_way="")
    notifications.write(
        "change_asked",
        to=coming,
        at=at,
        path=reverse("change_answer", args=[change.pk]),
        date=words(change.on),
        what=what_is_asked(change),
        date2=words(due),
    )
    _record("pair_change_asked", f"Спросили {coming.short_case('acc')}", change, by, at)


@transaction.atomic
def record_agreement(change, coming, *, way, by, at):
    """The person agreed in person or on paper; the curator writes down how."""
    way = tidy(way)
    if not way:
        raise Refused(no("Напишите, как получено согласие: например, «лично, 20 ноября»."))
    _must_suit(change, coming, at)
    CHANGE.claim("record", change, by=by, coming=coming, agreed_at=at, agreed_way=way[:100], due=None)
    _record("pair_change_agreed", f"{coming.short_name}: согласие записано, {way}", change, by, at)
    _go_on(change, by, at)


@transaction.atomic
def accept_change(change, *, by, at):
    _must_suit(change, change.coming, at)
    CHANGE.claim("accept", change, by=by, agreed_at=at, agreed_way="в системе", due=None)
    _tell_answer(change, by.person, "согласие", at)
    _record("pair_change_agreed", f"{by.person.short_name}: согласие войти в пару", change, by, at)
    _go_on(change, by, at)


@transaction.atomic
def decline_change(change, *, by, at):
    """A refusal leaves no reason and no trace against the person: the curator alone is told."""
    refused = [*change.refused, change.coming_id]
    person = change.coming
    CHANGE.claim("decline", change, by=by, coming=None, refused=refused, due=None)
    _tell_answer(change, person, "отказ", at)


@transaction.atomic
def drop_change(change, *, by, at):
    """The composition stays; a petition that asked for the change stays to be carried out another way."""
    CHANGE.claim("drop", change, by=by, due=None)
    settle_state(change.pair, timezone.localtime(at).date())
    _record("pair_change_dropped", "Состав остаётся прежним", change, by, at)


def what_is_asked(change):
    """«стать наставником Жукова А. Д. вместо Ковалёвой М. С.», for letters and the question's page."""
    pair, leaving = change.pair, change.leaving.short_case("gen")
    if change.kind == ChangeKind.SUBSTITUTE:
        return f"временно помогать вместо {leaving}, по {words(change.until)}"
    if change.side == Side.MENTEE:
        return f"войти в пару наставляемым вместо {leaving}"
    pupils = ", ".join(person.short_case("gen") for person in pair.mentees if person.pk != change.leaving_id)
    return f"стать наставником {pupils} вместо {leaving}"


def _go_on(change, by, at):
    """A substitution without an order begins by itself when its day has come."""
    day = timezone.localtime(at).date()
    if not change.needs_order and change.on <= day:
        apply_change(change, on=change.on, by=by, at=at)


def _must_suit(change, coming, at):
    pair = _loaded(change.pair)
    substitute = change.kind == ChangeKind.SUBSTITUTE
    require(may_come(pair, coming, side=change.side, leaving=change.leaving, on=change.on, substitute=substitute))


def _open(pair, by, at, **fields):
    """One open change of a kind in a pair, whoever presses twice."""
    try:
        with transaction.atomic():
            return PairChange.objects.create(pair=pair, created_at=at, created_by=by.person, **fields)
    except IntegrityError:
        raise Refused(no("Такое изменение в этой паре уже готовится. Откройте его на странице пары.")) from None


def _loaded(pair):
    return with_facts(Pair.objects.filter(pk=pair.pk)).get()


def _reason(reason):
    reason = tidy(reason)
    if not reason:
        raise Refused(no("Напишите причину: её прочитают участники пары."))
    return reason[:MOST]


def check_first_day(pair, on, today):
    if on < today:
        raise Refused(no(f"Эта дата уже прошла. Поставьте {words(today)} или позже."))
    if not pair.since <= on <= pair.until:
        raise Refused(no(f"Пара работает {words(pair.since)} – {words(pair.until)}. Выберите дату внутри этого срока."))


def check_last_day(pair, on, until, today):
    if until < on:
        raise Refused(no("Дата окончания раньше даты начала. Поменяйте их или исправьте одну."))
    if until > pair.until:
        raise Refused(no(f"Пара работает до {words(pair.until)}. Поставьте дату не позже."))
    most = office().setting("substitution_days_max")
    if (until - on).days >= most:
        raise Refused(no(f"Не длиннее {most} дней: дольше – замена приказом или завершение. Поставьте дату раньше."))


def _tell_answer(change, person, answer, at):
    path = reverse("change_detail", args=[change.pk])
    curators = holders("curator", timezone.localtime(at).date())
    words_ = {"person": person.short_name, "answer": answer, "pair": change.pair.title}
    notifications.write_all("change_answered", curators, at=at, path=path, **words_)


def _record(event, heading, change, by, at, *, text=""):
    journal.record(event, heading, by=by, at=at, subject=change, pair=change.pair, text=text)
