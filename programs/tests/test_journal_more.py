"""R30, behavior 6: a missed meeting nobody had scheduled, several events marked at once, drafts of entries."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mentoring.kit.dates import local, today
from mentoring.kit.verdict import Refused
from mentoring.models import JournalEntry, ListEntry
from mentoring.tests.standing import scene
from programs.actions.entry_draft import KEPT, save_draft
from programs.actions.mark_several import mark_several
from programs.actions.meeting import record_meeting, schedule_meeting
from programs.actions.meeting_missed import record_missed
from programs.models import EntryDraft, Meeting
from programs.tests import make


@scene
def program(cast):
    return make.program(make.around_today(cast.pair), state="active", curator=cast.curator)


def page(answer):
    return answer.content.decode().replace("\xa0", " ")


def reason(code=None):
    rows = ListEntry.objects.filter(list="event_reason", retired=False)
    return rows.get(code=code) if code else rows.exclude(code="other").first()


# A meeting that was in nobody's diary


def miss(cast, program, *, part="mentor", ago=timedelta(days=1), **more):
    values = {"starts_at": timezone.now() - ago, "reason": reason(), **more}
    return record_missed(program=program, by=cast.actor(part), at=timezone.now(), **values)


@pytest.mark.parametrize("part", ["mentor", "mentee", "curator"])
def test_either_side_and_the_curator_write_down_a_missed_meeting(cast, program, part):
    meeting = miss(cast, program, part=part)
    assert (meeting.state, meeting.topic, meeting.reason) == ("not_held", "Встреча по плану", reason())
    assert JournalEntry.objects.filter(event="meeting_not_held").count() == 1


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"ago": timedelta(days=-1)}, "ещё впереди"),
        ({"ago": timedelta(days=900)}, "раньше начала"),
        ({"reason": None}, "Выберите причину"),
        ({"topic": "а" * 301}, "Слишком длинно"),
    ],
)
def test_missed_refusals_leave_nothing(cast, program, more, says):
    with pytest.raises(Refused, match=says):
        miss(cast, program, **more)
    assert not Meeting.objects.exists()


def test_other_reason_wants_words(cast, program):
    with pytest.raises(Refused, match="Поясните"):
        miss(cast, program, reason=reason("other"))
    assert miss(cast, program, reason=reason("other"), reason_text="Сессия").reason_text == "Сессия"


@pytest.mark.parametrize("part", ["outsider", "other_mentor", "director"])
def test_strangers_do_not(cast, program, part):
    with pytest.raises(Refused):
        miss(cast, program, part=part)


def test_a_scheduled_meeting_of_that_time_becomes_the_missed_one(cast, program):
    start = timezone.now() + timedelta(hours=1)
    planned = schedule_meeting(
        program=program, starts_at=start, topic="Разбор", by=cast.actor("mentor"), at=timezone.now()
    )
    later = start + timedelta(days=1)
    given = {"program": program, "starts_at": start, "reason": reason(), "by": cast.actor("mentor"), "at": later}
    assert record_missed(**given) == planned
    assert Meeting.objects.get().state == "not_held"
    with pytest.raises(Refused, match="уже записано"):
        record_missed(**given)


def test_a_held_meeting_of_that_time_is_in_the_way(cast, program):
    start = timezone.now() - timedelta(hours=3)
    record_meeting(
        program=program, starts_at=start, topic="Разбор", attended=[cast.mentor], done="Есть",
        by=cast.actor("mentor"), at=timezone.now(),
    )  # fmt: skip
    with pytest.raises(Refused, match="уже записана"):
        record_missed(program=program, starts_at=start, reason=reason(), by=cast.actor("mentor"), at=timezone.now())


def test_missed_journey(cast, program, sign_in):
    client = sign_in(cast.mentor)
    url = reverse("meeting_missed", args=[program.pk])
    assert url in page(client.get(reverse("program_detail", args=[program.pk])))
    assert url in page(client.get(reverse("meeting_record", args=[program.pk])))
    assert "Выберите причину" in page(client.post(url, {"day": "01.01.2020", "clock": "10:00"}))
    day = today() - timedelta(days=1)
    given = {"day": f"{day:%d.%m.%Y}", "clock": "10:00", "reason": reason().pk}
    assert "не состоялась" in page(client.post(url, given, follow=True))
    assert Meeting.objects.get().state == "not_held"


# Several events


def several(cast, events, *, part="mentor", **more):
    values = {"results": {}, "done_on": today(), "common": "Проведено", **more}
    return mark_several(events=events, by=cast.actor(part), at=timezone.now(), **values)


def test_several_events_with_one_day_and_texts_of_their_own(cast, program):
    first, second = program.events.all()[:2]
    assert several(cast, [first, second], results={second.pk: "Разобрали"}) == 2
    assert [(e.state, e.result, e.done_on) for e in program.events.all()[:2]] == [
        ("done", "Проведено", today()),
        ("done", "Разобрали", today()),
    ]


def test_all_or_nothing_and_every_refusal_is_named(cast, program):
    first, second = program.events.all()[:2]
    with pytest.raises(Refused) as refusal:
        several(cast, [first, second], common="", results={first.pk: "Есть"})
    assert f"«{second.measure}»: Напишите, что получилось" in str(refusal.value)
    assert first.measure not in str(refusal.value)
    with pytest.raises(Refused) as refusal:
        several(cast, [first, second], done_on=today() + timedelta(days=1))
    assert str(refusal.value).count("ещё впереди") == 2
    with pytest.raises(Refused, match="хотя бы одно"):
        several(cast, [])
    assert set(program.events.values_list("state", flat=True)) == {"planned"}


def test_who_may_not_mark_an_event_is_told_of_it(cast, program):
    event = program.events.first()
    with pytest.raises(Refused, match="Ничего не отмечено"):
        several(cast, [event], part="outsider")


def test_several_journey(cast, program, sign_in):
    client = sign_in(cast.mentor)
    url = reverse("events_mark", args=[program.pk])
    assert url in page(client.get(reverse("program_detail", args=[program.pk])))
    first, second = program.events.all()[:2]
    given = {"done_on": f"{today():%d.%m.%Y}", f"tick_{first.pk}": "on", f"tick_{second.pk}": "on"}
    wrong = page(client.post(url, given))
    assert f"«{first.measure}»" in wrong
    assert f"«{second.measure}»" in wrong
    done = page(client.post(url, given | {"common": "Проведено", f"result_{second.pk}": "Разобрали"}, follow=True))
    assert "Отмечено: 2 мероприятия" in done
    second.refresh_from_db()
    assert (second.state, second.result) == ("done", "Разобрали")


# Drafts


@pytest.mark.parametrize("name", ["meeting_record", "visit_write"])
def test_a_draft_outlives_the_tab_and_is_its_owners(cast, program, sign_in, name):
    url = reverse(name, args=[program.pk])
    client = sign_in(cast.mentor)
    typed = {"topic": "Недописанная тема", "day": "завтра", "autosave": "1"}
    answer = client.post(url, typed)
    assert answer.json()["message"].startswith("Черновик сохранён")
    again = page(client.get(url))
    assert "Недописанная тема" in again
    assert "завтра" in again
    assert "Черновик от" in again
    assert "Недописанная тема" not in page(sign_in(cast.mentee).get(url))
    assert not Meeting.objects.exists()
    client = sign_in(cast.mentor)
    assert "Черновик убран" in page(client.post(url, {"drop_draft": "1"}, follow=True))
    assert not EntryDraft.objects.exists()


def test_the_button_works_without_scripts_and_ticks_come_back(cast, program, sign_in):
    client = sign_in(cast.mentor)
    url = reverse("meeting_record", args=[program.pk])
    typed = {"topic": "Тема", "mode": "online", "attended": [cast.mentee.pk], "draft": "1"}
    assert "Его видите только вы" in page(client.post(url, typed, follow=True))
    form = client.get(url).context["form"]
    assert form["mode"].value() == "online"
    assert form["attended"].value() == [str(cast.mentee.pk)]


def test_a_written_entry_takes_its_draft_away(cast, program, sign_in):
    client = sign_in(cast.mentor)
    url = reverse("meeting_record", args=[program.pk])
    client.post(url, {"topic": "Тема", "draft": "1"})
    given = {
        "topic": "Тема", "day": f"{local(timezone.now()):%d.%m.%Y}", "clock": "00:01", "minutes": 45,
        "mode": "in_person", "attended": [cast.mentor.pk, cast.mentee.pk], "done": "Разобрали",
    }  # fmt: skip
    assert "Готово" in page(client.post(url, given, follow=True))
    assert not EntryDraft.objects.exists()


def test_who_may_not_write_keeps_no_draft(cast, program, sign_in):
    url = reverse("meeting_record", args=[program.pk])
    answer = sign_in(cast.director).post(url, {"topic": "Тема", "autosave": "1"})
    assert answer.status_code == 409
    assert "участники" in answer.json()["message"]
    assert not EntryDraft.objects.exists()


def test_drafts_do_not_stay_for_good_nor_grow_without_end(cast, program):
    from mentoring.kit.verdict import YES

    given = {"verdict": YES, "program": program, "form": "visit", "by": cast.actor("mentor")}
    save_draft(fields={"topic": ["Старое"]}, at=timezone.now() - KEPT - timedelta(days=1), **given)
    save_draft(fields={"topic": ["Новое"]}, at=timezone.now(), **given | {"form": "meeting"})
    assert [draft.fields for draft in EntryDraft.objects.all()] == [{"topic": ["Новое"]}]
    for fields in ({"topic": ["а" * 50_000]}, {"а" * 50_000: [""]}):
        with pytest.raises(Refused, match="Слишком длинно"):
            save_draft(fields=fields, at=timezone.now(), **given)


def test_what_no_database_keeps_is_left_out_of_a_draft(cast, program, sign_in):
    url = reverse("meeting_record", args=[program.pk])
    answer = sign_in(cast.mentor).post(url, {"topic": "До\0 и после", "\0": "x", "autosave": "1"})
    assert answer.status_code == 200
    assert EntryDraft.objects.get().fields == {"topic": ["До и после"], "": ["x"]}
