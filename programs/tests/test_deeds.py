"""«Мои дела» of the middle floor: exactly what waits for each, in the office's words, counted in one query."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mentoring.kit.dates import today, words
from mentoring.models import Person
from mentoring.tests.make import mentor, person
from mentoring.tests.standing import scene
from mentoring.tests.waiting import counts_of, deeds_of, gathered, waits_of
from programs.actions.meeting import record_meeting
from programs.models import Meeting, PlanEvent, Program
from programs.queries.deeds import sources, waits
from programs.tests import make


@scene
def pair(cast):
    return make.around_today(cast.pair)


def deeds(actor):
    return deeds_of(sources(actor, today()))


def count_all(actor):
    return sum(counts_of(sources(actor, today())).values())


def codes(actor):
    return {code for code, found in deeds(actor).items() if found}


def all_codes(cast):
    parts = (
        "curator",
        "director",
        "supervisor",
        "mentor",
        "mentee",
        "other_mentor",
        "other_mentee",
        "outsider",
        "admin",
    )
    return {part: codes(cast.actor(part)) for part in parts if codes(cast.actor(part))}


@pytest.fixture(autouse=True)
def other_pair_has_a_program(cast):
    make.around_today(cast.other_pair)
    make.program(cast.other_pair, state="active", curator=cast.curator)
    PlanEvent.objects.update(due=today() + timedelta(days=100))


def test_a_pair_without_a_program_waits_for_its_mentor(cast, pair):
    Person.objects.filter(pk=cast.mentee.pk).update(
        name_cases={"nom": cast.mentee.full_name, "ins": "Жуковым Артёмом Денисовичем"}
    )
    assert all_codes(cast) == {"mentor": {"open_program"}}
    (deed,) = deeds(cast.actor("mentor"))["open_program"]
    assert deed.title.startswith("Начать программу с Жуковым\xa0А.\xa0Д. — срок был ")
    assert (deed.action, deed.action_url) == ("Начать", f"/programs/open/{pair.pk}/")


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("draft", {"mentor": {"write_program"}}),
        ("submitted", {"curator": {"review_program"}}),
        ("returned", {"mentor": {"fix_remarks"}}),
        ("awaiting_acquaintance", {"mentee": {"read_program"}}),
        ("active", {}),
    ],
)
def test_each_state_waits_for_somebody(cast, pair, state, expected):
    make.program(pair, state=state, curator=cast.curator)
    PlanEvent.objects.update(due=today() + timedelta(days=100))
    assert all_codes(cast) == expected


def test_words_of_remarks(cast, pair):
    make.program(pair, state="returned", curator=cast.curator)
    (deed,) = deeds(cast.actor("mentor"))["fix_remarks"]
    assert deed.title.startswith("Ответить на 1\xa0замечание — до ")


@pytest.mark.parametrize(("setting", "part"), [("director", "director"), ("council", "member")])
def test_approver_by_the_setting(cast, pair, setting, part):
    cast.member = person("Гурова Нина Олеговна", login=True, roles=["council"])
    make.set_setting("program_approver", setting)
    make.program(pair, state="awaiting_director", curator=cast.curator)
    others = {"director", "member", "curator"} - {part}
    assert "review_program" in codes(cast.actor(part))
    assert all("review_program" not in codes(cast.actor(other)) for other in others)


def test_what_was_agreed_before_the_setting_changed_waits_for_the_director(cast, pair):
    make.set_setting("program_approver", "director")
    make.program(pair, state="awaiting_director", curator=cast.curator)
    make.set_setting("program_approver", "curator")
    assert "review_program" in codes(cast.actor("director"))
    assert "review_program" not in codes(cast.actor("curator"))


def test_own_program_does_not_wait_for_a_curator_but_for_the_director(cast, pair):
    mentor(person=cast.curator)
    make.program(make.live_pair([cast.curator], [cast.mentee]), state="submitted")
    assert "review_program" not in codes(cast.actor("curator"))
    assert "review_program" in codes(cast.actor("director"))


class TestEvents:
    @pytest.fixture
    def event(self, cast, pair):
        program = make.program(pair, state="active", curator=cast.curator)
        PlanEvent.objects.filter(program=program).update(due=today() + timedelta(days=100))
        return PlanEvent.objects.filter(program=program, position=1)

    @pytest.mark.parametrize(("days", "waits_"), [(-3, True), (0, True), (7, True), (8, False)])
    def test_near_and_overdue(self, cast, event, days, waits_):
        event.update(due=today() + timedelta(days=days))
        assert ("mark_event" in codes(cast.actor("mentor"))) == waits_

    @pytest.mark.parametrize(
        ("responsible", "parts"),
        [("both", {"mentor", "mentee"}), ("mentor", {"mentor"}), ("mentee", {"mentee"}), ("curator", {"curator"})],
    )
    def test_waits_for_who_prepares(self, cast, event, responsible, parts):
        event.update(due=today(), responsible=responsible)
        assert set(all_codes(cast)) == parts

    def test_event_of_another_member_of_a_group_is_not_mine(self, cast, event):
        event.update(due=today(), responsible="mentee", assignee=cast.outsider)
        assert "mark_event" not in codes(cast.actor("mentee"))

    def test_overdue_is_late_and_worded(self, cast, event):
        event.update(due=today() - timedelta(days=2))
        (deed,) = deeds(cast.actor("mentee"))["mark_event"]
        assert (deed.late, deed.action) == (True, "Отметить")
        assert deed.title.startswith("Отметить «Мероприятие 1» — срок ")

    def test_marked_one_waits_no_more(self, cast, event):
        event.update(due=today(), state="done")
        assert "mark_event" not in codes(cast.actor("mentor"))


class TestMeetings:
    @pytest.fixture
    def program(self, cast, pair):
        program = make.program(pair, state="active", curator=cast.curator)
        PlanEvent.objects.update(due=today() + timedelta(days=100))
        return program

    def test_passed_one_is_to_be_recorded_by_either(self, cast, program):
        Meeting.objects.create(
            program=program, starts_at=timezone.now() - timedelta(hours=1), topic="Цели", created_at=timezone.now()
        )
        assert all_codes(cast) == {"mentor": {"record_meeting"}, "mentee": {"record_meeting"}}

    @pytest.mark.parametrize(("author", "waits_"), [("mentor", "mentee"), ("mentee", "mentor")])
    def test_record_waits_for_the_second_side(self, cast, program, author, waits_):
        record_meeting(
            program=program, starts_at=timezone.now(), topic="Цели", attended=[cast.mentor], done="Есть",
            by=cast.actor(author), at=timezone.now(),
        )  # fmt: skip
        assert all_codes(cast) == {waits_: {"confirm_meeting"}}

    def test_record_of_the_curator_waits_for_both(self, cast, program):
        record_meeting(
            program=program, starts_at=timezone.now(), topic="Цели", attended=[cast.mentor], done="Есть",
            by=cast.actor("curator"), at=timezone.now(),
        )  # fmt: skip
        assert all_codes(cast) == {"mentor": {"confirm_meeting"}, "mentee": {"confirm_meeting"}}


def test_a_program_past_its_term_waits_for_the_curator(cast, pair):
    program = make.program(pair, state="active", curator=cast.curator)
    PlanEvent.objects.update(due=None)
    Program.objects.filter(pk=program.pk).update(since=today() - timedelta(days=200), until=today() - timedelta(days=1))
    own = {"reflect_end"}  # R38: both sides may write at the end
    assert all_codes(cast) == {"curator": {"complete_program"}, "mentor": own, "mentee": own}


def test_all_are_counted_in_one_query_and_worded_in_few(
    cast, pair, django_assert_num_queries, django_assert_max_num_queries
):
    make.program(pair, state="returned", curator=cast.curator)
    actor = cast.actor("mentor")
    with django_assert_num_queries(1):
        assert count_all(actor) == 1
    rows = gathered(sources(actor, today()))
    with django_assert_num_queries(0):
        assert len([source.deed(row) for source, row in rows]) == 1
    with django_assert_max_num_queries(3):
        waits_of(waits(actor, today()))


@pytest.mark.parametrize("part", ["curator", "director", "supervisor", "mentor", "mentee", "admin", "outsider"])
def test_every_role_is_counted(cast, pair, part):
    make.program(pair, state="submitted")
    assert count_all(cast.actor(part)) == sum(len(found) for found in deeds(cast.actor(part)).values())


PROGRAM = "программу Ковалёва → Жуков"


def waited(cast, part):
    return [(wait.who, wait.what) for wait in waits_of(waits(cast.actor(part), today()))]


@pytest.mark.parametrize(
    ("state", "parts", "expected"),
    [
        ("draft", ("mentee",), ("Ковалёва\xa0М.\xa0С.", "пишет программу")),
        ("submitted", ("mentor", "mentee", "supervisor", "director"), ("Куратор", f"читает {PROGRAM}")),
        ("returned", ("mentee", "supervisor", "curator"), ("Ковалёва\xa0М.\xa0С.", "дорабатывает программу")),
        ("awaiting_acquaintance", ("mentor", "supervisor", "curator"), ("Жуков\xa0А.\xa0Д.", "читает программу")),
        ("active", (), None),
    ],
)
def test_waits_name_who_holds_the_program(cast, pair, state, parts, expected):
    make.program(pair, state=state, curator=cast.curator)
    everybody = ("curator", "director", "supervisor", "mentor", "mentee", "other_mentor", "other_mentee", "admin")
    assert {part: waited(cast, part) for part in everybody if waited(cast, part)} == dict.fromkeys(parts, [expected])


def test_the_director_decides_where_no_curator_is_free(cast, pair):
    mentor(person=cast.curator)
    make.program(make.live_pair([cast.curator], [cast.mentee]), state="submitted")
    assert waited(cast, "director") == [], "the director's own turn is a deed"


class TestUnconfirmedRecords:
    @pytest.fixture
    def record(self, cast, pair):
        program = make.program(pair, state="active", curator=cast.curator)

        def write(author):
            record_meeting(
                program=program, starts_at=timezone.now(), topic="Цели", attended=[cast.mentor], done="Есть",
                by=cast.actor(author), at=timezone.now(),
            )  # fmt: skip

        return write

    @pytest.mark.parametrize(
        ("author", "other", "name"),
        [("mentor", "mentee", "Жуков\xa0А.\xa0Д."), ("mentee", "mentor", "Ковалёва\xa0М.\xa0С.")],
    )
    def test_who_wrote_waits_for_the_second_side(self, cast, record, author, other, name):
        record(author)
        what = f"подтвердит запись о встрече {words(today())}"
        assert waited(cast, author) == [(name, what)]
        assert [waited(cast, part) for part in (other, "curator", "director", "other_mentor")] == [[], [], [], []]

    def test_the_curators_record_may_be_confirmed_by_either(self, cast, record):
        record("curator")
        what = f"подтвердят запись о встрече {words(today())}"
        assert waited(cast, "curator") == [("Ковалёва\xa0М.\xa0С. и Жуков\xa0А.\xa0Д.", what)]
        assert (waited(cast, "mentor"), waited(cast, "mentee")) == ([], [])

    def test_a_confirmed_one_is_waited_for_no_more(self, cast, record):
        record("mentor")
        Meeting.objects.update(state="confirmed")
        assert waited(cast, "mentor") == []

    @pytest.mark.parametrize("many", [1, 3])
    def test_wording_takes_the_same_queries(self, cast, record, many, django_assert_num_queries):
        for _ in range(many):
            record("mentor")
        rows = gathered(waits(cast.actor("mentor"), today()))
        with django_assert_num_queries(0):
            assert len([source.wait(row) for source, row in rows]) == many
