"""R32: response time in working days, deeds of the conversation, addresses in a text."""

from datetime import date, timedelta

import pytest

from mentoring.actions import talk as act
from mentoring.kit.links import with_links
from mentoring.models import Pair
from mentoring.queries.deeds import talk as deeds
from mentoring.queries.talk_time import answer_times, times_of
from mentoring.tests import make
from mentoring.tests.make import moment
from mentoring.tests.waiting import deeds_of, waits_of

AT = moment("2026-11-18 10:00")  # a Wednesday
ON = date(2026, 11, 18)


@pytest.fixture
def write(cast):
    def send(part, text="Здравствуйте!", *, days=0, **more):
        pair = Pair.objects.with_members().get(pk=cast.pair.pk)
        return act.send_message(pair, by=cast.actor(part), at=AT + timedelta(days=days), text=text, **more)

    return send


def row(asked, answered=None):
    """(asked, due in two working days, answered) in November 2026 by days of the month."""
    due = {18: 20, 19: 23, 20: 24, 23: 25}[asked]
    at = moment(f"2026-11-{asked} 12:00")
    return at, date(2026, 11, due), moment(f"2026-11-{answered} 09:00") if answered else None


def test_without_questions_there_is_nothing_to_say(cast):
    times = answer_times(cast.pair, ON)
    assert (times.share, times.median_words, times.last_words) == ("–", "–", "")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rows", "on", "share", "usual", "last"),
    [
        ([row(18)], 18, "–", "–", "Последний вопрос задан сегодня, ответ до 20\u00a0ноября"),
        ([row(18)], 19, "–", "–", "Последний вопрос ждёт 1\u00a0рабочий день из 2"),
        ([row(18)], 20, "–", "–", "Последний вопрос ждёт 2\u00a0рабочих дня из 2"),
        ([row(18)], 23, "0 из 1", "–", "Последний вопрос ждёт 3\u00a0рабочих дня из 2"),
        ([row(18, 18)], 23, "1 из 1", "в тот же день", "Все вопросы с ответом"),
        ([row(20, 23)], 23, "1 из 1", "за 1\u00a0рабочий день", "Все вопросы с ответом"),
        ([row(18, 18), row(18, 24)], 24, "1 из 2", "за 2\u00a0рабочих дня", "Все вопросы с ответом"),
        ([row(18, 19), row(19), row(20, 24)], 25, "2 из 3", "за 1,5\u00a0рабочих дня", "Последний вопрос ждёт 4\u00a0рабочих дня из 2"),
    ],
)  # fmt: skip
def test_times_in_working_days(rows, on, share, usual, last):
    times = times_of(rows, date(2026, 11, on))
    assert (times.share, times.median_words, times.last_words) == (share, usual, last)


def told(actor, on=ON):
    return {
        code: [(d.title, d.late) for d in found] for code, found in deeds_of(deeds.sources(actor, on)).items() if found
    }


def test_a_question_calls_the_mentor_by_its_day(cast, write):
    write("mentee", is_question=True)
    assert told(cast.actor("mentor")) == {
        "answer_question": [("Ответить на вопрос Жуков\u00a0А.\u00a0Д. — до 20\u00a0ноября", False)]
    }
    assert told(cast.actor("mentee")) == {}
    (wait,) = waits_of(deeds.waits(cast.actor("mentee"), ON))
    assert (wait.who, wait.what, wait.note) == ("Наставник", "ответит на ваш вопрос", "до 20\u00a0ноября")
    assert waits_of(deeds.waits(cast.actor("mentor"), ON)) == []


@pytest.mark.parametrize("part", ["director", "supervisor", "admin", "other_mentor", "other_mentee", "outsider"])
def test_nobody_else_is_called(cast, write, part):
    write("mentee", is_question=True)
    write("mentee")
    assert told(cast.actor(part), date(2026, 12, 10)) == {}


def test_the_curator_is_told_how_many_are_late_and_not_what(cast, write):
    write("mentee", "тайна", is_question=True)
    write("mentee", "тайна", is_question=True)
    assert told(cast.actor("curator"), date(2026, 11, 20)) == {}
    (deed,) = deeds_of(deeds.sources(cast.actor("curator"), date(2026, 11, 23)))["late_answers"]
    assert (deed.title, deed.late) == ("Напомнить наставнику об ответе: 2\u00a0вопроса в переписке", True)
    assert deed.text == "Ковалёва → Жуков. О чём вопрос, знает только пара."
    write("mentor", days=5)
    assert told(cast.actor("curator"), date(2026, 11, 24)) == {}


def test_unread_messages_call_once_the_question_does_not(cast, write):
    write("mentor", "Как дела?")
    assert told(cast.actor("mentee")) == {"read_messages": [("Прочитать в переписке: 1\u00a0новое сообщение", False)]}
    write("mentee", "Посоветуйте", is_question=True)
    write("mentee", "И ещё")
    assert set(told(cast.actor("mentor"))) == {"answer_question"}


def test_a_pair_that_is_over_calls_nobody(cast, write):
    write("mentee", is_question=True)
    write("mentor")
    write("mentee", is_question=True)
    Pair.objects.filter(pk=cast.pair.pk).update(state="completed", ended_on=ON)
    for part in ("mentor", "mentee", "curator"):
        assert told(cast.actor(part), date(2026, 12, 10)) == {}


@pytest.mark.parametrize("many", [1, 3])
def test_wording_needs_no_further_query(cast, many, django_assert_num_queries):
    from mentoring.tests.waiting import gathered

    for _ in range(many):
        other = make.mentee("Сомов Иван Ильич").person
        pair = Pair.objects.with_members().get(pk=make.pair([cast.mentor], [other]).pk)
        act.send_message(pair, by=make.actor(other), at=AT, text="Посоветуйте", is_question=True)
    rows = gathered(deeds.sources(cast.actor("mentor"), ON)) + gathered(
        deeds.sources(cast.actor("curator"), date(2026, 12, 1))
    )
    with django_assert_num_queries(0):
        assert len([source.deed(found) for source, found in rows]) == 2 * many


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a\nb", "a<br>b"),
        ("<b>", "&lt;b&gt;"),
        ("см. https://a.example/b.", 'см. <a href="https://a.example/b" rel="{}">https://a.example/b</a>.'),
        ("(http://a.example)", '(<a href="http://a.example" rel="{}">http://a.example</a>)'),
        ('https://a.example/"onx=1', '<a href="https://a.example/" rel="{}">https://a.example/</a>&quot;onx=1'),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("data:text/html,x ftp://a.example", "data:text/html,x ftp://a.example"),
        ("https://bank.example@evil.example/", "https://bank.example@evil.example/"),
        ("https://[::1", "https://[::1"),
        ("https://", "https://"),
    ],
)
def test_addresses_in_a_text(text, html):
    assert with_links(text) == html.replace("{}", "nofollow noopener noreferrer external")
