"""A request from draft to its end (R10): every action, every refusal, with data present."""

from datetime import date

import pytest

from mentoring.actions import request as act
from mentoring.actions.pair import Seat, create_pair
from mentoring.kit.stale import Stale
from mentoring.kit.verdict import Refused
from mentoring.models import JournalEntry, Letter, ListEntry, MentoringRequest, Pair, RequestOffer
from mentoring.tests import make
from mentoring.tests.make import moment
from mentoring.tests.standing import scene

AT = moment("2026-11-18 10:00")


@scene
def teacher(cast):
    return cast.actor("other_mentee")


@scene
def head(cast):
    """The head of the unit, where the teacher works."""
    cast.other_mentee.unit = cast.unit
    cast.other_mentee.save(update_fields=["unit"])
    return cast.actor("supervisor")


def started(person, by, **fields):
    fields.setdefault("problem", "Не успеваю провести занятие.")
    return act.start_request(person, by=by, at=AT, directions=make.directions("method", "ict"), **fields)


def sent(person, by):
    request = started(person, by)
    return act.send_request(request, by=by, at=AT)


def test_a_teacher_asks_for_himself(cast, teacher):
    request = sent(teacher.person, teacher)
    assert (request.state, request.source) == ("awaiting_curator", "self")
    assert request.due == date(2026, 11, 27), "seven working days"
    assert request.year.starts == date(2026, 9, 1)
    letter = Letter.objects.get(code="request_received")
    assert letter.person == cast.curator
    assert "методика, цифра" in letter.body or "цифра" in letter.body
    assert JournalEntry.objects.filter(event="request_sent", person=teacher.person).exists()


def test_the_head_of_the_unit_offers_a_mentor_and_the_teacher_is_asked_first(cast, teacher, head):
    request = sent(teacher.person, head)
    assert (request.state, request.source, request.initiator) == ("awaiting_teacher", "administration", head.person)
    assert request.due == date(2026, 11, 25)
    assert Letter.objects.get(code="request_offered").person == teacher.person
    assert not Letter.objects.filter(code="request_received").exists()
    act.answer_proposal(request, agree=True, by=teacher, at=AT)
    assert request.state == "awaiting_curator"
    assert Letter.objects.filter(code="request_received").exists()


@pytest.mark.parametrize("part", ["curator", "director"])
def test_the_office_may_ask_for_anybody(cast, part):
    assert started(cast.other_mentee, cast.actor(part)).source == "administration"


@pytest.mark.parametrize("part", ["mentor", "outsider", "admin"])
def test_others_may_not_ask_for_somebody(cast, part):
    with pytest.raises(Refused, match="подают куратор, директор и руководитель"):
        started(cast.other_mentee, cast.actor(part))


def test_a_head_asks_for_people_of_the_unit_only(cast):
    cast.other_mentee.unit = make.unit("Другая комиссия")
    cast.other_mentee.save(update_fields=["unit"])
    with pytest.raises(Refused, match="руководитель подразделения"):
        started(cast.other_mentee, cast.actor("supervisor"))


def test_the_teacher_refuses_and_the_initiator_does_not_learn_why(cast, teacher, head):
    request = sent(teacher.person, head)
    act.answer_proposal(request, agree=False, by=teacher, at=AT)
    assert request.state == "withdrawn"
    assert request.decided_reason == ""
    act.answer_proposal(request, agree=True, by=teacher, at=AT)
    assert request.state == "awaiting_curator", "a teacher may change his mind"


def test_the_curator_writes_down_what_the_teacher_said(cast, teacher, head):
    request = sent(teacher.person, head)
    act.answer_proposal(request, agree=True, by=cast.actor("curator"), at=AT)
    assert JournalEntry.objects.get(event="request_agreed").heading.endswith("записано со слов педагога")


def test_the_initiator_takes_his_proposal_back(cast, teacher, head):
    request = sent(teacher.person, head)
    act.recall_request(request, by=head, at=AT)
    assert (request.state, request.due) == ("draft", None)
    with pytest.raises(Refused):
        act.recall_request(request, by=head, at=AT)


@pytest.mark.parametrize(
    ("problem", "codes", "missing"),
    [("", ("method",), "что беспокоит"), ("Трудно", (), "направления"), (" ", (), "что беспокоит и направления")],
)
def test_an_unfinished_request_is_kept_but_not_sent(cast, teacher, problem, codes, missing):
    directions = make.directions(*codes) if codes else []
    request = act.start_request(teacher.person, by=teacher, at=AT, problem=problem, directions=directions)
    with pytest.raises(Refused, match=f"Осталось заполнить: {missing}"):
        act.send_request(request, by=teacher, at=AT)
    assert MentoringRequest.objects.get(pk=request.pk).state == "draft"


def test_one_open_request_a_person_and_year(cast, teacher):
    first = sent(teacher.person, teacher)
    second = started(teacher.person, teacher)
    with pytest.raises(Refused, match=f"Открыт запрос № {first.pk}"):
        act.send_request(second, by=teacher, at=AT)
    act.withdraw_request(first, by=teacher, at=AT)
    assert act.send_request(second, by=teacher, at=AT).state == "awaiting_curator"


def test_a_double_click_sends_once(cast, teacher):
    request = started(teacher.person, teacher)
    twin = MentoringRequest.objects.get(pk=request.pk)
    act.send_request(request, by=teacher, at=AT)
    with pytest.raises(Refused):
        act.send_request(twin, by=teacher, at=AT)
    assert Letter.objects.filter(code="request_received").count() == 1


def test_only_the_author_edits_and_only_a_draft(cast, teacher):
    request = started(teacher.person, teacher)
    with pytest.raises(Refused, match="тот, кто его начал"):
        act.edit_request(request, by=cast.actor("curator"), at=AT, problem="иначе")
    act.edit_request(request, by=teacher, at=AT, problem="Иначе", directions=make.directions("legal"))
    assert request.problem == "Иначе"
    assert [d.code for d in request.directions.all()] == ["legal"]
    act.send_request(request, by=teacher, at=AT)
    with pytest.raises(Refused, match="уже отправлен"):
        act.edit_request(request, by=teacher, at=AT, problem="ещё")


def test_an_edit_seen_too_early_keeps_the_other(cast, teacher):
    request = started(teacher.person, teacher)
    act.edit_request(request, by=teacher, at=AT, lock_version=0, problem="Первый")
    with pytest.raises(Stale):
        act.edit_request(request, by=teacher, at=AT, lock_version=0, problem="Второй")
    assert MentoringRequest.objects.get(pk=request.pk).problem == "Первый"


def test_an_unknown_field_is_a_programmers_error(cast, teacher):
    with pytest.raises(TypeError, match="state"):
        act.edit_request(started(teacher.person, teacher), by=teacher, at=AT, state="paired")


def test_the_curator_declines_with_a_reason_the_teacher_reads(cast, teacher):
    request = sent(teacher.person, teacher)
    with pytest.raises(Refused, match="Напишите причину"):
        act.decline_request(request, reason=" ", by=cast.actor("curator"), at=AT)
    act.decline_request(request, reason="Сначала курсы в декабре.", by=cast.actor("curator"), at=AT)
    assert (request.state, request.decided_reason) == ("declined", "Сначала курсы в декабре.")
    letter = Letter.objects.get(code="request_declined")
    assert letter.person == teacher.person
    assert "Сначала курсы в декабре." in letter.body
    assert ".." not in letter.body
    act.reopen_request(request, by=teacher, at=AT)
    assert request.state == "draft"


@pytest.mark.parametrize("part", ["director", "mentor", "supervisor", "outsider"])
def test_only_the_curator_declines_and_closes(cast, teacher, part):
    request = sent(teacher.person, teacher)
    reason = ListEntry.objects.get(list="close_reason", code="solved")
    with pytest.raises(Refused, match="куратору"):
        act.decline_request(request, reason="нет", by=cast.actor(part), at=AT)
    with pytest.raises(Refused, match="куратору"):
        act.close_request(request, reason=reason, by=cast.actor(part), at=AT)


def test_closing_tells_the_asked_mentor_kindly(cast, teacher):
    request = make.request(teacher.person, state="awaiting_mentor")
    offer = RequestOffer.objects.create(request=request, mentor=cast.mentor.mentor, asked_at=AT, due=date(2026, 11, 25))
    reason = ListEntry.objects.get(list="close_reason", code="solved")
    act.close_request(request, reason=reason, by=cast.actor("curator"), at=AT)
    offer.refresh_from_db()
    assert (request.state, request.close_reason, offer.answer) == ("closed", reason, "released")
    letter = Letter.objects.get(code="request_released")
    assert letter.person == cast.mentor
    assert "Спасибо" in letter.body
    act.reopen_request(request, by=cast.actor("curator"), at=AT)
    assert (request.state, request.close_reason) == ("awaiting_curator", None)


def test_withdrawing_tells_the_asked_mentor(cast, teacher):
    request = make.request(teacher.person, state="awaiting_mentor")
    RequestOffer.objects.create(request=request, mentor=cast.mentor.mentor, asked_at=AT, due=date(2026, 11, 25))
    act.withdraw_request(request, by=teacher, at=AT)
    assert request.state == "withdrawn"
    assert Letter.objects.filter(code="request_released", person=cast.mentor).count() == 1


def test_withdrawing_drops_the_draft_pair(cast, teacher):
    request = make.request(teacher.person)
    pair = create_pair(by=cast.actor("curator"), at=AT, seats=[Seat(cast.mentor, "mentor")], requests=[request])
    act.withdraw_request(request, by=teacher, at=AT)
    assert Pair.objects.get(pk=pair.pk).state == "dropped"
    assert request.pair is None


def test_withdrawing_leaves_the_rest_of_a_group(cast, teacher):
    other = make.mentee("Агеев Степан Юрьевич").person
    requests = [make.request(teacher.person), make.request(other)]
    pair = create_pair(by=cast.actor("curator"), at=AT, seats=[Seat(cast.mentor, "mentor")], requests=requests)
    act.withdraw_request(requests[0], by=teacher, at=AT)
    pair = Pair.objects.with_members().get(pk=pair.pk)
    assert pair.mentees == [other]
    assert pair.state == "blocked", "a group of two is no group"


def test_a_pair_on_the_directors_desk_is_not_left(cast, teacher):
    pair = make.pair([cast.mentor], [teacher.person], state="in_order")
    request = make.request(teacher.person, state="mentor_agreed", pair=pair)
    with pytest.raises(Refused, match="Приказ уже на подписи"):
        act.withdraw_request(request, by=teacher, at=AT)
    assert MentoringRequest.objects.get(pk=request.pk).state == "mentor_agreed"


def test_a_paired_request_is_not_withdrawn(cast):
    request = make.request(cast.mentee, state="paired", pair=cast.pair)
    with pytest.raises(Refused, match="Пара уже закреплена"):
        act.withdraw_request(request, by=cast.actor("mentee"), at=AT)


def test_beginning_twice_begins_one(cast):
    first = act.start_request(cast.mentee, by=cast.actor("mentee"), at=AT)
    assert act.start_request(cast.mentee, by=cast.actor("mentee"), at=AT) == first
    act.edit_request(first, problem="Трудно", by=cast.actor("mentee"), at=AT)
    assert act.start_request(cast.mentee, by=cast.actor("mentee"), at=AT) != first
    by_curator = act.start_request(cast.mentee, by=cast.actor("curator"), at=AT)
    assert by_curator.initiator == cast.curator, "another person's draft is not taken over"


def test_a_draft_is_deleted_by_its_author_alone(cast):
    draft = make.request(cast.mentee, state="draft")
    with pytest.raises(Refused, match="Черновик удаляет тот, кто его начал"):
        act.delete_draft(draft, by=cast.actor("curator"), at=make.moment())
    act.delete_draft(draft, by=cast.actor("mentee"), at=make.moment())
    assert not MentoringRequest.objects.filter(pk=draft.pk).exists()


def test_a_sent_request_is_not_deleted(cast):
    sent = make.request(cast.mentee)
    with pytest.raises(Refused, match="Запрос уже отправлен"):
        act.delete_draft(sent, by=cast.actor("mentee"), at=make.moment())
