"""Work behind figures: requests, pairs, programs."""

from django.db.models import F, Q
from django.urls import reverse

from mentoring.choices import PairState, RequestState
from mentoring.models import Pair, Person
from monitoring.queries.dashboard import sets as shared
from monitoring.queries.dashboard_rows import LISTS as BOARD_LISTS
from monitoring.queries.dashboard_rows.row import Cell, RowColumn, RowList, day
from monitoring.queries.indicator import sets
from monitoring.queries.indicator_rows.kit import IN, flag, of_pair, yes
from programs.choices import ProgramState

PAIR_STATES, PROGRAM_STATES, REQUEST_STATES = (
    dict(PairState.choices),
    dict(ProgramState.choices),
    dict(RequestState.choices),
)


def _pairs(code, title, found, *, columns, cells, empty="Таких пар на эту дату нет."):
    return RowList(
        code=code,
        title=title,
        noun="pair",
        empty=empty,
        columns=(RowColumn("Пара", width=44, primary=True), *columns, IN),
        found=found,
        cells=lambda pair, question: (_pair(pair), *cells(pair), yes(pair)),
        search=of_pair("pk"),
        search_label="Фамилия участника",
        load=lambda found, question: found.prefetch_related("members__person"),
        order=("-since",),
    )


def _pair(pair):
    return Cell(pair.title, reverse("pair_detail", args=[pair.pk]))


def _programs(code, title, found):
    return RowList(
        code=code,
        title=title,
        noun="program",
        empty="Таких программ на эту дату нет.",
        columns=(
            RowColumn("Программа", width=44, primary=True),
            RowColumn("Начало", "since", ("since",), "date"),
            RowColumn("Завершена", "ended", ("ended_on",), "date"),
            RowColumn("Состояние", "state", ("state", "since"), width=26),
            IN,
        ),
        found=found,
        cells=lambda program, question: (
            Cell(program.pair.title, reverse("program_detail", args=[program.pk])),
            day(program.since),
            day(program.ended_on),
            Cell(PROGRAM_STATES[program.state]),
            yes(program),
        ),
        search=of_pair("pair"),
        search_label="Фамилия участника",
        load=lambda found, question: found.select_related("pair").prefetch_related("pair__members__person"),
        order=("-since",),
    )


def _ended(condition):
    return lambda question: (
        shared.all_programs(question).filter(sets.ended_in(question.window)).annotate(counts=flag(condition))
    )


def _year_programs(part):
    return lambda question: shared.programs(question).annotate(counts=flag(part(question)))


def _need_program(question):
    found = Pair.objects.filter(sets.pair_in(question.window), sets.needs_program())
    return found.annotate(counts=flag(sets.has_program(question.window)))


def _period_pairs(question):
    changed = sets.replacements_in(question.window).values("pair_id")
    found = Pair.objects.filter(sets.pair_in(sets.period_of(question.window)))
    return found.annotate(counts=flag(Q(pk__in=changed)))


def _awaited(question):
    return sets.awaited(question.window).annotate(counts=flag(Q(ready_on__lte=F("wanted_by"))))


def _requests(question):
    return shared.requests(question).annotate(counts=flag(sets.covered_requests()))


def _request_cells(request, question):
    return (
        Cell(request.person.full_name, reverse("request_detail", args=[request.pk])),
        day(request.sent_at),
        day(request.pair.order.date if request.pair and request.pair.order else None),
        Cell(REQUEST_STATES[request.state]),
        yes(request),
    )


REQUESTS = {
    "title": "Запросы года, кроме отозванных",
    "noun": "request",
    "empty": "Запросов в этом году ещё не было.",
    "columns": (
        RowColumn("Кому нужен наставник", "name", ("person__sort_key",), width=36, primary=True),
        RowColumn("Подан", "sent", ("sent_at",), "date"),
        RowColumn("Приказ", "ordered", ("pair__order__date",), "date"),
        RowColumn("Состояние", width=26),
        IN,
    ),
    "found": _requests,
    "cells": _request_cells,
    "search": lambda found, words: found.filter(person__in=Person.objects.search(words)),
    "load": lambda found, question: found.select_related("person", "pair__order"),
    "order": ("sent_at",),
}


WORK = {
    "request_coverage": RowList(code="request_coverage", **REQUESTS),
    "request_to_order": RowList(code="request_to_order", **REQUESTS),
    "program_in_time": _pairs(
        "program_in_time",
        "Пары, чей срок программы наступил",
        _awaited,
        columns=(
            RowColumn("Нужна до", "wanted", ("wanted_by",), "date"),
            RowColumn("Утверждена", "ready", ("ready_on",), "date"),
        ),
        cells=lambda pair: (day(pair.wanted_by), day(pair.ready_on)),
        empty="Пар, чей срок программы наступил, ещё нет.",
    ),
    "pair_with_program": _pairs(
        "pair_with_program",
        "Пары, которым нужна программа",
        _need_program,
        columns=(RowColumn("Начало", "since", ("since",), "date"), RowColumn("Состояние", width=26)),
        cells=lambda pair: (day(pair.since), Cell(PAIR_STATES[pair.state])),
    ),
    "replacement_share": _pairs(
        "replacement_share",
        "Пары года и смены наставника",
        _period_pairs,
        columns=(RowColumn("Начало", "since", ("since",), "date"), RowColumn("Состояние", width=26)),
        cells=lambda pair: (day(pair.since), Cell(PAIR_STATES[pair.state])),
    ),
    "plan_done": BOARD_LISTS["plan"],
    "finished_by_plan": _programs(
        "finished_by_plan", "Программы, завершённые в этом году", _ended(Q(end_ground="plan_completed"))
    ),
    "finished_early": _programs(
        "finished_early", "Завершённые программы: досрочные", _ended(Q(end_ground__in=sets.BEFORE_TERM))
    ),
    "extended_share": _programs(
        "extended_share", "Программы года: продлённые", _year_programs(lambda asked: sets.extended(asked.window))
    ),
    "program_cost": _programs("program_cost", "Программы года", _year_programs(lambda asked: Q(pk__isnull=False))),
    "l2_gain": BOARD_LISTS["knowledge"],
    "l3_change": BOARD_LISTS["behavior"],
}
