"""Carrying out a published matching, a handful of lines a transaction.

A handful is done wholly or not at all, and its lines say so in the same transaction: a worker that is killed loses
nothing, and the next one goes on with the lines that are left. The batch's row is held meanwhile, so two workers take
turns. A line that met an obstacle on the way is refused with the reason, its request stays with the curator.
"""

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from mentoring.access import Actor, may_run_office
from mentoring.actions import journal
from mentoring.actions.job import queue, when_given_up
from mentoring.actions.offer import ask_mentor, take_back_offer
from mentoring.actions.pair import draft_for_request
from mentoring.actions.pair_state import recheck_pairs
from mentoring.actions.request import release_offer
from mentoring.choices import MatchState, MatchStep, MatchWay
from mentoring.kit.text import count_of
from mentoring.kit.verdict import Refused, no, require
from mentoring.models import MatchBatch, MatchLine
from mentoring.queries import match as read
from mentoring.workflow.match import MATCH
from mentoring.workflow.request import REQUEST

HANDFUL = 20
STOPPED = "Публикация прервалась. Опубликованное осталось; продолжите её или скажите администратору."


@task()
def publish_lines(pk):
    """The worker's job: handful after handful until nothing is left. Safe to start again at any time."""
    try:
        while settle_some(pk, at=timezone.now()):
            pass
    except Exception:
        stop_publication(pk)
        raise


@when_given_up(publish_lines)
def stop_publication(pk):
    """Said on the page beside «Продолжить»."""
    MatchBatch.objects.filter(pk=pk, state=MatchState.PUBLISHING).update(note=STOPPED)


@transaction.atomic
def resume_publication(batch, *, by, at):
    """The curator goes on with a publication whose worker was stopped. Raises Refused when there is none."""
    require(may_run_office(by))
    if not MatchBatch.objects.filter(pk=batch.pk, state=MatchState.PUBLISHING).update(note=""):
        raise Refused(no("Этот подбор уже опубликован. Обновите страницу."))
    queue(publish_lines, batch.pk)


def resume_publications(*, at):
    """Daily: publications that a stopped worker left are gone on with. Returns how many."""
    left = list(MatchBatch.objects.filter(state=MatchState.PUBLISHING).values_list("pk", flat=True))
    for pk in left:
        publish_lines.enqueue(pk)
    return len(left)


@transaction.atomic
def settle_some(pk, *, at):
    """Carry out the next lines of a batch; true while more are left. The last one closes the publication."""
    batch = MatchBatch.objects.select_for_update(of=("self",)).select_related("publisher").get(pk=pk)
    if batch.state != MatchState.PUBLISHING:
        return False
    by = Actor(batch.publisher, ("curator",), "curator")  # he was the curator when he pressed the button
    lines = _lines_left(batch)
    freed = [line for line in lines if read.is_let_go(line)]
    for line in freed:
        _let_go(line, by, at)
    if freed:
        lines = _lines_left(batch)
    some = lines[:HANDFUL]
    if some:
        _carry_out(batch, some, [line.request_id for line in lines], by, at)
    if len(lines) > HANDFUL:
        return True
    _close(batch, by, at)
    return False


def _lines_left(batch):
    return list(read.lines_of(batch).filter(step=MatchStep.GOING))


def _let_go(line, by, at):
    """The mentor asked before is waited for no more; a line that leaves its request without one ends here."""
    try:
        with transaction.atomic():
            take_back_offer(line.request, by=by, at=at)
    except Refused as refused:
        _settle(line, at, refusal=str(refused))
        return
    if line.mentor_id is None:
        _settle(line, at)


def _carry_out(batch, some, planned, by, at):
    """These lines weighed on the bank of this moment: places given by earlier handfuls are taken in it already."""
    board = read.read_board(timezone.localtime(at).date(), planned, counted_with=batch.options["weights"])
    pairs = []
    for row in read.weigh(some, board):
        try:
            with transaction.atomic():
                if row.problem:
                    raise Refused(no(row.problem))
                if batch.way == MatchWay.PAIRS:
                    pairs.append(_pair(batch, row, by, at))
                elif not read.is_asked(row.line):
                    ask_mentor(row.line.request, row.line.mentor, row.score, by=by, at=at)
        except Refused as refused:
            _settle(row.line, at, refusal=str(refused))
        else:
            _settle(row.line, at)
    recheck_pairs(pairs, by=by, at=at)


def _settle(line, at, *, refusal=""):
    step = MatchStep.REFUSED if refusal else MatchStep.DONE
    MatchLine.objects.filter(pk=line.pk).update(step=step, refusal=refusal[:300], settled_at=at)


def _close(batch, by, at):
    MATCH.move("settle", batch, note="")
    lines = batch.lines.filter(mentor__isnull=False)
    done, refused = lines.filter(step=MatchStep.DONE).count(), lines.filter(step=MatchStep.REFUSED).count()
    words = count_of(done, "request" if batch.way == MatchWay.OFFERS else "pair")
    did = "спросили наставников" if batch.way == MatchWay.OFFERS else "созданы пары"
    left = f"; не вышло: {count_of(refused, 'row')}" if refused else ""
    heading = f"Общий подбор опубликован: {did}, {words}{left}"
    journal.record("match_published", heading, by=by, at=at, subject=batch)


def _pair(batch, row, by, at):
    request = row.line.request
    REQUEST.claim("form_pair", request, by=by, due=None)
    release_offer(request, at=at)
    heading = f"Куратор создал пару по общему подбору № {batch.pk}"
    journal.record("pair_formed", heading, by=by, at=at, subject=request, person=request.person)
    told = "; ".join(text for points, text in row.line.reasons if points)
    criteria = f"Общий подбор № {batch.pk}, {count_of(row.line.points, 'point')}: {told}." if told else ""
    return draft_for_request(request, row.line.mentor.person, by=by, at=at, criteria=criteria, recheck=False)
