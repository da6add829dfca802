"""Acquaintance (R23): each mentee, over exactly the approved text, in the system or on paper; the last one starts the work."""

import pytest

from mentoring.kit.verdict import Refused
from mentoring.models import Letter, RoleAssignment
from mentoring.tests.make import mentee, moment, person
from mentoring.tests.standing import scene
from programs.actions.acquaintance import acknowledge, record_acquaintance
from programs.models import MemberResult, ProgramDecision
from programs.tests import make

AT = moment("2026-11-20 10:00")


@scene
def approved(cast):
    return make.program(cast.pair, state="awaiting_acquaintance", curator=cast.curator)


def test_mentee_reads_and_the_program_starts(cast, approved):
    assert acknowledge(program=approved, by=cast.actor("mentee"), at=AT) is True
    now = make.fresh(approved)
    assert (now.state, str(now.activated_on), now.due) == ("active", "2026-11-20", now.until)
    result, version = MemberResult.objects.get(), make.version(approved)
    assert (result.acquainted_at, result.way, result.sha256) == (AT, "electronic", version.sha256)
    decision = ProgramDecision.objects.get(kind="acquaint")
    assert (decision.name, decision.post, decision.sha256) == ("А.\xa0Д.\xa0Жуков", "преподаватель", version.sha256)


def test_everybody_is_told_that_it_works(cast, approved):
    acknowledge(program=approved, by=cast.actor("mentee"), at=AT)
    letters = Letter.objects.filter(code="program_active")
    assert set(letters.values_list("person", flat=True)) == {cast.mentor.pk, cast.mentee.pk, cast.curator.pk}
    assert "Мероприятие 1" in letters[0].body


def test_witness_is_kept_with_the_role(cast, approved):
    acknowledge(program=approved, by=cast.actor("mentee"), at=AT, witness=cast.curator)
    result = MemberResult.objects.get()
    assert (result.witness, result.witness_role) == (cast.curator, "куратор")
    assert "в присутствии: куратор О.\xa0Н.\xa0Белова" in ProgramDecision.objects.get(kind="acquaint").note


def test_council_member_may_be_present(cast, approved):
    member = person("Гурова Нина Олеговна", roles=["council"])
    acknowledge(program=approved, by=cast.actor("mentee"), at=AT, witness=member)
    assert MemberResult.objects.get().witness_role == "член совета наставников"


@pytest.mark.parametrize("part", ["mentor", "outsider", "supervisor", "mentee"])
def test_nobody_else_may_be_present(cast, approved, part):
    with pytest.raises(
        Refused, match="Присутствовать может куратор, член совета наставников или методического объединения"
    ):
        acknowledge(program=approved, by=cast.actor("mentee"), at=AT, witness=getattr(cast, part))
    assert MemberResult.objects.get().acquainted_at is None


def test_former_curator_may_not_be_present(cast, approved):
    RoleAssignment.objects.filter(person=cast.curator).update(until="2026-01-01")
    with pytest.raises(Refused):
        acknowledge(program=approved, by=cast.actor("mentee"), at=AT, witness=cast.curator)


@pytest.mark.parametrize("part", ["mentor", "curator", "director", "other_mentee", "outsider"])
def test_only_the_mentee_acknowledges(cast, approved, part):
    with pytest.raises(Refused, match="Ознакамливается наставляемый"):
        acknowledge(program=approved, by=cast.actor(part), at=AT)
    assert make.fresh(approved).state == "awaiting_acquaintance"


def test_not_before_the_approval(cast):
    program = make.program(cast.pair, state="submitted")
    with pytest.raises(Refused, match="после утверждения"):
        acknowledge(program=program, by=cast.actor("mentee"), at=AT)


def test_curator_records_paper(cast, approved):
    assert record_acquaintance(program=approved, member=cast.mentee, by=cast.actor("curator"), at=AT) is True
    assert MemberResult.objects.get().way == "paper"
    decision = ProgramDecision.objects.get(kind="acquaint")
    assert (decision.person, "на бумаге" in decision.note) == (cast.mentee, True)


def test_mentor_does_not_record_paper(cast, approved):
    with pytest.raises(Refused, match="записывает куратор"):
        record_acquaintance(program=approved, member=cast.mentee, by=cast.actor("mentor"), at=AT)


def test_stranger_is_not_recorded(cast, approved):
    with pytest.raises(Refused, match="не наставляемый"):
        record_acquaintance(program=approved, member=cast.other_mentee, by=cast.actor("curator"), at=AT)


class TestGroup:
    @pytest.fixture
    def people(self):
        names = ("Орлова Инна Павловна", "Дёмин Олег Юрьевич", "Кузьмин Павел Ильич")
        return [mentee(name, login=True).person for name in names]

    @pytest.fixture
    def group(self, cast, people):
        pair = make.live_pair([cast.mentor], people, name="Школа")
        program = make.fill(make.opened(pair))
        expected = {str(person.pk): "Свой результат" for person in people}
        make.write(program, "results", expected=expected)
        by = make.actor(cast.mentor)
        from programs.actions import approval

        approval.submit_program(program=make.fresh(program), by=by, at=AT)
        approval.approve_program(
            program=make.fresh(program), sha256=make.read(program), by=cast.actor("curator"), at=AT
        )
        return make.fresh(program)

    def test_active_when_every_member_has_read(self, cast, group, people):
        """Decision 8."""
        assert acknowledge(program=group, by=make.actor(people[0]), at=AT) is False
        assert record_acquaintance(program=group, member=people[1], by=cast.actor("curator"), at=AT) is False
        assert make.fresh(group).state == "awaiting_acquaintance"
        assert acknowledge(program=group, by=make.actor(people[2]), at=AT) is True
        assert make.fresh(group).state == "active"

    def test_twice_is_refused(self, group, people):
        acknowledge(program=group, by=make.actor(people[0]), at=AT)
        with pytest.raises(Refused, match="уже ознакомились"):
            acknowledge(program=make.fresh(group), by=make.actor(people[0]), at=AT)

    def test_who_left_is_not_waited_for(self, cast, group, people):
        group.pair.members.filter(person=people[2]).update(until=group.since)
        acknowledge(program=make.fresh(group), by=make.actor(people[0]), at=AT)
        assert acknowledge(program=make.fresh(group), by=make.actor(people[1]), at=AT) is True
