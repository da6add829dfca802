"""How far each kind of consent has got: who has agreed to the newest text, who is to be asked, «собрано X из Y»."""

from dataclasses import dataclass

from django.db.models import Q

from mentoring.choices import ConsentKind, ConsentState
from mentoring.kit import dates
from mentoring.kit.ui import Column
from mentoring.models import Consent, ConsentText
from mentoring.office import office
from mentoring.queries.mentor_consent import MENTOR_KINDS

COLUMNS = (
    Column("Согласие", primary=True),
    Column("Собрано", numeric=True),
    Column("Ждём", numeric=True),
    Column("Отозвано", numeric=True),
    Column(""),
)


@dataclass(frozen=True)
class KindLine:
    """One kind: its newest text and the counts. `given` of `asked` have agreed to that text; `kept` stay with an older."""

    kind: str
    name: str
    text: ConsentText | None
    given: int
    asked: int
    kept: int
    waiting: int
    revoked: int
    to_ask: int

    @property
    def collected(self):
        return f"{self.given} из {self.asked}" if self.asked else "–"


def to_ask(kind):
    """Consents in force on an older text, or of another year where the college renews mentors' consents yearly.

    Who has already answered about this text (and year) with «оставить прежнее» is left in peace.
    """
    text = _latest().get(kind)
    given = Consent.objects.filter(kind=kind, state=ConsentState.GIVEN, person__left_on__isnull=True)
    return given.filter(_stale(kind, text)) if text else given.none()


def kind_lines():
    """A line of every kind, in two queries: they are eight, and their rows are counted in Python by plain values."""
    texts = _latest()
    columns = ("kind", "state", "text_id", "asked_text_id", "refused_on")
    rows = Consent.objects.exclude(state__in=(ConsentState.REFUSED, ConsentState.REPLACED)).values_list(*columns)
    by_kind = {}
    for kind, *row in rows:
        by_kind.setdefault(kind, []).append(row)
    return [_line(kind, texts.get(kind), by_kind.get(kind, [])) for kind in ConsentKind.values]


def awaited_people(kind):
    """Who has not answered yet, the earliest first: for the curator's page alone."""
    waiting = (ConsentState.REQUESTED, ConsentState.AWAITING_SCAN, ConsentState.OUTDATED)
    return Consent.objects.filter(kind=kind, state__in=waiting).select_related("person").order_by("due", "pk")


def _latest():
    """{kind: the newest text whose day has come}."""
    return {row.kind: row for row in ConsentText.objects.filter(since__lte=dates.today()).order_by("version")}


def _yearly(kind):
    return kind in MENTOR_KINDS and office().setting("consent_yearly")


def _stale(kind, text):
    answered = Q(asked_text=text, refused_on__isnull=False)
    old = ~Q(text=text) & ~answered
    year = office().year
    if _yearly(kind) and year:
        asked_this_year = Q(refused_on__isnull=False, refused_on__gte=year.starts)
        old |= (Q(year__isnull=True) | ~Q(year=year.pk)) & Q(given_on__lt=year.starts) & ~asked_this_year
    return old


def _line(kind, text, rows):
    given = kept = waiting = revoked = stale = 0
    for state, text_id, asked_id, refused_on in rows:
        if state == ConsentState.REVOKED:
            revoked += 1
        elif state != ConsentState.GIVEN:
            waiting += 1
        elif text and text_id == text.pk:
            given += 1
        elif text and asked_id == text.pk and refused_on:
            kept += 1
        else:
            stale += 1
    return KindLine(
        kind=kind,
        name=str(ConsentKind(kind).label),
        text=text,
        given=given,
        asked=given + kept + waiting + stale,
        kept=kept,
        waiting=waiting,
        revoked=revoked,
        to_ask=to_ask(kind).count() if stale or _yearly(kind) else 0,
    )
