"""Drafting, changing, dropping, ending pairs and groups (R13–R16): every refusal, with data present."""

from datetime import date

import pytest

from mentoring.actions import pair as act
from mentoring.actions.pair import Seat
from mentoring.actions.pair_end import wind_up_pair
from mentoring.actions.pair_state import recheck_pairs_of
from mentoring.kit.stale import Stale
from mentoring.kit.verdict import Refused
from mentoring.models import Consent, JournalEntry, ListEntry, Mentor, Pair, PairMember
from mentoring.tests import make
from mentoring.tests.make import moment
from mentoring.tests.standing import scene

AT = moment("2026-11-18 10:00")


@scene
def curator(cast):
    return cast.actor("curator")


@pytest.fixture
def guide():
    return make.mentor("Галеев Тимур Рашидович").person


@pytest.fixture
def pupil():
    return make.mentee("Кузьмин Павел Ильич").person


def create(curator, *seats, **fields):
    fields.setdefault("model", "expert_novice")
    fields.setdefault("criteria", "опыт")
    return act.create_pair(by=curator, at=AT, seats=seats, **fields)


def fresh(pair):
    return Pair.objects.with_members().get(pk=pair.pk)


def test_a_pair_from_nothing_is_a_ready_draft(curator, guide, pupil):
    pair = create(curator, Seat(guide, "mentor"), Seat(pupil, "mentee"))
    assert (pair.state, pair.kind, pair.mode) == ("ready", "traditional", "mixed")
    assert (pair.since, pair.until) == (date(2026, 12, 1), date(2027, 6, 30))
    assert pair.year.starts == date(2026, 9, 1)
    assert JournalEntry.objects.get(event="pair_drafted").pair == pair


@pytest.mark.parametrize("part", ["director", "mentor", "mentee", "supervisor", "outsider", "admin"])
def test_only_the_curator_drafts(cast, guide, pupil, part):
    with pytest.raises(Refused, match="куратору"):
        create(cast.actor(part), Seat(guide, "mentor"), Seat(pupil, "mentee"))


def test_a_draft_may_miss_its_mentor(curator, pupil):
    assert create(curator, Seat(pupil, "mentee")).state == "looking"


def test_several_requests_make_a_group(cast, curator, guide):
    requests = [make.request(make.mentee(f"Ученик{n} Пётр Ильич").person) for n in "АБ"]
    pair = create(curator, Seat(guide, "mentor"), requests=requests)
    assert pair.kind == "group"
    assert len(fresh(pair).mentees) == 2
    assert [r.state for r in requests] == ["mentor_agreed"] * 2
    heading = JournalEntry.objects.filter(event="pair_formed").first().heading
    assert heading == "Куратор создал пару: наставник согласен лично"


def test_wishes_of_the_request_are_taken(curator, guide, pupil):
    request = make.request(pupil, wished_kind="situational", wished_mode="online", wished_until=date(2027, 4, 30))
    pair = create(curator, Seat(guide, "mentor"), requests=[request])
    assert (pair.kind, pair.mode, pair.answer_days, pair.until) == ("situational", "online", 2, date(2027, 4, 30))
    assert pair.state == "ready"


def test_a_speed_consultation_takes_one_day(curator, guide):
    other = make.mentor("Панина Вера Ильинична").person
    pair = create(curator, Seat(guide, "mentor"), Seat(other, "mentee"), kind="speed")
    assert pair.since == pair.until
    assert pair.state == "ready"


def test_a_request_already_in_another_draft_is_not_taken(curator, guide, pupil):
    request = make.request(pupil)
    create(curator, Seat(guide, "mentor"), requests=[request])
    with pytest.raises(Refused, match="уже в паре"):
        create(curator, requests=[request])


@pytest.mark.parametrize("state", ["draft", "awaiting_teacher", "paired", "closed", "withdrawn"])
def test_a_request_that_is_not_open_to_the_curator_is_not_taken(curator, guide, pupil, state):
    with pytest.raises(Refused):
        create(curator, Seat(guide, "mentor"), requests=[make.request(pupil, state=state)])
    assert not Pair.objects.filter(members__person=pupil).exists()


def test_nobody_sits_twice(curator, guide, pupil):
    with pytest.raises(Refused, match="назван дважды"):
        create(curator, Seat(guide, "mentor"), Seat(pupil, "mentee"), Seat(pupil, "mentee"))
    with pytest.raises(Refused, match="один человек"):
        create(curator, Seat(guide, "mentor"), Seat(guide, "mentee"))


def test_reverse_seats_both_on_both_sides(curator, guide, pupil):
    make.mentor(person=pupil)
    method, ict = make.directions("method", "ict")
    seats = (Seat(guide, "mentor", method), Seat(pupil, "mentor", ict), Seat(guide, "mentee"), Seat(pupil, "mentee"))
    pair = fresh(create(curator, *seats, kind="reverse", model="innovator_conservative"))
    assert pair.state == "ready"
    assert pair.is_two_way
    assert not pair.is_group
    assert pair.title == "Галеев, Кузьмин, в обе стороны"


def test_editing_recomputes_the_state_and_tells_the_story(curator, guide, pupil):
    pair = create(curator, Seat(guide, "mentor"), Seat(pupil, "mentee"))
    act.edit_pair(pair, by=curator, at=AT, until=date(2026, 12, 31))
    assert pair.state == "blocked"
    act.edit_pair(pair, by=curator, at=AT, exception="до каникул")
    assert pair.state == "ready"
    change = JournalEntry.objects.filter(event="pair_changed").order_by("id").first().changes[0]
    assert (change["part"], change["was"], change["became"]) == ("конец", "30.06.2027", "31.12.2026")


def test_members_follow_the_dates_and_the_seats(curator, guide, pupil):
    pair = create(curator, Seat(guide, "mentor"), Seat(pupil, "mentee"))
    other = make.mentee("Агеев Степан Юрьевич").person
    seats = [Seat(guide, "mentor"), Seat(pupil, "mentee"), Seat(other, "mentee")]
    act.edit_pair(pair, by=curator, at=AT, seats=seats, kind="group", since=date(2027, 1, 11))
    assert set(PairMember.objects.filter(pair=pair).values_list("since", flat=True)) == {date(2027, 1, 11)}
    assert len(fresh(pair).mentees) == 2


def test_a_request_without_its_teacher_is_freed(curator, guide, pupil):
    request = make.request(pupil)
    pair = create(curator, Seat(guide, "mentor"), requests=[request])
    other = make.mentee("Агеев Степан Юрьевич").person
    act.edit_pair(pair, by=curator, at=AT, seats=[Seat(guide, "mentor"), Seat(other, "mentee")])
    request.refresh_from_db()
    assert (request.state, request.pair) == ("awaiting_curator", None)


def test_an_edit_seen_too_early_is_refused(curator, guide, pupil):
    pair = create(curator, Seat(guide, "mentor"), Seat(pupil, "mentee"))
    act.edit_pair(pair, by=curator, at=AT, lock_version=0, criteria="первый")
    with pytest.raises(Stale):
        act.edit_pair(pair, by=curator, at=AT, lock_version=0, criteria="второй")
    assert fresh(pair).criteria == "первый"


def test_a_pair_on_the_directors_desk_or_at_work_is_not_edited(cast, curator):
    with pytest.raises(Refused, match="Заберите его"):
        act.edit_pair(make.pair(state="in_order"), by=curator, at=AT, criteria="иначе")
    with pytest.raises(Refused, match="Состав меняется приказом"):
        act.edit_pair(cast.pair, by=curator, at=AT, criteria="иначе")
    with pytest.raises(Refused, match="куратору"):
        act.edit_pair(make.pair(state="ready"), by=cast.actor("mentor"), at=AT, criteria="иначе")


def test_no_field_of_the_process_can_be_set(curator, guide, pupil):
    pair = create(curator, Seat(guide, "mentor"), Seat(pupil, "mentee"))
    with pytest.raises(TypeError, match="state"):
        act.edit_pair(pair, by=curator, at=AT, state="active")


def test_dropping_frees_the_requests(curator, guide, pupil):
    request = make.request(pupil)
    pair = create(curator, Seat(guide, "mentor"), requests=[request])
    with pytest.raises(Refused, match="Напишите, почему"):
        act.drop_pair(pair, reason=" ", by=curator, at=AT)
    act.drop_pair(pair, reason="Наставник уходит в отпуск", by=curator, at=AT)
    request.refresh_from_db()
    assert (pair.state, pair.dropped_reason) == ("dropped", "Наставник уходит в отпуск")
    assert (request.state, request.pair, request.due) == ("awaiting_curator", None, date(2026, 11, 27))


def test_a_pair_in_an_order_is_not_dropped(curator):
    with pytest.raises(Refused, match="Сначала уберите её из приказа"):
        act.drop_pair(make.pair(state="in_order"), reason="передумали", by=curator, at=AT)


def test_a_consent_moves_the_drafts_of_its_mentor(curator, guide, pupil):
    pair = create(curator, Seat(guide, "mentor"), Seat(pupil, "mentee"))
    seen = []
    for state in ("revoked", "requested", "given"):
        Consent.objects.filter(person=guide).update(state=state, revoked_on=AT.date())
        recheck_pairs_of(guide, by=curator, at=AT)
        seen.append(fresh(pair).state)
    assert seen == ["blocked", "asked", "ready"]


def test_an_order_on_the_desk_is_not_touched_by_a_recheck(curator, guide, pupil):
    pair = make.pair([guide], [pupil], state="in_order", criteria="опыт")
    Consent.objects.filter(person=guide).update(state="revoked", revoked_on=AT.date())
    recheck_pairs_of(guide, by=curator, at=AT)
    assert fresh(pair).state == "in_order"


def test_the_later_of_two_drafts_finds_the_place_taken(curator, guide, pupil):
    Mentor.objects.filter(pk=guide.pk).update(capacity=1)
    first = create(curator, Seat(guide, "mentor"), Seat(pupil, "mentee"))
    second = create(curator, Seat(guide, "mentor"), Seat(make.mentee("Агеев Степан Юрьевич").person, "mentee"))
    assert (fresh(first).state, fresh(second).state) == ("ready", "blocked")
    act.drop_pair(first, reason="передумали", by=curator, at=AT)
    recheck_pairs_of(guide, by=curator, at=AT)
    assert fresh(second).state == "ready"


@pytest.mark.parametrize(
    "ending",
    [(False, "plan_completed", "done", "completed"), (True, "by_participants", "workload", "ended_early")],
)
def test_a_closed_pair_keeps_who_was_in_it(cast, curator, ending):
    early, ground, reason, state = ending
    entry = ListEntry.objects.get(list="completion_reason", code=reason)
    on = date(2027, 5, 31)
    act.close_pair(cast.pair, early=early, ground=ground, reason=entry, on=on, by=curator, at=AT)
    pair = fresh(cast.pair)
    assert (pair.state, pair.ended_on, pair.end_reason) == (state, on, entry)
    assert (pair.mentors, pair.mentees) == ([cast.mentor], [cast.mentee])
    assert set(pair.members.values_list("until", flat=True)) == {on}
    assert not PairMember.objects.filter(pair=pair, until=None).exists()


def test_a_closed_pair_is_not_closed_again(cast, curator):
    entry = ListEntry.objects.get(list="completion_reason", code="done")
    values = {"early": False, "ground": "plan_completed", "reason": entry, "on": date(2027, 5, 31), "at": AT}
    act.close_pair(cast.pair, by=curator, **values)
    with pytest.raises(Refused, match="уже изменилось"):
        act.close_pair(cast.pair, by=curator, **values)
    with pytest.raises(Refused, match="куратору"):
        act.close_pair(cast.other_pair, by=cast.actor("director"), **values)


def test_the_last_weeks_are_a_state_of_their_own(cast, curator):
    wind_up_pair(cast.pair, by=curator, at=AT)
    wind_up_pair(cast.pair, by=curator, at=AT)
    assert (cast.pair.state, fresh(cast.pair).state) == ("ending", "ending")
    assert JournalEntry.objects.filter(event="pair_winding_up").count() == 1
    type(cast.other_pair).objects.filter(pk=cast.other_pair.pk).update(state="paused")
    wind_up_pair(fresh(cast.other_pair), by=curator, at=AT)
    assert fresh(cast.other_pair).state == "paused"
