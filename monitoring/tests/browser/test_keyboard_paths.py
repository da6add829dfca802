"""WCAG 2.1.1–2.4.11 on the paths a person walks every day, by Tab, Enter, Space, arrows and Esc alone.

The other paths of the twelve – a program sent, returned and approved, a meeting, a file, a survey – are walked the same
way by test_journey.py and test_instrument.py.
"""

from urllib.parse import parse_qs, urlsplit

import pytest

from mentoring.models import Pair
from mentoring.queries import page as pages
from mentoring.tests.make import PASSWORD, mentee, order, pair, request
from mentoring.tests.test_factor import connect, now_code
from monitoring.models import Response
from monitoring.tests import make_survey as ms
from programs.tests import make as make_programs

from .gallery import gallery
from .keyboard import KeyboardHands

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
MOST_STOPS = 25  # from the top of a page to what it is for, by the skip link


@pytest.fixture
def hands(cast, new_page, live_server, one_at_a_time):
    """hands("curator"): keys alone, signed in; at the end no stop was unseen and the browser complained of nothing."""
    all_hands = []

    def sit_down(part="", **options):
        one = KeyboardHands(new_page(**options), live_server.url, gallery(), phone=options.get("phone", False))
        all_hands.append(one)
        if part:
            session = _signed_in(getattr(cast, part).user)
            one.page.context.add_cookies([{"name": "nastavnik", "value": session, "url": live_server.url}])
        return one

    yield sit_down
    assert [line for one in all_hands for line in one.unseen + one.trouble] == []


def _signed_in(user):
    from django.test import Client

    client = Client()
    client.force_login(user, backend="mentoring.authentication.EmailBackend")
    return client.cookies["nastavnik"].value


def focus(one):
    """What the keyboard stands on, as its words."""
    return one.page.evaluate("(document.activeElement.innerText || document.activeElement.id || '').trim()")


def keys(one, *pressed):
    for key in pressed:
        one.page.keyboard.press(key)


def errors_are_read(one):
    """The list of errors has taken the focus."""
    one.page.locator("[data-errors]:focus").wait_for(timeout=20000)


def test_1_sign_in_with_an_error_and_a_code(cast, hands):
    connect(cast.curator)
    one = hands()
    one.visit("/sign-in/")
    one.fill("Электронная почта", cast.curator.email)
    one.fill("Пароль", "neverno-sovsem-1")
    one.press("Войти")
    errors_are_read(one)
    keys(one, "Tab", "Enter")
    assert focus(one) == "id_username", "and its link leads to the field"
    one.fill("Пароль", PASSWORD)
    one.press("Войти")
    one.fill("Код", now_code())
    one.press("Войти")
    one.sees("Ольга Белова")


def test_2_a_pair_is_found_and_opened(cast, hands):
    one = hands("curator")
    one.visit("/")
    one.fill("Найти человека или пару", "Ковалёва")
    with one.page.expect_navigation():
        keys(one, "Enter")
    one.follow("Ковалёва")
    one.sees("Марина Сергеевна")


def test_3_a_pair_with_two_mentees(cast, hands):
    asked = [request(mentee(who).person) for who in ("Кузьмин Павел Ильич", "Лосева Вера Ильинична")]
    one = hands("curator")
    one.visit("/pairs/")
    one.follow("Новая пара")
    assert one.longest[0] <= MOST_STOPS, one.longest
    for ask in asked:
        one.tick(f"№ {ask.pk}, {ask.person.last_name}")
    one.choose("Наставник", "Панина")
    one.press("Создать проект пары")
    assert {person.last_name for person in Pair.objects.latest("pk").mentees} == {"Кузьмин", "Лосева"}


def test_4_rows_of_a_plan_are_added_moved_and_removed(cast, hands):
    program = make_programs.program(make_programs.around_today(cast.pair))
    one = hands("mentor")
    one.visit(f"/programs/{program.pk}/plan/")
    one.press("Опустить: мероприятие 1")
    assert focus(one).startswith("Опустить"), "the focus goes with the row"
    one.press("Убрать: мероприятие 3")
    assert focus(one) == "Вернуть"
    one.press("Добавить мероприятие")
    one.press("Сохранить черновик")
    assert list(program.events.order_by("position").values_list("measure", flat=True)) == [
        "Мероприятие 2",
        "Мероприятие 1",
    ]


def test_8_two_errors_of_a_survey_are_mended(cast, hands):
    survey = ms.running(cast.actor("curator"), [ms.program(cast.pair)])
    one = hands("mentee", phone=True)
    one.visit(f"/surveys/invitations/{ms.invitations(survey)[0].pk}/")
    one.press("Понятно, начать анкету")
    marks = one.count("9")
    for number in range(2, marks):
        one.tick("9", nth=number)
    one.press("Дальше")
    errors_are_read(one)
    one.sees("Исправьте 2 места")
    for number in range(2):
        one.tick("9", nth=number)
    while "Отправить ответы?" not in one.text():
        one.press("Проверить и отправить" if "Проверить и отправить" in one.text() else "Дальше")
        for number in range(one.count("9")):
            one.tick("9", nth=number)
    one.press("Отправить ответы")
    assert Response.objects.count() == 1


def test_9_a_file_is_uploaded_and_replaced(cast, hands, tmp_path):
    document = order(state="awaiting_scan")
    one = hands("curator")
    for name in ("first.pdf", "second.pdf"):
        (tmp_path / name).write_bytes(b"%PDF-1.7\n%" + name.encode() + b"\n%%EOF\n")
        one.visit(f"/documents/{document.pk}/scan/")
        one.attach("Скан подписанного документа", tmp_path / name)
        one.press("Загрузить скан")
        one.sees("Скан сохранён")
    document.refresh_from_db()
    assert (document.scan.name, document.old_scans.count()) == ("second.pdf", 1)


def test_10_filter_sort_and_next_page_of_a_list(cast, hands, monkeypatch):
    monkeypatch.setattr(pages.page_of, "__defaults__", (3,))
    for _ in range(5):
        pair()
    one = hands("curator")
    one.visit("/pairs/")
    one.choose("Вид", "Традиционное")
    one.press("Найти")
    one.follow("Срок")
    one.follow("Дальше")
    one.sees("4–6 из 7")
    assert one.longest[0] <= MOST_STOPS, one.longest
    assert {"kind", "sort", "page"} <= set(parse_qs(urlsplit(one.page.url).query))


def test_11_a_menu_opens_closes_by_escape_and_gives_the_focus_back(cast, hands):
    for options, summary in (({}, "в роли куратора"), ({"phone": True}, "Меню")):
        one = hands("curator", **options)
        one.visit("/")
        one.unfold(summary)
        keys(one, "Tab")
        inside = "document.activeElement.closest('.menu') !== null"
        assert one.page.evaluate(inside), "the next stop is in the menu"
        keys(one, "Escape")
        assert one.page.evaluate("document.activeElement.tagName") == "SUMMARY"
        assert one.page.locator(".top details[open]").count() == 0


def test_12_display_settings_and_the_way_out(cast, hands):
    one = hands("mentor")
    one.visit("/")
    one.follow("Вид")
    for chosen in ("Тёмная", "Крупный, 150 %", "Увеличенные", "Скрыть, графики"):
        one.tick(chosen)
    one.press("Сохранить вид")
    root = one.page.evaluate("({...document.documentElement.dataset})")
    assert root == {"scale": "150", "scheme": "dark", "spacing": "wide", "pictures": "off"}
    one.unfold("Марина Ковалёва")
    one.press("Выйти")
    one.sees("Вы вышли")
