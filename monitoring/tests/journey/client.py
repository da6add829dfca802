"""The hands of Django's test client: pages are read as HTML, forms are sent as a browser without script sends them."""

from pathlib import Path
from urllib.parse import urljoin, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html

from .hands import Hands, best, flat

HIDDEN = "visually-hidden"


class ClientHands(Hands):
    def __init__(self, client, phone=False):
        super().__init__()
        self.client, self.page, self.here, self.files = client, None, "/", {}

    # Reading

    def path(self):
        return self.here

    def text(self):
        body = self.page.find("body")
        return flat(" ".join(body.itertext()))

    def lines(self):
        return [line for line in (flat(text) for text in self.page.get_element_by_id("main").itertext()) if line]

    def _open(self, answer):
        assert answer.status_code == 200, f"{answer.status_code} at {self.here}"
        if answer.redirect_chain:
            self.here = urljoin(self.here, answer.redirect_chain[-1][0])
        self.page, self.files = html.document_fromstring(answer.content.decode()), {}
        for blank in self.page.findall(".//template"):
            blank.drop_tree()

    # Acts

    def visit(self, path):
        self.here = path
        self._open(self.client.get(path, follow=True))

    def follow(self, link):
        self.actions += 1
        self.visit(urljoin(self.here, self._link(link).get("href")))

    def download(self, link):
        self.actions += 1
        answer = self.client.get(urljoin(self.here, self._link(link).get("href")))
        assert answer.status_code == 200, link
        return b"".join(answer.streaming_content) if answer.streaming else answer.content

    def press(self, button):
        self.actions += 1
        found = self._one("button", button, self.page.iter("button"))
        assert found.get("aria-disabled") != "true", f"«{button}» is off: {flat(found.getparent().text_content())}"
        form = self._form_of(found)
        data = self._values(form)
        if found.get("name"):
            data.setdefault(found.get("name"), []).append(found.get("value") or "")
        target = urljoin(self.here, form.get("action") or self.here)
        self.here = target
        if (form.get("method") or "get").lower() == "get":
            self._open(self.client.get(urlsplit(target).path, data, follow=True))
        else:
            self._open(self.client.post(target, data, follow=True))

    def fill(self, label, text, nth=0):
        self.actions += 1
        field = self._field(label, ("input", "textarea"), nth)
        field.value = text

    def choose(self, label, option, nth=0):
        self.actions += 1
        field = self._field(label, ("select",), nth)
        chosen = self._one("option", option, field.iter("option"))
        field.value = chosen.get("value")

    def tick(self, label, nth=0):
        self.actions += 1
        field = self._field(label, ("input",), nth)
        if field.get("type") == "radio":
            for twin in self._form_of(field).xpath(f'.//input[@name="{field.get("name")}"]'):
                twin.attrib.pop("checked", None)
        field.set("checked", "checked")

    def attach(self, label, path):
        self.actions += 1
        self.files[self._field(label, ("input",), 0).get("name")] = Path(path)

    def unfold(self, summary):
        self._one("summary", summary, self.page.iter("summary"))

    def count(self, label):
        return sum(name == flat(label) for name, _ in self._labelled())

    def shot(self, name):
        """Pictures are the browser's."""

    # Finding

    def _one(self, what, wanted, nodes):
        named = [(_name(node), node) for node in nodes]
        found = best(wanted, named)
        assert found is not None, f"no {what} «{wanted}» on {self.here}: {[name for name, _ in named]}"
        return found

    def _link(self, text):
        return self._one("link", text, self.page.iterfind(".//a[@href]"))

    def _field(self, label, tags, nth):
        named = [(name, node) for name, node in self._labelled() if node.tag in tags]
        exact = [node for name, node in named if name == flat(label)]
        near = [node for name, node in named if name.startswith(flat(label))]
        far = [node for name, node in named if flat(label) in name]
        assert exact or near or far, f"no field «{label}» on {self.here}: {[name for name, _ in named]}"
        return (exact or near or far)[nth]

    def _labelled(self):
        nodes = {node.get("id"): node for node in self.page.iterfind(".//*[@id]")}
        for label in self.page.iter("label"):
            if label.get("for") in nodes:
                yield _name(label), nodes[label.get("for")]
        for node in self.page.iterfind(".//*[@aria-label]"):
            yield flat(node.get("aria-label")), node

    def _form_of(self, node):
        own = node.get("form")
        return self.page.get_element_by_id(own) if own else next(node.iterancestors("form"))

    def _values(self, form):
        data = {}
        for name, value in form.form_values():
            data.setdefault(name, []).append(value)
        for node in self.page.xpath(f'//*[@form="{form.get("id")}"][@checked]') if form.get("id") else ():
            data.setdefault(node.get("name"), []).append(node.get("value") or "on")
        for node in form.xpath('.//input[@type="file"]'):
            data.pop(node.get("name"), None)
            if node.get("name") in self.files:
                path = self.files[node.get("name")]
                data[node.get("name")] = SimpleUploadedFile(path.name, path.read_bytes())
        return data


def _name(node):
    """What is written on a control, without the words «(необязательно)»."""
    return flat(node.get("aria-label") or node.text_content()).removesuffix(" (необязательно)")
