"""Mentors' training (R04): who has a course in the setting's years, who has not, what waits for the curator's look."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, Subquery

from mentoring.kit.dates import add_years, span, words
from mentoring.kit.states import StateTag
from mentoring.kit.text import NBSP, count_of
from mentoring.kit.ui import Column
from mentoring.models import Mentor, MentorCourse, Person
from mentoring.models.reference import with_unit
from mentoring.office import office
from mentoring.queries.page import page_of

GAP_COLUMNS = (Column("Наставник", primary=True), Column("Последний курс"), Column(""))


@dataclass(frozen=True)
class CourseLine:
    """A course in words."""

    course: MentorCourse
    about: str
    certificate: str
    tag: StateTag


@dataclass(frozen=True)
class CourseList:
    """`trained` of `mentors` have a confirmed course; `gaps` is a page of those who have none."""

    trained: int
    mentors: int
    years: str
    waiting: tuple[CourseLine, ...]
    gaps: object
    q: str

    columns = GAP_COLUMNS

    @property
    def note(self):
        """«с курсом за 3 года»."""
        return f"с курсом за {self.years}"

    @property
    def missing(self):
        return self.mentors - self.trained


def since_day(on):
    """Courses that ended on this day or later count."""
    return add_years(on, -office().setting("mentor_training_years"))


def in_bank(on):
    return Mentor.objects.filter(Q(person__left_on__isnull=True) | Q(person__left_on__gt=on), retired_on__isnull=True)


def trained_rows(on, mentor=None):
    """Confirmed courses of the setting's years; of `mentor` when an OuterRef is given."""
    rows = MentorCourse.objects.filter(confirmed_on__isnull=False, until__gte=since_day(on))
    return rows.filter(mentor=mentor) if mentor is not None else rows


def untrained(on):
    """Mentors of the bank who have no confirmed course of these years."""
    return in_bank(on).exclude(Exists(trained_rows(on, OuterRef("pk"))))


def course_list(on, params):
    """Coverage, what waits for the curator, the gaps: five queries."""
    bank, q = in_bank(on), params.get("q", "")[:100]
    last = MentorCourse.objects.filter(mentor=OuterRef("pk"), confirmed_on__isnull=False).order_by("-until")
    gaps = untrained(on).annotate(last=Subquery(last.values("until")[:1])).select_related("person__unit")
    if q:
        gaps = gaps.filter(person__in=Person.objects.search(q).values("pk"))
    waiting = MentorCourse.objects.filter(confirmed_on__isnull=True).select_related("mentor__person")
    total = bank.count()
    return CourseList(
        trained=total - untrained(on).count(),
        mentors=total,
        years=with_unit(office().setting("mentor_training_years"), "года"),
        waiting=tuple(line_of(row, on) for row in waiting.order_by("pk")),
        gaps=page_of(gaps.order_by("person__sort_key", "pk"), params.get("page")),
        q=q,
    )


def courses_of(mentor, on):
    """Every course of one mentor, in one query."""
    return [line_of(row, on) for row in mentor.courses.select_related("file", "mentor__person")]


def line_of(course, on):
    days = span(course.since, course.until) if course.since else words(course.until, year=True)
    about = f"{course.provider}, {count_of(course.hours, 'hour')}, {days}"
    registry = ", из федерального реестра" if course.federal else ""
    number = f"удостоверение №{NBSP}{course.number}" if course.number else "удостоверение без номера"
    issued = f" от {words(course.issued_on, year=True)}" if course.issued_on else ""
    return CourseLine(course, f"{about}{registry}", f"{number}{issued}", _tag(course, on))


def _tag(course, on):
    if not course.confirmed_on:
        return StateTag("act", "Ждёт куратора", "Куратор посмотрит удостоверение.")
    until = good_until(course.until)
    if until < on:
        return StateTag("calm", "Устарел", f"Засчитывался до {words(until, year=True)}.")
    return StateTag("ok", "Засчитан", f"До {words(until, year=True)}.")


def good_until(until: date):
    """The last day on which a course that ended on `until` counts."""
    return add_years(until, office().setting("mentor_training_years"))


def training_words(until, on):
    """For the mentor's card: until when the last course counts, or that one is needed."""
    if until is None:
        return "курса пока нет"
    end = good_until(until)
    return (
        f"курс засчитан до {words(end, year=True)}"
        if end >= on
        else f"нужен новый курс, прежний – {words(until, year=True)}"
    )
