"""Who sees which request, offer, pair and document: the cast × objects (principle 9)."""

from datetime import date, timedelta

import pytest
from django.db.models import Prefetch

from mentoring.access import (
    SYSTEM,
    documents_for,
    may_ask_for,
    may_sign,
    offers_for,
    pairs_for,
    people_to_ask_for,
    requests_for,
)
from mentoring.models import Pair, PairMember, RequestOffer, RoleAssignment
from mentoring.queries.pair import present
from mentoring.tests import make
from mentoring.tests.make import moment

CAST = ("curator", "director", "supervisor", "mentor", "mentee", "other_mentor", "other_mentee", "admin", "outsider")


def seen_by(cast, query, row):
    return {part for part in CAST if query(cast.actor(part)).filter(pk=row.pk).exists()}


def ask(request, mentor, answer="waiting"):
    return RequestOffer.objects.create(
        request=request, mentor=mentor.mentor, asked_at=moment(), due=date(2026, 11, 25), answer=answer
    )


# Requests


def test_a_sent_request_is_seen_by_its_person_and_the_office(cast):
    request = make.request(cast.mentee)
    assert seen_by(cast, requests_for, request) == {"curator", "director", "mentee"}


def test_a_draft_is_its_authors_alone(cast):
    own = make.request(cast.mentee, state="draft")
    assert seen_by(cast, requests_for, own) == {"mentee"}
    offered = make.request(cast.mentee, state="draft", source="administration", initiator=cast.supervisor)
    assert seen_by(cast, requests_for, offered) == {"supervisor"}, (
        "the teacher does not see a proposal before it is sent"
    )


def test_the_curators_own_draft_is_not_another_curators(cast):
    second = make.person("Второва Инна Ильинична", roles=["curator"])
    draft = make.request(cast.mentee, state="draft", source="administration", initiator=cast.curator)
    assert not requests_for(make.actor(second)).filter(pk=draft.pk).exists()
    assert requests_for(cast.actor("curator")).filter(pk=draft.pk).exists()


def test_a_proposal_is_seen_by_both_sides(cast):
    request = make.request(cast.mentee, state="awaiting_teacher", source="administration", initiator=cast.supervisor)
    assert seen_by(cast, requests_for, request) == {"curator", "director", "supervisor", "mentee"}


@pytest.mark.parametrize(
    ("answer", "sees"),
    [("waiting", True), ("accepted", True), ("declined", False), ("released", False), ("expired", False)],
)
def test_a_mentor_sees_a_request_while_it_concerns_him(cast, answer, sees):
    request = make.request(cast.mentee, state="awaiting_mentor")
    ask(request, cast.other_mentor, answer)
    assert ("other_mentor" in seen_by(cast, requests_for, request)) is sees


def test_an_asked_mentor_does_not_see_a_reopened_draft(cast):
    request = make.request(cast.mentee, state="draft")
    ask(request, cast.other_mentor)
    assert seen_by(cast, requests_for, request) == {"mentee"}


def test_a_request_is_not_listed_twice(cast):
    request = make.request(cast.mentor, state="awaiting_curator", initiator=cast.mentor)
    for answer in ("declined", "released", "accepted"):
        ask(request, cast.other_mentor, answer)
    assert [r.pk for r in requests_for(cast.actor("other_mentor"))] == [request.pk]


def test_an_offer_stays_with_its_mentor(cast):
    offer = ask(make.request(cast.mentee), cast.other_mentor, "declined")
    assert seen_by(cast, offers_for, offer) == {"curator", "other_mentor"}


# Pairs


def test_a_pair_is_seen_by_its_people_their_head_and_the_office(cast):
    assert seen_by(cast, pairs_for, cast.pair) == {"curator", "director", "supervisor", "mentor", "mentee"}
    assert seen_by(cast, pairs_for, cast.other_pair) == {"curator", "director", "other_mentor", "other_mentee"}


def test_who_was_once_in_a_pair_still_sees_it(cast):
    cast.pair.members.filter(side="mentor").update(until=date(2026, 11, 10))
    assert "mentor" in seen_by(cast, pairs_for, cast.pair)


# Documents


@pytest.mark.parametrize(
    ("state", "sees"),
    [
        ("draft", {"curator"}),
        ("awaiting_signature", {"curator", "director"}),
        ("returned", {"curator", "director"}),
        ("awaiting_scan", {"curator", "director", "mentor", "mentee"}),
        ("in_force", {"curator", "director", "mentor", "mentee"}),
        ("replaced", {"curator", "director", "mentor", "mentee"}),
        ("canceled", {"curator", "director", "mentor", "mentee"}),
    ],
)
def test_an_order_opens_to_those_it_names_once_it_is_signed(cast, state, sees):
    order = make.order(number="7", state=state)
    type(cast.pair).objects.filter(pk=cast.pair.pk).update(order=order)
    assert seen_by(cast, documents_for, order) == sees


def test_nothing_is_seen_without_a_person(college):
    for query in (requests_for, pairs_for, documents_for, offers_for):
        assert not query(SYSTEM).exists()


# Verdicts


def test_who_may_ask_for_whom(cast):
    may = {part for part in CAST if may_ask_for(cast.actor(part), cast.mentee)}
    assert may == {"curator", "director", "supervisor", "mentee"}


def test_the_list_to_choose_from_is_the_same_rule(cast):
    for part in CAST:
        actor = cast.actor(part)
        listed = people_to_ask_for(actor)
        assert all(may_ask_for(actor, person) for person in listed)
        assert actor.person in listed


def test_those_who_left_and_outsiders_are_not_asked_for(cast):
    gone = make.person("Ушедший Иван Ильич", left_on=date(2026, 1, 1))
    partner = make.person("Партнёр Иван Ильич", employment="partner")
    listed = people_to_ask_for(cast.actor("curator"))
    assert gone not in listed
    assert partner not in listed


def test_who_signs(cast):
    order = make.order(state="awaiting_signature")
    assert {part for part in CAST if may_sign(cast.actor(part), order)} == {"director"}
    RoleAssignment.objects.create(person=cast.mentor, role="director", acting=True, since=date(2026, 1, 1))
    assert may_sign(cast.actor("mentor"), order)
    make.pair([cast.mentor], [cast.other_mentee], state="in_order", order=order)
    assert not may_sign(cast.actor("mentor"), order)
    assert may_sign(cast.actor("director"), order)


def test_an_acting_director_acts_only_within_his_dates(cast):
    order = make.order(state="awaiting_signature")
    RoleAssignment.objects.create(
        person=cast.outsider, role="director", acting=True, since=date(2020, 1, 1), until=date(2020, 2, 1)
    )
    assert not may_sign(cast.actor("outsider"), order)


def test_members_stand_by_name_however_they_were_read(cast):
    """A group is called the same on every page and paper."""
    mentees = [make.mentee(f"{name} Пётр Ильич").person for name in ("Фадеев", "Яшин", "Алиев")]
    group = make.pair([cast.mentor], mentees, kind="group")
    group.members.filter(person=mentees[0]).update(since=group.since - timedelta(days=3))
    turned = PairMember.objects.select_related("person").order_by("-pk")
    read = (
        Pair.objects.get(pk=group.pk),
        Pair.objects.with_members().get(pk=group.pk),
        Pair.objects.prefetch_related(Prefetch("members", turned)).get(pk=group.pk),
    )
    assert {pair.title for pair in read} == {"Ковалёва → Алиев и ещё 2"}
    assert [who.last_name for who, _ in present(read[1], "mentee")] == ["Алиев", "Фадеев", "Яшин"]
