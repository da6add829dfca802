"""Who sees a filled card (R11): what was promised to the teacher when it was asked for."""

import pytest

from mentoring.access import (
    diagnoses_for,
    may_ask_card_of,
    opinion_side,
    people_to_diagnose,
    sheets_for,
    supervisor_of,
)
from mentoring.models import Diagnosis, PairMember
from mentoring.queries.diagnosis.profile import full_diagnoses, profile_page
from mentoring.tests import make
from mentoring.tests import make_diagnosis as md

SEES = ("curator", "director", "supervisor", "mentor", "mentee")
OUTSIDE = ("other_mentor", "other_mentee", "admin", "outsider")


def sees(cast, part, diagnosis):
    return diagnoses_for(cast.actor(part)).filter(pk=diagnosis.pk).exists()


def page(cast, part, diagnosis):
    return profile_page(cast.actor(part), full_diagnoses(Diagnosis.objects).get(pk=diagnosis.pk))


def test_the_person_the_mentor_the_head_and_the_office(cast):
    diagnosis = md.done(cast.mentee, by=cast.curator)
    assert [part for part in (*SEES, *OUTSIDE) if sees(cast, part, diagnosis)] == list(SEES)
    assert all(page(cast, part, diagnosis).own for part in SEES)


def test_the_head_and_the_director_see_only_what_was_promised(cast):
    diagnosis = md.done(cast.mentee, by=cast.curator)
    Diagnosis.objects.update(to_supervisor=False, to_director=False)
    assert [part for part in SEES if sees(cast, part, diagnosis)] == ["curator", "mentor", "mentee"]


def test_the_mentor_sees_while_he_leads_a_live_pair(cast):
    diagnosis = md.done(cast.mentee, by=cast.curator)
    PairMember.objects.filter(pair=cast.pair, person=cast.mentor).update(until=make.moment().date())
    assert not sees(cast, "mentor", diagnosis)
    PairMember.objects.filter(pair=cast.pair, person=cast.mentor).update(until=None)
    cast.pair.state = "completed"
    cast.pair.save(update_fields=["state"])
    assert not sees(cast, "mentor", diagnosis)


def test_mentees_of_one_group_do_not_see_each_other(cast):
    group = make.pair([cast.other_mentor], [cast.mentee, cast.other_mentee])
    assert group.is_group
    diagnosis = md.done(cast.mentee, by=cast.curator)
    assert sees(cast, "other_mentor", diagnosis)
    assert not sees(cast, "other_mentee", diagnosis)


@pytest.mark.parametrize("part", SEES)
def test_nobody_but_the_author_reads_before_sending(cast, part):
    diagnosis = md.asked(cast.mentee, by=cast.curator)
    md.fill(md.own_sheet(diagnosis), md.HARD)
    found = page(cast, part, diagnosis)
    assert found.own is None
    assert found.rows == ()
    assert "отправит карту" in found.hidden


def test_a_second_opinion_is_given_before_the_answers_are_read(cast):
    diagnosis = md.done(cast.mentee, by=cast.curator)
    sheet = md.opinion(diagnosis, cast.supervisor, send=False)
    found = page(cast, "supervisor", diagnosis)
    assert (found.own, found.rows) == (None, ())
    assert "Сначала отправьте его" in found.hidden
    assert page(cast, "mentee", diagnosis).others == (), "an unsent opinion is its author's alone"
    from mentoring.actions.diagnosis import send_sheet

    send_sheet(sheet, by=cast.actor("supervisor"), at=md.now())
    for part in ("supervisor", "mentee", "mentor"):
        assert len(page(cast, part, diagnosis).others) == 1


def test_who_gives_an_opinion_reads_although_the_settings_hide_the_card(cast):
    diagnosis = md.done(cast.mentee, by=cast.curator)
    Diagnosis.objects.update(to_supervisor=False)
    md.opinion(diagnosis, cast.supervisor)
    assert sees(cast, "supervisor", diagnosis)


def test_only_the_author_opens_a_sheet(cast):
    sheet = md.own_sheet(md.asked(cast.mentee, by=cast.curator))
    assert [p for p in (*SEES, *OUTSIDE) if sheets_for(cast.actor(p)).filter(pk=sheet.pk).exists()] == ["mentee"]


def test_whom_one_may_ask(cast):
    mine = set(people_to_diagnose(cast.actor("supervisor")))
    assert mine == {cast.mentor, cast.mentee}
    assert cast.other_mentee in people_to_diagnose(cast.actor("curator"))
    assert not people_to_diagnose(cast.actor("outsider")).exists()
    assert not may_ask_card_of(cast.actor("mentor"), cast.mentee)


def test_as_whom_an_opinion_is_given(cast):
    assert opinion_side(cast.actor("supervisor"), cast.mentee) == "supervisor"
    assert opinion_side(cast.actor("curator"), cast.mentee) == "methodist"
    assert opinion_side(cast.actor("curator"), cast.curator) is None
    assert opinion_side(cast.actor("mentor"), cast.mentee) is None
    assert supervisor_of(cast.mentee) == cast.supervisor
    cast.mentee.supervisor = cast.director
    assert supervisor_of(cast.mentee) == cast.director
