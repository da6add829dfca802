"""Marks and meetings in the browser: two clicks from home, a minute for a record (R30, R31)."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from mentoring.kit import dates
from mentoring.kit.dates import today
from mentoring.models import ListEntry
from mentoring.tests.standing import scene
from programs.actions.evidence import add_evidence
from programs.actions.meeting import record_meeting, schedule_meeting
from programs.models import Evidence, Meeting, PlanEvent
from programs.tests import make


def page(answer):
    return answer.content.decode().replace("\xa0", " ")


def messages(answer):
    return [str(message).replace("\xa0", " ") for message in answer.context["messages"]]


@scene
def program(cast):
    return make.program(make.around_today(cast.pair), state="active", curator=cast.curator)


@scene
def event(program):
    return PlanEvent.objects.select_related("program__pair").get(program=program, position=1)


class TestMark:
    def test_done_with_a_file(self, cast, event, sign_in):
        client = sign_in(cast.mentor)
        url = reverse("event_mark", args=[event.pk])
        asked = page(client.get(url))
        assert "Что получилось?" in asked
        assert [asked.index(f'class="for-{part}"') for part in ("held", "partly", "moved", "missed")]
        assert "Приложить файл или ссылку" in asked
        assert "Добавить подтверждение" not in asked, "one way to attach, not two"
        pdf = SimpleUploadedFile("отчёт.pdf", b"%PDF-1.7\n%EOF", "application/pdf")
        data = {"state": "done", "done_on": today().strftime("%d.%m.%Y"), "result": "Три карты", "files": [pdf]}
        answer = client.post(url, data, follow=True)
        assert messages(answer)[0].startswith("Готово. Выполнено 1 из 3. Следующее: Мероприятие 2,")
        assert Evidence.objects.get().file.name == "отчёт.pdf"
        assert "1 из 3" in page(answer)

    def test_what_is_missing_is_told_beside_the_field_and_the_rest_stays(self, cast, event, sign_in):
        answer = sign_in(cast.mentor).post(
            reverse("event_mark", args=[event.pk]), {"state": "partly", "result": "Две карты"}
        )
        shown = page(answer)
        assert "Укажите, когда это было" in shown
        assert "Напишите, что осталось сделать." in shown
        assert "Две карты" in shown

    @pytest.mark.parametrize(
        "data",
        [{}, {"state": "🙂"}, {"state": "done", "done_on": "99.99.99", "result": "ы" * 10_000},
         {"state": "moved", "new_due": "вчера", "reason": "99999"}, {"state": "removed"}, {"state": "undo"}],
    )  # fmt: skip
    def test_nonsense_never_breaks(self, cast, event, sign_in, data):
        assert sign_in(cast.mentor).post(reverse("event_mark", args=[event.pk]), data).status_code == 200
        event.refresh_from_db()
        assert event.state == "planned"

    def test_fake_file_is_told_and_nothing_is_marked(self, cast, event, sign_in):
        fake = SimpleUploadedFile("отчёт.pdf", b"MZ\x00\x00", "application/pdf")
        data = {"state": "done", "done_on": today().strftime("%d.%m.%Y"), "result": "Есть", "files": [fake]}
        shown = page(sign_in(cast.mentor).post(reverse("event_mark", args=[event.pk]), data))
        assert "внутри другое" in shown
        event.refresh_from_db()
        assert event.state == "planned"

    def test_reader_sees_who_marks(self, cast, event, sign_in):
        shown = page(sign_in(cast.supervisor).get(reverse("event_mark", args=[event.pk])))
        assert "Отмечает наставник или наставляемый" in shown
        assert "Сохранить отметку" not in shown

    def test_undo(self, cast, event, sign_in):
        client = sign_in(cast.mentor)
        data = {"state": "done", "done_on": today().strftime("%d.%m.%Y"), "result": "Есть"}
        client.post(reverse("event_mark", args=[event.pk]), data)
        client.post(reverse("event_undo", args=[event.pk]))
        event.refresh_from_db()
        assert event.state == "planned"


class TestEvidence:
    def test_added_downloaded_removed(self, cast, event, sign_in):
        client = sign_in(cast.mentee)
        pdf = SimpleUploadedFile("план урока.pdf", b"%PDF-1.7\n%EOF", "application/pdf")
        client.post(reverse("evidence_add", args=[event.pk]), {"files": [pdf], "note": "План"})
        row = Evidence.objects.get()
        answer = client.get(reverse("evidence_file", args=[row.pk]))
        assert b"".join(answer.streaming_content) == b"%PDF-1.7\n%EOF"
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["Content-Security-Policy"].startswith("sandbox"), "a file runs nothing in our name"
        assert "no-store" in answer["Cache-Control"]
        client.post(reverse("evidence_remove", args=[row.pk]))
        assert not Evidence.objects.exists()

    def test_strangers_do_not_download(self, cast, event, sign_in):
        pdf = SimpleUploadedFile("а.pdf", b"%PDF-1.7\n%EOF", "application/pdf")
        (row,) = add_evidence(event=event, by=cast.actor("mentor"), at=timezone.now(), files=[pdf])
        for part in ("other_mentor", "other_mentee", "outsider", "admin"):
            assert sign_in(getattr(cast, part)).get(reverse("evidence_file", args=[row.pk])).status_code == 404, part

    def test_link_has_no_file(self, cast, event, sign_in):
        (row,) = add_evidence(event=event, by=cast.actor("mentor"), at=timezone.now(), link="https://a.ru/1")
        assert sign_in(cast.mentor).get(reverse("evidence_file", args=[row.pk])).status_code == 404

    def test_nothing_given_is_told(self, cast, event, sign_in):
        shown = page(sign_in(cast.mentor).post(reverse("evidence_add", args=[event.pk]), {"note": "x"}))
        assert "Выберите файл или вставьте ссылку." in shown


def record_data(cast, **more):
    day = dates.local(timezone.now() - timedelta(days=1))
    return {
        "day": day.strftime("%d.%m.%Y"), "clock": "14.30", "minutes": "45", "topic": "Цели занятия", "mode": "in_person",
        "attended": [cast.mentor.pk, cast.mentee.pk], "done": "Переписали две цели", **more,
    }  # fmt: skip


class TestMeetings:
    def test_recorded_and_confirmed(self, cast, program, event, sign_in):
        client = sign_in(cast.mentor)
        url = reverse("meeting_record", args=[program.pk])
        assert "Хватит одной минуты" in page(client.get(url))
        answer = client.post(url, record_data(cast, event=event.pk, event_done="on"), follow=True)
        assert messages(answer)[0].startswith("Готово. Запись ждёт подтверждения")
        event.refresh_from_db()
        assert event.state == "done"
        meeting = Meeting.objects.get()
        assert dates.clock(meeting.starts_at) == "14:30"
        client = sign_in(cast.mentee)
        assert "подтвердите или уточните" in page(client.get(reverse("meeting_detail", args=[meeting.pk])))
        client.post(reverse("meeting_confirm", args=[meeting.pk]))
        meeting.refresh_from_db()
        assert meeting.state == "confirmed"

    @pytest.mark.parametrize(
        ("more", "words"),
        [
            ({"topic": ""}, "Укажите тему встречи."),
            ({"attended": []}, "Отметьте, кто был на встрече."),
            ({"clock": "25:99"}, "Время пишут так: 14:30."),
            ({"day": "31.02.2026"}, "Такой даты нет."),
            ({"minutes": "много"}, "Напишите число"),
            ({"minutes": "1"}, "не меньше 5 минут"),
            ({"done": ""}, "Напишите, что сделали или что решили."),
            ({"done": "ы" * 10_000}, "Слишком длинно"),
            ({"event_done": "on"}, "Выберите мероприятие, которое отметить."),
            ({"event": "99999"}, "Выберите мероприятие этой программы."),
            ({"attended": ["1", "x"]}, "Выберите участников этой пары."),
        ],
    )
    def test_mistakes_are_told_beside_the_field(self, cast, program, sign_in, more, words):
        answer = sign_in(cast.mentor).post(reverse("meeting_record", args=[program.pk]), record_data(cast, **more))
        assert words in page(answer)
        assert not Meeting.objects.exists()

    def test_future_record_is_refused_by_the_action(self, cast, program, sign_in):
        day = (today() + timedelta(days=3)).strftime("%d.%m.%Y")
        shown = page(
            sign_in(cast.mentor).post(reverse("meeting_record", args=[program.pk]), record_data(cast, day=day))
        )
        assert "Эта встреча ещё впереди. Назначьте её, а запишите после." in shown

    def test_scheduled_moved_and_canceled(self, cast, program, sign_in):
        client = sign_in(cast.mentee)
        day = (today() + timedelta(days=3)).strftime("%d.%m.%Y")
        data = {
            "day": day,
            "clock": "14:30",
            "minutes": "45",
            "topic": "Разбор",
            "mode": "online",
            "link": "sdo.ru/room",
        }
        client.post(reverse("meeting_schedule", args=[program.pk]), data)
        meeting = Meeting.objects.get()
        assert meeting.link == "https://sdo.ru/room"
        later = {"day": day, "clock": "16:00", "minutes": "30", "place": "ауд. 5"}
        client.post(reverse("meeting_move", args=[meeting.pk]), later)
        meeting.refresh_from_db()
        assert (dates.clock(meeting.starts_at), meeting.place) == ("16:00", "ауд. 5")
        client.post(reverse("meeting_cancel", args=[meeting.pk]), {"reason_text": "Болею"})
        meeting.refresh_from_db()
        assert meeting.state == "canceled"

    def test_not_held_and_disputed(self, cast, program, sign_in):
        meeting = schedule_meeting(
            program=program, starts_at=timezone.now() + timedelta(hours=1), topic="Разбор", by=cast.actor("mentor"),
            at=timezone.now(),
        )  # fmt: skip
        Meeting.objects.update(starts_at=timezone.now() - timedelta(hours=1))
        reason = ListEntry.objects.get(list="event_reason", code="schedule")
        client = sign_in(cast.mentee)
        assert "Ждёт записи" in page(client.get("/meetings/?when=record"))
        client.post(reverse("meeting_not_held", args=[meeting.pk]), {"reason": reason.pk})
        meeting.refresh_from_db()
        assert meeting.state == "not_held"
        done = record_meeting(
            program=program, starts_at=timezone.now(), topic="Цели", attended=[cast.mentor], done="Есть",
            by=cast.actor("mentor"), at=timezone.now(),
        )  # fmt: skip
        client.post(reverse("meeting_dispute", args=[done.pk]), {"text": "Было иначе"})
        done.refresh_from_db()
        assert done.state == "disputed"
        assert "Было иначе" in page(sign_in(cast.mentor).get(reverse("meeting_detail", args=[done.pk])))

    def test_recording_through_a_foreign_meeting_is_not_found(self, cast, program, sign_in):
        other = make.program(make.live_pair(), state="draft")
        meeting = Meeting.objects.create(
            program=other, starts_at=timezone.now(), topic="Чужая", created_at=timezone.now(), author=cast.other_mentor
        )
        client = sign_in(cast.mentor)
        assert client.get(reverse("meeting_record", args=[program.pk]) + f"?meeting={meeting.pk}").status_code == 404
        assert client.get(reverse("meeting_record", args=[program.pk]) + "?meeting=🙂&event=x").status_code == 200

    def test_meeting_of_another_program_is_not_recorded_here(self, cast, program, sign_in):
        """The curator sees both, but one is not written into the other."""
        other = make.program(make.live_pair(), state="draft")
        meeting = Meeting.objects.create(
            program=other, starts_at=timezone.now(), topic="Чужая", created_at=timezone.now(), author=cast.other_mentor
        )
        client = sign_in(cast.curator)
        assert client.get(reverse("meeting_record", args=[program.pk]) + f"?meeting={meeting.pk}").status_code == 404

    def test_list_searches_and_says_when_empty(self, cast, program, sign_in):
        client = sign_in(cast.mentor)
        assert "Встреч здесь пока нет" in page(client.get("/meetings/"))
        assert "По этому запросу встреч нет" in page(client.get("/meetings/?q=никто&when=zzz&page=x"))
