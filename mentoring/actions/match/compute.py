"""Counting a whole assignment: started by the curator, done by the background worker."""

from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from mentoring.access import SYSTEM, may_run_office
from mentoring.actions import journal
from mentoring.actions.job import queue, when_given_up
from mentoring.choices import MatchState
from mentoring.kit.assignment import best_assignment
from mentoring.kit.text import count_of
from mentoring.kit.verdict import YES, Refused, no, require
from mentoring.models import AcademicYear, MatchBatch, MatchLine, Mentor
from mentoring.office import office
from mentoring.queries import match as read
from mentoring.queries.candidates import weights
from mentoring.rules import grid_of, line_points, one_by_one, totals_of
from mentoring.workflow.match import MATCH

FAILED = "Расчёт не удался. Запросы не изменились. Запустите подбор ещё раз или скажите администратору."


@transaction.atomic
def start_match(*, strangers=False, replan=False, by, at):
    """Begin a matching of the current year's open requests; the worker counts it. Returns the MatchBatch.

    `strangers` lets those be proposed who have no direction in common, `replan` weighs anew the requests whose asked
    mentors have not answered yet. Raises Refused when a draft is open already or nothing waits.
    """
    year = AcademicYear.objects.select_for_update().get(pk=office().year.pk)
    require(may_start(by, year, replan=replan))
    batch = MatchBatch.objects.create(
        year=year,
        author=by.person,
        options={"strangers": strangers, "replan": replan, "weights": asdict(weights())},
        asked=read.open_requests(year.pk, replan=replan).count(),
        created_at=at,
    )
    asked = count_of(batch.asked, "request")
    journal.record("match_started", f"Начат общий подбор: {asked}", by=by, at=at, subject=batch)
    queue(count_match, batch.pk)
    return batch


def may_start(actor, year, *, replan=False):
    allowed = may_run_office(actor)
    if not allowed:
        return allowed
    if MatchBatch.objects.filter(year=year, state=MatchState.PUBLISHING).exists():
        return no("Прежний общий подбор ещё публикуется. Дождитесь конца, потом начните новый.")
    if MatchBatch.objects.filter(year=year, state__in=(MatchState.COMPUTING, MatchState.DRAFT)).exists():
        return no("Общий подбор уже начат. Опубликуйте его или удалите, потом начните новый.")
    if not read.open_requests(year.pk, replan=replan).exists():
        return no("Подбирать некому: ни один запрос этого года не ждёт наставника.")
    return YES


@task()
def count_match(pk):
    """The worker's job. A batch that was discarded meanwhile is left as it is."""
    batch = MatchBatch.objects.filter(pk=pk, state=MatchState.COMPUTING).first()
    if batch is None:
        return
    try:
        compute_match(batch, at=timezone.now())
    except Refused:  # the curator discarded it while it was counted
        return
    except Exception:
        fail_match(pk)
        raise


def compute_match(batch, *, at):
    """The best whole assignment, the greedy one beside it, and what stands now; a draft for the curator."""
    replan, day = batch.options["replan"], timezone.localtime(at).date()
    requests = list(read.with_all(read.open_requests(batch.year_id, replan=replan)))
    board = read.read_board(day, [request.pk for request in requests], counted_with=batch.options["weights"])
    asks = [read.ask_of(request) for request in requests]
    _at_stage(batch, 1)
    strangers = batch.options["strangers"]
    grid = grid_of(asks, board.facts, board.weights, forbid_boss=board.forbid_boss, strangers=strangers)
    _at_stage(batch, 2)
    found = _Found(requests, board, grid, best_assignment(grid.base, grid.places), one_by_one(grid))
    held = list(read.with_all(read.held_requests(batch.year_id, replan=replan)))
    lines = [*found.lines(batch), *_held_lines(batch, held, board, len(requests))]
    with transaction.atomic():
        totals = totals_in(lines)
        values = {"asked": len(lines), "served": totals["whole"][0], "computed_at": at, "stage": 3}
        MATCH.move("finish", batch, totals={**totals, "best": totals["whole"]}, **values)
        MatchLine.objects.bulk_create(lines)
        heading = f"Общий подбор посчитан: {batch.served} из {batch.asked}"
        journal.record("match_computed", heading, by=SYSTEM, at=at, subject=batch)


@when_given_up(count_match)
def fail_match(pk):
    """The worker met an error: the curator reads it on the page instead of waiting for ever."""
    MatchBatch.objects.filter(pk=pk, state=MatchState.COMPUTING).update(state=MatchState.FAILED, note=FAILED)


def _at_stage(batch, stage):
    MatchBatch.objects.filter(pk=batch.pk).update(stage=stage)


@dataclass(frozen=True)
class _Found:
    """Both choices over the same grid."""

    requests: list
    board: read.Board
    grid: object
    best: list
    greedy: list

    def lines(self, batch):
        """One MatchLine a request, with the reasons of the mentor proposed or why there is none."""
        points, greedy_points = line_points(self.grid, self.best), line_points(self.grid, self.greedy)
        taken, lines = {}, []
        for n, request in enumerate(self.requests):
            mentor, greedy, current = self._id(self.best[n]), self._id(self.greedy[n]), read.current_mentor_id(request)
            score = self.board.score(request, mentor, more=taken.get(mentor, 0)) if mentor else None
            taken[mentor] = taken.get(mentor, 0) + 1
            lines.append(
                MatchLine(
                    batch=batch,
                    request=request,
                    position=n,
                    mentor_id=mentor,
                    greedy_mentor_id=greedy,
                    current_mentor_id=current,
                    points=points[n],
                    greedy_points=greedy_points[n],
                    current_points=_points(self.board.score(request, current)) if current else None,
                    reasons=reasons_of(score),
                    problem="" if mentor else read.why_nobody(self.grid.base[n], self.board.facts),
                )
            )
        return lines

    def _id(self, number):
        return None if number is None else self.board.facts[number].person_id


def _held_lines(batch, requests, board, first):
    """Requests that are being decided already: the same mentor in every column, his own place given back to him."""
    mentors = set(Mentor.objects.values_list("pk", flat=True))
    lines = []
    for request in requests:
        current = read.current_mentor_id(request)
        if current not in mentors:
            continue
        points = _points(board.score(request, current, more=-1))
        names = ("mentor_id", "greedy_mentor_id", "current_mentor_id")
        figures = ("points", "greedy_points", "current_points")
        values = {**dict.fromkeys(names, current), **dict.fromkeys(figures, points)}
        lines.append(MatchLine(batch=batch, request=request, position=first + len(lines), held=True, **values))
    return lines


def _points(score):
    return score.points if score else 0


def reasons_of(score):
    """A Score as it is kept with a line: [[points, words]]."""
    return [[line.points, line.text] for line in score.lines] if score else []


def totals_in(lines):
    """{way of choosing: [served, points]} over all lines of a batch."""
    ways = {"whole": "points", "greedy": "greedy_points", "current": "current_points"}
    found = {way: totals_of([getattr(line, field) for line in lines]) for way, field in ways.items()}
    return {way: [total.served, total.points] for way, total in found.items()}
