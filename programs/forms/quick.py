"""The same controls without a template each: a plan of sixty rows has a thousand of them and thousands of options."""

from functools import lru_cache

from django import forms
from django.forms.utils import flatatt
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe


class _Quick:
    def attributes(self, name, attrs, **more):
        return flatatt(self.build_attrs(self.attrs, {"name": name, **(attrs or {}), **more}))


class QuickSelect(_Quick, forms.Select):
    def render(self, name, value, attrs=None, renderer=None):
        chosen = "" if value is None else str(value)
        options = "".join(
            f"{start} selected>{label}" if code == chosen else f"{start}>{label}"
            for code, start, label in _options(tuple(self.choices))
        )
        return mark_safe(f"<select{self.attributes(name, attrs)}>{options}</select>")


@lru_cache(maxsize=256)
def _options(choices):
    return tuple(
        (str(code), f'<option value="{conditional_escape(code)}"', f"{conditional_escape(label)}</option>")
        for code, label in choices
    )


class QuickArea(_Quick, forms.Textarea):
    def render(self, name, value, attrs=None, renderer=None):
        text = conditional_escape("" if value is None else value)
        return mark_safe(f"<textarea{self.attributes(name, attrs)}>\n{text}</textarea>")


class QuickInput(_Quick, forms.TextInput):
    """A field of one line."""

    def render(self, name, value, attrs=None, renderer=None):
        shown = {} if value in (None, "") else {"value": str(value)}
        return mark_safe(f"<input{self.attributes(name, attrs, type=self.input_type, **shown)}>")


class QuickHidden(QuickInput):
    input_type = "hidden"


class QuickNumber(QuickInput):
    input_type = "number"


class QuickTick(_Quick, forms.CheckboxInput):
    def render(self, name, value, attrs=None, renderer=None):
        ticked = {"checked": True} if self.check_test(value) else {}
        return mark_safe(f"<input{self.attributes(name, attrs, type='checkbox', **ticked)}>")
