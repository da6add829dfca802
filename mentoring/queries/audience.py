"""Whom an acquaintance sheet asks: people of an audience who work here on the day it is opened."""

from django.db.models import Exists, OuterRef, Q

from mentoring.choices import SheetAudience
from mentoring.choices.pair import LIVE_STATES
from mentoring.models import Mentee, Mentor, PairMember, Person
from mentoring.queries.person import working


def audience_people(audience, on, unit=None):
    """People of an audience in order; nobody for «chosen»: they are added one by one."""
    people = Person.objects.filter(working(on)).in_order()
    match audience:
        case SheetAudience.TEACHERS:
            return people.filter(is_teacher=True, employment__in=("staff", "part_time"))
        case SheetAudience.PARTICIPANTS:
            member = PairMember.objects.filter(person=OuterRef("pk"), until__isnull=True, pair__state__in=LIVE_STATES)
            return people.filter(Exists(member))
        case SheetAudience.MENTORS:
            return people.filter(Exists(Mentor.objects.filter(person=OuterRef("pk"), retired_on__isnull=True)))
        case SheetAudience.MENTEES:
            return people.filter(Exists(Mentee.objects.filter(person=OuterRef("pk"), retired_on__isnull=True)))
        case SheetAudience.UNIT if unit:
            return people.filter(Q(unit=unit) | Q(unit__parent=unit))
    return people.none()
