"""Repeated measures on the pages: the sheet on a phone, one's own change, the curator's page, the whole (R51)."""

from datetime import timedelta
from html import unescape
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from openpyxl import load_workbook

from mentoring.models import AcademicYear, PairMember
from mentoring.tests import make
from mentoring.tests.markup import problems
from monitoring.actions import stage_check as actions
from monitoring.documents.stage_change import change_paper
from monitoring.models import StageCheck
from monitoring.queries.stage_change import change_page
from monitoring.tests import make_stage_check as mc
from monitoring.tests import make_survey as ms

NBSP = "\u00a0"


def url(name, *args):
    return reverse(name, args=args)


def read(answer):
    assert answer.status_code == 200
    return " ".join(unescape(strip_tags(answer.content.decode().replace("<", " <"))).replace(NBSP, " ").split())


@pytest.fixture
def curator(cast):
    return cast.actor("curator")


@pytest.fixture
def program(cast):
    return mc.running(cast.pair)


def both_stages(program, curator, before, after):
    """Mentees of the program answer at entry and at exit with these marks."""
    for stage, marks in (("entry", before), ("exit", after)):
        checks = [check for check in mc.ask(program, curator, stage) if check.side == "mentee"]
        for number, (check, mark) in enumerate(zip(checks, marks, strict=False)):
            mc.give(check, mark, at=timezone.now() + timedelta(seconds=number))


def test_the_sheet_is_one_page_sent_once(cast, curator, program, sign_in):
    mc.ask(program, curator)
    check = mc.check_of(program, cast.mentee)
    client, path = sign_in(cast.mentee, "mentee"), url("stage_check_detail", check.pk)
    page = client.get(path)
    text = read(page)
    assert problems(page.content.decode()) == []
    assert [name in text for name in ("Мотивация", "Компетентность", "Профессиональный рост", "Социальная активность")]
    assert "13. Как за последние полгода изменились результаты ваших студентов?" in text
    assert "Вторая сторона пары их не увидит" in text
    sheet = mc.posted(check, 4)
    gap = next(iter(sheet))
    wrong = client.post(path, {**sheet, gap: ""})
    assert "Ответьте на вопрос 1" in read(wrong)
    assert "checked" in wrong.content.decode()
    assert mc.check_of(program, cast.mentee).state == "asked"
    assert "Спасибо: ответ отправлен" in read(client.post(path, sheet, follow=True))
    again = read(client.post(path, mc.posted(check, 1), follow=True))
    assert "уже ответили" in again
    assert mc.check_of(program, cast.mentee).answers["m1"] == {"number": 4}


def test_after_the_term_the_page_says_whom_to_ask(cast, curator, program, sign_in):
    mc.ask(program, curator, at=timezone.now() - timedelta(days=60))
    check = mc.check_of(program, cast.mentee)
    StageCheck.objects.filter(pk=check.pk).update(due=timezone.now().date() - timedelta(days=1))
    client = sign_in(cast.mentee, "mentee")
    assert "Срок ответа прошёл" in read(client.post(url("stage_check_detail", check.pk), {}, follow=True))
    actions.miss_due(at=timezone.now())
    assert "попросите куратора спросить снова" in read(client.get(url("stage_check_detail", check.pk)))


def test_a_person_sees_the_own_change_and_nobody_else_of_the_pair(cast, curator, program, sign_in):
    both_stages(program, curator, [2], [4])
    check = mc.check_of(program, cast.mentee, "exit")
    text = read(sign_in(cast.mentee, "mentee").get(url("stage_check_detail", check.pk)))
    assert "Мотивация 2,0 4,0 +2,0" in text
    assert "изменить ответы нельзя" in text
    assert "Мотивация 2,0 4,0 +2,0" in read(sign_in(cast.curator, "curator").get(url("stage_check_detail", check.pk)))
    for person in (cast.mentor, cast.director, cast.supervisor):
        assert sign_in(person).get(url("stage_check_detail", check.pk)).status_code == 404
    mine = read(sign_in(cast.mentee, "mentee").get(url("survey_mine")))
    assert "Ваши замеры" in mine
    assert "Ответ дан" in mine


def test_a_curator_of_the_pair_reads_no_answers(cast, curator, program, sign_in):
    both_stages(program, curator, [2], [4])
    PairMember.objects.create(pair=program.pair, person=cast.curator, side="mentor", since=program.since)
    text = read(sign_in(cast.curator, "curator").get(url("stage_check_detail", mc.check_of(program, cast.mentee).pk)))
    assert "прочитает другой куратор" in text
    assert "2,0" not in text


def test_the_curator_asks_from_the_evaluation_of_a_program(cast, program, sign_in):
    client = sign_in(cast.curator, "curator")
    assert url("program_checks", program.pk) in client.get(url("evaluation_detail", program.pk)).content.decode()
    assert "не спрашивали" in read(client.get(url("program_checks", program.pk)))
    done = read(client.post(url("stage_check_ask", program.pk, "entry"), follow=True))
    assert "Спросили 2 человека" in done
    assert "Спрошены все" in done
    assert "уже спрошены" in read(client.post(url("stage_check_ask", program.pk, "entry"), follow=True))
    assert "Выберите этап" in read(client.post(url("stage_check_ask", program.pk, "never"), follow=True))
    actions.miss_due(at=timezone.now() + timedelta(days=60))
    check = mc.check_of(program, cast.mentee)
    assert "Спросить снова" in read(client.get(url("program_checks", program.pk)))
    assert "Спросили снова" in read(client.post(url("stage_check_again", check.pk), follow=True))
    director = sign_in(cast.director, "director")
    assert url("program_checks", program.pk) not in director.get(url("evaluation_detail", program.pk)).content.decode()


def test_below_the_threshold_the_whole_says_only_how_many(cast, curator, program, sign_in):
    both_stages(program, curator, [2], [4])
    text = read(sign_in(cast.director, "director").get(url("stage_change")))
    assert "недостаточно данных" in text
    assert "1 из 1" in text
    assert "2,0" not in text
    assert "недостаточно данных: ответов 1" in text


def test_five_people_are_told_together_and_a_sixth_waits_for_others(cast, curator, sign_in):
    """Marks 2 at entry, 3 at exit: 2,00 → 3,00, +1,00 of five; the sixth falls from 5 to 1 and moves nothing yet."""
    program = mc.running(make.pair([cast.mentor], ms.mentees(6)))
    both_stages(program, curator, [2] * 5 + [5], [3] * 5 + [1])
    page = sign_in(cast.mentor, "mentor").get(url("stage_change"))
    text = read(page)
    assert problems(page.content.decode()) == []
    assert "Мотивация около 2,00 около 3,00 около +1,00 – 5 из 6" in text
    assert "в начале – больше половины: не изменились" in text
    assert sign_in(cast.mentee, "mentee").get(url("stage_change")).status_code == 403


def test_the_files_say_what_the_page_says(cast, curator, sign_in):
    program = mc.running(make.pair([cast.mentor], ms.mentees(5)))
    both_stages(program, curator, [2] * 5, [3] * 5)
    client = sign_in(cast.curator, "curator")
    book = load_workbook(BytesIO(client.get(url("stage_change_paper", "xlsx")).content))
    rows = [row for row in book["Изменения"].iter_rows(values_only=True) if row[2] == "Мотивация" and row[3]]
    assert [row[3:9] for row in rows] == [(2, 3, 1, None, 5, 5)]
    paper = change_paper(change_page(program.year), timezone.now().date())
    assert "около +1,00" in str(paper)
    assert client.get(url("stage_change_paper", "doc")).status_code == 404


def test_years_stand_apart(cast, curator, program, sign_in):
    both_stages(program, curator, [2], [4])
    other = make.year(2025, current=False)
    text = read(sign_in(cast.curator, "curator").get(url("stage_change") + f"?year={other.pk}"))
    assert "Замеров ещё не было" in text
    assert sign_in(cast.curator, "curator").get(url("stage_change") + "?year=9999999999999").status_code == 200
    AcademicYear.objects.filter(pk=other.pk).delete()


def queries(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as found:
        assert client.get(path).status_code == 200
    return len(found)


@pytest.mark.parametrize(("name", "limit"), [("program_checks", 12), ("stage_change", 12)])
def test_pages_cost_the_same_for_one_and_for_three(cast, curator, sign_in, name, limit):
    client, prices = sign_in(cast.curator, "curator"), []
    for size, start in ((1, 0), (3, 10)):
        program = mc.running(make.pair([make.mentor().person], ms.mentees(size, start=start)))
        both_stages(program, curator, [2] * size, [3] * size)
        prices.append(queries(client, url(name, *([program.pk] if name == "program_checks" else []))))
    assert prices[0] == prices[1] <= limit


def test_a_sheet_costs_few_queries(cast, curator, program, sign_in):
    mc.ask(program, curator)
    client, path = sign_in(cast.mentee, "mentee"), url("stage_check_detail", mc.check_of(program, cast.mentee).pk)
    assert queries(client, path) <= 12
    both = mc.give(mc.check_of(program, cast.mentee))
    assert both.state == "given"
    assert queries(client, path) <= 12
