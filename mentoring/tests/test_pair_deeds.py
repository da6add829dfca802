"""«Мои дела» of requests, pairs and documents: who is called to what, by when, in how many queries."""

from datetime import date

import pytest

from mentoring.actions import order as orders
from mentoring.models import RequestOffer
from mentoring.queries import deeds
from mentoring.tests import make
from mentoring.tests.make import moment
from mentoring.tests.standing import scene
from mentoring.tests.waiting import counts_of, deeds_of, gathered, waits_of

AT = moment("2026-11-18 10:00")
ON = date(2026, 11, 18)
ROOMS = (deeds.request, deeds.pair, deeds.document)


def sources(actor):
    return [source for room in ROOMS for source in room.sources(actor, ON)]


def told(actor):
    """{code: [titles]} of everything that waits."""
    return {code: sorted(deed.title for deed in found) for code, found in deeds_of(sources(actor)).items() if found}


@scene
def busy(cast):
    """One of everything that waits for somebody."""
    make.request(cast.other_mentee)
    asked = make.request(cast.outsider, state="awaiting_mentor")
    RequestOffer.objects.create(request=asked, mentor=cast.mentor.mentor, asked_at=AT, due=date(2026, 11, 25))
    make.request(cast.mentee, state="awaiting_teacher", source="administration", initiator=cast.supervisor)
    make.pair(state="ready", criteria="опыт")
    make.pair(state="blocked")
    waiting = make.pair(state="ready", criteria="опыт", since=date(2026, 12, 1))
    order = orders.create_order([waiting], by=cast.actor("curator"), at=AT)
    orders.send_order(order, pair_ids=[waiting.pk], checked=True, by=cast.actor("curator"), at=AT)
    signed = make.pair([cast.mentor], [cast.mentee], state="ready", criteria="опыт", since=date(2026, 12, 1))
    other = orders.create_order([signed], by=cast.actor("curator"), at=AT)
    orders.send_order(other, pair_ids=[signed.pk], checked=True, by=cast.actor("curator"), at=AT)
    orders.sign_order(other, checked=True, sha256=other.sha256, by=cast.actor("director"), at=AT)
    orders.create_order([make.pair(state="ready", criteria="опыт")], by=cast.actor("curator"), at=AT)
    return cast


def test_the_curator(busy):
    assert told(busy.actor("curator")) == {
        "match": ["Подобрать наставника Ершов\u00a0Д.\u00a0П. — до 27\u00a0ноября"],
        "batch": ["Включить в приказ: 1\u00a0пара"],
        "mend_pair": told(busy.actor("curator"))["mend_pair"],
        "read_document": ["Ознакомиться с документом «О закреплении наставнических пар и групп» — до 25\u00a0ноября"],
        "keep_order": ["Загрузить скан приказа № 1 от 18\u00a0ноября", "Проверить приказ, 1\u00a0пара"],
    }
    assert len(told(busy.actor("curator"))["mend_pair"]) == 1


def test_the_director(busy):
    assert told(busy.actor("director")) == {"sign_order": ["Подписать приказ, 1\u00a0пара, — до 23\u00a0ноября"]}


def test_the_mentor(busy):
    document = "Ознакомиться с документом «О закреплении наставнических пар и групп» — до 25\u00a0ноября"
    assert told(busy.actor("mentor")) == {
        "answer_request": ["Ответить, станете ли наставником Орлов\u00a0К.\u00a0С., — до 25\u00a0ноября"],
        "read_document": [document],
    }


def test_the_mentee(busy):
    found = told(busy.actor("mentee"))
    assert found["answer_proposal"] == ["Ответить, нужен ли вам наставник, — до 27\u00a0ноября"]
    assert len(found["read_document"]) == 1


@pytest.mark.parametrize("part", ["supervisor", "admin", "outsider", "other_mentor", "other_mentee"])
def test_nobody_else_is_called(busy, part):
    assert told(busy.actor(part)) == {}


def test_a_director_of_the_pair_is_not_called_to_sign(cast):
    order = make.order(state="awaiting_signature")
    make.pair([cast.director], [cast.mentee], state="in_order", order=order)
    assert told(cast.actor("director")) == {}


def test_every_deed_has_a_way_and_a_date_in_words(busy):
    for part in ("curator", "director", "mentor", "mentee"):
        for source, row in gathered(sources(busy.actor(part))):
            deed = source.deed(row)
            assert deed.action
            assert deed.action_url.startswith("/")
            assert deed.when


def test_an_overdue_deed_is_late_without_reproach(cast):
    make.request(cast.other_mentee)
    (deed,) = deeds_of(sources(cast.actor("curator")))["match"]
    assert not deed.late
    (deed,) = deeds_of(deeds.request.sources(cast.actor("curator"), date(2026, 12, 10)))["match"]
    assert deed.late
    assert deed.when == "27\u00a0ноября"


def test_a_silent_teacher_is_asked_by_the_curator_once_the_date_has_passed(busy):
    (deed,) = deeds_of(deeds.request.sources(busy.actor("curator"), date(2026, 11, 28)))["ask_teacher"]
    assert deed.title == "Узнать, нужен ли наставник Жуков\u00a0А.\u00a0Д.: срок ответа был 27\u00a0ноября"
    assert deed.action_url.endswith("/answer/")
    assert "ask_teacher" not in told(busy.actor("curator"))


def test_all_are_counted_in_one_query(busy, django_assert_num_queries):
    actor = busy.actor("curator")
    with django_assert_num_queries(1):
        counts = counts_of(sources(actor))
    assert counts == {code: len(rows) for code, rows in told(actor).items()}


@pytest.mark.parametrize("many", [1, 3])
def test_wording_needs_no_further_query(cast, many, django_assert_num_queries):
    for number in range(many):
        make.pair(state="blocked")
        make.request(make.mentee().person)
        make.order(state="awaiting_scan", number=f"{number}-к")
    actor = cast.actor("curator")
    rows = gathered(sources(actor))
    with django_assert_num_queries(0):
        assert len([source.deed(row) for source, row in rows]) >= 3 * many


def waited(actor, on=ON):
    """[(who, what)] of everything this reader waits for on the ground floor."""
    return [(w.who, w.what) for w in waits_of([source for room in ROOMS for source in room.waits(actor, on)])]


def test_what_the_curator_waits_for(busy, django_assert_num_queries):
    actor = busy.actor("curator")
    with django_assert_num_queries(1):
        found = waited(actor)
    assert found == [
        ("Ковалёва\u00a0М.\u00a0С.", "ответ на запрос"),
        ("Жуков\u00a0А.\u00a0Д.", "ответ, нужен ли наставник"),
        ("Лаврова\u00a0Е.\u00a0В.", "подпись приказа, 1\u00a0пара"),
    ]
    late = [who for who, _ in waited(actor, date(2026, 11, 28))]
    assert "Жуков\u00a0А.\u00a0Д." not in late, "past the date it is the curator's own deed"


def test_what_the_teacher_waits_for(busy):
    found = waits_of([source for room in ROOMS for source in room.waits(busy.actor("other_mentee"), ON)])
    assert [(w.who, w.what, w.note) for w in found] == [("Куратор", "подбирает вам наставника", "до 27\u00a0ноября")]


def test_who_asked_for_a_teacher_waits_for_the_teacher(busy):
    assert waited(busy.actor("supervisor")) == [("Жуков\u00a0А.\u00a0Д.", "ответ, нужен ли наставник")]
    assert waited(busy.actor("mentee")) == [], "it is the teacher's own turn"


@pytest.mark.parametrize(
    ("state", "who", "what"),
    [
        ("awaiting_curator", "Куратор", "подбирает наставника Орлов\u00a0К.\u00a0С."),
        ("awaiting_mentor", "Наставник", "ответит на запрос о наставнике Орлов\u00a0К.\u00a0С."),
        ("expired", "Куратор", "ищет другого наставника Орлов\u00a0К.\u00a0С."),
        ("mentor_agreed", "Куратор и директор", "оформляют приказ о паре Орлов\u00a0К.\u00a0С."),
    ],
)
@pytest.mark.parametrize("part", ["supervisor", "director"])
def test_who_asked_for_a_teacher_waits_to_the_end(cast, part, state, who, what):
    make.request(cast.outsider, state=state, source="administration", initiator=getattr(cast, part))
    assert waited(cast.actor(part)) == [(who, what)]
    assert len(waited(cast.actor("outsider"))) == 1


@pytest.mark.parametrize("state", ["draft", "paired", "declined", "withdrawn", "closed"])
def test_nobody_waits_for_a_request_that_is_over(cast, state):
    make.request(cast.outsider, state=state, source="administration", initiator=cast.supervisor)
    assert [waited(cast.actor(part)) for part in ("supervisor", "outsider", "curator")] == [[], [], []]


def test_a_mentor_waits_for_the_order(cast):
    draft = make.pair([cast.mentor], [cast.mentee], state="ready", criteria="опыт")
    assert waited(cast.actor("mentor")) == [("Куратор", "готовит приказ о паре Ковалёва → Жуков")]
    assert waited(cast.actor("mentee")) == []
    order = orders.create_order([draft], by=cast.actor("curator"), at=AT)
    orders.send_order(order, pair_ids=[draft.pk], checked=True, by=cast.actor("curator"), at=AT)
    assert waited(cast.actor("mentor")) == [("Директор", "подпишет приказ о паре Ковалёва → Жуков")]


def test_the_director_waits_for_a_returned_order(cast):
    make.pair(state="in_order", order=make.order(state="returned"))
    assert waited(cast.actor("director")) == [("Куратор", "исправляет приказ, 1\u00a0пара")]
    assert waited(cast.actor("curator")) == [], "to mend it is the curator's deed"
