"""Shows 6: axe, reflow, markup and titles of every page; with EVERY_PAGE=1 for every role that may open it (PART=1/2: half)."""

import pytest

from mentoring.tests.markup import problems
from monitoring.tests.test_matrix import ROWS

from .every import FULL, Tab, look_at, look_in_schemes, own_part
from .rendering import Rendering

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture(scope="module")
def tab(chromium):
    context = chromium.new_context(locale="ru-RU", timezone_id="Europe/Moscow", reduced_motion="reduce")
    yield Tab(context.new_page())
    context.close()


@pytest.fixture(scope="module")
def visits(rendered, tab):
    """What was found on each distinct page; EVERY_PAGE=1 looks at all of them."""
    everything, chosen = rendered
    return list(look_at(tab, own_part(everything if FULL else chosen), narrow_once=not FULL, closer=FULL))


IN_SCHEMES = [
    "home",
    "request_candidates",
    "order_check",
    "program_detail",
    "program_plan",
    "program_review",
    "survey_page",
    "dashboard",
    "evaluation_detail",
    "person_list",
]
BAD = """<!doctype html><html><head><title>Bad</title></head><body><main><img src="https://foreign.example/a.png">
<p style="color: #ccc">pale</p><input name="nameless"><script>document.title = "x"</script>
<table width="900"><tr><td>wide</td></tr></table></main></body></html>"""
PAPERS = (
    "pdf", "docx", "xlsx", "ics", "file", "sheet", "sample", "errors", "report", "_paper", "_json", "_export", "_register",
)  # fmt: skip
TWINS = {"invitation": "/password/", "password_set": "/password/", "sign_in_code": "/sign-in/"}  # one page by two ways


def told(found):
    return "\n" + "\n".join(found)


def test_every_row_of_the_matrix_was_rendered(rendered):
    everything, chosen = rendered
    assert len(everything) > len(chosen) > 150
    pages = {page.name for page in everything}
    papers = {
        name
        for name in ROWS
        if name.endswith(PAPERS) or name in {"sheet_scan", "document_old_scan", "recognition_letter"}
    }
    missing = {name for name, row in ROWS.items() if row.method == "get" and row.ok == 200} - pages - papers
    assert missing <= {"healthz", "health", "metrics"}


@pytest.mark.parametrize("width", [1280, 375])
def test_axe_finds_nothing(visits, width):
    found = [f"{visit.page}: {line}" for visit in visits for line in visit.axe[width]]
    assert not found, told(found)


def test_axe_finds_nothing_in_the_other_schemes(rendered, tab):
    """Ten pages in high contrast and in the dark; the rest hangs on the contrast table of the tokens."""
    everything, chosen = rendered
    by_name = {page.name: page for page in reversed(everything)}
    pages = own_part(everything) if FULL else [by_name[name] for name in IN_SCHEMES]
    found = [f"{scheme}: {page}: {line}" for scheme, page, lines in look_in_schemes(tab, pages) for line in lines]
    assert not found, told(found)


def test_the_eye_is_sharp(tab):
    """A page with everything wrong is seen to be wrong: the other tests can fail."""
    page = Rendering("bad", "nobody", "/bad/", BAD, "script-src 'self'; img-src 'self'")
    visit = next(look_at(tab, [page]))
    rules = " ".join(visit.axe[1280])
    assert all(rule in rules for rule in ("image-alt", "color-contrast", "label", "html-has-lang"))
    assert visit.wide["320"]
    assert any("foreign.example" in line for line in visit.said)
    assert any("Content Security Policy" in line for line in visit.said)


@pytest.mark.parametrize("view", ["320", "1280", "1280, 200 %"])
def test_nothing_scrolls_sideways(visits, view):
    found = [f"{visit.page}: {visit.wide[view]}" for visit in visits if visit.wide[view]]
    assert not found, told(found)


def test_a_closer_look_finds_nothing_cut_or_covered(visits):
    """WCAG 1.4.10 at 400 %, 1.4.12, and our own wide distances without pictures."""
    if not FULL:
        pytest.skip("every page takes minutes: EVERY_PAGE=1")
    found = [
        f"{visit.page}: {view}: {line}" for visit in visits for view, lines in visit.close.items() for line in lines
    ]
    assert not found, told(found)


def test_every_page_offers_the_display_settings(rendered):
    """The same way on all of them, which returns to the page it was taken from; a redirect's end or a query is another."""
    bare = [str(page) for page in rendered[0] if "/display/?next=/" not in page.html]
    assert not bare, told(bare)


def test_the_console_is_silent_and_nobody_else_is_asked(visits):
    found = [f"{visit.page}: {line}" for visit in visits for line in visit.said]
    assert not found, told(found)


def test_no_link_leads_nowhere(rendered):
    """What a page offers to a reader is open to him."""
    dead = [
        f"{page} from {page.came_from}: {page.status}" for page in rendered[0] if page.came_from and page.status != 200
    ]
    assert not dead, told(dead)


def test_markup_of_every_page(rendered):
    found = [f"{page}: {line}" for page in rendered[0] for line in problems(page.html)]
    assert not found, told(found)


def test_titles_tell_pages_apart(rendered):
    """WCAG 2.4.2: a title ends with the product's name; different pages never share one."""
    owners = {}
    for page in rendered[0]:
        title = page.html.split("<title>")[1].split("</title>")[0]
        assert title.endswith(" — Наставник"), f"{page}: {title}"
        if page.status == 200:
            place = TWINS.get(page.name.split(",")[0], page.path.split("?")[0])
            owners.setdefault((page.world, page.role, title.removeprefix("Ошибка: ")), set()).add(place)
    shared = [f"{who}: {sorted(places)}" for who, places in owners.items() if len(places) > 1]
    assert not shared, told(shared)
