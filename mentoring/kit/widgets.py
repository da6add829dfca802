"""Form controls of our own; the form templates ask a widget for its `layout`."""

from django.forms import DateInput, MultiWidget, RadioSelect, Select, SelectMultiple
from django.utils.html import format_html_join


class DateText(DateInput):
    """A date typed as 30.06.2027; dates are parsed by the field (kit/dates.parse_date reads more ways of writing)."""

    def __init__(self, attrs=None):
        super().__init__({"class": "date", "autocomplete": "off", "maxlength": 20, **(attrs or {})}, format="%d.%m.%Y")


class Scale(RadioSelect):
    """Boxes in a row, ten of them or as many as there are choices; `low` and `high` stand under the ends.

    The choice whose value is `skip_value` («Не могу оценить») stands apart.
    """

    layout = "scale"

    def __init__(self, attrs=None, choices=(), *, low="", high="", skip_value="skip"):
        super().__init__(attrs, choices)
        self.low, self.high, self.skip_value = low, high, skip_value


class Several(SelectMultiple):
    """Lists under one name, each for one choice: a long list asks neither for Ctrl nor for a wall of ticks."""

    most = 20  # drawn again however many keys were sent

    def __init__(self, attrs=None, choices=(), *, places=3, name="", empty="не указан"):
        super().__init__(attrs, choices)
        self.places, self.name, self.empty = places, name, empty

    def render(self, name, value, attrs=None, renderer=None):
        picked, own = list(value or ())[: self.most], {**self.attrs, **(attrs or {})}
        choices = [("", self.empty), *self.choices]
        lists = []
        for place in range(max(self.places, len(picked))):
            more = {"id": f"{own['id']}_{place}", "aria-label": f"{self.name} {place + 1}"} if place else {}
            chosen = picked[place] if place < len(picked) else ""
            lists.append((Select(choices=choices).render(name, chosen, {**own, **more}, renderer),))
        return format_html_join("", "<p>{}</p>", lists)

    def value_from_datadict(self, data, files, name):
        return [value for value in super().value_from_datadict(data, files, name) or () if value]


class Matrix(MultiWidget):
    """A scale for each of several rows: on a phone they stand one under another, each with its own name."""

    layout = "matrix"

    def __init__(self, rows, choices, attrs=None, *, skip_value="skip"):
        super().__init__([Scale(choices=choices, skip_value=skip_value) for _ in rows], attrs)
        self.rows = rows

    def decompress(self, value):
        return [(value or {}).get(str(place), "") for place in range(1, len(self.rows) + 1)]

    def id_for_label(self, id_):
        """The first box of the first row."""
        return f"{id_}_0_0"
