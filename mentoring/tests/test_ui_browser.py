"""What only a browser shows: rows of fields, drafts that save themselves, 320 px, doubled text, no script."""

import pytest

from mentoring import navigation

from . import make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
ROWS = """[...document.querySelectorAll('[data-form]:not([hidden])')].map(row =>
    [row.querySelector('[data-n]').textContent, row.querySelector('[name$="-event"]').value.split(' ')[0]])"""


@pytest.fixture
def open_page(chromium, live_server, sign_in, monkeypatch):
    monkeypatch.setattr(navigation, "BY_ROLE", {"curator": [("search", "Поиск")]})
    make.college()
    make.year()
    curator = make.person("Белова Ольга Николаевна", login=True, roles=["curator"])
    session = sign_in(curator).cookies["nastavnik"].value

    def show(width=1280, **options):
        context = chromium.new_context(viewport={"width": width, "height": 900}, locale="ru-RU", **options)
        context.add_cookies([{"name": "nastavnik", "value": session, "url": live_server.url}])
        page = context.new_page()
        page.route("**/styleguide/", lambda route: answer(route))
        page.goto(f"{live_server.url}/styleguide/")
        return page

    def answer(route):
        if route.request.method == "GET":
            route.continue_()
        else:
            show.posts.append(route.request.post_data)
            route.fulfill(status=200, content_type="application/json", body='{"fields": {"rows-0-event": "Записано"}}')

    show.posts = []
    return show


def test_rows_move_copy_go_and_return(open_page):
    page = open_page()
    page.click("[data-form] >> nth=0 >> [data-act=down]")
    assert page.evaluate(ROWS)[:2] == [["1", "Разбор"], ["2", "Посещение"]]
    assert page.inner_text("[data-says]") == "Событие теперь 2 из 3"
    page.click("[data-form] >> nth=0 >> [data-act=copy]")
    assert page.evaluate(ROWS)[:2] == [["1", "Разбор"], ["2", "Разбор"]]
    assert page.evaluate("document.activeElement.name") == "rows-3-direction"
    page.click("[data-form] >> nth=0 >> [data-act=remove]")
    assert len(page.evaluate(ROWS)) == 3
    page.click(".gone button")
    assert len(page.evaluate(ROWS)) == 4
    page.click("[data-add]")
    assert page.input_value("[name=rows-TOTAL_FORMS]") == "5"
    assert [row[0] for row in page.evaluate(ROWS)] == ["1", "2", "3", "4", "5"]


def test_a_draft_saves_itself_once_and_takes_back_what_the_server_says(open_page):
    page = open_page()
    page.fill("[name=rows-1-event]", "Кейс")
    page.wait_for_timeout(5000)
    assert page.input_value("[name=rows-0-event]") == "Записано"
    assert len(open_page.posts) == 1
    assert 'name="autosave"' in open_page.posts[0]


@pytest.mark.parametrize("scale", ["100", "150", "200"])
def test_nothing_scrolls_sideways(open_page, scale):
    page = open_page(320 if scale == "100" else 1280)
    page.evaluate("scale => { document.documentElement.dataset.scale = scale }", scale)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_doubled_text_turns_a_desk_into_a_phone(open_page):
    page = open_page()
    assert page.is_visible(".tabs")
    page.evaluate("document.documentElement.dataset.scale = '200'")
    assert page.is_hidden(".tabs")
    assert page.is_visible(".phone-menu")


def test_without_script_rows_have_numbers_and_ticks(open_page):
    page = open_page(java_script_enabled=False)
    assert page.is_visible("[name=rows-0-ORDER]")
    assert page.is_visible("[name=rows-0-DELETE]")
    assert page.is_hidden("[data-add]")
    page.click(".who summary")
    assert page.is_visible(".who .menu")


def test_the_policy_of_the_page_blocks_nothing_of_ours(open_page):
    said = []
    page = open_page()
    page.on("console", lambda message: said.append(message.text))
    page.reload()
    assert [text for text in said if "Content Security Policy" in text] == []
