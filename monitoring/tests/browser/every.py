"""All pages, rendered once for the browser tests and looked at once by the browser."""

import os
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.contrib.staticfiles import finders
from django.db import transaction

from .rendering import ACCOUNTS, Rendering, distinct, of_demo, of_matrix

FULL = os.environ.get("EVERY_PAGE") == "1"
PART, PARTS = map(int, os.environ.get("PART", "1/1").split("/"))  # «2/3»: every third page from the second
SITE = "http://nastavnik.test"
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """tags => axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]}).then(found =>
  found.violations.flatMap(rule => rule.nodes.map(node => {
    const why = (node.any[0] || node.all[0] || node.none[0] || {}).message || "";
    return `${rule.id}: ${node.target.join(" ")} | ${node.html.slice(0, 160)} | ${why}`;
  })))"""
TOO_WIDE = """() => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
  [...document.querySelectorAll("body *")].filter(node => node.getBoundingClientRect().right > innerWidth + 1
    && !node.closest(".table-box, .chart-box, .scroll")).slice(0, 4)
    .map(node => `${node.tagName.toLowerCase()}.${node.className} ${(node.textContent || "").trim().slice(0, 40)}`)
    .concat(`${document.documentElement.scrollWidth} px`)"""

SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
    p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""
CUT = """() => [...document.querySelectorAll("body *")].filter(node => {
    const style = getComputedStyle(node), own = [...node.childNodes].some(one => one.nodeType === 3 && one.data.trim());
    const seen = node.clientWidth > 2 && !node.closest("svg, .visually-hidden, .paper-page, [aria-hidden=true]");
    return own && seen && /hidden|clip/.test(style.overflow + style.overflowX + style.overflowY)
      && (node.scrollWidth > node.clientWidth + 2 || node.scrollHeight > node.clientHeight + 2);
  }).slice(0, 4).map(node => `cut: ${node.tagName.toLowerCase()}.${node.className} ${node.textContent.trim().slice(0, 40)}`)"""
COVERS = """() => [...document.querySelectorAll("body *")].filter(node =>
    /fixed|sticky/.test(getComputedStyle(node).position) && node.getBoundingClientRect().height > innerHeight / 2)
  .map(node => `covers half of the window: ${node.tagName.toLowerCase()}.${node.className}`)"""


def render_everything(rows, *, every_role):
    """Distinct renderings of the demo college, then of the matrix; the database is left as it was."""
    from monitoring.demo.play import play

    with transaction.atomic():
        moment = datetime(2026, 11, 20, 10, tzinfo=ZoneInfo("Europe/Moscow"))
        play(people=90, pair_count=30, years=2, seed=1, now=moment, say=lambda text: None)
        pages = list(of_demo(_accounts()))
        transaction.set_rollback(True)
    with transaction.atomic():
        pages += list(of_matrix(_world(), rows, every_role=every_role))
        transaction.set_rollback(True)
    return pages, distinct(pages)


def _accounts():
    from django.core.cache import cache

    from mentoring.models import User

    cache.clear()
    return {role: User.objects.get(email=f"{role}@demo.example") for role in ACCOUNTS}


def _world():
    from django.core.cache import cache

    from mentoring.tests import make
    from mentoring.tests.cast import Cast
    from monitoring.tests.world import World

    cache.clear()
    make.college()
    make.year()
    cache.clear()
    return World(Cast())


def own_part(pages):
    """What this process looks at of all pages: several share them by PART."""
    return pages[PART - 1 :: PARTS]


@dataclass
class Visit:
    """What the browser found on one page."""

    page: Rendering
    axe: dict = field(default_factory=dict)
    wide: dict = field(default_factory=dict)
    said: list = field(default_factory=list)
    close: dict = field(default_factory=dict)  # what a closer look has found


class Tab:
    """A page of the browser that is answered from kept text and from our static files; `said` is what it complained of."""

    def __init__(self, tab):
        self.tab, self.page, self.said, self.number = tab, None, [], 0
        tab.route("**/*", self._answer)
        tab.on("console", self._heard)
        tab.on("pageerror", lambda error: self.said.append(f"script: {error}"))

    def open(self, page):
        self.tab.set_viewport_size({"width": 1280, "height": 900})
        self.show_page(page)
        self.tab.evaluate(AXE)

    def show_page(self, page):
        """As the window stands."""
        self.page, self.number = page, self.number + 1
        self.said.clear()
        self.tab.goto(f"{SITE}/{self.number}{urlsplit(page.path).path}")

    def wide(self, width):
        self.tab.set_viewport_size({"width": width, "height": 740})

    def show(self, name, value):
        """An attribute of the root: data-scale, data-scheme."""
        self.tab.evaluate("([name, value]) => { document.documentElement.dataset[name] = value }", [name, value])

    def axe(self):
        return self.tab.evaluate(RUN, TAGS)

    def too_wide(self):
        return self.tab.evaluate(TOO_WIDE)

    def closer(self):
        """{view: what is wrong}: 400 % of 1280 × 1024, the distances of WCAG 1.4.12, our own wide ones without pictures."""
        found = {}
        self.tab.set_viewport_size({"width": 320, "height": 256})
        found["400 %"] = self.too_wide() + self.tab.evaluate(COVERS)
        self.show("spacing", "wide")
        self.show("pictures", "off")
        for width in (320, 1280):
            self.wide(width)
            found[f"own distances, {width}"] = self.too_wide() + self.tab.evaluate(CUT)
        self.tab.evaluate("() => { delete document.documentElement.dataset.spacing }")
        self.tab.evaluate(SPACED)
        for width in (1280, 320):
            self.wide(width)
            found[f"text spacing, {width}"] = self.too_wide() + self.tab.evaluate(CUT)
        return found

    def _heard(self, message):
        if message.type == "error":
            self.said.append(f"console: {message.text}")

    def _answer(self, route):
        path = urlsplit(route.request.url).path
        kept = finders.find(path.removeprefix("/static/")) if path.startswith("/static/") else None
        if not route.request.url.startswith(SITE) or (kept is None and route.request.resource_type != "document"):
            self.said.append(f"request to {route.request.url}")
            route.abort()
        elif kept:
            route.fulfill(path=kept)
        else:
            policy = {"Content-Security-Policy": self.page.policy}
            route.fulfill(body=self.page.html, content_type="text/html; charset=utf-8", headers=policy)


def look_at(tab, pages, *, narrow_once=False, closer=False):
    """Open each page once: axe at 1280 and 375 px; the width at 1280, with the text doubled, and at 320.

    `closer` looks at more of it; `narrow_once`: axe at 375 px for the richest rendering of a template alone; the width is measured on all.
    """
    narrow = set()
    for page in pages:
        tab.open(page)
        visit = Visit(page, said=tab.said)
        visit.axe[1280], visit.wide["1280"] = tab.axe(), tab.too_wide()
        tab.show("scale", "200")
        visit.wide["1280, 200 %"] = tab.too_wide()
        tab.show("scale", "100")
        tab.wide(375)
        name = page.name.split(",")[0]
        visit.axe[375] = () if narrow_once and name in narrow else tab.axe()
        narrow.add(name)
        tab.wide(320)
        visit.wide["320"] = tab.too_wide()
        visit.close = tab.closer() if closer else {}
        visit.said = list(tab.said)
        yield visit


def look_in_schemes(tab, pages):
    """[(scheme, page, what axe says)] in high contrast and in the dark."""
    for page in pages:
        tab.open(page)
        for scheme in ("contrast", "dark"):
            tab.show("scheme", scheme)
            yield scheme, page, tab.axe()
