"""Fields of a report: the author's judgement, the recipient's remarks, another date."""

from django import forms

from mentoring.forms.fields import DateField, LongTextField
from mentoring.forms.seen import SeenForm
from programs.choices.report import ReportKind

LONG = 4000
NOT_PERSONAL = "Пишите о работе: о личной жизни, увлечениях и «моральных качествах» здесь не спрашивают и не хранят."


class LaterText(LongTextField):
    """A draft may leave it empty; sending asks for it, so it is not called optional."""

    def validate(self, value):
        if value or self.needed:
            super().validate(value)

    needed = False


class LaterChoice(forms.ChoiceField):
    needed = False

    def validate(self, value):
        if value or self.needed:
            super().validate(value)


class ReportForm(SeenForm):
    """The fields of one kind of report. `sending` makes the needed ones needed; `recipients` may be chosen from."""

    def __init__(self, data=None, *, report, own, recipients=(), sending=False, initial=None):
        super().__init__(data, initial=initial)
        for field in own:
            self.fields[field.code] = _control(field, sending)
        if len(recipients) > 1 and report.kind != ReportKind.REVIEW:
            self.fields["unit"] = LaterChoice(
                label="Кому отправить",
                choices=recipients,
                error_messages={"invalid_choice": "Выберите получателя из списка."},
            )
            self.fields["unit"].help_text = "Куратору или руководителю объединения, отделения."

    use_required_attribute = False

    def said(self):
        """{field code: text} as the action takes them."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("seen", "unit")}


def _control(field, sending):
    common = {"label": field.label, "required": field.required, "help_text": field.hint}
    if field.choices:
        missing = {"required": f"Выберите: {field.label.rstrip('?').lower()}.", "invalid_choice": "Выберите из списка."}
        made = LaterChoice(choices=field.choices, widget=forms.RadioSelect, error_messages=missing, **common)
    else:
        made = LaterText(
            longest=LONG,
            missing="Напишите хотя бы одну фразу.",
            widget=forms.Textarea(attrs={"rows": field.rows}),
            **common,
        )
    made.needed = sending and field.required
    return made


class ReturnForm(forms.Form):
    """A remark to each field that was written, and one to the report as a whole."""

    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args, own, **kwargs):
        super().__init__(*args, **kwargs)
        for field in own:
            if not field.private:
                self.fields[field.code] = _remark(f"К полю «{field.label}»")
        self.fields["general"] = _remark("Ко всему отчёту")

    def notes(self):
        return {name: text for name, text in self.cleaned_data.items() if name != "sha256" and text}


def _remark(label):
    return LongTextField(label=label, required=False, longest=1000, widget=forms.Textarea(attrs={"rows": 2}))


class MoveForm(forms.Form):
    due = DateField(label="Новый срок", missing="Укажите новый срок, например 25.12.2026.")
    reason = LongTextField(
        label="Почему",
        longest=300,
        missing="Напишите причину: её увидит автор отчёта.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class WaiveForm(forms.Form):
    reason = LongTextField(
        label="Почему без него обойдёмся",
        longest=300,
        missing="Напишите причину: её увидит автор отчёта.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AddressForm(forms.Form):
    unit = forms.ChoiceField(
        label="Кто читает отчёт", required=False, widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Выберите получателя из списка."},
    )  # fmt: skip

    def __init__(self, *args, recipients, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = recipients
