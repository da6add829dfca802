"""Saving sections (R20, R23): drafts are accepted, states and sides guard, two people never overwrite each other."""

import pytest
from django.utils import timezone

from mentoring.kit.verdict import Refused
from mentoring.models import JournalEntry
from mentoring.tests.make import mentee
from mentoring.tests.standing import scene
from programs.actions.section import StaleEdit, save_section
from programs.edits import DifficultyRow, prints_of, read_prints
from programs.models import Difficulty, Program
from programs.queries.section import read_values
from programs.tests import make


@scene
def program(cast):
    return make.opened(cast.pair)


class Editor:
    """A person who has opened a section and sends it later."""

    def __init__(self, program, code, person):
        self.program, self.code, self.by = program, code, make.actor(person)
        section = program.sections.get(code=code)
        self.seen = read_values(Program.objects.get(pk=program.pk), code)
        self.version = section.lock_version

    def save(self, **values):
        return save_section(
            program=Program.objects.get(pk=self.program.pk),
            code=self.code,
            values={**self.seen, **values},
            lock_version=self.version,
            base=read_prints(prints_of(self.seen)),
            by=self.by,
            at=timezone.now(),
        )


def test_a_draft_is_kept_unfinished(cast, program):
    saved = Editor(program, "goal", cast.mentor).save(goal="К … (дата)")
    assert (saved.changed, saved.lock_version) == (True, 1)
    assert Program.objects.get().goal == "К … (дата)"


def test_saving_the_same_changes_nothing(cast, program):
    Editor(program, "goal", cast.mentor).save(goal="Цель")
    saved = Editor(program, "goal", cast.mentor).save()
    assert (saved.changed, saved.lock_version) == (False, 1)


def test_editor_and_story_are_kept_once_for_a_stint(cast, program):
    for text in ("раз", "два", "три"):
        Editor(program, "goal", cast.mentor).save(goal=text)
    section = program.sections.get(code="goal")
    assert (section.edited_by, section.lock_version, section.previous) == (cast.mentor, 3, {"goal": "два"})
    assert JournalEntry.objects.filter(event="program_section").count() == 1
    Editor(program, "goal", cast.mentee).save(goal="четыре")
    assert JournalEntry.objects.filter(event="program_section").count() == 2


def test_second_editor_of_the_same_field_is_shown_both_texts(cast, program):
    first, second = Editor(program, "goal", cast.mentor), Editor(program, "goal", cast.mentee)
    first.save(goal="Текст наставника")
    with pytest.raises(StaleEdit, match=r"Ковалёва\sМ.\sС. изменил") as refused:
        second.save(goal="Текст наставляемого")
    clash = refused.value.clashes[0]
    assert (clash.name, clash.theirs, clash.mine) == ("goal", "Текст наставника", "Текст наставляемого")
    assert Program.objects.get().goal == "Текст наставника"


def test_editors_of_different_fields_both_win(cast, program):
    first, second = Editor(program, "goal", cast.mentor), Editor(program, "goal", cast.mentee)
    first.save(goal="Цель наставника")
    saved = second.save(problem="Проблема наставляемого")
    assert saved.merged == cast.mentor
    now = Program.objects.get()
    assert (now.goal, now.problem) == ("Цель наставника", "Проблема наставляемого")


def test_an_untouched_field_never_brings_back_the_old_text(cast, program):
    """The second editor's form still holds the text of an hour ago."""
    second = Editor(program, "goal", cast.mentee)
    Editor(program, "goal", cast.mentor).save(goal="Новая цель")
    second.save(tasks=["Освоить карту занятия"])
    assert Program.objects.get().goal == "Новая цель"


def test_equal_texts_are_no_clash(cast, program):
    second = Editor(program, "goal", cast.mentee)
    Editor(program, "goal", cast.mentor).save(goal="Одно и то же")
    assert second.save(goal="Одно и то же").changed is False


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("submitted", "Программа у куратора. Заберите её или дождитесь ответа."),
        ("awaiting_acquaintance", "Текст утверждён. Изменения – через куратора."),
        ("active", "Текст утверждён. Изменения – через куратора."),
    ],
)
def test_a_sent_or_approved_text_is_not_edited(cast, state, words):
    program = make.program(cast.pair, state=state, curator=cast.curator)
    before = Program.objects.get().goal
    with pytest.raises(Refused, match=words):
        Editor(program, "goal", cast.mentor).save(goal="Поздно")
    assert Program.objects.get().goal == before


def test_text_sent_meanwhile_is_not_changed_by_a_late_save(cast, monkeypatch):
    """The row is held by its state, not by what the page believed."""
    program = make.program(cast.pair)
    editor = Editor(program, "goal", cast.mentor)
    stale = Program.objects.get(pk=program.pk)
    Program.objects.update(state="submitted")
    with pytest.raises(Refused, match="Программа у куратора"):
        save_section(
            program=stale, code="goal", values={"goal": "x"}, lock_version=editor.version, base={}, by=editor.by,
            at=timezone.now(),
        )  # fmt: skip


def test_mentee_does_not_write_when_the_mentor_alone_does(cast):
    program = make.opened(cast.pair, authorship="mentor")
    with pytest.raises(Refused, match="Программу пишет наставник; вы ознакомитесь с ней до начала."):
        Editor(program, "goal", cast.mentee).save(goal="Моё")


def test_mentee_does_not_change_who_writes(cast, program):
    Editor(program, "participants", cast.mentee).save(authorship="mentor")
    assert Program.objects.get().authorship == "joint"
    Editor(program, "participants", cast.mentor).save(authorship="mentor")
    assert Program.objects.get().authorship == "mentor"


@pytest.mark.parametrize("part", ["curator", "director", "supervisor", "other_mentor", "outsider"])
def test_strangers_do_not_write(cast, program, part):
    with pytest.raises(Refused, match="Программу пишут наставник и наставляемый"):
        Editor(program, "goal", getattr(cast, part)).save(goal="Чужое")


def test_dates_in_wrong_order_are_refused_in_words(cast, program):
    with pytest.raises(Refused, match="Дата окончания раньше даты начала"):
        Editor(program, "participants", cast.mentor).save(since=program.until, until=program.since)


class TestDifficulties:
    ROWS = (
        DifficultyRow("difficulty", "method", "поставить цель", "method_1", priority=True),
        DifficultyRow("difficulty", "subject", "распределить время"),
    )

    def test_rows_are_written_in_order(self, cast, program):
        Editor(program, "difficulties", cast.mentor).save(difficulties=self.ROWS)
        rows = list(Difficulty.objects.values_list("text", "priority", "statement"))
        assert rows == [("поставить цель", True, "method_1"), ("распределить время", False, "")]

    def test_rows_keep_their_keys_so_that_events_stay_tied(self, cast, program):
        Editor(program, "difficulties", cast.mentor).save(difficulties=self.ROWS)
        keys = list(Difficulty.objects.values_list("pk", flat=True))
        own = Difficulty.objects.get(statement="")
        changed = (
            DifficultyRow("difficulty", "method", "поставить цель", "method_1"),
            DifficultyRow("difficulty", "subject", "распределить время иначе", key=own.pk),
        )
        Editor(program, "difficulties", cast.mentor).save(difficulties=changed)
        assert list(Difficulty.objects.values_list("pk", flat=True)) == keys
        assert Difficulty.objects.get(pk=own.pk).text == "распределить время иначе"

    def test_removed_rows_go_and_leave_their_events(self, cast):
        program = make.program(cast.pair)
        assert program.events.filter(difficulty__statement="method_1").exists()
        Editor(program, "difficulties", cast.mentor).save(difficulties=())
        assert Difficulty.objects.count() == 0
        assert program.events.count() == 3

    def test_a_strength_is_never_a_priority(self, cast, program):
        row = DifficultyRow("strength", "method", "ставит цели", "method_1", priority=True)
        Editor(program, "difficulties", cast.mentor).save(difficulties=(row,))
        assert Difficulty.objects.get().priority is False

    def test_member_of_another_pair_is_not_written(self, cast, program):
        row = DifficultyRow("difficulty", "method", "цель", member=cast.other_mentee.pk)
        Editor(program, "difficulties", cast.mentor).save(difficulties=(row,))
        assert Difficulty.objects.get().member is None

    def test_too_many_rows_are_refused(self, cast, program):
        rows = tuple(DifficultyRow("difficulty", "method", f"трудность {n}") for n in range(61))
        with pytest.raises(Refused, match="не больше 60"):
            Editor(program, "difficulties", cast.mentor).save(difficulties=rows)


def test_group_results_are_written_by_member(cast):
    people = [mentee(name).person for name in ("Орлова Инна Павловна", "Дёмин Олег Юрьевич")]
    program = make.opened(make.live_pair([cast.mentor], people))
    expected = {str(people[0].pk): "Классный час", str(people[1].pk): "План работы"}
    Editor(program, "results", cast.mentor).save(expected=expected)
    assert dict(program.results.values_list("member__last_name", "expected")) == {
        "Орлова": "Классный час",
        "Дёмин": "План работы",
    }


def test_a_program_filled_at_one_stroke_is_the_one_typed_in_its_editor(cast):
    """The tests' own maker: it may be quicker than the editor, never different."""
    quick = make.fill(make.opened(cast.pair))
    slow = make.typed(make.opened(cast.other_pair))
    assert told(quick) == told(slow)
    assert rows_of(quick) == rows_of(slow)


def told(program):
    lines = JournalEntry.objects.filter(pair=program.pair, event="program_section")
    return sorted(lines.values_list("heading", flat=True))


def rows_of(program):
    """Everything the note and the plan hold."""
    sections = [(row.code, row.lock_version, row.edited_at is None) for row in program.sections.order_by("code")]
    difficulties = program.difficulties.order_by("position").values_list("kind", "text", "statement", "priority")
    written = {name for values in make.NOTE.values() for name in values} - {"difficulties"}
    columns = {name: getattr(program, name) for name in written}
    events = program.events.order_by("position").values_list("measure", "direction__code", "checkpoint", "expected")
    return columns, sections, list(difficulties), list(events)
