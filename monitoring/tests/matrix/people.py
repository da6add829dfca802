"""«Люди и банк», «Загрузка списка», the person's card."""

from django.core.files.uploadedfile import SimpleUploadedFile

from mentoring.actions.consent import request_consent
from mentoring.actions.file import store_bytes
from mentoring.actions.staff_import import check_list
from mentoring.models import Consent
from mentoring.tests import make

from . import Row

KEEPERS = "curator admin"
SEE_MENTOR = {"director": 403, "supervisor": 403, "mentor": 403, "mentee": 403}
CSV = "ФИО;Должность\nНовикова Анна Олеговна;преподаватель\n".encode()


def build(world):
    """A checked list, an asked consent of the mentee, a given one of the mentor with its scan."""
    by, at = make.actor(world.cast.curator), make.moment()
    world.batch = check_list(SimpleUploadedFile("список.csv", CSV), by=by, at=at)
    world.asked_consent = request_consent(world.cast.mentee, "mentee", by=by, at=at)
    world.given_consent = Consent.objects.get(person=world.cast.mentor, kind="mentor")
    world.given_consent.file = store_bytes(
        b"%PDF-1.4", name="скан.pdf", content_type="application/pdf", purpose="consent", by=by, at=at
    )
    world.given_consent.save(update_fields=["file"])
    world.organization = make.college()


def mentor(world):
    return [world.cast.mentor.pk]


def batch(world):
    return [world.batch.pk]


def given(world):
    return [world.given_consent.pk]


def of_mentor(**fields):
    """A page about the mentor for the keepers; those who may open his card are told why not."""
    return Row(allowed=KEEPERS, also=SEE_MENTOR, args=mentor, **fields)


ROWS = {
    "person_list": Row(),
    "person_detail": Row(allowed="curator director supervisor mentor mentee admin", args=mentor),
    "person_create": Row(allowed=KEEPERS, denied=403),
    "person_edit": of_mentor(),
    "person_leave": of_mentor(),
    "person_return": of_mentor(method="post", ok=302),
    "person_invite": of_mentor(method="post", ok=302),
    "person_cases": Row(allowed="curator", also={**SEE_MENTOR, "admin": 403}, args=mentor),
    "person_roles": Row(allowed=KEEPERS, denied=403, args=mentor),
    "person_role_end": Row(
        allowed=KEEPERS, denied=403, args=lambda world: [world.cast.curator.pk, world.cast.curator.roles.get().pk]
    ),
    "mentor_list": Row(),
    "mentor_list_xlsx": Row(allowed="curator director", denied=403),
    "mentor_edit": Row(
        allowed="curator mentor", also={"director": 403, "supervisor": 403, "mentee": 403, "admin": 403}, args=mentor
    ),
    "mentor_retire": Row(allowed="curator", denied=403, args=mentor, method="post", ok=302),
    "mentee_list": Row(allowed="curator director supervisor", denied=403),
    "mentee_list_xlsx": Row(allowed="curator director", denied=403),
    "mentee_edit": Row(allowed="curator", denied=403, args=lambda world: [world.cast.mentee.pk]),
    "mentee_retire": Row(
        allowed="curator", denied=403, args=lambda world: [world.cast.mentee.pk], method="post", ok=302
    ),
    "consent_request": Row(
        allowed="curator", denied=403, args=lambda world: [world.cast.mentor.pk, "mentor"], method="post", ok=302
    ),
    "consent_record": Row(allowed="curator", denied=403, args=lambda world: [world.cast.mentor.pk, "mentor"]),
    "consent_answer": Row(allowed="curator director mentee", args=lambda world: [world.asked_consent.pk]),
    "consent_revoke": Row(allowed="curator director mentor", args=given),
    "consent_pdf": Row(allowed="curator director mentee", args=lambda world: [world.asked_consent.pk]),
    "consent_docx": Row(allowed="curator director mentee", args=lambda world: [world.asked_consent.pk]),
    "consent_file": Row(allowed="curator director mentor", args=given),
    "organization_list": Row(allowed="curator director admin", denied=403),
    "organization_create": Row(allowed=KEEPERS, denied=403),
    "organization_edit": Row(allowed="curator director admin", args=lambda world: [world.organization.pk]),
    "unit_list": Row(allowed="curator director admin supervisor", denied=403),
    "unit_create": Row(allowed=KEEPERS, denied=403),
    "unit_edit": Row(allowed=KEEPERS, denied=403, args=lambda world: [world.cast.unit.pk]),
    "staff_import": Row(allowed=KEEPERS, denied=403),
    "staff_import_sample": Row(allowed=KEEPERS, denied=403),
    "staff_import_check": Row(allowed=KEEPERS, args=batch),
    "staff_import_result": Row(allowed=KEEPERS, args=batch, ok=302),
    "staff_import_undo": Row(allowed=KEEPERS, args=batch),
    "staff_import_errors": Row(allowed=KEEPERS, args=batch),
    "staff_import_row": Row(
        allowed=KEEPERS,
        args=lambda world: [world.batch.pk, world.batch.rows.get().pk],
        method="post",
        ok=302,
        data=lambda world: {"act": "out"},
    ),
    "staff_import_apply": Row(allowed=KEEPERS, args=batch, method="post", ok=302),
    "staff_import_cancel": Row(allowed=KEEPERS, args=batch, method="post", ok=302),
}
