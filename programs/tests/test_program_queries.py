"""Pages cost a constant number of queries (at 1 and 3 items, at 60 events) and say what the table of words says."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mentoring.kit.dates import today
from mentoring.tests.make import mentee, person
from mentoring.tests.standing import scene
from programs import access
from programs.actions.meeting import record_meeting
from programs.actions.plan import save_plan
from programs.models import PlanEvent
from programs.queries.head import head_of
from programs.queries.program_list import program_list
from programs.queries.reading import when_words
from programs.queries.running import event_state, progress_of, running_page
from programs.queries.tasklist import tasklist_page
from programs.tests import make

ORDINARY = 12


def asked(client, path):
    """Queries of a page asked the second time, when reference data is at hand."""
    assert client.get(path).status_code == 200, path
    with CaptureQueriesContext(connection) as found:
        client.get(path)
    return len(found)


@scene
def pair(cast):
    return make.around_today(cast.pair)


class TestCounts:
    @pytest.mark.parametrize(
        "page", ["", "plan/", "sections/goal/", "sections/difficulties/", "sections/participants/", "sections/results/",
                 "presets/", "read/"],
    )  # fmt: skip
    def test_draft_pages(self, cast, pair, sign_in, page):
        program = make.program(pair)
        client = sign_in(cast.mentor)
        few = asked(client, f"/programs/{program.pk}/{page}")
        rows = make.events(program, 60)
        save_plan(program=make.fresh(program), rows=rows, by=make.actor(cast.mentor), at=timezone.now())
        many = asked(client, f"/programs/{program.pk}/{page}")
        assert program.events.count() >= 60
        assert (many, many <= ORDINARY) == (few, True)

    @pytest.mark.parametrize("page", ["", "sections/goal/", "plan/"])
    def test_returned_group_pages(self, cast, sign_in, page):
        people = [mentee(name).person for name in ("Орлова Инна Павловна", "Дёмин Олег Юрьевич", "Кузьмин Павел Ильич")]
        group = make.live_pair([cast.mentor], people, name="Школа", kind="traditional")
        program = make.program(group, state="returned", curator=cast.curator)
        assert asked(sign_in(cast.mentor), f"/programs/{program.pk}/{page}") <= ORDINARY

    @pytest.mark.parametrize("page", ["review/", "changes/"])
    def test_review_pages(self, cast, pair, sign_in, page):
        program = make.program(pair, state="submitted")
        assert asked(sign_in(cast.curator), f"/programs/{program.pk}/{page}") <= ORDINARY

    def test_active_page_does_not_grow_with_events(self, cast, pair, sign_in):
        program = make.program(pair, state="active", curator=cast.curator)
        client = sign_in(cast.mentor)
        few = asked(client, f"/programs/{program.pk}/")
        extra = [
            PlanEvent(program=program, position=n, measure=f"Ещё {n}", due=today() + timedelta(days=n))
            for n in range(4, 61)
        ]
        PlanEvent.objects.bulk_create(extra)
        for day in (3, 2, 1):
            record_meeting(
                program=program, starts_at=timezone.now() - timedelta(days=day), topic=f"Встреча {day}",
                attended=[cast.mentor], done="Есть", by=make.actor(cast.mentor), at=timezone.now(),
            )  # fmt: skip
        many = asked(client, f"/programs/{program.pk}/")
        assert (many, many <= 13) == (few, True)

    @pytest.mark.parametrize("part", ["curator", "director", "mentor", "mentee", "supervisor"])
    def test_lists_at_one_and_three(self, cast, pair, sign_in, part):
        make.program(pair, state="submitted")
        client = sign_in(getattr(cast, part))
        for path in ("/programs/?tab=all&kind=traditional", "/meetings/"):
            few = asked(client, path)
            for _ in range(2):
                who = make.live_pair([cast.mentor], [mentee("Орлова Инна Павловна", unit=cast.unit).person])
                make.program(who, state="submitted")
            many = asked(client, path)
            assert (many, many <= ORDINARY) == (few, True), path

    def test_meetings_at_one_and_three(self, cast, pair, sign_in):
        program = make.program(pair, state="active", curator=cast.curator)
        client = sign_in(cast.mentee)

        def meet(day):
            record_meeting(
                program=program, starts_at=timezone.now() - timedelta(days=day), topic="Тема", attended=[cast.mentor],
                done="Есть", by=make.actor(cast.mentor), at=timezone.now(),
            )  # fmt: skip

        meet(1)
        few = asked(client, "/meetings/?when=past")
        meet(2)
        meet(3)
        many = asked(client, "/meetings/?when=past")
        assert (many, many <= ORDINARY) == (few, True)

    def test_event_and_meeting_pages(self, cast, pair, sign_in):
        program = make.program(pair, state="active", curator=cast.curator)
        meeting = record_meeting(
            program=program, starts_at=timezone.now(), topic="Тема", attended=[cast.mentor], done="Есть",
            by=make.actor(cast.mentor), at=timezone.now(),
        )  # fmt: skip
        client = sign_in(cast.mentee)
        for path in (
            f"/events/{program.events.first().pk}/",
            f"/meetings/{meeting.pk}/",
            f"/programs/{program.pk}/acquaint/",
        ):
            assert asked(client, path) <= ORDINARY, path


class TestTaskList:
    def test_states_are_honest(self, cast, pair):
        program = make.opened(pair)
        make.write(program, "goal", goal="Цель")
        for code, values in (("work", make.NOTE["work"]),):
            make.write(program, code, **values)
        page = tasklist_page(cast.actor("mentor"), make.texted(program))
        states = [(item.tag.word, item.locked) for item in page.items[:7]]
        assert states == [
            ("Заполнен", False), ("Начат", False), ("Не начат", False), ("Заполнен", False), ("Не начат", False),
            ("Не начат", False), ("Не начат", False),
        ]  # fmt: skip
        assert page.heading == "Готово 2 из 7\xa0разделов"
        assert page.items[1].text == "Не хватает: описание проблемы и хотя бы одна задача."
        assert (page.items[7].locked, page.items[7].text) == (
            True,
            "Откроется, когда будут готовы разделы 2, 3, 5, 6 и 7.",
        )
        assert page.forward.text == "Продолжить: проблема, цель и задачи"

    def test_ready_program_leads_to_sending(self, cast, pair):
        page = tasklist_page(cast.actor("mentor"), make.texted(make.program(pair)))
        assert (page.forward.text, page.items[7].locked) == ("Проверить и отправить", False)

    def test_mentee_is_told_who_sends(self, cast, pair):
        page = tasklist_page(cast.actor("mentee"), make.texted(make.program(pair)))
        assert page.items[7].text == "Отправляет наставник. Вы можете дописать разделы."
        assert page.forward is None

    def test_remarked_section_shows_the_remark(self, cast, pair):
        program = make.program(pair, state="returned", curator=cast.curator)
        page = tasklist_page(cast.actor("mentor"), make.texted(program))
        assert (page.items[1].tag.word, page.items[1].tag.tone) == ("Есть замечание", "stop")
        assert "«Цель широкая.»" in page.items[1].text
        assert page.head.mine

    def test_situational_kind_needs_less(self, cast):
        program = make.opened(make.live_pair([cast.mentor], [cast.mentee], kind="situational"))
        page = tasklist_page(cast.actor("mentor"), make.texted(program))
        assert page.items[4].tag.word == "Не нужен"
        assert page.total == 4

    def test_reader_who_may_not_write_is_told_so(self, cast, pair):
        page = tasklist_page(cast.actor("curator"), make.texted(make.program(pair)))
        assert page.head.now.startswith("От вас сейчас ничего не нужно. Программу составляют")
        assert len(page.items) == 7


@pytest.mark.parametrize(
    ("state", "part", "setting", "words", "mine"),
    [
        ("draft", "mentor", "curator", "Заполните разделы и отправьте", True),
        ("draft", "mentee", "curator", "Наставник пишет программу; посмотрите черновик и дополните.", False),
        ("draft", "supervisor", "curator", "От вас сейчас ничего не нужно.", False),
        ("submitted", "curator", "curator", "Утвердите или верните с замечаниями", True),
        ("submitted", "curator", "director", "Согласуйте или верните с замечаниями", True),
        ("submitted", "director", "director", "От вас сейчас ничего не нужно. Куратор читает", False),
        ("submitted", "mentor", "curator", "можно забрать и дописать", False),
        ("returned", "mentor", "curator", "Замечаний: 1.", True),
        ("awaiting_director", "director", "director", "Утвердите или верните", True),
        ("awaiting_director", "supervisor", "director", "Программа у директора", False),
        ("awaiting_director", "member", "council", "Утвердите или верните", True),
        ("awaiting_director", "director", "council", "Совет наставников решает", False),
        ("awaiting_director", "mentor", "council", "у совета наставников", False),
        ("awaiting_acquaintance", "mentee", "curator", "Прочитайте программу и отметьте", True),
        ("awaiting_acquaintance", "mentor", "curator", "Ждём, когда наставляемый прочитает", False),
    ],
)
def test_the_head_says_whose_turn_it_is(cast, pair, *, state, part, setting, words, mine):
    cast.member = person("Гурова Нина Олеговна", login=True, roles=["council"])
    make.set_setting("program_approver", setting)
    program = make.program(pair, state=state, curator=cast.curator)
    head = head_of(cast.actor(part), make.texted(program), n=1)
    assert words in head.now
    assert head.mine == mine


def test_path_has_a_step_of_who_approves(cast, pair):
    program = make.texted(make.program(pair, state="submitted"))
    names = [step.name for step in head_of(cast.actor("curator"), program).steps]
    assert names == ["Составляют вместе", "Проверка куратора", "Ознакомление", "Действует", "Итоги"]
    make.set_setting("program_approver", "director")
    steps = head_of(cast.actor("curator"), program).steps
    assert [(step.name, step.state) for step in steps][1:3] == [
        ("Проверка куратора", "current"),
        ("Утверждение директором", "ahead"),
    ]


class TestRunning:
    def test_progress_counts_done_and_late(self, cast, pair):
        program = make.program(pair, state="active", curator=cast.curator)
        events = list(program.events.order_by("position"))
        events[0].state, events[1].due, events[2].state = "done", today() - timedelta(days=1), "partly"
        progress = progress_of(program, events, today())
        assert (progress.done, progress.total, progress.late) == (1, 3, 1)
        events[2].state = "removed"
        assert progress_of(program, events, today()).total == 2

    @pytest.mark.parametrize(
        ("days", "state", "counted"),
        [(-1, "planned", "overdue"), (0, "planned", "soon"), (7, "planned", "soon"), (8, "planned", "planned"),
         (-1, "moved", "overdue"), (3, "moved", "moved"), (-5, "done", "done")],
    )  # fmt: skip
    def test_soon_and_overdue_are_counted_by_dates(self, cast, pair, days, state, counted):
        event = PlanEvent(measure="x", due=today() + timedelta(days=days), state=state)
        assert event_state(event, today()) == counted

    def test_meetings_are_hidden_from_other_readers(self, cast, pair):
        program = make.program(pair, state="active", curator=cast.curator)
        seen = {
            part: running_page(cast.actor(part), make.texted(program), today()).sees_meetings
            for part in ("mentor", "mentee", "curator", "director", "supervisor")
        }
        assert seen == {"mentor": True, "mentee": True, "curator": True, "director": False, "supervisor": False}


class TestList:
    def test_tabs_count_and_filter(self, cast, pair):
        make.program(pair, state="submitted")
        make.program(cast.other_pair)
        page = program_list(cast.actor("curator"), today())
        assert [(tab.code, tab.count) for tab in page.tabs if tab.count] == [
            ("all", 2),
            ("mine", 1),
            ("drawn", 1),
            ("review", 1),
        ]
        assert [row.program.state for row in program_list(cast.actor("curator"), today(), tab="review").rows] == [
            "submitted"
        ]

    @pytest.mark.parametrize(("role", "states"), [("curator", ["submitted"]), ("mentor", []), ("director", [])])
    def test_my_turn_is_a_tab_with_the_same_count(self, cast, pair, role, states):
        make.program(pair, state="submitted")
        make.program(cast.other_pair)
        page = program_list(cast.actor(role), today(), tab="mine")
        assert [row.program.state for row in page.rows] == states
        assert page.mine == page.page.paginator.count == len(states)

    def test_my_turn_is_told_on_every_tab(self, cast, pair):
        make.program(pair, state="submitted")
        assert program_list(cast.actor("curator"), today(), tab="closed").mine == 1

    def test_my_turn_goes_first(self, cast, pair):
        make.program(cast.other_pair)
        make.program(pair, state="submitted")
        rows = program_list(cast.actor("curator"), today()).rows
        assert [(row.program.state, row.mine) for row in rows] == [("submitted", True), ("draft", False)]

    @pytest.mark.parametrize(("q", "found"), [("жуков", 1), ("ЖУКОВ", 1), ("ковалева", 1), ("нет такого", 0), ("%", 0)])
    def test_search_is_russian(self, cast, pair, q, found):
        make.program(pair)
        make.program(cast.other_pair)
        assert len(program_list(cast.actor("curator"), today(), q=q).rows) == found

    def test_filters_take_any_nonsense(self, cast, pair):
        make.program(pair)
        page = program_list(cast.actor("curator"), today(), tab="x", year="9" * 30, unit="abc", kind="no", page="x")
        assert page.rows == ()

    def test_mentor_is_reminded_of_a_pair_without_a_program(self, cast, pair):
        assert program_list(cast.actor("mentor"), today()).unopened == (pair,)
        make.opened(pair)
        assert program_list(cast.actor("mentor"), today()).unopened == ()

    def test_the_list_is_sorted_by_mentor_and_by_end(self, cast, pair):
        early = make.program(pair)
        late = make.program(make.live_pair([person("Яковлев Пётр Ильич")], [person("Абрамов Олег Юрьевич")]))
        type(late).objects.filter(pk=late.pk).update(until=early.until + timedelta(days=1))

        def order(sort):
            return [row.program.pk for row in program_list(cast.actor("curator"), today(), sort=sort).rows]

        assert order("name") == order("until") == [early.pk, late.pk]
        assert order("-name") == order("-until") == [late.pk, early.pk]
        assert sorted(order("нет")) == sorted([early.pk, late.pk])

    def test_strangers_programs_are_not_listed(self, cast, pair):
        make.program(pair)
        assert program_list(cast.actor("other_mentor"), today()).rows == ()
        assert access.programs_for(cast.actor("outsider")).count() == 0


@pytest.mark.parametrize(
    ("starts", "due", "words"),
    [(None, None, "без срока"), (None, 20, "до 20.12.2026"), (1, 20, "01.12.2026–20.12.2026"), (20, 20, "20.12.2026")],
)
def test_dates_of_an_event_in_words(starts, due, words):
    from datetime import date

    def day(number):
        return date(2026, 12, number) if number else None

    assert when_words(day(starts), day(due)) == words
