"""Choices of rows that meet a strange key with words."""

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError

from mentoring.queries.page import whole


class KeysField(forms.ModelMultipleChoiceField):
    """A key longer than any database number is no choice, not a failure."""

    def _check_values(self, value):
        if isinstance(value, list | tuple) and not all(whole(key) for key in value):
            raise ValidationError(self.error_messages["invalid_pk_value"], code="invalid_pk_value", params={"pk": "–"})
        return super()._check_values(value)


class Autocomplete(AutocompleteSelect):
    """Shows again what was typed, unless it is no key at all."""

    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, [key for key in value if whole(key)], attr)
