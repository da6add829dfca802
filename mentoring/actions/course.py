"""Courses of mentors (R04, clause 2): added by the mentor, confirmed by the curator, asked for where there is none."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.urls import reverse

from mentoring import notifications
from mentoring.access import holders, may_add_course, may_change_course, may_confirm_course
from mentoring.actions import journal
from mentoring.actions.file import store_upload
from mentoring.choices import Role
from mentoring.kit import dates
from mentoring.kit.text import quoted, tidy
from mentoring.kit.verdict import YES, Refused, no, require
from mentoring.models import Letter, MentorCourse
from mentoring.models.reference import with_unit
from mentoring.office import office
from mentoring.queries.course import untrained

FIELDS = ("programme", "provider", "hours", "since", "until", "number", "issued_on", "federal")


@transaction.atomic
def add_course(mentor, *, by, at, file=None, **values):
    """A course with FIELDS; the curator's own entry is confirmed at once, a mentor's waits for the curator.

    Returns the MentorCourse. Raises Refused: another person, dates that do not fit, not ended yet, a bad file.
    """
    require(may_add_course(by, mentor.person))
    course = MentorCourse(mentor=mentor, added_by=by.person, **_tidied(values))
    require(_fits(course, _day(at)))
    course.file = store_upload(file, purpose="course", by=by, at=at) if file else None
    if may_confirm_course(by):
        course.confirmed_on, course.confirmed_by = _day(at), by.person
    course.save()
    _record("course_added", f"Внесён курс: {course.programme}", course, by, at)
    if not course.confirmed_on:
        path = reverse("course_check", args=[course.pk])
        name = mentor.person.full_name
        notifications.write_all(
            "course_added", holders(Role.CURATOR, _day(at)), at=at, path=path, mentor=name, programme=course.programme
        )
    return course


@transaction.atomic
def update_course(course, *, by, at, file=None, **values):
    """Mend a course; a new file takes the place of the old. Raises Refused as add_course does, or confirmed already."""
    require(may_change_course(by, course))
    for name, value in _tidied(values).items():
        setattr(course, name, value)
    require(_fits(course, _day(at)))
    if file:
        course.file = store_upload(file, purpose="course", by=by, at=at)
    course.save()
    _record("course_changed", f"Исправлен курс: {course.programme}", course, by, at)


@transaction.atomic
def delete_course(course, *, by, at):
    """Entered by mistake. Raises Refused: another's, confirmed already (the curator may)."""
    require(may_change_course(by, course))
    _record("course_deleted", f"Убран курс: {course.programme}", course, by, at)
    course.delete()


@transaction.atomic
def confirm_course(course, *, by, at):
    """The curator has seen the certificate. Raises Refused: not the curator, confirmed already."""
    require(may_confirm_course(by))
    done = MentorCourse.objects.filter(pk=course.pk, confirmed_on__isnull=True).update(
        confirmed_on=_day(at), confirmed_by=by.person
    )
    if not done:
        raise Refused(no("Курс уже подтверждён. Обновите страницу."))
    course.refresh_from_db()
    _record("course_confirmed", f"Подтверждён курс: {course.programme}", course, by, at)


@transaction.atomic
def return_course(course, *, remark, by, at):
    """Ask the mentor to mend the entry; it stays as it is. Raises Refused: no remark, confirmed already."""
    require(may_confirm_course(by))
    remark = tidy(remark)
    if not remark:
        raise Refused(no("Напишите, что поправить."))
    if course.confirmed_on:
        raise Refused(no("Курс уже подтверждён. Обновите страницу."))
    path = reverse("course_edit", args=[course.pk])
    to, inner = course.mentor.person, quoted(remark)[1:-1]
    notifications.write("course_returned", to=to, at=at, path=path, programme=course.programme, remark=inner)
    _record("course_returned", f"Попросили поправить курс: {course.programme}", course, by, at, text=remark)


@transaction.atomic
def remind_untrained(*, by, at):
    """One letter to every mentor without a course in the setting's years; nobody is written twice within a week.

    Returns how many letters were written; raises Refused when there is nobody to write to.
    """
    require(may_confirm_course(by))
    told = Letter.objects.filter(code="course_missing", created_at__gt=at - timedelta(days=7)).values("person")
    mentors = untrained(_day(at)).exclude(person__in=told).exclude(person__email=None).select_related("person")
    years = with_unit(office().setting("mentor_training_years"), "года")
    written = 0
    for mentor in mentors.order_by(F("person__sort_key")):
        path = reverse("mentor_courses", args=[mentor.pk])
        notifications.write("course_missing", to=mentor.person, at=at, path=path, years=years)
        written += 1
    if not written:
        raise Refused(no("Писать некому: у всех есть курс, или письмо уже отправлено на этой неделе."))
    return written


def _fits(course, on):
    if course.since and course.until < course.since:
        return no("Окончание раньше начала. Проверьте даты.")
    if course.until > on:
        return no("Курс ещё не закончился. Внесите его, когда будет удостоверение.")
    if course.issued_on and course.since and course.issued_on < course.since:
        return no("Удостоверение выдано раньше начала курса. Проверьте даты.")
    if course.issued_on and course.issued_on > on:
        return no("Дата удостоверения ещё не наступила. Проверьте её.")
    return YES


def _tidied(values):
    return {name: tidy(value) if isinstance(value, str) else value for name, value in values.items()}


def _record(event, heading, course, by, at, *, text=""):
    journal.record(event, heading, by=by, at=at, subject=course, person=course.mentor.person, text=text)


def _day(at):
    return dates.local(at).date()
