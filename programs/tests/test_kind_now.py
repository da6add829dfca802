"""R14, clause 4.4: what a kind demands of the work itself; each mentee's own reached result; every kind reaches its end."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mentoring.kit.dates import today
from mentoring.kit.verdict import Refused
from mentoring.models import ListEntry
from mentoring.tests.counting import queries_of
from mentoring.tests.make import mentee as make_mentee
from programs.actions.completion import complete_program
from programs.actions.mark import mark_event
from programs.actions.meeting import record_meeting, schedule_meeting
from programs.actions.result import save_results
from programs.checks.kind_now import KindFacts, kind_lines
from programs.checks.needs import Needs
from programs.choices import EventState, ProgramState
from programs.models import MemberResult, PlanEvent, Program
from programs.queries.kind_now import kind_now, member_results
from programs.queries.people import with_people
from programs.queries.running import plan_events
from programs.tests import make


def running(cast, kind, mentees=None, **fields):
    pair = make.live_pair([cast.mentor], mentees or [cast.mentee], kind=kind, **fields)
    program = make.opened(pair)
    Program.objects.filter(pk=program.pk).update(
        state=ProgramState.ACTIVE, approved_on=today(), mode="online", link="https://sdo.example/1"
    )
    return loaded(program)


def loaded(program):
    return with_people(Program.objects.select_related("year")).get(pk=program.pk)


def lines(program):
    program = loaded(program)
    return {
        line.name: (line.value, line.ok) for line in kind_now(program, plan_events(program), member_results(program))
    }


def record(cast, program, **more):
    values = {
        "topic": "Встреча",
        "done": "Есть",
        "attended": [cast.mentor],
        "starts_at": timezone.now() - timedelta(days=1),
    }
    return record_meeting(program=program, by=cast.actor("mentor"), at=timezone.now(), **values | more)


def test_situational_wants_a_log_of_answers(cast):
    program = running(cast, "situational")
    assert lines(program)["Вопросы с ответами"][1] is False
    record(cast, program, question="Где образец?")
    assert lines(program) == {"Вопросы с ответами": ("записано: 1", True)}


def test_speed_is_one_meeting_with_its_result(cast):
    program = running(cast, "speed")
    assert lines(program)["Встреча"] == ("ещё не записана", False)
    record(cast, program, result="Поняли, с чего начать")
    assert lines(program) == {"Встреча": ("состоялась", True), "Итог встречи": ("записан", True)}
    with pytest.raises(Refused, match="Предусмотрена одна встреча"):
        record(cast, program, starts_at=timezone.now() - timedelta(days=2))


def test_goal_setting_wants_a_goal_of_each_meeting(cast):
    program = running(cast, "goal_setting")
    record(cast, program)
    assert lines(program)["Цель каждой встречи"] == ("цель до следующей названа на 0 из 1", False)


def test_virtual_takes_the_programs_link_or_refuses(cast):
    program, at = running(cast, "virtual"), timezone.now()

    def schedule(days):
        start = at + timedelta(days=days)
        return schedule_meeting(
            program=program, starts_at=start, topic="Онлайн", mode="online", by=cast.actor("mentor"), at=at
        )

    assert schedule(1).link == "https://sdo.example/1"
    assert lines(program)["Ссылки на встречи"] == ("со ссылкой 1 из 1", True)
    Program.objects.update(link="")
    program = loaded(program)
    with pytest.raises(Refused, match="к встрече добавьте ссылку"):
        schedule(2)


def test_reverse_shows_both_directions():
    needs = Needs(frozenset({"plan_both_ways"}))
    shown = kind_lines(needs, KindFacts(taught=(("Жуков А. Д.", 2, 1), ("Ковалёва М. С.", 0, 0))))
    assert [(line.name, line.ok) for line in shown] == [("Учится Жуков А. Д.", False), ("Учится Ковалёва М. С.", False)]
    assert shown[0].value.replace("\xa0", " ") == "2 мероприятия, выполнено 1"


def test_a_group_has_each_members_own_result(cast, sign_in):
    second = make_mentee("Ильин Павел Олегович", login=True).person
    program = running(cast, "group", [cast.mentee, second], name="Группа")
    client, url = sign_in(cast.mentor), reverse("program_results", args=[program.pk])
    client.post(url, {f"person_{cast.mentee.pk}": "Сам ведёт занятие", f"person_{second.pk}": ""})
    assert MemberResult.objects.get(member=cast.mentee).reached == "Сам ведёт занятие"
    shown = lines(program)
    assert shown[f"Результат: {cast.mentee.short_name}"] == ("записан", True)
    assert "Сам ведёт занятие" in client.get(reverse("program_detail", args=[program.pk])).content.decode()
    assert "записывает наставник или куратор" in sign_in(cast.mentee).get(url).content.decode()


def test_results_refuse_and_change_only_what_changed(cast):
    program = running(cast, "traditional")
    values = {"program": program, "at": timezone.now()}
    assert save_results(reached={cast.mentee.pk: "Сам"}, by=cast.actor("curator"), **values) == [cast.mentee.short_name]
    assert save_results(reached={cast.mentee.pk: "Сам"}, by=cast.actor("mentor"), **values) == []
    for part in ("mentee", "director", "other_mentor", "outsider"):
        with pytest.raises(Refused, match="записывает наставник или куратор"):
            save_results(reached={}, by=cast.actor(part), **values)
    with pytest.raises(Refused, match="Слишком длинно"):
        save_results(reached={cast.mentee.pk: "ы" * 2001}, by=cast.actor("mentor"), **values)
    Program.objects.update(state=ProgramState.COMPLETED, ended_on=today())
    with pytest.raises(Refused, match="пока программа действует"):
        save_results(program=loaded(program), reached={}, by=cast.actor("mentor"), at=timezone.now())


@pytest.mark.parametrize("kind", ["traditional", "group", "virtual", "goal_setting", "reverse", "situational", "speed"])
def test_every_kind_reaches_its_end(cast, kind):
    second = make_mentee("Ильин Павел Олегович").person
    program = running(cast, kind, [cast.mentee, second] if kind == "group" else None, name="Группа")
    at = timezone.now()
    if kind not in ("situational", "speed"):
        PlanEvent.objects.create(program=program, measure="Занятие", due=today(), expected="Проведено")
        event = PlanEvent.objects.select_related("program__pair").get(program=program)
        values = {"state": EventState.DONE, "done_on": today(), "result": "Проведено"}
        mark_event(event=event, by=cast.actor("mentor"), at=at, **values)
    record(cast, program, question="Где?", next_goal="Сам", result="Готово")
    reason = next(
        row for row in ListEntry.objects.filter(list="completion_reason") if row.extra.get("ground") == "plan_completed"
    )
    complete_program(program=loaded(program), ground="plan_completed", reason=reason, by=cast.actor("curator"), at=at)
    program.refresh_from_db()
    assert (program.state, program.pair.programs.get().ended_on) == (ProgramState.COMPLETED, today())


@pytest.mark.parametrize(("kind", "number"), [("group", 0), ("virtual", 1), ("traditional", 0)])
def test_at_most_one_query(cast, kind, number, django_assert_num_queries):
    program = running(cast, kind, name="Группа")
    lines(program)
    with django_assert_num_queries(number):
        kind_now(program, (), ())


@pytest.mark.parametrize("kind", ["virtual", "situational", "short_term"])
def test_the_page_of_a_working_program_asks_no_more_for_more_meetings(cast, sign_in, kind):
    program, client = running(cast, kind, name="Группа"), sign_in(cast.mentor)
    url = reverse("program_detail", args=[program.pk])
    for days in (1, 2, 3):
        record(cast, program, question="Где?", next_goal="Сам", starts_at=timezone.now() - timedelta(days=days))
        assert queries_of(client, url) <= 12
