"""The shelf of materials: everybody who is signed in reads it; mentors propose, the curator decides (R26)."""

from django.db.models import Q

from mentoring.kit.verdict import YES, no
from programs.choices import EventState
from programs.choices.shelf import MaterialState
from programs.models import Material

from .program import CLOSED_STATES, sides_of


def materials_for(actor):
    """What is on the shelf; one's own proposals; everything for the curator. Outsiders without a record read too."""
    if actor.has("curator"):
        return Material.objects.all()
    seen = Q(state=MaterialState.PUBLISHED)
    if actor.person:
        seen |= Q(added_by=actor.person)
    return Material.objects.filter(seen)


def may_add_material(actor):
    if actor.has("curator", "mentor", "partner") and actor.person:
        return YES
    return no("Материалы добавляют наставники и куратор. Предложите свой наставнику: он добавит.")


def may_change_material(actor, material):
    """Its author while the curator has not looked; then the curator alone."""
    if actor.has("curator"):
        return YES
    if actor.person and material.added_by_id == actor.person.pk:
        if material.state == MaterialState.PROPOSED:
            return YES
        return no("Материал уже на полке или снят. Изменения внесёт куратор: напишите ему.")
    return no("Материал меняет тот, кто его добавил, или куратор.")


def may_check_material(actor, material):
    return YES if actor.has("curator") else no("Материалы проверяет куратор.")


def may_take_back(actor, material):
    """A proposal is taken back by its author, anything by the curator."""
    if actor.has("curator"):
        return YES
    if actor.person and material.added_by_id == actor.person.pk and material.state == MaterialState.PROPOSED:
        return YES
    return no("Снимает с полки куратор. Напишите ему, если материал устарел.")


def may_thank(actor, material):
    if not actor.person:
        return no("Отметку ставит человек с карточкой. У вашей учётной записи её нет.")
    if material.state != MaterialState.PUBLISHED:
        return no("Отметить можно материал, который на полке.")
    if material.added_by_id == actor.person.pk:
        return no("Это ваш материал: отметят те, кому он помог.")
    return YES


def may_attach_material(actor, event):
    """Participants and the curator put materials beside events of a program that is not closed; it is no text of it."""
    program = event.program
    if program.state in CLOSED_STATES:
        return no("Программа завершена. Материалы к плану больше не добавляют.")
    if event.state == EventState.REMOVED:
        return no("Мероприятие снято изменением к программе.")
    if sides_of(actor, program) or actor.has("curator"):
        return YES
    return no("Материалы к мероприятию добавляют участники программы и куратор.")
