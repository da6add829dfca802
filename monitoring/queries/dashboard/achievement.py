"""Achievements of the year (R35, R36; indicators 26 and 27): by kind and level, and how many mentees have one.

Confirmed ones count; what is told and not confirmed stands apart. They are counted by their day, from the beginning of
the year to the reporting date; whether one is confirmed is known as of today.
"""

from dataclasses import dataclass

from django.db.models import CharField, Count, IntegerField, Q, Value

from mentoring.choices import COMMISSION, HAPPENED, UNCONFIRMED, AchievementState, Side
from mentoring.kit.ui import Column
from mentoring.models import Achievement, PairMember
from monitoring.attention import load
from monitoring.words import percent

from . import sets

COLUMNS = ("Вид", "Уровень", "Подтверждено", "Со слов")
MEANING = (
    "Достижения с датой от начала учебного года до отчётного дня. Наставляемые – все, кто был ими хотя бы день "
    "за это время; человек считается один раз (п. 2). Подтверждает куратор; остальное – со слов, отдельно."
)
CONFIRMED = Q(state=AchievementState.CONFIRMED)
TOLD = Q(state__in=UNCONFIRMED)


@dataclass(frozen=True)
class KindRow:
    """One kind at one level."""

    kind: str
    level: str
    confirmed: int
    told: int

    @property
    def cells(self):
        return self.kind, self.level, self.confirmed, self.told


@dataclass(frozen=True)
class Achievements:
    """`mentees` is the denominator; `with_any` of them have a confirmed achievement, `told_only` have only told ones."""

    rows: tuple[KindRow, ...]
    mentees: int
    with_any: int
    told_only: int
    in_contests: int
    publications: int
    commissions: int

    columns = COLUMNS
    heads = (
        Column(COLUMNS[0], primary=True),
        Column(COLUMNS[1]),
        Column(COLUMNS[2], numeric=True),
        Column(COLUMNS[3], numeric=True),
    )
    meaning = MEANING

    @property
    def confirmed(self):
        return sum(row.confirmed for row in self.rows)

    @property
    def told(self):
        return sum(row.told for row in self.rows)

    @property
    def facts(self):
        """(name, numerator, denominator or None, in words): for the screen, papers and the workbook alike."""
        told = f"; ещё у {self.told_only} – только со слов" if self.told_only else ""
        return (
            ("Наставляемые с достижением", self.with_any, self.mentees, _share(self.with_any, self.mentees) + told),
            ("Наставляемые в конкурсах", self.in_contests, self.mentees, _share(self.in_contests, self.mentees)),
            ("Публикации наставляемых", self.publications, None, str(self.publications)),
            ("Участие наставников в комиссиях (п. 4.2)", self.commissions, None, str(self.commissions)),
            ("Всего подтверждено", self.confirmed, None, f"{self.confirmed}; со слов – {self.told}"),
        )

    @property
    def lines(self):
        return tuple(f"{name}: {words}" for name, _, _, words in self.facts)


def _share(part, whole):
    return f"{part} из {whole} ({percent(part, whole)})" if whole else "наставляемых ещё не было"


def read_achievements(question):
    """One statement, whatever the number of rows."""
    since, on = question.year.starts, question.on
    members = PairMember.objects.filter(
        load.member_on(on, since=since), load.pair_on(on, since=since), sets.of_pairs(question)
    )
    mentees = members.filter(side=Side.MENTEE).values("person_id")
    happened = Achievement.objects.filter(state__in=HAPPENED, day__gte=since, day__lte=on)
    if question.narrow:
        happened = happened.filter(person__in=members.values("person_id"))
    found = list(_kinds(question, happened, mentees).union(_people(question, happened, mentees), all=True))
    rows = sorted((row for row in found if row[0]), key=lambda row: (row[2], row[1], row[4], row[3]))
    people = next((row[5:] for row in found if not row[0]), (0, 0, 0, 0))
    return Achievements(
        rows=tuple(KindRow(row[1], row[3], row[5], row[6]) for row in rows),
        publications=sum(row[7] for row in rows if row[0] == "publication"),
        commissions=sum(row[8] for row in rows),
        **dict(zip(("mentees", "with_any", "told_only", "in_contests"), people, strict=True)),
    )


def _kinds(question, happened, mentees):
    """(kind's code, name, position, level's name, position, confirmed, told, of mentees, in commissions)."""
    if question.unit_ids is not None:
        happened = happened.filter(person__unit__in=question.unit_ids)
    board = Q(kind__code=COMMISSION) | Q(in_commission=True)
    return (
        happened.order_by()
        .values_list("kind__code", "kind__name", "kind__position", "level__name", "level__position")
        .annotate(
            n1=Count("pk", filter=CONFIRMED),
            n2=Count("pk", filter=TOLD),
            n3=Count("pk", filter=CONFIRMED & Q(person__in=mentees)),
            n4=Count("pk", filter=CONFIRMED & board),
        )
    )


def _people(question, happened, mentees):
    """One row of the same columns without a kind: mentees, with any, only told, in contests."""
    has = Q(pk__in=happened.filter(CONFIRMED).values("person_id"))
    told = Q(pk__in=happened.filter(TOLD).values("person_id"))
    contest = Q(pk__in=happened.filter(CONFIRMED, kind__code="contest").values("person_id"))
    word, number = Value("", CharField()), Value(0, IntegerField())
    return (
        sets.people(question)
        .filter(pk__in=mentees)
        .order_by()
        .annotate(kind_code=word, kind_name=word, kind_place=number, level_name=word, level_place=number)
        .values_list("kind_code", "kind_name", "kind_place", "level_name", "level_place")
        .annotate(
            n1=Count("pk"),
            n2=Count("pk", filter=has),
            n3=Count("pk", filter=told & ~has),
            n4=Count("pk", filter=contest),
        )
    )
