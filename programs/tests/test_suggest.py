"""A plan begins from the diagnosed difficulties (R26): one page, ticked sensibly, everything edited there."""

import pytest
from django.urls import reverse

from mentoring.kit.verdict import Refused
from mentoring.models import Holiday
from mentoring.office import forget
from mentoring.tests import make as ground
from mentoring.tests import make_diagnosis as md
from mentoring.tests.standing import scene
from programs.actions.suggest import Chosen, add_suggested
from programs.edits import DifficultyRow
from programs.models import Program
from programs.queries.suggest import suggest_page
from programs.queries.template_update import altered
from programs.tests import make
from programs.tests.make_shelf import now

MARKS = {"method": [3, 0, 0, 2], "subject": [0, 0, 0, 0]}


@scene
def program(cast):
    md.done(cast.mentee, by=cast.curator, marks=MARKS)
    return make.opened(make.around_today(cast.pair), start="card")


def offered(program):
    return suggest_page(make.texted(program)).rows


def add(program, person, *chosen):
    return add_suggested(program=make.fresh(program), chosen=list(chosen), by=ground.actor(person), at=now())


def test_the_card_opens_the_program_and_every_deficit_has_a_ticked_event(program):
    assert set(program.difficulties.values_list("statement", "kind")) == {
        ("method_1", "difficulty"), ("method_4", "difficulty"), ("subject_1", "strength"),
    }  # fmt: skip
    assert not program.events.exists()
    page = suggest_page(make.texted(program))
    assert (page.difficulties, page.met, page.ticked) == (2, 2, 12)
    ticked = {row.difficulty.statement for row in page.rows.values() if row.take and row.difficulty}
    assert ticked == {"method_1", "method_4", "subject_1"}
    assert all(row.item.required for row in page.rows.values() if row.take and row.item)


def test_dates_leave_weekends_and_holidays(cast, program):
    first = min(row.due for row in offered(program).values())
    Holiday.objects.create(day=first, name="Праздник техникума")
    forget()
    days = {row.due for row in offered(program).values()}
    assert first not in days
    assert all(day.weekday() < 5 and program.since <= day <= program.until for day in days)


def test_what_is_in_the_plan_is_not_offered_again(cast, program):
    rows = offered(program)
    add(program, cast.mentor, *(Chosen(key) for key, row in rows.items() if row.take))
    assert program.events.count() == 12
    left = offered(program)
    assert not left.keys() & {key for key, row in rows.items() if row.take}
    assert not any(row.take for row in left.values())


def test_a_person_s_words_make_the_event_his_own(cast, program):
    items = [row for row in offered(program).values() if row.item]
    changed = {"measure": "Показать здание и мастерские", "due": items[0].due}
    made = add(program, cast.mentor, Chosen(items[0].key, changed), Chosen(items[1].key))
    told = {event.template_item: altered(event) for event in program.events.select_related("direction", "form")}
    assert told == {items[0].item.key: True, items[1].item.key: False}
    assert [event.template_version.number for event in made] == [1, 1]
    assert program.template_uses.count() == 1


def test_an_own_difficulty_gets_events_of_its_direction(cast):
    program = make.opened(make.around_today(cast.pair))
    rows = (DifficultyRow("difficulty", "health", "устаю к пятнице", priority=True),)
    make.write(program, "difficulties", difficulties=rows, strengths="")
    found = [row for row in offered(program).values() if row.difficulty]
    assert [row.take for row in found] == [True, False, False]
    assert {row.values["direction"] for row in found} == {"health"}


def test_who_may_and_what_is_refused(cast, program):
    key = next(iter(offered(program)))
    for person in (cast.curator, cast.supervisor, cast.director):
        with pytest.raises(Refused, match="пишут наставник и наставляемый"):
            add(program, person, Chosen(key))
    with pytest.raises(Refused, match="Отметьте хотя бы одно"):
        add(program, cast.mentor)
    with pytest.raises(Refused, match="уже в плане"):
        add(program, cast.mentor, Chosen("p:no_such"))
    add(program, cast.mentor, Chosen(key))
    with pytest.raises(Refused, match="добавил другой участник"):
        add(program, cast.mentee, Chosen(key))
    Program.objects.filter(pk=program.pk).update(state="submitted")
    with pytest.raises(Refused, match="у куратора"):
        add(program, cast.mentor, Chosen(key))
    assert program.events.count() == 1


def test_the_page_edits_and_adds_at_once(cast, sign_in, program):
    client = sign_in(cast.mentor)
    url = reverse("program_suggest", args=[program.pk])
    shown = client.get(url).content.decode()
    assert "Отметили 12" in shown
    assert "обязательное" in shown
    data = sent(program)
    key = next(name for name in data if name.endswith("-measure"))
    bad = {**data, key: ""}
    answer = client.post(url, bad)
    assert "Напишите, что делаем." in answer.content.decode()
    assert not program.events.exists()
    answer = client.post(url, {**data, key: "Своё начало", key.replace("measure", "when"): "до 32.13.2026"})
    assert not program.events.exists()
    answer = client.post(url, {**data, key: "Своё начало"}, follow=True)
    assert "Добавлено: 12" in answer.content.decode()
    assert program.events.filter(measure="Своё начало").exists()
    again = client.post(url, {**data, key: "Своё начало"}, follow=True)
    assert "уже в плане" in again.content.decode()
    assert program.events.count() == 12


def sent(program):
    """What the page would send untouched."""
    from programs.forms.suggest import suggest_formsets

    data = {}
    formsets = suggest_formsets(suggest_page(make.texted(program)), forms_list=(), term=(program.since, program.until))
    for _, formset in formsets:
        data[f"{formset.prefix}-TOTAL_FORMS"] = data[f"{formset.prefix}-INITIAL_FORMS"] = len(formset.forms)
        for form in formset.forms:
            for name in form.fields:
                value = form[name].value()
                if value not in (None, False, ""):
                    data[form.add_prefix(name)] = "on" if value is True else value
    return data


def test_a_reader_is_told_why_not(cast, sign_in, program):
    url = reverse("program_suggest", args=[program.pk])
    assert "Программу пишут наставник и наставляемый" in sign_in(cast.curator).get(url).content.decode()
    assert sign_in(cast.other_mentor).get(url).status_code == 404


@pytest.mark.parametrize("marks", [{"method": [3, 0, 0, 0]}, md.HARD])
def test_queries_do_not_grow(cast, django_assert_num_queries, marks):
    md.done(cast.mentee, by=cast.curator, marks=marks)
    program = make.opened(make.around_today(cast.pair), start="card")
    loaded = make.texted(program)
    ground.college()
    suggest_page(make.texted(program))
    with django_assert_num_queries(6):
        suggest_page(loaded)


def test_what_is_added_later_stands_among_the_others_by_its_date(cast, program):
    """A plan in the order of its dates stays so; one that people arranged otherwise is left as it stands."""
    rows = [row for row in offered(program).values() if row.take]
    first, *later = sorted(rows, key=lambda row: row.due)
    add(program, cast.mentor, *(Chosen(row.key) for row in later))
    add(program, cast.mentor, Chosen(first.key))
    assert program.events.order_by("position").first().due == first.due
    assert [event.position for event in program.events.order_by("position")] == list(range(1, len(rows) + 1))
    spare = next(row for row in offered(program).values())
    program.events.filter(position=1).update(position=len(rows) + 1)
    add(program, cast.mentor, Chosen(spare.key))
    assert program.events.order_by("position").last().due == spare.due
