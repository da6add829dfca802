"""Courses of mentors (R04): the office and the personnel office see all, a mentor the own ones."""

from mentoring.choices import Role
from mentoring.kit.verdict import YES, no
from mentoring.models import MentorCourse


def courses_for(actor):
    """Rows the reader may open, certificates included."""
    if actor.is_office or actor.has(Role.HR):
        return MentorCourse.objects.all()
    return MentorCourse.objects.filter(mentor=actor.person.pk) if actor.person else MentorCourse.objects.none()


def may_see_courses(actor, person):
    """The page of one mentor's courses."""
    seen = actor.is_office or actor.has(Role.HR) or actor.is_person(person)
    return YES if seen else no("Курсы видят сам наставник, куратор, директор и отдел кадров.")


def may_add_course(actor, person):
    """The mentor adds the own ones, the curator anybody's."""
    if actor.has(Role.CURATOR) or actor.is_person(person):
        return YES
    return no("Курс вносят сам наставник и куратор.")


def may_confirm_course(actor):
    return YES if actor.has(Role.CURATOR) else no("Курс подтверждает куратор.")


def may_change_course(actor, course):
    """Until it is confirmed the mentor mends it; afterwards the curator alone."""
    if actor.has(Role.CURATOR):
        return YES
    if not actor.is_person(course.mentor.person):
        return no("Курс вносят сам наставник и куратор.")
    return no("Курс подтверждён. Ошибку исправит куратор.") if course.confirmed_on else YES
