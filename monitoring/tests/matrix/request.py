"""«Запросы и подбор»: one's own, the curator's all, a mentor's while he is asked."""

from datetime import date

from mentoring.models import RequestOffer
from mentoring.tests import make

from . import Row

TEACHER = "curator director other_mentee"
ASKED = f"{TEACHER} mentor"


def build(world):
    """A request that waits for the curator, one at a mentor, a draft, a proposal of the head for the mentee."""
    who = world.cast.other_mentee
    world.request = make.request(who)
    world.draft = make.request(who, state="draft")
    world.asked = make.request(who, state="awaiting_mentor")
    world.offer = RequestOffer.objects.create(
        request=world.asked, mentor=world.cast.mentor.mentor, asked_at=make.moment(), due=date(2030, 11, 25)
    )
    world.proposal = make.request(
        world.cast.mentee, state="awaiting_teacher", source="administration", initiator=world.cast.supervisor
    )


def waiting(world):
    return [world.request.pk]


def draft(world):
    return [world.draft.pk]


def asked(world):
    return [world.asked.pk]


def proposal(world):
    return [world.proposal.pk]


ROWS = {
    "request_list": Row(),
    "request_create": Row(),
    "request_detail": Row(allowed=TEACHER, args=waiting),
    "request_edit": Row(allowed="other_mentee", args=draft),
    "request_delete": Row(allowed="other_mentee", args=draft, method="post", ok=302),
    "request_wishes": Row(allowed="other_mentee", args=draft),
    "request_check": Row(allowed="other_mentee", args=draft),
    "request_answer": Row(allowed="curator mentee", args=proposal, also={"director": 302, "supervisor": 302}),
    "request_candidates": Row(allowed="curator", args=waiting, also={"director": 302, "other_mentee": 302}),
    "request_offer": Row(
        allowed=TEACHER,
        args=waiting,
        method="post",
        ok=302,
        data=lambda world: {"mentor": world.cast.mentor.pk},
    ),
    "request_queue": Row(allowed="curator", args=waiting, also={"director": 403, "other_mentee": 403}),
    "request_renew": Row(allowed=TEACHER, args=waiting, method="post", ok=302),
    "request_let_go": Row(allowed=TEACHER, args=waiting, method="post", ok=302),
    "request_take_back": Row(allowed=ASKED, args=asked, method="post", ok=302),
    "request_decline": Row(allowed=TEACHER, args=waiting),
    "request_close": Row(allowed=TEACHER, args=waiting),
    "request_withdraw": Row(allowed=TEACHER, args=waiting),
    "request_reopen": Row(allowed=TEACHER, args=waiting, method="post", ok=302),
    "request_recall": Row(allowed="curator director supervisor mentee", args=proposal, method="post", ok=302),
    "offer_answer": Row(allowed="curator mentor", args=lambda world: [world.offer.pk]),
}
