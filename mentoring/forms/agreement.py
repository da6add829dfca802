"""An additional agreement: its draft, its number, its scan, its end."""

from django import forms

from mentoring.choices import PaymentMeasure
from mentoring.models import ListEntry, Pair

from .consent import scan_field
from .fields import DateField, KeyField, MoneyField, TextField
from .seen import SeenForm

PICK = {"required": "Выберите из списка.", "invalid_choice": "Выберите из списка."}
NUMBER = {
    "invalid": "Напишите число, например 15 или 1500,50.",
    "max_digits": "Слишком большое число.",
    "max_whole_digits": "Слишком большое число.",
    "max_decimal_places": "Не больше двух знаков после запятой.",
}


class AgreementForm(SeenForm):
    pair = KeyField(
        Pair.objects.none(), label="Пара", required=False, empty_label="Все пары наставника", error_messages=PICK
    )
    since = DateField(label="Работа наставником с")
    until = DateField(label="по")
    payment = KeyField(ListEntry.objects.none(), label="Вид поощрения", empty_label=None, error_messages=PICK)
    measure = forms.ChoiceField(
        label="Как считают размер", choices=PaymentMeasure.choices, widget=forms.RadioSelect, error_messages=PICK
    )
    amount = MoneyField(
        label="Размер",
        required=False,
        help_text="Процент или рубли в месяц. Если словами, оставьте пустым.",
        error_messages=NUMBER,
    )
    terms = TextField(label="Условия словами", required=False, longest=300, help_text="Например: за каждую пару.")
    basis = TextField(label="Основание", required=False, longest=300, help_text="Согласие и приказ: номера и даты.")

    def __init__(self, *args, pairs, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pair"].queryset = pairs
        self.fields["pair"].label_from_instance = lambda pair: pair.title
        self.fields["payment"].queryset = ListEntry.objects.filter(list="motivation", retired=False)

    def values(self):
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class NumberForm(forms.Form):
    number = TextField(
        label="Номер",
        required=False,
        longest=40,
        help_text="Оставьте пустым: номер присвоится по порядку. Впишите, если нумерует отдел кадров.",
    )
    date = DateField(label="Дата")


class ScanForm(forms.Form):
    scan = scan_field("Скан подписанного соглашения")


class EndForm(forms.Form):
    on = DateField(label="Последний день")
    reason = TextField(label="Почему", longest=200, missing="Напишите, почему соглашение прекращается.")
