"""Changes of live pairs: opened by the curator, read by participants, answered by who is asked; orders as other orders."""

from mentoring.actions import pair_change as act
from mentoring.models import Pair
from mentoring.tests import make

from . import Row

INSIDE = "curator director mentor mentee"


def build(world):
    """A change where other_mentor was asked, one agreed, an order in draft and one on the director's desk."""
    cast, at, by = world.cast, make.moment(), world.cast.actor("curator")

    def start(mentor):
        pair = make.pair([mentor], [cast.mentee], kind="speed")  # takes none of his places
        pair = Pair.objects.with_members().get(pk=pair.pk)
        return act.start_replacement(
            pair, side="mentor", leaving=mentor, on=pair.until, reason="Перевод.", by=by, at=at
        )

    def agreed():
        change = start(cast.mentor)
        act.record_agreement(change, make.mentor().person, way="лично", by=by, at=at)
        return change

    world.change_pair = make.pair([cast.mentor], [cast.mentee], kind="speed")
    world.change = start(cast.mentor)
    act.ask_to_come(world.change, cast.other_mentor, by=by, at=at)
    world.change_agreed = agreed()
    world.change_draft = act.create_change_order([agreed()], by=by, at=at)
    world.change_sent = act.create_change_order([agreed()], by=by, at=at)
    act.send_change_order(world.change_sent, checked=True, by=by, at=at)


def pair(world):
    return [world.change_pair.pk]


def asked(world):
    return [world.change.pk]


def draft(world):
    return [world.change_draft.pk]


def held(world):
    return [world.change_draft.pk, world.change_draft.pair_changes.get().pk]


def sent(world):
    return [world.change_sent.pk]


CURATOR = {"director": 403, "supervisor": 403, "mentor": 403, "mentee": 403}
BACK = {"curator": 302, "director": 302, "mentor": 302, "mentee": 302}

ROWS = {
    "pair_replace": Row(allowed="curator", args=pair, also=CURATOR),
    "pair_substitute": Row(allowed="curator", args=pair, also=CURATOR),
    "pair_pause": Row(allowed="curator", args=pair, also=CURATOR),
    "change_detail": Row(allowed=f"{INSIDE} other_mentor", args=asked),
    "change_choose": Row(
        allowed="curator", args=asked, also={"director": 403, "mentor": 403, "mentee": 403, "other_mentor": 403}
    ),
    "change_answer": Row(allowed="other_mentor", args=asked, also=BACK),
    "change_drop": Row(allowed=f"{INSIDE} other_mentor", args=asked, method="post", ok=302),
    "change_end": Row(allowed=f"{INSIDE} other_mentor", args=asked, method="post", ok=302),
    "change_order_create": Row(allowed="curator", denied=403),
    "change_order_check": Row(allowed="curator", args=draft),
    "change_order_remove": Row(allowed="curator", args=held, method="post", ok=302),
    "change_order_delete": Row(allowed="curator", args=draft, method="post", ok=302),
    "change_order_recall": Row(allowed="curator director", args=sent, method="post", ok=302),
    "change_order_sign": Row(allowed="director", args=sent, also={"curator": 302}),
    "change_order_return": Row(allowed="curator director", args=sent),
}
