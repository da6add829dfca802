"""Rules about what people were asked to fill in and to read: cards of difficulties, acquaintance sheets."""

from datetime import timedelta

from django.db.models import Case, CharField, Count, F, Min, Q, Value, When
from django.db.models.functions import Coalesce

from mentoring.choices import DiagnosisMoment, DiagnosisState, DocumentState, Kind
from mentoring.choices.diagnosis import OPEN_DIAGNOSIS_STATES
from mentoring.kit.dates import words
from mentoring.kit.text import count_of, plural
from mentoring.models import AcquaintanceMark, Diagnosis
from mentoring.models.document import needed_marks
from programs.choices import RUNNING_STATES
from programs.models import Program

from .rule import Said

RARE_KINDS = (Kind.SITUATIONAL, Kind.SPEED)
READABLE = (DocumentState.AWAITING_SCAN, DocumentState.IN_FORCE)


def no_entry_diagnosis(asked):
    """A program that runs for so many days and a mentee of it without a filled entry card (clause 4.2).

    A consultation of a day or two needs no card. The day is the program's first; `amount` counts such mentees.
    """
    edge = asked.on - timedelta(days=asked.setting("attention_diagnosis_days"))
    cards = Diagnosis.objects.filter(moment=DiagnosisMoment.ENTRY)
    filled, waited = cards.filter(state=DiagnosisState.DONE), cards.filter(state__in=OPEN_DIAGNOSIS_STATES)
    without = Q(pair__members__side="mentee", pair__members__until__isnull=True) & ~Q(
        pair__members__person__in=filled.values("person_id")
    )
    asked_already = without & Q(pair__members__person__in=waited.values("person_id"))
    found = (
        Program.objects.filter(asked.of_pairs("pair"), without, state__in=RUNNING_STATES)
        .exclude(pair__kind__in=RARE_KINDS)
        .annotate(began=Coalesce(F("activated_on"), F("since")))
        .filter(began__lte=edge)
        .annotate(
            missing=Count("pair__members__person", filter=without, distinct=True),
            invited=Count("pair__members__person", filter=asked_already, distinct=True),
        )
    )
    told = Case(When(invited__gte=F("missing"), then=Value("asked")), default=Value(""), output_field=CharField())
    columns = {"subject": F("pk"), "pair_key": F("pair_id"), "day": F("began"), "amount": F("missing"), "fact": told}
    return found, columns, [F("began").asc()]


def say_no_entry_diagnosis(found, asked):
    """Whoever was asked fills the card in; else the curator asks for it."""
    days = count_of((asked.on - found.day).days, "day")
    if found.fact:
        return Said(days, "без карты на входе", f"Программа идёт с {words(found.day)}, карту уже попросили заполнить")
    return Said(
        days,
        "без карты на входе",
        f"Программа идёт с {words(found.day)}, карту никто не просил",
        owner="curator",
        action="попросить заполнить карту",
    )


def no_acquaintance(asked):
    """A document in force whose readers did not acquaint themselves so many days after the date of the sheet.

    People who have left or were excused are not waited for. One row a document; `top` counts all its readers.
    """
    edge = asked.on - timedelta(days=asked.setting("attention_acquaintance_days"))
    found = (
        AcquaintanceMark.objects.filter(
            asked.of_people("person"), needed_marks(asked.on), done_at__isnull=True, due__lte=edge
        )
        .filter(document__state__in=READABLE)
        .values("document_id", "document__title")
        .annotate(missing=Count("pk"), oldest=Min("due"))
    )
    columns = {
        "subject": F("document_id"),
        "surname": F("document__title"),
        "day": F("oldest"),
        "amount": F("missing"),
    }
    return found, columns, [F("missing").desc(), F("oldest").asc()]


def say_no_acquaintance(found, asked):
    note = plural(found.amount, "человек не ознакомился", "человека не ознакомились", "человек не ознакомились")
    return Said(str(found.amount), note, f"Срок был {words(found.day)}")
