"""Fields of an incident with data and of its two notices."""

from django import forms

from mentoring.forms.fields import KeyField, LongTextField, NumberField, TextField
from mentoring.forms.seen import SeenForm
from mentoring.kit.dates import clock, short
from mentoring.models import Person
from monitoring.choices.privacy import PERSONAL

WHEN = "День и час: 28.11.2026 14:30."
TYPED = ["%d.%m.%Y %H:%M", "%d.%m.%y %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]


class MomentField(forms.DateTimeField):
    """A day and an hour as people write them."""

    widget = forms.TextInput

    def __init__(self, *args, missing="Укажите день и час, например 28.11.2026 14:30.", **kwargs):
        errors = {"required": missing, "invalid": "Напишите день и час так: 28.11.2026 14:30."}
        super().__init__(*args, input_formats=TYPED, error_messages=errors, help_text=WHEN, **kwargs)

    def to_python(self, value):
        found = super().to_python(value)
        if found is not None and not 1990 <= found.year <= 2100:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return found

    def prepare_value(self, value):
        return f"{short(value)} {clock(value)}" if hasattr(value, "strftime") else value


class IncidentForm(SeenForm):
    title = TextField(label="Что случилось?", missing="Напишите одной строкой, что случилось.")
    found_at = MomentField(label="Когда обнаружили?")
    happened_at = MomentField(label="Когда случилось?", required=False)
    whom = LongTextField(
        label="Кого касается?", longest=2000, missing="Напишите, чьи данные затронуты.",
        help_text="Группы людей; имена не обязательны.",
    )  # fmt: skip
    amount = NumberField(label="Скольких людей?", required=False, min_value=0, max_value=2_000_000_000)
    categories = forms.MultipleChoiceField(
        label="Какие данные?", required=False, choices=[(one.value, one.label) for one in PERSONAL],
        widget=forms.CheckboxSelectMultiple, error_messages={"invalid_choice": "Выберите из списка."},
    )  # fmt: skip
    text = LongTextField(label="Подробности", longest=6000, required=False)
    cause = LongTextField(label="Предполагаемая причина", longest=3000, required=False)
    harm = LongTextField(label="Какой вред возможен?", longest=3000, required=False)
    measures = LongTextField(label="Что уже сделано?", longest=3000, required=False)
    result = LongTextField(
        label="Что показала проверка?", longest=6000, required=False, help_text="Нужно для второго уведомления."
    )
    culprits = LongTextField(label="Из-за кого случилось?", longest=2000, required=False)
    responsible = KeyField(
        Person.objects.none(), label="Кто отвечает?", required=False, empty_label="администратор",
        help_text="Запись увидят он, вы и администратор.",
    )  # fmt: skip

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["responsible"].queryset = people


class SentForm(forms.Form):
    sent_at = MomentField(label="Когда отправили?")
