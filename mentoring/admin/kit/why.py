"""«Почему»: a correction of somebody else's data says its reason, and the journal keeps it."""

from django import forms

from mentoring.forms.fields import LongTextField

LABEL = "Почему вы это меняете"
MISSING = "Напишите, почему меняете чужую запись: причина останется в её истории."
LONGEST = 500


def why_field():
    return LongTextField(
        label=LABEL,
        longest=LONGEST,
        missing=MISSING,
        help_text="Причину увидят в истории записи все, кто её читает.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class WhyForm(forms.Form):
    """For an act over many rows."""

    why = why_field()
