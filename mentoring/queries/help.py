"""Who can be asked."""

from django.db.models import Q

from mentoring.kit.dates import today
from mentoring.models import Person


def curators(user):
    """Curators of today with their contacts; nobody is named to a stranger."""
    if not user.is_authenticated:
        return []
    on = today()
    return list(
        Person.objects.filter(
            Q(roles__until__isnull=True) | Q(roles__until__gte=on), roles__role="curator", roles__since__lte=on
        )
        .distinct()
        .in_order()
    )
