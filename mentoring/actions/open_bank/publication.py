"""A mentor's public card: chosen field by field, agreed to in the exact words of the consent, sent to the curator."""

from django.db import transaction
from django.urls import reverse

from mentoring import notifications
from mentoring.access import holders, may_publish
from mentoring.actions import journal
from mentoring.choices import ConsentKind, ConsentState, ConsentWay, NameForm, PublicationState, PublicField
from mentoring.kit import dates
from mentoring.kit.stale import claim_version
from mentoring.kit.text import agreed, small_first, tidy
from mentoring.kit.verdict import Refused, no, require
from mentoring.models import AcademicYear, Consent, MentorPublication
from mentoring.office import office
from mentoring.queries.achievement import merit_lines
from mentoring.queries.open_bank.agreement import agreement_of, live_agreement, publish_text
from mentoring.workflow.consent import CONSENT, LIVE
from mentoring.workflow.open_bank import PUBLICATION

LONGEST_ABOUT = 600
INITIALS = ""  # what «Панина С. И.» and «Светлана Игоревна» have in common: shown until the other one is agreed to
ORDER = [str(code) for code in PublicField]


@transaction.atomic
def open_publication(mentor, *, by, at):
    """The mentor's card, an empty draft the first time: nothing is chosen for anybody. Raises Refused to others."""
    require(may_publish(by, mentor.person))
    return MentorPublication.objects.get_or_create(mentor=mentor)[0]


@transaction.atomic
def save_publication(publication, *, fields, name_form, about, seen, by, at):
    """Change what is prepared; `seen` is the lock_version of the page. What was taken away leaves the open page at once,
    what was added waits for consent and check.

    Raises Refused (another's, an unknown field, too long) or Stale.
    """
    require(may_publish(by, publication.mentor.person))
    fields = [code for code in ORDER if code in set(map(str, fields))]
    about = tidy(about)
    if name_form not in NameForm.values:
        raise Refused(no("Выберите, как показать имя."))
    if len(about) > LONGEST_ABOUT:
        raise Refused(no(f"О себе – не длиннее {LONGEST_ABOUT} знаков."))
    claim_version(publication, seen)
    if publication.state != PublicationState.DRAFT:
        PUBLICATION.claim("edit", publication, by=by, due=None)
    kept = _narrowed(publication, fields, name_form, about)
    MentorPublication.objects.filter(pk=publication.pk).update(
        fields=fields, name_form=name_form, about=about, shown=kept
    )
    publication.refresh_from_db()
    person = publication.mentor.person
    journal.record(
        "publication_saved", "Изменена карточка открытого банка", by=by, at=at, subject=publication, person=person
    )
    return publication


def _narrowed(publication, fields, name_form, about):
    """What is shown now without what the mentor has just taken away."""
    if publication.shown is None:
        return None
    shown = dict(publication.shown)
    shown["fields"] = [code for code in shown["fields"] if code in fields]
    if PublicField.ACHIEVEMENTS not in fields:
        shown["achievements"] = ""
        shown.pop("merits", None)
    if not about:
        shown["about"] = ""
    if shown["name_form"] == NameForm.FULL:
        shown["name_form"] = name_form
    elif name_form not in (NameForm.FULL, shown["name_form"]):
        shown["name_form"] = INITIALS
    return shown


def _as_agreed(publication):
    """What is shown names the mentor as the newest consent says, unless that one allows the whole name."""
    if publication.shown is None or publication.name_form == NameForm.FULL:
        return publication.shown
    return {**publication.shown, "name_form": publication.name_form}


@transaction.atomic
def agree_to_publish(publication, *, shown, by, at):
    """The mentor agrees to publish exactly what the page showed (`shown` is the agreement's mark) and sends the card to
    the curator; with `bank_check` off it is open at once.

    A curator sends the card of a mentor who has signed on paper. Raises Refused: changed meanwhile, no consent.
    """
    person = publication.mentor.person
    wording = agreement_of(publication)
    if shown != wording.mark:
        raise Refused(no("Пока вы читали, карточка изменилась. Посмотрите её ещё раз."))
    consent = live_agreement(publication, wording)
    if consent is None:
        if not by.is_person(person):
            raise Refused(no("Нужно согласие наставника: в системе или на бумаге с этими же сведениями."))
        consent = _agree(person, wording, by, at)
    due = office().add_working_days(_day(at), office().setting("bank_check_days"))
    signed = {"consent": consent, "agreed": wording.mark, "shown": _as_agreed(publication)}
    PUBLICATION.claim("submit", publication, by=by, due=due, remark="", **signed)
    heading = agreed("Разрешил(а) публикацию в открытом банке", person.gender)
    journal.record("publication_sent", heading, by=by, at=at, subject=publication, person=person)
    if office().setting("bank_check"):
        _tell_curators(publication, at)
    else:
        put_up(publication, at)
    return publication


def put_up(publication, at):
    """The prepared card becomes the shown one. Part of agree_to_publish and accept_publication."""
    told = PublicField.ACHIEVEMENTS in publication.fields
    shown = {
        "fields": publication.fields,
        "name_form": publication.name_form,
        "about": publication.about,
        "achievements": publication.mentor.achievements if told else "",
    }
    if told and (merits := merit_lines(publication.mentor_id)):
        shown["merits"] = merits
    PUBLICATION.move("accept", publication, shown=shown, approved_on=_day(at), due=None, hidden=False, hidden_by=None)


def _agree(person, wording, by, at):
    """A given consent with these words; an earlier one with other words ends the same day."""
    live = (
        Consent.objects.filter(person=person, kind=ConsentKind.PUBLISH)
        .filter(state__in=LIVE)
        .select_related("text", "person")
        .first()
    )
    signed = {"wording": wording.text, "way": ConsentWay.ELECTRONIC, "recorded_by": by.person, "given_on": _day(at)}
    before = live if live and live.state in (ConsentState.GIVEN, ConsentState.OUTDATED) else None
    if before:
        _set_aside(before)
        live = None
    if live:
        CONSENT.claim("give", live, by=by, **signed)
    else:
        year = AcademicYear.objects.filter(current=True).first()
        live = Consent.objects.create(
            person=person,
            kind=ConsentKind.PUBLISH,
            text=publish_text(),
            year=year,
            state=ConsentState.GIVEN,
            requested_at=at,
            **signed,
        )
    if before:
        Consent.objects.filter(pk=before.pk).update(replaced_by=live)
    heading = f"Дано в системе: {small_first(wording.name)}"
    journal.record("consent_given", heading, by=by, at=at, subject=live, person=person, text=wording.text)
    return live


def _set_aside(consent):
    """An earlier consent makes room for the one with new words."""
    if consent.state == ConsentState.GIVEN:
        CONSENT.move("ask_again", consent)
    CONSENT.move("renew", consent)


def _tell_curators(publication, at):
    notifications.write_all(
        "publication_to_check",
        holders("curator", _day(at)),
        at=at,
        path=reverse("publication_detail", args=[publication.mentor_id]),
        mentor=publication.mentor.person.short_name,
        date=dates.words(publication.due),
    )


def _day(at):
    return dates.local(at).date()
