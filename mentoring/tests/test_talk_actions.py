"""R32: writing in the pair's conversation, the clock of a question, the curator's opening. Refusals with data present."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mentoring.access import SYSTEM, messages_for, reading_of
from mentoring.actions import talk as act
from mentoring.actions.letter import send_digests
from mentoring.kit.verdict import Refused
from mentoring.models import (
    ConversationOpening,
    JournalEntry,
    Letter,
    Message,
    Pair,
    PairMember,
    ReadMark,
    Setting,
    StoredFile,
)
from mentoring.office import forget
from mentoring.tests import make
from mentoring.tests.make import moment
from mentoring.tests.standing import scene

AT = moment("2026-11-18 10:00")  # a Wednesday
SECRET = "сокровенное-слово"  # noqa: S105


def loaded(pair):
    return Pair.objects.with_members().get(pk=pair.pk)


@scene
def pair(cast):
    return loaded(cast.pair)


@pytest.fixture
def write(cast, pair):
    """write("mentee", "…", hours=…) sends a message; days count from AT."""

    def send(part, text="Здравствуйте!", *, hours=0, where=None, **more):
        return act.send_message(where or pair, by=cast.actor(part), at=AT + timedelta(hours=hours), text=text, **more)

    return send


def pdf(name="План.pdf", content=b"%PDF-1.4\n%%EOF\n"):
    return SimpleUploadedFile(name, content, "application/pdf")


def test_both_sides_write_and_each_reads_all(cast, pair, write):
    write("mentee", "Как быть с журналом?")
    write("mentor", "Заполняйте в день занятия.")
    for part in ("mentor", "mentee"):
        texts = [m.text for m in messages_for(cast.actor(part), pair, AT + timedelta(hours=1))]
        assert texts == ["Как быть с журналом?", "Заполняйте в день занятия."]


@pytest.mark.parametrize(
    "part", ["curator", "director", "supervisor", "admin", "other_mentor", "other_mentee", "outsider"]
)
def test_nobody_else_writes_or_reads(cast, pair, write, part):
    write("mentee", SECRET)
    actor = cast.actor(part)
    with pytest.raises(Refused, match="Пишут только участники пары"):
        write(part, "Добрый день")
    assert list(messages_for(actor, pair, AT)) == []
    assert Message.objects.count() == 1


def test_the_system_itself_reads_nothing(pair, write):
    write("mentee", SECRET)
    assert reading_of(SYSTEM, pair, AT) is None


def test_a_message_needs_words_or_a_file(write):
    with pytest.raises(Refused, match="Напишите сообщение или приложите файл"):
        write("mentee", " \n ")
    assert write("mentee", "", files=[pdf()]).files.count() == 1


def test_a_message_has_its_limits(write):
    with pytest.raises(Refused, match="длиннее 4000"):
        write("mentee", "а" * 4001)
    with pytest.raises(Refused, match="не больше 5 файлов"):
        write("mentee", files=[pdf() for _ in range(6)])
    assert Message.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("План.pdf", b"<script>alert(1)</script>"),
        ("План.exe", b"MZ\x90\x00"),
        ("План.svg", b"<svg/>"),
        ("План.pdf", b""),
    ],
)
def test_a_file_is_what_it_says_or_nothing_is_sent(write, name, content):
    with pytest.raises(Refused):
        write("mentee", files=[pdf(), pdf(name, content)])
    assert (Message.objects.count(), StoredFile.objects.count()) == (0, 0)


@pytest.mark.parametrize("state", ["completed", "ended_early"])
def test_after_the_pair_is_over_its_people_only_read(cast, pair, write, state):
    write("mentor", "До свидания!")
    Pair.objects.filter(pk=pair.pk).update(state=state, ended_on=AT.date())
    pair.members.update(until=AT.date())
    later = AT + timedelta(days=5)
    over = loaded(pair)
    with pytest.raises(Refused, match="Пара завершена"):
        act.send_message(over, by=cast.actor("mentee"), at=later, text="Ещё вопрос")
    assert len(messages_for(cast.actor("mentee"), over, later)) == 1


def test_who_left_reads_up_to_the_last_day_and_does_not_write(cast, pair, write):
    write("mentor", "Пока мы вместе")
    pair.members.filter(person=cast.mentor).update(until=AT.date())
    PairMember.objects.create(pair=pair, person=cast.other_mentor, side="mentor", since=AT.date() + timedelta(days=1))
    after = loaded(pair)
    write("mentee", SECRET, hours=24, where=after)
    later = AT + timedelta(days=2)
    assert [m.text for m in messages_for(cast.actor("mentor"), after, later)] == ["Пока мы вместе"]
    assert len(messages_for(cast.actor("other_mentor"), after, later)) == 2
    with pytest.raises(Refused, match="Вы были в этой паре по 18\u00a0ноября"):
        act.send_message(after, by=cast.actor("mentor"), at=later, text="Я ещё здесь")


def test_a_member_to_come_waits_for_the_first_day(cast, pair, write):
    write("mentee", SECRET)
    PairMember.objects.create(pair=pair, person=cast.other_mentor, side="mentor", since=AT.date() + timedelta(days=1))
    assert reading_of(cast.actor("other_mentor"), loaded(pair), AT) is None
    assert reading_of(cast.actor("other_mentor"), loaded(pair), AT + timedelta(days=1)).part == "member"


# Questions: situational mentoring (clause 4.4)


def test_a_question_starts_a_clock_of_working_days(pair, write):
    assert write("mentee", "Посоветуйте", is_question=True).due.isoformat() == "2026-11-20"
    assert write("mentee", "И ещё", hours=48, is_question=True).due.isoformat() == "2026-11-24", "a weekend is skipped"


def test_the_pair_may_have_days_of_its_own_and_the_college_a_setting(pair, write):
    Setting.objects.filter(code="situational_answer_days").update(value=3)
    forget()
    assert write("mentee", "Посоветуйте", is_question=True).due.isoformat() == "2026-11-23"
    pair.answer_days = 1
    assert write("mentee", "Посоветуйте", is_question=True).due.isoformat() == "2026-11-19"


def test_a_mentor_asks_no_advice(write):
    with pytest.raises(Refused, match="Совета просит наставляемый"):
        write("mentor", "Посоветуйте", is_question=True)


def test_the_mentors_next_message_answers_every_question(cast, write):
    first = write("mentee", "Раз", is_question=True)
    second = write("mentee", "Два", hours=1, is_question=True)
    write("mentee", "Жду", hours=2)
    assert Message.objects.waiting().count() == 2
    answer = write("mentor", "Отвечаю", hours=3)
    for question in (first, second):
        question.refresh_from_db()
        assert (question.answer, question.answered_at) == (answer, answer.at)


def test_the_other_mentee_of_a_group_does_not_answer(cast, write):
    other = make.mentee("Сомов Иван Ильич").person
    group = loaded(make.pair([cast.mentor], [cast.mentee, other]))
    write("mentee", "Посоветуйте", where=group, is_question=True)
    act.send_message(group, by=make.actor(other), at=AT, text="Я бы начал с плана")
    assert Message.objects.waiting().count() == 1
    write("mentor", "Согласен", where=group, hours=1)
    assert Message.objects.waiting().count() == 0


def test_in_a_two_way_pair_a_counter_question_is_no_answer(cast, write):
    people = [cast.mentor, cast.mentee]
    both = loaded(make.pair(people, people, kind="reverse"))
    write("mentee", "Как быть?", where=both, is_question=True)
    write("mentee", "Уточню", where=both, hours=1)
    write("mentor", "А у вас как?", where=both, hours=2, is_question=True)
    assert Message.objects.waiting().count() == 2
    write("mentee", "У нас так", where=both, hours=3)
    assert list(Message.objects.waiting().values_list("author", flat=True)) == [cast.mentee.pk]


# Mending


def test_the_author_mends_within_the_minutes(cast, pair, write):
    message = write("mentee", "Опичатка")
    message.pair = pair
    act.edit_message(message, text="Опечатка", by=cast.actor("mentee"), at=AT + timedelta(minutes=15))
    assert (message.text, message.edited_at) == ("Опечатка", AT + timedelta(minutes=15))
    with pytest.raises(Refused, match="первые 15 минут"):
        act.edit_message(message, text="Поздно", by=cast.actor("mentee"), at=AT + timedelta(minutes=16))
    with pytest.raises(Refused, match="только тот, кто его написал"):
        act.edit_message(message, text="Чужое", by=cast.actor("mentor"), at=AT)
    with pytest.raises(Refused, match="Напишите сообщение"):
        act.edit_message(message, text=" ", by=cast.actor("mentee"), at=AT)


def test_a_deleted_message_leaves_neither_words_nor_files(cast, pair, write, django_capture_on_commit_callbacks):
    message = write("mentee", SECRET, files=[pdf()], is_question=True)
    message.pair = pair
    stored = StoredFile.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        act.delete_message(message, by=cast.actor("mentee"), at=AT + timedelta(minutes=1))
    message.refresh_from_db()
    assert (message.text, message.is_question, message.due) == ("", False, None)
    assert StoredFile.objects.count() == 0
    assert not stored.file.storage.exists(stored.file.name)
    with pytest.raises(Refused):
        act.delete_message(message, by=cast.actor("mentee"), at=AT + timedelta(minutes=2))


def test_when_the_answer_is_taken_away_the_question_waits_again(cast, pair, write):
    question = write("mentee", "Посоветуйте", is_question=True)
    answer = write("mentor", "Не туда", hours=1)
    answer.pair = pair
    act.delete_message(answer, by=cast.actor("mentor"), at=answer.at)
    question.refresh_from_db()
    assert (question.answer, question.answered_at) == (None, None)
    wrong = write("mentor", "Опять не туда", hours=2)
    right = write("mentor", "Вот так", hours=2)
    wrong.pair = pair
    act.delete_message(wrong, by=cast.actor("mentor"), at=wrong.at)
    question.refresh_from_db()
    assert question.answer == right


# The curator's opening


def test_the_curator_gives_a_reason_and_the_pair_sees_it(cast, pair, write):
    write("mentee", SECRET)
    curator = cast.actor("curator")
    with pytest.raises(Refused, match="Напишите причину. Пара увидит, что переписку открыли"):
        act.open_talk(pair, reason="  ", by=curator, at=AT)
    assert ConversationOpening.objects.count() == 0
    opening = act.open_talk(pair, reason="Жалоба наставляемого", by=curator, at=AT)
    assert [m.text for m in messages_for(curator, pair, AT)] == [SECRET]
    letters = Letter.objects.filter(code="thread_opened")
    assert {letter.person for letter in letters} == {cast.mentor, cast.mentee}
    assert all("Жалоба наставляемого" in letter.body and SECRET not in letter.body for letter in letters)
    entry = JournalEntry.objects.get(event="talk_opened")
    assert (entry.why, entry.audience, entry.author) == ("Жалоба наставляемого", "members", cast.curator)
    assert opening.until == AT + timedelta(hours=24)


def test_an_opening_ends_by_itself(cast, pair, write):
    write("mentee", SECRET)
    curator = cast.actor("curator")
    act.open_talk(pair, reason="Проверка", by=curator, at=AT)
    with pytest.raises(Refused, match="уже открыта"):
        act.open_talk(pair, reason="Ещё раз", by=curator, at=AT + timedelta(hours=1))
    after = AT + timedelta(hours=24)
    assert reading_of(curator, pair, after) is None
    assert list(messages_for(curator, pair, after)) == []
    act.open_talk(pair, reason="Снова", by=curator, at=after)
    assert ConversationOpening.objects.count() == 2


def test_an_opening_is_for_one_curator_and_one_pair(cast, pair, write):
    write("mentee", SECRET)
    other = make.person("Титова Вера Ильинична", login=True, roles=["curator"])
    act.open_talk(pair, reason="Проверка", by=cast.actor("curator"), at=AT)
    assert reading_of(make.actor(other), pair, AT) is None
    assert reading_of(cast.actor("curator"), loaded(cast.other_pair), AT) is None


@pytest.mark.parametrize("part", ["director", "supervisor", "admin", "mentor", "mentee", "other_mentor"])
def test_nobody_but_the_curator_opens(cast, pair, part):
    with pytest.raises(Refused):
        act.open_talk(pair, reason="Любопытно", by=cast.actor(part), at=AT)


def test_a_curator_of_the_pair_needs_no_reason_and_opens_nothing(cast):
    own = loaded(make.pair([cast.curator], [cast.mentee]))
    assert reading_of(cast.actor("curator"), own, AT).part == "member"
    with pytest.raises(Refused, match="Это ваша пара"):
        act.open_talk(own, reason="Проверка", by=cast.actor("curator"), at=AT)


def test_reading_as_the_curator_leaves_no_mark(cast, pair, write):
    message = write("mentee", SECRET)
    act.open_talk(pair, reason="Проверка", by=cast.actor("curator"), at=AT)
    act.read_talk(pair, upto=message.pk, by=cast.actor("curator"), at=AT)
    assert ReadMark.objects.count() == 0


# Letters and the journal


def test_one_line_a_day_without_the_text(cast, pair, write, mailoutbox):
    for _ in range(3):
        write("mentee", SECRET)
    assert act.tell_unread(at=AT) == 1
    assert act.tell_unread(at=AT) == 0, "the daily round may run twice"
    letter = Letter.objects.get()
    assert (letter.person, letter.body, letter.path) == (
        cast.mentor,
        "Непрочитанных: 3. Текста здесь нет — откройте страницу пары.",
        f"/pairs/{pair.pk}/talk/",
    )
    send_digests(at=AT)
    assert SECRET not in mailoutbox[0].subject + mailoutbox[0].body
    write("mentee", SECRET, hours=20)
    assert act.tell_unread(at=AT + timedelta(days=1)) == 1
    assert Letter.objects.latest("pk").body.startswith("Непрочитанных: 4.")


def test_what_was_read_the_same_day_makes_no_letter(cast, pair, write):
    message = write("mentee", SECRET)
    act.read_talk(pair, upto=message.pk, by=cast.actor("mentor"), at=AT)
    assert act.tell_unread(at=AT) == 0
    assert Letter.objects.count() == 0


def test_who_came_later_is_not_told_of_what_was_before(cast, pair, write):
    write("mentee", "Давнее")
    PairMember.objects.create(pair=pair, person=cast.other_mentor, side="mentor", since=AT.date() + timedelta(days=1))
    act.tell_unread(at=AT)
    assert not Letter.objects.filter(person=cast.other_mentor).exists()


def test_the_journal_and_letters_hold_no_text(cast, pair, write, django_capture_on_commit_callbacks):
    message = write("mentee", SECRET, is_question=True)
    write("mentor", SECRET, hours=0)
    message.pair = pair
    act.edit_message(message, text=f"{SECRET}!", by=cast.actor("mentee"), at=AT)
    act.tell_unread(at=AT)
    act.delete_message(message, by=cast.actor("mentee"), at=AT)
    kept = [str(row) for row in JournalEntry.objects.values()] + [str(row) for row in Letter.objects.values()]
    assert [row for row in kept if SECRET in row] == []
