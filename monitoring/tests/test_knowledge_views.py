"""Pages of level 2: a test taken without script, its result, the program's page, the evaluation fed by tests."""

from datetime import timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from mentoring.kit.dates import today
from mentoring.kit.pdf import html_for
from mentoring.kit.verdict import Refused
from monitoring.actions import evaluation as evaluations
from monitoring.actions.knowledge import practical
from monitoring.actions.knowledge.protocol import sign_protocol
from monitoring.documents.knowledge_protocol import protocol_paper
from monitoring.models import BankQuestion, KnowledgeTest, Rubric
from monitoring.queries.evaluation.page import evaluation_page
from monitoring.queries.knowledge.page import tests_loaded as loaded
from monitoring.queries.knowledge.protocol import sheet_of
from monitoring.tests import make_knowledge as mk
from monitoring.tests import make_survey as ms
from programs.actions import assignment
from programs.tests import make as programs

QUICK = ("one", "many", "number", "order", "match")


@pytest.fixture
def program(cast):
    return ms.program(cast.pair)


@pytest.fixture
def curator(cast):
    return cast.actor("curator")


def url(name, *args):
    return reverse(name, args=args)


def words(answer):
    return " ".join(unescape(strip_tags(answer.content.decode())).replace("\xa0", " ").split())


def fields(test, given):
    """The POST of a page: {field: value} of right answers by their place on it."""
    data = {}
    for task in test.tasks.select_related("question"):
        row, kind, layout = task.question, task.question.kind, task.layout
        if kind not in given:
            continue
        if kind in ("one", "many"):
            data[f"t{task.pk}"] = [str(layout["options"].index(place)) for place in row.right]
        elif kind in ("number", "text"):
            data[f"t{task.pk}"] = mk.right(task)
        else:
            for n, place in enumerate(layout["options"]):
                value = place if kind == "order" else layout["matches"].index(place)
                data[f"t{task.pk}_{n}"] = str(value)
    return data


def test_a_test_is_taken_page_by_page_without_script(cast, sign_in, program, curator):
    mk.bank(curator)
    test = mk.assigned(program, curator)
    mentee = sign_in(cast.mentee, "mentee")
    assert "Начать тест" in words(mentee.get(url("test_detail", test.pk)))
    answer = mentee.post(url("test_start", test.pk), follow=True)
    assert "Страница 1 из 2" in words(answer)
    assert "Верно" not in words(answer)
    data = fields(test, mk.KINDS)
    for number in (1, 2):
        answer = mentee.post(url("test_page", test.pk, number), {**data, "go": "next"}, follow=True)
    assert "Отвечено 6 из 6" in words(answer)
    again = mentee.get(url("test_page", test.pk, 1)).content.decode()
    assert "checked" in again or "selected" in again  # what was kept stands on the page again
    answer = mentee.post(url("test_send", test.pk), follow=True)
    assert "Ждёт проверки" in words(answer)
    mentor = sign_in(cast.mentor, "mentor")
    text = test.tasks.get(question__kind="text")
    page = words(mentor.get(url("test_check", test.pk)))
    assert "Цель названа, проверка в конце." in page
    answer = mentor.post(
        url("test_check", test.pk), {f"points_{text.pk}": "1,5", f"words_{text.pk}": "Хорошо"}, follow=True
    )
    test.refresh_from_db()
    assert (test.state, test.score) == ("scored", Decimal("6.5"))
    assert "6,5 из 7 – 93 %, уровень высокий" in words(answer)


def test_a_wrong_number_is_said_beside_its_field_and_the_rest_is_kept(cast, sign_in, program, curator):
    mk.bank(curator, ("one", "number"))
    test = mk.taken(mk.assigned(program, curator), kinds=(), send=False)
    data = fields(test, ("one",))
    number = test.tasks.get(question__kind="number")
    client = sign_in(cast.mentee, "mentee")
    page = client.post(url("test_page", test.pk, 1), {**data, f"t{number.pk}": "много", "go": "next"})
    assert "Напишите число" in words(page)
    assert "много" in page.content.decode()
    assert test.tasks.get(question__kind="one").given == [0]
    number.refresh_from_db()
    assert number.given is None


def test_a_place_chosen_twice_is_said_beside_the_second_row_and_nothing_is_lost(cast, sign_in, program, curator):
    mk.bank(curator, ("order",))
    test = mk.taken(mk.assigned(program, curator), kinds=(), send=False)
    task = test.tasks.get()
    twice = {f"t{task.pk}_{n}": "0" for n in range(len(task.question.options))}
    page = sign_in(cast.mentee, "mentee").post(url("test_page", test.pk, 1), {**twice, "go": "next"})
    assert words(page).count("Это место уже у другой строки.") == 2 * (
        len(twice) - 1
    )  # in the summary and at the field
    task.refresh_from_db()
    assert task.given == [0] * len(twice)


def test_a_page_saves_itself_and_says_when_the_time_is_over(cast, sign_in, program, curator):
    mk.bank(curator, ("one",))
    test = mk.taken(mk.assigned(program, curator, minutes=30), kinds=(), send=False)
    client, page = sign_in(cast.mentee, "mentee"), url("test_page", test.pk, 1)
    saved = client.post(page, {**fields(test, ("one",)), "autosave": "1"})
    assert saved.json()["message"].startswith("Сохранено в")
    KnowledgeTest.objects.update(ends_at=timezone.now() - timedelta(minutes=5))
    late = client.post(page, {"autosave": "1"})
    assert (late.status_code, late.json()["conflict"]) == (409, True)
    test.refresh_from_db()
    assert (test.state, test.percent) == ("scored", 100)


def test_the_values_of_the_page_tell_nothing_of_the_right_answer(program, curator):
    """Over many draws the right option of «one» stands at every place of the page."""
    mk.bank(curator, ("one",))
    places = set()
    for _ in range(30):
        task = mk.assigned(program, curator).tasks.get()
        places.add(task.layout["options"].index(0))
        KnowledgeTest.objects.all().delete()
    assert places == {0, 1, 2}


def test_both_tests_meet_on_the_programs_page_and_in_the_evaluation(cast, sign_in, program, curator):
    mk.bank(curator, QUICK, competence="цель")
    mk.passed(program, curator, kinds=("one", "number"))
    page = words(sign_in(cast.mentor, "mentor").get(url("program_tests", program.pk)))
    assert "нет итогового теста" in page
    assert ("Назначить входной тест" in page, "Назначить итоговый тест" in page) == (False, True)
    mk.passed(program, curator, moment="exit", kinds=QUICK)
    page = words(sign_in(cast.mentor, "mentor").get(url("program_tests", program.pk)))
    assert "Прирост +60 п. п.: было 40 %, стало 100 %." in page
    assert "Оба теста есть у 1 из 1 (100 %)" in page
    level = next(one for one in evaluation_page(program).measured if one.level == "2")
    assert (level.figure, level.measures[0].before) == ("+60", "40\u00a0%")
    assert level.measures[0].source == "Тесты системы: входной тест, 2 из 5; итоговый тест, 5 из 5"
    assert "Нормированный прирост 1,00 – высокий" in level.facts
    assert "Тесты системы" in words(sign_in(cast.curator, "curator").get(url("evaluation_detail", program.pk)))


def test_another_test_is_entered_by_hand_only_without_one_in_the_system(cast, program, curator):
    said = {"level": "2", "name": "Курс", "unit": "%", "before": Decimal(40), "by": curator, "at": timezone.now()}
    with pytest.raises(Refused, match="почему не тест в системе"):
        evaluations.add_entry(program, member=cast.mentee, **said)
    evaluations.add_entry(program, member=cast.mentee, reason="Тест курса", **said)
    level = next(one for one in evaluation_page(program).measured if one.level == "2")
    assert level.measures[0].source == "По другому тесту: Тест курса."
    mk.bank(curator, QUICK)
    mk.passed(program, curator)
    with pytest.raises(Refused, match="есть результат теста в системе"):
        evaluations.add_entry(program, member=cast.mentee, reason="Тест курса", **said)


def test_a_test_is_assigned_on_one_page(cast, sign_in, program, curator):
    mk.bank(curator, QUICK)
    mentor, page = sign_in(cast.mentor, "mentor"), url("test_assign", program.pk, "entry")
    shown = mentor.get(page).content.decode()
    assert f'value="{cast.mentee.pk}"' in shown
    data = {"members": [cast.mentee.pk], "directions": [mk.direction().pk], "count": "5",
            "due": f"{today() + timedelta(days=7):%d.%m.%Y}", "minutes": ""}  # fmt: skip
    assert "Если выйдет меньше 3 на направление, вопросов станет больше." in words(mentor.get(page))
    assert "Отметьте, кому" in words(mentor.post(page, {**data, "members": []}))
    assert "Вопросов – от 1 до 60." in words(mentor.post(page, {**data, "count": "99"}))
    assert "Назначено тестов: 1" in words(mentor.post(page, data, follow=True))
    assert "уже назначен всем" in words(mentor.get(page))
    assert mentor.get(url("test_assign", program.pk, "another")).status_code == 404


def test_the_protocol_prints_what_was_signed(cast, program, curator):
    mk.bank(curator, QUICK, competence="цель")
    test = mk.passed(program, curator, kinds=("one",))
    draft = loaded(curator).get(pk=test.pk)
    assert "ещё не оформлен" in _printed(draft)
    document = sign_protocol(test, by=curator, at=timezone.now())
    BankQuestion.objects.update(competence="совсем другое")
    text = _printed(loaded(curator).get(pk=test.pk))
    assert document.number in text
    assert "цель" in text
    assert "совсем другое" not in text
    assert "20 %" in text


def _printed(test):
    return " ".join(unescape(strip_tags(html_for(protocol_paper(sheet_of(test))))).replace("\xa0", " ").split())


def test_marks_by_a_rubric_stand_apart(cast, sign_in, curator):
    made = programs.program(programs.live_pair([cast.mentor], [cast.mentee]), state="active", curator=cast.curator)
    mentor, now = cast.actor("mentor"), timezone.now()
    task = assignment.give_assignment(program=made, title="План", mentee=cast.mentee, due=today(), by=mentor, at=now)
    rubric = Rubric.objects.filter(state="active").first()
    work = practical.choose_rubric(task, rubric=rubric, by=mentor, at=now)
    with pytest.raises(Refused, match="ответа на задание ещё нет"):
        practical.mark_work(work, levels=[2, 2, 2, 2], words="", by=mentor, at=now)
    assignment.answer_assignment(assignment=task, text="Готово", by=cast.actor("mentee"), at=now)
    page = url("practical_mark", work.pk)
    data = {f"c{n}": "2" for n in range(len(rubric.criteria))}
    assert "Выберите уровень" in words(sign_in(cast.mentor, "mentor").post(page, {"words": "Хорошо"}))
    sign_in(cast.mentor, "mentor").post(page, {**data, "words": "Хорошо"})
    sign_in(cast.curator, "curator").post(page, {**data, "c0": "0", "words": ""})
    text = words(sign_in(cast.mentee, "mentee").get(url("practical_detail", work.pk)))
    assert "100 %, уровень высокий" in text
    assert "75 %, уровень средний" in text


@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize("name", ["test_list", "bank_question_list", "rubric_list", "program_tests"])
def test_pages_keep_to_their_queries_whatever_the_number(cast, sign_in, size, name, django_assert_max_num_queries):
    curator = cast.actor("curator")
    mk.bank(curator, QUICK)
    group = ms.group_program(size, mentor=cast.mentor)
    for person in group.pair.mentees:
        for moment in ("entry", "exit"):
            mk.passed(group, curator, moment=moment, members=[person])
    client = sign_in(cast.curator, "curator")
    args = [group.pk] if name == "program_tests" else []
    client.get(url(name, *args))
    with django_assert_max_num_queries(12):
        assert client.get(url(name, *args)).status_code == 200


def test_the_list_is_searched_sorted_and_counted(cast, sign_in, program, curator):
    mk.bank(curator, QUICK)
    mk.passed(program, curator)
    desk = sign_in(cast.curator, "curator")
    assert "Жуков" in words(desk.get(url("test_list"), {"q": "жуков", "moment": "entry", "sort": "-percent"}))
    assert "По этим условиям тестов нет" in words(desk.get(url("test_list"), {"q": "никто"}))
    assert "Вопрос вида order" in words(desk.get(url("bank_question_list"), {"q": "Вида ORDER", "sort": "-share"}))
    assert "вопросов нет" in words(desk.get(url("bank_question_list"), {"q": "никто", "kind": "one"}))
    assert desk.get(url("test_xlsx")).content[:2] == b"PK"
