"""Induction by position (R28, clause 4.2): the two sides tick, the curator looks on and keeps the templates."""

from django.db.models import Exists, OuterRef

from mentoring.choices import Side
from mentoring.kit.verdict import YES, no
from mentoring.models import PairMember
from programs.choices import OPEN_STATES
from programs.choices.growth import InductionState
from programs.models import Induction, InductionTemplate

from .newcomer import up_to_last_day
from .program import sides_of

S = InductionState
ENDED = "Программа завершена. Список остаётся как есть."


def inductions_for(actor):
    """The curator all, a participant those of his pairs; in a group each mentee his own; who left, up to his last day."""
    if actor.has("curator"):
        return Induction.objects.all()
    if not actor.person:
        return Induction.objects.none()
    members = PairMember.objects.filter(pair=OuterRef("program__pair"), person=actor.person)
    mine = members.filter(side=Side.MENTEE, person=OuterRef("mentee"))
    seen = Exists(members.filter(side=Side.MENTOR)) | Exists(mine)
    return Induction.objects.filter(seen, up_to_last_day(actor, pair="program__pair", moment="begun_at"))


def induction_templates_for(actor):
    """The curator keeps them, the director reads."""
    rows = InductionTemplate.objects
    return rows.all() if actor.has("curator", "director") else rows.none()


def may_keep_induction_templates(actor):
    return YES if actor.has("curator") else no("Списки ввода в должность ведёт куратор.")


def may_begin_induction(actor, program):
    """A mentor of the pair or the curator, while the program is open, its drawing up included."""
    if program.state not in OPEN_STATES:
        return no("Программа завершена. Ввод в должность начинают в действующей.")
    if Side.MENTOR in sides_of(actor, program) or actor.has("curator"):
        return YES
    return no("Ввод в должность начинает наставник или куратор.")


def ticking_side(actor, induction):
    """Which column the actor ticks: the mentee his own, a mentor of the pair the other; None for everybody else."""
    sides = sides_of(actor, induction.program)
    if actor.is_person(induction.mentee):
        return Side.MENTEE if Side.MENTEE in sides else None
    return Side.MENTOR if Side.MENTOR in sides else None


def may_tick(actor, induction):
    if induction.program.state not in OPEN_STATES:
        return no(ENDED)
    if induction.state == S.STOPPED:
        return no("Список остановлен. Вернуть его в работу может наставник или куратор.")
    if ticking_side(actor, induction) is None:
        return no("Отмечают наставник и тот, кого вводят в должность.")
    return YES


def may_stop_induction(actor, induction):
    """Begun by mistake or not needed any more; ticks stay and come back with «Вернуть в работу»."""
    if induction.program.state not in OPEN_STATES:
        return no(ENDED)
    if Side.MENTOR in sides_of(actor, induction.program) or actor.has("curator"):
        return YES
    return no("Останавливает наставник или куратор.")
