"""What is wrong with a page's markup, found without a browser: nesting, ids, labels, inline code, foreign addresses."""

import re
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SVG_LEAVES = {"path", "circle", "rect", "line", "polyline", "polygon", "ellipse", "use", "stop"}
BLOCKS = {
    "address",
    "article",
    "aside",
    "blockquote",
    "details",
    "dialog",
    "div",
    "dl",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
}
PHRASING_ONLY = {
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "span",
    "b",
    "strong",
    "em",
    "label",
    "button",
    "dt",
    "summary",
    "legend",
}
CHILDREN = {
    "ul": {"li", "template", "script"},
    "ol": {"li", "template", "script"},
    "dl": {"dt", "dd", "div"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot", "tr"},
    "thead": {"tr"},
    "tbody": {"tr", "template"},
    "tr": {"td", "th", "template"},
}
TWO_STOPS = re.compile(r"[^.]{0,40}[^.]\.\.(?!\.)")  # «Белова О. Н..»
INTERACTIVE = {"a", "button", "select", "textarea", "input", "summary"}


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.stack, self.problems, self.ids, self.references, self.h1 = [], [], [], [], 0

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self._nesting(tag)
        self._attributes(tag, values)
        if tag not in VOID and tag not in SVG_LEAVES:
            self.stack.append(tag)

    def handle_startendtag(self, tag, attrs):
        self._attributes(tag, dict(attrs))

    def handle_endtag(self, tag):
        if tag in SVG_LEAVES and (not self.stack or self.stack[-1] != tag):
            return
        if not self.stack or self.stack[-1] != tag:
            self.problems.append(f"</{tag}> closes {self.stack[-3:]}")
        if tag in self.stack:
            while self.stack.pop() != tag:
                pass

    def handle_data(self, data):
        self.problems += [f"two full stops: {found}" for found in TWO_STOPS.findall(data) if "script" not in self.stack]

    def _nesting(self, tag):
        parent = self.stack[-1] if self.stack else ""
        inside = [name for name in self.stack if name in PHRASING_ONLY]
        if tag in BLOCKS and inside and "svg" not in self.stack:
            heading_in_summary = inside == ["summary"] and tag.startswith("h")
            if not heading_in_summary:
                self.problems.append(f"<{tag}> inside <{inside[-1]}>")
        if parent in CHILDREN and tag not in CHILDREN[parent]:
            self.problems.append(f"<{tag}> directly inside <{parent}>")
        if tag in INTERACTIVE and {"a", "button"} & set(self.stack):
            self.problems.append(f"<{tag}> inside a link or a button")
        if tag == "form" and "form" in self.stack:
            self.problems.append("a form inside a form")

    def _attributes(self, tag, values):
        self.h1 += tag == "h1"
        in_template = "template" in self.stack
        if "id" in values and not in_template:
            self.ids.append(values["id"])
        for name in ("for", "aria-describedby", "aria-labelledby", "form"):
            if values.get(name) and not in_template and not (name == "form" and tag != "button"):
                self.references += [(name, word) for word in values[name].split()]
        if tag == "img" and "alt" not in values:
            self.problems.append("an image without alt")
        if "style" in values or tag == "style" or (tag == "script" and "src" not in values):
            self.problems.append(f"inline code or style in <{tag}>")
        self.problems += [f"{name} in <{tag}>" for name in values if name.startswith("on")]


def problems(html):
    """A list of words, empty when all is well. Accepts a page or a piece."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    found = list(reader.problems)
    found += [f"<{tag}> is not closed" for tag in reader.stack]
    found += [f"id {name} twice" for name in {i for i in reader.ids if reader.ids.count(i) > 1}]
    found += [f"{name} points to a missing id {word}" for name, word in reader.references if word not in reader.ids]
    own = re.sub(r'<a [^>]*rel="noopener noreferrer"[^>]*>', "", html)  # a link out, which fetches nothing by itself
    found += [f"foreign address {url}" for url in re.findall(r'(?:src|href|action)="(https?://[^"]+|//[^"]+)"', own)]
    if "<html" in html and reader.h1 != 1:
        found.append(f"{reader.h1} h1 on a page")
    return found
