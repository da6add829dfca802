"""A mentor's card of the open bank: chosen, agreed to, checked, narrowed, hidden (R05, 152-ФЗ ст. 10.1)."""

import pytest

from mentoring.access import publications_shown
from mentoring.actions.consent import record_paper, request_consent
from mentoring.actions.open_bank import (
    accept_publication,
    agree_to_publish,
    hide_publication,
    open_publication,
    return_publication,
    save_publication,
    show_publication,
)
from mentoring.actions.revocation import revoke_consent
from mentoring.kit.stale import Stale
from mentoring.kit.verdict import Refused
from mentoring.models import Consent, Letter, Setting
from mentoring.office import forget
from mentoring.queries.open_bank.agreement import agreement_of
from mentoring.queries.open_bank.public import public_cards
from mentoring.tests import make
from mentoring.tests.standing import scene
from mentoring.tests.test_consent_actions import scan

AT = make.moment()
TODAY = AT.date()


def save(publication, by, *fields, name_form="full", about=""):
    return save_publication(
        publication, fields=fields, name_form=name_form, about=about, seen=publication.lock_version, by=by, at=AT
    )


def agree(publication, by):
    return agree_to_publish(publication, shown=agreement_of(publication).mark, by=by, at=AT)


def accept(publication, by):
    return accept_publication(publication, shown=agreement_of(publication).mark, by=by, at=AT)


def seen(publication):
    return publications_shown(TODAY).filter(pk=publication.pk).exists()


@scene
def me(cast):
    return cast.actor("mentor")


@scene
def curator(cast):
    return cast.actor("curator")


@scene
def card(cast, me):
    return open_publication(cast.mentor.mentor, by=me, at=AT)


def test_nothing_is_chosen_beforehand(card):
    assert (card.fields, card.about, card.shown, card.state) == ([], "", None, "draft")
    assert not seen(card)


def test_from_choice_to_open_card(card, me, curator):
    save(card, me, "post", "directions", about="Помогаю  начать")
    agree(card, me)
    consent = card.consent
    assert (card.state, consent.state, consent.way) == ("awaiting", "given", "electronic")
    assert "должность" in consent.wording
    assert "направления помощи" in consent.wording
    assert "достижения" not in consent.wording
    assert not seen(card), "the curator has not read it yet"
    assert Letter.objects.get(code="publication_to_check").person == curator.person
    accept(card, curator)
    card.refresh_from_db()
    assert card.shown == {
        "fields": ["post", "directions"], "name_form": "full", "about": "Помогаю начать", "achievements": "",
    }  # fmt: skip
    assert seen(card)
    assert Letter.objects.get(code="publication_shown").person == me.person


def test_without_a_check_it_opens_at_once(card, me):
    Setting.objects.filter(code="bank_check").update(value=False)
    forget()
    save(card, me, "post")
    agree(card, me)
    assert seen(card)


def test_what_is_taken_away_is_gone_at_once_and_what_is_added_waits(card, me, curator):
    agree(save(card, me, "post", "achievements", about="О себе"), me)
    accept(card, curator)
    save(card, me, "subjects", name_form="first")
    assert card.shown == {"fields": [], "name_form": "first", "about": "", "achievements": ""}
    assert card.state == "draft"
    assert seen(card), "the name is still agreed to"
    agree(card, me)
    card.refresh_from_db()
    assert card.shown["fields"] == []
    accept(card, curator)
    card.refresh_from_db()
    assert card.shown["fields"] == ["subjects"]


@pytest.mark.parametrize(("before", "after"), [("short", "first"), ("first", "short")])
def test_a_surname_or_a_first_name_taken_away_is_gone_at_once(before, after, card, me, curator):
    """«Панина С. И.» and «Светлана Игоревна» hold something of each other's: initials until the new one is agreed to."""
    agree(save(card, me, name_form=before), me)
    accept(card, curator)
    save(card, me, name_form=after)
    (shown,) = public_cards(AT.date())
    person = me.person
    assert person.last_name not in shown.name
    assert person.first_name not in shown.name
    agree(card, me)
    card.refresh_from_db()
    assert card.shown["name_form"] == after


def test_more_fields_need_another_consent_and_the_first_one_ends(card, me, curator):
    agree(save(card, me, "post"), me)
    accept(card, curator)
    first = card.consent
    agree(save(card, me, "post", "experience"), me)
    first.refresh_from_db()
    assert first.state == "replaced"
    assert Consent.objects.filter(kind="publish", state="given").count() == 1
    assert seen(card), "what was shown stays inside the new consent"


def test_a_revoked_consent_closes_the_card_and_a_new_one_alone_opens_nothing(card, me, curator):
    agree(save(card, me, "post"), me)
    accept(card, curator)
    revoke_consent(card.consent, by=me, at=AT)
    assert not seen(card)
    request_consent(card.mentor.person, "publish", by=curator, at=AT)
    assert not seen(card)
    card.refresh_from_db()
    agree(card, me)
    assert Consent.objects.filter(kind="publish", state="given").count() == 1
    assert seen(card)


def test_a_text_that_changed_meanwhile_is_not_agreed_to(card, me, curator):
    save(card, me, "post")
    mark = agreement_of(card).mark
    save(card, me, "post", about="Иначе")
    with pytest.raises(Refused, match="изменилась"):
        agree_to_publish(card, shown=mark, by=me, at=AT)
    agree(card, me)
    with pytest.raises(Refused, match="изменилась"):
        accept_publication(card, shown=mark, by=curator, at=AT)


def test_two_windows_do_not_overwrite_each_other(card, me):
    save(card, me, "post")
    with pytest.raises(Stale):
        save_publication(card, fields=[], name_form="full", about="", seen=0, by=me, at=AT)


@pytest.mark.parametrize("part", ["mentee", "other_mentor", "director", "supervisor", "outsider"])
def test_nobody_else_chooses_for_a_mentor(part, card, cast):
    with pytest.raises(Refused):
        save(card, cast.actor(part), "post")
    with pytest.raises(Refused):
        open_publication(card.mentor, by=cast.actor(part), at=AT)


def test_the_curator_prepares_but_does_not_agree(card, curator):
    save(card, curator, "post")
    with pytest.raises(Refused, match="Нужно согласие"):
        agree(card, curator)


def test_a_signed_sheet_with_the_same_fields_opens_the_card(card, curator):
    save(card, curator, "post", "subjects")
    record_paper(card.mentor.person, "publish", given_on=TODAY, scan=scan(), by=curator, at=AT)
    agree(card, curator)
    accept(card, curator)
    assert seen(card)


def test_a_signed_sheet_with_other_fields_does_not(card, curator):
    save(card, curator, "post")
    record_paper(card.mentor.person, "publish", given_on=TODAY, scan=scan(), by=curator, at=AT)
    save(card, curator, "post", "achievements")
    with pytest.raises(Refused, match="Нужно согласие"):
        agree(card, curator)


def test_the_curator_returns_with_a_remark(card, me, curator):
    agree(save(card, me, "post"), me)
    with pytest.raises(Refused, match="Напишите"):
        return_publication(card, remark="  ", by=curator, at=AT)
    return_publication(card, remark="Уберите имена студентов.", by=curator, at=AT)
    assert (card.state, card.remark) == ("returned", "Уберите имена студентов.")
    assert "Уберите имена" in Letter.objects.get(code="publication_returned").body
    with pytest.raises(Refused):
        accept(card, curator)


def test_a_revoked_consent_is_not_accepted(card, me, curator):
    agree(save(card, me, "post"), me)
    revoke_consent(card.consent, by=me, at=AT)
    with pytest.raises(Refused, match="отозвано"):
        accept(card, curator)


def test_hidden_by_the_mentor_and_shown_again(card, me, curator):
    agree(save(card, me, "post"), me)
    accept(card, curator)
    hide_publication(card, by=me, at=AT)
    assert not seen(card)
    with pytest.raises(Refused, match="уже скрыта"):
        hide_publication(card, by=me, at=AT)
    show_publication(card, by=me, at=AT)
    assert seen(card)


def test_what_the_curator_hid_the_curator_shows(card, me, curator):
    agree(save(card, me, "post"), me)
    accept(card, curator)
    hide_publication(card, by=curator, at=AT)
    with pytest.raises(Refused, match="скрыл куратор"):
        show_publication(card, by=me, at=AT)
    show_publication(card, by=curator, at=AT)
    assert seen(card)


def test_unknown_fields_are_not_kept(card, me):
    save(card, me, "post", "email", "birth_date")
    assert card.fields == ["post"]
    with pytest.raises(Refused):
        save(card, me, "post", name_form="nickname")
    with pytest.raises(Refused, match="600"):
        save(card, me, about="я" * 601)
