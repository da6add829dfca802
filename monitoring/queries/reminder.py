"""What the letter of the day says to one person: the deeds of «Мои дела» and what is waited for from others."""

from django.db.models import Prefetch, prefetch_related_objects

from mentoring.kit.dates import words
from mentoring.kit.gather import gather
from mentoring.kit.ladder import NEVER
from mentoring.kit.text import count_of
from monitoring.queries.home.counter import sources_of
from monitoring.queries.home.deed_list import PER_SOURCE, pairs_of, wait_rows
from programs.queries.people import members

WEEK = 7
PRIVATE = "Личное дело: откройте страницу, здесь его слов нет"


def digest_of(actor, on, is_step):
    """{n, date, today, week, others} for the letter, or None when no deed's date stands on a step now.

    `is_step(due, ladder)` decides for one deed. Deeds whose letters follow rules of their own are not told here.
    """
    told = [source for source in sources_of(actor, on) if source.ladder != NEVER]
    rows = gather(told, PER_SOURCE)
    dated = sorted(((source.due(row), source, row) for source, row in rows if source.due(row)), key=lambda one: one[0])
    if not any(is_step(due, source.ladder) for due, source, _ in dated):
        return None
    others = wait_rows(actor, on)
    _load_members([*pairs_of(rows), *pairs_of(others)])
    near_ones = [one for one in dated if (one[0] - on).days <= WEEK]
    return {
        "n": count_of(len(rows), "deed"),
        "date": words(dated[0][0]),
        "today": _lines(one for one in near_ones if one[0] <= on),
        "week": _lines(one for one in near_ones if one[0] > on),
        "others": "\n".join(_waited(source.wait(row)) for source, row in others),
    }


def _load_members(pairs):
    if pairs:
        prefetch_related_objects(pairs, Prefetch("members", members()))


def _lines(dated):
    return "\n".join(
        f"– {words(due)}: {PRIVATE if source.private else source.deed(row).title}" for due, source, row in dated
    )


def _waited(wait):
    return f"– {', '.join(part for part in (wait.who, wait.what, wait.note) if part)}"
