"""All pages, rendered once for the browser tests and looked at once by the browser."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.contrib.staticfiles import finders
from django.db import transaction

from .rendering import ACCOUNTS, Rendering, distinct, of_demo, of_matrix

SITE = "http://nastavnik.test"
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """tags => axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]}).then(found =>
  found.violations.flatMap(rule => rule.nodes.map(node =>
    `${rule.id}: ${node.target.join(" ")} | ${node.html.slice(0, 160)} | ${(node.any[0] || node.all[0] || node.none[0] || {}).message || ""}`)))"""
TOO_WIDE = """() => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
  [...document.querySelectorAll("body *")].filter(node => node.getBoundingClientRect().right > innerWidth + 1
    && !node.closest(".table-box, .chart-box, .scroll")).slice(0, 4)
    .map(node => `${node.tagName.toLowerCase()}.${node.className} ${(node.textContent || "").trim().slice(0, 40)}`)
    .concat(`${document.documentElement.scrollWidth} px`)"""


def render_everything(rows):
    """Distinct renderings of the demo college, then of the matrix; the database is left as it was."""
    from monitoring.demo.play import play

    with transaction.atomic():
        moment = datetime(2026, 11, 20, 10, tzinfo=ZoneInfo("Europe/Moscow"))
        play(people=90, pair_count=30, years=2, seed=1, now=moment, say=lambda text: None)
        pages = list(of_demo(_accounts()))
        transaction.set_rollback(True)
    with transaction.atomic():
        pages += list(of_matrix(_world(), rows))
        transaction.set_rollback(True)
    return pages, distinct(pages)


def _accounts():
    from django.core.cache import cache

    from mentoring.models import User

    cache.clear()
    return {role: User.objects.get(email=f"{role}@demo.example") for role in ACCOUNTS}


def _world():
    from django.core.cache import cache

    from conftest import Cast
    from mentoring.tests import make
    from monitoring.tests.world import World

    cache.clear()
    make.college()
    make.year()
    cache.clear()
    return World(Cast())


@dataclass
class Visit:
    """What the browser found on one page."""

    page: Rendering
    axe: dict = field(default_factory=dict)
    wide: dict = field(default_factory=dict)
    said: list = field(default_factory=list)


def look_at(tab, pages):
    """Open each page once: axe at 1280 and 375, width at 320, at 1280 with the text doubled."""
    by_path, said = {}, []
    tab.route("**/*", lambda route: _answer(route, by_path, said))
    tab.on("console", lambda message: said.append(f"console: {message.text}") if message.type == "error" else None)
    tab.on("pageerror", lambda error: said.append(f"script: {error}"))
    for number, page in enumerate(pages):
        said.clear()
        by_path["page"] = page
        visit = Visit(page)
        tab.set_viewport_size({"width": 1280, "height": 900})
        tab.goto(f"{SITE}/{number}{urlsplit(page.path).path}")
        tab.evaluate(AXE)
        visit.axe[1280] = tab.evaluate(RUN, TAGS)
        visit.wide["1280"] = tab.evaluate(TOO_WIDE)
        tab.evaluate("document.documentElement.dataset.scale = '200'")
        visit.wide["1280 при 200 %"] = tab.evaluate(TOO_WIDE)
        tab.evaluate("document.documentElement.dataset.scale = '100'")
        tab.set_viewport_size({"width": 375, "height": 740})
        visit.axe[375] = tab.evaluate(RUN, TAGS)
        tab.set_viewport_size({"width": 320, "height": 640})
        visit.wide["320"] = tab.evaluate(TOO_WIDE)
        visit.said = list(said)
        yield visit


def _answer(route, by_path, said):
    """The page's own text, our static files; anything else is a request that must not be."""
    url = route.request.url
    path = urlsplit(url).path
    if not url.startswith(SITE):
        said.append(f"request to {url}")
        route.abort()
    elif route.request.resource_type == "document":
        page = by_path["page"]
        route.fulfill(body=page.html, content_type="text/html; charset=utf-8", headers={"Content-Security-Policy": page.policy})
    elif path.startswith("/static/") and finders.find(path.removeprefix("/static/")):
        route.fulfill(path=finders.find(path.removeprefix("/static/")))
    else:
        said.append(f"request to {path}")
        route.abort()
