"""What is past its term: one rule a term of the register, counted here, deleted by the daily round."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import CharField, Count, Q, Value
from django.utils import timezone

from mentoring.models import ImportBatch, Letter, LetterDay, OutsideApplication, Person
from mentoring.office import office
from monitoring.choices.privacy import OPEN_JOBS
from monitoring.models import PersonArchive, Reading
from monitoring.queries.privacy.register import terms
from programs.models import EntryDraft


@dataclass(frozen=True)
class Overdue:
    """Rows of one term that are past it: `querysets` in the order in which they go."""

    code: str
    words: str
    days: int
    setting: str
    querysets: tuple


def overdue(on):
    """Every term that has days, with what is past it on a day; nothing is counted."""
    return tuple(_overdue(term, on) for term in terms().values() if term.setting)


def _overdue(term, on):
    days = office().setting(term.setting)
    last = on - timedelta(days=days)
    moment = timezone.make_aware(datetime.combine(last, time.min))
    return Overdue(term.code, term.words, days, term.setting, tuple(PAST[term.code](last, moment)))


def counted(on):
    """[(Overdue, how many rows are past it)]; one query."""
    every = overdue(on)
    parts = [
        rows.order_by().annotate(term=Value(past.code, CharField())).values("term").annotate(n=Count("pk"))
        for past in every
        for rows in past.querysets
    ]
    found = dict.fromkeys((past.code for past in every), 0)
    for row in parts[0].union(*parts[1:], all=True):
        found[row["term"]] += row["n"]
    return [(past, found[past.code]) for past in every]


def _letters(last, moment):
    done = Q(sent_at__isnull=False) | Q(stopped_at__isnull=False) | Q(gave_up_at__isnull=False)
    return Letter.objects.filter(done, created_at__lt=moment), LetterDay.objects.filter(day__lt=last)


def _imports(last, moment):
    return (ImportBatch.objects.filter(created_at__lt=moment),)


PAST = {
    "reading": lambda last, moment: (Reading.objects.filter(day__lt=last),),
    "letter": _letters,
    "draft": lambda last, moment: (EntryDraft.objects.filter(saved_at__lt=moment),),
    "import": _imports,
    "archive": lambda last, moment: (PersonArchive.objects.filter(asked_at__lt=moment).exclude(state__in=OPEN_JOBS),),
    "outside": lambda last, moment: (
        OutsideApplication.objects.filter(decided_at__lt=moment, decided_at__isnull=False),
    ),
}


def ripe_people(on):
    """Who has left long enough ago and is not yet a code: for the curator to decide, nobody is taken away by himself."""
    last = on - timedelta(days=office().setting("depersonalize_days"))
    return Person.objects.filter(left_on__lte=last, depersonalization__isnull=True).in_order()
