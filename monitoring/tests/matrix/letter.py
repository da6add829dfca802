"""Letters: curator and administrator keep them, everybody chooses his own."""

from mentoring import notifications
from mentoring.tests import make

from . import Row

KEEPERS = "curator admin"


def build(world):
    world.letter = notifications.write("request_renew", to=world.cast.mentee, at=make.moment(), date="5 сентября")


def one(world):
    return [world.letter.pk]


def code(world):
    return ["request_renew"]


def act(**fields):
    return Row(allowed=KEEPERS, denied=403, method="post", ok=302, **fields)


ROWS = {
    "letter_list": Row(allowed=KEEPERS, denied=403),
    "letter_stop": act(args=one),
    "letter_stop_all": act(),
    "letter_release": act(),
    "letter_again": act(args=one),
    "letter_wordings": Row(allowed=KEEPERS, denied=403),
    "letter_wording": Row(allowed=KEEPERS, denied=403, args=code),
    "letter_wording_reset": act(args=code),
    "letter_sample": act(args=code),
    "letter_choice": Row(),
}
