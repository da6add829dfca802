"""How a closed program ended, what came of it on paper and what may follow (R37)."""

from dataclasses import dataclass

from django.urls import reverse

from mentoring.access import documents_for
from mentoring.kit import dates
from mentoring.kit.text import small_first
from mentoring.kit.ui import CheckRow, Link
from programs import access
from programs.access.practice import may_start_practice
from programs.choices import EndGround, EndInitiator

from .practice import practices_of


@dataclass(frozen=True)
class Ended:
    """`facts` are for the reader: the reason and who asked are the office's, others read the ground."""

    facts: tuple[CheckRow, ...]
    links: tuple[Link, ...] = ()


def ended_of(actor, program):
    """None for a program that has not ended. Up to five queries."""
    if program.state not in access.ENDED_STATES:
        return None
    pair, office = program.pair, actor.has("curator", "director")
    ground = EndGround(program.end_ground).label if program.end_ground in EndGround.values else "–"
    rows = [CheckRow("Завершена", dates.words(program.ended_on, year=True)), CheckRow("Основание", ground)]
    if office and program.end_initiator:
        rows.append(CheckRow("Кто попросил", EndInitiator(program.end_initiator).label))
    if office and program.end_note:
        rows.append(CheckRow("Причина", program.end_note))
    reason = pair.end_reason
    if reason and reason.extra.get("success") and program.state == "ended_early":
        rows.append(CheckRow("Засчитывается", "как выполненная: цель достигнута"))
    return Ended(tuple(rows), tuple(link for link in _links(actor, program) if link))


def before_of(actor, program):
    """The way to the program this one continues, for who may read it."""
    old = program.continues
    if old is None or not access.programs_for(actor).filter(pk=old.pk).exists():
        return None
    return Link(f"Продолжает программу {_named(old)}", reverse("program_detail", args=[old.pk]))


def _named(program):
    return f"№ {program.number}" if program.number else f"до {dates.short(program.until)}"


def _links(actor, program):
    yield _order(actor, program)
    if access.may_reopen(actor, program):
        yield Link("Вернуть к работе", reverse("program_reopen", args=[program.pk]))
    if access.may_continue(actor, program):
        yield Link("Продолжить по иным направлениям", reverse("program_continue", args=[program.pk]))
    if may_start_practice(actor, program):
        yield Link("Составить карточку практики", reverse("practice_start", args=[program.pk]))
    for card in practices_of(actor, program):
        yield Link(f"Карточка практики «{card.title}»", reverse("practice_detail", args=[card.pk]))
    for pair in program.pair.followers.exclude(state="dropped"):
        yield Link(f"Продолжение: {small_first(pair.get_state_display())}", reverse("pair_detail", args=[pair.pk]))


def _order(actor, program):
    order = program.pair.end_order
    if order is None:
        asks = actor.has("curator")
        return Link("Подготовить приказ о завершении", reverse("end_order_create")) if asks else None
    if not documents_for(actor).filter(pk=order.pk).exists():
        return None
    words = f"Приказ о завершении № {order.number}" if order.number else "Приказ о завершении, проект"
    return Link(words, reverse("document_detail", args=[order.pk]))
