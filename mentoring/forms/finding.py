"""Choosing people: a short list is shown whole, a long one is searched by name.

A region has thousands of people, and a list of them all is neither read nor sent to a telephone.
"""

import re
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms.models import ModelChoiceIterator
from django.utils.functional import cached_property

from mentoring.kit.text import LONGEST_SEARCH, count_of, tidy, whole, words_of
from mentoring.kit.widgets import Several
from mentoring.models import Mentor, Pair, Person

from .fields import KeyField, KeysField

LONGEST = 100  # people of a list
SHOWN = 20  # namesakes to choose among
FOUND = "Нашли и отметили."
WHICH = {"person": "кто нужен", "pair": "какая нужна"}
AT_ONCE = 20  # names looked for by one form
NAMES = {Person: "sort_key", Mentor: "person__sort_key", Pair: "members__person__sort_key"}


@dataclass(frozen=True)
class Words:
    """Names typed beside the keys already chosen.

    `only_look` when the form is not being sent yet, `shown` when the page has already told what the names gave.
    """

    text: str
    chosen: tuple = ()
    only_look: bool = False
    shown: bool = False


@dataclass(frozen=True)
class Found:
    """What one name gave: not more than SHOWN rows and one."""

    name: str
    rows: tuple
    noun: str

    @property
    def refusal(self):
        """Why nobody is chosen by this name; empty when it is one person's."""
        if not self.rows:
            return f"Не нашли «{self.name}». Проверьте фамилию или напишите только её начало."
        if len(self.rows) > SHOWN:
            most = count_of(SHOWN, self.noun)
            return f"По словам «{self.name}» нашлось больше {most}. Допишите имя и отчество."
        if len(self.rows) > 1:
            many = count_of(len(self.rows), self.noun)
            return f"По словам «{self.name}» нашлось: {many}. Выберите, {WHICH[self.noun]}."
        return ""

    @property
    def offered(self):
        return self.rows if len(self.rows) <= SHOWN else ()


class TooMany:
    """More names at once than are looked for: each costs the database a question or two."""

    rows = offered = ()
    refusal = f"Сразу ищем не больше {AT_ONCE} человек. Оставьте часть имён на второй раз."


class Rows(ModelChoiceIterator):
    """As many rows as a list holds, and one more, by which a long one is known."""

    def __iter__(self):
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        yield from map(self.choice, self.queryset[: LONGEST + 1])


class Finder:
    """The control: the usual list, or those chosen and a line for names."""

    long_template = "office/finder.html"
    list_layout = ""

    @cached_property
    def listed(self):
        """Choices of a short list; None when there are too many for one."""
        rows = list(iter(self.choices))  # without asking the database how many there are
        return rows if len([key for key, _ in rows if key]) <= LONGEST else None

    @property
    def layout(self):
        return self.list_layout if self.listed is not None else "finder"

    def optgroups(self, name, value, attrs=None):
        self.choices = self.listed
        return super().optgroups(name, value, attrs)

    def value_from_datadict(self, data, files, name):
        chosen, only_look = super().value_from_datadict(data, files, name), data.get("look") == name
        text = tidy(data.get(f"{name}-words", "")[:LONGEST_SEARCH])
        several, shown = isinstance(chosen, list), text == data.get(f"{name}-seen")
        answered = shown and not several and chosen is not None
        if not only_look and (not text or answered):
            return chosen
        keys = chosen if several else [chosen]
        return Words(text, tuple(key for key in keys if key), only_look, shown)

    def value_omitted_from_data(self, data, files, name):
        return super().value_omitted_from_data(data, files, name) and f"{name}-words" not in data

    def use_required_attribute(self, initial):
        return False

    def render(self, name, value, attrs=None, renderer=None):
        words = value if isinstance(value, Words) else None
        if self.listed is not None:
            self.choices = self.listed
            return super().render(name, list(words.chosen) if words else value, attrs, renderer)
        chosen = words.chosen if words else [key for key in self.format_value(value) if key]
        page, own = self.choices.field.page(words, chosen), self.build_attrs(self.attrs, attrs)
        wrong = "aria-invalid" in own and not (words and words.only_look)
        own["class"] = f"form-control{' is-invalid' if wrong else ''}"
        return self._render(self.long_template, {"widget": {"name": name, "attrs": own, **page}}, renderer)


class FindOne(Finder, forms.Select):
    pass


class FindMany(Finder, forms.CheckboxSelectMultiple):
    list_layout = "choices"


class FindSeveral(Finder, Several):
    """Of a short list, several lists."""


class Searched:
    """What the two fields share."""

    iterator = Rows

    def clean(self, value):
        return super().clean(self._keys(value) if isinstance(value, Words) else value)

    def has_changed(self, initial, data):
        return isinstance(data, Words) or super().has_changed(initial, data)

    def page(self, words, chosen):
        """What the control shows: rows (key, label, whether chosen), words still to be made clear, what to say of them.

        A name typed by whoever may choose one wins over the former choice: until it is clear nobody is ticked.
        """
        found = self._found(words.text) if words else []
        unclear = self._unclear(found, words)
        keys = [str(key) for key in (chosen if self.many or not found else ())]
        keys += [str(row.pk) for row in self._new(found, words)]
        rows = {str(row.pk): row for row in self._kept([*chosen, *keys] if unclear else keys)}
        rows |= {str(row.pk): row for one in found for row in one.offered}
        empty = self.empty_label and not self.required
        return {
            "many": self.many,
            "rows": [
                *([("", self.empty_label, not (keys or unclear))] if empty else ()),
                *((key, self.label_from_instance(row), key in keys) for key, row in rows.items()),
            ],
            "words": words.text if unclear else "",
            "says": (" ".join(one.refusal for one in unclear) or FOUND) if found and words.only_look else "",
        }

    def _keys(self, words):
        found = self._found(words.text)
        unclear = self._unclear(found, words)
        if unclear or words.only_look:
            raise ValidationError([one.refusal for one in unclear] or ["Проверьте, кто отмечен."], code="look")
        keys = [row.pk for row in self._new(found, words)]
        return list(dict.fromkeys([*words.chosen, *keys])) if self.many else keys[0]

    def _unclear(self, found, words):
        """Names that are not one person's; of those shown before, none of whose people has been ticked since."""
        ticked = set(words.chosen) if words and self.many and words.shown else set()
        return [one for one in found if one.refusal and ticked.isdisjoint(str(row.pk) for row in one.offered)]

    def _new(self, found, words):
        """People of clear names; where several may be chosen they were ticked when the names were shown, and may be unticked."""
        if words and self.many and words.shown:
            return []
        return [one.rows[0] for one in found if not one.refusal]

    def _found(self, text):
        names = [name.strip() for name in (re.split(r"[,;\n]", text) if self.many else [text])]
        names = list(dict.fromkeys(name for name in names if name))
        noun = "pair" if self.queryset.model is Pair else "person"
        return [Found(name, self._named(name), noun) for name in names] if len(names) <= AT_ONCE else [TooMany]

    def _named(self, name):
        """Whose surname begins so; when nobody's does, whose name has these words anywhere."""
        path = NAMES[self.queryset.model]
        first, *others = words_of(name)
        begun = Q(**{f"{path}__startswith": first})
        for word in others:
            begun &= Q(**{f"{path}__contains": f" {word}"})
        anywhere = [Q(**{f"{path}__contains": word}) for word in (first, *others)]
        return self._rows(begun) or self._rows(*anywhere)

    def _rows(self, *wanted):
        return tuple(self.queryset.filter(*wanted).distinct()[: SHOWN + 1])

    def _kept(self, keys):
        return self.queryset.filter(pk__in=[key for key in keys if whole(key)]) if keys else ()


class FindField(Searched, KeyField):
    """One of the people, or of the mentors, of `queryset`."""

    widget = FindOne
    many = False


class FindManyField(Searched, KeysField):
    """Several of them."""

    widget = FindMany
    many = True
    empty_label = None
