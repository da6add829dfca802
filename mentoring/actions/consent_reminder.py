"""Time reminds of a consent that was asked for: on the third day, and the day before its date (words.md, part 11)."""

from datetime import timedelta

from django.urls import reverse

from mentoring import notifications
from mentoring.choices import ConsentState
from mentoring.kit import dates
from mentoring.kit.ladder import days_since_last_round
from mentoring.models import Consent
from mentoring.office import office

TO_ANSWER = (ConsentState.REQUESTED, ConsentState.OUTDATED)
THIRD, EVE = 3, 1
AT_HAND = 45  # an answer is awaited for days, never for months: older rows are not read


def remind_of_consents(*, at):
    """On a working day: one letter for each step that has come since the last one. Returns how many were written.

    Who chose paper is not written to: the curator waits for the sheet. A step is taken once, however often it is asked.
    """
    on = dates.local(at).date()
    days = days_since_last_round(on, office().holidays, office().worked)
    if not days:
        return 0
    asked = Consent.objects.filter(
        state__in=TO_ANSWER, due__gte=on, due__lte=on + timedelta(days=AT_HAND), requested_at__isnull=False
    )
    asked = asked.filter(person__left_on__isnull=True).select_related("person", "text", "asked_text").order_by("pk")
    return sum(_remind(consent, step, at) for consent in asked if (step := _step(consent, days)))


def _step(consent, days):
    """The step of this round: "eve" goes before "third" when both have come."""
    if consent.due - timedelta(days=EVE) in days or consent.due in days:
        return "eve"
    return "third" if dates.local(consent.requested_at).date() + timedelta(days=THIRD) in days else ""


def _remind(consent, step, at):
    text = consent.asked_text or consent.text
    letter = notifications.write_once(
        f"consent:{consent.pk}:{consent.due}:{step}",
        "consent_reminded",
        to=consent.person,
        at=at,
        path=reverse("consent_answer", args=[consent.pk]),
        name=text.name,
        date=dates.words(consent.due),
    )
    return letter is not None
