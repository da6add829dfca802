"""The plan (R22): rows are saved apart, two people editing different rows both win, the same row is shown to the second."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from mentoring.kit.verdict import Refused
from mentoring.tests.standing import scene
from programs.actions.plan import add_presets, save_plan
from programs.edits import EventRow
from programs.models import PlanEvent, Program
from programs.queries.plan import live_rows
from programs.tests import make


@scene
def program(cast):
    return make.program(cast.pair)


class Editor:
    """A person who has opened the plan and sends its rows later."""

    def __init__(self, program, person):
        self.program, self.by = program, make.actor(person)
        self.rows = {row.uuid: row for row in live_rows(program)}

    def sent(self, changes=None, remove=()):
        changes = changes or {}
        return [
            EventRow(key, row.base, {**row.values, **changes.get(key, {})}, key in remove)
            for key, row in self.rows.items()
        ]

    def save(self, changes=None, *, remove=(), more=()):
        rows = [*self.sent(changes, remove), *more]
        return save_plan(program=Program.objects.get(pk=self.program.pk), rows=rows, by=self.by, at=timezone.now())


def measures(program):
    return list(program.events.order_by("position").values_list("measure", flat=True))


def keys(program):
    return [str(event.uuid) for event in program.events.order_by("position")]


def test_rows_are_created_in_order_and_blank_spare_rows_are_passed_over(cast):
    program = make.opened(cast.pair)
    rows = [
        make.event_row(1),
        EventRow("00000000-0000-4000-8000-000000000099", "", make.blank_values()),
        make.event_row(2),
    ]
    save_plan(program=program, rows=rows, by=cast.actor("mentor"), at=timezone.now())
    assert measures(program) == ["Мероприятие 1", "Мероприятие 2"]
    assert list(program.events.values_list("position", flat=True)) == [1, 2]


def test_nothing_is_written_when_nothing_changed(cast, program):
    before = list(PlanEvent.objects.values_list("pk", "lock_version"))
    version = program.sections.get(code="plan").lock_version
    saved = Editor(program, cast.mentor).save()
    assert (saved.written, saved.clashes) == (0, ())
    assert list(PlanEvent.objects.values_list("pk", "lock_version")) == before
    assert program.sections.get(code="plan").lock_version == version


def test_two_people_editing_different_rows_both_win(cast, program):
    one, two, _ = keys(program)
    mentor, mentee = Editor(program, cast.mentor), Editor(program, cast.mentee)
    assert mentor.save({one: {"measure": "Правка наставника"}}).clashes == ()
    assert mentee.save({two: {"measure": "Правка наставляемого"}}).clashes == ()
    assert measures(program)[:2] == ["Правка наставника", "Правка наставляемого"]


def test_the_same_row_is_shown_to_the_second_with_both_texts(cast, program):
    one, two, _ = keys(program)
    mentor, mentee = Editor(program, cast.mentor), Editor(program, cast.mentee)
    mentor.save({one: {"measure": "Слова наставника"}})
    saved = mentee.save({one: {"measure": "Слова наставляемого"}, two: {"measure": "Другая строка"}})
    (clash,) = saved.clashes
    assert (clash.theirs["measure"], clash.mine["measure"]) == ("Слова наставника", "Слова наставляемого")
    assert saved.editor == cast.mentor
    assert measures(program)[:2] == ["Слова наставника", "Другая строка"]


def test_the_same_edit_twice_is_no_clash(cast, program):
    one = keys(program)[0]
    mentor, mentee = Editor(program, cast.mentor), Editor(program, cast.mentee)
    mentor.save({one: {"measure": "Одно и то же"}})
    assert mentee.save({one: {"measure": "Одно и то же"}}).clashes == ()


def test_row_removed_by_the_other_is_a_clash_only_for_who_changed_it(cast, program):
    one, two, _ = keys(program)
    mentor, mentee = Editor(program, cast.mentor), Editor(program, cast.mentee)
    mentor.save(remove=[one, two])
    saved = mentee.save({two: {"measure": "Всё ещё нужно"}})
    (clash,) = saved.clashes
    assert (clash.uuid, clash.theirs) == (two, None)
    assert one not in keys(program)


def test_changed_row_is_not_removed_unseen(cast, program):
    one = keys(program)[0]
    mentor, mentee = Editor(program, cast.mentor), Editor(program, cast.mentee)
    mentor.save({one: {"measure": "Дописано"}})
    saved = mentee.save(remove=[one])
    assert len(saved.clashes) == 1
    assert "Дописано" in measures(program)


def test_a_row_added_by_the_other_stays(cast, program):
    mentor, mentee = Editor(program, cast.mentor), Editor(program, cast.mentee)
    mentor.save(more=[make.event_row(9, measure="Новое")])
    mentee.save({keys(program)[0]: {"measure": "Правка"}})
    assert measures(program) == ["Правка", "Мероприятие 2", "Мероприятие 3", "Новое"]


def test_rows_are_reordered(cast, program):
    editor = Editor(program, cast.mentor)
    rows = list(reversed(editor.sent()))
    save_plan(program=program, rows=rows, by=editor.by, at=timezone.now())
    assert measures(program) == ["Мероприятие 3", "Мероприятие 2", "Мероприятие 1"]


def test_saving_a_new_row_twice_makes_one(cast):
    """The answer to an autosave was lost and the page sends the row again."""
    program = make.opened(cast.pair)
    for text in ("Начато", "Дописано"):
        row = make.event_row(1, measure=text)
        save_plan(program=program, rows=[row], by=cast.actor("mentor"), at=timezone.now())
    assert measures(program) == ["Дописано"]


def test_a_row_named_twice_is_removed_once(cast, program):
    key = keys(program)[0]
    rows = [EventRow(key, remove=True), EventRow(key, remove=True)]
    save_plan(program=program, rows=rows, by=cast.actor("mentor"), at=timezone.now())
    assert key not in keys(program)


def test_uuid_of_another_program_makes_a_row_of_its_own(cast, program):
    other = make.opened(cast.other_pair)
    foreign = keys(program)[0]
    row = make.event_row(uuid=foreign, measure="Подмена")
    save_plan(program=other, rows=[row], by=cast.actor("other_mentor"), at=timezone.now())
    assert "Подмена" not in measures(program)
    assert measures(other) == ["Подмена"]


def test_ids_of_another_program_are_passed_over(cast, program):
    other = make.opened(cast.other_pair)
    difficulty = program.difficulties.first()
    row = make.event_row(1, difficulty=difficulty.pk, assignee=cast.mentee.pk, direction="no-such", form="no-such")
    save_plan(program=other, rows=[row], by=cast.actor("other_mentor"), at=timezone.now())
    event = other.events.get()
    assert (event.difficulty, event.assignee, event.direction, event.form) == (None, None, None, None)


@pytest.mark.parametrize("part", ["curator", "director", "supervisor", "other_mentor", "outsider"])
def test_strangers_do_not_edit_the_plan(cast, program, part):
    with pytest.raises(Refused):
        Editor(program, getattr(cast, part)).save({keys(program)[0]: {"measure": "Чужое"}})
    assert measures(program)[0] == "Мероприятие 1"


def test_a_sent_plan_is_not_edited(cast):
    program = make.program(cast.pair, state="submitted")
    with pytest.raises(Refused, match="Программа у куратора"):
        Editor(program, cast.mentor).save({keys(program)[0]: {"measure": "Поздно"}})
    assert measures(program)[0] == "Мероприятие 1"


def test_plan_has_a_limit(cast, program):
    rows = [make.event_row(n) for n in range(100, 300)]
    with pytest.raises(Refused, match="не больше 200"):
        save_plan(program=program, rows=rows, by=cast.actor("mentor"), at=timezone.now())
    assert program.events.count() == 3


class TestPresets:
    def test_presets_are_dated_inside_the_term_and_tied_to_difficulties(self, cast, program):
        codes = ["pp_parents", "ps_strength", "cp_middle"]
        made = add_presets(program=program, codes=codes, by=cast.actor("mentor"), at=timezone.now())
        by_code = {event.preset: event for event in made}
        assert by_code["pp_parents"].difficulty.statement == "psyped_4"
        assert by_code["ps_strength"].difficulty.kind == "strength"
        assert by_code["cp_middle"].difficulty is None
        assert all(program.since <= event.due <= program.until and event.due.weekday() < 5 for event in made)
        assert [event.position for event in made] == [4, 5, 6]

    def test_nothing_chosen_is_told(self, cast, program):
        with pytest.raises(Refused, match="Выберите хотя бы одно мероприятие"):
            add_presets(program=program, codes=["no-such"], by=cast.actor("mentor"), at=timezone.now())

    def test_strangers_do_not_add(self, cast, program):
        with pytest.raises(Refused):
            add_presets(program=program, codes=["cp_exit"], by=cast.actor("curator"), at=timezone.now())
        assert program.events.count() == 3


def test_sixty_rows_are_saved(cast):
    program = make.opened(cast.pair)
    rows = [make.event_row(n, due=program.since + timedelta(days=n)) for n in range(1, 61)]
    saved = save_plan(program=program, rows=rows, by=cast.actor("mentor"), at=timezone.now())
    assert (program.events.count(), saved.clashes) == (60, ())
    editor = Editor(program, cast.mentor)
    assert editor.save({keys(program)[59]: {"expected": "Итог", "due": date(2027, 5, 5)}}).clashes == ()
    assert program.events.order_by("position").last().expected == "Итог"
