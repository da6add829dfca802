"""A new version in programs under way (behaviour 3): only items nobody has changed, with a preview, undoable before sending."""

import pytest

from mentoring.kit.verdict import Refused
from mentoring.models import Letter
from mentoring.tests import make as ground
from mentoring.tests.standing import scene
from programs.actions.material import attach_material
from programs.actions.template_update import undo_update, update_programs
from programs.models import PlanEvent, Program, TemplateUse
from programs.queries.template_update import update_page
from programs.tests import make
from programs.tests import make_shelf as shelf
from programs.tests.make_shelf import now, row

ROWS = ("Одно", "Другое", "Третье", "Лишнее")


@scene
def template(cast):
    made = shelf.template(cast.curator, [row(name, due=f"s+{n * 10}") for n, name in enumerate(ROWS, 1)])
    shelf.alone(made)
    return made


@scene
def program(cast, template):
    return make.opened(make.around_today(cast.pair), start="template")


def publish(template, cast):
    """Version 2: «Одно» and «Другое» get other words, «Лишнее» is gone, «Новое» is added."""
    rows = shelf.rows_of(template)
    for name in ("Одно", "Другое"):
        rows[name].values["expected"] = f"Новый итог: {name}"
    chosen = [rows["Одно"], rows["Другое"], rows["Третье"], row("Новое", due="s+50")]
    return shelf.next_version(template, chosen, cast.curator)


def update(template, person, *programs):
    return update_programs(template, keys=[p.pk for p in programs], by=ground.actor(person), at=now())


def said(program):
    return set(program.events.values_list("measure", "expected"))


def test_untouched_items_change_and_what_people_changed_stays(cast, template, program):
    version = publish(template, cast)
    PlanEvent.objects.filter(program=program, measure="Другое").update(responsible="mentee")
    (shown,) = update_page(template, version).rows
    assert [(row.kind, row.measure) for row in shown.changes] == [
        ("changed", "Одно"), ("added", "Новое"), ("removed", "Лишнее"),
    ]  # fmt: skip
    assert [(row.measure, row.why) for row in shown.kept] == [("Другое", "пункт изменили люди")]
    done = update(template, cast.curator, program)
    assert (done.programs, done.events) == (1, 3)
    assert said(program) == {
        ("Одно", "Новый итог: Одно"), ("Другое", "Есть вывод"), ("Третье", "Есть вывод"), ("Новое", "Есть вывод"),
    }  # fmt: skip
    assert update_page(template, version).rows == ()
    assert Letter.objects.filter(code="plan_updated", person=cast.mentor).count() == 1


def test_what_the_author_removed_does_not_come_back(cast, template, program):
    PlanEvent.objects.filter(program=program, measure="Третье").delete()
    version = publish(template, cast)
    (shown,) = update_page(template, version).rows
    assert ("Третье", "автор убрал пункт или не взял его") in [(row.measure, row.why) for row in shown.kept]
    update(template, cast.curator, program)
    assert "Третье" not in {measure for measure, _ in said(program)}


def test_a_removed_item_that_people_changed_stays(cast, template, program):
    PlanEvent.objects.filter(program=program, measure="Лишнее").update(expected="Своё")
    publish(template, cast)
    update(template, cast.curator, program)
    assert ("Лишнее", "Своё") in said(program)


def test_undo_brings_back_what_nobody_has_changed_since(cast, template, program):
    before = {(e.uuid, e.measure, e.expected, e.due, e.position) for e in program.events.all()}
    publish(template, cast)
    update(template, cast.curator, program)
    use = TemplateUse.objects.filter(program=program).latest("pk")
    assert undo_update(use, by=ground.actor(cast.mentor), at=now()) == 0
    assert {(e.uuid, e.measure, e.expected, e.due, e.position) for e in program.events.all()} == before
    with pytest.raises(Refused, match="уже отменили"):
        undo_update(use, by=ground.actor(cast.curator), at=now())
    assert update_page(template, template.versions.get(number=2)).rows, "it is offered again"


def test_undo_leaves_what_was_changed_meanwhile(cast, template, program):
    publish(template, cast)
    update(template, cast.curator, program)
    PlanEvent.objects.filter(program=program, measure="Новое").update(expected="Моё")
    use = TemplateUse.objects.filter(program=program).latest("pk")
    assert undo_update(use, by=ground.actor(cast.curator), at=now()) == 1
    assert ("Новое", "Моё") in said(program)


def test_a_sent_program_is_neither_updated_nor_undone(cast, template, program):
    publish(template, cast)
    update(template, cast.curator, program)
    use = TemplateUse.objects.filter(program=program).latest("pk")
    Program.objects.filter(pk=program.pk).update(state="submitted")
    use = TemplateUse.objects.select_related("program__pair", "version__template").get(pk=use.pk)
    with pytest.raises(Refused, match="уже отправили"):
        undo_update(use, by=ground.actor(cast.curator), at=now())
    rows = [*shelf.rows_of(template).values(), row("Ещё")]
    version = shelf.next_version(template, rows, cast.curator)
    assert update_page(template, version).rows == ()
    with pytest.raises(Refused, match="Обновлять нечего"):
        update(template, cast.curator, program)


def test_who_updates_and_what_is_refused(cast, template, program):
    publish(template, cast)
    for person in (cast.mentor, cast.director, cast.supervisor):
        with pytest.raises(Refused, match="ведёт куратор"):
            update(template, person, program)
    with pytest.raises(Refused, match="Отметьте хотя бы одну"):
        update(template, cast.curator)
    update(template, cast.curator, program)
    use = TemplateUse.objects.filter(program=program).latest("pk")
    with pytest.raises(Refused, match="пишут наставник и наставляемый"):
        undo_update(use, by=ground.actor(cast.supervisor), at=now())


def test_a_later_update_is_undone_first(cast, template, program):
    publish(template, cast)
    update(template, cast.curator, program)
    first = TemplateUse.objects.filter(program=program).latest("pk")
    shelf.next_version(template, [*shelf.rows_of(template).values(), row("Ещё")], cast.curator)
    update(template, cast.curator, program)
    with pytest.raises(Refused, match="обновляли ещё раз"):
        undo_update(first, by=ground.actor(cast.curator), at=now())


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(cast, template, django_assert_num_queries, count):
    for _ in range(count):
        make.opened(make.live_pair([cast.mentor], [cast.mentee]), start="template")
    version = publish(template, cast)
    with django_assert_num_queries(7):
        assert len(update_page(template, version).rows) == count


def test_an_item_with_materials_stays_whatever_the_template_says(cast, template, program):
    event = program.events.select_related("program__pair").get(measure="Лишнее")
    material = shelf.material(cast.curator)
    attach_material(event=event, material=material, by=ground.actor(cast.mentor), at=now())
    version = publish(template, cast)
    (shown,) = update_page(template, version).rows
    assert [row.why for row in shown.kept] == ["в шаблоне пункта больше нет, но к нему есть материалы"]
    update(template, cast.curator, program)
    assert program.events.get(measure="Лишнее").materials.get().material == material


def test_an_undo_keeps_an_added_item_that_got_materials(cast, template, program):
    publish(template, cast)
    update(template, cast.curator, program)
    event = program.events.select_related("program__pair").get(measure="Новое")
    attach_material(event=event, material=shelf.material(cast.curator), by=ground.actor(cast.mentor), at=now())
    stayed = undo_update(TemplateUse.objects.latest("pk"), by=ground.actor(cast.curator), at=now())
    assert stayed == 1
    assert program.events.get(measure="Новое").materials.count() == 1
