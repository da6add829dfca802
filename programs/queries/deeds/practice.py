"""Practice cards that wait: for the curator's check, for the author's correction, for somebody's answer."""

from django.db.models import Exists, OuterRef
from django.urls import reverse

from mentoring.kit import dates
from mentoring.kit.deeds import DeedSource, WaitSource
from mentoring.kit.ui import Deed, Wait
from programs.choices.practice import AgreementState, PracticeState
from programs.models import PracticeAgreement, PracticeCard

from .row import ROLE_NOTES

QUEUE = "Практики"
S = PracticeState


def sources(actor, on):
    if not actor.person:
        return []
    mine = PracticeCard.objects.filter(author=actor.person)
    asked = PracticeAgreement.objects.filter(person=actor.person, state=AgreementState.ASKED, card__state=S.ACCEPTED)
    found = [
        DeedSource("answer_practice", asked, lambda row: _answer(row, on), QUEUE, "mentor", fields=("due", "card__title"))
    ]  # fmt: skip
    if actor.has("curator", "mentor", "partner"):
        found += [
            DeedSource("write_practice", mine.filter(state=S.DRAFT), lambda row: _write(actor, row), QUEUE, "mentor",
                       _no_date, fields=("title",), by="pk"),
            DeedSource("fix_practice", mine.filter(state=S.RETURNED), lambda row: _fix(actor, row), QUEUE, "mentor",
                       _no_date, fields=("title", "remark"), by="pk"),
        ]  # fmt: skip
    if actor.has("curator"):
        check = PracticeCard.objects.filter(state=S.SENT)
        found.append(
            DeedSource("check_practice", check, lambda row: _check(actor, row, on), QUEUE, "curator",
                       fields=("title", "due"))
        )  # fmt: skip
    return found


def waits(actor, on):
    """A mentor's card at the curator's, a curator's question to the people of a card."""
    if not actor.person:
        return []
    found = [WaitSource(PracticeCard.objects.filter(author=actor.person, state=S.SENT), _checked, ("title", "due"))]
    if actor.has("curator"):
        unanswered = PracticeAgreement.objects.filter(card=OuterRef("pk"), state=AgreementState.ASKED)
        asked = PracticeCard.objects.filter(Exists(unanswered), state=S.ACCEPTED)
        found.append(WaitSource(asked, _asked, ("title",), by="pk"))
    return found


def _no_date(row):
    return None


def _answer(row, on):
    url = reverse("practice_agreement", args=[row.pk])
    title = f"Прочитать карточку «{row.card.title}» и решить, показывать ли её снаружи"
    return Deed(when=dates.words(row.due), when_note=dates.near(row.due, on), late=row.due < on, title=title,
                url=url, action="Прочитать", action_url=url, icon="file")  # fmt: skip


def _check(actor, row, on):
    url = reverse("practice_accept", args=[row.pk])
    return Deed(when=dates.words(row.due), when_note=dates.near(row.due, on), late=row.due < on,
                title=f"Проверить карточку практики «{row.title}»", url=url, action="Проверить", action_url=url,
                icon="file", role_note=_note(actor, "curator"))  # fmt: skip


def _write(actor, row):
    return _made(actor, row, f"Дописать карточку практики «{row.title}»", "", "Дописать")


def _fix(actor, row):
    return _made(actor, row, f"Исправить карточку практики «{row.title}»", row.remark, "Исправить")


def _made(actor, row, title, text, action):
    url = reverse("practice_edit", args=[row.pk])
    return Deed(when="без срока", title=title, text=text, url=url, action=action, action_url=url, icon="file",
                role_note=_note(actor, "mentor"))  # fmt: skip


def _note(actor, role):
    return ROLE_NOTES[role] if len(actor.roles) > 1 else ""


def _checked(row):
    what = f"проверяет карточку практики «{row.title}»"
    return Wait("Куратор", what, f"{dates.by(row.due)}", reverse("practice_detail", args=[row.pk]))


def _asked(row):
    what = f"решают, показать ли карточку «{row.title}» снаружи"
    return Wait("Участники", what, url=reverse("practice_detail", args=[row.pk]))
