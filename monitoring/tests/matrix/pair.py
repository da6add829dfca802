"""«Пары и группы»: participants their own, heads those of their people, the office all."""

from mentoring.tests import make

from . import Row

INSIDE = "curator director supervisor mentor mentee"


def build(world):
    world.draft_pair = make.pair([world.cast.mentor], [world.cast.mentee], state="ready", criteria="опыт")


def live(world):
    return [world.pair.pk]


def draft(world):
    return [world.draft_pair.pk]


SENT_BACK = {"director": 302, "supervisor": 302, "mentor": 302, "mentee": 302}

ROWS = {
    "pair_list": Row(),
    "pair_create": Row(allowed="curator", denied=403),
    "pair_detail": Row(allowed=INSIDE, args=live),
    "pair_edit": Row(allowed="curator", args=draft, also=SENT_BACK),
    "pair_drop": Row(allowed=INSIDE, args=draft),
}
