"""R14: situational mentoring keeps questions with answers, goal-setting a goal between meetings (clause 4.4)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mentoring.kit import dates
from mentoring.kit.verdict import Refused
from programs.actions.meeting import record_meeting
from programs.models import Meeting, Program
from programs.queries.kind_log import kind_log
from programs.tests import make


def page(answer):
    return answer.content.decode().replace("\xa0", " ")


def running(cast, kind):
    pair = make.live_pair([cast.mentor], [cast.mentee], kind=kind)
    return make.program(pair, state="active", curator=cast.curator)


def record(cast, program, days_ago=1, **texts):
    at = timezone.now().replace(microsecond=0)
    values = {"topic": f"Разговор {days_ago}", "done": "Показала образец", "attended": [cast.mentor, cast.mentee]}
    start = at - timedelta(days=days_ago)
    return record_meeting(program=program, starts_at=start, by=cast.actor("mentor"), at=at, **values, **texts)


def typed(cast, **more):
    day = dates.local(timezone.now() - timedelta(days=1))
    return {
        "day": day.strftime("%d.%m.%Y"), "clock": "14:30", "minutes": "30", "topic": "Журнал практики", "mode": "online",
        "attended": [cast.mentor.pk, cast.mentee.pk], "done": "Показала, где взять образец", **more,
    }  # fmt: skip


def url(name, program):
    return reverse(name, args=[program.pk])


def test_situational_questions_stand_with_their_answers(cast, sign_in):
    program, client = running(cast, "situational"), sign_in(cast.mentee)
    assert "Вопросов пока нет" in page(client.get(url("program_detail", program)))
    form = page(client.get(url("meeting_record", program)))
    assert 'name="question"' in form
    assert 'name="next_goal"' not in form
    client.post(url("meeting_record", program), typed(cast, question="Где образец журнала практики?"))
    record(cast, program, 2)  # the monthly talk has no question and is not in the list
    shown = page(client.get(url("program_detail", program)))
    log = shown.partition("Вопросы и ответы")[2]
    assert "Где образец журнала практики?" in log
    assert "Показала, где взять образец" in log
    assert [meeting.topic for meeting in kind_log(program).answers] == ["Журнал практики"]
    meeting = Meeting.objects.get(topic="Журнал практики")
    assert "Где образец журнала практики?" in page(client.get(reverse("meeting_detail", args=[meeting.pk])))


def test_questions_are_not_shown_to_other_readers(cast, sign_in):
    program = running(cast, "situational")
    record(cast, program, question="Где образец?")
    assert "Где образец?" in page(sign_in(cast.curator).get(url("program_detail", program)))
    assert "Вопросы и ответы" not in page(sign_in(cast.director).get(url("program_detail", program)))


def test_goal_setting_names_a_goal_between_meetings(cast, sign_in):
    program, client = running(cast, "goal_setting"), sign_in(cast.mentor)
    assert "Цель до следующей встречи" not in page(client.get(url("program_detail", program)))
    form = page(client.get(url("meeting_record", program)))
    assert 'name="next_goal"' in form
    assert 'name="question"' not in form
    client.post(url("meeting_record", program), typed(cast, next_goal="Снять видео занятия"))
    assert "Снять видео занятия" in page(client.get(url("program_detail", program)))
    again = page(client.get(url("meeting_record", program)))
    assert "Цель с прошлой встречи:" in again
    assert "Снять видео занятия" in again


def test_goal_setting_warns_of_a_meeting_without_a_goal(cast, sign_in):
    program, client = running(cast, "goal_setting"), sign_in(cast.curator)
    record(cast, program, 5, next_goal="Написать сценарий")
    record(cast, program, 1)
    shown = page(client.get(url("program_detail", program)))
    assert "Цель до следующей встречи не записана" in shown
    assert "п. 4.4" in shown
    assert "Написать сценарий" not in shown, "an older goal is not the goal now"
    Program.objects.update(state="completed")
    assert "не записана" not in page(client.get(url("program_detail", program)))


def test_a_record_that_is_mended_shows_the_goal_it_began_with(cast, sign_in):
    program = running(cast, "goal_setting")
    record(cast, program, 5, next_goal="Написать сценарий")
    last = record(cast, program, 1, next_goal="Снять видео")
    shown = page(sign_in(cast.mentor).get(f"{url('meeting_record', program)}?meeting={last.pk}"))
    assert "Написать сценарий" in shown
    assert shown.count("Снять видео") == 1, "its own goal is in its field"


def test_other_kinds_ask_for_neither_and_read_nothing(cast, sign_in, django_assert_num_queries):
    program = running(cast, "traditional")
    program.pair  # noqa: B018 read beforehand
    with django_assert_num_queries(0):
        assert kind_log(program).fields == ()
    form = page(sign_in(cast.mentor).get(url("meeting_record", program)))
    assert 'name="question"' not in form
    assert 'name="next_goal"' not in form


@pytest.mark.parametrize(("name", "longest"), [("question", 2000), ("next_goal", 1000)])
def test_long_texts_are_refused(cast, name, longest):
    with pytest.raises(Refused, match=f"Слишком длинно: {longest + 1} знаков из {longest}"):
        record(cast, running(cast, "situational"), **{name: "ы" * (longest + 1)})
