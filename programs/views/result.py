"""Reached results of the mentees of a program."""

from mentoring.choices import Side
from mentoring.kit.stale import mark_of
from mentoring.views.shortcuts import done_and_go, save_seen
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
    rows = _rows(program)
    form = ResultsForm(posted(request), rows=rows, initial={"seen": mark_of(_told(rows))})
    changed = []

    def keep(**who):
        changed.extend(save_results(program=program, reached=form.reached(), **who))

    if save_seen(form, keep, request, program, lambda kept: _told(_rows(kept))):
        done = "Готово. Результаты записаны, они войдут в итоговый отчёт." if changed else "Ничего не изменилось."
        return done_and_go(request, done, "program_detail", pk)
    verdict = may_write_results(request.actor, program)
    return show(request, "program_results", program, form=form, verdict=verdict, names=names_of(program))


def _told(rows):
    return {f"person_{row.member_id}": row.reached for row in rows}


def _rows(program):
    """Those who have no row yet get an empty one."""
    rows = member_results(program)
    known = {row.member_id for row in rows}
    people = people_of(program, Side.MENTEE)
    return [*rows, *(MemberResult(program=program, member=person) for person in people if person.pk not in known)]
