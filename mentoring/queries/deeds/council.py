"""What waits in councils: decisions to carry out, minutes to write."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from mentoring.choices import ResolutionState, SittingState
from mentoring.kit.dates import by, local, near, words
from mentoring.kit.deeds import DeedSource
from mentoring.kit.text import quoted
from mentoring.kit.ui import Deed
from mentoring.models import Resolution, Sitting
from mentoring.models.council import BODIES

QUEUE = "Советы и объединения"


def sources(actor, on):
    if actor.person is None:
        return []
    mine = Resolution.objects.filter(
        owner=actor.person, state=ResolutionState.OPEN, item__sitting__state=SittingState.CLOSED
    )
    return [
        DeedSource("resolution", mine, lambda row: _settle(row, on), QUEUE,
                   fields=("due", "text", "item__sitting__unit__name")),
        DeedSource("minutes", _unwritten(actor), _write, QUEUE, due=lambda row: None,
                   fields=("starts_at", "unit__name"), by="starts_at"),
    ]  # fmt: skip


def _unwritten(actor):
    """Sittings that have been, of the bodies one heads; the curator sees those of bodies without a head."""
    whose = Q(unit__head=actor.person)
    if actor.has("curator"):
        whose |= Q(unit__head__isnull=True)
    return Sitting.objects.filter(
        whose,
        unit__kind__in=BODIES,
        state__in=(SittingState.PLANNED, SittingState.CALLED),
        starts_at__lt=timezone.now(),
    )


def _settle(row, on):
    url = reverse("resolution_settle", args=[row.pk])
    return Deed(
        when=words(row.due),
        when_note=near(row.due, on),
        late=row.due < on,
        title=f"Выполнить решение: {row.text.rstrip('.')} — {by(row.due, on)}",
        text=f"Решение: {quoted(row.item.sitting.unit.name)}.",
        url=url,
        action="Отчитаться",
        action_url=url,
    )


def _write(row):
    url = reverse("sitting_detail", args=[row.pk])
    return Deed(
        when="без срока",
        title=f"Оформить протокол заседания {words(local(row.starts_at).date())}",
        text=f"{row.unit.name}.",
        url=url,
        action="Оформить",
        action_url=url,
        icon="file",
    )


def waits(actor, on):
    return []
