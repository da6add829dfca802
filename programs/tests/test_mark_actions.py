"""Marks of plan events and their proof (R31)."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from mentoring.kit.dates import today
from mentoring.kit.verdict import Refused
from mentoring.models import JournalEntry, ListEntry, StoredFile
from mentoring.tests.make import mentee
from mentoring.tests.standing import scene
from programs.actions.evidence import add_evidence, remove_evidence
from programs.actions.mark import mark_event, undo_mark
from programs.models import Evidence, PlanEvent, Program
from programs.tests import make


def picture(name="отчёт.png"):
    out = BytesIO()
    Image.new("RGB", (4, 4)).save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


@pytest.fixture
def now():
    from django.utils import timezone

    return timezone.now()


@scene
def active(cast):
    return make.program(make.around_today(cast.pair), state="active", curator=cast.curator)


@scene
def event(active):
    return PlanEvent.objects.select_related("program__pair").get(program=active, position=1)


def reason(code="illness"):
    return ListEntry.objects.get(list="event_reason", code=code)


def test_done_with_result_and_proof(cast, event, now):
    mark_event(
        event=event, state="done", by=cast.actor("mentor"), at=now, done_on=today(), result="Три карты приняты",
        files=[picture()], link="https://sdo.college.example/course/12",
    )  # fmt: skip
    event.refresh_from_db()
    assert (event.state, event.done_on, event.result, event.marked_by) == (
        "done",
        today(),
        "Три карты приняты",
        cast.mentor,
    )
    assert sorted(bool(row.file) for row in event.evidence.all()) == [False, True]
    assert JournalEntry.objects.get(event="event_done").text == "Три карты приняты"


@pytest.mark.parametrize(
    "said",
    [
        {"state": "done", "done_on": today(), "result": "Три карты приняты"},
        {"state": "done", "done_on": today(), "result": "Три карты", "link": "https://a.ru/1"},
        {"state": "partly", "done_on": today(), "result": "Две карты", "left": "Третья"},
        {"state": "not_done", "reason": "illness"},
        {"state": "moved", "reason": "illness", "new_due": 3},
    ],
)
def test_the_same_mark_again_changes_nothing(cast, event, now, said):
    """A double click: each request has read the event before either has written."""
    if "reason" in said:
        said = {**said, "reason": reason(said["reason"])}
    if "new_due" in said:
        said = {**said, "new_due": event.due + timedelta(days=said["new_due"])}
    for _ in range(3):
        stale = PlanEvent.objects.select_related("program__pair").get(pk=event.pk)
        mark_event(event=stale, by=cast.actor("mentor"), at=now, **said)
        mark_event(event=event, by=cast.actor("mentor"), at=now, **said)
    assert JournalEntry.objects.filter(event=f"event_{said['state']}").count() == 1
    assert Evidence.objects.count() == ("link" in said)


def test_partly_says_what_is_left(cast, event, now):
    mark_event(
        event=event, state="partly", by=cast.actor("mentee"), at=now, done_on=today(), result="Две карты", left="Третья"
    )
    event.refresh_from_db()
    assert (event.state, event.left) == ("partly", "Третья")


def test_moved_keeps_the_first_date(cast, event, now):
    first = event.due
    for days in (3, 5):
        new = first + timedelta(days=days)
        mark_event(event=event, state="moved", by=cast.actor("mentor"), at=now, new_due=new, reason=reason())
        event.refresh_from_db()
    assert (event.state, event.due, event.first_due) == ("moved", first + timedelta(days=5), first)


def test_not_done_with_a_reason(cast, event, now):
    mark_event(
        event=event, state="not_done", by=cast.actor("mentor"), at=now, reason=reason("other"), reason_text="Ремонт"
    )
    event.refresh_from_db()
    assert (event.state, event.reason.code, event.reason_text) == ("not_done", "other", "Ремонт")


@pytest.mark.parametrize(
    ("state", "given", "words"),
    [
        ("done", {"result": "Есть"}, "Укажите, когда это было"),
        ("done", {"done_on": today()}, "Напишите, что получилось"),
        ("done", {"done_on": today() + timedelta(days=1), "result": "Есть"}, "Эта дата ещё впереди"),
        ("partly", {"done_on": today(), "result": "Есть"}, "Напишите, что осталось"),
        ("moved", {}, "Выберите причину"),
        ("not_done", {}, "Выберите причину"),
        ("done", {"done_on": today(), "result": "ы" * 10_000}, "Слишком длинно: 10000 знаков из 4000"),
    ],
)
def test_incomplete_marks_are_refused(cast, event, now, *, state, given, words):
    with pytest.raises(Refused, match=words):
        mark_event(event=event, state=state, by=cast.actor("mentor"), at=now, **given)
    event.refresh_from_db()
    assert event.state == "planned"


def test_moving_outside_the_term_is_refused(cast, event, now):
    with pytest.raises(Refused, match="Срок мероприятия – вне программы"):
        mark_event(
            event=event, state="moved", by=cast.actor("mentor"), at=now, reason=reason(),
            new_due=event.program.until + timedelta(days=1),
        )  # fmt: skip


def test_moving_to_the_same_day_is_refused(cast, event, now):
    with pytest.raises(Refused, match="прежний срок"):
        mark_event(event=event, state="moved", by=cast.actor("mentor"), at=now, reason=reason(), new_due=event.due)


def test_other_reason_needs_words(cast, event, now):
    with pytest.raises(Refused, match="Поясните причину"):
        mark_event(event=event, state="not_done", by=cast.actor("mentor"), at=now, reason=reason("other"))


@pytest.mark.parametrize("part", ["supervisor", "director", "outsider", "other_mentor"])
def test_strangers_do_not_mark(cast, event, now, part):
    with pytest.raises(Refused, match="Отмечает"):
        mark_event(event=event, state="done", by=cast.actor(part), at=now, done_on=today(), result="Чужое")


def test_mentee_does_not_mark_what_another_prepares(cast, event, now):
    PlanEvent.objects.filter(pk=event.pk).update(responsible="mentor")
    event.refresh_from_db()
    with pytest.raises(Refused, match="^Отмечает наставник. Вы можете добавить подтверждение.$"):
        mark_event(event=event, state="done", by=cast.actor("mentee"), at=now, done_on=today(), result="Сам")


def test_mentee_of_a_group_marks_his_own_only(cast, event, now):
    other = mentee("Орлова Инна Павловна").person
    PlanEvent.objects.filter(pk=event.pk).update(assignee=other)
    event.refresh_from_db()
    with pytest.raises(Refused, match="Отмечает Орлова"):
        mark_event(event=event, state="done", by=cast.actor("mentee"), at=now, done_on=today(), result="Сам")


def test_nothing_is_marked_before_the_program_works(cast, now):
    program = make.program(make.around_today(cast.pair), state="submitted")
    event = program.events.select_related("program__pair").first()
    with pytest.raises(Refused, match="программа ещё не действует"):
        mark_event(event=event, state="done", by=cast.actor("mentor"), at=now, done_on=today(), result="Рано")


def test_closed_program_is_mended_by_the_curator_alone(cast, event, now):
    Program.objects.update(state="completed", ended_on=today())
    event.program.refresh_from_db()
    with pytest.raises(Refused, match="Отметки закрыты; ошибку исправит куратор"):
        mark_event(event=event, state="done", by=cast.actor("mentor"), at=now, done_on=today(), result="Поздно")
    mark_event(event=event, state="done", by=cast.actor("curator"), at=now, done_on=today(), result="Исправлено")
    event.refresh_from_db()
    assert event.state == "done"


class TestUndo:
    def test_mark_is_taken_back_and_the_first_date_returns(self, cast, event, now):
        first = event.due
        new = first + timedelta(days=4)
        mark_event(event=event, state="moved", by=cast.actor("mentor"), at=now, new_due=new, reason=reason())
        undo_mark(event=event, by=cast.actor("mentor"), at=now)
        event.refresh_from_db()
        assert (event.state, event.due, event.first_due, event.marked_by) == ("planned", first, None, None)

    def test_proof_stays(self, cast, event, now):
        mark_event(
            event=event,
            state="done",
            by=cast.actor("mentor"),
            at=now,
            done_on=today(),
            result="Есть",
            link="https://a.ru/1",
        )
        undo_mark(event=event, by=cast.actor("mentor"), at=now)
        assert event.evidence.count() == 1

    def test_nothing_to_undo(self, cast, event, now):
        with pytest.raises(Refused):
            undo_mark(event=event, by=cast.actor("mentor"), at=now)


class TestEvidence:
    def test_mentee_adds_to_an_event_another_marks(self, cast, event, now):
        PlanEvent.objects.filter(pk=event.pk).update(responsible="mentor")
        add_evidence(event=event, by=cast.actor("mentee"), at=now, files=[picture()], note="Снимок")
        row = Evidence.objects.get()
        assert (row.added_by, row.note, row.file.name) == (cast.mentee, "Снимок", "отчёт.png")

    def test_nothing_given(self, cast, event, now):
        with pytest.raises(Refused, match="Выберите файл или вставьте ссылку"):
            add_evidence(event=event, by=cast.actor("mentor"), at=now, link=" ")

    @pytest.mark.parametrize(
        "link",
        [
            "javascript:alert(1)", "просто текст", "ftp://a.ru/1", "https://" + "я" * 600,
            "http://[::1", "https://a.ru/1 2", "https://a.ru /", "https://:80/",
        ],
    )  # fmt: skip
    def test_only_web_links(self, cast, event, now, link):
        with pytest.raises(Refused, match="Ссылку пишут так"):
            add_evidence(event=event, by=cast.actor("mentor"), at=now, link=link)
        assert not Evidence.objects.exists()

    def test_file_is_what_it_says(self, cast, event, now):
        fake = SimpleUploadedFile("отчёт.pdf", b"MZ\x00\x00", "application/pdf")
        with pytest.raises(Refused, match="внутри другое"):
            add_evidence(event=event, by=cast.actor("mentor"), at=now, files=[fake])
        assert not StoredFile.objects.filter(purpose="evidence").exists()

    @pytest.mark.parametrize("part", ["supervisor", "director", "outsider"])
    def test_strangers_do_not_add(self, cast, event, now, part):
        with pytest.raises(Refused):
            add_evidence(event=event, by=cast.actor(part), at=now, link="https://a.ru/1")

    def test_removed_by_who_added_or_the_curator(self, cast, event, now):
        (row,) = add_evidence(event=event, by=cast.actor("mentee"), at=now, link="https://a.ru/1")
        with pytest.raises(Refused, match="Убирает тот, кто добавил"):
            remove_evidence(evidence=row, by=cast.actor("mentor"), at=now)
        remove_evidence(evidence=row, by=cast.actor("mentee"), at=now)
        assert not Evidence.objects.exists()
