"""Practice cards: a finished pair's mentor or the curator writes, everybody in the college reads, open ones the world."""

from programs.actions import practice_open as outside
from programs.tests import make
from programs.tests import make_practice as play

from . import EVERYONE, Row

KEEPS = "curator mentor"


def build(world):
    """A finished program with a draft, one at the curator's, one on the shelf with answers asked, one in the open bank."""
    cast = world.cast
    curator = {"by": cast.actor("curator"), "at": play.now()}
    world.practice_program = play.finished(cast, make.live_pair([cast.mentor], [cast.mentee]))
    world.practice_draft = play.written(cast, play.started(cast, world.practice_program))
    world.practice_sent = play.sent(cast, play.started(cast, world.practice_program))
    world.practice = play.accepted(cast, play.started(cast, world.practice_program))
    outside.ask_agreements(world.practice, **curator)
    world.practice_agreement = world.practice.agreements.get(person=cast.mentee)
    world.practice_open = play.accepted(cast, play.started(cast, world.practice_program))
    outside.ask_agreements(world.practice_open, **curator)
    world.practice_open.agreements.update(state="given")
    outside.open_practice(world.practice_open, **curator)


def draft(world):
    return [world.practice_draft.pk]


def sent(world):
    return [world.practice_sent.pk]


def shelf(world):
    return [world.practice.pk]


def answer(world):
    return [world.practice_agreement.pk]


def press(args, allowed=EVERYONE):
    """A one-button form: who may not is sent back with the reason."""
    return Row(allowed=allowed, args=args, method="post", ok=302)


def only(args, allowed, denied):
    """A page refused with its reason to who sees the card otherwise."""
    return Row(allowed=allowed, args=args, also=dict.fromkeys(denied.split(), 403))


ROWS = {
    "bank_practices": Row(public=True),
    "bank_practice": Row(public=True, args=lambda world: [world.practice_open.slug]),
    "practice_start": Row(
        allowed=KEEPS,
        args=lambda world: [world.practice_program.pk],
        also=dict.fromkeys(("director", "supervisor", "mentee"), 403),
    ),
    "practice_list": Row(),
    "practice_detail": Row(args=shelf),
    "practice_edit": Row(allowed=KEEPS, args=draft),
    "practice_send": Row(allowed=KEEPS, args=draft),
    "practice_recall": press(sent, KEEPS),
    "practice_accept": only(sent, "curator", "mentor"),
    "practice_return": only(sent, "curator", "mentor"),
    "practice_retire": press(shelf),
    "practice_restore": press(shelf),
    "practice_thank": press(shelf),
    "practice_unthank": press(shelf),
    "practice_ask": press(shelf),
    "practice_open": press(shelf),
    "practice_close": press(shelf),
    "practice_pdf": Row(args=shelf),
    "practice_docx": Row(args=shelf),
    "practice_agreement": Row(allowed="curator mentee", args=answer),
    "practice_answer": press(answer, "curator mentee"),
}
