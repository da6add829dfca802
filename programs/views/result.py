"""Reached results of the mentees of a program."""

from functools import partial

from mentoring.choices import Side
from mentoring.views.shortcuts import done_and_go, save_form
from programs.access import may_write_results, people_of
from programs.actions.result import save_results
from programs.forms.result import ResultsForm
from programs.models import MemberResult
from programs.queries.head import names_of
from programs.queries.kind_now import member_results

from .load import posted, program_with_people, show


def program_results(request, pk):
    """One field a mentee; the final report takes these words."""
    program = program_with_people(request, pk)
    form = ResultsForm(posted(request), rows=_rows(program))
    if request.method == "POST" and form.is_valid():
        saved, changed = save_form(form, partial(save_results, program=program, reached=form.reached()), request)
        if saved:
            done = "Готово. Результаты записаны, они войдут в итоговый отчёт." if changed else "Ничего не изменилось."
            return done_and_go(request, done, "program_detail", pk)
    verdict = may_write_results(request.actor, program)
    return show(request, "program_results", program, form=form, verdict=verdict, names=names_of(program))


def _rows(program):
    """Those who have no row yet get an empty one."""
    rows = member_results(program)
    known = {row.member_id for row in rows}
    people = people_of(program, Side.MENTEE)
    return [*rows, *(MemberResult(program=program, member=person) for person in people if person.pk not in known)]
