"""A browser without a browser for the administration: enter, open, fill the form that was shown, post it."""

from html.parser import HTMLParser

from django.contrib import admin
from django.contrib.messages import get_messages
from django.urls import reverse

WHY = "Опечатка в личном деле."


def enter(client, person, *, staff=True):
    """Sign in; the way into the administration is opened unless told otherwise."""
    type(person.user).objects.filter(pk=person.user.pk).update(is_staff=staff)
    client.logout()
    client.force_login(person.user, backend="mentoring.authentication.EmailBackend")
    return client


def models():
    return list(admin.site._registry)


def page(model, what="changelist", *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{what}", args=args)


def words(response):
    """What the messages of an answer said."""
    return [str(message) for message in get_messages(response.wsgi_request)]


def shown(client, path):
    """{field name: values} of the card's form as the page shows it; a reason that is asked is given."""
    return explained(controls(client.get(path).content.decode()))


def explained(data):
    return {**data, "why": data["why"] or WHY} if "why" in data else data


def save(client, path, button="_continue", **typed):
    """Post the form that the page shows, with `typed` over it; None takes a field away."""
    data = {**shown(client, path), **typed, button: "1"}
    return client.post(path, {name: value for name, value in data.items() if value is not None})


def act_on(client, model, name, rows, query=""):
    """Choose rows in the list and an act; returns the answer (a check page or a redirect)."""
    data = {"action": name, "_selected_action": [row.pk for row in rows], "index": "0", "select_across": "0"}
    return client.post(page(model) + query, data)


def confirm(client, model, check, *, checked=True, **typed):
    """Post a check page as it was shown."""
    data = {**explained(controls(check.content.decode())), **typed}
    if checked:
        data["checked"] = "1"
    return client.post(page(model), data)


def controls(html):
    reader = _Controls()
    reader.feed(html)
    return {name: values if len(values) > 1 else values[0] for name, values in reader.found.items()}


class _Controls(HTMLParser):
    """Successful controls of the forms inside the content of a page; buttons and unticked boxes are left out."""

    SKIPPED = ("submit", "button", "search")

    def __init__(self):
        super().__init__()
        self.found = {}
        self.select = self.area = None
        self.inside = False

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "main":
            self.inside = True
        if not self.inside:
            return
        if tag == "input":
            self._input(attrs)
        elif tag == "select":
            self.select = attrs.get("name"), "multiple" in attrs, []
        elif tag == "option" and self.select:
            self.select[2].append((attrs.get("value", ""), "selected" in attrs))
        elif tag == "textarea":
            self.area = attrs.get("name"), []

    def _input(self, attrs):
        kind, name = attrs.get("type", "text"), attrs.get("name")
        ticked = kind not in ("checkbox", "radio") or "checked" in attrs
        if name and kind not in self.SKIPPED and ticked:
            self._add(name, attrs.get("value", "on" if kind == "checkbox" else ""))

    def handle_data(self, data):
        if self.area:
            self.area[1].append(data)

    def handle_endtag(self, tag):
        if tag == "select" and self.select:
            name, several, options = self.select
            chosen = [value for value, selected in options if selected]
            if not chosen and options and not several:
                chosen = [options[0][0]]
            for value in chosen:
                self._add(name, value)
            self.select = None
        if tag == "textarea" and self.area:
            name, text = self.area
            self._add(name, "".join(text).removeprefix("\n"))
            self.area = None

    def _add(self, name, value):
        self.found.setdefault(name, []).append(value)
