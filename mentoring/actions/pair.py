"""Pairs and groups: drafting, changing, dropping, starting and ending (clauses 4.2–4.4, 5.3)."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from mentoring.access import SYSTEM, may_run_office
from mentoring.actions import journal
from mentoring.actions.change_words import change_words, list_change
from mentoring.actions.pair_end import let_go
from mentoring.actions.pair_state import recheck_pairs
from mentoring.actions.queue import clear_queue
from mentoring.actions.request import release_offer, return_to_queue
from mentoring.actions.superseded import close_others
from mentoring.choices import Form, InteractionModel, Kind, Mode, PairState, Side
from mentoring.kit.dates import words
from mentoring.kit.stale import claim_version
from mentoring.kit.verdict import YES, Refused, no, require
from mentoring.models import AcademicYear, Direction, MenteeGroup, Pair, PairMember, Person
from mentoring.office import office
from mentoring.rules import default_term
from mentoring.workflow.pair import FREE_DRAFTS, PAIR
from mentoring.workflow.request import REQUEST

FIELDS = (
    "name",
    "form",
    "model",
    "kind",
    "extra_kinds",
    "mode",
    "since",
    "until",
    "answer_days",
    "criteria",
    "exception",
)


@dataclass(frozen=True)
class Seat:
    """A person on a side of a draft; a mentor's `direction` is what he teaches."""

    person: Person
    side: str
    direction: Direction | int | None = None  # a Direction or its key


@transaction.atomic
def create_pair(*, by, at, seats=(), requests=(), year=None, **fields):
    """A draft by the curator, for one request, several (a group) or none. Returns the Pair in the state it deserves.

    Requests still open are taken as agreed in person; a mentor who was being asked is told kindly.
    """
    require(may_run_office(by))
    requests = list(requests)
    if len(requests) > 1 and fields.get("kind") == Kind.TRADITIONAL:
        fields["kind"] = Kind.GROUP
    seats = [*seats, *(_missing_mentees(requests, seats))]
    require(may_seat(seats, fields.get("kind", Kind.TRADITIONAL)))
    year = year or (requests[0].year if requests else AcademicYear.objects.get(pk=office().year.pk))
    pair = _build(year, seats, _filled(requests, at, fields), by, at)
    for request in requests:
        _take(request, pair, by, at)
    recheck_pairs([pair], by=by, at=at)
    return pair


def draft_for_request(request, mentor, *, by, at, criteria="", recheck=True):
    """The draft that follows from a mentor's yes; the curator completes it. Part of a larger action.

    `criteria` says why this pair was chosen (clause 4.4), as the matching found it. Who makes many pairs leaves
    `recheck` to one look at them all.
    """
    seats = [Seat(mentor, Side.MENTOR), Seat(request.person, Side.MENTEE)]
    fields = {**_filled([request], at, {}), "criteria": criteria}
    if fields["form"] == Form.TEACHER_TEACHER:
        fields["model"] = _likely_model(request.person)
    pair = _build(request.year, seats, fields, by, at)
    type(request).objects.filter(pk=request.pk).update(pair=pair)
    request.pair = pair
    if recheck:
        recheck_pairs([pair], by=by, at=at)
    return pair


@transaction.atomic
def edit_pair(pair, *, by, at, lock_version=None, seats=None, **fields):
    """Change a free draft as it was last seen (raises Stale otherwise); findings and state are computed anew."""
    require(may_edit_pair(by, pair))
    unknown = set(fields) - set(FIELDS)
    if unknown:
        raise TypeError(f"no such fields of a pair: {', '.join(sorted(unknown))}")
    if seats is not None:
        require(may_seat(seats, fields.get("kind", pair.kind)))
    changes = _changes(pair, fields)
    claim_version(pair, pair.lock_version if lock_version is None else lock_version)
    for name, value in fields.items():
        setattr(pair, name, value)
    Pair.objects.filter(pk=pair.pk).update(**fields)
    if seats is not None:
        changes += _reseat(pair, seats, by, at)
    PairMember.objects.filter(pair=pair).update(since=pair.since)
    recheck_pairs([pair], by=by, at=at)
    if changes:
        journal.record("pair_changed", "Изменён проект пары", by=by, at=at, subject=pair, pair=pair, changes=changes)
    return pair


def may_edit_pair(actor, pair):
    """Drafts are free until their order is sent; then the order is taken back first."""
    allowed = may_run_office(actor)
    if not allowed:
        return allowed
    if pair.state == PairState.IN_ORDER:
        return no("Приказ на подписи у директора. Заберите его, чтобы изменить пару.")
    return YES if pair.state in FREE_DRAFTS else no("Пара уже закреплена. Состав меняется приказом.")


def may_seat(seats, kind):
    """Nobody sits twice on a side, nor on both sides except in reverse mentoring."""
    places = [(seat.person.pk, seat.side) for seat in seats]
    if len(places) != len(set(places)):
        return no("Один человек назван дважды. Уберите повтор.")
    if kind != Kind.REVERSE and len({person for person, _ in places}) < len(places):
        return no("Наставник и наставляемый — один человек. Выберите другого.")
    return YES


@transaction.atomic
def drop_pair(pair, *, reason, by, at):
    """A draft comes to nothing; its requests go back to the curator's queue."""
    reason = " ".join((reason or "").split())
    if not reason:
        raise Refused(no("Напишите, почему пара не состоялась."))
    PAIR.claim("drop", pair, by=by, dropped_reason=reason[:300], order=None)
    for request in pair.requests.filter(state="mentor_agreed"):
        return_to_queue(request, by=by, at=at)
    journal.record("pair_dropped", "Проект пары снят", by=by, at=at, subject=pair, pair=pair, text=reason)


def activate_due_pairs(*, at, by=SYSTEM):
    """Start every assigned pair whose first day has come; returns how many. Runs daily and after each signature."""
    on = timezone.localtime(at).date()
    due = list(Pair.objects.filter(state=PairState.ASSIGNED, since__lte=on).order_by("pk"))
    for pair in due:
        _activate(pair, by, at)
    return len(due)


@transaction.atomic
def _activate(pair, by, at):
    PAIR.move("activate", pair)
    journal.record("pair_started", "Пара начала работу", by=by, at=at, subject=pair, pair=pair)


@transaction.atomic
def close_pair(pair, *, early, ground, reason, on, by, at, note="", done=""):
    """The pair's part of a completion: `ground` is a code of clause 5.3, `reason` a row of «Причины завершения».

    `done` is the share of the plan in words, for the order (D33). Called by the floor that completes programs; open
    memberships end on the same day.
    """
    PAIR.claim(
        "end_early" if early else "complete",
        pair,
        by=by,
        ended_on=on,
        end_ground=ground,
        end_reason=reason,
        end_note=note,
        end_done=done,
    )
    let_go(pair, on=on, by=by, at=at)
    for member in PairMember.objects.filter(pair=pair, until__isnull=True):
        PairMember.objects.filter(pk=member.pk).update(until=max(on, member.since), reason=str(reason)[:300])
    heading = f"{'Завершена досрочно' if early else 'Завершена'} {words(on)}"
    journal.record("pair_closed", heading, by=by, at=at, subject=pair, pair=pair, text=note)


def _build(year, seats, fields, by, at):
    pair = Pair.objects.create(year=year, state=PairState.LOOKING, created_at=at, created_by=by.person, **fields)
    _seat(pair, seats)
    title = Pair.objects.with_members().get(pk=pair.pk).title
    journal.record("pair_drafted", f"Создан проект пары: {title}", by=by, at=at, subject=pair, pair=pair)
    return pair


def _seat(pair, seats):
    PairMember.objects.bulk_create(
        PairMember(
            pair=pair,
            person=seat.person,
            side=seat.side,
            direction_id=getattr(seat.direction, "pk", seat.direction),
            since=pair.since,
        )
        for seat in seats
    )


def _reseat(pair, seats, by, at):
    """Draft members are replaced outright: history begins with the order. A request without its teacher is freed."""
    kept = list(PairMember.objects.filter(pair=pair).select_related("person"))
    changes = []
    for side in Side:
        was = [m.person.short_name for m in kept if m.side == side]
        became = [s.person.short_name for s in seats if s.side == side]
        changes += list_change(side.label, was, became)
    PairMember.objects.filter(pair=pair).delete()
    _seat(pair, seats)
    mentees = [seat.person.pk for seat in seats if seat.side == Side.MENTEE]
    for request in pair.requests.filter(state="mentor_agreed").exclude(person__in=mentees):
        return_to_queue(request, by=by, at=at)
    return changes


def _changes(pair, fields):
    plain = {name: value for name, value in fields.items() if name != "extra_kinds"}
    was, became = (
        [office().label("kind", code) for code in kinds]
        for kinds in (pair.extra_kinds, fields.get("extra_kinds", pair.extra_kinds))
    )
    return change_words(pair, plain) + list_change("дополнительные виды", was, became)


def _take(request, pair, by, at):
    """An open request joins a draft made by hand: the mentor agreed in person."""
    if request.state != "mentor_agreed":
        REQUEST.claim("form_pair", request, by=by, due=None, pair=pair)
        release_offer(request, at=at)
        chosen = pair.members.filter(side=Side.MENTOR, until=None).exists()
        if chosen:
            clear_queue(request)
            close_others(request, by=by, at=at)
        heading = f"Куратор создал пару{': наставник согласен лично' if chosen else ', наставник ещё не выбран'}"
        journal.record("pair_formed", heading, by=by, at=at, subject=request, person=request.person)
        return
    old = request.pair
    if old and old.pk != pair.pk:
        raise Refused(no(f"Запрос № {request.pk} уже в паре «{old.title}». Снимите её или выберите другой запрос."))
    type(request).objects.filter(pk=request.pk).update(pair=pair)


def _missing_mentees(requests, seats):
    seated = {seat.person.pk for seat in seats if seat.side == Side.MENTEE}
    return [Seat(r.person, Side.MENTEE) for r in requests if r.person_id not in seated]


def _filled(requests, at, fields):
    """What was typed over what the requests wish and the usual term; some kinds bring their own first values."""
    filled = {**_term(requests, at), **_wished(requests), **fields}
    kind = filled["kind"]
    if kind == Kind.SPEED and "until" not in fields:
        filled["until"] = filled["since"]
    if kind == Kind.VIRTUAL and "mode" not in fields:
        filled["mode"] = Mode.ONLINE  # its rule; another wish is talked over with the curator
    if kind == Kind.SITUATIONAL and "answer_days" not in fields:
        filled["answer_days"] = office().setting("situational_answer_days")
    return filled


def _term(requests, at):
    wished = max((r.wished_until for r in requests if r.wished_until), default=None)
    college = office()
    since, until = default_term(
        timezone.localtime(at).date(),
        (requests[0].year.ends if requests else college.year.ends),
        college.setting("program_days_min"),
        wished,
        college.setting("program_days_max"),
    )
    return {"since": since, "until": until}


def _wished(requests):
    """What the teachers asked for; several of them make a group."""
    first = requests[0] if requests else None
    kind = Kind.GROUP if len(requests) > 1 else (first.wished_kind if first else "") or Kind.TRADITIONAL
    mode = (first.wished_mode if first else "") or Mode.MIXED
    form = (first.wished_form if first else "") or Form.TEACHER_TEACHER
    return {"form": form, "kind": kind, "mode": mode}


def _likely_model(person):
    """The model typical for the teacher's group (reference data); the first one when nothing tells."""
    groups = set(MenteeGroup.objects.filter(mentees__person=person).values_list("code", flat=True))
    for model in InteractionModel:
        if groups & set(office().label_data("model", model).get("typical", ())):
            return model
    return InteractionModel.EXPERT_NOVICE
