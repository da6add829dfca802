"""What a rule of attention is: a name, who answers, one next action, and the rows it finds as one shape for all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import BigIntegerField, CharField, Count, DateField, F, IntegerField, Q, TextField, Value, Window
from django.db.models.functions import Cast, RowNumber

from mentoring.choices import Side
from mentoring.models import PairMember

COLUMNS = {
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
    """The date, the departments (None: all) and the college's thresholds."""

    on: date
    unit_ids: tuple[int, ...] | None
    setting: Callable

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

    `owner` and `action` override the rule's when the row waits for somebody else.
    """

    figure: str
    note: str
    text: str = ""
    owner: str = ""
    action: str = ""


@dataclass(frozen=True)
class Rule:
    """`rows(asked)` gives (queryset, {column: expression}, order), the gravest first; `say(found, asked)` words a row.

    `owner` is the role that acts, `action` the one next step, `door` the name of the address where it is taken and
    `button` its words; `short` names the case in a list of counts («без встреч»).
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

    def arm(self, asked, place):
        """The rule's rows as one arm of the common UNION, each with its rank within the rule and the rule's total."""
        queryset, filled, order = self.rows(asked)
        columns = {name: filled.get(name, _nothing(kind)) for name, kind in COLUMNS.items()}
        return (
            queryset.order_by()
            .annotate(code=Value(self.code, CharField()), place=Value(place, IntegerField()), **columns)
            .annotate(
                rank=Window(RowNumber(), order_by=[*order, F("subject").asc()]),
                total=Window(Count("*")),
            )
            .values_list(*NAMES)
        )


def _nothing(kind):
    """An empty cell of the right type: PostgreSQL wants the arms of a UNION alike."""
    return Value("", kind()) if kind in (CharField, TextField) else Cast(Value(None), kind())
