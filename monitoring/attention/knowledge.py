"""The rule about entry tests: without one the gain of knowledge cannot be told (clause 5.4)."""

from datetime import timedelta

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Subquery, TextField, Value, When
from django.db.models.functions import Cast, Coalesce

from mentoring.choices import Kind, Side
from mentoring.kit.dates import words
from mentoring.kit.text import count_of
from mentoring.models import PairMember
from monitoring.choices import Level
from monitoring.choices.knowledge import KnowledgeMoment, KnowledgeState
from monitoring.models import Evaluation, EvaluationEntry, KnowledgeTest
from programs.choices import RUNNING_STATES
from programs.models import Program

from .rule import Said

RARE_KINDS = (Kind.SITUATIONAL, Kind.SPEED)
S = KnowledgeState
GIVEN, PASSED = (S.ASSIGNED, S.IN_PROGRESS), (S.AWAITING_CHECK, S.SCORED, S.SKIPPED)


def no_entry_test(asked):
    """A program that runs for so many days and a mentee of it who has not passed the entry test.

    Not asked of consultations and of programs whose evaluation leaves knowledge out. A test that was skipped with a
    reason or waits for its check, and a result of another test entered by hand, are enough. `amount` counts mentees.
    """
    edge = asked.on - timedelta(days=asked.setting("attention_entry_test_days"))
    said = Cast("levels", TextField())
    left_out = Evaluation.objects.annotate(said=said).exclude(said__contains=f'"{Level.KNOWLEDGE.value}"')
    by_hand = EvaluationEntry.objects.filter(level=Level.KNOWLEDGE, before__isnull=False)
    without = _mentees().filter(~Exists(_tests(PASSED)))
    told = without.filter(Exists(_tests(GIVEN)))
    found = (
        Program.objects.filter(asked.of_pairs("pair"), state__in=RUNNING_STATES)
        .exclude(pair__kind__in=RARE_KINDS)
        .exclude(pk__in=left_out.values("program_id"))
        .exclude(pk__in=by_hand.values("evaluation__program_id"))
        .annotate(began=Coalesce(F("activated_on"), F("since")))
        .filter(Exists(without), began__lte=edge)
        .annotate(missing=_number(without), assigned=Coalesce(_number(told), 0))
    )
    fact = Case(When(assigned__gte=F("missing"), then=Value("assigned")), default=Value(""), output_field=CharField())
    columns = {"subject": F("pk"), "pair_key": F("pair_id"), "day": F("began"), "amount": F("missing"), "fact": fact}
    return found, columns, [F("began").asc()]


def _mentees():
    return PairMember.objects.filter(pair=OuterRef("pair"), side=Side.MENTEE, until__isnull=True)


def _tests(states):
    """Entry tests of the member in the outer program."""
    return KnowledgeTest.objects.filter(
        program=OuterRef(OuterRef("pk")),
        member=OuterRef("person_id"),
        moment=KnowledgeMoment.ENTRY,
        counts=True,
        state__in=states,
    )


def _number(members):
    counted = members.order_by().values("pair").annotate(n=Count("person", distinct=True))
    return Subquery(counted.values("n"))


def say_no_entry_test(found, asked):
    """Whoever was given the test passes it; else the mentor assigns it."""
    days = count_of((asked.on - found.day).days, "day")
    if found.fact:
        return Said(
            days,
            "без входного теста",
            f"Программа идёт с {words(found.day)}, тест назначен и не пройден",
            owner="mentee",
            action="пройти тест",
        )
    return Said(days, "без входного теста", f"Программа идёт с {words(found.day)}, тест не назначен")
