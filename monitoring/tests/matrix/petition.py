"""Petitions: the author his own, the office what was sent; a quiet request the author and the curator alone."""

from mentoring.actions import help as helps
from mentoring.actions import petition as act
from mentoring.choices import PetitionKind as K
from mentoring.tests import make

from . import Row

MENTORS = "mentor other_mentor"
SIDES = "mentor mentee other_mentor other_mentee"


def build(world):
    """A draft, one that waits, one with a question, one granted, a quiet request of the mentee."""
    at, cast = make.moment(), world.cast
    mentee, curator = cast.actor("mentee"), cast.actor("curator")

    def start(part, kind, **fields):
        pair = None if kind == K.SUPPORT else world.pair
        return act.start_petition(kind=kind, pair=pair, text="Почему.", by=cast.actor(part), at=at, **fields)

    world.petition_draft = start("mentee", K.OTHER_DIRECTIONS)
    world.petition = act.send_petition(start("mentee", K.REPLACE_MENTOR), by=mentee, at=at)
    world.petition_asked = act.send_petition(start("mentee", K.EARLY_END), by=mentee, at=at)
    act.ask_about_petition(world.petition_asked, question="Почему?", by=curator, at=at)
    world.petition_granted = act.send_petition(start("mentor", K.SUPPORT), by=cast.actor("mentor"), at=at)
    act.grant_petition(world.petition_granted, decision="Поможем.", by=curator, at=at)
    world.help = helps.ask_for_help(by=mentee, text="Тяжело.", at=at)
    world.help_answered = helps.ask_for_help(by=cast.actor("mentor"), text="Тяжело.", at=at)
    helps.answer_help(world.help_answered, answer="Приходите.", by=curator, at=at)


def draft(world):
    return [world.petition_draft.pk]


def sent(world):
    return [world.petition.pk]


def asked(world):
    return [world.petition_asked.pk]


def granted(world):
    return [world.petition_granted.pk]


def quiet(world):
    return [world.help.pk]


READERS = "curator mentee"

ROWS = {
    "petition_list": Row(),
    "petition_choose": Row(),
    "petition_create": Row(allowed=MENTORS, args=lambda world: ["support"]),
    "petition_office": Row(allowed="curator director", denied=403),
    "petition_detail": Row(allowed=READERS, args=sent),
    "petition_edit": Row(allowed="mentee", args=draft),
    "petition_delete": Row(allowed="mentee", args=draft, method="post", ok=302),
    "petition_answer": Row(allowed=READERS, args=asked),
    "petition_withdraw": Row(allowed=READERS, args=sent, method="post", ok=302),
    "petition_take": Row(allowed=READERS, args=sent, method="post", ok=302),
    "petition_decide": Row(allowed=READERS, args=sent),
    "petition_execute": Row(allowed="curator mentor", args=granted),
    "petition_pdf": Row(allowed=READERS, args=sent),
    "petition_docx": Row(allowed=READERS, args=sent),
    "help_ask": Row(allowed=f"{SIDES} outsider", denied=403),
    "help_list": Row(allowed="curator", denied=403),
    "help_request": Row(allowed=READERS, args=quiet),
    "help_note": Row(allowed="curator mentor", args=lambda world: [world.help_answered.pk], method="post", ok=302),
    "help_close": Row(allowed=READERS, args=quiet, method="post", ok=302),
}
