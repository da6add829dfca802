"""Forms of a page, and hostile ways to fill them: the fuzzer's hands."""

import re
from html.parser import HTMLParser
from itertools import chain

from django.core.files.uploadedfile import SimpleUploadedFile

MARK = "zqx<svg onload=alert(1)>"
FILES = (
    ("a.html", b"<script>alert(1)</script>"),
    ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    ("a.pdf", b"MZ\x90\x00"),
    ("\u202efdp.exe", b"%PDF-1.4\n"),
    ("a.docx", b"PK\x03\x04" + b"\0" * 40),
    ("a.xlsx", b"PK\x05\x06" + b"\0" * 18),
    ("a.csv", b"\xff\xfe\x00=cmd()\n"),
    ("../../a.pdf", b"%PDF-1.4\n%%EOF\n"),
    ("a" * 300 + ".pdf", b"%PDF-1.4\n%%EOF\n"),
    ("a\r\nX-Evil: 1.pdf", b"%PDF-1.4\n%%EOF\n"),
)
VALUES = (
    "",
    "   ",
    MARK,
    "{{ settings.SECRET_KEY }}{% load x %}{0.__class__}",
    "=HYPERLINK(1)\t@SUM",
    "\0",
    "a\0b",
    "\udcff\ud800",
    "\u202eобратно\u2066",
    "🦊" * 50,
    "x" * 20_000,
    "-1",
    "0",
    "9" * 25,
    "1e400",
    "NaN",
    "٣٤",
    "1,5.3",
    "00.00.0000",
    "31.02.2026",
    "01.01.0001",
    "31.12.9999",
    "0001-01-01",
    "2026-13-45T99:99",
    "25:61",
    "' OR 1=1 --",
    "../../etc/passwd",
    "https://evil.example/",
    "//evil.example/",
    "javascript:alert(1)",
    "a@b.example\r\nBcc: c@d.example",
    '{"a": 1}',
    "[]",
    "true",
    "None",
)


NO_KEYS = ("²", "9" * 5_000)  # digits to str.isdigit, and more of them than int() or a database takes


class Form:
    """One form as a browser knows it: where it goes and what it would send untouched."""

    def __init__(self, action, method):
        self.action, self.method = action, method
        self.fields, self.files, self.keys = {}, set(), set()

    @property
    def key(self):
        return self.method, self.action, frozenset(chain(self.fields, self.files))


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.forms, self.form, self.area, self.select = [], None, None, None

    def handle_starttag(self, tag, attrs):
        values = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.form = Form(values.get("action", ""), values.get("method", "get").lower())
            self.forms.append(self.form)
        elif self.form is None:
            return
        elif tag == "option" and self.select:
            if values.get("value") and ("selected" in values or not self.form.fields[self.select]):
                self.form.fields[self.select] = [values["value"]]
        elif name := values.get("name"):
            self._field(tag, name, values)

    handle_startendtag = handle_starttag

    def _field(self, tag, name, values):
        kind = values.get("type", "text")
        if tag == "input" and kind == "file":
            self.form.files.add(name)
            return
        kept = self.form.fields.setdefault(name, [])
        if tag == "select" or kind in ("hidden", "checkbox", "radio"):
            self.form.keys.add(name)
        if tag == "select":
            self.select = name
        elif tag == "textarea":
            self.area = name
            self.form.fields[name] = [""]
        elif kind in ("checkbox", "radio"):
            if not kept or "checked" in values and kind == "radio":
                self.form.fields[name] = [values.get("value", "on")]
        else:
            kept.append(values.get("value", ""))

    def handle_data(self, data):
        if self.area:
            self.form.fields[self.area][0] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "textarea":
            self.area = None
        elif tag == "select":
            self.select = None


def forms_of(page):
    reader = _Reader()
    reader.feed(page)
    return reader.forms


def kinds_of(names):
    """One of the fields that differ in numbers only: rows of a table are read alike."""
    return list({re.sub(r"\d+", "#", name): name for name in names}.values())


def hostile(form, chance, each):
    """Ways to send a form: every field bad at once, one bad among the good, missing, doubled, unknown, strange files.

    `each` is how many bad values every single field meets.
    """
    names = [name for name in form.fields if name != "csrfmiddlewaretoken"]
    plain = {name: form.fields[name] or ["Слово"] for name in names}
    filled = {name: [value or "Слово" for value in values] for name, values in plain.items()}
    yield filled
    yield {}
    for value in chance.sample(VALUES, min(len(VALUES), 2 * each)):
        yield dict.fromkeys(names, [value])
    for name in kinds_of(names):
        yield {key: values for key, values in filled.items() if key != name}
        yield filled | {name: [*filled[name], *chance.sample(VALUES, 2)]}
        for value in (*chance.sample(VALUES, min(len(VALUES), each)), *(NO_KEYS if name in form.keys else ())):
            yield filled | {name: [value]}
    yield filled | {"state": ["signed"], "person": ["1"], "is_superuser": ["on"], "form-TOTAL_FORMS": ["999999999"]}
    for name in form.files:
        yield filled | {name: [MARK]}
        for title, content in chance.sample(FILES, min(len(FILES), each)):
            yield filled | {name: [SimpleUploadedFile(title, content)]}


def sendable(data):
    """Values as a test client sends them: lone surrogates travel as the broken bytes they are."""
    return {
        name: [v.encode("utf-8", "surrogatepass") if isinstance(v, str) else v for v in values]
        for name, values in data.items()
    }
