"""Surveys, answers, results."""

from mentoring.tests import make
from monitoring.tests import make_survey as ms

from . import EVERYONE, Row

CURATOR, OFFICE = "curator", "curator director"


def build(world):
    """A draft, a running survey of the cast's mentee, a closed one of five others."""
    curator = world.cast.actor("curator")
    world.survey_program = ms.program(make.pair([world.cast.mentor], [world.cast.mentee]))
    world.survey_draft = ms.draft(curator, [world.survey_program], title="Черновик")
    world.survey_running = ms.running(curator, [world.survey_program], title="Идёт")
    world.survey_closed = ms.closed(
        curator, [ms.group_program(5, mentor=world.cast.mentor)], [9, 8, 7, 6, 5], title="Закрыта"
    )
    world.survey_invitation = ms.invitations(world.survey_running)[0]
    world.survey_response = ms.responses.start(
        world.survey_invitation, by=world.cast.actor("mentee"), at=ms.ago(hours=1)
    )


def of(name):
    return lambda world: [getattr(world, name).pk]


ROWS = {
    "survey_list": Row(allowed=OFFICE, denied=403),
    "survey_create": Row(allowed=CURATOR, denied=403),
    "survey_mine": Row(allowed=EVERYONE),
    "survey_detail": Row(allowed=CURATOR, args=of("survey_running")),
    "survey_edit": Row(allowed=CURATOR, args=of("survey_draft")),
    "survey_discard": Row(allowed=CURATOR, args=of("survey_draft"), method="post", ok=302),
    "survey_launch": Row(allowed=CURATOR, args=of("survey_draft")),
    "survey_remind": Row(allowed=CURATOR, args=of("survey_running"), method="post", ok=302),
    "survey_close": Row(allowed=CURATOR, args=of("survey_running")),
    "survey_archive": Row(allowed=CURATOR, args=of("survey_closed"), method="post", ok=302),
    "survey_result": Row(allowed=OFFICE, args=of("survey_closed"), also={"mentor": 403}),
    "survey_pdf": Row(allowed=OFFICE, args=of("survey_closed"), also={"mentor": 403}),
    "survey_xlsx": Row(allowed=OFFICE, args=of("survey_closed"), also={"mentor": 403}),
    "survey_answers": Row(allowed=CURATOR, args=of("survey_closed"), also={"director": 403, "mentor": 403}),
    "survey_sheet": Row(
        allowed=CURATOR,
        args=lambda world: [
            world.survey_closed.pk,
            world.survey_closed.invitations.filter(response__isnull=False).values_list("response", flat=True).first(),
        ],
        also={"director": 403, "mentor": 403},
    ),
    "survey_texts": Row(allowed=CURATOR, args=of("survey_closed")),
    "survey_extend": Row(allowed=CURATOR, args=of("survey_invitation")),
    "survey_start": Row(allowed="mentee", args=of("survey_invitation")),
    "survey_page": Row(allowed="mentee", args=lambda world: [world.survey_invitation.pk, 1]),
    "survey_check": Row(allowed="mentee", args=of("survey_invitation")),
    "survey_done": Row(allowed="mentee", ok=302, args=of("survey_invitation")),
}
