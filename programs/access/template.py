"""Plan templates: the curator keeps them, the office reads; which program may take one, and until when (R26)."""

from mentoring.kit.verdict import YES, no
from programs.choices import EDITABLE_STATES
from programs.models import PlanTemplate

from .program import may_edit


def templates_for(actor):
    """All of them for the curator and the director; nobody else keeps or compares templates."""
    return PlanTemplate.objects.all() if actor.has("curator", "director") else PlanTemplate.objects.none()


def may_keep_templates(actor):
    return YES if actor.has("curator") else no("Шаблоны планов ведёт куратор.")


def may_publish(actor, template):
    return may_keep_templates(actor)


def may_retire(actor, template):
    return may_keep_templates(actor)


def may_update_program(actor, program):
    """The curator offers a new version to programs that are still being written."""
    if not (verdict := may_keep_templates(actor)):
        return verdict
    if program.state not in EDITABLE_STATES:
        return no("Программу уже отправили. Её план меняют только участники или изменение к программе.")
    return YES


def may_undo_update(actor, program):
    """The curator or whoever writes the program, while it is not sent."""
    if program.state not in EDITABLE_STATES:
        return no("Программу уже отправили. Обновление больше не отменить: поправьте план сами, когда её вернут.")
    if actor.has("curator"):
        return YES
    return may_edit(actor, program)
