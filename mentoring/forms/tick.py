"""The tick before a binding act: «Я проверила…»."""

from django import forms

from mentoring.kit.text import agreed


class TickForm(forms.Form):
    """`words` agree with the gender of the person who ticks; `missing` stands beside a tick that was forgotten."""

    checked = forms.BooleanField()

    def __init__(self, *args, words, missing, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["checked"].label = agreed(words, person.gender if person else "")
        self.fields["checked"].error_messages["required"] = missing
