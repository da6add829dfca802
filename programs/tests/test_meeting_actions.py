"""Meetings (R30): scheduled, recorded in a minute by either side, confirmed by the other."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mentoring.kit.verdict import Refused
from mentoring.models import Letter, ListEntry
from mentoring.tests.make import mentee
from mentoring.tests.standing import scene
from programs.actions import meeting as act
from programs.models import Meeting, PlanEvent, Program
from programs.tests import make


@pytest.fixture
def now():
    return timezone.now().replace(second=0, microsecond=0)


@scene
def program(cast):
    return make.program(make.around_today(cast.pair), state="active", curator=cast.curator)


def schedule(cast, program, at, part="mentor", **fields):
    values = {"starts_at": at + timedelta(days=2), "topic": "Разбор занятия", "place": "ауд. 214", **fields}
    return act.schedule_meeting(program=program, by=cast.actor(part), at=at, **values)


def record(cast, program, at, part="mentor", **fields):
    values = {
        "starts_at": at - timedelta(days=1), "topic": "Цели занятия", "attended": [cast.mentor, cast.mentee],
        "done": "Переписали две цели", **fields,
    }  # fmt: skip
    return act.record_meeting(program=program, by=cast.actor(part), at=at, **values)


class TestSchedule:
    def test_other_side_gets_a_letter(self, cast, program, now):
        meeting = schedule(cast, program, now)
        assert (meeting.state, meeting.author) == ("scheduled", cast.mentor)
        letter = Letter.objects.get(code="meeting_scheduled")
        assert (letter.person, letter.path) == (cast.mentee, f"/meetings/{meeting.pk}/")

    @pytest.mark.parametrize("part", ["mentor", "mentee", "curator"])
    def test_either_side_and_the_curator(self, cast, program, now, part):
        assert schedule(cast, program, now, part).pk

    def test_of_two_windows_at_once_the_second_reads_the_first_ones_meeting(self, cast, program, now, monkeypatch):
        def first(held):
            values = {"topic": "Первое окно", "author": cast.mentor, "created_at": now}
            Meeting.objects.create(program=held, starts_at=now + timedelta(days=2), **values)

        monkeypatch.setattr(act, "hold_diaries", first)
        with pytest.raises(Refused, match="В это время у"):
            schedule(cast, program, now)

    @pytest.mark.parametrize("part", ["director", "supervisor", "other_mentor", "outsider"])
    def test_nobody_else(self, cast, program, now, part):
        with pytest.raises(Refused, match="Встречи назначают участники программы и куратор"):
            schedule(cast, program, now, part)

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({"topic": " "}, "Укажите тему"),
            ({"topic": "ы" * 301}, "Слишком длинно: 301 знаков из 300"),
            ({"minutes": 4}, "между 5 и 480"),
            ({"minutes": 10_000}, "между 5 и 480"),
        ],
    )
    def test_bad_values_are_refused(self, cast, program, now, given, words):
        with pytest.raises(Refused, match=words):
            schedule(cast, program, now, **given)

    def test_past_is_not_scheduled(self, cast, program, now):
        with pytest.raises(Refused, match="Если встреча была, запишите её"):
            schedule(cast, program, now, starts_at=now - timedelta(hours=1))

    def test_busy_person_is_named(self, cast, program, now):
        """Error 11: the mentor is at another pair's meeting at that hour."""
        other = make.opened(make.live_pair([cast.mentor], [mentee("Орлова Инна Павловна").person]))
        start = now + timedelta(days=2)
        schedule(cast, other, now, starts_at=start, minutes=60)
        with pytest.raises(Refused, match="В это время у Ковалёва.* встреча «Разбор занятия»"):
            schedule(cast, program, now, starts_at=start + timedelta(minutes=30))
        assert schedule(cast, program, now, starts_at=start + timedelta(minutes=60)).pk

    def test_speed_consultation_is_one_meeting(self, cast, now):
        pair = make.live_pair([cast.mentor], [cast.mentee], kind="speed")
        program = make.opened(pair)
        schedule(cast, program, now)
        with pytest.raises(Refused, match="Предусмотрена одна встреча"):
            schedule(cast, program, now, starts_at=now + timedelta(days=5))

    def test_not_in_a_closed_program(self, cast, program, now):
        Program.objects.update(state="completed")
        with pytest.raises(Refused, match="Новые встречи не назначают"):
            schedule(cast, make.fresh(program), now)

    def test_moved_tells_the_other(self, cast, program, now):
        meeting = schedule(cast, program, now)
        start = now + timedelta(days=3)
        act.move_meeting(meeting=meeting, starts_at=start, by=cast.actor("mentee"), at=now)
        meeting.refresh_from_db()
        assert meeting.starts_at == start
        assert Letter.objects.get(code="meeting_changed").person == cast.mentor

    def test_canceled_by_name(self, cast, program, now):
        meeting = schedule(cast, program, now)
        act.cancel_meeting(meeting=meeting, reason_text="Командировка", by=cast.actor("mentee"), at=now)
        meeting.refresh_from_db()
        assert (meeting.state, meeting.author, meeting.reason_text) == ("canceled", cast.mentee, "Командировка")
        assert "Командировка" in Letter.objects.get(code="meeting_canceled").body


class TestRecord:
    def test_a_past_meeting_without_an_appointment(self, cast, program, now):
        meeting = record(cast, program, now)
        assert (meeting.state, meeting.author, set(meeting.attended.all())) == (
            "recorded", cast.mentor, {cast.mentor, cast.mentee},
        )  # fmt: skip
        assert Letter.objects.get(code="meeting_confirm").person == cast.mentee

    def test_a_scheduled_one(self, cast, program, now):
        meeting = schedule(cast, program, now)
        later = now + timedelta(days=3)
        record(cast, program, later, meeting=meeting, starts_at=meeting.starts_at)
        meeting.refresh_from_db()
        assert (meeting.state, Meeting.objects.count()) == ("recorded", 1)

    def test_the_same_time_is_not_recorded_twice(self, cast, program, now):
        record(cast, program, now)
        with pytest.raises(Refused, match="уже записана: «Цели занятия»"):
            record(cast, program, now, "mentee")
        assert Meeting.objects.count() == 1

    def test_the_scheduled_meeting_of_that_time_is_written_down(self, cast, program, now):
        meeting = schedule(cast, program, now)
        record(cast, program, now + timedelta(days=3), starts_at=meeting.starts_at)
        meeting.refresh_from_db()
        assert (meeting.state, Meeting.objects.count()) == ("recorded", 1)

    def test_its_author_takes_a_mistaken_record_away(self, cast, program, now):
        meeting = record(cast, program, now)
        with pytest.raises(Refused, match="Запись убирает тот, кто её сделал"):
            act.retract_meeting(meeting=meeting, by=cast.actor("mentee"), at=now)
        act.retract_meeting(meeting=meeting, by=cast.actor("mentor"), at=now)
        meeting.refresh_from_db()
        assert (meeting.state, meeting.reason_text) == ("canceled", "запись сделана по ошибке")
        assert record(cast, program, now).state == "recorded"  # the time is free again

    def test_a_confirmed_record_stays(self, cast, program, now):
        meeting = record(cast, program, now)
        act.confirm_meeting(meeting=meeting, by=cast.actor("mentee"), at=now)
        meeting.refresh_from_db()
        with pytest.raises(Refused, match="Встречу уже записали"):
            act.retract_meeting(meeting=meeting, by=cast.actor("mentor"), at=now)

    def test_future_meeting_is_not_recorded(self, cast, program, now):
        with pytest.raises(Refused, match="Эта встреча ещё впереди. Назначьте её, а запишите после."):
            record(cast, program, now, starts_at=now + timedelta(hours=1))

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({"done": "", "result": ""}, "Напишите, что сделали"),
            ({"attended": []}, "Отметьте, кто был"),
            ({"done": "ы" * 4001}, "Слишком длинно"),
        ],
    )
    def test_incomplete_records_are_refused(self, cast, program, now, given, words):
        with pytest.raises(Refused, match=words):
            record(cast, program, now, **given)
        assert not Meeting.objects.exists()

    def test_strangers_were_not_there(self, cast, program, now):
        meeting = record(cast, program, now, attended=[cast.mentor, cast.outsider])
        assert list(meeting.attended.all()) == [cast.mentor]

    def test_year_long_gone_is_a_mistake(self, cast, program, now):
        with pytest.raises(Refused, match="Проверьте год"):
            record(cast, program, now, starts_at=now - timedelta(days=400))

    def test_event_is_ticked_from_the_same_page(self, cast, program, now):
        event = program.events.first()
        record(cast, program, now, event=event, event_done=True, result="Цели проверяемы")
        event.refresh_from_db()
        assert (event.state, event.result) == ("done", "Цели проверяемы")

    def test_event_of_another_program_is_passed_over(self, cast, program, now):
        other = make.program(cast.other_pair)
        meeting = record(cast, program, now, event=other.events.first(), event_done=True)
        assert meeting.event is None
        assert not PlanEvent.objects.filter(state="done").exists()

    def test_ticking_obeys_the_rules_of_marks(self, cast, program, now):
        """A mentee does not mark through a meeting what the mentor prepares; nothing is written."""
        event = program.events.first()
        PlanEvent.objects.filter(pk=event.pk).update(responsible="mentor")
        with pytest.raises(Refused, match="Отмечает наставник"):
            record(cast, program, now, "mentee", event=PlanEvent.objects.get(pk=event.pk), event_done=True)
        assert not Meeting.objects.exists()


class TestConfirm:
    @pytest.fixture
    def recorded(self, cast, program, now):
        return record(cast, program, now)

    def test_second_side(self, cast, recorded, now):
        act.confirm_meeting(meeting=recorded, by=cast.actor("mentee"), at=now)
        recorded.refresh_from_db()
        assert (recorded.state, recorded.confirmed_by) == ("confirmed", cast.mentee)

    @pytest.mark.parametrize(
        ("part", "words"),
        [
            ("mentor", "^Подтверждает вторая сторона.$"),
            ("curator", "Подтверждают участники встречи"),
            ("outsider", "Подтверждают участники встречи"),
        ],
    )
    def test_nobody_else(self, cast, recorded, now, part, words):
        with pytest.raises(Refused, match=words):
            act.confirm_meeting(meeting=recorded, by=cast.actor(part), at=now)
        recorded.refresh_from_db()
        assert recorded.state == "recorded"

    def test_record_of_the_curator_is_confirmed_by_either(self, cast, program, now):
        meeting = record(cast, program, now, "curator")
        act.confirm_meeting(meeting=meeting, by=cast.actor("mentor"), at=now)
        meeting.refresh_from_db()
        assert meeting.state == "confirmed"

    def test_disputed_then_mended_by_the_other_then_confirmed(self, cast, program, recorded, now):
        act.dispute_meeting(meeting=recorded, text="Было три цели", by=cast.actor("mentee"), at=now)
        recorded.refresh_from_db()
        assert (recorded.state, recorded.dispute) == ("disputed", "Было три цели")
        record(cast, program, now, meeting=recorded, done="Переписали три цели")
        recorded.refresh_from_db()
        assert (recorded.state, recorded.done) == ("recorded", "Переписали три цели")
        act.confirm_meeting(meeting=recorded, by=cast.actor("mentee"), at=now)
        with pytest.raises(Refused, match="больше не меняется"):
            record(cast, program, now, meeting=Meeting.objects.get(), done="Ещё раз")

    def test_dispute_needs_words(self, cast, recorded, now):
        with pytest.raises(Refused, match="Напишите, что уточнить"):
            act.dispute_meeting(meeting=recorded, text=" ", by=cast.actor("mentee"), at=now)

    def test_unconfirmed_record_is_mended_by_its_author_alone(self, cast, program, recorded, now):
        with pytest.raises(Refused, match="Встреча уже записана"):
            record(cast, program, now, "mentee", meeting=recorded, done="Моё")
        record(cast, program, now, meeting=recorded, done="Точнее")
        recorded.refresh_from_db()
        assert recorded.done == "Точнее"


class TestNotHeld:
    def test_with_a_reason(self, cast, program, now):
        meeting = schedule(cast, program, now)
        reason = ListEntry.objects.get(list="event_reason", code="illness")
        act.meeting_not_held(meeting=meeting, reason=reason, by=cast.actor("mentee"), at=now + timedelta(days=3))
        meeting.refresh_from_db()
        assert (meeting.state, meeting.reason) == ("not_held", reason)

    def test_not_before_its_time(self, cast, program, now):
        meeting = schedule(cast, program, now)
        reason = ListEntry.objects.get(list="event_reason", code="illness")
        with pytest.raises(Refused, match="ещё впереди"):
            act.meeting_not_held(meeting=meeting, reason=reason, by=cast.actor("mentor"), at=now)

    def test_reason_is_demanded(self, cast, program, now):
        meeting = schedule(cast, program, now)
        with pytest.raises(Refused, match="Выберите причину"):
            act.meeting_not_held(meeting=meeting, reason=None, by=cast.actor("mentor"), at=now + timedelta(days=3))
