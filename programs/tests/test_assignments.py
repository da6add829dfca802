"""R30: assignments and projects with due dates, the mentee's answer and the mentor's acceptance."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from mentoring.kit.dates import today
from mentoring.kit.gather import gather
from mentoring.kit.verdict import Refused
from mentoring.models import Letter
from mentoring.tests.standing import scene
from programs.access import assignments_for
from programs.actions import assignment as act
from programs.choices import AssignmentState, ProgramState
from programs.models import Assignment, AssignmentFile, Program
from programs.queries.assignment import assignment_page, assignment_rows, assignment_source, assignments_loaded
from programs.queries.deeds.journal import sources, waits
from programs.tests import make
from programs.workflows_journal import ASSIGNMENT

PDF = b"%PDF-1.7\n%EOF"


@scene
def program(cast):
    return make.program(make.around_today(cast.pair), state="active", curator=cast.curator)


def give(cast, program, part="mentor", **more):
    values = {
        "title": "Карта занятия",
        "text": "С тремя целями.",
        "mentee": cast.mentee,
        "due": today() + timedelta(days=5),
    }
    return act.give_assignment(program=program, by=cast.actor(part), at=timezone.now(), **values | more)


def answer(cast, assignment, part="mentee", **more):
    values = {"text": "Готово."} | more
    return act.answer_assignment(assignment=assignment, by=cast.actor(part), at=timezone.now(), **values)


def send_back(cast, assignment, part="mentor", **more):
    values = {"text": "Уточните вторую цель."} | more
    return act.return_assignment(assignment=assignment, by=cast.actor(part), at=timezone.now(), **values)


def accept(cast, assignment, part="mentor"):
    return act.accept_assignment(assignment=assignment, by=cast.actor(part), at=timezone.now())


def waiting(cast, part):
    rows = [row for row in sources(cast.actor(part), today()) if row.queryset.exists()]
    return [row.code for row in rows]


def page(answer):
    return answer.content.decode().replace("\xa0", " ")


def test_from_giving_to_acceptance(cast, program):
    assignment = give(cast, program, event=program.events.first(), kind="project")
    assert (assignment.state, assignment.event.program_id, assignment.kind) == ("given", program.pk, "project")
    assert Letter.objects.get(code="assignment_given").person == cast.mentee
    assert waiting(cast, "mentee") == ["answer_assignment"]
    file = SimpleUploadedFile("карта.pdf", PDF, "application/pdf")
    answer(cast, assignment, files=[file], link="https://sdo.college.example/1")
    assert Letter.objects.get(code="assignment_answered").person == cast.mentor
    assert (waiting(cast, "mentee"), waiting(cast, "mentor")) == ([], ["check_assignment"])
    send_back(cast, assignment, due=today() + timedelta(days=9))
    assert (assignment.state, assignment.due) == ("returned", today() + timedelta(days=9))
    assert "Ответьте до" in Letter.objects.get(code="assignment_returned").body
    answer(cast, assignment, text="Уточнил.")
    accept(cast, assignment)
    assert assignment.state == "accepted"
    assert Letter.objects.get(code="assignment_accepted").person == cast.mentee
    assert [turn.kind for turn in assignment.turns.all()] == ["answer", "return", "answer", "accept"]
    assert AssignmentFile.objects.get().file.purpose == "assignment"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"title": " "}, "Назовите задание"),
        ({"title": "ы" * 201}, "Слишком длинно: 201 знаков из 200"),
        ({"due": None}, "Укажите срок"),
        ({"due": today() - timedelta(days=1)}, "уже прошёл"),
        ({"due": today() + timedelta(days=2000)}, "Поставьте срок не позже"),
    ],
)
def test_giving_refuses(cast, program, given, words):
    with pytest.raises(Refused, match=words):
        give(cast, program, **given)


def test_a_stranger_is_no_mentee_and_an_event_of_another_is_dropped(cast, program):
    with pytest.raises(Refused, match="Выберите наставляемого этой программы"):
        give(cast, program, mentee=cast.other_mentee)
    other = make.program(make.live_pair([cast.other_mentor], [cast.other_mentee]))
    assert give(cast, program, event=other.events.first()).event is None


@pytest.mark.parametrize("part", ["mentee", "curator", "director", "supervisor", "other_mentor", "outsider"])
def test_only_the_mentor_gives(cast, program, part):
    with pytest.raises(Refused, match="Задания даёт наставник"):
        give(cast, program, part)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"text": ""}, "Напишите ответ"),
        ({"text": "ы" * 4001}, "Слишком длинно"),
        ({"link": "sdo"}, "Ссылку пишут так"),
        ({"files": [None] * 6}, "не больше 5 файлов"),
        ({"files": [SimpleUploadedFile("карта.pdf", b"x", "application/pdf")]}, "внутри другое"),
    ],
)
def test_answer_refuses(cast, program, given, words):
    assignment = give(cast, program)
    with pytest.raises(Refused, match=words):
        answer(cast, assignment, **given)
    assert Assignment.objects.get().state == "given"
    assert not assignment.turns.exists()


def test_a_late_answer_is_taken(cast, program):
    assignment = give(cast, program)
    Assignment.objects.update(due=today() - timedelta(days=3))
    assignment.refresh_from_db()
    assignment.program = program
    (row,) = assignment_rows(cast.actor("mentee"), [assignment], today())
    assert row.tag.word == "Срок прошёл"
    answer(cast, assignment)
    assert assignment.state == "answered"
    with pytest.raises(Refused, match="уже прошёл"):
        send_back(cast, assignment)  # a return wants a date that is ahead
    with pytest.raises(Refused, match="Напишите, что исправить"):
        send_back(cast, assignment, text="", due=today())
    send_back(cast, assignment, due=today())


def test_withdrawn_and_accepted_by_mistake_come_back(cast, program):
    at, due = timezone.now(), today() + timedelta(days=3)
    assignment = give(cast, program)
    act.withdraw_assignment(assignment=assignment, by=cast.actor("mentor"), at=at)
    assert Letter.objects.get(code="assignment_withdrawn").person == cast.mentee
    act.reopen_assignment(assignment=assignment, due=due, by=cast.actor("curator"), at=at)
    assert (assignment.state, assignment.due) == ("returned", due)
    answer(cast, assignment)
    accept(cast, assignment)
    act.reopen_assignment(assignment=assignment, due=due, by=cast.actor("mentor"), at=at)
    assert assignment.state == "returned"


A = AssignmentState
ALLOWED = {
    ("mentee", A.GIVEN, "answer"), ("mentee", A.RETURNED, "answer"),
    ("mentor", A.ANSWERED, "return"), ("mentor", A.ANSWERED, "accept"),
    ("mentor", A.GIVEN, "withdraw"), ("mentor", A.ANSWERED, "withdraw"), ("mentor", A.RETURNED, "withdraw"),
    ("curator", A.GIVEN, "withdraw"), ("curator", A.ANSWERED, "withdraw"), ("curator", A.RETURNED, "withdraw"),
    ("mentor", A.ACCEPTED, "reopen"), ("mentor", A.WITHDRAWN, "reopen"),
    ("curator", A.ACCEPTED, "reopen"), ("curator", A.WITHDRAWN, "reopen"),
}  # fmt: skip


def test_who_may_do_what_in_each_state(cast, program):
    assignment = give(cast, program)
    assignment.program = make.texted(program)
    allowed = set()
    for part in ("mentor", "mentee", "curator", "director", "other_mentor", "outsider"):
        for state in A:
            assignment.state = state
            allowed |= {
                (part, state, name)
                for name in ASSIGNMENT.transitions
                if ASSIGNMENT.verdict(name, cast.actor(part), assignment)
            }
    assert allowed == ALLOWED


def test_nothing_moves_after_the_end(cast, program):
    assignment = give(cast, program)
    Program.objects.update(state=ProgramState.COMPLETED, ended_on=today())
    assignment = Assignment.objects.select_related("program__pair").get()
    for step in (lambda: answer(cast, assignment), lambda: give(cast, assignment.program)):
        with pytest.raises(Refused, match="пока программа действует"):
            step()


def test_who_sees(cast, program):
    second = make.live_pair([cast.mentor], [cast.mentee, cast.other_mentee], kind="group", name="Группа")
    group = make.opened(second)
    Program.objects.filter(pk=group.pk).update(state=ProgramState.ACTIVE)
    mine = give(cast, make.fresh(group), mentee=cast.mentee)
    theirs = give(cast, make.fresh(group), mentee=cast.other_mentee)
    seen = {part: set(assignments_for(cast.actor(part))) for part in ("mentor", "mentee", "other_mentee", "curator")}
    assert seen == {"mentor": {mine, theirs}, "mentee": {mine}, "other_mentee": {theirs}, "curator": {mine, theirs}}
    for part in ("director", "supervisor", "outsider", "other_mentor"):
        assert not assignments_for(cast.actor(part)).exists()


def test_pages_of_both(cast, program, sign_in):
    client = sign_in(cast.mentor)
    url = reverse("assignment_give", args=[program.pk])
    due = f"{today() + timedelta(days=5):%d.%m.%Y}"
    client.post(url, {"kind": "task", "title": "Карта", "mentee": cast.mentee.pk, "due": due})
    assignment = Assignment.objects.get()
    assert "Карта" in page(client.get(reverse("program_detail", args=[program.pk])))
    detail = reverse("assignment_detail", args=[assignment.pk])
    client = sign_in(cast.mentee)
    assert "Пришлите ответ до" in page(client.get(detail))
    file = SimpleUploadedFile("карта.pdf", PDF, "application/pdf")
    assert "Наставник получит письмо" in page(client.post(detail, {"text": "Вот.", "files": file}, follow=True))
    kept = AssignmentFile.objects.get()
    client = sign_in(cast.mentor)
    assert b"".join(client.get(reverse("assignment_file", args=[kept.pk])).streaming_content) == PDF
    assert sign_in(cast.other_mentor).get(reverse("assignment_file", args=[kept.pk])).status_code == 404
    client = sign_in(cast.mentor)
    assert "Напишите, что исправить" in page(client.post(detail, {"text": "", "decision": "return"}))
    client.post(detail, {"text": "Уточните.", "due": due, "decision": "return"})
    sign_in(cast.mentee).post(detail, {"text": "Уточнил."})
    done = page(sign_in(cast.mentor).post(detail, {"text": "Хорошо.", "decision": "accept"}, follow=True))
    assert "Работа принята" in done
    reopened = sign_in(cast.mentor).post(reverse("assignment_reopen", args=[assignment.pk]), {"due": due}, follow=True)
    assert "снова в работе" in page(reopened)
    assert "Задание снято" in page(
        sign_in(cast.mentor).post(reverse("assignment_withdraw", args=[assignment.pk]), follow=True)
    )


def test_queries_do_not_grow(cast, program, django_assert_num_queries):
    actor = cast.actor("mentor")
    for number in (1, 3):
        while program.assignments.count() < number:
            answer(cast, give(cast, program))
        with django_assert_num_queries(1):
            assert len(gather([assignment_source(actor, program)], 9)) == number
    with django_assert_num_queries(4):  # itself, the people, its turns, their files
        assignment_page(actor, assignments_loaded(actor).first(), today())
    assert len(waits(actor, today())) == 2
