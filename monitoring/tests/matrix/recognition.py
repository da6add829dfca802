"""Recognition: proposed by the office and heads, decided by the director, its order by both, one's own read by the person."""

from mentoring.tests import make
from monitoring.actions import recognition as recognize
from monitoring.actions import recognition_order as orders
from monitoring.models import RecognitionLetters
from monitoring.tests import make_year as play
from monitoring.tests.make_year import who

from . import EVERYONE, Row

OFFICE = "curator director"
HEADS = "curator director supervisor"


def build(world):
    """Waiting, in a draft order, in a sent one, and announced to the mentor with letters asked for."""
    cast = world.cast
    world.recognition_order = play.signed_order(cast)
    world.recognition_own = world.recognition_order.recognitions.get(person=cast.mentor)
    world.recognition = play.proposed(cast, kind="diploma")
    world.recognition_letters = RecognitionLetters.objects.create(
        order=world.recognition_order, total=2, author=cast.curator, created_at=make.moment()
    )
    world.recognition_draft = orders.create_order(
        [play.agreed(cast, kind="badge"), play.agreed(cast, kind="training_priority")], **who(cast, "curator")
    )
    world.recognition_sent = orders.create_order([play.agreed(cast, kind="letter")], **who(cast, "curator"))
    orders.send_recognition_order(world.recognition_sent, checked=True, **who(cast, "curator"))
    world.recognition_report = play.report_with_reward(cast, make.pair())
    world.recognition_late = play.proposed(cast, person=cast.mentee, side="mentee", kind="diploma")
    recognize.decide_recognition(world.recognition_late, agree=False, reason="Рано", **who(cast, "director"))


def waiting(world):
    return [world.recognition.pk]


def draft(world):
    return [world.recognition_draft.pk]


def sent(world):
    return [world.recognition_sent.pk]


ROWS = {
    "recognition_list": Row(allowed=EVERYONE),
    "recognition_xlsx": Row(allowed=EVERYONE),
    "recognition_propose": Row(allowed=HEADS, denied=403),
    "recognition_leave": Row(allowed=OFFICE, args=lambda world: [world.recognition_report.pk]),
    "recognition_detail": Row(allowed=HEADS, args=waiting),
    "recognition_withdraw": Row(allowed=HEADS, args=waiting, method="post", ok=302),
    "recognition_free": Row(
        allowed=f"{HEADS} mentor", args=lambda world: [world.recognition_own.pk], method="post", ok=302
    ),
    "recognition_letter": Row(allowed=f"{HEADS} mentor", args=lambda world: [world.recognition_own.pk]),
    "recognition_order_create": Row(allowed="curator", denied=403),
    "recognition_order_check": Row(allowed="curator", args=draft),
    "recognition_order_remove": Row(
        allowed="curator",
        args=lambda world: [world.recognition_draft.pk, world.recognition_draft.recognitions.first().pk],
        method="post",
        ok=302,
    ),
    "recognition_order_delete": Row(allowed="curator", args=draft, method="post", ok=302),
    "recognition_order_recall": Row(allowed=OFFICE, args=sent, method="post", ok=302),
    "recognition_order_sign": Row(allowed="director", args=sent, also={"curator": 302}),
    "recognition_order_return": Row(allowed=OFFICE, args=sent),
    "recognition_letters_ask": Row(
        allowed=OFFICE, args=lambda world: [world.recognition_order.pk], method="post", ok=302
    ),
    "recognition_letters": Row(allowed=OFFICE, args=lambda world: [world.recognition_letters.pk]),
    "recognition_letters_file": Row(allowed="", args=lambda world: [world.recognition_letters.pk]),
}
