"""Achievements: the person's own, the mentor's of the pair, the head's and the office's."""

from mentoring.actions.achievement import remove_achievement
from mentoring.actions.achievement_check import confirm_achievement
from mentoring.actions.achievement_help import ask_help
from mentoring.tests import make_achievement as ma
from mentoring.tests.uploads import pdf_upload

from . import OFFICE, Row

READERS = "curator director supervisor mentor mentee"
PAIR = "mentor mentee"


def build(world):
    """The mentee's told one with a file, one ahead with a request for help; a confirmed one and one taken away."""
    cast = world.cast
    mentee, mentor = cast.actor("mentee"), cast.actor("mentor")
    world.achievement = ma.write(cast.mentee, mentee, files=[pdf_upload("диплом.pdf")], pair=cast.pair)
    world.ahead = ma.planned(cast.mentee, mentee, title="Открытый урок года", pair=cast.pair)
    world.achievement_help = ask_help(world.ahead, text="Посмотрите заявку", by=mentee, at=ma.AT)
    world.confirmed_achievement = ma.write(cast.mentor, mentor, title="Лучший наставник")
    confirm_achievement(world.confirmed_achievement, by=cast.actor("curator"), at=ma.AT)
    world.gone = ma.write(cast.mentee, mentee, title="По ошибке", pair=cast.pair)
    remove_achievement(world.gone, by=mentee, at=ma.AT)


def told(world):
    return [world.achievement.pk]


def ahead(world):
    return [world.ahead.pk]


def confirmed(world):
    return [world.confirmed_achievement.pk]


def gone(world):
    return [world.gone.pk]


def asked(world):
    return [world.achievement_help.pk]


def file(world):
    return [world.achievement.pk, world.achievement.files.get().pk]


NOT_OFFICE = {"supervisor": 403, "mentor": 403, "mentee": 403}
POST = {"method": "post", "ok": 302}
ROWS = {
    "achievement_list": Row(allowed="curator director supervisor", denied=403),
    "achievement_xlsx": Row(allowed=OFFICE, denied=403),
    "achievement_mine": Row(),
    "achievement_create": Row(),
    "achievement_detail": Row(allowed=READERS, args=told),
    "achievement_edit": Row(allowed="curator mentor mentee", args=told, also={"director": 403, "supervisor": 403}),
    "achievement_remove": Row(allowed=READERS, args=told, **POST),
    "achievement_restore": Row(allowed="curator mentor mentee", args=gone, **POST),
    "achievement_confirm": Row(allowed=OFFICE, args=told, also=NOT_OFFICE, **POST),
    "achievement_unconfirm": Row(allowed=OFFICE, args=confirmed, also={"supervisor": 403, "mentor": 403}, **POST),
    "achievement_return": Row(allowed=OFFICE, args=told, also=NOT_OFFICE),
    "achievement_file": Row(allowed=READERS, args=file),
    "achievement_file_remove": Row(allowed=READERS, args=file, **POST),
    "achievement_help_ask": Row(
        allowed="mentee", args=ahead, also={"curator": 403, "director": 403, "supervisor": 403, "mentor": 403}
    ),
    "achievement_help_give": Row(
        allowed="curator mentor", args=ahead, also={"director": 403, "supervisor": 403, "mentee": 403}
    ),
    "achievement_help_answer": Row(allowed="curator mentor", args=asked, also={"director": 403, "mentee": 403}),
    "achievement_help_remove": Row(allowed="curator director mentor mentee", args=asked, **POST),
}
