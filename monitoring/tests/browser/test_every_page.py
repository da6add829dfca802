"""Shows 6: axe, reflow, markup and titles of every page for every role that may open it."""

import os

import pytest
from django.test import override_settings

from mentoring.tests.markup import problems
from monitoring.tests.test_matrix import ROWS

from .every import look_at, render_everything

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture(scope="module")
def rendered(django_db_setup, django_db_blocker, tmp_path_factory):
    """(all pages, distinct pages)."""
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        return render_everything(ROWS)


@pytest.fixture(scope="module")
def visits(rendered, chromium):
    context = chromium.new_context(locale="ru-RU", timezone_id="Europe/Moscow")
    everything, chosen = rendered
    try:
        yield list(look_at(context.new_page(), everything if os.environ.get("EVERY_PAGE") == "1" else chosen))
    finally:
        context.close()


def told(found):
    return "\n" + "\n".join(found)


def test_every_row_of_the_matrix_was_rendered(rendered):
    everything, chosen = rendered
    pages = {page.name for page in everything}
    print(f"{len(everything)} pages, {len(chosen)} distinct")
    papers = {name for name in ROWS if name.endswith(("pdf", "docx", "xlsx", "file", "sheet", "sample", "errors", "report"))}
    missing = {name for name, row in ROWS.items() if row.method == "get" and row.ok == 200} - pages - papers
    assert missing <= {"healthz"}


@pytest.mark.parametrize("width", [1280, 375])
def test_axe_finds_nothing(visits, width):
    found = [f"{visit.page}: {line}" for visit in visits for line in visit.axe[width]]
    assert not found, told(found)


@pytest.mark.parametrize("view", ["320", "1280", "1280 при 200 %"])
def test_nothing_scrolls_sideways(visits, view):
    found = [f"{visit.page}: {visit.wide[view]}" for visit in visits if visit.wide[view]]
    assert not found, told(found)


def test_the_console_is_silent_and_nobody_else_is_asked(visits):
    found = [f"{visit.page}: {line}" for visit in visits for line in visit.said]
    assert not found, told(found)


def test_markup_of_every_page(rendered):
    found = [f"{page}: {line}" for page in rendered[0] for line in problems(page.html)]
    assert not found, told(found)


def test_titles_tell_pages_apart(rendered):
    """WCAG 2.4.2: a title ends with the product's name; different templates never share one."""
    owners = {}
    for page in rendered[0]:
        title = page.html.split("<title>")[1].split("</title>")[0]
        assert title.endswith(" — Наставник"), f"{page}: {title}"
        owners.setdefault(title.removeprefix("Ошибка: "), set()).add(page.name.split(",")[0])
    shared = {title: names for title, names in owners.items() if len(names) > 1}
    assert not shared, shared
