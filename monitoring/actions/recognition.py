"""A proposal to recognize somebody: made, decided by the director, taken back (R55, clause 4.1)."""

from django.db import IntegrityError, transaction
from django.urls import reverse

from mentoring import notifications
from mentoring.access import holders
from mentoring.actions import journal
from mentoring.choices import Audience, Role, Side
from mentoring.kit.dates import local, words
from mentoring.kit.text import small_first, tidy
from mentoring.kit.verdict import Refused, no, require
from mentoring.models import AcademicYear
from mentoring.office import office
from monitoring.access import recognition as rights
from monitoring.choices.year import KINDS_OF, PAID
from monitoring.models import RecognitionProposal, RewardLeft
from monitoring.queries.recognition import facts_of, people_to_recognize
from monitoring.workflows_year import RECOGNITION

TWICE = "Такое предложение об этом человеке уже ждёт решения или приказа."


@transaction.atomic
def propose_recognition(*, person, side, kind, ground, amount=None, report=None, by, at):
    """The director is asked; what the system knows of the year is kept with the proposal. Returns the row.

    Refused: who may not propose, oneself, somebody who takes no part, a kind of the other side, no ground, the same twice,
    a sum from who may not see sums.
    """
    require(rights.may_propose_recognition(by))
    year = AcademicYear.objects.get(pk=office().year.pk)
    _check(person, side, kind, year, by)
    ground = tidy(ground)[:500]
    if not ground:
        raise Refused(no("Напишите, за что."))
    if amount is not None:
        require(rights.may_see_amounts(by))
        if kind not in PAID:
            raise Refused(no("Сумму указывают только у премии."))
    due = office().add_working_days(local(at).date(), office().setting("recognition_decide_working_days"))
    fields = {"amount": amount, "report": report, "created_at": at, "due": due, "author": by.person}
    try:
        with transaction.atomic():
            row = RecognitionProposal.objects.create(
                year=year, person=person, side=side, kind=kind, ground=ground,
                facts=list(facts_of(person, side, year)), **fields,
            )  # fmt: skip
    except IntegrityError:
        raise Refused(no(TWICE)) from None
    _record("recognition_proposed", "Предложено поощрение", row, by, at, text=ground)
    people = [one for one in holders(Role.DIRECTOR, local(at).date()) if not by.is_person(one)]
    path = reverse("recognition_detail", args=[row.pk])
    notifications.write_all(
        "recognition_proposed", people, at=at, path=path, kind=row.get_kind_display(), date=words(due)
    )
    return row


def _check(person, side, kind, year, by):
    if by.is_person(person):
        raise Refused(no("Себя не предлагают. Попросите куратора."))
    if kind not in KINDS_OF[Side(side)]:
        raise Refused(no("Этот вид поощрения не для этой роли. Выберите другой."))
    taking_part = people_to_recognize(type(person).objects.filter(pk=person.pk), year)
    if not taking_part.filter(memberships__side=side).exists():
        raise Refused(no(f"{person.short_name}: в этом и прошлом году нет пары в этой роли."))


@transaction.atomic
def leave_reward(report, *, reason, by, at):
    """A mentor's proposal of an accepted report is not taken over; he is told why. Returns the RewardLeft."""
    reason = tidy(reason)[:300]
    if not reason:
        raise Refused(no("Напишите, почему не берёте: наставник это прочитает."))
    if not rights.reports_with_reward(by).filter(pk=report.pk).exists():
        raise Refused(no("Это предложение уже взяли или не взяли. Обновите страницу."))
    try:
        with transaction.atomic():
            row = RewardLeft.objects.create(report=report, reason=reason, decided_by=by.person, decided_at=at)
    except IntegrityError:
        raise Refused(no("Это предложение уже не взяли. Обновите страницу.")) from None
    heading = "Предложение о поощрении из отчёта не взято"
    journal.record("reward_left", heading, by=by, at=at, subject=report, text=reason, audience=Audience.OFFICE)
    if not by.is_person(report.author):
        path = reverse("report_detail", args=[report.pk])
        notifications.write("reward_left", to=report.author, at=at, path=path, reason=reason)
    return row


@transaction.atomic
def decide_recognition(row, *, agree, reason="", amount=None, by, at):
    """The director's word; a refusal has its reason, a bonus may get its sum here.

    Refused: not the director, about himself, decided already, a no without a reason.
    """
    step = "approve" if agree else "decline"
    require(RECOGNITION.verdict(step, by, row))
    reason = tidy(reason)[:500]
    if not agree and not reason:
        raise Refused(no("Напишите, почему отклоняете: автор это прочитает."))
    changed = {"amount": amount} if amount is not None and row.kind in PAID else {}
    RECOGNITION.claim(step, row, by=by, reason=reason, decided_by=by.person, decided_at=at, due=None, **changed)
    heading = "Директор согласился на поощрение" if agree else "Директор отклонил поощрение"
    _record("recognition_decided", heading, row, by, at, text=reason)
    if row.author and not by.is_person(row.author):
        told = f"{row.get_kind_display()}: {'согласовано' if agree else 'отклонено'}"
        path = reverse("recognition_detail", args=[row.pk])
        notifications.write("recognition_decided", to=row.author, at=at, path=path, decision=told)


@transaction.atomic
def withdraw_recognition(row, *, by, at):
    RECOGNITION.claim("withdraw", row, by=by, due=None)
    _record("recognition_withdrawn", "Предложение отозвано", row, by, at)


@transaction.atomic
def free_recognition(row, *, by, at):
    """Its order was canceled: the decision stands and may go into another order."""
    try:
        with transaction.atomic():
            RECOGNITION.claim("free", row, by=by, order=None)
    except IntegrityError:
        raise Refused(no(TWICE)) from None
    _record("recognition_freed", "Можно включить в новый приказ", row, by, at)


def _record(event, heading, row, by, at, *, text=""):
    """Until the order everything is the office's own: the person learns from the order."""
    words_ = f"{heading}: {small_first(row.get_kind_display())}"
    journal.record(event, words_, by=by, at=at, subject=row, text=text, audience=Audience.OFFICE)
