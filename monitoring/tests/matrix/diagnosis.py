"""Cards of difficulties: the teacher's own, the mentor's while the pair lives, the head's and the office's."""

from mentoring.actions.diagnosis import copy_card
from mentoring.models import DiagnosisCard
from mentoring.tests import make_diagnosis as md

from . import Row

READERS = "curator director supervisor mentor mentee"
KEEPERS = "curator admin"


def build(world):
    """A sent card of the mentee, an own one of the other mentee that is being filled, an opinion begun, a draft card."""
    cast = world.cast
    world.diagnosis = md.done(cast.mentee, by=cast.curator)
    world.filling = md.asked(cast.other_mentee, by=cast.curator)
    world.sheet = md.fill(md.own_sheet(world.filling), {"method": [2]})
    world.opinion = md.opinion(world.filling, cast.curator, send=False)
    world.sent_opinion = md.opinion(world.diagnosis, cast.supervisor)
    world.card = DiagnosisCard.objects.get()
    world.card_draft = copy_card(world.card, by=cast.actor("curator"), at=md.now())


def done(world):
    return [world.diagnosis.pk]


def filling(world):
    return [world.filling.pk]


def sheet(world):
    return [world.sheet.pk]


def draft(world):
    return [world.card_draft.pk]


FILLERS = "curator director other_mentor other_mentee"
ROWS = {
    "diagnosis_list": Row(),
    "diagnosis_ask": Row(allowed="curator supervisor", denied=403),
    "diagnosis_start": Row(method="post", ok=302),
    "diagnosis_detail": Row(allowed=READERS, args=done),
    "diagnosis_pdf": Row(allowed=READERS, args=done),
    "diagnosis_docx": Row(allowed=READERS, args=done),
    "diagnosis_withdraw": Row(allowed=FILLERS, args=filling, method="post", ok=302),
    "diagnosis_reopen": Row(allowed=READERS, args=done, method="post", ok=302),
    "diagnosis_opinion": Row(allowed=READERS, args=done, method="post", ok=302),
    "diagnosis_ask_opinion": Row(allowed=FILLERS, args=filling, method="post", ok=302),
    "diagnosis_sheet": Row(allowed="other_mentee", args=sheet),
    "diagnosis_part": Row(allowed="other_mentee", args=lambda world: [world.sheet.pk, "method"]),
    "diagnosis_send": Row(allowed="other_mentee", args=sheet, method="post", ok=302),
    "diagnosis_opinion_drop": Row(allowed="curator", args=lambda world: [world.opinion.pk], method="post", ok=302),
    "diagnosis_opinion_reopen": Row(
        allowed="supervisor", args=lambda world: [world.sent_opinion.pk], method="post", ok=302
    ),
    "diagnosis_card_list": Row(allowed=KEEPERS, denied=403),
    "diagnosis_card_detail": Row(allowed=KEEPERS, denied=403, args=draft),
    "diagnosis_card_preview": Row(allowed=KEEPERS, denied=403, args=draft),
    "diagnosis_card_publish": Row(allowed=KEEPERS, denied=403, args=draft),
    "diagnosis_card_copy": Row(allowed=KEEPERS, denied=403, args=draft, method="post", ok=302),
    "diagnosis_card_delete": Row(allowed=KEEPERS, denied=403, args=draft, method="post", ok=302),
}
