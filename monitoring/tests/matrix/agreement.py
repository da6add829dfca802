"""«Дополнительные соглашения», «Обучение наставников», the production calendar."""

from mentoring.models import Holiday
from mentoring.tests import make

from . import Row

MENTORS = "curator director mentor other_mentor"
OFFICE = "curator director"


def build(world):
    """A draft, a numbered and a signed agreement of the mentor with its scan; a course that waits, one with a file."""
    from mentoring.actions.file import store_bytes

    by, at, person = make.actor(world.cast.curator), make.moment(), world.cast.mentor
    world.draft_agreement = make.agreement(person, state="draft")
    world.numbered_agreement = make.agreement(person, state="awaiting_scan")
    file = store_bytes(b"%PDF-1.4", name="скан.pdf", content_type="application/pdf", purpose="test", by=by, at=at)
    world.signed_agreement = make.agreement(person, scan=file)
    world.course = make.course(person.mentor, confirmed_on=None, file=file)
    world.workday = Holiday.objects.get(day="2026-11-04")


def of(name, **fields):
    return Row(args=lambda world: [getattr(world, name).pk], **fields)


def mentor(world):
    return [world.cast.mentor.pk]


def kept(name, **fields):
    """The curator's; the mentor and the director may open the agreement itself and are told why not."""
    return of(name, allowed="curator", also={"mentor": 403, "director": 403}, **fields)


SEE_PERSON = {"supervisor": 403, "mentee": 403, "admin": 403}
ROWS = {
    "agreement_list": Row(allowed=MENTORS, denied=403),
    "agreement_create": Row(allowed="curator", denied=403, args=mentor),
    "agreement_detail": of("signed_agreement", allowed="curator director mentor"),
    "agreement_edit": of("draft_agreement", allowed="curator", also={"director": 403}),
    "agreement_issue": of("draft_agreement", allowed="curator", also={"director": 403}),
    "agreement_delete": of("draft_agreement", allowed="curator", also={"director": 403}, method="post", ok=302),
    "agreement_scan": kept("numbered_agreement"),
    "agreement_end": kept("signed_agreement"),
    "agreement_pdf": of("signed_agreement", allowed=OFFICE, also={"mentor": 403}),
    "agreement_docx": of("signed_agreement", allowed=OFFICE, also={"mentor": 403}),
    "agreement_file": of("signed_agreement", allowed=OFFICE, also={"mentor": 403}),
    "course_list": Row(allowed=OFFICE, denied=403),
    "course_remind": Row(allowed="curator", denied=403, method="post", ok=302),
    "mentor_courses": Row(allowed="curator director mentor", args=mentor, also=SEE_PERSON),
    "course_create": Row(allowed="curator mentor", args=mentor, also={**SEE_PERSON, "director": 403}),
    "course_edit": of("course", allowed="curator mentor", also={"director": 403}),
    "course_check": of("course", allowed="curator", also={"mentor": 403, "director": 403}),
    "course_confirm": of("course", allowed="curator", also={"mentor": 403, "director": 403}, method="post", ok=302),
    "course_delete": of("course", allowed="curator mentor", also={"director": 403}, method="post", ok=302),
    "course_file": of("course", allowed="curator director mentor"),
    "workday_list": Row(allowed="curator admin", denied=403),
    "workday_import": Row(allowed="curator admin", denied=403),
    "workday_remove": of("workday", allowed="curator admin", denied=403, method="post", ok=302),
}
