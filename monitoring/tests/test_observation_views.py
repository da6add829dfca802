"""Observed lessons on the pages: from the plan to the change, with what every reader sees (R43)."""

from datetime import timedelta
from html import unescape
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags
from openpyxl import load_workbook

from mentoring.access import actor_for
from mentoring.kit.dates import short, today
from mentoring.models import IssuedDocument
from mentoring.tests import make
from mentoring.tests.markup import problems
from monitoring.choices import QuestionKind
from monitoring.models import Evaluation, Observation, ObservationCard, Opinion
from monitoring.queries.deeds import sources, waits
from monitoring.queries.evaluation.page import evaluation_page
from monitoring.queries.observation.behavior import agreement_words, kappa_words
from monitoring.scoring.agreement import pairwise
from monitoring.tests import make_observation as mo
from monitoring.tests import make_survey as ms

NBSP = "\u00a0"


def url(name, *args):
    return reverse(name, args=args)


@pytest.fixture
def program(cast):
    return mo.open_program(ms.program(cast.pair))


@pytest.fixture
def curator(cast):
    return cast.actor("curator")


def read(answer):
    assert answer.status_code == 200
    return " ".join(unescape(strip_tags(answer.content.decode().replace("<", " <"))).replace(NBSP, " ").split())


def days_ago(number):
    return today() - timedelta(days=number)


def both(cast, program, curator):
    observers, first, last = [cast.supervisor], (1,), (2,)
    before = mo.lesson(program, curator, observers, day=days_ago(90))
    after = mo.lesson(program, curator, observers, day=days_ago(5), stage="after")
    for one in observers:
        mo.locked(before, one, first)
        mo.locked(after, one, last)
    return before, after


def test_from_the_plan_to_a_closed_card(cast, program, sign_in):
    """The whole way by hand: plan, criteria, draft, signature, comment."""
    desk = sign_in(cast.curator, "curator")
    sent = {"person": cast.mentee.pk, "stage": "before", "day": short(today()), "observers": [cast.supervisor.pk]}
    wrong = read(desk.post(url("observation_plan", program.pk), {**sent, "planned": "1", "observers": []}))
    assert "Выберите хотя бы одного наблюдателя" in wrong
    desk.post(url("observation_plan", program.pk), {**sent, "planned": "1", "topic": "Циклы", "starts": "10.35"})
    lesson = Observation.objects.get()
    card = lesson.cards.get()
    assert (lesson.topic, f"{lesson.starts:%H:%M}") == ("Циклы", "10:35")
    for person in (cast.mentee, cast.mentor, cast.supervisor):
        client = sign_in(person)
        assert "Прочитать критерии" in read(client.get(url("observation_detail", lesson.pk)))
        if person == cast.supervisor:
            assert client.get(url("card_fill", card.pk)).status_code == 403
        client.post(url("observation_criteria", lesson.version_id))
    page = read(client.get(url("card_fill", card.pk)))
    assert "18. Здоровье и безопасность" in page
    questions = list(lesson.version.of_kind(QuestionKind.GRADE))
    marks = {f"m{question.pk}": "2" for question in questions[:-1]}
    answer = client.post(url("card_fill", card.pk), {"seen": 0, "go": "keep", "strong": "Темп", **marks})
    assert answer.url == url("card_fill", card.pk)
    marks[f"m{questions[-1].pk}"] = "unseen"
    marks[f"c{questions[0].pk}"] = "план на доске"
    client.post(url("card_fill", card.pk), {"seen": 1, "go": "check", "strong": "Темп", **marks})
    assert "100 % (34 из 34), высокий уровень" in read(client.get(url("card_detail", card.pk)))
    client.post(url("card_sign", card.pk))
    mentee = sign_in(cast.mentee)
    assert "план на доске" in read(mentee.get(url("card_detail", card.pk)))
    mentee.post(url("card_acquaint", card.pk), {"comment": "Было интересно"})
    page = read(sign_in(cast.mentor, "mentor").get(url("card_detail", card.pk)))
    assert "Было интересно" in page
    assert "Результат 100 %" in page.replace(NBSP, " ")


def test_change_is_told_by_two_cards_of_one_version_and_never_by_one(cast, program, curator, sign_in):
    client = sign_in(cast.mentor, "mentor")
    before = mo.lesson(program, curator, [cast.supervisor], day=days_ago(90))
    mo.locked(before, cast.supervisor, [1])
    page = read(client.get(url("program_observations", program.pk)))
    assert "Недостаточно данных: нужны две карты одной версии" in page
    assert "Сейчас занятий в начале – 1, в конце – 0" in page
    after = mo.lesson(program, curator, [cast.supervisor], day=days_ago(1), stage="after")
    mo.locked(after, cast.supervisor, [2, 2, 2, 1])
    page = read(client.get(url("program_observations", program.pk)))
    assert "+8 п. п. было 50 %, стало 58 %" in page
    assert "Подготовка 50 % 100 % +50 п. п." in page
    assert "Итог 50 % 50 % без изменений" in page
    Observation.objects.filter(pk=after.pk).update(version=ms.version())
    assert "разных версий" in read(client.get(url("program_observations", program.pk)))


def test_a_card_with_too_little_seen_is_not_counted(cast, program, curator, sign_in):
    before = mo.lesson(program, curator, [cast.supervisor], day=days_ago(90))
    mo.locked(before, cast.supervisor, [2] * 11 + [None])
    page = read(sign_in(cast.mentor, "mentor").get(url("program_observations", program.pk)))
    assert "недостаточно данных: оценено 11 из 18 критериев" in page
    assert "Не засчитано занятий: 1" in page


def test_two_observers_stand_apart_and_together_with_their_agreement(cast, program, curator, sign_in):
    made = mo.lesson(program, curator, [cast.supervisor, cast.outsider])
    mo.locked(made, cast.supervisor, [2] * 9 + [1])
    page = read(sign_in(cast.curator, "curator").get(url("observation_detail", made.pk)))
    assert "Согласие наблюдателей" not in page
    mo.locked(made, cast.outsider, [2] * 6 + [1])
    page = read(sign_in(cast.curator, "curator").get(url("observation_detail", made.pk)))
    assert "Результат 75 % (27 из 36)" in page
    assert "Результат 67 % (24 из 36)" in page
    assert "Среднее по закрытым картам: 71 %" in page
    assert "Оценки совпали 83 % (15 из 18)" in page
    assert "линейные веса 0,67" in page
    assert "Сравнили 18 критериев" in page
    colleague = read(sign_in(cast.outsider).get(url("observation_detail", made.pk)))
    assert "Соколова" not in colleague.replace("Выйти", ""), "a colleague sees his own card alone"


def test_agreement_in_words_says_when_it_is_not_defined():
    words = agreement_words(pairwise([{"a": 2, "b": 2}, {"a": 2, "b": 2}]))
    assert (words.exact.replace(NBSP, " "), words.linear) == ("100 % (2 из 2)", "не определена")
    assert "парам наблюдателей" in agreement_words(pairwise([{"a": 2}, {"a": 1}, {"a": 0}])).note
    assert (agreement_words(None), kappa_words(-0.25)) == (None, "−0,25")


def test_the_evaluation_page_takes_level_3_from_cards_with_a_link(cast, program, curator, sign_in):
    both(cast, program, curator)
    client = sign_in(cast.curator, "curator")
    page = client.get(url("evaluation_detail", program.pk))
    words = read(page).replace(NBSP, " ")
    assert "+50 п. п.: было 50 %, стало 100 %" in words
    assert "Карта наблюдения занятия, версия 1" in words
    assert f'href="{url("program_observations", program.pk)}">2 карты наблюдения' in page.content.decode().replace(
        NBSP, " "
    )
    level = next(one for one in evaluation_page(program).measured if one.level == "3")
    assert level.change == 50
    answer = client.post(
        url("evaluation_entry_create", program.pk, "3"), {"name": "Карта", "unit": "%", "before": "40", "after": "50"}
    )
    assert "почему оно внесено руками" in read(answer)
    Evaluation.objects.create(program=program, levels=["1", "2"], created_at=make.moment())
    assert "версия 1" not in read(client.get(url("evaluation_detail", program.pk)))


def test_the_list_is_searched_sorted_filtered_and_taken_as_a_workbook(cast, program, curator, sign_in):
    both(cast, program, curator)
    mo.lesson(program, curator, [cast.outsider], stage="middle")
    client = sign_in(cast.director, "director")
    page = read(client.get(url("observation_list")))
    assert page.index("Орлов") < page.index("Соколова"), "the newest first"
    assert "Орлов" not in read(client.get(url("observation_list"), {"q": "соколова"}))
    assert "По этим условиям наблюдений нет" in read(client.get(url("observation_list"), {"q": "нетакого"}))
    done = read(client.get(url("observation_list"), {"queue": "done", "sort": "name", "stage": "after"}))
    assert ("Орлов" in done, "Соколова" in done) == (False, True)
    book = load_workbook(BytesIO(client.get(url("observation_list_xlsx"), {"queue": "done"}).content)).active
    rows = [row for row in book.iter_rows(values_only=True) if row[0] == cast.mentee.full_name]
    assert [(row[6], row[7], row[9]) for row in rows] == [(36, 18, 1.0), (18, 18, 0.5)]
    assert "Наблюдений пока нет" in read(sign_in(cast.other_mentor, "mentor").get(url("observation_list")))


def test_papers_say_what_the_page_says(cast, program, curator, sign_in):
    made = mo.lesson(program, curator, [cast.supervisor])
    mo.locked(made, cast.supervisor, [2] * 17 + [None], comment="Согласен", strong="Работают почти все")
    card = mo.card_of(made, cast.supervisor)
    client = sign_in(cast.curator, "curator")
    pdf = client.get(url("card_pdf", card.pk))
    assert pdf.content[:4] == b"%PDF"
    from docx import Document

    paper = Document(BytesIO(client.get(url("card_docx", card.pk)).content))
    words = "\n".join(
        [p.text for p in paper.paragraphs] + [c.text for t in paper.tables for r in t.rows for c in r.cells]
    )
    for said in ("КН-", "не наблюдалось", "Согласен", "Работают почти все", "100 % (34 из 34)", "ознакомлен(а)"):
        assert said in words.replace(NBSP, " ")
    document = IssuedDocument.objects.get(type__code="D25")
    assert client.get(url("card_of_document", document.pk)).url == url("card_detail", card.pk)
    assert "Открыть карту наблюдения" in read(client.get(url("document_detail", document.pk)))
    check = read(client.get(url("verify_document", document.code)))
    assert "Документ подлинный" in check


def test_what_waits_for_whom(cast, program, curator):
    made = mo.lesson(program, curator, [cast.supervisor], read=False)

    def codes(part):
        found = sources(cast.actor(part), today())
        return {one.code for one in found if one.queryset.exists()}

    assert [codes(part) for part in ("mentee", "mentor", "supervisor")] == [
        {"observation_criteria"},
        {"observation_criteria"},
        {"observation_criteria", "observation_fill"},
    ]
    from monitoring.actions import observation

    for part in ("mentee", "mentor", "supervisor"):
        observation.acknowledge(made.version, by=cast.actor(part), at=make.moment())
    mo.signed(made, cast.supervisor)
    mo.asked(program, curator, cast.supervisor)
    assert [codes(part) for part in ("mentee", "mentor", "supervisor")] == [
        {"observation_read"},
        set(),
        {"opinion_give"},
    ]
    assert [one.queryset.count() for one in waits(curator, today())][1:] == [1, 1]


def test_deeds_are_told_on_the_home_page(cast, program, curator, sign_in):
    made = mo.lesson(program, curator, [cast.supervisor], read=False)
    assert "Прочитать критерии наблюдения" in read(sign_in(cast.mentor, "mentor").get("/"))
    assert "Прочитать критерии наблюдения" in read(sign_in(cast.supervisor, "supervisor").get("/"))
    for one in (cast.mentee, cast.mentor, cast.supervisor):
        from monitoring.actions import observation

        observation.acknowledge(made.version, by=actor_for(one), at=make.moment())
    assert "Заполнить карту наблюдения" in read(sign_in(cast.supervisor, "supervisor").get("/"))
    mo.signed(made, cast.supervisor)
    assert "Прочитать карту наблюдения" in read(sign_in(cast.mentee, "mentee").get("/"))
    mo.asked(program, curator, cast.supervisor)
    assert "Ответить на шесть вопросов" in read(sign_in(cast.supervisor, "supervisor").get("/"))
    assert "мнение о наставляемом" in read(sign_in(cast.curator, "curator").get("/"))


def test_an_opinion_from_the_question_to_the_verdict(cast, program, curator, sign_in):
    desk = sign_in(cast.curator, "curator")
    desk.post(
        url("opinion_ask", program.pk), {"person": cast.mentee.pk, "author": cast.supervisor.pk, "stage": "after"}
    )
    one = Opinion.objects.get()
    client = sign_in(cast.supervisor, "supervisor")
    assert "Ответы по пунктам прочитает куратор" in read(client.get(url("opinion_detail", one.pk)))
    marks = {f"q{question.pk}": "4" for question in one.version.questions.all()}
    wrong = read(client.post(url("opinion_detail", one.pk), {**marks, "verdict": "ready", "reason": ""}))
    assert "Напишите, на чём основан вывод" in wrong
    client.post(url("opinion_detail", one.pk), {**marks, "verdict": "ready_with_support", "reason": "Нужен ещё год"})
    page = read(sign_in(cast.curator, "curator").get(url("opinion_detail", one.pk)))
    assert "4 – часто" in page
    assert "Среднее: 4,0 из 5 (оценено 6 из 6)" in page
    page = read(sign_in(cast.director, "director").get(url("opinion_detail", one.pk)))
    assert "если сопровождение продолжится" in page
    assert "часто" not in page
    page = read(sign_in(cast.curator, "curator").get(url("program_observations", program.pk)))
    assert "если сопровождение продолжится" in page
    assert sign_in(cast.mentor, "mentor").get(url("opinion_detail", one.pk)).status_code == 404


def test_a_replaced_card_leads_to_the_new_one(cast, program, curator, sign_in):
    made = mo.lesson(program, curator, [cast.supervisor])
    card = mo.locked(made, cast.supervisor, [2])
    client = sign_in(cast.supervisor, "supervisor")
    client.post(url("card_replace", card.pk), {"reason": "Перепутала группу"})
    fresh = ObservationCard.objects.get(replaces=card)
    assert "Отозвана и заменена" in read(sign_in(cast.mentor, "mentor").get(url("card_detail", card.pk)))
    assert sign_in(cast.mentor, "mentor").get(url("card_detail", fresh.pk)).status_code == 404
    mo.signed(made, cast.supervisor, [1])
    assert "Открыть новую карту" in read(sign_in(cast.mentor, "mentor").get(url("card_detail", card.pk)))


def queries(client, path):
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


def test_pages_cost_the_same_for_one_lesson_and_for_three(cast, program, curator, sign_in):
    made = mo.lesson(program, curator, [cast.supervisor, cast.outsider])
    for one in (cast.supervisor, cast.outsider):
        mo.locked(made, one)
    mo.given(mo.asked(program, curator, cast.supervisor))
    client = sign_in(cast.curator, "curator")
    paths = [
        url("observation_list"),
        url("program_observations", program.pk),
        url("observation_detail", made.pk),
        url("evaluation_detail", program.pk),
    ]
    for path in paths:
        client.get(path)
    one = [queries(client, path) for path in paths]
    for stage in ("middle", "after"):
        more = mo.lesson(program, curator, [cast.supervisor, cast.outsider], stage=stage)
        mo.locked(more, cast.supervisor)
        mo.locked(more, cast.outsider)
        mo.given(mo.asked(program, curator, cast.outsider, stage=stage))
    assert [queries(client, path) for path in paths] == one
    assert max(one[:3]) <= 12, one
    assert one[3] <= 20


def test_pages_are_sound_html_with_titles_of_their_own(cast, program, curator, sign_in):
    made = mo.lesson(program, curator, [cast.curator, cast.outsider])
    mo.locked(made, cast.outsider)
    card, asked = mo.card_of(made, cast.curator), mo.asked(program, curator, cast.curator)
    client = sign_in(cast.curator, "curator")
    paths = [
        url("observation_list"),
        url("observation_detail", made.pk),
        url("observation_criteria", made.version_id),
        url("observation_plan", program.pk),
        url("program_observations", program.pk),
        url("card_fill", card.pk),
        url("card_detail", mo.card_of(made, cast.outsider).pk),
        url("card_call_off", card.pk),
        url("opinion_ask", program.pk),
        url("opinion_detail", asked.pk),
    ]
    pages = [client.get(path).content.decode() for path in paths]
    assert [problems(page) for page in pages] == [[]] * len(paths)
    assert len({page.partition("<title>")[2].partition("</title>")[0] for page in pages}) == len(paths)
