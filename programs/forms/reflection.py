"""Fields of a reflection: one for each guiding question, and who reads."""

from django import forms

from mentoring.forms.fields import LongTextField
from programs.choices.growth import Readers

CHOOSE = {"required": "Выберите, кто прочитает.", "invalid_choice": "Выберите, кто прочитает."}


def _readers():
    return forms.ChoiceField(
        label="Кто прочитает", choices=Readers.choices, widget=forms.RadioSelect, initial=Readers.NOBODY,
        error_messages=CHOOSE, help_text="Решаете только вы; передумать можно в любой день.",
    )  # fmt: skip


class ReflectionForm(forms.Form):
    """`questions` are (question, answer kept); nothing is compulsory."""

    def __init__(self, *args, questions, **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = [question for question, _ in questions]
        for number, (question, answer) in enumerate(questions):
            self.fields[f"q{number}"] = LongTextField(label=question, required=False, longest=4000, initial=answer)
        self.fields["readers"] = _readers()

    def answers(self):
        """(question, answer) in order."""
        return [(question, self.cleaned_data[f"q{number}"]) for number, question in enumerate(self.questions)]


class ReadersForm(forms.Form):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["readers"] = _readers()
