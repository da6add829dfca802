"""Plan templates (R26, behaviour 3): who keeps them, what a draft refuses, that a published version never changes."""

import uuid

import pytest

from mentoring.kit.stale import Stale
from mentoring.kit.verdict import Refused
from mentoring.models import JournalEntry
from mentoring.tests import make as ground
from programs.actions import template as actions
from programs.models import PlanTemplate, PlanTemplateVersion, TemplateItem
from programs.queries.template import template_for
from programs.tests import make
from programs.tests import make_shelf as shelf
from programs.tests.make_shelf import now, row


def who(person):
    return {"by": ground.actor(person), "at": now()}


def test_the_starter_set(cast):
    """Seven kinds, forty ready events over the eight directions and both cross-cutting ones, every item with a form."""
    from mentoring.models import Direction
    from programs.models import PlanPreset

    assert len(set(PlanTemplate.objects.values_list("kind", flat=True))) == 7
    assert PlanPreset.objects.filter(retired=False).count() >= 40
    for direction in Direction.objects.all():
        assert PlanPreset.objects.filter(direction=direction).count() >= 4, direction
    assert not TemplateItem.objects.filter(form=None).exists()
    assert not TemplateItem.objects.filter(version__number=None).exists()


def test_only_the_curator_keeps_templates(cast):
    template = shelf.template(cast.curator)
    for person in (cast.mentor, cast.director, cast.supervisor, cast.admin):
        for act in (
            lambda w: actions.create_template(name="Чужой", kind="group", **w),
            lambda w: actions.describe_template(template, name="Иначе", group=None, direction=None, **w),
            lambda w: actions.start_draft(template, **w),
            lambda w: actions.save_draft(template, [], seen=0, **w),
            lambda w: actions.retire_template(template, **w),
        ):
            with pytest.raises(Refused, match="ведёт куратор"):
                act(who(person))
    assert shelf.fresh(template).state == "published"
    assert template.versions.count() == 1


def test_a_name_is_given_once_within_a_kind(cast):
    shelf.template(cast.curator, name="Основа")
    with pytest.raises(Refused, match="уже есть"):
        shelf.template(cast.curator, name="Основа")
    with pytest.raises(Refused, match="Назовите шаблон"):
        shelf.template(cast.curator, name="  ")
    assert shelf.template(cast.curator, name="Основа", kind="group")


def test_a_published_version_is_frozen_and_the_next_one_keeps_the_keys(cast):
    template = shelf.template(cast.curator, [row("Первое"), row("Второе", due="e-14")])
    first = template.versions.get(number=1)
    before = list(first.items.values())
    rows = shelf.rows_of(template)
    second = shelf.next_version(template, [rows["Второе"], row("Третье")], cast.curator)
    assert second.number == 2
    assert list(first.items.values()) == before
    assert str(second.items.get(measure="Второе").key) == rows["Второе"].key
    assert [item.measure for item in second.items.all()] == ["Второе", "Третье"]
    events = list(JournalEntry.objects.filter(subject_type="programs.plantemplate").values_list("event", flat=True))
    assert events.count("template_published") == 2


def test_one_draft_at_a_time_and_it_can_be_dropped(cast):
    template = shelf.template(cast.curator)
    actions.start_draft(template, **who(cast.curator))
    with pytest.raises(Refused, match="Черновик новой версии уже есть"):
        actions.start_draft(template, **who(cast.curator))
    actions.discard_draft(template, **who(cast.curator))
    assert [version.number for version in template.versions.all()] == [1]
    with pytest.raises(Refused, match="Черновика нет"):
        actions.discard_draft(template, **who(cast.curator))
    unborn = shelf.template(cast.curator, name="Не родился", publish=False)
    actions.discard_draft(unborn, **who(cast.curator))
    assert not PlanTemplate.objects.filter(pk=unborn.pk).exists()


def test_whoever_saves_second_is_told_and_nothing_is_lost(cast):
    other = ground.person("Мухина Вера Ильинична", login=True, roles=["curator"])
    template = shelf.template(cast.curator, publish=False)
    draft = template.versions.get(number=None)
    actions.save_draft(template, [row("Моё")], seen=draft.lock_version, **who(other))
    with pytest.raises(Stale, match="Мухина"):
        actions.save_draft(template, [row("Твоё")], seen=draft.lock_version, **who(cast.curator))
    assert list(draft.items.values_list("measure", flat=True)) == ["Моё"]


def test_dates_in_a_circle_are_refused(cast):
    template = shelf.template(cast.curator, publish=False)
    one, two = uuid.uuid4(), uuid.uuid4()
    circle = [row("Один", key=one, due="a+7", after=str(two)), row("Два", key=two, due="a+7", after=str(one))]
    circle = [actions.ItemRow(r.key, {**r.values, "after": uuid.UUID(r.values["after"])}) for r in circle]
    seen = template.versions.get(number=None).lock_version
    with pytest.raises(Refused, match="по кругу: «Один», «Два»"):
        actions.save_draft(template, circle, seen=seen, **who(cast.curator))
    lonely = [row("Один", due="a+7", after=uuid.uuid4())]
    with pytest.raises(Refused, match="по кругу"):
        actions.save_draft(template, lonely, seen=seen, **who(cast.curator))


def test_what_cannot_be_published(cast):
    template = shelf.template(cast.curator, publish=False)
    draft = template.versions.get(number=None)

    def save(*rows):
        draft.refresh_from_db()
        actions.save_draft(template, list(rows), seen=draft.lock_version, **who(cast.curator))

    save()
    with pytest.raises(Refused, match="нет пунктов"):
        actions.publish_draft(template, **who(cast.curator))
    save(row("Есть"), row("Без срока", due="s+"))
    with pytest.raises(Refused, match="пункт 2"):
        actions.publish_draft(template, **who(cast.curator))
    save(row("Есть"))
    with pytest.raises(Refused, match="ведёт куратор"):
        actions.publish_draft(template, **who(cast.mentor))
    actions.publish_draft(template, **who(cast.curator))
    actions.start_draft(template, **who(cast.curator))
    with pytest.raises(Refused, match="повторяет опубликованную"):
        actions.publish_draft(shelf.fresh(template), **who(cast.curator))
    actions.retire_template(shelf.fresh(template), **who(cast.curator))
    draft = PlanTemplateVersion.objects.get(template=template, number=None)
    actions.save_draft(template, [row("Иначе")], seen=draft.lock_version, **who(cast.curator))
    with pytest.raises(Refused, match="снят с употребления"):
        actions.publish_draft(shelf.fresh(template), **who(cast.curator))


def test_too_many_rows_are_refused(cast):
    template = shelf.template(cast.curator, publish=False)
    rows = [row(f"Пункт {n}") for n in range(61)]
    with pytest.raises(Refused, match="не больше 60"):
        actions.save_draft(template, rows, seen=1, **who(cast.curator))


def test_retired_and_restored(cast):
    template = shelf.template(cast.curator)
    actions.retire_template(template, **who(cast.curator))
    with pytest.raises(Refused, match="уже изменили"):
        actions.retire_template(shelf.fresh(template), **who(cast.curator))
    actions.restore_template(shelf.fresh(template), **who(cast.curator))
    with pytest.raises(Refused, match="уже изменили"):
        actions.restore_template(shelf.fresh(template), **who(cast.curator))


def test_the_narrower_template_is_taken(cast):
    """Group of the mentee and the direction of an important difficulty beat the plain one."""
    from mentoring.models import Direction, MenteeGroup

    program = make.opened(make.around_today(cast.pair))
    plain = shelf.template(cast.curator, name="Просто")
    shelf.alone(plain)
    assert template_for(program) == plain
    young = shelf.template(cast.curator, name="Молодым", group=MenteeGroup.objects.get(code="young"))
    shelf.template(cast.curator, name="Вернулись", group=MenteeGroup.objects.get(code="returning"))
    assert template_for(program) == young
    method = shelf.template(cast.curator, name="Методика", direction=Direction.objects.get(code="method"))
    PlanTemplate.objects.filter(pk=young.pk).update(state="retired")
    assert template_for(program) == plain
    make.write(program, "difficulties", **make.NOTE["difficulties"])
    assert template_for(program) == method


def test_a_program_takes_compulsory_items_and_remembers_the_version(cast):
    """R26: dates inside the term, off weekends; events know their item and version."""
    rows = [row("Обязательное", due="s+10"), row("По желанию", required=False), row("Конец", due="e-14")]
    template = shelf.template(cast.curator, rows)
    shelf.alone(template)
    program = make.opened(make.around_today(cast.pair), start="template")
    events = list(program.events.all())
    assert [event.measure for event in events] == ["Обязательное", "Конец"]
    assert all(event.due.weekday() < 5 and program.since <= event.due <= program.until for event in events)
    assert {event.template_version.number for event in events} == {1}
    assert program.template_uses.get().version.template == template


def test_without_a_template_the_kinds_own_list_is_taken(cast):
    PlanTemplate.objects.update(state="retired")
    program = make.opened(make.around_today(cast.pair), start="template")
    assert program.events.count() == 9
    assert not program.template_uses.exists()
