"""Academic years as pages ask for them: all, those begun, the one a day belongs to, the one an address names."""

from mentoring.kit.text import whole
from mentoring.models import AcademicYear


def all_years():
    """Newest first."""
    return AcademicYear.objects.order_by("-starts")


def years_begun(on):
    return all_years().filter(starts__lte=on)


def year_on(day):
    """The year `day` falls into, or None."""
    return AcademicYear.objects.filter(starts__lte=day, ends__gte=day).first()


def asked_year(years, key):
    """The year of a parameter of an address, None when it names none of `years`."""
    asked = whole(key)
    return next((year for year in years if year.pk == asked), None) if asked else None
