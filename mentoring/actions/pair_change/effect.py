"""What a change does on its day and how it ends by itself. The program, marks and records stay where they are."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from mentoring import notifications
from mentoring.access import SYSTEM
from mentoring.actions import journal
from mentoring.actions.petition import settle_petitions
from mentoring.actions.request import release_offer
from mentoring.choices import ChangeKind, ChangeState, PairState, PetitionKind, RequestState, Side
from mentoring.kit.dates import words
from mentoring.kit.verdict import Refused, no
from mentoring.models import MentoringRequest, Pair, PairChange, PairMember
from mentoring.workflow.pair import PAIR
from mentoring.workflow.pair_change import CHANGE
from mentoring.workflow.request import REQUEST

ONE_DAY = timedelta(days=1)
JOINING = (RequestState.AWAITING_CURATOR, RequestState.AWAITING_MENTOR, RequestState.EXPIRED)
RELEASES = (PetitionKind.RELEASE_PERSONAL, PetitionKind.RELEASE_SUCCESS)


def apply_due_changes(*, at, by=SYSTEM):
    """Daily: what has ended ends, what has come begins; returns how many. A second run finds nothing."""
    day = timezone.localtime(at).date()
    over = PairChange.objects.filter(state=ChangeState.RUNNING, until__lt=day)
    planned = Q(state=ChangeState.AGREED, kind__in=(ChangeKind.SUBSTITUTE, ChangeKind.PAUSE))
    too_late = Q(by_order=True, until__lt=day)  # its order was never signed
    come = PairChange.objects.filter(
        Q(state=ChangeState.SIGNED) | planned & (Q(by_order=False) | too_late), on__lte=day
    )
    ended = [_end(change, on=change.until, by=by, at=at) for change in over.with_people()]
    begun = [_begin(change, day, by, at) for change in come.with_people()]
    return sum(ended) + sum(begun)


def _begin(change, day, by, at):
    """A change whose whole term passed while nobody looked, or whose pair cannot take it now, is left."""
    if change.until and change.until < day:
        return _leave(change, by, at, "Срок прошёл, замена не понадобилась")
    if change.kind == ChangeKind.PAUSE and change.pair.state != PairState.ACTIVE:
        return 0
    try:
        apply_change(change, on=change.on, by=by, at=at)
    except Refused as refusal:  # the round goes on: the pair changed in another way meanwhile
        return _leave(change, by, at, str(refusal))
    return 1


@transaction.atomic
def _leave(change, by, at, heading):
    CHANGE.move("abandon", change, done_at=at)
    journal.record("pair_change_left", heading, by=by, at=at, subject=change, pair=change.pair)
    return 1


@transaction.atomic
def apply_change(change, *, on, by, at):
    """The first day has come: members change, the pair's state follows, everybody is told."""
    steps = {ChangeKind.REPLACE: _replace, ChangeKind.SUBSTITUTE: _substitute, ChangeKind.PAUSE: _pause}
    steps[change.kind](change, on, by, at)


@transaction.atomic
def end_change(change, *, by, at):
    """The curator ends a substitution or a pause before its day: yesterday was its last one, or today its only one."""
    day = timezone.localtime(at).date()
    _close(change, max(day - ONE_DAY, change.on), "end", by, at)


@transaction.atomic
def _end(change, *, on, by, at):
    _close(change, on, "finish", by, at)
    return 1


def settle_state(pair, day):
    """Back from «Замена» to what the pair is without it: working, substituted, paused, or still before its start."""
    pair.refresh_from_db(fields=["state"])
    if pair.state != PairState.REPLACING:
        return
    PAIR.move("keep" if pair.since <= day else "keep_assigned", pair)
    running = set(PairChange.objects.filter(pair=pair, state=ChangeState.RUNNING).values_list("kind", flat=True))
    if ChangeKind.SUBSTITUTE in running:
        PAIR.move("substitute", pair)
    elif ChangeKind.PAUSE in running:
        PAIR.move("pause", pair)


def _replace(change, on, by, at):
    CHANGE.move("finish", change, on=on, done_at=at)
    pair = change.pair
    _end_substitutions(change, on, by, at)
    seats = list(
        PairMember.objects.select_for_update().filter(
            pair=pair, person=change.leaving, until__isnull=True, is_substitute=False
        )
    )
    if not seats:
        raise Refused(no("Этого человека уже нет в паре. Отмените замену."))
    for seat in seats:
        PairMember.objects.filter(pk=seat.pk).update(until=max(on - ONE_DAY, seat.since), reason=change.reason)
        PairMember.objects.create(
            pair=pair, person=change.coming, side=seat.side, direction=seat.direction, since=on, reason=change.reason
        )
    Pair.objects.filter(pk=pair.pk).update(lock_version=F("lock_version") + 1)
    settle_state(pair, on)
    if change.side == Side.MENTEE:
        _answer_request(change, at)
    _record_replaced(change, by, at)
    _settle(change, by, at)
    _tell_replaced(change, at)


def _end_substitutions(change, on, by, at):
    """Who stood in for the one who leaves, or becomes a member himself, is no substitute any more."""
    running = PairChange.objects.filter(pair=change.pair, kind=ChangeKind.SUBSTITUTE, state=ChangeState.RUNNING)
    for other in running.filter(Q(leaving=change.leaving) | Q(coming=change.coming)).with_people():
        _close(other, max(on - ONE_DAY, other.on), "finish", by, at)


def _answer_request(change, at):
    """An open request of the mentee who came is answered by this pair."""
    for request in MentoringRequest.objects.filter(person=change.coming, state__in=JOINING, year=change.pair.year):
        REQUEST.move("form_pair", request, due=None, pair=change.pair)
        release_offer(request, at=at)
        REQUEST.move("pair", request, due=None)


def _record_replaced(change, by, at):
    word = "наставник" if change.side == Side.MENTOR else "наставляемый"
    heading = f"С {words(change.on)} {word} – {change.coming.short_name} вместо {change.leaving.short_case('gen')}"
    journal.record(
        "pair_member_replaced", heading, by=by, at=at, subject=change, pair=change.pair, text=change.reason,
        changes=[{"part": word, "was": change.leaving.full_name, "became": change.coming.full_name}],
    )  # fmt: skip


def _settle(change, by, at):
    """Petitions this replacement answers: the one it began with, and a release of the one who left."""
    order = change.order
    note = f"Замена с {words(change.on)}: {change.coming.short_name}"
    mentor = change.side == Side.MENTOR
    kinds = (PetitionKind.REPLACE_MENTOR,) if mentor else (PetitionKind.REPLACE_MENTEE,)
    answered = Q(pk=change.petition_id) | Q(kind__in=kinds)
    if mentor:
        answered |= Q(kind__in=RELEASES, author=change.leaving)
    settle_petitions(change.pair, answered, note=note, by=by, at=at, document=order)


def _tell_replaced(change, at):
    path = reverse("pair_detail", args=[change.pair_id])
    people = {p.pk: p for p in (change.leaving, change.coming, *_members(change.pair))}.values()
    if change.side == Side.MENTOR:
        notifications.write_all(
            "mentor_replaced", people, at=at, path=path, date=words(change.on), mentor=change.coming.short_name
        )
    else:
        notifications.write_all(
            "mentee_replaced", people, at=at, path=path, date=words(change.on),
            leaving_gen=change.leaving.short_case("gen"), coming=change.coming.short_name,
        )  # fmt: skip


def _substitute(change, on, by, at):
    CHANGE.move("start", change)
    seat = PairMember.objects.filter(
        pair=change.pair, person=change.leaving, side=Side.MENTOR, until__isnull=True
    ).first()
    if seat is None:
        raise Refused(no("Наставника, которого заменяют, уже нет в паре. Отмените временную замену."))
    PairMember.objects.create(
        pair=change.pair,
        person=change.coming,
        side=Side.MENTOR,
        direction=seat.direction,
        since=on,
        reason=change.reason,
        is_substitute=True,
    )
    if change.pair.state == PairState.ACTIVE:
        PAIR.move("substitute", change.pair)
    heading = f"По {words(change.until)} {change.leaving.short_case('acc')} заменяет {change.coming.short_name}"
    _story("pair_substituted", heading, change, by, at)
    people = {p.pk: p for p in (change.coming, *_members(change.pair))}.values()
    notifications.write_all(
        "substitution", people, at=at, path=reverse("pair_detail", args=[change.pair_id]),
        date=words(change.until), substitute=change.coming.short_name,
    )  # fmt: skip


def _pause(change, on, by, at):
    CHANGE.move("start", change)
    PAIR.move("pause", change.pair)
    _story("pair_paused", f"Работа остановлена по {words(change.until)}", change, by, at)
    notifications.write_all(
        "pair_paused", _members(change.pair), at=at, path=reverse("pair_detail", args=[change.pair_id]),
        date0=words(change.on), date=words(change.until), reason=change.reason.rstrip("."),
    )  # fmt: skip


def _close(change, last_day, step, by, at):
    """A substitution or a pause is over: its last day is `last_day`."""
    if step == "end":
        CHANGE.claim("end", change, by=by, until=last_day, done_at=at)
    else:
        CHANGE.move("finish", change, until=last_day, done_at=at)
    path = reverse("pair_detail", args=[change.pair_id])
    change.pair.refresh_from_db(fields=["state"])
    if change.kind == ChangeKind.PAUSE:
        if change.pair.state == PairState.PAUSED:
            PAIR.move("resume", change.pair)
        _story("pair_resumed", "Пара снова работает", change, by, at)
        notifications.write_all("pair_resumed", _members(change.pair), at=at, path=path)
        return
    PairMember.objects.filter(pair=change.pair, person=change.coming, is_substitute=True, until__isnull=True).update(
        until=last_day
    )
    if change.pair.state == PairState.SUBSTITUTION:
        PAIR.move("end_substitution", change.pair)
    _story("pair_substitution_ended", f"Временная замена закончилась: {change.coming.short_name}", change, by, at)
    people = {p.pk: p for p in (change.coming, *_members(change.pair))}.values()
    notifications.write_all("substitution_ended", people, at=at, path=path, substitute=change.coming.short_name)


def _members(pair):
    return [m.person for m in PairMember.objects.filter(pair=pair, until__isnull=True).select_related("person")]


def _story(event, heading, change, by, at):
    journal.record(event, heading, by=by, at=at, subject=change, pair=change.pair, text=change.reason)
