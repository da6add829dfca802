"""What pages of a program say is going on: whose turn, what waits, what is late, where on its way the program stands."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mentoring.kit.dates import today, words
from mentoring.tests.standing import scene
from programs.actions.meeting import record_meeting
from programs.models import PlanEvent, Program, ProgramSection
from programs.queries.head import head_of, state_tag
from programs.queries.meetings import meeting_list
from programs.queries.program_list import program_list
from programs.queries.running import progress_of, running_page
from programs.tests import make


@scene
def pair(cast):
    return make.around_today(cast.pair)


@scene
def active(cast, pair):
    return make.program(pair, state="active", curator=cast.curator)


def page(answer):
    return answer.content.decode()


def late_event(program):
    event = program.events.order_by("position").first()
    PlanEvent.objects.filter(pk=event.pk).update(due=today() - timedelta(days=3), responsible="both")
    return event


def put(program, state, **fields):
    Program.objects.filter(pk=program.pk).update(state=state, **fields)
    return make.texted(program)


def running(cast, program, part):
    return running_page(cast.actor(part), make.texted(program), today())


def test_a_remark_stands_beside_the_text_of_its_section(cast, pair, sign_in):
    program = make.program(pair, state="submitted")
    shown = page(sign_in(cast.curator).get(reverse("program_remark_add", args=[program.pk, "goal"])))
    assert make.NOTE["goal"]["problem"] in shown
    assert f'href="{reverse("program_list")}" aria-current="page"' in shown


class TestLateness:
    def test_stops_with_the_program(self, cast, active):
        late_event(active)
        events = list(active.events.all())
        assert progress_of(active, events, today()).late == 1
        ended = put(active, "ended_early", ended_on=today(), end_ground="by_participants", end_note="Переезд.")
        assert progress_of(ended, events, today()).late == 0
        assert not PlanEvent.objects.overdue(today()).exists()
        assert program_list(cast.actor("curator"), today()).rows[0].progress.late == 0
        shown = running(cast, ended, "curator")
        assert (shown.near, [row.late for row in shown.events]) == ((), [False] * 3)
        assert "Срок был" not in shown.events[0].tag.sentence

    def test_counts_alike_on_the_list_and_on_the_page(self, cast, active):
        late_event(active)
        row = program_list(cast.actor("curator"), today()).rows[0]
        assert row.progress == running(cast, active, "curator").progress


class TestPlanNote:
    def test_finished_without_a_plan(self, cast, active):
        active.events.all().delete()
        put(active, "completed", ended_on=today(), end_ground="plan_completed", end_note="План выполнен.")
        assert program_list(cast.actor("curator"), today()).rows[0].plan_note == "план не требуется"

    def test_works_without_a_plan(self, cast, active):
        active.events.all().delete()
        assert program_list(cast.actor("curator"), today()).rows[0].plan_note == "план не требуется"
        assert running(cast, active, "curator").head.now.startswith("План для этого вида не требуется.")

    def test_before_the_approval_and_before_the_start(self, cast, pair):
        program = make.program(pair, state="submitted")
        assert program_list(cast.actor("curator"), today()).rows[0].plan_note == "план ещё не утверждён"
        put(program, "awaiting_acquaintance", approved_on=today())
        assert program_list(cast.actor("curator"), today()).rows[0].plan_note == "работа ещё не началась"

    def test_a_working_plan_is_counted(self, cast, active):
        row = program_list(cast.actor("curator"), today()).rows[0]
        assert (row.plan_note, row.progress.total) == ("", 3)


class TestWaiting:
    def test_records_and_late_events_are_named(self, cast, active):
        late_event(active)
        for day in (1, 2):
            record_meeting(
                program=make.fresh(active), starts_at=timezone.now() - timedelta(days=day), topic="Разбор", minutes=45,
                mode="in_person", done="Разобрали", attended=[cast.mentor, cast.mentee], by=cast.actor("mentor"),
                at=timezone.now(),
            )  # fmt: skip
        head = running(cast, active, "mentee").head
        assert head.now.startswith("Подтвердите 2\xa0записи о встречах. Отметьте мероприятие, срок прошёл. Ближайшее:")
        assert (head.mine, head.edge) == (True, "act")
        assert running(cast, active, "mentor").head.now.startswith("Отметьте мероприятие, срок прошёл. Ближайшее:")

    def test_nothing_waits(self, cast, active):
        head = running(cast, active, "mentee").head
        assert (head.now.startswith("Ближайшее:"), head.mine) == (True, False)

    def test_the_curator_is_not_told_of_others_work(self, cast, active):
        late_event(active)
        assert "Отметьте" not in running(cast, active, "curator").head.now


class TestFinishing:
    def test_closing_is_the_one_filled_button_of_the_curator(self, cast, active, sign_in):
        put(active, "finishing")
        shown = page(sign_in(cast.curator).get(reverse("program_detail", args=[active.pk])))
        assert shown.count("btn-main") == 1
        assert f'class="btn btn-main" href="{reverse("program_complete", args=[active.pk])}"' in shown

    def test_the_turn_is_the_curators_once_all_is_marked(self, cast, active):
        active.events.update(state="done", done_on=today())
        finishing = put(active, "finishing")
        turns = {part: running(cast, finishing, part).head for part in ("mentor", "curator")}
        assert (turns["mentor"].mine, turns["curator"].mine) == (False, True)
        assert turns["mentor"].now == "Всё отмечено. Ждём, когда куратор завершит программу."

    def test_what_is_left_is_counted(self, cast, active):
        assert "отметить 3\xa0мероприятия" in running(cast, put(active, "finishing"), "mentor").head.now


@pytest.mark.parametrize(
    ("state", "last"),
    [("active", ("Итоги", "ahead")), ("finishing", ("Итоги", "current")), ("completed", ("Итоги", "done")),
     ("ended_early", ("Завершена досрочно", "done"))],
)  # fmt: skip
def test_the_path_leads_to_the_end(cast, active, sign_in, state, last):
    ended = {"ended_on": today(), "end_note": "Готово."} if state in ("completed", "ended_early") else {}
    if ended:
        ended["end_ground"] = "plan_completed" if state == "completed" else "by_participants"
    put(active, state, **ended)
    step = head_of(cast.actor("curator"), make.texted(active)).steps[-1]
    assert (step.name, step.state) == last
    assert "Путь программы" in page(sign_in(cast.curator).get(reverse("program_detail", args=[active.pk])))


def test_a_passed_deadline_is_not_told_as_future(cast, pair):
    program = make.program(pair, state="returned", curator=cast.curator)
    due = today() - timedelta(days=2)
    program = put(program, "returned", due=due)
    tag = state_tag(cast.actor("mentor"), program, "mentor", n=1)
    assert tag.sentence == f"Замечаний: 1. Ответьте и отправьте снова. Срок был {words(due)}."
    head = head_of(cast.actor("mentor"), program)
    assert head.steps[0].note == f"срок был {words(due)}"


class TestSaved:
    def test_another_day_is_named(self, cast, pair, sign_in):
        program = make.program(pair)
        before = timezone.now() - timedelta(days=14)
        ProgramSection.objects.filter(program=program).update(edited_at=before)
        for name, args in (("program_plan", ()), ("program_section", ("goal",))):
            shown = page(sign_in(cast.mentor).get(reverse(name, args=[program.pk, *args])))
            assert f"Сохранено {words(before)} в " in shown

    def test_nothing_is_said_after_a_refused_save(self, cast, pair, sign_in):
        program = make.program(pair)
        data = {"problem": "а" * 5001, "goal": "", "lock_version": "0"}
        shown = page(sign_in(cast.mentor).post(reverse("program_section", args=[program.pk, "goal"]), data))
        assert "data-saved" in shown
        assert "Сохранено" not in shown


class TestRemarked:
    def test_link_only_where_there_is_something_to_read(self, cast, pair, sign_in):
        program = make.program(pair, state="submitted")
        detail, link = reverse("program_detail", args=[program.pk]), "Открыть отправленный текст с замечаниями"
        assert link not in page(sign_in(cast.mentor).get(detail))
        returned = make.program(make.around_today(cast.other_pair), state="returned", curator=cast.curator)
        detail = reverse("program_detail", args=[returned.pk])
        assert link in page(sign_in(cast.other_mentor).get(detail))

    def test_the_sent_text_names_its_day(self, cast, pair, sign_in):
        program = make.program(pair, state="returned", curator=cast.curator)
        shown = page(sign_in(cast.mentor).get(reverse("program_review", args=[program.pk])))
        assert f"Это текст, отправленный {words(today())}." in shown


class TestMeetings:
    def test_one_program_leads_straight_to_the_record(self, cast, active, sign_in):
        shown = page(sign_in(cast.mentee).get(reverse("meeting_list")))
        assert f'class="btn btn-main" href="{reverse("meeting_record", args=[active.pk])}"' in shown
        assert reverse("meeting_schedule", args=[active.pk]) in shown

    def test_of_several_one_is_chosen_by_name(self, cast, active, sign_in):
        second = make.opened(make.live_pair([cast.mentor], [cast.other_mentee]))
        shown = page(sign_in(cast.mentor).get(reverse("meeting_list")))
        for program in (active, second):
            assert reverse("meeting_record", args=[program.pk]) in shown
        assert "Записать или назначить встречу" in shown

    def test_who_takes_no_part_is_promised_no_button(self, cast, active, sign_in):
        shown = page(sign_in(cast.curator, "curator").get(reverse("meeting_list")))
        assert "Записать встречу" not in shown
        assert "за минуту" not in shown

    def test_records_to_confirm_have_a_tab_and_a_search(self, cast, active, sign_in):
        record_meeting(
            program=make.fresh(active), starts_at=timezone.now() - timedelta(days=1), topic="Разбор", minutes=45,
            mode="in_person", done="Разобрали", attended=[cast.mentor, cast.mentee], by=cast.actor("mentor"),
            at=timezone.now(),
        )  # fmt: skip
        found = meeting_list(cast.actor("mentee"))
        assert (found.when, len(found.rows)) == ("confirm", 1)
        assert [(f.name, f.n) for f in found.figures][2] == ("Ждут подтверждения", 1)
        assert 'role="search"' in page(sign_in(cast.mentee).get(reverse("meeting_list")))


def test_closing_is_the_curators_turn_in_the_list_too(cast, active):
    put(active, "finishing")
    page_ = program_list(cast.actor("curator"), today())
    assert (page_.mine, page_.rows[0].mine) == (1, True)
    assert program_list(cast.actor("mentor"), today()).mine == 0
    Program.objects.filter(pk=active.pk).update(state="active", until=today() - timedelta(days=1))
    assert program_list(cast.actor("curator"), today()).mine == 1
