"""Case tasks: given, answered with a draft, marked apart by three sides, shown before and after at level 3 (R43)."""

import pytest
from django.utils import timezone

from mentoring.access import actor_for
from mentoring.kit.dates import today
from mentoring.kit.verdict import Refused
from monitoring.actions import case as actions
from monitoring.models import CaseAnswer, CaseTask, Evaluation
from monitoring.queries.case.answer import case_changes
from monitoring.queries.deeds import sources
from monitoring.tests import make_survey as ms
from monitoring.tests.test_evaluation_journey import read
from monitoring.tests.test_survey_views import queries, url


@pytest.fixture
def program(cast):
    return ms.program(cast.pair)


def given(program, by, *, stage="before", n=0, **fields):
    task = CaseTask.objects.filter(state="active").order_by("pk")[n]
    values = {"task": task, "person": program.pair.mentees[0], "stage": stage, "due": today(), **fields}
    return actions.give_case(program, by=by, at=timezone.now(), **values)


def sent(answer, text="Выслушаю обоих."):
    actions.send_answer(answer, text=text, by=actor_for(answer.person), at=timezone.now())
    return answer


def marked(answer, by, levels=(1, 1, 1, 1)):
    return actions.mark_case(answer, levels=list(levels), words="", by=by, at=timezone.now())


def deeds(person):
    return {
        one.code for one in sources(actor_for(person), today()) if one.code.startswith("case") and one.queryset.exists()
    }


def test_from_the_mentor_to_three_marks_apart(cast, sign_in, program):
    mentor = sign_in(cast.mentor, "mentor")
    task = CaseTask.objects.get(title="Ошибка у станка")
    data = {"task": task.pk, "person": cast.mentee.pk, "stage": "before", "due": f"{today():%d.%m.%Y}",
            "colleague": cast.supervisor.pk}  # fmt: skip
    assert "Выберите кейс" in read(mentor.post(url("case_give", program.pk), {**data, "task": ""}))
    assert "Кейс назначен" in read(mentor.post(url("case_give", program.pk), data, follow=True))
    answer = CaseAnswer.objects.get()
    mentee = sign_in(cast.mentee, "mentee")
    assert "Напишите ответ" in read(mentee.post(url("case_write", answer.pk), {"text": " ", "go": "send"}))
    mentee.post(url("case_write", answer.pk), {"text": "Остановлю работу", "go": "keep"})
    assert "Остановлю работу" in read(mentee.get(url("case_write", answer.pk)))
    assert "Остановлю работу" not in read(sign_in(cast.mentor, "mentor").get(url("case_answer", answer.pk)))
    mentee = sign_in(cast.mentee, "mentee")
    mentee.post(url("case_write", answer.pk), {"text": "Остановлю, объясню", "go": "send"})
    assert mentee.get(url("case_write", answer.pk)).status_code == 403
    for person, role, level in ((cast.mentor, "mentor", 1), (cast.curator, "curator", 2), (cast.supervisor, "", 0)):
        client = sign_in(person, role)
        assert "Остановлю, объясню" in read(client.get(url("case_mark", answer.pk)))
        client.post(url("case_mark", answer.pk), {f"c{n}": str(level) for n in range(4)} | {"words": "Так."})
    page = read(mentee.get(url("case_answer", answer.pk)))
    assert "Всего 50 % 100 % 0 %" in page
    assert "Наставник Ковалёва М. С.: Так." in page


def test_cases_stand_before_and_after_on_the_evaluation_and_its_paper(cast, sign_in, program):
    mentor, curator = cast.actor("mentor"), cast.actor("curator")
    for n, stage, levels in ((0, "before", (1, 1, 1, 1)), (1, "before", (0, 0, 1, 1)), (0, "after", (2, 2, 2, 1))):
        answer = sent(given(program, mentor, stage=stage, n=n))
        marked(answer, mentor, levels)
    marked(answer, curator, (2, 2, 2, 2))
    said = [tuple(cell.replace("\xa0", " ") for cell in row) for row in case_changes(program)]
    assert said == [
        ("Жуков А. Д., оценил(а) куратор", "–", "100 %, кейсов – 1", "–"),
        ("Жуков А. Д., оценил(а) наставник", "38 %, кейсов – 2", "88 %, кейсов – 1", "+50 п. п."),
    ]
    client = sign_in(cast.curator, "curator")
    page = read(client.get(url("evaluation_detail", program.pk)))
    assert "Кейсы: до и после" in page
    assert "38 %, кейсов – 2" in page
    assert client.get(url("evaluation_docx", program.pk)).status_code == 200


def test_a_mark_given_after_the_conclusion_takes_its_signature_off(cast, program):
    mentor = cast.actor("mentor")
    answer = sent(given(program, mentor))
    said = {"conclusion": "Растёт.", "concluded_by": cast.curator, "concluded_on": today()}
    Evaluation.objects.create(program=program, created_at=timezone.now(), **said)
    marked(answer, mentor)
    evaluation = Evaluation.objects.get()
    assert (evaluation.conclusion, evaluation.concluded_by, evaluation.concluded_on) == ("Растёт.", None, None)


def test_deeds_go_from_the_mentee_to_those_who_mark(cast, sign_in, program):
    answer = given(program, cast.actor("mentor"), colleague=cast.supervisor)
    assert deeds(cast.mentee) == {"case_answer"}
    assert "Ответить на кейс — до" in read(sign_in(cast.mentee, "mentee").get(url("home")))
    sent(answer)
    assert (deeds(cast.mentee), deeds(cast.mentor)) == (set(), {"case_mark"})
    assert deeds(cast.supervisor) == {"case_colleague"}
    assert "Оценить ответ на кейс — до" in read(sign_in(cast.supervisor).get(url("home")))
    marked(answer, cast.actor("mentor"))
    assert deeds(cast.mentor) == set()


def test_refusals(cast, program):
    mentor, curator = cast.actor("mentor"), cast.actor("curator")
    answer = given(program, mentor)
    for act, words in (
        (lambda: given(program, mentor), "уже назначен"),
        (lambda: given(program, mentor, n=1, person=cast.other_mentee), "наставляемого этой программы"),
        (lambda: given(program, mentor, n=1, colleague=cast.mentor), "не наставник пары"),
        (lambda: given(program, cast.actor("director"), n=1), "наставник программы или куратор"),
        (lambda: marked(answer, mentor), "ответа ещё нет"),
        (lambda: sent(answer, ""), "Напишите ответ"),
    ):
        with pytest.raises(Refused, match=words):
            act()
    sent(answer)
    with pytest.raises(Refused, match="ваш собственный"):
        marked(answer, cast.actor("mentee"))
    with pytest.raises(Refused, match="уровень по каждому"):
        marked(answer, curator, (1, 1))
    with pytest.raises(Refused, match="уже отвечали"):
        actions.save_case(task=answer.task, title="Иное", situation="С", question="В", posts="",
                          rubric=answer.task.rubric, by=curator, at=timezone.now())  # fmt: skip


def test_the_bank_is_kept_by_the_curator(cast, sign_in):
    desk = sign_in(cast.curator, "curator")
    page = read(desk.get(url("case_list")))
    assert "Ошибка у станка" in page
    assert "Ошибка у станка" not in read(desk.get(url("case_list") + "?q=телефон"))
    assert "Таких кейсов нет" in read(desk.get(url("case_list") + "?q=никто"))
    rubric = CaseTask.objects.first().rubric
    data = {
        "title": "Новая ситуация",
        "situation": "Слова",
        "question": "Что делать?",
        "posts": "",
        "rubric": rubric.pk,
    }
    assert "Назовите кейс" in read(desk.post(url("case_create"), {**data, "title": ""}))
    assert "сохранён черновиком" in read(desk.post(url("case_create"), data, follow=True))
    task = CaseTask.objects.get(title="Новая ситуация")
    desk.post(url("case_edit", task.pk), {**data, "question": "Как поступите?"})
    desk.post(url("case_publish", task.pk))
    task.refresh_from_db()
    assert (task.question, task.state) == ("Как поступите?", "active")
    assert desk.get(url("case_xlsx")).content[:2] == b"PK"
    assert queries(desk, url("case_list")) <= 12


def test_a_programs_cases_cost_the_same_for_one_and_for_three(cast, sign_in, program):
    mentor, desk = cast.actor("mentor"), sign_in(cast.curator, "curator")
    sent(given(program, mentor))
    one = queries(desk, url("program_cases", program.pk))
    for n in (1, 2):
        sent(given(program, mentor, n=n))
    assert queries(desk, url("program_cases", program.pk)) == one <= 12
