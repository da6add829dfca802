"""Who may see and do what with people and the bank: the cast by the objects."""

import pytest

from mentoring import access
from mentoring.models import Consent
from mentoring.tests import make
from mentoring.tests.standing import scene

PARTS = ("curator", "director", "supervisor", "mentor", "mentee", "other_mentor", "admin", "outsider", "hr")


@scene
def actors(cast):
    cast.hr = make.person("Кадрова Нина Олеговна", login=True, roles=["hr"])
    return {part: cast.actor(part) for part in PARTS}


def who(actors, allowed):
    return {part for part, actor in actors.items() if allowed(actor)}


def test_verdicts(actors, cast):
    consent = Consent.objects.get(person=cast.mentor)
    expected = {
        "keep people": ({"curator", "admin", "hr"}, access.may_keep_people),
        "manage people": ({"curator", "admin"}, access.may_manage_people),
        "keep the bank": ({"curator"}, access.may_keep_bank),
        "see birth dates": ({"curator"}, access.may_see_birth_date),
        "edit the mentor's card": ({"curator", "admin", "hr"}, lambda a: access.may_edit_person(a, cast.mentor)),
        "edit the mentor's record": ({"curator", "mentor"}, lambda a: access.may_edit_mentor(a, cast.mentor)),
        "see mentees": ({"curator", "director", "supervisor"}, access.may_see_mentees),
        "answer the consent": ({"mentor"}, lambda a: access.may_answer_consent(a, consent)),
        "revoke the consent": ({"curator", "mentor"}, lambda a: access.may_revoke_consent(a, consent)),
        "give the council's role": ({"curator", "admin"}, lambda a: access.may_grant_role(a, "council", cast.mentee)),
        "give the administrator's role": ({"admin"}, lambda a: access.may_grant_role(a, "admin", cast.mentee)),
        "see imports": ({"curator", "admin"}, lambda a: access.imports_for(a).query.is_empty() is False),
    }
    assert {what: who(actors, allowed) for what, (_, allowed) in expected.items()} == {
        what: parts for what, (parts, _) in expected.items()
    }


def test_every_refusal_has_words(actors, cast):
    consent = Consent.objects.get(person=cast.mentor)
    outsider = actors["outsider"]
    refusals = [
        access.may_keep_people(outsider),
        access.may_manage_people(outsider),
        access.may_keep_bank(outsider),
        access.may_edit_person(outsider, cast.mentor),
        access.may_edit_mentor(outsider, cast.mentor),
        access.may_see_mentees(outsider),
        access.may_answer_consent(outsider, consent),
        access.may_revoke_consent(outsider, consent),
        access.may_grant_role(outsider, "council", cast.mentor),
    ]
    assert all(not refusal and refusal.reason.endswith(".") for refusal in refusals)


@pytest.mark.parametrize(
    ("part", "sees"),
    [
        ("curator", True),
        ("director", True),
        ("hr", True),
        ("admin", True),
        ("supervisor", True),
        ("mentee", True),
        ("mentor", True),
        ("other_mentor", False),
        ("outsider", False),
    ],
)
def test_whose_card_opens(actors, cast, part, sees):
    assert access.people_for(actors[part]).filter(pk=cast.mentor.pk).exists() is sees


def test_consents_are_seen_by_their_person_and_the_office(actors, cast):
    consent = Consent.objects.get(person=cast.mentor)
    assert who(actors, lambda a: access.consents_for(a).filter(pk=consent.pk).exists()) == {
        "curator", "director", "mentor",
    }  # fmt: skip


def test_the_bank_is_open_to_everyone_signed_in(actors, cast):
    assert who(actors, lambda a: access.mentors_for(a).filter(pk=cast.mentor.pk).exists()) == set(PARTS)


def test_a_head_sees_the_mentees_of_the_unit(actors, cast):
    assert [row.person for row in access.mentees_for(actors["supervisor"])] == [cast.mentee]
    assert access.mentees_for(actors["outsider"]).count() == 0


def test_holders_are_those_of_the_day(cast):
    assert list(access.holders("curator")) == [cast.curator]
    assert list(access.holders("psychologist")) == []
