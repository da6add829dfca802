"""Forms of things that two people may edit at once: the loser sees both texts and chooses."""

from datetime import time
from decimal import Decimal

from django import forms

from mentoring.kit.dates import short
from mentoring.kit.stale import mark_of
from mentoring.kit.ui import DiffRow


class SeenForm(forms.Form):
    """`seen` is the mark of what the person saw when the page was opened."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    carries = "seen"  # the field that tells what was seen
    stale = ""
    differences = ()

    def keep_mine(self, refusal, kept, seen):
        """Show what is kept now beside what was typed; saving again means «my text»."""
        self.stale = str(refusal)
        said = {name: self.cleaned_data.get(name) for name in self.fields if name != self.carries}
        words = [
            (str(field.label or name), shown(field, kept.get(name)), shown(field, said[name]))
            for name, field in self.fields.items()
            if name in said
            and (said[name] or not isinstance(field, forms.FileField))  # no file sent: the old one stays
        ]
        self.differences = [DiffRow(label, was, mine) for label, was, mine in words if was != mine]
        self.data = self.data.copy()
        self.data[self.add_prefix(self.carries)] = seen


class MarkedForm(SeenForm):
    """The mark is kept apart from the fields: an action takes `cleaned_data` as it is. error_summary shows both texts."""

    tells = True
    mark = ""

    def full_clean(self):
        super().full_clean()
        if self.is_bound:
            self.mark = self.cleaned_data.pop("seen", "")


class VersionedForm(SeenForm):
    """Of a row with a version of its own, which the action takes. error_summary shows both texts."""

    tells = True
    carries = "lock_version"
    seen = None
    lock_version = forms.IntegerField(widget=forms.HiddenInput)


def marked(fields):
    """`initial` of a MarkedForm over what is kept."""
    return {**fields, "seen": mark_of(fields)}


def shown(field, value):
    """A field's value as a person reads it."""
    if value in (None, "", [], ()):
        return "нет"
    if isinstance(value, bool):
        return _labels(field).get(str(int(value)), "да" if value else "нет")
    if isinstance(value, Decimal):
        return f"{value.normalize():f}".replace(".", ",")
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if hasattr(value, "strftime"):
        return short(value)
    if isinstance(field, forms.ModelMultipleChoiceField):
        keys = {getattr(item, "pk", item) for item in value}
        return ", ".join(str(item) for item in field.queryset if item.pk in keys)
    if isinstance(field, forms.ModelChoiceField):
        return str(value)
    labels, value = _labels(field), field.prepare_value(value)
    if isinstance(value, list | tuple):
        return ", ".join(labels.get(str(code), str(code)) for code in value)
    return labels.get(str(value), str(value).replace("\r\n", "\n"))


def _labels(field):
    return {str(code): str(label) for code, label in flat(getattr(field, "choices", ()))}


def flat(choices):
    """Choices without their groups."""
    for code, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield code, label
