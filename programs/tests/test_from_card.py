"""The card of difficulties in a program (R11): one button adds rows and overwrites nothing; near the end it is asked again."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mentoring.kit.dates import today
from mentoring.kit.verdict import Refused
from mentoring.models import Diagnosis, Letter
from mentoring.tests import make as ground
from mentoring.tests import make_diagnosis as md
from mentoring.tests.standing import scene
from programs.actions.completion import finish_due_programs
from programs.actions.exit_card import ask_exit_cards
from programs.actions.from_card import take_from_card
from programs.edits import DifficultyRow
from programs.models import Program
from programs.tests import make


@scene
def program(cast):
    return make.opened(make.around_today(cast.pair))


def take(program, person):
    return take_from_card(program=make.fresh(program), by=make.actor(person), at=timezone.now())


def rows(program):
    return set(program.difficulties.values_list("kind", "statement", "priority"))


def test_deficits_and_one_strength_become_rows(cast, program):
    md.done(cast.mentee, by=cast.curator, important=["ict"])
    assert take(program, cast.mentor) == 7
    assert rows(program) == {
        *(("difficulty", f"method_{n}", False) for n in (1, 2, 3, 4)),
        ("difficulty", "ict_1", True),
        ("difficulty", "ict_2", True),
        ("strength", "subject_1", False),
    }
    with pytest.raises(Refused, match="нет ничего, чего ещё нет"):
        take(program, cast.mentor)


def test_what_was_written_stays_as_it_was(cast, program):
    mine = (
        DifficultyRow("strength", "method", "поставить цель занятия", "method_1"),
        DifficultyRow("difficulty", "ict", "своими словами", priority=True),
    )
    make.write(program, "difficulties", difficulties=mine, strengths="Знает производство.")
    kept = {row.pk: row.kind for row in program.difficulties.all()}
    md.done(cast.mentee, by=cast.curator)
    assert take(program, cast.mentor) == 6
    after = {row.pk: row.kind for row in program.difficulties.all()}
    assert kept.items() <= after.items()
    assert Program.objects.get(pk=program.pk).strengths == "Знает производство."


def test_only_cards_the_author_may_read(cast):
    """A mentee who writes in a group's program does not get another's difficulties."""
    pair = make.live_pair([cast.mentor], [cast.mentee, cast.other_mentee])
    program = make.opened(pair)
    md.done(cast.mentee, by=cast.curator)
    with pytest.raises(Refused, match="нет ничего"):
        take(program, cast.other_mentee)
    assert take(program, cast.mentor) == 7
    assert set(program.difficulties.values_list("member", flat=True)) == {cast.mentee.pk}


def test_a_difficulty_of_several_is_one_row_for_all(cast):
    pair = make.live_pair([cast.mentor], [cast.mentee, cast.other_mentee])
    program = make.opened(pair)
    md.done(cast.mentee, by=cast.curator, marks={"method": [3, 3, 0, 3]})
    md.done(cast.other_mentee, by=cast.curator, marks={"method": [2, 2, 2, 2]})
    take(program, cast.mentor)
    members = dict(program.difficulties.values_list("statement", "member"))
    assert members["method_1"] is None
    assert members["method_3"] == cast.other_mentee.pk


def test_a_sent_program_and_strangers_are_refused(cast, program):
    md.done(cast.mentee, by=cast.curator)
    for stranger in (cast.curator, cast.supervisor):
        with pytest.raises(Refused, match="пишут наставник и наставляемый"):
            take(program, stranger)
    Program.objects.filter(pk=program.pk).update(state="submitted")
    with pytest.raises(Refused):
        take(program, cast.mentor)
    assert not program.difficulties.exists()


def test_an_unsent_card_offers_nothing(cast, program):
    md.fill(md.own_sheet(md.asked(cast.mentee, by=cast.curator)), md.HARD)
    with pytest.raises(Refused, match="нет ничего"):
        take(program, cast.mentor)


def test_the_pages_offer_it_and_the_button_takes_it(cast, sign_in, program):
    client = sign_in(cast.mentor)
    section = reverse("program_section", args=[program.pk, "difficulties"])
    assert "Взять из карты затруднений" not in client.get(section).content.decode()
    md.done(cast.mentee, by=cast.curator)
    assert "Взять из карты затруднений" in client.get(reverse("program_detail", args=[program.pk])).content.decode()
    page = client.get(section).content.decode()
    assert "6\u00a0затруднений и 1\u00a0сильная сторона" in page
    answer = client.post(reverse("program_from_card", args=[program.pk]), follow=True)
    assert "Из карты добавлено: 7\u00a0строк" in answer.content.decode()
    assert "Взять из карты затруднений" not in client.get(section).content.decode()


# The exit card


def ends_in(program, days):
    Program.objects.filter(pk=program.pk).update(state="active", until=today() + timedelta(days=days))


@pytest.mark.parametrize(("days", "asked"), [(22, 0), (21, 1), (-1, 1)])
def test_the_exit_card_is_asked_near_the_end_once(cast, program, days, asked):
    md.done(cast.mentee, by=cast.curator)
    ends_in(program, days)
    at = timezone.now()
    finish_due_programs(at=at)
    assert ask_exit_cards(at=at) == asked
    assert ask_exit_cards(at=at) == 0, "twice a day without harm"
    exits = Diagnosis.objects.filter(moment="exit")
    assert [row.person for row in exits] == [cast.mentee] * asked
    assert all(row.pair == cast.pair and row.asked_by is None for row in exits)
    assert Letter.objects.filter(code="diagnosis_exit_asked").count() == asked


def test_no_exit_card_without_an_entry_nor_after_a_withdrawn_asking(cast, program):
    ends_in(program, 5)
    assert ask_exit_cards(at=timezone.now()) == 0
    md.done(cast.mentee, by=cast.curator)
    ask_exit_cards(at=timezone.now())
    Diagnosis.objects.filter(moment="exit").update(state="withdrawn")
    assert ask_exit_cards(at=timezone.now()) == 0


def test_a_program_of_others_is_not_touched(cast, program):
    md.done(ground.mentee("Третий Пётр Ильич").person, by=cast.curator)
    ends_in(program, 5)
    assert ask_exit_cards(at=timezone.now()) == 0
