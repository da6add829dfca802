"""Choices of rows that meet a strange key with words."""

from django.contrib.admin.widgets import AutocompleteSelect

from mentoring.forms.fields import KeysField
from mentoring.kit.text import whole

__all__ = ["Autocomplete", "KeysField"]


class Autocomplete(AutocompleteSelect):
    """Shows again what was typed, unless it is no key at all."""

    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, [key for key in value if whole(key)], attr)
