"""Orders on ended pairs: the curator puts them together, the director signs, who is named reads (R37)."""

from mentoring.actions import end_order as act
from mentoring.actions.pair import close_pair
from mentoring.kit.dates import today
from mentoring.models import ListEntry, Pair
from mentoring.tests import make

from . import Row


def build(world):
    """A draft over two ended pairs and an order on the director's desk."""
    by, at = world.cast.actor("curator"), make.moment()

    def ended():
        pair = make.pair([make.mentor().person], [make.mentee().person], kind="speed")
        reason = ListEntry.objects.get(list="completion_reason", code="workload")
        ending = {"early": True, "ground": "by_participants", "reason": reason, "on": today(), "note": "Нагрузка."}
        close_pair(pair, by=by, at=at, **ending)
        return Pair.objects.with_members().select_related("year").get(pk=pair.pk)

    world.end_sent = act.put_into_order([ended()], by=by, at=at)
    act.send_end_order(world.end_sent, checked=True, by=by, at=at)
    world.end_draft = act.put_into_order([ended(), ended()], by=by, at=at)


def draft(world):
    return [world.end_draft.pk]


def held(world):
    return [world.end_draft.pk, world.end_draft.ended_pairs.first().pk]


def sent(world):
    return [world.end_sent.pk]


ROWS = {
    "end_order_create": Row(allowed="curator", denied=403),
    "end_order_check": Row(allowed="curator", args=draft),
    "end_order_remove": Row(allowed="curator", args=held, method="post", ok=302),
    "end_order_delete": Row(allowed="curator", args=draft, method="post", ok=302),
    "end_order_recall": Row(allowed="curator director", args=sent, method="post", ok=302),
    "end_order_sign": Row(allowed="director", args=sent, also={"curator": 302}),
    "end_order_return": Row(allowed="curator director", args=sent),
}
