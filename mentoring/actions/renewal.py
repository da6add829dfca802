"""Requests of the year before: carried over, confirmed by who asked, let go or closed (clause 4.2: every year anew)."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from mentoring import notifications
from mentoring.access import SYSTEM, may_run_office
from mentoring.actions import journal
from mentoring.actions.queue import clear_queue
from mentoring.actions.request import answer_due, release_offer, tell_curators
from mentoring.choices import CampaignState, CarriedAnswer, RequestState
from mentoring.kit.dates import words
from mentoring.kit.text import small_first
from mentoring.kit.verdict import YES, Refused, no, require
from mentoring.models import CarriedRequest, ListEntry, MentoringRequest
from mentoring.office import office
from mentoring.workflow.request import CARRIED, REQUEST, author_of


def carry_over(campaign, *, by, at):
    """Move what earlier years left open into the campaign's year, each to be confirmed. Part of a larger action.

    A mentor who was being asked is let go kindly. Returns the requests.
    """
    left = MentoringRequest.objects.filter(
        state__in=CARRIED, year__starts__lt=campaign.year.starts, person__left_on__isnull=True
    )
    found = list(left.select_related("person", "initiator", "year").order_by("pk"))
    for request in found:
        was = request.year
        CarriedRequest.objects.create(campaign=campaign, request=request, from_year=was)
        REQUEST.move("carry", request, year=campaign.year, due=campaign.due)
        release_offer(request, at=at, what="Начинается новый учебный год, запрос подтверждают заново")
        clear_queue(request)
        _write("request_renew", request, at, date=words(campaign.due))
        _record("request_carried", f"Запрос {was} года перенесён: ждём подтверждения", request, by, at)
    return found


@transaction.atomic
def renew_request(request, *, by, at):
    """Still needed. The teacher's word brings it to the curator; the administration's asks the teacher again."""
    if REQUEST.verdict("renew_proposal", by, request) and not by.is_person(request.person):
        due = office().add_working_days(_day(at), office().setting("consent_answer_days"))
        REQUEST.claim("renew_proposal", request, by=by, due=due)
        told = {"initiator": by.person.short_name, "date": words(due)}
        notifications.write("request_offered", to=request.person, at=at, path=_path(request), **told)
        heading = f"{by.person.short_name} подтверждает запрос, спросили педагога"
    else:
        REQUEST.claim("renew", request, by=by, due=answer_due(at))
        tell_curators(request, at)
        heading = "Запрос подтверждён" + ("" if by.is_person(request.person) else ", записано со слов педагога")
    _answer(request, CarriedAnswer.RENEWED, at)
    _record("request_renewed", heading, request, by, at)


@transaction.atomic
def let_go_request(request, *, by, at):
    """Not needed any more; who let it go may open it again."""
    reason = _reason("no_need")
    REQUEST.claim("let_go", request, by=by, close_reason=reason, decided_reason=small_first(reason.name), due=None)
    _answer(request, CarriedAnswer.LET_GO, at)
    _record("request_closed", "Запрос больше не нужен", request, by, at)


def may_close_unconfirmed(actor, campaign, on):
    """The curator, once the date has passed and somebody is still silent."""
    if not (allowed := may_run_office(actor)):
        return allowed
    if campaign.due >= on:
        return no(f"До {words(campaign.due)} авторы ещё отвечают.")
    return YES if _unconfirmed(campaign).exists() else no("Все запросы прошлого года подтверждены или закрыты.")


@transaction.atomic
def close_unconfirmed(campaign, *, by, at):
    """Close every request of the year before that nobody confirmed in time. Returns how many."""
    require(may_close_unconfirmed(by, campaign, _day(at)))
    return _close_all(campaign, by, at)


def remind_to_renew(*, at):
    """Daily: one reminder to the author, on the day after the date. Returns how many were written."""
    late = _unconfirmed().filter(campaign__due__lt=_day(at), reminded_at__isnull=True)
    return sum(_remind(carried, at) for carried in late.select_related(*WITH_PEOPLE))


def close_lapsed(*, at):
    """Daily: `renewal_close_days` after the date unconfirmed requests are closed. Returns how many."""
    edge = _day(at) - timedelta(days=office().setting("renewal_close_days"))
    late = _unconfirmed().filter(campaign__due__lte=edge, reminded_at__isnull=False)
    campaigns = {carried.campaign for carried in late.select_related("campaign")}
    return sum(_close_all(campaign, SYSTEM, at) for campaign in campaigns)


WITH_PEOPLE = ("request__person", "request__initiator", "campaign")


@transaction.atomic
def _close_all(campaign, by, at):
    found = list(_unconfirmed(campaign).select_related(*WITH_PEOPLE))
    return sum(_close(carried.request, by, at) for carried in found)


def _close(request, by, at):
    reason = _reason("not_confirmed")
    told = small_first(reason.name)
    try:
        REQUEST.move("close", request, close_reason=reason, decided_reason=told, due=None)
    except Refused:
        return False  # confirmed this very moment
    _answer(request, CarriedAnswer.SILENT, at)
    _write("request_closed", request, at, reason=told)
    _record("request_closed", f"Запрос закрыт: {told}", request, by, at)
    return True


@transaction.atomic
def _remind(carried, at):
    if not CarriedRequest.objects.filter(pk=carried.pk, reminded_at__isnull=True).update(reminded_at=at):
        return False
    closing = carried.campaign.due + timedelta(days=office().setting("renewal_close_days"))
    told = {"date": words(carried.campaign.due), "date2": words(max(closing, _day(at) + timedelta(days=1)))}
    _write("request_renew_reminded", carried.request, at, **told)
    return True


def _unconfirmed(campaign=None):
    """Carried requests nobody has answered for, of running campaigns or of one."""
    rows = CarriedRequest.objects.filter(
        answer=CarriedAnswer.WAITING, request__state=RequestState.AWAITING_RENEWAL, campaign__state=CampaignState.OPEN
    )
    return rows.filter(campaign=campaign) if campaign else rows


def _answer(request, answer, at):
    CarriedRequest.objects.filter(request=request, answer=CarriedAnswer.WAITING).update(answer=answer, answered_at=at)


def _write(code, request, at, **values):
    """To who asked; a request whose author is gone is the teacher's."""
    author = author_of(request)
    to = author if author and not author.left_on else request.person
    notifications.write(code, to=to, at=at, path=_path(request), **values)


def _reason(code):
    return ListEntry.objects.get(list="close_reason", code=code)


def _record(event, heading, request, by, at):
    journal.record(event, heading, by=by, at=at, subject=request, person=request.person)


def _path(request):
    return reverse("request_detail", args=[request.pk])


def _day(at):
    return timezone.localtime(at).date()
