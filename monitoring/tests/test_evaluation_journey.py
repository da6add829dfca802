"""Show 4 of issue 5 by Django's client: one program through all four levels, its page, PDF and DOCX saying the same (R45)."""

import re
from datetime import timedelta
from html import unescape
from io import BytesIO

import pytest
from django.utils import timezone
from django.utils.html import strip_tags
from docx import Document

from mentoring.kit.dates import today
from mentoring.tests import make
from mentoring.tests.papers import pages_text
from monitoring.choices import QuestionKind
from monitoring.models import Evaluation, Indicator, KnowledgeTest, ObservationCard
from monitoring.queries.evaluation.page import evaluation_page
from monitoring.queries.indicator.formula import FORMULAS
from monitoring.scoring.reading import OVERLOADED
from monitoring.tests import make_knowledge as mk
from monitoring.tests import make_observation as mo
from monitoring.tests import make_survey as ms
from monitoring.tests.test_survey_views import queries, url

NUMBER = re.compile(r"\d+(?:,\d+)?")


@pytest.fixture
def program(cast):
    """A group of six, so that what they think of it may be told."""
    return mo.open_program(ms.group_program(6, mentor=cast.mentor))


def said(text):
    return " ".join(unescape(text).replace("\xa0", " ").split())


def read(answer):
    assert answer.status_code == 200
    return said(strip_tags(answer.content.decode().replace("<", " <")))


def docx_text(content):
    document = Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return said(" ".join([*(line.text for line in document.paragraphs), *cells]))


def test_one_program_goes_through_all_four_levels(cast, sign_in, program):
    desk, page = sign_in(cast.curator, "curator"), url("evaluation_detail", program.pk)
    assert "Начните с входного теста" in read(desk.get(page))
    learn(sign_in(cast.mentor, "mentor"), program, cast)
    assert "Итоговый тест назначен" not in read(sign_in(cast.curator, "curator").get(page))
    work(cast, sign_in, program)
    ms.closed(cast.actor("curator"), [program], [9, 9, 8, 9, 10, 9], dimension="program")
    desk = sign_in(cast.curator, "curator")
    chosen = Indicator.objects.filter(code__in=("learning_quality", "involved_share"))
    desk.post(url("evaluation_indicators", program.pk), {"indicators": [one.pk for one in chosen]})
    desk.post(url("evaluation_conclude", program.pk), {"text": "Освоил приёмы.", "lock_version": "0"})
    assert Evaluation.objects.get(program=program).concluded_by == cast.curator
    text = read(desk.get(page))
    for words in (
        "Научились и применяют",
        "+60 п. п.: было 40 %, стало 100 %",
        "Оба измерения есть у 1 из 6",
        "+50 п. п.: было 50 %, стало 100 %",
        "Выбрано показателей – 2",
        "Вывод: Белова О. Н.",
        "Освоил приёмы.",
    ):
        assert words in text
    assert "Довольны:" in text
    assert queries(desk, page) <= 20
    papers_say_the_same(desk, program, text)


def learn(mentor, program, cast):
    """Level 2: the mentor assigns both tests to one of the group, who answers better at the end."""
    mk.bank(cast.actor("curator"), ("one", "many", "number", "order", "match"))
    member = program.pair.mentees[0]
    due = f"{today() + timedelta(days=7):%d.%m.%Y}"
    sent = {"members": [member.pk], "directions": [mk.direction().pk], "count": "5", "due": due, "minutes": ""}
    for moment, kinds in (("entry", ("one", "number")), ("exit", None)):
        mentor.post(url("test_assign", program.pk, moment), sent)
        mk.taken(KnowledgeTest.objects.select_related("member").get(moment=moment, program=program), kinds=kinds)


def work(cast, sign_in, program):
    """Level 3: two lessons seen by one card of one version, at the beginning and at the end."""
    teacher = program.pair.mentees[0]
    for stage, mark, days in (("before", "1", 90), ("after", "2", 3)):
        lesson = mo.lesson(
            program, cast.actor("curator"), [cast.supervisor], stage=stage, day=today() - timedelta(days=days)
        )
        card = ObservationCard.objects.get(observation=lesson)
        marks = {f"m{one.pk}": mark for one in lesson.version.of_kind(QuestionKind.GRADE)}
        observer = sign_in(cast.supervisor)
        observer.post(url("card_fill", card.pk), {"seen": 0, "go": "check", "strong": "Темп", **marks})
        observer.post(url("card_sign", card.pk))
        mo.observation_card.acquaint(
            mo.card_of(lesson, cast.supervisor), comment="", by=mo.actor_for(teacher), at=timezone.now()
        )


def papers_say_the_same(desk, program, text):
    """Every figure of the four levels stands on the page, in the PDF and in the DOCX."""
    page = evaluation_page(program)
    rows = [(m.name, m.before, m.after, m.dates) for level in page.measured for m in level.measures]
    rows += [(line.indicator.name, line.base_text, line.text, line.target_text) for line in page.indicators]
    figures = [
        said(cell) for row in (*page.overview, *page.reaction_rows, *rows) for cell in row if cell not in ("", "–")
    ]
    assert len(figures) > 25
    word = docx_text(desk.get(url("evaluation_docx", program.pk)).content)
    printed = " ".join(pages_text(desk.get(url("evaluation_pdf", program.pk)).content))
    assert [one for one in figures if one not in text] == []
    assert [one for one in figures if one not in word] == []
    numbers = {number for one in figures for number in NUMBER.findall(one)}
    assert numbers - set(NUMBER.findall(printed)) == set()


def test_each_level_says_what_is_missing_and_leads_to_one_next_step(cast, sign_in, program):
    page, curator = url("evaluation_detail", program.pk), cast.actor("curator")
    text = read(sign_in(cast.mentor, "mentor").get(page))
    assert "Назначить входной тест" in text
    assert "Создать анкету" not in text
    mk.entry_test(program, program.pair.mentees[0], percent=40)
    mo.locked(mo.lesson(program, curator, [cast.supervisor]), cast.supervisor, [1])
    text = read(sign_in(cast.curator, "curator").get(page))
    for words in (
        "Недостаточно данных: нет итогового теста. Назначить итоговый тест",
        "нужны две карты одной версии, в начале и в конце. Сейчас занятий в начале – 1, в конце – 0. Назначить наблюдение",
    ):
        assert words in text
    mk.entry_test(program, program.pair.mentees[0], state="assigned", moment="exit")
    assert "Итоговый тест назначен, до" in read(sign_in(cast.curator, "curator").get(page))
    type(program).objects.filter(pk=program.pk).update(state="completed")
    KnowledgeTest.objects.filter(moment="exit").delete()
    text = read(sign_in(cast.curator, "curator").get(page))
    assert "Программа завершена, измерить её саму уже нельзя. Внести измерение" in text
    assert "Назначить итоговый тест" not in text


def test_content_mentees_and_tired_mentors_are_told_beside(cast):
    """Ten of each side, so that means may be told of both."""
    mentors = [make.mentor(f"Уставш{'абвгдежзик'[n]} Иван Ильич").person for n in range(10)]
    both = ms.program(make.pair(mentors, ms.mentees(10)))
    curator = cast.actor("curator")
    ms.closed(curator, [both], [9] * 10, dimension="program")
    ms.closed(curator, [both], [3] * 10, dimension="program", code="l1_mentor_v1")
    assert evaluation_page(both).beside == (OVERLOADED,)


def test_the_page_costs_the_same_whatever_the_number_of_people_tests_and_cards(cast, sign_in, program):
    curator, desk = cast.actor("curator"), sign_in(cast.curator, "curator")
    people = program.pair.mentees
    page = url("evaluation_detail", program.pk)
    seen(program, curator, cast.supervisor, people[:1])
    one = queries(desk, page)
    seen(program, curator, cast.supervisor, people[1:3])
    assert queries(desk, page) == one
    assert one <= 20


def test_the_fullest_page_keeps_to_its_twenty_queries(cast, sign_in):
    """Everything there is to read: content mentees beside asked mentors, tests, cards, cases, opinions, indicators, sums."""
    mentors = [make.mentor(f"Уставш{'абвгдежзик'[n]} Иван Ильич").person for n in range(10)]
    program = mo.open_program(ms.program(make.pair(mentors, ms.mentees(10))))
    curator, page = cast.actor("curator"), url("evaluation_detail", program.pk)
    ms.closed(curator, [program], [9] * 10, dimension="program")
    ms.closed(curator, [program], [3] * 10, dimension="program", code="l1_mentor_v1")
    seen(program, curator, cast.supervisor, program.pair.mentees[:2])
    desk = sign_in(cast.curator, "curator")
    apart = {code for code, formula in FORMULAS.items() if formula.reads}  # read by a statement of their own each
    chosen = Indicator.objects.filter(retired=False).exclude(code__in=apart)
    desk.post(url("evaluation_indicators", program.pk), {"indicators": [one.pk for one in chosen]})
    desk.post(url("evaluation_conclude", program.pk), {"text": "Освоил приёмы.", "lock_version": "0"})
    assert evaluation_page(program).beside == (OVERLOADED,)
    assert queries(desk, page) <= 20


def seen(program, curator, observer, people):
    for person in people:
        mk.entry_test(program, person, percent=40)
        mk.entry_test(program, person, percent=70, moment="exit")
        for stage, mark in (("before", 1), ("after", 2)):
            mo.locked(mo.lesson(program, curator, [observer], stage=stage, person=person), observer, [mark])
