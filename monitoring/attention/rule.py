"""What a rule of attention is: a name, who answers, one next action, and the rows it finds as one shape for all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import BigIntegerField, CharField, Count, DateField, F, IntegerField, Q, TextField, Value, Window
from django.db.models.functions import Cast, RowNumber

from mentoring.choices import Side
from mentoring.models import PairMember
from monitoring.models import Postponement

COLUMNS = {
    "thing": BigIntegerField,  # whose key a postponement names; the same as the subject where nothing else is said
    "subject": BigIntegerField,  # what the action opens: a program, a person, a request
    "pair_key": BigIntegerField,
    "person_key": BigIntegerField,
    "surname": CharField,
    "given": CharField,
    "middle": CharField,
    "day": DateField,
    "amount": IntegerField,
    "top": IntegerField,
    "fact": TextField,
}
NAMES = ("code", "place", *COLUMNS, "rank", "total")


@dataclass(frozen=True)
class Asked:
    """The date, the departments (None: all) and the college's thresholds.

    `curator` is the key of the curator who reads: rules of private matters find nothing for others. `postponed` asks for
    what was put off instead of the rest; `people` (a queryset) and `thing` narrow the cases of one rule.
    """

    on: date
    unit_ids: tuple[int, ...] | None
    setting: Callable
    curator: int | None = None
    postponed: bool = False
    people: object = None
    thing: int | None = None

    @property
    def key(self):
        """What the SQL depends on; None when it should not be kept."""
        asks_little = self.people is None and self.thing is None
        return (self.on, self.unit_ids, self.curator, self.postponed) if asks_little else None

    def of_pairs(self, path):
        """The pair has a mentee of the asked departments."""
        if self.unit_ids is None:
            return Q()
        mentees = PairMember.objects.filter(side=Side.MENTEE, person__unit__in=self.unit_ids)
        return Q(**{f"{path}__in": mentees.values("pair_id")})

    def of_people(self, path):
        return Q() if self.unit_ids is None else Q(**{f"{path}__unit__in": self.unit_ids})


@dataclass(frozen=True)
class Found:
    """One row of a rule as the database gives it; which columns are filled depends on the rule."""

    code: str
    place: int
    thing: int
    subject: int | None
    pair_key: int | None
    person_key: int | None
    surname: str
    given: str
    middle: str
    day: date | None
    amount: int | None
    top: int | None
    fact: str
    rank: int
    total: int

    @classmethod
    def read(cls, row):
        """From a raw row: SQLite keeps dates as text."""
        found = dict(zip(NAMES, row, strict=True))
        day = found["day"]
        return cls(**{**found, "day": date.fromisoformat(day) if isinstance(day, str) else day})


@dataclass(frozen=True)
class Said:
    """A row in words: the figure («23 дня»), what it counts («без встреч»), what is known («Последняя – 26 октября»).

    `owner` and `action` override the rule's when the row waits for somebody else; `severe` is the second threshold.
    """

    figure: str
    note: str
    text: str = ""
    owner: str = ""
    action: str = ""
    severe: bool = False


@dataclass(frozen=True)
class Rule:
    """`rows(asked)` gives (queryset, {column: expression}, order), the gravest first; `say(found, asked)` words a row.

    `owner` is the role that acts, `action` the one next step, `door` the name of the address where it is taken and
    `button` its words; `short` names the case in a list of counts («без встреч»). `switch` is the setting that turns the
    rule on, `thresholds` the settings of its numbers. A curator goes straight to `act` with the words of `do`. A `private`
    rule speaks to the curator alone.
    """

    code: str
    name: str
    short: str
    owner: str
    action: str
    button: str
    door: str
    rows: Callable
    say: Callable
    switch: str
    thresholds: tuple[str, ...] = ()
    do: str = ""
    act: str = ""
    private: bool = False

    def works(self, asked):
        return asked.setting(self.switch) and (asked.curator is not None or not self.private)

    def arm(self, asked, place):
        """The rule's rows as one arm of the common UNION, each with its rank within the rule and the rule's total."""
        queryset, filled, order = self.rows(asked)
        filled = {"thing": filled["subject"], **filled}
        columns = {name: filled.get(name, _nothing(kind)) for name, kind in COLUMNS.items()}
        put_off = Q(thing__in=Postponement.objects.in_force(asked.on).filter(rule=self.code).values("thing"))
        return (
            queryset.order_by()
            .annotate(of_rule=Value(self.code, CharField()), place=Value(place, IntegerField()), **columns)
            .filter(put_off if asked.postponed else ~put_off, *_narrowed(asked))
            .annotate(
                rank=Window(RowNumber(), order_by=[*order, F("subject").asc()]),
                of_total=Window(Count("*")),
            )
            .values_list("of_rule", *NAMES[1:-1], "of_total")
        )


def _narrowed(asked):
    if asked.thing is not None:
        yield Q(thing=asked.thing)
    if asked.people is not None:
        keys = asked.people.values("pk")
        yield Q(person_key__in=keys) | Q(pair_key__in=PairMember.objects.filter(person__in=keys).values("pair_id"))


def _nothing(kind):
    """An empty cell of the right type: PostgreSQL wants the arms of a UNION alike."""
    return Value("", kind()) if kind in (CharField, TextField) else Cast(Value(None), kind())
