"""Asking a mentor and his answer (R10, R12): every refusal, with data present."""

from datetime import date, timedelta

import pytest

from mentoring.actions import offer as act
from mentoring.actions.pair import Seat, create_pair
from mentoring.kit.verdict import Refused
from mentoring.models import Consent, Letter, ListEntry, Mentor, MentoringRequest, Pair, RequestOffer, Setting
from mentoring.office import forget
from mentoring.queries.candidates import candidates_for
from mentoring.queries.request_detail import full_requests, request_page
from mentoring.tests import make
from mentoring.tests.make import moment
from mentoring.tests.standing import scene

AT = moment("2026-11-18 10:00")


@scene
def request_row(cast):
    return make.request(cast.other_mentee, wished_until=date(2027, 5, 31))


@pytest.fixture
def free():
    return make.mentor("Тихонова Вера Андреевна", login=True)


def ask(cast, request, mentor):
    return act.offer_request(request, mentor, by=cast.actor("curator"), at=AT)


def reason(code="workload"):
    return ListEntry.objects.get(list="decline_reason", code=code)


def test_asking_keeps_points_reasons_and_the_date(cast, request_row, free):
    offer = ask(cast, request_row, free)
    assert (request_row.state, request_row.due) == ("awaiting_mentor", date(2026, 11, 25))
    assert (offer.answer, offer.due) == ("waiting", date(2026, 11, 25))
    assert offer.points == sum(points for points, _ in offer.reasons)
    assert offer.reasons[0][0] == 50
    letter = Letter.objects.get(code="mentor_asked")
    assert letter.person == free.person
    assert letter.path == f"/offers/{offer.pk}/"
    assert "0 из 3" in letter.body


def test_the_answer_falls_on_a_working_day(cast, request_row, free):
    offer = act.offer_request(request_row, free, by=cast.actor("curator"), at=moment("2026-11-21 10:00"))
    assert offer.due == date(2026, 11, 30), "a Saturday a week later is moved to Monday"


@pytest.mark.parametrize("part", ["director", "mentor", "supervisor", "outsider"])
def test_only_the_curator_asks(cast, request_row, free, part):
    with pytest.raises(Refused, match="куратору"):
        act.offer_request(request_row, free, by=cast.actor(part), at=AT)


def test_a_second_mentor_is_not_asked_while_one_is_waited_for(cast, request_row, free):
    ask(cast, request_row, free)
    with pytest.raises(Refused, match="уже принято"):
        ask(cast, request_row, cast.mentor.mentor)
    assert RequestOffer.objects.count() == 1


def test_hard_stops_refuse_in_words(cast, request_row, free):
    Consent.objects.filter(person=free.person).update(state="revoked", revoked_on=date(2026, 11, 17))
    with pytest.raises(Refused, match="согласие отозвано 17\u00a0ноября"):
        ask(cast, request_row, free)
    Consent.objects.filter(person=free.person).delete()
    with pytest.raises(Refused, match="Нет согласия"):
        ask(cast, request_row, free)
    make.give_consent(free.person)
    Mentor.objects.filter(pk=free.pk).update(takes_new=False, pause_until=date(2026, 12, 15))
    with pytest.raises(Refused, match="не берёт новых до 15\u00a0декабря"):
        ask(cast, request_row, free)
    Mentor.objects.filter(pk=free.pk).update(takes_new=True, pause_until=None, capacity=1)
    make.pair([free.person], [make.mentee().person])
    with pytest.raises(Refused, match="ведёт 1 из 1"):
        ask(cast, request_row, free)
    assert not RequestOffer.objects.exists()


def test_nobody_is_asked_for_himself(cast):
    own = make.request(cast.mentor)
    with pytest.raises(Refused, match="один человек"):
        ask(cast, own, cast.mentor.mentor)


def test_a_retired_mentor_is_not_in_the_bank(cast, request_row, free):
    Mentor.objects.filter(pk=free.pk).update(retired_on=date(2026, 11, 1))
    with pytest.raises(Refused, match="нет в банке"):
        ask(cast, request_row, free)


def test_accepting_makes_a_draft_pair(cast, request_row, free):
    offer = ask(cast, request_row, free)
    pair = act.accept_offer(offer, by=make.actor(free.person), at=AT)
    assert request_row.__class__.objects.get(pk=request_row.pk).state == "mentor_agreed"
    assert offer.answer == "accepted"
    pair = Pair.objects.with_members().get(pk=pair.pk)
    assert (pair.mentors, pair.mentees) == ([free.person], [cast.other_mentee])
    assert (pair.state, pair.form, pair.kind, pair.model) == (
        "ready",
        "teacher_teacher",
        "traditional",
        "expert_novice",
    )
    assert (pair.since, pair.until) == (date(2026, 12, 1), date(2027, 5, 31))
    assert "направления запроса" in pair.criteria
    assert set(Letter.objects.filter(code="mentor_accepted").values_list("person", flat=True)) == {
        cast.other_mentee.pk,
        cast.curator.pk,
    }


def test_accepting_twice_makes_one_pair(cast, request_row, free):
    offer = ask(cast, request_row, free)
    twin = RequestOffer.objects.get(pk=offer.pk)
    act.accept_offer(offer, by=make.actor(free.person), at=AT)
    with pytest.raises(Refused):
        act.accept_offer(twin, by=make.actor(free.person), at=AT)
    assert Pair.objects.filter(members__person=free.person).count() == 1


def test_nobody_answers_for_the_mentor(cast, request_row, free):
    offer = ask(cast, request_row, free)
    for part in ("curator", "mentor", "mentee", "director"):
        with pytest.raises(Refused, match="Отвечает наставник"):
            act.accept_offer(offer, by=cast.actor(part), at=AT)
        with pytest.raises(Refused, match="Отвечает наставник"):
            act.decline_offer(offer, reason=reason(), by=cast.actor(part), at=AT)


def test_after_the_date_the_curator_is_written_to(cast, request_row, free):
    offer = ask(cast, request_row, free)
    with pytest.raises(Refused, match=r"Срок ответа прошёл 25.ноября\. Напишите куратору"):
        act.accept_offer(offer, by=make.actor(free.person), at=AT + timedelta(days=8))
    assert not Pair.objects.filter(members__person=free.person).exists()


def test_a_place_taken_meanwhile_stops_the_yes(cast, request_row, free):
    offer = ask(cast, request_row, free)
    make.pair([free.person], [make.mentee().person for _ in range(3)])
    with pytest.raises(Refused, match="Вы ведёте 3 из 3"):
        act.accept_offer(offer, by=make.actor(free.person), at=AT)


def test_declining_needs_a_reason_and_names_the_next(cast, request_row, free):
    offer = ask(cast, request_row, free)
    me = make.actor(free.person)
    with pytest.raises(Refused, match="Выберите причину"):
        act.decline_offer(offer, reason=None, by=me, at=AT)
    act.decline_offer(offer, reason=reason(), note="до марта", by=me, at=AT)
    assert (offer.answer, offer.note) == ("declined", "до марта")
    request_row.refresh_from_db()
    assert (request_row.state, request_row.due) == ("awaiting_curator", date(2026, 11, 27))
    letter = Letter.objects.get(code="mentor_declined")
    assert letter.person == cast.curator
    assert "Причина: сейчас большая нагрузка." in letter.body
    assert "Следующий по списку — " in letter.body
    assert free.person.short_name not in letter.body
    with pytest.raises(Refused, match="отказ"):
        ask(cast, request_row, free)


def test_an_unsaid_reason_is_not_mentioned(cast, request_row, free):
    offer = ask(cast, request_row, free)
    act.decline_offer(offer, reason=reason("unsaid"), by=make.actor(free.person), at=AT)
    assert "Причина" not in Letter.objects.get(code="mentor_declined").body


def test_the_curator_stops_waiting(cast, request_row, free):
    offer = ask(cast, request_row, free)
    act.take_back_offer(request_row, by=cast.actor("curator"), at=AT)
    offer.refresh_from_db()
    assert (offer.answer, request_row.state) == ("released", "awaiting_curator")
    assert Letter.objects.filter(code="request_released", person=free.person).exists()
    assert ask(cast, request_row, free), "a mentor who was let go may be asked again"


def test_a_pair_made_by_hand_releases_the_asked_mentor(cast, request_row, free):
    ask(cast, request_row, free)
    create_pair(by=cast.actor("curator"), at=AT, seats=[Seat(cast.mentor, "mentor")], requests=[request_row])
    assert request_row.state == "mentor_agreed"
    assert Letter.objects.get(code="request_released").person == free.person


# The date has passed, or is near


def test_a_mentor_is_reminded_once(cast, request_row, free):
    offer = ask(cast, request_row, free)
    assert act.remind_asked_mentors(at=moment("2026-11-20 23:00")) == 0, "the third day has not come"
    assert [act.remind_asked_mentors(at=moment("2026-11-21 06:00")) for _ in range(2)] == [1, 0]
    letter = Letter.objects.get(code="mentor_reminded")
    assert (letter.person, letter.path) == (free.person, f"/offers/{offer.pk}/")
    assert "до 25\u00a0ноября" in letter.body


@pytest.mark.parametrize("answer", ["accepted", "declined", "released"])
def test_who_answered_is_not_reminded(cast, request_row, free, answer):
    ask(cast, request_row, free)
    RequestOffer.objects.update(answer=answer)
    assert act.remind_asked_mentors(at=moment("2026-11-23 06:00")) == 0
    assert act.expire_offers(at=moment("2026-11-26 06:00")) == 0


def test_the_day_of_the_reminder_is_a_setting(cast, request_row, free):
    Setting.objects.filter(code="request_reminder_day").update(value=1)
    forget()
    ask(cast, request_row, free)
    assert act.remind_asked_mentors(at=moment("2026-11-19 06:00")) == 1


def test_after_the_date_the_request_goes_back_to_the_curator(cast, request_row, free):
    offer = ask(cast, request_row, free)
    assert act.expire_offers(at=moment("2026-11-25 23:00")) == 0, "the last day is still his"
    assert [act.expire_offers(at=moment("2026-11-26 06:00")) for _ in range(2)] == [1, 0]
    offer.refresh_from_db()
    request_row.refresh_from_db()
    assert (offer.answer, request_row.state, request_row.due) == ("expired", "expired", date(2026, 12, 7))
    letters = Letter.objects.filter(code="request_expired")
    assert set(letters.values_list("person", flat=True)) == {cast.other_mentee.pk, cast.curator.pk}
    assert letters[0].body == (
        "Ответа к 25\u00a0ноября не было. Куратор спросит следующего; новый срок — 7\u00a0декабря."
    )
    assert act.remind_asked_mentors(at=moment("2026-11-26 07:00")) == 0


def test_an_answer_in_the_last_moment_stands_and_the_round_goes_on(cast, request_row, free, monkeypatch):
    offer, late = ask(cast, request_row, free), act._waiting

    def answered_meanwhile():
        found = late().filter(pk=offer.pk)
        found._fetch_all()
        RequestOffer.objects.filter(pk=offer.pk).update(answer="accepted")
        found.filter = lambda **_: found
        found.select_related = lambda *_: found
        return found

    monkeypatch.setattr(act, "_waiting", answered_meanwhile)
    assert act.expire_offers(at=moment("2026-11-26 06:00")) == 0
    offer.refresh_from_db()
    assert offer.answer == "accepted"


def test_the_silent_mentor_is_hidden_from_the_teacher_and_stands_last(cast, request_row, free):
    ask(cast, request_row, free)
    act.expire_offers(at=moment("2026-11-26 06:00"))
    request = full_requests(MentoringRequest.objects.all()).get(pk=request_row.pk)
    teacher, curator = (request_page(cast.actor(part), request) for part in ("other_mentee", "curator"))
    told = "Нет ответа к 25\u00a0ноября: Тихонова\u00a0В.\u00a0А."
    assert told not in [item.heading for item in teacher.story]
    assert told in [item.heading for item in curator.story]
    assert (teacher.tag.mine, curator.tag.mine) == (False, True)
    assert curator.offers[0].tag.word == "Срок ответа прошёл"
    last = candidates_for(request, date(2026, 11, 26)).suitable[-1]
    assert last.person == free.person
    assert last.score.lines[-1].text == "по этому запросу уже спрашивали: ответа к 25\u00a0ноября не было"
    assert ask(cast, request, free), "the curator may still ask him again"
