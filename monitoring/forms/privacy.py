"""Fields of depersonalization."""

from django import forms

CHECKED = "Я прочитал(а), что будет удалено и что останется. Вернуть данные нельзя."


class DepersonalizeForm(forms.Form):
    reason = forms.ChoiceField(label="Почему", widget=forms.RadioSelect)
    checked = forms.BooleanField(
        label=CHECKED, error_messages={"required": "Отметьте, что прочитали: вернуть данные нельзя."}
    )

    def __init__(self, *args, reasons, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = reasons
        self.words = dict(reasons)

    @property
    def reason_words(self):
        return self.words[self.cleaned_data["reason"]]
