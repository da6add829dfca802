"""Who may see and do what with the evaluation of a program."""

from django.db.models import Exists, OuterRef, Q

from mentoring.choices import Side
from mentoring.kit.verdict import YES, no
from mentoring.models import PairMember
from monitoring.models import Evaluation, EvaluationEntry
from programs.access import sides_of
from programs.choices import ProgramState
from programs.models import Program

EVALUATED = (ProgramState.ACTIVE, ProgramState.FINISHING, ProgramState.COMPLETED, ProgramState.ENDED_EARLY)


def evaluated_programs_for(actor):
    """Programs whose four levels the actor may open: the office all, mentors their own, a head those of the unit's mentees."""
    programs = Program.objects.filter(state__in=EVALUATED)
    if actor.is_office:
        return programs
    if actor.person is None:
        return programs.none()
    member = PairMember.objects.filter(pair=OuterRef("pair"))
    mine = Q(Exists(member.filter(person=actor.person, side=Side.MENTOR)))
    if actor.units:
        mine |= Q(Exists(member.filter(person__unit__in=actor.units, side=Side.MENTEE)))
    return programs.filter(mine)


def entries_for(actor):
    return EvaluationEntry.objects.filter(evaluation__program__in=evaluated_programs_for(actor))


def may_enter(actor, program, level, entry=None):
    """Levels 2 to 4 are entered by the curator; level 2 also by the program's mentor until the conclusion (clause 5.4).

    The mentor mends only what he entered himself.
    """
    if actor.has("curator"):
        return YES
    if str(level) != "2" or Side.MENTOR not in sides_of(actor, program):
        return no("Вносит куратор; результаты тестов – также наставник программы.")
    if entry is not None and entry.entered_by_id != actor.person.pk:
        return no("Это измерение внёс другой человек. Исправит он или куратор.")
    if Evaluation.objects.filter(program=program).exclude(conclusion="").exists():
        return no("Вывод уже записан. Измерения после него меняет только куратор.")
    return YES


def takes_part(actor, program):
    return actor.person is not None and any(one.person_id == actor.person.pk for one in program.pair.members.all())


def may_set_levels(actor, program):
    return YES if actor.has("curator") else no("Уровни выбирает куратор.")


def may_conclude(actor, program, *, has_data):
    """The conclusion is the curator's, over somebody else's program, when at least one level has something to rest on."""
    if not actor.has("curator"):
        return no("Вывод записывает куратор.")
    if takes_part(actor, program):
        return no("Вы – участник этой программы. Вывод запишет другой куратор.")
    if not has_data:
        return no(
            "Вывод пока не на чем основать: ни по одному уровню нет данных. Внесите измерения или закройте анкету."
        )
    return YES
