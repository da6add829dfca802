"""A program goes on when its people change: the same row, read by who came, read up to the last day by who left (R16)."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mentoring.actions import pair_change as act
from mentoring.kit.dates import today
from mentoring.kit.verdict import Refused
from mentoring.models import JournalEntry, Pair, PairMember
from mentoring.tests import make
from mentoring.tests.counting import queries_of
from mentoring.tests.make import MOSCOW
from mentoring.tests.standing import scene
from programs import access
from programs.actions.acquaintance import acknowledge
from programs.models import Meeting, MemberResult, Program
from programs.queries.deeds.program import sources
from programs.tests import make as programs


def at_noon(day):
    return datetime(day.year, day.month, day.day, 12, tzinfo=MOSCOW)


@scene
def program(cast):
    pair = programs.live_pair([cast.mentor], [cast.mentee])
    made = programs.program(pair, state="active", at=at_noon(pair.since), curator=cast.curator)
    Program.objects.filter(pk=made.pk).update(activated_on=pair.since)
    return fresh(made)


def fresh(program):
    return (
        Program.objects.select_related("pair").prefetch_related("pair__members__person", "results").get(pk=program.pk)
    )


def swap(cast, program, leaving, coming, side="mentor"):
    """Replaced from today by order."""
    by, at = cast.actor("curator"), timezone.now()
    pair = Pair.objects.with_members().get(pk=program.pair_id)
    change = act.start_replacement(pair, side=side, leaving=leaving, on=today(), reason="Перевод.", by=by, at=at)
    act.record_agreement(change, coming, way="лично", by=by, at=at)
    order = act.create_change_order([change], by=by, at=at)
    act.send_change_order(order, checked=True, by=by, at=at)
    act.sign_change_order(order, checked=True, sha256=order.sha256, by=cast.actor("director"), at=at)
    return fresh(program)


def meeting(program, day):
    return Meeting.objects.create(
        program=program, starts_at=at_noon(day), topic=f"Встреча {day}", created_at=timezone.now()
    )


def deeds(actor):
    return {s.code: list(s.queryset) for s in sources(actor, today()) if s.code == "join_program"}["join_program"]


def test_the_program_is_the_same_row_with_its_versions_and_marks(cast, program):
    before = (program.state, program.versions.count(), program.events.count(), program.versions.first().sha256)
    after = swap(cast, program, cast.mentor, cast.other_mentor)
    assert (after.state, after.versions.count(), after.events.count(), after.versions.first().sha256) == before
    assert Program.objects.filter(pair=program.pair).count() == 1
    assert access.people_of(after, "mentor") == [cast.other_mentor]


def test_the_new_mentor_reads_all_and_the_old_one_up_to_his_last_day(cast, program):
    old, last, later = (meeting(program, today() - timedelta(days=n)) for n in (9, 1, -3))
    assert set(access.meetings_for(cast.actor("mentor"))) == {old, last, later}
    assert not access.meetings_for(cast.actor("other_mentor")).filter(program=program)
    swap(cast, program, cast.mentor, cast.other_mentor)
    assert set(access.meetings_for(cast.actor("mentor"))) == {old, last}
    for part in ("other_mentor", "mentee", "curator"):
        assert set(access.meetings_for(cast.actor(part)).filter(program=program)) == {old, last, later}


def test_a_mark_and_evidence_after_his_last_day_are_closed_to_him(cast, program, sign_in):
    swap(cast, program, cast.mentor, cast.other_mentor)
    event = program.events.first()
    program.events.filter(pk=event.pk).update(state="done", marked_at=timezone.now(), result="СЕКРЕТ РЕЗУЛЬТАТА")
    assert event not in access.events_for(cast.actor("mentor"))
    assert event in access.events_for(cast.actor("other_mentor"))
    page = sign_in(cast.mentor).get(reverse("program_detail", args=[program.pk])).content.decode()
    assert "СЕКРЕТ РЕЗУЛЬТАТА" not in page
    assert (
        "СЕКРЕТ РЕЗУЛЬТАТА"
        in sign_in(cast.other_mentor).get(reverse("program_detail", args=[program.pk])).content.decode()
    )


def test_the_story_of_the_pair_ends_with_his_last_day(cast, program, sign_in):
    after = swap(cast, program, cast.mentor, cast.other_mentor)
    JournalEntry.objects.create(
        at=timezone.now(), event="later", heading="ПОЗДНЯЯ ЗАПИСЬ", subject_type="x", subject_id="1", pair=after.pair
    )
    url = reverse("pair_detail", args=[program.pair_id])
    assert "ПОЗДНЯЯ ЗАПИСЬ" not in sign_in(cast.mentor).get(url).content.decode()
    assert "ПОЗДНЯЯ ЗАПИСЬ" in sign_in(cast.mentee).get(url).content.decode()


def test_a_member_to_the_end_of_a_closed_pair_still_reads_all(cast, program):
    late = meeting(program, today() + timedelta(days=2))
    Pair.objects.filter(pk=program.pair_id).update(state="completed", ended_on=today())
    PairMember.objects.filter(pair=program.pair_id).update(until=today())
    assert late in access.meetings_for(cast.actor("mentor"))


def test_the_new_mentor_acknowledges_the_text_once(cast, program):
    after = swap(cast, program, cast.mentor, cast.other_mentor)
    newcomer = cast.actor("other_mentor")
    assert deeds(newcomer) == [after]
    assert deeds(cast.actor("mentee")) == []
    assert acknowledge(program=after, by=newcomer, at=timezone.now()) is False
    assert deeds(newcomer) == []
    with pytest.raises(Refused):
        acknowledge(program=fresh(program), by=newcomer, at=timezone.now())
    assert fresh(program).state == "active"


def test_a_new_mentee_gets_a_line_of_results_and_acknowledges(cast, program, sign_in):
    newcomer = make.mentee("Яшина Вера Павловна", login=True).person
    after = swap(cast, program, cast.mentee, newcomer, side="mentee")
    client = sign_in(newcomer, "mentee")
    url = reverse("program_acquaint", args=[program.pk])
    assert "Ознакомиться с программой" in client.get(url).content.decode()
    client.post(url, {"read": "on"})
    assert MemberResult.objects.get(program=program, member=newcomer).acquainted_at
    assert MemberResult.objects.filter(program=program, member=cast.mentee).exists()
    assert fresh(after).state == "active"


def test_a_substitute_works_as_a_mentor_and_only_for_a_while(cast, program):
    by, at = cast.actor("curator"), timezone.now()
    pair = Pair.objects.with_members().get(pk=program.pair_id)
    change = act.start_substitution(
        pair, leaving=cast.mentor, on=today(), until=today() + timedelta(days=5), reason="Болезнь.", by=by, at=at
    )
    act.record_agreement(change, cast.other_mentor, way="лично", by=by, at=at)
    helped, helper = fresh(program), cast.actor("other_mentor")
    assert access.sides_of(helper, helped) == {"mentor"}
    assert access.may_schedule(helper, helped)
    assert access.people_of(helped, "mentor") == [cast.mentor]
    assert deeds(helper) == []
    during, after = meeting(program, today() + timedelta(days=2)), meeting(program, today() + timedelta(days=9))
    act.apply_due_changes(at=at_noon(today() + timedelta(days=6)))
    over = fresh(program)
    assert access.sides_of(helper, over) == frozenset()
    assert not access.may_schedule(helper, over)
    seen = set(access.meetings_for(helper).filter(program=program))
    assert during in seen
    assert after not in seen


def test_meetings_of_a_former_member_take_one_query(cast, program, django_assert_num_queries):
    swap(cast, program, cast.mentor, cast.other_mentor)
    for days in (5, 6, 7):
        meeting(program, today() - timedelta(days=days))
    actor = cast.actor("mentor")
    with django_assert_num_queries(1):
        assert len(access.meetings_for(actor)) == 3


class TestAsItStood:
    """Who has left reads the text in force on his last day and what was entered up to it (R16)."""

    @pytest.fixture
    def left(self, cast, program):
        """The mentor leaves today; a second text is approved after, with another goal."""
        after = swap(cast, program, cast.mentor, cast.other_mentor)
        first = after.versions.get()
        type(first).objects.filter(pk=first.pk).update(approved_at=at_noon(program.pair.since))
        payload = {**first.payload, "goal": "ПОЗДНЯЯ ЦЕЛЬ"}
        type(first).objects.create(
            program=after, number=2, payload=payload, sha256="1" * 64, submitted_at=timezone.now(),
            approved_at=timezone.now(),
        )  # fmt: skip
        Program.objects.filter(pk=program.pk).update(goal="ПОЗДНЯЯ ЦЕЛЬ")
        return after

    def test_the_text_and_paper_of_his_day(self, cast, left, sign_in):
        client, url = sign_in(cast.mentor), reverse("program_detail", args=[left.pk])
        page = client.get(url).content.decode()
        assert "Вы были в паре до" in page
        assert "Редакция 1" in page
        assert "ПОЗДНЯЯ ЦЕЛЬ" not in page
        assert (
            "ПОЗДНЯЯ ЦЕЛЬ" in sign_in(cast.other_mentor).get(reverse("program_read", args=[left.pk])).content.decode()
        )
        assert client.get(reverse("program_docx", args=[left.pk])).status_code == 200

    @pytest.mark.parametrize(
        ("name", "args"),
        [
            ("program_read", ()), ("program_plan", ()), ("program_section", ("goal",)), ("program_changes", ()),
            ("program_review", ()), ("program_acquaint", ()), ("meeting_schedule", ()), ("program_complete", ()),
        ],
    )  # fmt: skip
    def test_pages_of_the_living_program_lead_back(self, cast, left, sign_in, name, args):
        answer = sign_in(cast.mentor).get(reverse(name, args=[left.pk, *args]))
        assert (answer.status_code, answer.url) == (302, reverse("program_detail", args=[left.pk]))

    def test_later_and_unapproved_texts_are_not_his(self, cast, left):
        second = left.versions.get(number=2)
        candidate = type(second).objects.create(
            program=left, payload=second.payload, sha256="2" * 64, submitted_at=timezone.now()
        )
        mine = access.versions_for(cast.actor("mentor")).filter(program=left)
        assert [version.number for version in mine] == [1]
        assert candidate in access.versions_for(cast.actor("other_mentor"))

    def test_what_nobody_has_marked_is_not_his_either(self, cast, left):
        event = left.events.first()
        assert event not in access.events_for(cast.actor("mentor"))
        assert event in access.events_for(cast.actor("mentee"))

    def test_without_an_approved_text_there_is_no_paper(self, cast, left, sign_in):
        left.versions.update(approved_at=timezone.now())
        client = sign_in(cast.mentor)
        page = client.get(reverse("program_detail", args=[left.pk])).content.decode()
        assert "Утверждённого текста не было" in page
        for name in ("program_pdf", "program_docx"):
            assert client.get(reverse(name, args=[left.pk])).status_code == 404

    def test_a_member_who_came_back_reads_all(self, cast, left, sign_in):
        swap(cast, left, cast.other_mentor, cast.mentor)
        page = sign_in(cast.mentor).get(reverse("program_read", args=[left.pk]))
        assert "ПОЗДНЯЯ ЦЕЛЬ" in page.content.decode()

    def test_the_queries_do_not_grow_with_the_journal(self, cast, left, sign_in):
        client, url = sign_in(cast.mentor), reverse("program_detail", args=[left.pk])
        meeting(left, today() - timedelta(days=5))
        one = queries_of(client, url)
        for days in (6, 7):
            meeting(left, today() - timedelta(days=days))
        assert one == queries_of(client, url) <= 12
