"""What the matching reads: loads, consents, refusals; a constant number of queries (R12)."""

from datetime import date

import pytest

from mentoring.models import Consent, Mentor, MentoringRequest, Pair, RequestOffer, Setting
from mentoring.office import forget
from mentoring.queries.candidates import candidates_for, next_best
from mentoring.queries.load import load_by_mentor, places_of
from mentoring.queries.pair_check import check_pairs, with_facts
from mentoring.queries.request_detail import full_requests
from mentoring.tests import make
from mentoring.tests.standing import scene

ON = date(2026, 11, 18)


@scene
def asked(cast):
    return make.request(cast.other_mentee)


def names(candidates):
    return [candidate.person.last_name for candidate in candidates]


def read(request):
    return candidates_for(full_requests(MentoringRequest.objects.all()).get(pk=request.pk), ON)


def test_mentors_are_sorted_into_three(cast, asked):
    make.mentor("Астахова Ирина Ильинична")
    make.mentor("Борисов Илья Ильич", direction_codes=("health",))
    make.mentor("Власов Олег Ильич", consent=False)
    found = read(asked)
    assert names(found.suitable) == ["Астахова", "Ковалёва", "Панина"]
    assert names(found.strangers) == ["Борисов"]
    assert names(found.stopped) == ["Власов"]
    assert found.total == 5


def test_retired_and_gone_mentors_are_left_out_or_stopped(cast, asked):
    gone = make.mentor("Галкина Ирина Ильинична", left_on=date(2026, 11, 1))
    Mentor.objects.filter(pk=make.mentor("Дёмин Олег Ильич").pk).update(retired_on=date(2026, 1, 1))
    found = read(asked)
    assert names(found.stopped) == [gone.person.last_name]
    assert found.find(cast.other_mentee.pk) is None


def test_a_mentor_who_declined_this_request_is_stopped_for_it_only(cast, asked):
    RequestOffer.objects.create(
        request=asked,
        mentor=cast.mentor.mentor,
        asked_at=make.moment(),
        due=ON,
        answer="declined",
        answered_at=make.moment("2026-11-10 09:00"),
    )
    assert names(read(asked).stopped) == ["Ковалёва"]
    assert "Ковалёва" in names(read(make.request(cast.outsider)).suitable)


def test_the_own_supervisor_by_the_setting(cast, asked):
    cast.other_mentee.supervisor = cast.mentor
    cast.other_mentee.save(update_fields=["supervisor"])
    assert "Ковалёва" in names(read(asked).suitable)
    Setting.objects.filter(code="forbid_own_supervisor").update(value=True)
    forget()
    assert names(read(asked).stopped) == ["Ковалёва"]


def test_weights_are_settings(cast, asked):
    before = next_best(asked, ON).score.points
    Setting.objects.filter(code="weight_directions").update(value=10)
    forget()
    assert next_best(asked, ON).score.points == before - 40


def test_nobody_to_ask(cast, asked):
    Consent.objects.all().delete()
    assert next_best(asked, ON) is None


@pytest.mark.parametrize("many", [1, 3])
def test_candidates_take_a_constant_number_of_queries(cast, asked, many, django_assert_num_queries):
    for number in range(many):
        make.mentor(f"Наставник{number} Ирина Ильинична")
        make.pair()
    request = full_requests(MentoringRequest.objects.all()).get(pk=asked.pk)
    candidates_for(request, ON)  # settings are cached
    with django_assert_num_queries(4):
        candidates_for(request, ON)


# Loads


def test_load_counts_mentees_of_live_pairs_and_open_drafts(cast):
    mentor = make.mentor("Астахова Ирина Ильинична").person
    for state in ("active", "assigned", "paused", "ready", "in_order", "blocked"):
        make.pair([mentor], [make.mentee().person], state=state)
    for state in ("completed", "ended_early", "dropped"):
        make.pair([mentor], [make.mentee().person], state=state)
    assert load_by_mentor([mentor.pk]) == {mentor.pk: 6}


def test_a_group_takes_as_many_places_as_it_has_mentees(cast):
    mentor = make.mentor("Астахова Ирина Ильинична").person
    make.pair([mentor], [make.mentee().person for _ in range(4)])
    assert load_by_mentor([mentor.pk])[mentor.pk] == 4


def test_two_mentors_of_one_mentee_each_give_a_place(cast):
    both = [make.mentor(f"{name} Ирина Ильинична").person for name in ("Астахова", "Быкова")]
    make.pair(both, [make.mentee().person])
    assert load_by_mentor([p.pk for p in both]) == {both[0].pk: 1, both[1].pk: 1}


def test_a_reverse_pair_takes_one_place_of_each(cast):
    both = [make.mentor(f"{name} Ирина Ильинична").person for name in ("Астахова", "Быкова")]
    make.pair(both, both, kind="reverse")
    assert load_by_mentor([p.pk for p in both]) == {both[0].pk: 1, both[1].pk: 1}


def test_a_speed_consultation_takes_no_place(cast):
    mentor = make.mentor("Астахова Ирина Ильинична").person
    make.pair([mentor], [make.mentee().person], kind="speed")
    assert load_by_mentor([mentor.pk]) == {}


def test_those_who_left_take_no_place(cast):
    cast.pair.members.filter(side="mentee").update(until=date(2026, 11, 10))
    assert load_by_mentor([cast.mentor.pk]) == {}


def test_firm_places_are_told_from_drafts(cast):
    draft = make.pair([cast.mentor], [make.mentee().person], state="ready")
    firm = {place.pair_id: place.firm for place in places_of([cast.mentor.pk])}
    assert firm == {cast.pair.pk: True, draft.pk: False}


# Checks of drafts


@pytest.mark.parametrize("many", [1, 3])
def test_checks_take_a_constant_number_of_queries(cast, many, django_assert_num_queries):
    for _ in range(many):
        make.pair(state="ready", criteria="опыт")
    drafts = Pair.objects.filter(state="ready")
    check_pairs(drafts, ON)
    with django_assert_num_queries(5):  # pairs, members, consents, places, other pairs
        check_pairs(list(drafts.all()), ON)
    with django_assert_num_queries(5):  # pairs, members, consents, places, other pairs
        check_pairs(list(with_facts(drafts.all())), ON, loaded=True)


@pytest.mark.parametrize(("who", "warned"), [("director", False), ("supervisor", False), ("other_mentor", True)])
def test_a_head_is_known_by_his_unit_or_his_post(cast, who, warned, django_assert_num_queries):
    draft = make.pair([getattr(cast, who)], [make.mentee().person], state="ready", form="head_teacher", criteria="опыт")
    Setting.objects.filter(code="show_head_teacher").update(value=True)
    forget()
    check_pairs([draft], ON)
    with django_assert_num_queries(5):  # members, consents, places, other pairs, heads
        found = check_pairs([draft], ON)[draft.pk].findings
    assert any(f.code == "not_head" for f in found) == warned


def test_a_mentee_of_a_live_pair_warns_with_its_mentor_and_end(cast):
    draft = make.pair([cast.other_mentor], [cast.mentee], state="ready", criteria="опыт")
    found = [f for f in check_pairs([draft], ON)[draft.pk].findings if f.code == "overlap_person"]
    assert found[0].level == "warn"
    assert "до 30.06.2027" in found[0].text


def test_good_words_name_the_consent(cast):
    check = check_pairs([make.pair(state="ready", criteria="опыт")], ON)
    assert next(iter(check.values())).good_words == "Согласие от 20\u00a0сентября, место есть."


def test_a_partner_is_asked_for_the_partners_consent(cast):
    partner = make.mentor("Дроздов Аркадий Львович", consent=False, employment="partner").person
    draft = make.pair(
        [partner], [make.mentee().person], state="looking", form="partner_teacher", model="", criteria="о"
    )
    make.give_consent(partner, "mentor")
    codes = {f.code for f in check_pairs([draft], ON)[draft.pk].stops}
    assert codes == {"no_mentor_consent", "partner_contract"}
    make.give_consent(partner, "partner_mentor")
    assert {f.code for f in check_pairs([draft], ON)[draft.pk].stops} == {"partner_contract"}
