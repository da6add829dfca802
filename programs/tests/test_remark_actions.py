"""Remarks: drafts of the reviewer, visible after the return, answered beside the field (R24)."""

import pytest

from mentoring.kit.verdict import Refused
from mentoring.tests.make import moment, person
from mentoring.tests.standing import scene
from programs.actions import approval, remark
from programs.models import Remark
from programs.tests import make

AT = moment("2026-11-18 10:00")


@scene
def sent(cast):
    return make.program(cast.pair, state="submitted")


@scene
def note(cast, sent):
    return remark.add_remark(program=sent, section="goal", text="Цель широкая.", by=cast.actor("curator"), at=AT)


def test_remark_is_a_draft_of_its_author(cast, note):
    assert (note.state, note.author, note.version) == ("draft", cast.curator, make.version(note.program))


def test_remark_to_an_event_of_the_plan(cast, sent):
    event = sent.events.first()
    row = remark.add_remark(
        program=sent, section="plan", text="Перенесите.", event_uuid=event.uuid, by=cast.actor("curator"), at=AT
    )
    assert row.event_uuid == event.uuid


def test_event_of_another_program_is_refused(cast, sent):
    other = make.program(cast.other_pair)
    with pytest.raises(Refused, match="Такого мероприятия в плане нет"):
        remark.add_remark(
            program=sent,
            section="plan",
            text="x",
            event_uuid=other.events.first().uuid,
            by=cast.actor("curator"),
            at=AT,
        )


@pytest.mark.parametrize(
    ("section", "text", "words"),
    [
        ("goal", "  ", "Напишите замечание."),
        ("goal", "ы" * 2001, "Слишком длинно: 2001 знаков из 2000. Сократите на 1."),
        ("no-such", "Верно", "Выберите раздел"),
    ],
)
def test_bad_remarks_are_refused(cast, sent, section, text, words):
    with pytest.raises(Refused, match=words):
        remark.add_remark(program=sent, section=section, text=text, by=cast.actor("curator"), at=AT)
    assert not Remark.objects.exists()


@pytest.mark.parametrize("part", ["mentor", "mentee", "director", "supervisor", "outsider"])
def test_only_who_decides_writes_remarks(cast, sent, part):
    with pytest.raises(Refused):
        remark.add_remark(program=sent, section="goal", text="Моё", by=cast.actor(part), at=AT)


def test_own_draft_is_reworded_and_removed(cast, note):
    remark.edit_remark(remark=note, text="Иначе", by=cast.actor("curator"), at=AT)
    note.refresh_from_db()
    assert note.text == "Иначе"
    remark.delete_remark(remark=note, by=cast.actor("curator"), at=AT)
    assert not Remark.objects.exists()


def test_draft_of_another_curator_is_not_touched(cast, note):
    other = make.actor(person("Громова Анна Ильинична", login=True, roles=["curator"]))
    for act in (
        lambda: remark.edit_remark(remark=note, text="Чужое", by=other, at=AT),
        lambda: remark.delete_remark(remark=note, by=other, at=AT),
    ):
        with pytest.raises(Refused, match="написано другим"):
            act()
    assert Remark.objects.get().text == "Цель широкая."


def test_sent_remark_is_not_reworded(cast, sent, note):
    approval.return_program(program=sent, sha256=make.read(sent), by=cast.actor("curator"), at=AT)
    note.refresh_from_db()
    with pytest.raises(Refused):
        remark.edit_remark(remark=note, text="Иначе", by=cast.actor("curator"), at=AT)


class TestAnswer:
    @pytest.fixture
    def asked(self, cast, sent, note):
        approval.return_program(program=sent, sha256=make.read(sent), by=cast.actor("curator"), at=AT)
        return Remark.objects.select_related("program__pair").get()

    def test_fixed_with_words(self, cast, asked):
        remark.answer_remark(remark=asked, reply="Назвали срок", fixed=True, by=cast.actor("mentor"), at=AT)
        asked.refresh_from_db()
        assert (asked.state, asked.reply, asked.replied_by) == ("fixed", "Назвали срок", cast.mentor)

    def test_left_as_it_is_needs_words(self, cast, asked):
        with pytest.raises(Refused, match="Отметьте, что исправили"):
            remark.answer_remark(remark=asked, reply=" ", fixed=False, by=cast.actor("mentor"), at=AT)
        remark.answer_remark(remark=asked, reply="Так решили", fixed=False, by=cast.actor("mentee"), at=AT)
        asked.refresh_from_db()
        assert asked.state == "answered"

    @pytest.mark.parametrize("part", ["curator", "other_mentor", "supervisor"])
    def test_only_authors_answer(self, cast, asked, part):
        with pytest.raises(Refused):
            remark.answer_remark(remark=asked, reply="x", fixed=True, by=cast.actor(part), at=AT)
        asked.refresh_from_db()
        assert asked.state == "new"
