"""Near the end of a program its mentees are asked for the card of difficulties once more (R11): what became easier."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from mentoring.access import SYSTEM
from mentoring.actions.diagnosis import ask_card, may_ask
from mentoring.choices import DiagnosisMoment, Side
from mentoring.models import Diagnosis, PairMember
from mentoring.office import office
from programs.choices import RUNNING_STATES
from programs.models import Program

from .desk import day_of


@transaction.atomic
def ask_exit_cards(*, at, by=SYSTEM):
    """Ask mentees of running programs that end within the setting's days, who have a sent entry card and no exit card.

    Returns how many were asked; a person is asked once a pair, whatever became of the asking. Safe to repeat.
    """
    on = day_of(at)
    until = on + timedelta(days=office().setting("diagnosis_exit_days"))
    ending = Program.objects.filter(pair=OuterRef("pair"), state__in=RUNNING_STATES, until__lte=until)
    entry = Diagnosis.objects.done().filter(person=OuterRef("person"), moment=DiagnosisMoment.ENTRY)
    asked = Diagnosis.objects.filter(person=OuterRef("person"), pair=OuterRef("pair"), moment=DiagnosisMoment.EXIT)
    members = PairMember.objects.filter(
        Exists(ending), Exists(entry), ~Exists(asked), side=Side.MENTEE, until__isnull=True
    ).select_related("pair", "person__unit__head", "person__supervisor")
    count = 0
    for member in members.order_by("pk"):
        if may_ask(by, member.person, DiagnosisMoment.EXIT):
            ask_card(member.person, moment=DiagnosisMoment.EXIT, pair=member.pair, by=by, at=at)
            count += 1
    return count
