"""Publishing a draft matching: offers to the mentors, or draft pairs ready for one order. All or nothing."""

from django.db import transaction

from mentoring.actions import journal
from mentoring.actions.offer import ask_mentor, take_back_offer
from mentoring.actions.pair import draft_for_request
from mentoring.actions.pair_state import recheck_pairs
from mentoring.actions.request import release_offer
from mentoring.choices import MatchWay
from mentoring.kit.text import count_of
from mentoring.kit.verdict import Refused, no
from mentoring.models import MatchBatch
from mentoring.queries import match as read
from mentoring.workflow.match import MATCH
from mentoring.workflow.request import REQUEST

from .draft import read_lines

CHANGED = "Пока вы проверяли, подбор изменили. Посмотрите на него ещё раз."
NOTHING = "Публиковать нечего: ни у одного запроса нет нового наставника."


@transaction.atomic
def publish_match(batch, *, way, seen, by, at):
    """Carry out every line: `way` is MatchWay, `seen` the lock_version of what was checked. Returns how many lines went.

    Raises Refused, and nothing is done, when it was published already, changed meanwhile, or a line met an obstacle.
    """
    if way not in MatchWay:
        raise Refused(no("Выберите, как опубликовать подбор."))
    MATCH.claim("publish", batch, by=by, way=way, published_at=at)
    if not MatchBatch.objects.filter(pk=batch.pk, lock_version=seen).exists():
        raise Refused(no(CHANGED))
    lines, board = read_lines(batch, at)
    weighed = read.weigh(lines, board)
    broken = [row for row in weighed if row.problem]
    if broken:
        raise Refused(no(broken_words(broken)))
    going = [row for row in weighed if goes(row, way)]
    if not going:
        raise Refused(no(NOTHING))
    for row in weighed:
        if read.is_let_go(row.line):
            take_back_offer(row.line.request, by=by, at=at)
    if way == MatchWay.OFFERS:
        for row in going:
            _ask(row, by, at)
    else:
        recheck_pairs([_pair(batch, row, by, at) for row in going], by=by, at=at)
    words = count_of(len(going), "request" if way == MatchWay.OFFERS else "pair")
    did = "спросили наставников" if way == MatchWay.OFFERS else "созданы пары"
    journal.record("match_published", f"Общий подбор опубликован: {did}, {words}", by=by, at=at, subject=batch)
    return len(going)


def goes(row, way):
    """Whether a line is carried out: a mentor who is being asked for it already is not asked again."""
    return row.goes and (way == MatchWay.PAIRS or not read.is_asked(row.line))


def broken_words(broken):
    first = broken[0]
    more = f" Таких строк ещё {len(broken) - 1}." if len(broken) > 1 else ""
    return f"{first.line.request.person.short_name}: {first.problem}{more} Ничего не опубликовано."


def _ask(row, by, at):
    ask_mentor(row.line.request, row.line.mentor, row.score, by=by, at=at)


def _pair(batch, row, by, at):
    request = row.line.request
    REQUEST.claim("form_pair", request, by=by, due=None)
    release_offer(request, at=at)
    heading = f"Куратор создал пару по общему подбору № {batch.pk}"
    journal.record("pair_formed", heading, by=by, at=at, subject=request, person=request.person)
    told = "; ".join(text for points, text in row.line.reasons if points)
    criteria = f"Общий подбор № {batch.pk}, {row.line.points} баллов: {told}." if told else ""
    return draft_for_request(request, row.line.mentor.person, by=by, at=at, criteria=criteria, recheck=False)
