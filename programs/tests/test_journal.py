"""R30: a note for oneself alone, «важно для куратора» with its talk, from the record and from the meeting's page."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from mentoring.kit import dates
from mentoring.kit.verdict import Refused
from mentoring.models import JournalEntry, Letter
from mentoring.tests.admin import enter
from mentoring.tests.make import person as make_person
from mentoring.tests.standing import scene
from programs.access import flags_for, notes_for
from programs.actions import flag as act
from programs.actions.journal_entry import record_entry
from programs.actions.meeting import schedule_meeting
from programs.actions.meeting_note import save_note
from programs.models import FlagComment, Meeting, MeetingFlag, MeetingNote
from programs.queries.deeds.journal import sources
from programs.queries.journal import flag_loaded, flag_page
from programs.tests import make

SECRET = "Тревожусь за него"


@scene
def program(cast):
    return make.program(make.around_today(cast.pair), state="active", curator=cast.curator)


@scene
def meeting(cast, program):
    return written(cast, program)


def now():
    return timezone.now().replace(second=0, microsecond=0)


def written(cast, program, part="mentor", **more):
    values = {
        "starts_at": now() - timedelta(days=1),
        "topic": "Цели",
        "attended": [cast.mentor, cast.mentee],
        "done": "Есть",
    }
    return record_entry(program=program, by=cast.actor(part), at=now(), **values | more)


def call(cast, meeting, part="mentor", text="Прошу зайти на занятие."):
    return act.call_curator(meeting=meeting, text=text, by=cast.actor(part), at=now())


def page(answer):
    return answer.content.decode().replace("\xa0", " ")


class TestNote:
    def test_it_is_its_owners_alone(self, cast, meeting, sign_in):
        save_note(meeting=meeting, text=SECRET, by=cast.actor("mentor"), at=now())
        url = reverse("meeting_detail", args=[meeting.pk])
        assert SECRET in page(sign_in(cast.mentor).get(url))
        for part in ("mentee", "curator"):
            shown = page(sign_in(getattr(cast, part)).get(url))
            assert "Личная заметка" in shown
            assert SECRET not in shown
            assert SECRET not in page(sign_in(getattr(cast, part)).get(reverse("meeting_note", args=[meeting.pk])))
            assert not notes_for(cast.actor(part)).exists()

    def test_it_is_in_no_story_letter_search_or_administration(self, cast, meeting, sign_in):
        save_note(meeting=meeting, text=SECRET, by=cast.actor("mentor"), at=now())
        assert not {MeetingNote, FlagComment, MeetingFlag} & set(admin.site._registry)
        assert not JournalEntry.objects.filter(text__contains=SECRET).exists()
        assert not JournalEntry.objects.filter(heading__icontains="заметк").exists()
        assert not Letter.objects.filter(body__contains=SECRET).exists()
        for part in ("mentor", "curator"):
            found = page(sign_in(getattr(cast, part)).get(reverse("search"), {"q": "Тревожусь"}))
            assert SECRET not in found
        program = meeting.program
        for name in ("program_detail", "program_story"):
            assert SECRET not in page(sign_in(cast.mentor).get(reverse(name, args=[program.pk])))

    def test_its_owner_changes_and_removes_it(self, cast, meeting):
        save_note(meeting=meeting, text=SECRET, by=cast.actor("mentor"), at=now())
        save_note(meeting=meeting, text="Спокойнее", by=cast.actor("mentor"), at=now())
        assert [note.text for note in MeetingNote.objects.all()] == ["Спокойнее"]
        assert save_note(meeting=meeting, text="  ", by=cast.actor("mentee"), at=now()) is None
        assert MeetingNote.objects.count() == 1
        assert save_note(meeting=meeting, text="", by=cast.actor("mentor"), at=now()) is None
        assert not MeetingNote.objects.exists()

    def test_too_long(self, cast, meeting):
        with pytest.raises(Refused, match="Слишком длинно: 4001 знаков из 4000"):
            save_note(meeting=meeting, text="ы" * 4001, by=cast.actor("mentor"), at=now())


class TestCall:
    def test_curator_is_told_at_once_without_the_words(self, cast, meeting):
        flag = call(cast, meeting)
        letter = Letter.objects.get(code="meeting_important")
        assert (letter.person, letter.send, letter.path) == (cast.curator, "now", f"/calls/{flag.pk}/")
        assert "Прошу зайти" not in letter.body
        (source,) = [row for row in sources(cast.actor("curator"), dates.today()) if row.code == "answer_flag"]
        assert [row.pk for row in source.queryset] == [flag.pk]
        assert source.private

    def test_the_other_side_knows_nothing(self, cast, meeting, sign_in):
        flag = call(cast, meeting)
        client = sign_in(cast.mentee)
        assert "Открыть разговор" not in page(client.get(reverse("meeting_detail", args=[meeting.pk])))
        assert client.get(reverse("flag_detail", args=[flag.pk])).status_code == 404
        assert client.post(reverse("flag_close", args=[flag.pk])).status_code == 404
        assert "Важно для куратора:" not in page(client.get(reverse("program_story", args=[meeting.program_id])))

    def test_a_curator_of_the_pair_does_not_read_it(self, cast, client):
        inside = make_person("Галеев Тимур Ринатович", roles=["curator"], login=True)
        pair = make.live_pair([cast.mentor], [inside])
        meeting = written(cast, make.program(pair, state="active", curator=cast.curator), attended=[cast.mentor])
        flag = call(cast, meeting)
        assert not flags_for(make.actor(inside)).exists()
        assert [row.person for row in Letter.objects.filter(code="meeting_important")] == [cast.curator]
        assert flags_for(cast.actor("curator")).get() == flag
        addresses = [
            reverse("pair_story", args=[pair.pk]),
            reverse("admin:mentoring_journalentry_changelist"),
            reverse("admin:mentoring_pair_history", args=[pair.pk]),
            reverse("admin:programs_meeting_history", args=[meeting.pk]),
        ]
        for address in addresses:
            told = [enter(client, reader).get(address) for reader in (inside, cast.curator)]
            assert [answer.status_code for answer in told] == [200, 200], address
            assert ["Важно для куратора: встреча" in page(answer) for answer in told] == [False, True], address

    @pytest.mark.parametrize(
        ("part", "words"),
        [("curator", "Куратора зовут участники"), ("outsider", "Встречи назначают участники")],
    )
    def test_only_participants_call(self, cast, meeting, part, words):
        with pytest.raises(Refused, match=words):
            call(cast, meeting, part)

    def test_once_and_after_the_record(self, cast, program, meeting):
        call(cast, meeting)
        with pytest.raises(Refused, match="уже позвали куратора"):
            call(cast, meeting)
        assert call(cast, meeting, "mentee").pk  # the other side has a talk of its own
        ahead = schedule_meeting(
            program=program, starts_at=now() + timedelta(days=2), topic="Впереди", by=cast.actor("mentor"), at=now()
        )
        with pytest.raises(Refused, match="Сначала запишите встречу"):
            call(cast, ahead)

    def test_talk_to_its_end_and_back(self, cast, meeting):
        flag = call(cast, meeting)
        act.comment_flag(flag=flag, text="Приду во вторник.", by=cast.actor("curator"), at=now())
        assert Letter.objects.get(code="flag_answered").person == cast.mentor
        act.comment_flag(flag=flag, text="Спасибо.", by=cast.actor("mentor"), at=now())
        assert Letter.objects.get(code="flag_written").person == cast.curator
        with pytest.raises(Refused, match="Закрывает куратор"):
            act.close_flag(flag=flag, by=cast.actor("mentor"), at=now())
        act.close_flag(flag=flag, by=cast.actor("curator"), at=now())
        assert (flag.state, flag.closed_by) == ("closed", cast.curator)
        with pytest.raises(Refused, match="Вопрос закрыт"):
            act.comment_flag(flag=flag, text="Ещё", by=cast.actor("mentor"), at=now())
        act.reopen_flag(flag=flag, by=cast.actor("mentor"), at=now())
        assert MeetingFlag.objects.get().state == "open"
        with pytest.raises(Refused, match="Напишите сообщение"):
            act.comment_flag(flag=flag, text=" ", by=cast.actor("mentor"), at=now())

    def test_two_curators_close_once(self, cast, meeting):
        flag = call(cast, meeting)
        stale = MeetingFlag.objects.get(pk=flag.pk)
        act.close_flag(flag=flag, by=cast.actor("curator"), at=now())
        with pytest.raises(Refused, match="уже закрыли или вернули"):
            act.close_flag(flag=stale, by=cast.actor("curator"), at=now())

    def test_page_says_who_reads(self, cast, meeting, sign_in, django_assert_num_queries):
        flag = call(cast, meeting)
        shown = page(sign_in(cast.mentor).get(reverse("flag_detail", args=[flag.pk])))
        assert "Этот разговор читают вы и кураторы, которых нет в паре" in shown
        for number in (1, 3):
            while flag.comments.count() < number:
                act.comment_flag(flag=flag, text="Ещё", by=cast.actor("curator"), at=now())
            actor = cast.actor("mentor")
            with django_assert_num_queries(3):
                flag_page(actor, flag_loaded(actor).get())


def typed(cast, **more):
    day = dates.local(now() - timedelta(days=1))
    return {
        "day": day.strftime("%d.%m.%Y"), "clock": "14:30", "minutes": "30", "topic": "Журнал практики", "mode": "online",
        "attended": [cast.mentor.pk, cast.mentee.pk], "done": "Показала образец", **more,
    }  # fmt: skip


class TestRecordPage:
    def test_note_and_call_from_the_same_page(self, cast, program, sign_in):
        client, url = sign_in(cast.mentor), reverse("meeting_record", args=[program.pk])
        shown = page(client.get(url))
        assert "Читаете только вы: ни второй участник, ни куратор, ни администратор" in shown
        client.post(url, typed(cast, note=SECRET, important="on", important_text="Нужен кабинет."))
        meeting = Meeting.objects.get()
        assert MeetingNote.objects.get(meeting=meeting).text == SECRET
        assert FlagComment.objects.get(flag__meeting=meeting).text == "Нужен кабинет."
        again = page(client.get(f"{url}?meeting={meeting.pk}"))
        assert SECRET in again
        assert 'name="important"' not in again

    def test_words_for_the_curator_want_the_tick(self, cast, program, sign_in):
        answer = sign_in(cast.mentor).post(
            reverse("meeting_record", args=[program.pk]), typed(cast, important_text="Нужен кабинет.")
        )
        assert "Отметьте «Важно для куратора»" in page(answer)
        assert not Meeting.objects.exists()

    def test_curator_who_records_calls_nobody(self, cast, program, sign_in):
        assert 'name="important"' not in page(sign_in(cast.curator).get(reverse("meeting_record", args=[program.pk])))

    def test_talk_is_opened_answered_and_closed_on_its_pages(self, cast, meeting, sign_in):
        client = sign_in(cast.mentor)
        answer = client.post(reverse("meeting_call", args=[meeting.pk]), {"text": "Нужен кабинет."}, follow=True)
        assert "Куратор получил письмо" in page(answer)
        flag = MeetingFlag.objects.get()
        client = sign_in(cast.curator)
        assert "Открыть разговор" in page(client.get(reverse("meeting_detail", args=[meeting.pk])))
        client.post(reverse("flag_detail", args=[flag.pk]), {"text": "Ауд. 214 ваша."})
        closed = page(client.post(reverse("flag_close", args=[flag.pk]), follow=True))
        assert "Вопрос закрыт, автор получит письмо" in closed
        shown = page(sign_in(cast.mentor).get(reverse("flag_detail", args=[flag.pk])))
        assert "Ауд. 214 ваша." in shown
        assert "Вернуть вопрос" in shown
