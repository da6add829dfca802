"""The hands of a browser: things are found by role and accessible name, as a screen reader would name them."""

import re
from urllib.parse import urlsplit

from monitoring.tests.journey.hands import Hands, flat

INPUTS, LISTS = "input, textarea", "select"


class MouseHands(Hands):
    """One page in one session. `trouble` gathers console errors, failed answers and requests to strangers."""

    def __init__(self, page, base, gallery, *, phone=False, script=True):
        super().__init__()
        self.page, self.base, self.gallery, self.phone, self.script = page, base, gallery, phone, script
        self.trouble = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.trouble.append(f"{self.path()}: {error}"))
        page.on("request", self._request)
        page.on("response", self._response)
        page.set_default_timeout(60000)

    def _console(self, message):
        if message.type in ("error", "warning"):
            self.trouble.append(f"{self.path()}: {message.text}")

    def _request(self, request):
        if not request.url.startswith((self.base, "data:", "blob:", "chrome")):
            self.trouble.append(f"{self.path()}: request to {request.url}")

    def _response(self, answer):
        if answer.status >= 400:
            self.trouble.append(f"{self.path()}: {answer.status} for {answer.url}")

    # Reading

    def path(self):
        return urlsplit(self.page.url).path

    def text(self):
        return flat(self.page.inner_text("body"))

    def lines(self):
        return [line for line in map(flat, self.page.inner_text("main").splitlines()) if line]

    def count(self, label):
        return self.page.get_by_label(label, exact=True).count()

    def shot(self, name):
        self.gallery(self.page, name, phone=self.phone)

    # Acts

    def visit(self, path):
        self.page.goto(self.base + path)

    def follow(self, link):
        self.actions += 1
        found = self._named("link", link)
        self._reach(found)
        with self.page.expect_navigation():
            self._push(found)

    def press(self, button):
        self.actions += 1
        found = self._named("button", button)
        assert found.get_attribute("aria-disabled") != "true", f"«{button}» is off"
        self._reach(found)
        if found.get_attribute("type") == "button":
            self._push(found)
            return
        with self.page.expect_navigation():
            self._push(found)

    def download(self, link):
        """The file behind a link, asked for in this session."""
        self.actions += 1
        address = self._named("link", link).evaluate("node => node.href")
        answer = self.page.request.get(address)
        assert answer.ok, f"{answer.status} for {address}"
        return answer.body()

    def fill(self, label, text, nth=0):
        self.actions += 1
        self._write(self._field(label, INPUTS, nth), text)

    def choose(self, label, option, nth=0):
        self.actions += 1
        field = self._field(label, LISTS, nth)
        options = field.evaluate("node => [...node.options].map(option => option.text)")
        self._pick(field, _place(option, options))

    def tick(self, label, nth=0):
        self.actions += 1
        self._mark(self._field(label, INPUTS, nth))

    def attach(self, label, path):
        self.actions += 1
        self._give(self._field(label, INPUTS, 0), path)

    def unfold(self, summary):
        found = self._first(self.page.locator("summary").filter(visible=True).filter(has_text=summary), summary)
        if not found.evaluate("node => node.parentElement.open"):
            self._reach(found)
            self._push(found)

    # How a mouse does it

    def _reach(self, found):
        """A mouse is there at once."""

    def _push(self, found):
        found.click()

    def _write(self, field, text):
        field.fill(text)

    def _pick(self, field, place):
        field.select_option(index=place)

    def _mark(self, field):
        field.check()

    def _give(self, field, path):
        field.set_input_files(path)

    # Finding

    def _named(self, role, name):
        for pattern in _ways(name):
            found = self.page.get_by_role(role, name=pattern).filter(visible=True)
            if found.count():
                return found.first
        names = [flat(text) for text in self.page.get_by_role(role).all_inner_texts()]
        raise AssertionError(f"no {role} «{name}» on {self.path()}: {names}")

    def _field(self, label, tags, nth):
        for pattern in _ways(label):
            found = self.page.get_by_label(pattern).and_(self.page.locator(tags))
            if found.count():
                return found.last if nth < 0 else found.nth(nth)
        raise AssertionError(f"no field «{label}» on {self.path()}")

    def _first(self, locator, words):
        assert locator.count(), f"no «{words}» on {self.path()}"
        return locator.first


def _ways(name):
    """An exact name, its beginning, a part of it; words may be parted by any blanks and followed by «(необязательно)»."""
    words = r"\s+".join(re.sub(r"(?=[,:])", r"\\s*", re.escape(word)) for word in name.split())
    return [re.compile(rf"^\s*{words}(\s*\(необязательно\))?\s*$"), re.compile(rf"^\s*{words}"), re.compile(words)]


def _place(wanted, options):
    for pattern in _ways(wanted):
        for place, option in enumerate(options):
            if pattern.search(option):
                return place
    raise AssertionError(f"no «{wanted}» among {options}")
