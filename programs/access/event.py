"""Plan events and evidence: who marks, who adds and takes away proof."""

from mentoring.choices import Side
from mentoring.kit import dates
from mentoring.kit.verdict import YES, no
from programs.choices import RUNNING_STATES, UNMARKED_EVENT_STATES, EventState, ProgramState, Responsible
from programs.models import Evidence, PlanEvent

from .newcomer import up_to_last_day
from .program import programs_for, sides_of

DONE_STATES = (ProgramState.COMPLETED, ProgramState.ENDED_EARLY)
WHO = {
    Responsible.MENTOR: "наставник",
    Responsible.MENTEE: "наставляемый",
    Responsible.BOTH: "наставник или наставляемый",
    Responsible.CURATOR: "куратор или наставник",
}


def events_for(actor):
    read = up_to_last_day(actor, pair="program__pair", moment="marked_at")
    return PlanEvent.objects.filter(read, program__in=programs_for(actor))


def evidence_for(actor):
    read = up_to_last_day(actor, pair="event__program__pair", moment="added_at")
    return Evidence.objects.filter(read, event__program__in=programs_for(actor))


def may_mark(actor, event):
    """A mentor marks any event, a mentee those he prepares, the curator any, in a closed program too."""
    program = event.program
    stage = _stage(actor, program)
    if not stage:
        return stage
    if event.state == EventState.REMOVED:
        return no("Мероприятие снято изменением к программе.")
    sides = sides_of(actor, program)
    if Side.MENTOR in sides or actor.has("curator"):
        return YES
    if Side.MENTEE in sides and event.responsible in (Responsible.MENTEE, Responsible.BOTH):
        if event.assignee_id in (None, actor.person.pk):
            return YES
        return no(f"Отмечает {event.assignee.short_name} или наставник. Вы можете добавить подтверждение.")
    return no(f"Отмечает {WHO[event.responsible]}. Вы можете добавить подтверждение.")


def _stage(actor, program):
    if program.state in RUNNING_STATES:
        return YES
    if program.state in DONE_STATES:
        if actor.has("curator"):
            return YES
        return no(f"Программа завершена {dates.words(program.ended_on)}. Отметки закрыты; ошибку исправит куратор.")
    return no("Мероприятие нельзя отметить: программа ещё не действует.")


def may_undo(actor, event):
    if event.state in UNMARKED_EVENT_STATES and event.state != EventState.MOVED:
        return no("Отметки ещё нет. Снимать нечего.")
    return may_mark(actor, event)


def may_add_evidence(actor, event):
    """Every participant and the curator, while the program runs."""
    stage = _stage(actor, event.program)
    if not stage:
        return stage
    if sides_of(actor, event.program) or actor.has("curator"):
        return YES
    return no("Подтверждения добавляют участники программы и куратор.")


def may_remove_evidence(actor, evidence):
    """Who added it, or the curator."""
    stage = _stage(actor, evidence.event.program)
    if not stage:
        return stage
    if actor.has("curator") or (actor.person and evidence.added_by_id == actor.person.pk):
        return YES
    return no("Убирает тот, кто добавил подтверждение, или куратор.")
