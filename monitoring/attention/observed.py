"""«Пора наблюдать занятие»: level 3 is chosen, so many days have passed, nobody has observed nor is going to (part 19)."""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, TextField
from django.db.models.functions import Cast, Coalesce

from mentoring.choices import Kind
from mentoring.kit.dates import words
from mentoring.kit.text import count_of
from monitoring.choices import Level
from monitoring.choices.observation import CardState
from monitoring.models import ObservationCard
from programs.choices import RUNNING_STATES
from programs.models import Program

from .rule import Said

NO_LESSONS = (Kind.SITUATIONAL, Kind.SPEED)
VOID = (CardState.NOT_HELD, CardState.WITHDRAWN)


def observation_due(asked):
    """Programs begun so many days ago without a live card of a lesson; those whose level 3 is switched off are left out."""
    edge = asked.on - timedelta(days=asked.setting("attention_observation_days"))
    cards = ObservationCard.objects.filter(observation__program=OuterRef("pk")).exclude(state__in=VOID)
    found = (
        Program.objects.filter(asked.of_pairs("pair"), state__in=RUNNING_STATES)
        .exclude(pair__kind__in=NO_LESSONS)
        .annotate(begun=Coalesce("activated_on", "since"), chosen=Cast("evaluation__levels", TextField()))
        .filter(Q(chosen__isnull=True) | Q(chosen__contains=f'"{Level.BEHAVIOR}"'), begun__lte=edge)
        .filter(~Exists(cards))
    )
    return found, {"subject": F("pk"), "pair_key": F("pair_id"), "day": F("begun")}, [F("begun").asc()]


def say_observation_due(found, asked):
    days = (asked.on - found.day).days
    return Said(
        count_of(days, "day"), "без наблюдения", f"Программа идёт с {words(found.day)}, занятие ещё не наблюдали"
    )
