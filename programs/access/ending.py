"""After the end: the curator brings a program back to work or lets its pair go on in other directions (clause 5.3)."""

from mentoring.choices import DocumentState
from mentoring.kit.verdict import YES, no
from programs.choices import ProgramState
from programs.models import Program

from .program import is_participant

ENDED_STATES = (ProgramState.COMPLETED, ProgramState.ENDED_EARLY)
DRAFTS = (DocumentState.DRAFT, DocumentState.RETURNED)


def may_reopen(actor, program):
    """The curator, until the ending stands in an order that was sent or signed, or the pair has gone on."""
    if program.state not in ENDED_STATES:
        return no("Вернуть к работе можно только завершённую программу.")
    if not actor.has("curator"):
        return no("К работе возвращает куратор. Напишите ему, почему программу нужно продолжить.")
    order = program.pair.end_order
    if order and order.state == DocumentState.AWAITING_SIGNATURE:
        return no("Приказ о завершении на подписи. Сначала заберите его и уберите из него пару.")
    if order and order.state not in DRAFTS:
        return no(f"Завершение оформлено приказом № {order.number}. Сначала его отменяет директор.")
    return _free(program)


def may_continue(actor, program):
    """The curator opens the next program of the same people, once."""
    if program.state not in ENDED_STATES:
        return no("Продолжают завершённую программу. Сначала завершите её.")
    if not actor.has("curator"):
        return no("Продолжение открывает куратор. Отправьте ему ходатайство о других направлениях.")
    return _free(program)


def may_certify(actor, program):
    """The curator who is no participant; whether the data support it is the action's own question."""
    if program.state not in ENDED_STATES:
        return no("Сертификат выдают после завершения программы.")
    if not actor.has("curator"):
        return no("Сертификаты выдаёт куратор.")
    if is_participant(actor, program):
        return no("Вы участник этой программы. Сертификаты выдаст другой куратор.")
    return YES


def _free(program):
    if Program.objects.open().filter(pair=program.pair_id).exclude(pk=program.pk).exists():
        return no("У этой пары уже есть другая открытая программа. Продолжите её.")
    following = program.pair.followers.exclude(state="dropped").first()
    if following:
        return no("Продолжение уже начато: создана новая пара тех же людей. Откройте её.")
    return YES
