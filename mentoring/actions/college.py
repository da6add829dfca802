"""The first day of an empty college."""

from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from mentoring import office
from mentoring.access import SYSTEM
from mentoring.actions import journal
from mentoring.actions.person import create_person
from mentoring.choices import Role
from mentoring.kit import dates
from mentoring.kit.verdict import Refused, no
from mentoring.models import AcademicYear, Organization, RoleAssignment, Setting, User

GUARDED = (Role.ADMIN.value, Role.CURATOR.value, Role.DIRECTOR.value)


@transaction.atomic
def start_college(*, email, full_name, password, organization, at, with_factor=True):
    """Create our Organization, the current academic year and the first administrator (also curator). Refuses a second time.

    `with_factor`: those who read most sign in with a code from the first day on; the setting can change it.
    """
    if Organization.objects.filter(own=True).exists():
        raise Refused(no("Техникум уже заведён. Войдите под администратором."))
    try:
        validate_password(password, User(email=email))
    except ValidationError as error:
        raise Refused(no(" ".join(error.messages))) from error
    own = Organization.objects.create(own=True, word="техникум", head_post="Директор", **organization)
    on = dates.local(at).date()
    open_year(on, current=True)
    user = User.objects.create_superuser(email, password)
    last, first, patronymic = [*full_name.split(), "", ""][:3]
    person = create_person(
        by=SYSTEM,
        at=at,
        last_name=last,
        first_name=first,
        patronymic=patronymic,
        email=User.objects.clean_email(email),
        organization=own,
        post="администратор",
        is_teacher=False,
        user=user,
    )
    for role in ("admin", "curator"):
        RoleAssignment.objects.create(person=person, role=role, since=on, basis="первый администратор")
    if with_factor:
        Setting.objects.filter(code="factor_roles").update(value=list(GUARDED))
    journal.record("college_started", f"Заведён {own.short_name}", by=SYSTEM, at=at, subject=own, person=person)
    transaction.on_commit(office.forget)
    return person


def open_year(on, *, current):
    """The academic year (1 September – 31 August) that a date falls into; made when missing."""
    start = on.year if on.month >= 9 else on.year - 1
    year, _ = AcademicYear.objects.get_or_create(
        starts=date(start, 9, 1), defaults={"ends": date(start + 1, 8, 31), "current": False}
    )
    if current and not year.current:
        AcademicYear.objects.filter(current=True).update(current=False)
        AcademicYear.objects.filter(pk=year.pk).update(current=True)
        year.current = True
    return year
