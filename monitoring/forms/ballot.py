"""The whole anonymous sheet as one form, and the term that moves for all."""

from django import forms

from monitoring.forms.fields import DayField
from monitoring.forms.response import REASON, PageForm, field_name


class BallotForm(PageForm):
    """Every question of the survey at once, shown by parts."""

    def __init__(self, page, *args, **kwargs):
        super().__init__(page.sheet, *args, version=page.survey.version, **kwargs)
        self.names = [(title, [name for key in keys for name in self._fields_of(key)]) for title, keys in page.parts]

    def _fields_of(self, key):
        """The answer and, where the question has one, the reason of a low mark."""
        return [name for name in (field_name(key), field_name(key) + REASON) if name in self.fields]

    def parts(self):
        return [(title, [self[name] for name in names]) for title, names in self.names]

    def answers(self):
        """What was answered; nothing when the form is not whole."""
        return self.given() if self.is_valid() else []


class PostponeForm(forms.Form):
    deadline = DayField(label="Новый срок для всех", help_text="Например 05.06.2027.")
