"""Who may see and do what with measures of members' own change: a person reads his own, named answers the curator alone."""

from mentoring.choices import Role, Side
from mentoring.kit.verdict import YES, no
from monitoring.access.evaluation import evaluated_programs_for, takes_part
from monitoring.models import StageCheck
from programs.choices import RUNNING_STATES

ONLY_CURATOR = no("О замерах спрашивает куратор.")
OWN_PROGRAM = no("Вы участник этой программы: ответы её участников прочитает другой куратор.")


def checks_for(actor):
    """A person's own and, for the curator, all; answers inside are guarded once more by may_read."""
    if actor.has(Role.CURATOR):
        return StageCheck.objects.all()
    return own_checks(actor)


def own_checks(actor):
    return StageCheck.objects.filter(person=actor.person) if actor.person else StageCheck.objects.none()


def checked_programs_for(actor):
    """Programs whose members' measures the actor leads."""
    programs = evaluated_programs_for(actor)
    return programs if actor.has(Role.CURATOR) else programs.none()


def may_read(actor, check):
    """Named answers: one's own, and those of others for a curator who takes no part in the program."""
    if actor.is_person(check.person):
        return YES
    if not actor.has(Role.CURATOR):
        return no("Ответы по имени читает куратор.")
    return OWN_PROGRAM if takes_part(actor, check.program) else YES


def may_ask(actor, program):
    if not actor.has(Role.CURATOR):
        return ONLY_CURATOR
    return YES if program.state in RUNNING_STATES else no("О замере спрашивают, пока программа действует.")


def may_ask_again(actor, check):
    return may_ask(actor, check.program)


def may_give(actor, check):
    return YES if actor.is_person(check.person) else no("Отвечает тот, кого спросили.")


def may_read_change(actor):
    """Changes of all together, from the threshold of answers on."""
    if actor.is_office or actor.has(Side.MENTOR):
        return YES
    return no("Сводку замеров читают куратор, директор и наставники.")
