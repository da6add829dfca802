"""The psychologist's help, asked for quietly: read by the curator alone, without a trace elsewhere (R37)."""

from datetime import date

import pytest
from django.contrib import admin
from django.urls import reverse

from mentoring.access.petition import help_readers, help_requests_for
from mentoring.actions import help as act
from mentoring.kit.verdict import Refused
from mentoring.models import HelpRequest, JournalEntry, Letter, Petition, RoleAssignment
from mentoring.tests import make
from mentoring.tests.admin import enter
from mentoring.tests.make import moment
from mentoring.tests.standing import scene

AT = moment("2026-11-18 10:00")
SECRET = "не сплю из-за занятий"


@scene
def asked(cast):
    return act.ask_for_help(by=cast.actor("mentee"), text=SECRET, at=AT)


def test_the_curator_alone_reads_it(cast, asked):
    readers = {
        part
        for part in ("curator", "director", "mentor", "mentee", "supervisor", "other_mentor", "admin", "outsider")
        if asked in help_requests_for(cast.actor(part))
    }
    assert readers == {"curator", "mentee"}
    assert asked.due == date(2026, 11, 20)


def test_no_journal_and_no_name_in_the_letter(cast, asked):
    assert not JournalEntry.objects.exists()
    letter = Letter.objects.get()
    assert (letter.code, letter.person, letter.send) == ("psychologist_asked", cast.curator, "now")
    assert SECRET not in letter.body
    assert "Жуков" not in letter.subject + letter.body


def test_no_trace_on_pages_others_read(cast, asked, sign_in):
    for part in ("mentor", "director", "supervisor"):
        client = sign_in(getattr(cast, part))
        for url in ("home", "pair_detail", "person_detail"):
            args = {"pair_detail": [cast.pair.pk], "person_detail": [cast.mentee.pk]}.get(url, [])
            page = client.get(reverse(url, args=args)).content.decode()
            assert "сихолог" not in page
            assert "ичная просьба" not in page
            assert SECRET not in page
        assert client.get(reverse("help_request", args=[asked.pk])).status_code == 404


def test_neither_model_is_in_the_admin():
    assert not {HelpRequest, Petition} & set(admin.site._registry)


def test_a_curator_who_is_the_mentor_does_not_read_it_while_there_is_another(cast, asked):
    RoleAssignment.objects.create(person=cast.mentor, role="curator", since=date(2026, 9, 1))
    assert asked not in help_requests_for(cast.actor("mentor", "curator"))
    assert help_readers(cast.mentee) == ([cast.curator], False)
    RoleAssignment.objects.filter(person=cast.curator).update(until=date(2026, 1, 1))
    assert help_readers(cast.mentee) == ([cast.mentor], True)
    assert asked in help_requests_for(cast.actor("mentor", "curator"))


def test_who_will_read_stands_above_the_field(cast, sign_in):
    page = sign_in(cast.mentee).get(reverse("help_ask")).content.decode()
    assert f"Прочитает только {cast.curator.short_name} Вторая" in page


def test_the_answer_is_read_by_the_person_and_the_note_by_the_curator(cast, asked, sign_in):
    act.answer_help(
        asked, answer="Жду вас в среду.", note="Договорились с психологом.", by=cast.actor("curator"), at=AT
    )
    assert Letter.objects.get(code="curator_reply").person == cast.mentee
    mine = sign_in(cast.mentee).get(reverse("help_request", args=[asked.pk])).content.decode()
    assert "Жду вас в среду." in mine
    assert "Договорились с психологом." not in mine
    curator = sign_in(cast.curator).get(reverse("help_request", args=[asked.pk])).content.decode()
    assert "Договорились с психологом." in curator


@pytest.mark.parametrize("part", ["curator", "admin"])
def test_the_register_of_letters_does_not_tell_who_asked(part, cast, asked, client):
    """«Ответ куратора» to somebody is written about nothing else: its envelope alone would tell."""
    act.answer_help(asked, answer="Жду вас в среду.", by=cast.actor("curator"), at=AT)
    keeper = enter(client, getattr(cast, part))
    for path in (reverse("letter_list"), reverse("admin:mentoring_letter_changelist")):
        page = keeper.get(path)
        assert page.status_code == 200
        assert "Ответ куратора" not in page.content.decode()
        assert "Личная просьба" not in page.content.decode()
    letter = Letter.objects.get(code="curator_reply")
    assert keeper.post(reverse("letter_again", args=[letter.pk])).status_code == 404


def test_refusals(cast, asked):
    with pytest.raises(Refused, match="уже у куратора"):
        act.ask_for_help(by=cast.actor("mentee"), at=AT)
    with pytest.raises(Refused, match="Напишите ответ"):
        act.answer_help(asked, answer=" ", by=cast.actor("curator"), at=AT)
    for part in ("director", "mentor", "mentee", "admin"):
        with pytest.raises(Refused):
            act.answer_help(asked, answer="Да.", by=cast.actor(part), at=AT)
        with pytest.raises(Refused):
            act.note_help(asked, note="Да.", by=cast.actor(part), at=AT)
    with pytest.raises(Refused, match="наставники и наставляемые"):
        act.ask_for_help(by=cast.actor("director"), at=AT)
    act.close_help(asked, by=cast.actor("mentee"), at=AT)
    with pytest.raises(Refused, match="закрыли"):
        act.close_help(asked, by=cast.actor("curator"), at=AT)


def test_pressed_twice_at_once_it_is_asked_once(cast, monkeypatch):
    """The second press passes the first check and meets the row of the first one."""

    def meanwhile(person, on=None):
        HelpRequest.objects.create(person=person, asked_at=AT, due=date(2026, 11, 20))
        return help_readers(person, on)

    monkeypatch.setattr(act, "help_readers", meanwhile)
    with pytest.raises(Refused, match="уже у куратора"):
        act.ask_for_help(by=cast.actor("mentee"), at=AT)


def test_without_another_curator_it_is_said(college):
    alone = make.mentor("Белова Ольга Николаевна", roles=["curator"]).person
    with pytest.raises(Refused, match="лично"):
        act.ask_for_help(by=make.actor(alone), at=AT)
