"""Ranked wishes and the curator's queue (R10, clause 4.2): a request that never hangs."""

from datetime import date

import pytest

from mentoring.actions import offer as act
from mentoring.actions.pair import Seat, create_pair
from mentoring.actions.queue import set_queue
from mentoring.actions.request import close_request, edit_request, start_request, withdraw_request
from mentoring.actions.superseded import close_others
from mentoring.kit.verdict import Refused
from mentoring.models import JournalEntry, Letter, ListEntry, Mentor, MentoringRequest, RankedMentor, RequestOffer
from mentoring.queries.candidates import candidates_for
from mentoring.queries.deeds.request import sources
from mentoring.queries.request import left_words
from mentoring.queries.request_detail import full_requests, request_page
from mentoring.queries.request_list import request_list
from mentoring.tests import make
from mentoring.tests.counting import queries_of
from mentoring.tests.make import moment
from mentoring.tests.standing import scene

AT = moment("2026-11-18 10:00")
AFTER = moment("2026-11-26 06:00")


@scene
def request_row(cast):
    return make.request(cast.other_mentee)


@pytest.fixture
def three():
    return [make.mentor(name) for name in ("Тихонова Вера Андреевна", "Панин Олег Ильич", "Ежова Лариса Фёдоровна")]


def ask(cast, request, mentor, queue=None):
    return act.offer_request(request, mentor, by=cast.actor("curator"), at=AT, queue=queue)


def queued(request):
    return [row.mentor for row in RankedMentor.objects.filter(request=request, list="queue")]


def reason(code="workload"):
    return ListEntry.objects.get(list="decline_reason", code=code)


def loaded(request):
    return full_requests(MentoringRequest.objects.all()).get(pk=request.pk)


# The next one is asked by itself


def test_the_next_of_the_queue_is_asked_when_the_date_has_passed_and_only_once(cast, request_row, three):
    first, second, third = three
    offer = ask(cast, request_row, first, [second, third])
    assert [act.expire_offers(at=AFTER) for _ in range(2)] == [1, 0]
    offer.refresh_from_db()
    request_row.refresh_from_db()
    asked = RequestOffer.objects.get(answer="waiting")
    assert (offer.answer, asked.mentor) == ("expired", second)
    assert (request_row.state, request_row.due, asked.due) == ("awaiting_mentor", date(2026, 12, 3), date(2026, 12, 3))
    assert queued(request_row) == [third]
    assert Letter.objects.filter(code="mentor_asked", person=second.person).count() == 1
    assert not Letter.objects.filter(code="request_expired").exists()
    teacher, curator = (
        Letter.objects.get(code="request_passed_on", person=p) for p in (cast.other_mentee, cast.curator)
    )
    assert second.person.last_name in curator.body
    assert second.person.last_name not in teacher.body, "whom the curator asks is not the teacher's to know"
    assert "Новый срок ответа — 3\u00a0декабря." in teacher.body


def test_declining_asks_the_next_at_once(cast, request_row, three):
    first, second, _ = three
    offer = ask(cast, request_row, first, [second])
    act.decline_offer(offer, reason=reason(), note="до марта занята", by=make.actor(first.person), at=AT)
    assert RequestOffer.objects.get(answer="waiting").mentor == second
    body = Letter.objects.get(code="mentor_passed_on").body
    assert "Причина: сейчас большая нагрузка." in body
    assert "Пояснение: до марта занята." in body
    assert "По вашей очереди спросили: Панин" in body
    assert not Letter.objects.filter(code="mentor_declined").exists()


def test_an_empty_note_is_not_mentioned(cast, request_row, three):
    offer = ask(cast, request_row, three[0])
    act.decline_offer(offer, reason=reason("unsaid"), by=make.actor(three[0].person), at=AT)
    body = Letter.objects.get(code="mentor_declined").body
    assert "Пояснение" not in body
    assert "Причина" not in body


def test_who_may_not_be_asked_any_more_is_passed_over_in_words(cast, request_row, three):
    first, second, third = three
    ask(cast, request_row, first, [second, third])
    Mentor.objects.filter(pk=second.pk).update(takes_new=False)
    act.expire_offers(at=AFTER)
    assert RequestOffer.objects.get(answer="waiting").mentor == third
    told = JournalEntry.objects.get(event="queue_passed_over").heading
    assert "Панин" in told
    assert "не берёт новых" in told
    assert queued(request_row) == []


def test_an_empty_queue_brings_the_request_back_to_the_curator(cast, request_row, three):
    first, second, _ = three
    ask(cast, request_row, first, [second])
    Mentor.objects.filter(pk=second.pk).update(retired_on=date(2026, 11, 20))
    act.expire_offers(at=AFTER)
    request_row.refresh_from_db()
    assert request_row.state == "expired"
    assert Letter.objects.filter(code="request_expired").count() == 2


# Who keeps the queue, and how


@pytest.mark.parametrize("part", ["director", "mentor", "other_mentee", "supervisor"])
def test_only_the_curator_keeps_the_queue(cast, request_row, three, part):
    with pytest.raises(Refused, match="куратору"):
        set_queue(request_row, three, by=cast.actor(part), at=AT)
    assert queued(request_row) == []


def test_the_queue_refuses_in_words(cast, request_row, three):
    by = cast.actor("curator")
    first, second, third = three
    with pytest.raises(Refused, match="назван дважды"):
        set_queue(request_row, [first, first], by=by, at=AT)
    with pytest.raises(Refused, match="не больше 3"):
        set_queue(request_row, [*three, make.mentor()], by=by, at=AT)
    with pytest.raises(Refused, match="Нет согласия"):
        set_queue(request_row, [make.mentor(consent=False)], by=by, at=AT)
    ask(cast, request_row, first)
    with pytest.raises(Refused, match="ответа уже ждём"):
        set_queue(request_row, [second, first], by=by, at=AT)
    MentoringRequest.objects.filter(pk=request_row.pk).update(state="paired")
    request_row.refresh_from_db()
    with pytest.raises(Refused, match="сейчас не ищут"):
        set_queue(request_row, [third], by=by, at=AT)
    assert queued(request_row) == []


def test_the_one_asked_leaves_the_queue(cast, request_row, three):
    first, second, third = three
    set_queue(request_row, [first, second], by=cast.actor("curator"), at=AT)
    ask(cast, request_row, first)
    assert queued(request_row) == [second]
    act.take_back_offer(request_row, by=cast.actor("curator"), at=AT)
    ask(cast, request_row, third, [third, second])
    assert queued(request_row) == [second]


@pytest.mark.parametrize("how", ["withdraw", "close", "accept"])
def test_a_request_that_needs_nobody_has_no_queue(cast, request_row, three, how):
    offer = ask(cast, request_row, three[0], three[1:])
    if how == "withdraw":
        withdraw_request(request_row, by=cast.actor("other_mentee"), at=AT)
    elif how == "close":
        solved = ListEntry.objects.get(list="close_reason", code="solved")
        close_request(request_row, reason=solved, by=cast.actor("curator"), at=AT)
        letter = Letter.objects.get(code="request_closed")
        assert letter.person == cast.other_mentee
        assert "вопрос решён без наставника" in letter.body
    else:
        act.accept_offer(offer, by=make.actor(three[0].person), at=AT)
    assert queued(request_row) == []


def test_the_released_mentor_reads_what_really_happened(cast, request_row, three):
    ask(cast, request_row, three[0])
    withdraw_request(request_row, by=cast.actor("other_mentee"), at=AT)
    body = Letter.objects.get(code="request_released").body
    assert body.startswith("Коллега отозвал запрос. Спасибо")
    assert "нашёл наставника" not in body


def test_the_page_and_the_list_say_who_is_next_to_the_curator_alone(cast, request_row, three):
    first, second, _ = three
    ask(cast, request_row, first, [second])
    curator, teacher = (request_page(cast.actor(part), loaded(request_row)) for part in ("curator", "other_mentee"))
    assert curator.queue == (second.person,)
    assert f"затем сами спросим {second.person.short_case('acc')}" in curator.tag.sentence
    assert (teacher.queue, teacher.may_queue) == ((), False)
    assert "Панин" not in f"{teacher.now} {teacher.tag.sentence} {[item.heading for item in teacher.story]}"
    listed = request_list(cast.actor("curator"), {}, date(2026, 11, 23)).rows[0]
    assert "затем сами спросим" in listed.tag.sentence
    assert listed.near == "осталось 2\u00a0дня"


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (date(2026, 11, 26), "остался 1\u00a0день"),
        (date(2026, 11, 25), "сегодня последний день"),
        (date(2026, 11, 24), ""),
        (date(2026, 12, 6), "осталось 11\u00a0дней"),
        (None, ""),
    ],
)
def test_how_long_is_left(due, said):
    assert left_words(due, date(2026, 11, 25)) == said


def test_on_the_fifth_day_the_curator_sees_the_silence(cast, request_row, three):
    ask(cast, request_row, three[0])

    def deeds(part, on):
        return {s.code: list(s.queryset) for s in sources(cast.actor(part), on)}.get("silent_mentor", [])

    assert deeds("curator", date(2026, 11, 22)) == []
    assert len(deeds("curator", date(2026, 11, 23))) == 1
    assert deeds("director", date(2026, 11, 23)) == []
    assert deeds("curator", date(2026, 11, 26)) == [], "then the date has passed, and the round moves it on"


# A mentor's yes closes the rest


def test_acceptance_closes_other_open_requests_and_tells_everybody(cast, request_row, three):
    first, second, third = three
    other = make.request(
        cast.other_mentee, year=make.year(2025, current=False), source="administration", initiator=cast.supervisor
    )
    ask(cast, other, second, [third])
    done = make.request(cast.other_mentee, state="declined")
    act.accept_offer(ask(cast, request_row, first), by=make.actor(first.person), at=AT)
    other.refresh_from_db()
    done.refresh_from_db()
    assert (other.state, other.close_reason.code, other.due) == ("closed", "found", None)
    assert other.decided_reason == "наставник нашёлся по другому запросу"
    assert done.state == "declined"
    assert Letter.objects.get(code="request_released").body.startswith("Коллега уже нашёл наставника.")
    told = set(Letter.objects.filter(code="request_superseded").values_list("person", flat=True))
    assert told == {cast.supervisor.pk, cast.other_mentee.pk, cast.curator.pk}
    assert queued(other) == []


def test_a_pair_made_by_hand_closes_them_too_and_an_agreed_one_stays(cast, request_row):
    agreed = make.request(cast.other_mentee, state="mentor_agreed", year=make.year(2025, current=False))
    waiting = make.request(cast.other_mentee, state="expired", year=make.year(2024, current=False))
    create_pair(by=cast.actor("curator"), at=AT, seats=[Seat(cast.mentor, "mentor")], requests=[request_row])
    states = dict(MentoringRequest.objects.values_list("pk", "state"))
    assert (states[agreed.pk], states[waiting.pk]) == ("mentor_agreed", "closed")
    assert close_others(request_row, by=cast.actor("curator"), at=AT) == []


# Wishes


def test_three_ranked_wishes_with_reasons(cast, three):
    me = cast.actor("other_mentee")
    request = start_request(cast.other_mentee, by=me, at=AT, problem="Трудно", directions=make.directions("method"))
    wished = [(three[0], "вместе вели  олимпиаду"), (three[1], ""), (three[2], "рядом кабинет")]
    edit_request(request, wished=wished, by=me, at=AT)
    assert request.wished_mentor == three[0]
    assert [(w.rank, w.mentor, w.reason) for w in request.wished] == [
        (1, three[0], "вместе вели олимпиаду"),
        (2, three[1], ""),
        (3, three[2], "рядом кабинет"),
    ]
    found = candidates_for(loaded(request), date(2026, 11, 18))
    points = [next(line for line in found.find(m.pk).score.lines if "просит" in line.text).points for m in three]
    assert points == [5, 3, 1]
    edit_request(request, wished_mentor=three[2], by=me, at=AT)
    assert [w.mentor for w in request.wished] == [three[2]]
    edit_request(request, wished=[], by=me, at=AT)
    assert (request.wished_mentor, request.wished) == (None, [])
    with pytest.raises(Refused, match="назван дважды"):
        edit_request(request, wished=[(three[0], ""), (three[0], "")], by=me, at=AT)
    request.refresh_from_db()
    with pytest.raises(Refused, match="не больше 3"):
        edit_request(request, wished=[(m, "") for m in (*three, make.mentor())], by=me, at=AT)


def test_the_form_of_wishes_keeps_order_and_says_what_is_wrong(cast, three, sign_in):
    me = cast.actor("other_mentee")
    request = start_request(cast.other_mentee, by=me, at=AT, problem="Трудно", directions=make.directions("method"))
    client, url = sign_in(cast.other_mentee), f"/requests/{request.pk}/wishes/"
    sent = {"lock_version": 0, "wished_mentor": three[0].pk, "wished_mentor_2": three[0].pk, "wished_reason_3": "да"}
    page = client.post(url, sent)
    assert page.context["form"].errors["wished_mentor_2"] == ["Этот наставник уже назван выше. Выберите другого."]
    assert page.context["form"].errors["wished_mentor_3"] == ["Выберите наставника или сотрите причину."]
    client.post(url, {"lock_version": 0, "wished_mentor_3": three[1].pk, "wished_reason_3": "рядом кабинет"})
    assert [(w.rank, w.mentor) for w in loaded(request).wished] == [(1, three[1])], "gaps are closed"
    assert 'value="рядом кабинет"' in client.get(url).content.decode()


def test_the_asked_mentor_does_not_read_whom_else_was_wished(cast, request_row, three, sign_in):
    rows = [RankedMentor(request=request_row, mentor=m, list="wish", rank=n, reason="лучше всех") for n, m in
            enumerate(three, 1)]  # fmt: skip
    RankedMentor.objects.bulk_create(rows)
    offer = ask(cast, request_row, cast.mentor.mentor)
    client = sign_in(cast.mentor)
    for url in (f"/offers/{offer.pk}/", f"/requests/{request_row.pk}/"):
        html = client.get(url).content.decode()
        assert "Тихонова" not in html
        assert "лучше всех" not in html


# Pages


def test_the_curator_keeps_the_queue_on_its_page(cast, request_row, three, sign_in):
    client = sign_in(cast.curator)
    offered = {"mentor": three[0].pk, "next_1": three[1].pk, "next_2": "", "next_3": ""}
    client.post(f"/requests/{request_row.pk}/offer/", offered)
    assert queued(request_row) == [three[1]]
    url = f"/requests/{request_row.pk}/queue/"
    twice = client.post(url, {"next_1": three[1].pk, "next_2": three[1].pk})
    assert twice.context["form"].errors["next_2"] == ["Этот наставник уже стоит в очереди. Выберите другого."]
    client.post(url, {"next_1": three[2].pk, "next_2": three[1].pk})
    assert queued(request_row) == [three[2], three[1]]
    assert "Ежова Лариса Фёдоровна" in client.get(f"/requests/{request_row.pk}/").content.decode()
    client.post(url, {"next_1": ""})
    assert queued(request_row) == []


def test_wishes_stand_in_the_queue_until_somebody_was_asked(cast, request_row, three, sign_in):
    RankedMentor.objects.bulk_create(
        RankedMentor(request=request_row, mentor=m, list="wish", rank=n) for n, m in enumerate(three, 1)
    )
    client, url = sign_in(cast.curator), f"/requests/{request_row.pk}/candidates/"
    page = client.get(f"{url}?mentor={three[0].pk}").context["page"]
    assert page.queue == (three[1].pk, three[2].pk), "the one who is asked first does not wait for himself"
    act.take_back_offer(ask(cast, request_row, three[0]).request, by=cast.actor("curator"), at=AT)
    assert client.get(url).context["page"].queue == ()


def test_pages_ask_the_database_as_much_for_one_place_as_for_three(cast, request_row, three, sign_in):
    client, by = sign_in(cast.curator), cast.actor("curator")

    def of(url, many):
        set_queue(request_row, three[:many], by=by, at=AT)
        return queries_of(client, url)

    for url in (f"/requests/{request_row.pk}/", f"/requests/{request_row.pk}/queue/", "/requests/"):
        assert of(url, 1) == of(url, 3) <= 12, url
