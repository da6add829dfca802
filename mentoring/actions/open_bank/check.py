"""The curator's word on a public card, and hiding it at once by either side."""

from django.db import transaction
from django.urls import reverse

from mentoring import notifications
from mentoring.access import may_keep_bank, may_publish
from mentoring.actions import journal
from mentoring.actions.open_bank.publication import put_up
from mentoring.kit.text import tidy
from mentoring.kit.verdict import YES, Refused, no, require
from mentoring.models import MentorPublication
from mentoring.queries.open_bank.agreement import agreement_of, live_agreement
from mentoring.workflow.open_bank import PUBLICATION


@transaction.atomic
def accept_publication(publication, *, shown, by, at):
    """Open the card as it was agreed to; `shown` is the agreement's mark the curator read.

    Raises Refused: not the curator, changed meanwhile, the consent is gone or speaks of other fields, an achievement
    was confirmed or mended after the mentor had agreed.
    """
    require(PUBLICATION.verdict("accept", by, publication))
    wording = agreement_of(publication)
    if shown != wording.mark:
        raise Refused(no("Пока вы читали, карточка изменилась. Посмотрите её ещё раз."))
    if live_agreement(publication, wording) is None:
        raise Refused(no("Согласие на публикацию отозвано или дано на другие сведения. Карточка останется внутренней."))
    if publication.agreed and publication.agreed != wording.mark:
        raise Refused(
            no("После согласия наставника достижения изменились. Верните карточку: он согласится с ними сам.")
        )
    put_up(publication, at)
    _record("publication_accepted", "Карточка опубликована в открытом банке", publication, by, at)
    _write("publication_shown", publication, at)


@transaction.atomic
def return_publication(publication, *, remark, by, at):
    """Back to the mentor with a remark; what was open before stays open."""
    remark = tidy(remark)[:300]
    if not remark:
        raise Refused(no("Напишите, что исправить: наставник это прочитает."))
    PUBLICATION.claim("return", publication, by=by, remark=remark, due=None)
    _record("publication_returned", "Карточка открытого банка возвращена", publication, by, at, text=remark)
    _write("publication_returned", publication, at, remark=remark.rstrip("."))


@transaction.atomic
def hide_publication(publication, *, by, at):
    """Nobody outside sees the card from this moment on. The mentor or the curator; no reason is asked."""
    require(may_publish(by, publication.mentor.person))
    changed = MentorPublication.objects.filter(pk=publication.pk, hidden=False)
    if not changed.update(hidden=True, hidden_by=by.person):
        raise Refused(no("Карточка уже скрыта."))
    publication.refresh_from_db()
    _record("publication_hidden", "Карточка открытого банка скрыта", publication, by, at)


def may_show(actor, publication):
    """What the office has hidden, the office shows again."""
    owner = may_publish(actor, publication.mentor.person)
    if not owner or may_keep_bank(actor) or publication.hidden_by_id in (None, publication.mentor_id):
        return owner
    return no("Карточку скрыл куратор. Напишите ему.")


@transaction.atomic
def show_publication(publication, *, by, at):
    """The hidden card is open again, as long as its consent is in force."""
    require(may_show(by, publication))
    require(
        YES if publication.consent_id and publication.consent.state == "given" else no("Нет согласия на публикацию.")
    )
    if not MentorPublication.objects.filter(pk=publication.pk, hidden=True).update(hidden=False, hidden_by=None):
        raise Refused(no("Карточка не скрыта."))
    publication.refresh_from_db()
    _record("publication_shown", "Карточка открытого банка снова видна", publication, by, at)


def _record(event, heading, publication, by, at, *, text=""):
    person = publication.mentor.person
    journal.record(event, heading, by=by, at=at, subject=publication, person=person, text=text)


def _write(code, publication, at, **values):
    path = reverse("publication_detail", args=[publication.mentor_id])
    notifications.write(code, to=publication.mentor.person, at=at, path=path, **values)
