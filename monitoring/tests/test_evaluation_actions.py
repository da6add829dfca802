"""The evaluation of a program: measures by hand and the conclusion (R45, clause 5.4)."""

from decimal import Decimal

import pytest
from django.utils import timezone

from mentoring.kit.verdict import Refused
from mentoring.models import JournalEntry
from mentoring.tests.standing import scene
from monitoring.actions import evaluation as actions
from monitoring.models import Evaluation, EvaluationEntry
from monitoring.tests import make_survey as ms


@scene
def program(cast):
    return ms.program(cast.pair)


def enter(program, by, level="2", **fields):
    values = {
        "name": "Тест",
        "unit": "%",
        "before": Decimal(50),
        "after": Decimal(80),
        "reason": "Тест курса",
        "source": "карта",
        **fields,
    }
    return actions.add_entry(program, level=level, by=by, at=timezone.now(), **values)


def conclude(program, by, text="Сработало", lock=0):
    actions.conclude(program, text=text, lock_version=lock, by=by, at=timezone.now())


@pytest.mark.parametrize(
    ("part", "levels"),
    [("curator", "234"), ("mentor", "2"), ("director", ""), ("mentee", ""), ("supervisor", ""), ("other_mentor", "")],
)
def test_who_enters_which_level(cast, program, part, levels):
    for level in "234":
        if level in levels:
            assert enter(program, cast.actor(part), level).level == level
        else:
            with pytest.raises(Refused, match="Вносит куратор"):
                enter(program, cast.actor(part), level)
    assert EvaluationEntry.objects.count() == len(levels)


def test_the_reaction_is_never_entered_by_hand(cast, program):
    with pytest.raises(Refused, match="Реакцию считает анкета"):
        enter(program, cast.actor("curator"), "1")


@pytest.mark.parametrize("fields", [{"before": None, "after": None}])
def test_a_measure_needs_a_number(cast, program, fields):
    with pytest.raises(Refused, match="хотя бы одно число"):
        enter(program, cast.actor("curator"), **fields)


def test_a_measure_is_about_a_participant_of_this_program(cast, program):
    with pytest.raises(Refused, match="участника этой программы"):
        enter(program, cast.actor("curator"), member=cast.other_mentee)
    assert enter(program, cast.actor("curator"), member=cast.mentee).member == cast.mentee


def test_a_measure_is_corrected_and_removed_with_a_trace(cast, program):
    entry = enter(program, cast.actor("mentor"))
    values = {"name": "Тест 2", "unit": "%", "before": Decimal(40), "after": None}
    actions.edit_entry(entry, by=cast.actor("mentor"), at=timezone.now(), **values)
    entry.refresh_from_db()
    assert (entry.name, entry.before, entry.after) == ("Тест 2", 40, None)
    with pytest.raises(Refused):
        actions.delete_entry(entry, by=cast.actor("other_mentor"), at=timezone.now())
    actions.delete_entry(entry, by=cast.actor("mentor"), at=timezone.now())
    assert not EvaluationEntry.objects.exists()
    events = list(JournalEntry.objects.order_by("pk").values_list("event", flat=True))
    assert events == ["evaluation_entry_added", "evaluation_entry_edited", "evaluation_entry_deleted"]
    assert not JournalEntry.objects.filter(heading__contains="40").exists()


def test_the_mentor_does_not_touch_measures_of_level_3(cast, program):
    entry = enter(program, cast.actor("curator"), "3")
    with pytest.raises(Refused):
        actions.edit_entry(
            entry, by=cast.actor("mentor"), at=timezone.now(), name="Иное", before=Decimal(1), after=None
        )


def test_levels_are_chosen_per_program(cast, program):
    actions.set_levels(program, levels=["3", "1", "9"], by=cast.actor("curator"), at=timezone.now())
    assert Evaluation.objects.get().levels == ["1", "3"]
    with pytest.raises(Refused, match="хотя бы один уровень"):
        actions.set_levels(program, levels=[], by=cast.actor("curator"), at=timezone.now())
    with pytest.raises(Refused, match="Уровни выбирает куратор"):
        actions.set_levels(program, levels=["1"], by=cast.actor("mentor"), at=timezone.now())


def test_a_conclusion_rests_on_something(cast, program):
    with pytest.raises(Refused, match="ни по одному уровню нет данных"):
        conclude(program, cast.actor("curator"))
    enter(program, cast.actor("curator"))
    conclude(program, cast.actor("curator"))
    evaluation = Evaluation.objects.get()
    assert (evaluation.conclusion, evaluation.concluded_by) == ("Сработало", cast.curator)


def test_a_survey_under_the_threshold_is_nothing_to_rest_on(cast, program):
    ms.closed(cast.actor("curator"), [program], [9])
    with pytest.raises(Refused, match="ни по одному уровню нет данных"):
        conclude(program, cast.actor("curator"))


def test_only_a_curator_outside_the_program_concludes(cast, program):
    enter(program, cast.actor("curator"))
    for part in ("mentor", "director", "mentee"):
        with pytest.raises(Refused, match="Вывод записывает куратор"):
            conclude(program, cast.actor(part))
    program.pair.members.filter(side="mentor").update(person=cast.curator)
    with pytest.raises(Refused, match="Вы – участник этой программы. Вывод запишет другой куратор."):
        conclude(program, cast.actor("curator"))
    assert not Evaluation.objects.exclude(conclusion="").exists()


def test_two_conclusions_do_not_overwrite_each_other(cast, program):
    enter(program, cast.actor("curator"))
    conclude(program, cast.actor("curator"), "Первый")
    with pytest.raises(Refused, match="вывод изменили"):
        conclude(program, cast.actor("curator"), "Второй")
    conclude(program, cast.actor("curator"), "Третий", lock=1)
    assert Evaluation.objects.get().conclusion == "Третий"


def mend(entry, by, after):
    actions.edit_entry(entry, name="Тест", before=Decimal(50), after=Decimal(after), by=by, at=timezone.now())


def test_the_mentor_mends_only_his_own_measures(cast, program):
    own, curators = enter(program, cast.actor("mentor")), enter(program, cast.actor("curator"))
    mend(own, cast.actor("mentor"), 70)
    with pytest.raises(Refused, match="внёс другой человек"):
        mend(curators, cast.actor("mentor"), 99)
    with pytest.raises(Refused, match="внёс другой человек"):
        actions.delete_entry(curators, by=cast.actor("mentor"), at=timezone.now())


def test_a_mentor_who_left_the_pair_enters_nothing(cast, program):
    program.pair.members.filter(person=cast.mentor).update(until=timezone.localdate())
    with pytest.raises(Refused, match="Вносит куратор"):
        enter(type(program).objects.get(pk=program.pk), cast.actor("mentor"))


def test_after_the_conclusion_the_figures_are_the_curators_and_it_waits_to_be_confirmed(cast, program):
    own = enter(program, cast.actor("mentor"))
    conclude(program, cast.actor("curator"))
    for act in (lambda: mend(own, cast.actor("mentor"), 99), lambda: enter(program, cast.actor("mentor"))):
        with pytest.raises(Refused, match="Вывод уже записан"):
            act()
    assert Evaluation.objects.get().concluded_by == cast.curator
    mend(own, cast.actor("curator"), 60)
    evaluation = Evaluation.objects.get()
    assert (evaluation.conclusion, evaluation.concluded_by, evaluation.concluded_on) == ("Сработало", None, None)
    assert JournalEntry.objects.filter(event="evaluation_unsigned").count() == 1
    conclude(program, cast.actor("curator"), lock=evaluation.lock_version)
    assert Evaluation.objects.get().concluded_by == cast.curator


def test_an_unconfirmed_conclusion_says_so_on_the_page(cast, program, sign_in):
    entry = enter(program, cast.actor("curator"))
    conclude(program, cast.actor("curator"))
    actions.delete_entry(entry, by=cast.actor("curator"), at=timezone.now())
    page = sign_in(cast.curator, "curator").get(f"/programs/{program.pk}/evaluation/").content.decode()
    assert "Не подтверждён" in page
