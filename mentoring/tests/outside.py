"""Applications from outside and open cards for tests."""

from datetime import date

from mentoring.models import Consent, ConsentText, MentorPublication, Organization, OutsideApplication, PartnerKind
from mentoring.queries.open_bank.agreement import data_agreement
from mentoring.tests import make


def applied(curator=None, *, kind="request", state="received", email="outside@other.example", **fields):
    """A confirmed application, as confirm_application leaves it."""
    directions = make.directions(*fields.pop("direction_codes", ("method",)))
    text, wording = data_agreement("Сомова Вера Павловна")
    row = OutsideApplication.objects.create(
        kind=kind,
        state=state,
        last_name=fields.pop("last_name", "Сомова"),
        first_name="Вера",
        patronymic="Павловна",
        email=email,
        organization=fields.pop("organization", "Городецкий колледж"),
        post=fields.pop("post", "преподаватель"),
        text=fields.pop("text", "Не успеваю провести занятие по плану."),
        consent_text=text,
        consent_wording=wording,
        created_at=make.moment("2026-11-17 10:00"),
        confirm_until=make.moment("2026-11-18 10:00"),
        confirmed_at=make.moment("2026-11-17 11:00"),
        due=date(2026, 11, 24),
        **fields,
    )
    row.directions.set(directions)
    return row


def published(mentor, *, fields=(), name_form="full", about="", **rest):
    """An open card with its consent, as accept_publication leaves it."""
    consent = Consent.objects.create(
        person=mentor.person,
        kind="publish",
        text=ConsentText.objects.filter(kind="publish").first(),
        wording="слова согласия",
        state="given",
        way="electronic",
        given_on=date(2026, 9, 21),
    )
    shown = {
        "fields": list(fields),
        "name_form": name_form,
        "about": about,
        "achievements": mentor.achievements if "achievements" in fields else "",
    }
    return MentorPublication.objects.create(
        mentor=mentor, fields=list(fields), name_form=name_form, about=about, state="accepted", consent=consent,
        shown=shown, approved_on=date(2026, 9, 22), **rest,
    )  # fmt: skip


def partner(short_name="Завод «Ока»", kind="enterprise", **fields):
    return Organization.objects.create(
        kind=PartnerKind.objects.get(code=kind), full_name=short_name, short_name=short_name, **fields
    )
