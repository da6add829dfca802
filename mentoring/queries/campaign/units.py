"""Which departments a campaign asks, by when, and how many of their young teachers have no mentor."""

from datetime import date

from django.db.models import Exists, OuterRef

from mentoring.choices import CampaignState, Side, UnitKind
from mentoring.choices.pair import LIVE_STATES
from mentoring.kit.dates import add_years
from mentoring.models import AcademicYear, PairMember, Person, RequestCampaign, Unit
from mentoring.office import office

FIRST_MONTH = 8  # from August the coming year is prepared


def units_to_ask():
    """Departments and committees at work that have teachers, by name."""
    teachers = Person.objects.teachers().filter(unit=OuterRef("pk"))
    kinds = (UnitKind.DEPARTMENT, UnitKind.COMMITTEE)
    asked = Unit.objects.filter(Exists(teachers), retired=False, kind__in=kinds)
    return asked.select_related("head").order_by("name")


def usual_due(on):
    """By when departments answer: `campaign_days` working days on."""
    return office().add_working_days(on, office().setting("campaign_days"))


def year_to_open(on):
    """First day of the academic year whose campaign may be opened on a date; None when it was opened."""
    starts = date(on.year if on.month >= FIRST_MONTH else on.year - 1, 9, 1)
    return None if RequestCampaign.objects.filter(year__starts=starts).exists() else starts


def year_of_new():
    """The academic year a new request belongs to: the one being prepared by an open campaign, else the current."""
    prepared = AcademicYear.objects.filter(campaign__state=CampaignState.OPEN).order_by("-starts").first()
    current = AcademicYear.objects.get(pk=office().year.pk)
    return prepared if prepared and prepared.starts > current.starts else current


def paired():
    """Whether a person is a mentee of a live pair now."""
    return Exists(
        PairMember.objects.filter(
            person=OuterRef("pk"), side=Side.MENTEE, until__isnull=True, pair__state__in=LIVE_STATES
        )
    )


def young_edge(on):
    """Who began to teach after this date is a young teacher: setting `young_years`."""
    return add_years(on, -office().setting("young_years"))


def young_alone(unit_id, on):
    """How many young teachers of a department have no mentor."""
    young = Person.objects.teachers().filter(unit=unit_id, teaching_since__gt=young_edge(on))
    return young.exclude(paired()).count()
