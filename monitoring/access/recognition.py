"""Who proposes, decides and reads recognition; sums are the curator's and the director's alone (R55)."""

from django.db.models import Q

from mentoring.kit.verdict import YES, no
from mentoring.models import IssuedDocument
from monitoring.choices.year import RecognitionState
from monitoring.models import RecognitionLetters, RecognitionProposal
from programs.choices.report import BY_MENTOR, ReportState
from programs.models import ProgressReport

PROPOSERS = ("curator", "director", "supervisor", "council")
ORDER_TYPE = "D34"
ONLY_CURATOR = no("Приказ о поощрении готовит куратор.")


def may_propose_recognition(actor):
    if actor.person and actor.has(*PROPOSERS):
        return YES
    return no("Предлагают куратор, директор, руководитель подразделения и член совета. Наставник предлагает в отчёте.")


def proposals_for(actor):
    """The office all of them, a head those of the own people, who proposed the own; everybody what was announced of him."""
    proposals = RecognitionProposal.objects.all()
    if actor.is_office:
        return proposals
    if actor.person is None:
        return proposals.none()
    seen = Q(author=actor.person) | announced() & Q(person=actor.person)
    if actor.units:
        seen |= Q(person__unit__in=actor.units)
    return proposals.filter(seen)


def announced():
    """Named by an order that stands."""
    return Q(state=RecognitionState.AWARDED, order__state__in=("awaiting_scan", "in_force", "replaced"))


def may_see_amounts(actor):
    return YES if actor.is_office else no("Суммы видят куратор и директор.")


def may_decide_recognition(actor, proposal):
    if not actor.has("director"):
        return no("Решает директор.")
    if actor.is_person(proposal.person):
        return no("Это предложение о вас. Решит исполняющий обязанности директора.")
    return YES


def may_withdraw_recognition(actor, proposal):
    """Its author or the curator, while no order holds it."""
    if proposal.order_id:
        return no("Предложение уже в приказе. Сначала уберите его оттуда.")
    if actor.has("curator") or actor.is_person(proposal.author):
        return YES
    return no("Отзывает тот, кто предложил, или куратор.")


def may_order_recognition(actor, proposal=None):
    return YES if actor.has("curator") else ONLY_CURATOR


def may_free_recognition(actor, proposal):
    """After the order was canceled the decision still stands and may go into another one."""
    if not actor.has("curator"):
        return ONLY_CURATOR
    if proposal.order is None or proposal.order.state != "canceled":
        return no("Приказ действует. Вернуть можно, когда директор отменит его.")
    return YES


def awarded_by_order(actor, proposal):
    """Only the signature of an order announces."""
    return YES if actor.has("director") else no("Объявляет приказ, подписанный директором.")


def recognition_orders_for(actor):
    """Orders on recognition and their drafts: the curator all, the director what was sent."""
    orders = IssuedDocument.objects.filter(type__code=ORDER_TYPE)
    if actor.has("curator"):
        return orders
    return orders.exclude(state="draft") if actor.has("director") else orders.none()


def letters_jobs_for(actor):
    return RecognitionLetters.objects.filter(order__in=recognition_orders_for(actor).values("pk"))


def reports_with_reward(actor):
    """Accepted reports of mentors that propose a reward nobody has taken over: the curator's and the director's."""
    if not actor.is_office:
        return ProgressReport.objects.none()
    accepted = ProgressReport.objects.filter(kind__in=BY_MENTOR, state=ReportState.ACCEPTED, recognitions__isnull=True)
    accepted = accepted.filter(reward_left__isnull=True)
    return accepted.filter(proposals__has_key="reward").exclude(proposals__reward="")
