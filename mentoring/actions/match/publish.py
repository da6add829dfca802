"""Publishing a draft matching: everything is looked over, then carried out at once or, when it is large, by the worker."""

from django.db import transaction

from mentoring.actions import journal
from mentoring.actions.job import queue
from mentoring.choices import MatchStep, MatchWay
from mentoring.kit.text import count_of
from mentoring.kit.verdict import Refused, no
from mentoring.models import MatchBatch, MatchLine
from mentoring.queries import match as read
from mentoring.workflow.match import MATCH

from .draft import read_lines
from .settle import publish_lines, settle_some

AT_ONCE = 20  # so many lines take less than a second: no need of the worker
CHANGED = "Пока вы проверяли, подбор изменили. Посмотрите на него ещё раз."
NOTHING = "Публиковать нечего: ни у одного запроса нет нового наставника."


@transaction.atomic
def publish_match(batch, *, way, seen, by, at):
    """Begin carrying out every line: `way` is MatchWay, `seen` the lock_version of what was checked.

    Up to AT_ONCE lines are carried out here; a larger batch is left to the worker (settle.py), its state says so.
    Returns how many lines go. Raises Refused, and nothing is done, when it was published already, changed meanwhile, or
    a line met an obstacle.
    """
    if way not in MatchWay:
        raise Refused(no("Выберите, как опубликовать подбор."))
    MATCH.claim("publish", batch, by=by, way=way, published_at=at, publisher=by.person, note="")
    if not MatchBatch.objects.filter(pk=batch.pk, lock_version=seen).exists():
        raise Refused(no(CHANGED))
    lines, board = read_lines(batch, at)
    weighed = read.look_over(lines, board)
    broken = [row for row in weighed if row.problem]
    if broken:
        raise Refused(no(broken_words(broken)))
    going = [row.line for row in weighed if goes(row, way)]
    if not going:
        raise Refused(no(NOTHING))
    let_go = [row.line for row in weighed if read.is_let_go(row.line)]
    steps = {line.pk for line in (*going, *let_go)}
    MatchLine.objects.filter(pk__in=steps).update(step=MatchStep.GOING)
    if len(steps) <= AT_ONCE:
        while settle_some(batch.pk, at=at):
            pass
        batch.refresh_from_db()
        return len(going)
    heading = f"Публикация общего подбора начата: {count_of(len(going), 'request')}"
    journal.record("match_publishing", heading, by=by, at=at, subject=batch)
    queue(publish_lines, batch.pk)
    return len(going)


def goes(row, way):
    """Whether a line is carried out: a mentor who is being asked for it already is not asked again."""
    return row.goes and (way == MatchWay.PAIRS or not read.is_asked(row.line))


def broken_words(broken):
    first = broken[0]
    more = f" Таких строк ещё {len(broken) - 1}." if len(broken) > 1 else ""
    return f"{first.line.request.person.short_name}: {first.problem}{more} Ничего не опубликовано."
