"""What the open bank waits for: an answer, a check, a mentor's record, a mended card, a partner's contract."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from mentoring.choices import OutsideKind, OutsideState, PublicationState
from mentoring.kit.dates import by, words
from mentoring.kit.deeds import DeedSource
from mentoring.kit.ui import Deed
from mentoring.models import Mentor, MentorPublication, Organization, OutsideApplication
from mentoring.office import office
from mentoring.queries.deeds.request import dated, named

QUEUE = "Открытый банк"


def sources(actor, on):
    found = []
    if actor.person and actor.has("mentor"):
        mine = MentorPublication.objects.filter(mentor=actor.person.pk, state=PublicationState.RETURNED)
        found.append(
            DeedSource("mend_publication", mine, _mend, QUEUE, "mentor", due=lambda row: None,
                       fields=("remark", "mentor_id"), by="pk")
        )  # fmt: skip
    if actor.has("curator"):
        found += _of_curator(on)
    return found


def waits(actor, on):
    return []


def _of_curator(on):
    waiting = OutsideApplication.objects.filter(state=OutsideState.RECEIVED)
    checks = MentorPublication.objects.filter(state=PublicationState.AWAITING)
    return [
        DeedSource("answer_outside", waiting, lambda row: _answer(row, on), QUEUE, "curator",
                   fields=("due", "kind", "last_name", "first_name", "patronymic", "organization")),
        DeedSource("check_publication", checks, lambda row: _check(row, on), QUEUE, "curator",
                   fields=("due", "mentor_id", *named("mentor__person"))),
        DeedSource("make_outside_mentor", _without_record(), _make, QUEUE, "curator", due=lambda row: None,
                   fields=("last_name", "first_name", "patronymic", "organization"), by="decided_at"),
        DeedSource("renew_contract", ending_contracts(on), lambda row: _renew(row, on), "Партнёры", "curator",
                   due=lambda row: row.contract_until, fields=("short_name", "contract_until"), by="contract_until"),
    ]  # fmt: skip


def ending_contracts(on):
    """Partners we work with whose contract ends soon or is over, while a mentor of theirs is in the bank (4.3.3)."""
    soon = on + timedelta(days=office().setting("partner_contract_days"))
    theirs = Mentor.objects.filter(person__organization=OuterRef("pk"), retired_on__isnull=True)
    return Organization.objects.filter(Exists(theirs), own=False, retired=False, contract_until__lte=soon)


def _without_record():
    """Accepted offers whose person is in no bank yet."""
    record = Mentor.objects.filter(person=OuterRef("person"), retired_on__isnull=True)
    return OutsideApplication.objects.filter(
        ~Q(Exists(record)), kind=OutsideKind.OFFER, state=OutsideState.ACCEPTED, person__left_on__isnull=True,
        person__isnull=False,
    )  # fmt: skip


def _answer(row, on):
    url = reverse("outside_detail", args=[row.pk])
    what = "просьбу о наставнике" if row.kind == OutsideKind.REQUEST else "предложение стать наставником"
    title = f"Ответить на {what}: {row.full_name} — {by(row.due, on)}"
    return dated(row.due, on, title=title, text=row.organization, url=url, action="Прочитать", action_url=url)


def _check(row, on):
    url = reverse("publication_detail", args=[row.mentor_id])
    title = f"Проверить карточку открытого банка: {row.mentor.person.short_name} — {by(row.due, on)}"
    return dated(row.due, on, title=title, url=url, action="Проверить", action_url=url)


def _make(row):
    url = reverse("outside_detail", args=[row.pk])
    title = f"Завести карточку наставника: {row.full_name}"
    return Deed(when="без срока", title=title, text=row.organization, url=url, action="Открыть", action_url=url)


def _mend(row):
    url = reverse("publication_detail", args=[row.mentor_id])
    return Deed(
        when="без срока",
        title="Исправить карточку открытого банка",
        text=f"Замечание куратора: {row.remark}",
        url=url,
        action="Исправить",
        action_url=reverse("publication_edit", args=[row.mentor_id]),
    )


def _renew(row, on):
    url = reverse("organization_edit", args=[row.pk])
    verb = "истёк" if row.contract_until < on else "действует до"
    title = f"Продлить договор: {row.short_name}"
    text = f"Договор {verb} {words(row.contract_until)}; без него пару с партнёром не закрепить (п. 4.3.3)."
    return dated(row.contract_until, on, title=title, text=text, url=url, action="Открыть", action_url=url)
