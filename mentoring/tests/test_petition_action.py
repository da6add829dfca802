"""Petitions: who may ask for what, who decides, what is told to whom and what to nobody (R34)."""

from datetime import date

import pytest

from mentoring.access import letters_for
from mentoring.access.petition import deciders_of, petitions_for, petitions_to_decide
from mentoring.actions import petition as act
from mentoring.admin.kit.history import journal_for
from mentoring.choices import PetitionKind as K
from mentoring.documents.petition import petition_paper
from mentoring.kit.pdf import render_pdf
from mentoring.kit.stale import Stale
from mentoring.kit.verdict import Refused
from mentoring.models import JournalEntry, Letter, Petition, RoleAssignment
from mentoring.queries.petition_choice import mentors_to_wish
from mentoring.tests import make
from mentoring.tests.make import moment

AT = moment("2026-11-18 10:00")
SECRET = "накричал на занятии"


@pytest.fixture
def write(cast):
    """write(part, kind, **fields) sends a petition of the cast's pair."""

    def send(part, kind, **fields):
        by = cast.actor(part)
        fields.setdefault("pair", None if kind in (K.SUPPORT, K.DOCUMENTATION) else cast.pair)
        fields.setdefault("text", SECRET)
        draft = act.start_petition(kind=kind, by=by, at=AT, **fields)
        return act.send_petition(draft, by=by, at=AT)

    return send


def test_a_mentee_asks_the_curator_for_another_mentor_without_a_reason(cast, write):
    petition = write("mentee", K.REPLACE_MENTOR, text="", wish=cast.other_mentor)
    assert (petition.state, petition.addressee, petition.due) == ("submitted", "curator", date(2026, 11, 25))
    letter = Letter.objects.get(code="petition_received")
    assert letter.person == cast.curator
    assert "Другой наставник" in letter.body


def test_every_other_petition_says_why(cast, write):
    with pytest.raises(Refused, match="Напишите, о чём просите"):
        write("mentor", K.REPLACE_MENTEE, text="  ")


@pytest.mark.parametrize(
    ("kind", "due"),
    [(K.RELEASE_PERSONAL, date(2026, 11, 23)), (K.RELEASE_SUCCESS, date(2026, 11, 25))],
)
def test_release_goes_to_the_director_in_the_law_s_term(cast, write, kind, due):
    petition = write("mentor", kind)
    assert (petition.addressee, petition.due) == ("director", due)
    assert list(petitions_to_decide(cast.actor("director"))) == [petition]
    assert list(petitions_to_decide(cast.actor("curator"))) == []


def test_documents_take_longer(cast, write):
    assert write("mentor", K.DOCUMENTATION).due == date(2026, 12, 2)


@pytest.mark.parametrize(
    ("part", "kind"), [("mentee", K.REWARD), ("mentor", K.REPLACE_MENTOR), ("outsider", K.SUPPORT)]
)
def test_the_other_side_s_petition_is_refused(cast, write, part, kind):
    with pytest.raises(Refused, match="другая сторона"):
        write(part, kind)


def test_a_pair_of_others_is_refused(cast, write):
    with pytest.raises(Refused, match="вы в ней не участвуете"):
        write("mentee", K.REPLACE_MENTOR, pair=cast.other_pair)


def test_a_closed_pair_is_not_asked_to_change_but_may_be_rewarded(cast, write):
    closed = make.pair([cast.mentor], [cast.mentee], state="completed", ended_on=date(2026, 11, 10))
    closed.members.update(until=date(2026, 11, 10))
    with pytest.raises(Refused, match="уже завершена"):
        write("mentor", K.REPLACE_MENTEE, pair=closed)
    assert write("mentor", K.REWARD, pair=closed, about=cast.mentee).state == "submitted"


def test_reward_names_a_mentee_of_the_pair(cast, write):
    with pytest.raises(Refused, match="о ком"):
        write("mentor", K.REWARD)
    with pytest.raises(Refused, match="о наставляемом этой пары"):
        write("mentor", K.REWARD, about=cast.other_mentee)


def test_a_second_one_of_the_kind_waits_for_the_first(cast, write):
    write("mentee", K.REPLACE_MENTOR)
    with pytest.raises(Refused, match="уже подано"):
        write("mentee", K.REPLACE_MENTOR)


# Who reads: with data that could leak


@pytest.mark.parametrize("kind", [K.REWARD, K.MEASURES])
def test_reward_and_measures_are_read_by_the_office_and_never_by_the_person(cast, write, kind):
    petition = write("mentor", kind, about=cast.mentee)
    readers = {
        part
        for part in ("curator", "director", "mentor", "mentee", "supervisor", "other_mentor", "admin", "outsider")
        if petition in petitions_for(cast.actor(part))
    }
    assert readers == {"curator", "director", "mentor"}


def test_even_a_curator_does_not_read_what_is_about_himself(cast, write):
    RoleAssignment.objects.create(person=cast.mentee, role="curator", since=date(2026, 9, 1))
    petition = write("mentor", K.MEASURES, about=cast.mentee)
    assert petition not in petitions_for(cast.actor("mentee", "curator"))
    assert petition not in petitions_to_decide(cast.actor("mentee", "curator"))


def test_the_other_side_never_reads_a_petition(cast, write):
    petition = write("mentee", K.REPLACE_MENTOR)
    assert petition not in petitions_for(cast.actor("mentor"))
    assert petition not in petitions_for(cast.actor("director"))


def test_a_curator_who_is_the_mentor_is_passed_over_for_another_then_for_the_director(cast, write):
    RoleAssignment.objects.create(person=cast.mentor, role="curator", since=date(2026, 9, 1))
    petition = write("mentee", K.REPLACE_MENTOR)
    assert deciders_of(petition) == [cast.curator]
    assert petition not in petitions_for(cast.actor("mentor", "curator"))
    RoleAssignment.objects.filter(person=cast.curator).update(until=date(2026, 1, 1))
    assert deciders_of(petition) == [cast.director]
    assert petition in petitions_for(cast.actor("director"))
    assert petition in petitions_to_decide(cast.actor("director"))


def test_the_journal_and_letters_tell_neither_kind_nor_reason(cast, write):
    petition = write("mentor", K.MEASURES, about=cast.mentee)
    act.refuse_petition(petition, reasons="Нет оснований.", by=cast.actor("director"), at=AT)
    told = " ".join(f"{row.heading} {row.text}" for row in JournalEntry.objects.all())
    assert SECRET not in told
    assert "Мер" not in told
    assert not JournalEntry.objects.filter(event__startswith="petition").exclude(pair=None, person=None)
    assert not Letter.objects.filter(body__contains=SECRET)
    assert not Letter.objects.filter(person=cast.mentee)


def test_a_draft_is_the_author_s_alone(cast):
    by = cast.actor("mentee")
    draft = act.start_petition(kind=K.REPLACE_MENTOR, pair=cast.pair, by=by, at=AT)
    assert draft not in petitions_for(cast.actor("curator"))
    act.edit_petition(draft, text="Иначе.", lock_version=0, by=by, at=AT)
    with pytest.raises(Stale):
        act.edit_petition(Petition.objects.get(pk=draft.pk), text="Поздно.", lock_version=0, by=by, at=AT)
    with pytest.raises(Refused, match="тот, кто написал"):
        act.send_petition(draft, by=cast.actor("mentor"), at=AT)
    act.delete_petition(draft, by=by, at=AT)
    assert not Petition.objects.exists()


# Decisions


def test_granted_with_a_decision_then_carried_out(cast, write):
    petition = write("mentor", K.SUPPORT)
    act.take_petition(petition, by=cast.actor("curator"), at=AT)
    act.grant_petition(petition, decision="Разберём план вместе.", by=cast.actor("curator"), at=AT)
    assert (petition.state, petition.decided_by, petition.decided_post) == ("granted", cast.curator, "методист")
    act.execute_petition(petition, note="Разобрали 20 ноября.", by=cast.actor("curator"), at=AT)
    assert petition.state == "executed"
    assert set(Letter.objects.filter(person=cast.mentor).values_list("code", flat=True)) == {
        "petition_decided",
        "petition_done",
    }


def test_a_second_decision_and_an_empty_one_are_refused(cast, write):
    petition = write("mentee", K.EARLY_END)
    twin = Petition.objects.get(pk=petition.pk)
    with pytest.raises(Refused, match="Напишите причину"):
        act.refuse_petition(petition, reasons=" ", by=cast.actor("curator"), at=AT)
    act.refuse_petition(petition, reasons="Осталась неделя.", by=cast.actor("curator"), at=AT)
    with pytest.raises(Refused, match="уже есть решение"):
        act.grant_petition(twin, decision="Да.", by=cast.actor("curator"), at=AT)
    twin.refresh_from_db()
    assert (twin.state, twin.decision, twin.reasons) == ("refused", "", "Осталась неделя.")


@pytest.mark.parametrize("part", ["mentor", "mentee", "director", "supervisor", "outsider", "admin"])
def test_nobody_else_decides(cast, write, part):
    petition = write("mentee", K.REPLACE_MENTOR)
    with pytest.raises(Refused):
        act.grant_petition(petition, decision="Да.", by=cast.actor(part), at=AT)


def test_a_question_and_its_answer_stay_and_the_term_begins_anew(cast, write):
    petition = write("mentor", K.REPLACE_MENTEE)
    act.ask_about_petition(petition, question="Что пробовали?", by=cast.actor("curator"), at=AT)
    assert petition.state == "need_info"
    with pytest.raises(Refused):
        act.grant_petition(petition, decision="Да.", by=cast.actor("curator"), at=AT)
    later = moment("2026-11-30 10:00")
    act.answer_about_petition(petition, answer="Встречались дважды.", by=cast.actor("mentor"), at=later)
    assert (petition.state, petition.due) == ("in_review", date(2026, 12, 7))
    assert [row["text"] for row in petition.talk] == ["Что пробовали?", "Встречались дважды."]


def test_the_author_withdraws_before_the_decision_only(cast, write):
    petition = write("mentee", K.REPLACE_MENTOR)
    act.withdraw_petition(petition, by=cast.actor("mentee"), at=AT)
    assert petition.state == "withdrawn"
    with pytest.raises(Refused, match="отозвали"):
        act.withdraw_petition(petition, by=cast.actor("mentee"), at=AT)


@pytest.mark.parametrize("step", ["sent", "granted", "refused", "executed"])
def test_the_paper_prints_at_every_step(cast, write, step):
    petition, by = write("mentee", K.REPLACE_MENTOR), {"by": cast.actor("curator"), "at": AT}
    if step == "refused":
        act.refuse_petition(petition, reasons="Сначала поговорим.", **by)
    elif step != "sent":
        act.grant_petition(petition, decision="Подберём другого.", **by)
    if step == "executed":
        act.execute_petition(petition, note="Замена с 1 декабря.", **by)
    assert render_pdf(petition_paper(petition)).startswith(b"%PDF")


def test_nobody_wishes_for_the_mentor_they_leave(cast):
    wished = list(mentors_to_wish(cast.actor("mentee")))
    assert cast.mentor not in wished
    assert cast.other_mentor in wished


def test_a_curator_in_the_pair_sees_neither_envelope_nor_journal(cast, write):
    """That the other side has petitioned is closed to him, not only what was written."""
    RoleAssignment.objects.create(person=cast.mentor, role="curator", since=date(2026, 9, 1))
    petition = write("mentee", K.REPLACE_MENTOR)
    act.refuse_petition(petition, reasons="Замены пока нет.", by=cast.actor("curator"), at=AT)
    partner = cast.actor("mentor", "curator")
    assert not letters_for(partner).filter(code="petition_decided").exists()
    assert letters_for(cast.actor("curator")).filter(code="petition_decided").exists()
    assert not journal_for(partner).filter(event__startswith="petition_").exists()
