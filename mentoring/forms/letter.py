"""The wording of a letter; which letters a person wants."""

from django import forms

from mentoring.forms.seen import SeenForm
from mentoring.kit.text import whole
from mentoring.models.letter import BODY_LIMIT, SUBJECT_LIMIT


class WordingForm(SeenForm):
    subject = forms.CharField(label="Тема", max_length=SUBJECT_LIMIT)
    body = forms.CharField(label="Текст", max_length=BODY_LIMIT, widget=forms.Textarea(attrs={"rows": 6}))
    off = forms.BooleanField(label="Не отправлять это письмо", required=False)

    def __init__(self, *args, duty, **kwargs):
        super().__init__(*args, **kwargs)
        if duty:
            del self.fields["off"]

    @property
    def words(self):
        return {"off": False, **self.cleaned_data, "seen": whole(self.cleaned_data["seen"]) or 0}


class LettersForm(forms.Form):
    """`rows` are queries.letter.ChoiceRow."""

    wanted = forms.MultipleChoiceField(
        label="Присылать мне", required=False, widget=forms.CheckboxSelectMultiple, choices=()
    )

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["wanted"].choices = [(row.code, row.subject) for row in rows]
        self.fields["wanted"].initial = [row.code for row in rows if row.wanted]
