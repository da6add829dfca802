"""R14: every kind's rule one by one, and the rules of any pair, each with its clause."""

from dataclasses import replace
from datetime import date

import pytest

from mentoring.rules import CHECKS, MemberFacts, PairFacts, check_kind, check_pair, default_term, draft_state
from mentoring.rules.kind import LATER
from mentoring.starter import read

KINDS = {row["code"]: row for row in read("kinds")["kinds"]}


def one(person_id=1, side="mentor", **changes):
    values = {
        "person_id": person_id,
        "name": f"Человек {person_id}",
        "name_gen": f"Человека {person_id}",
        "side": side,
        "is_mentor": side == "mentor",
        "consent": "given",
        "capacity": 5,
    }
    return MemberFacts(**{**values, **changes})


MENTOR, MENTEE = one(), one(2, "mentee")


def pair(*members, **changes):
    values = {
        "form": "teacher_teacher",
        "model": "expert_novice",
        "kind": "traditional",
        "extra_kinds": (),
        "mode": "mixed",
        "since": date(2026, 12, 1),
        "until": date(2027, 6, 30),
        "answer_days": None,
        "criteria": "опыт 14 лет",
        "exception": "",
        "members": members or (MENTOR, MENTEE),
        "forms_shown": ("teacher_teacher", "partner_teacher"),
    }
    return PairFacts(**{**values, **changes})


def kind_findings(facts):
    extra = [KINDS[kind]["rules"] for kind in facts.extra_kinds]
    return {(f.code, f.level) for f in check_kind(facts, KINDS[facts.kind]["rules"], extra) if f.level != "info"}


def pair_findings(facts):
    return {(f.code, f.level) for f in check_pair(facts)}


def test_every_rule_of_the_reference_data_is_known():
    """A rule nobody checks would be a promise nobody keeps."""
    named = {rule["check"] for kind in KINDS.values() for rule in kind["rules"]}
    assert named <= set(CHECKS) | LATER


def test_findings_carry_clause_4_4():
    found = check_kind(pair(MENTOR, MENTEE, one(3, "mentee")), KINDS["traditional"]["rules"])
    assert [f.clause for f in found] == ["4.4"]
    assert found[0].words.endswith("(п. 4.4).")


# Traditional


def test_traditional_one_to_one():
    assert kind_findings(pair()) == set()
    assert kind_findings(pair(MENTOR, MENTEE, one(3, "mentee"))) == {("one_to_one", "stop")}
    assert kind_findings(pair(MENTOR, one(3), MENTEE)) == {("one_to_one", "stop")}


def test_traditional_criteria_written():
    assert kind_findings(pair(criteria="  ")) == {("criteria_written", "warn")}


# Group


def group(*members, **changes):
    return pair(*members, kind="group", **changes)


def test_group_two_on_a_side():
    assert kind_findings(group(MENTOR, MENTEE)) == {("two_on_a_side", "stop")}
    assert kind_findings(group(MENTOR, MENTEE, one(3, "mentee"))) == set()
    assert kind_findings(group(one(direction_id=1), one(3, direction_id=2), MENTEE)) == set()


def test_group_many_to_many_is_an_explained_exception():
    members = (one(direction_id=1), one(3, direction_id=2), MENTEE, one(4, "mentee"))
    assert kind_findings(group(*members)) == {("two_on_a_side", "stop")}
    assert kind_findings(group(*members, exception="общий проект двух комиссий")) == set()


def test_group_sphere_of_each_of_several_mentors():
    found = check_kind(group(one(direction_id=1), one(3), MENTEE), KINDS["group"]["rules"])
    told = [f for f in found if f.code == "sphere"]
    assert told[0].level == "stop"
    assert "Человек 3" in told[0].text


def test_group_of_one_mentor_needs_no_sphere():
    assert ("sphere", "stop") not in kind_findings(group(MENTOR, MENTEE, one(3, "mentee")))


# Virtual


def test_virtual_mode_online():
    assert kind_findings(pair(kind="virtual", mode="online")) == set()
    assert kind_findings(pair(kind="virtual", mode="in_person")) == {("mode_online", "stop")}
    assert kind_findings(pair(kind="virtual", mode="mixed")) == {("mode_online", "stop")}


def test_virtual_mixed_with_a_second_kind():
    found = kind_findings(pair(kind="virtual", mode="mixed", extra_kinds=("situational",), answer_days=2))
    assert found == set()


# Goal-setting


def test_goal_setting_asks_for_its_schedule_in_the_program():
    found = check_kind(pair(kind="goal_setting"), KINDS["goal_setting"]["rules"])
    assert {(f.code, f.level) for f in found} == {("schedule_first", "info"), ("goal_per_meeting", "info")}


# Reverse


def both(first=None, second=None, births=(date(1998, 1, 1), date(1970, 1, 1))):
    one_, two = {"birth_date": births[0]}, {"birth_date": births[1]}
    return (
        one(1, direction_id=first, **one_),
        one(2, direction_id=second, **two),
        one(1, "mentee", **one_),
        one(2, "mentee", **two),
    )


def test_reverse_both_ways():
    assert kind_findings(pair(*both(1, 2), kind="reverse")) == set()
    assert kind_findings(pair(*both(1, None), kind="reverse")) == {("both_ways", "stop")}
    assert ("both_ways", "stop") in kind_findings(pair(MENTOR, MENTEE, kind="reverse"))


def test_reverse_age_only_warns():
    unknown = both(1, 2, births=(None, date(1970, 1, 1)))
    same = both(1, 2, births=(date(1990, 1, 1), date(1990, 1, 1)))
    assert kind_findings(pair(*unknown, kind="reverse")) == {("younger_mentor", "warn")}
    assert kind_findings(pair(*same, kind="reverse")) == {("younger_mentor", "warn")}


def test_reverse_people_on_both_sides_are_not_a_self_pair():
    assert ("self_pair", "stop") not in pair_findings(pair(*both(1, 2), kind="reverse"))


# Situational


def test_situational_answer_time():
    assert kind_findings(pair(kind="situational")) == {("answer_time", "stop")}
    assert kind_findings(pair(kind="situational", answer_days=2)) == set()


# Speed


def speed(*members, **changes):
    members = members or (MENTOR, one(2, "mentee", is_mentor=True))
    return pair(*members, kind="speed", **{"until": date(2026, 12, 1), **changes})


def test_speed_one_meeting():
    assert kind_findings(speed()) == set()
    assert kind_findings(speed(until=date(2026, 12, 20))) == {("one_meeting", "stop")}
    assert kind_findings(speed(until=date(2026, 12, 20), exception="день уточнит гость")) == set()


def test_speed_mentors_only_warns():
    assert kind_findings(speed(MENTOR, MENTEE)) == {("mentors_only", "warn")}


def test_speed_adviser_may_be_a_competent_person():
    """Clause 4.4 names a professional or a competent person beside a mentor of a higher level."""
    expert = one(is_mentor=False)
    facts = speed(expert, one(2, "mentee", is_mentor=True))
    assert kind_findings(facts) == pair_findings(facts) == set()
    assert ("not_in_bank", "stop") in pair_findings(pair(expert, MENTEE))


def test_speed_stands_alone():
    assert ("speed_alone", "stop") in kind_findings(speed(extra_kinds=("group",)))
    assert ("speed_alone", "stop") in kind_findings(pair(extra_kinds=("speed",)))


def test_speed_has_no_least_term():
    assert pair_findings(speed()) == set()


# Additional kinds


def test_additional_kinds_only_warn():
    found = kind_findings(pair(extra_kinds=("situational", "virtual"), mode="in_person"))
    assert found == {("answer_time", "warn"), ("mode_online", "warn")}


# Any pair


@pytest.mark.parametrize(
    ("until", "found"),
    [
        (date(2027, 2, 28), set()),  # exactly three months, 90 days
        (date(2027, 2, 27), {("term_short", "stop")}),
        (date(2027, 12, 1), set()),  # 366 days
        (date(2027, 12, 2), {("term_long", "stop")}),
    ],
)
def test_term_from_three_months_to_a_year(until, found):
    """Clause 3, both ends counted."""
    facts = pair(until=until)
    assert pair_findings(facts) == found
    if found:
        assert {f.clause for f in check_pair(facts)} == {"3"}


@pytest.mark.parametrize("until", [date(2027, 1, 10), date(2028, 6, 30)])
def test_an_explained_term_only_warns(until):
    assert {level for _, level in pair_findings(pair(until=until, exception="по просьбе педагога"))} == {"warn"}


def test_term_bounds_are_settings():
    facts = pair(until=date(2026, 12, 30), days_min=30)
    assert pair_findings(facts) == set()
    assert pair_findings(replace(facts, days_min=31)) == {("term_short", "stop")}


def test_dates_the_wrong_way_round():
    assert pair_findings(pair(until=date(2026, 11, 1))) == {("date_order", "stop")}


def test_teacher_teacher_needs_a_model():
    assert pair_findings(pair(model="")) == {("model_missing", "stop")}


def test_the_hidden_form_is_refused():
    """Clause 4.3.2: a head who helps as a teacher is «педагог – педагог»."""
    found = check_pair(pair(form="head_teacher"))
    assert [(f.code, f.level, f.clause) for f in found] == [("form_hidden", "stop", "4.3.2")]
    assert check_pair(pair(one(is_head=True), MENTEE, form="head_teacher", forms_shown=("head_teacher",))) == []


def test_head_teacher_asks_for_a_head():
    """Clause 4.3.2: the mentor heads the college or a unit; somebody else is only warned of."""
    found = check_pair(pair(form="head_teacher", forms_shown=("head_teacher",)))
    assert [(f.code, f.level, f.clause) for f in found] == [("not_head", "warn", "4.3.2")]
    assert "Человек 1 не руководит подразделением" in found[0].text


def test_partner_needs_a_contract():
    """Clause 4.3.3."""
    partner = one(is_partner=True, has_contract=False, organization="АО «Оргсинтез»")
    found = check_pair(pair(partner, MENTEE, form="partner_teacher", model=""))
    assert [(f.code, f.level, f.clause) for f in found] == [("partner_contract", "stop", "4.3.3")]
    assert "договора с АО «Оргсинтез»" in found[0].text
    assert pair_findings(pair(replace(partner, has_contract=True), MENTEE, form="partner_teacher", model="")) == set()


def test_form_and_mentor_agree():
    assert pair_findings(pair(form="partner_teacher")) == {("not_partner", "stop")}
    assert pair_findings(pair(one(is_partner=True), MENTEE)) == {("is_partner", "stop")}


def test_nobody_mentors_himself():
    assert ("self_pair", "stop") in pair_findings(pair(MENTOR, one(1, "mentee")))


def test_nobody_works_before_being_hired_or_after_leaving():
    assert pair_findings(pair(MENTOR, one(2, "mentee", hired_on=date(2026, 12, 2)))) == {("hire_future", "stop")}
    assert pair_findings(pair(MENTOR, one(2, "mentee", hired_on=date(2026, 12, 1)))) == set()
    assert pair_findings(pair(one(left_on=date(2026, 12, 1)), MENTEE)) == {("has_left", "stop")}


def test_a_mentee_of_another_live_pair_warns():
    busy = one(2, "mentee", busy_with="Паниной С. И.", busy_until=date(2027, 6, 30))
    assert pair_findings(pair(MENTOR, busy)) == {("overlap_person", "warn")}
    assert pair_findings(pair(MENTOR, busy, kind="group")) == set()
    assert pair_findings(pair(MENTOR, busy, extra_kinds=("group",))) == set()


def test_a_mentee_outside_the_register_warns():
    """Clause 4.2: mentees come from five groups, so each has a record."""
    stranger = one(2, "mentee", is_mentee=False)
    assert pair_findings(pair(MENTOR, stranger)) == {("not_in_register", "warn")}
    assert pair_findings(speed(MENTOR, replace(stranger, is_mentor=True))) == set()


@pytest.mark.parametrize(
    ("consent", "code"),
    [
        ("", "no_mentor_consent"),
        ("requested", "consent_waiting"),
        ("awaiting_scan", "consent_waiting"),
        ("revoked", "consent_revoked"),
        ("refused", "no_mentor_consent"),
    ],
)
def test_no_consent_no_pair(consent, code):
    """Clause 4.2."""
    found = check_pair(pair(one(consent=consent, consent_on=date(2026, 11, 1)), MENTEE))
    assert [(f.code, f.level, f.clause) for f in found] == [(code, "stop", "4.2")]


def test_an_outdated_text_is_in_force():
    assert check_pair(pair(one(consent="outdated"), MENTEE)) == []


def test_a_mentees_consent_is_not_asked():
    assert check_pair(pair(MENTOR, one(2, "mentee", consent=""))) == []


def test_every_mentor_of_a_group_needs_a_consent():
    found = pair_findings(group(one(direction_id=1), one(3, direction_id=2, consent=""), MENTEE))
    assert found == {("no_mentor_consent", "stop")}


def test_capacity_is_a_stop():
    assert pair_findings(pair(one(capacity=2, load=1), MENTEE)) == set()
    assert pair_findings(pair(one(capacity=2, load=2), MENTEE)) == {("capacity", "stop")}
    three = (one(capacity=2), MENTEE, one(3, "mentee"), one(4, "mentee"))
    assert pair_findings(group(*three)) == {("capacity", "stop")}


def test_a_reverse_pair_takes_one_place_of_each():
    members = tuple(replace(m, capacity=1) for m in both(1, 2))
    assert pair_findings(pair(*members, kind="reverse")) == set()


def test_not_taking_new_only_warns_and_retired_stops():
    assert pair_findings(pair(one(takes_new=False), MENTEE)) == {("idle", "warn")}
    assert pair_findings(pair(one(retired_on=date(2026, 6, 1)), MENTEE)) == {("retired", "stop")}
    assert pair_findings(pair(one(is_mentor=False), MENTEE)) == {("not_in_bank", "stop")}


def test_own_supervisor_warns_or_stops_by_the_setting():
    facts = pair(MENTOR, one(2, "mentee", boss_ids=(1,)))
    assert pair_findings(facts) == {("own_supervisor", "warn")}
    assert pair_findings(replace(facts, forbid_boss=True)) == {("own_supervisor", "stop")}


def test_stops_come_first():
    levels = [f.level for f in check_pair(pair(one(takes_new=False, consent=""), MENTEE, model=""))]
    assert levels == ["stop", "stop", "warn"]


# The draft state


@pytest.mark.parametrize(
    ("members", "state"),
    [
        ((MENTOR, MENTEE), "ready"),
        ((MENTEE,), "looking"),
        ((MENTOR,), "looking"),
        ((one(consent="requested"), MENTEE), "asked"),
        ((one(consent=""), MENTEE), "blocked"),
        ((one(consent="requested", capacity=0), MENTEE), "blocked"),
        ((one(takes_new=False), MENTEE), "ready"),
    ],
)
def test_the_draft_state_follows_from_the_findings(members, state):
    facts = pair(*members)
    assert draft_state(facts, check_pair(facts)) == state


@pytest.mark.parametrize(
    ("on", "wished", "expected"),
    [
        (date(2026, 11, 18), None, (date(2026, 12, 1), date(2027, 6, 30))),
        (date(2026, 11, 18), date(2027, 4, 30), (date(2026, 12, 1), date(2027, 4, 30))),
        (date(2026, 11, 18), date(2026, 12, 31), (date(2026, 12, 1), date(2027, 6, 30))),
        (date(2027, 4, 20), None, (date(2027, 5, 1), date(2027, 7, 31))),
        (date(2026, 12, 31), None, (date(2027, 1, 1), date(2027, 6, 30))),
        (date(2027, 6, 15), date(2030, 1, 1), (date(2027, 7, 1), date(2027, 9, 30))),
    ],
)
def test_the_offered_term_is_always_allowed(on, wished, expected):
    since, until = default_term(on, date(2027, 8, 31), 90, wished)
    assert (since, until) == expected
    assert pair_findings(pair(since=since, until=until)) == set()
