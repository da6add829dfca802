"""Issue 4, show 3: two people edit and approve at once in two browsers; nothing is lost, the later one is told who did what."""

import pytest

from mentoring.tests.make import PASSWORD
from programs.terms import from_data
from programs.tests import make
from programs.tests import make_amendment as plan

from .gallery import gallery
from .mouse import MouseHands

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

MENTORS = "К маю проводит открытое занятие с критериями."
CURATORS = "К маю проводит открытое занятие; карта наблюдения – не ниже 70 %."
SCHEDULE = "По средам в 15:10, ауд. 118"
CONFLICT = "409 for"  # the browser itself tells of an answer that is a conflict


@pytest.fixture
def hands(cast, new_page, live_server, one_at_a_time):
    """hands("mentor"): a browser of one's own, signed in."""

    def enter(part):
        one = MouseHands(new_page(), live_server.url, gallery())
        one.enter(getattr(cast, part).email, PASSWORD)
        return one

    return enter


@pytest.fixture
def program(cast):
    return make.program(make.around_today(cast.pair), state="active", curator=cast.curator)


def proposed(amendment):
    return from_data(plan.fresh(amendment).proposed).fields


def conflicts_alone(one):
    return [line for line in one.trouble if CONFLICT not in line and "status of 409" not in line] == []


def test_two_browsers_in_one_section(cast, hands, program):
    amendment = plan.started(program, cast.mentor)
    goal = f"/amendments/{amendment.pk}/sections/goal/"
    mentor, curator = hands("mentor"), hands("curator")
    for one in (mentor, curator):
        one.visit(goal)
    curator.fill("Цель", CURATORS)
    curator.press("Сохранить в изменение")
    mentor.fill("Цель", MENTORS)
    mentor.press("Сохранить в изменение")
    mentor.sees(cast.curator.plain_name, CURATORS)
    assert mentor.page.get_by_label("Цель", exact=True).input_value() == MENTORS
    assert proposed(amendment)["goal"] == CURATORS, "nothing is written over until somebody has chosen"
    mentor.press("Сохранить в изменение")
    assert proposed(amendment)["goal"] == MENTORS
    assert conflicts_alone(mentor)
    assert curator.trouble == []


def test_the_draft_changes_under_who_sends_it(cast, hands, program):
    amendment = plan.started(program, cast.mentor)
    plan.section(amendment, cast.mentor, "goal", goal=MENTORS)
    mentor, curator = hands("mentor"), hands("curator")
    mentor.visit(f"/amendments/{amendment.pk}/")
    curator.visit(f"/amendments/{amendment.pk}/sections/schedule/")
    curator.fill("Расписание встреч", SCHEDULE)
    curator.press("Сохранить в изменение")
    mentor.tick("Изменение прочитано целиком")
    mentor.press("Отправить на согласие")
    mentor.sees("Пока вы читали, черновик", cast.curator.short_name, SCHEDULE)
    assert plan.fresh(amendment).state == "draft"
    mentor.tick("Изменение прочитано целиком")
    mentor.press("Отправить на согласие")
    mentor.sees("Готово. Ответят:")
    assert (proposed(amendment)["goal"], proposed(amendment)["schedule"]) == (MENTORS, SCHEDULE)
    assert mentor.trouble == curator.trouble == []


def test_two_amendments_approved_at_once(cast, hands, program):
    """Both wait for the curator in two windows: the second one is told what the first has changed, and carries over."""
    first, second = plan.started(program, cast.mentor), plan.started(program, cast.mentor)
    plan.section(first, cast.mentor, "goal", goal=MENTORS)
    plan.section(second, cast.mentor, "schedule", schedule=SCHEDULE)
    for amendment in (first, second):
        plan.consented(amendment, cast)
    windows = [hands("curator"), hands("curator")]
    for one, amendment in zip(windows, (first, second), strict=True):
        one.visit(f"/amendments/{amendment.pk}/")
    windows[0].press("Утвердить")
    windows[1].press("Утвердить")
    windows[1].sees("Редакция 2", cast.mentor.short_name, "цель")
    assert make.fresh(program).goal == MENTORS
    windows[1].follow("Сравнить и перенести")
    windows[1].press("Перенести изменение")
    for person in (cast.mentor, cast.mentee):
        plan.answer(second, person)
    windows[1].visit(f"/amendments/{second.pk}/")
    windows[1].press("Утвердить")
    now = make.fresh(program)
    assert (now.goal, now.schedule) == (MENTORS, SCHEDULE)
    assert [line for one in windows for line in one.trouble] == []
