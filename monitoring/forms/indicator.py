"""Fields of the register: a value of a year, a payment, an uploaded table, the indicators of a program."""

from django import forms

from mentoring.forms.fields import KeysField
from mentoring.forms.finding import FindField
from mentoring.forms.seen import SeenForm
from mentoring.kit.verdict import Refused
from mentoring.models import AcademicYear, Mentor, Pair, Person
from monitoring.choices.indicator import ENTERED, Half, IndicatorPeriod
from monitoring.forms.fields import DayField, NumberField, TidyField
from monitoring.models import Indicator

FACT_FIELDS = ("value", "numerator", "denominator", "comparison")
FILES = ".pdf,.docx,.jpg,.jpeg,.png"


class IndicatorValueForm(SeenForm):
    """Of an automatic indicator only the base, the target and the note are asked."""

    year = forms.ModelChoiceField(
        label="Учебный год",
        queryset=None,
        empty_label=None,
        error_messages={"required": "Выберите учебный год.", "invalid_choice": "Такого учебного года нет."},
    )
    half = forms.ChoiceField(label="Период", choices=Half.choices, required=False)
    value = NumberField(label="Значение", required=False, help_text="Число целиком – или числитель и знаменатель ниже.")
    numerator = NumberField(label="Числитель", required=False)
    denominator = NumberField(label="Знаменатель", required=False)
    comparison = NumberField(
        label="То же у тех, кого наставничество не касалось",
        required=False,
        help_text="Группа сравнения, если она есть: покажем рядом.",
    )
    baseline = NumberField(label="База", required=False, help_text="С чем сравниваем: обычно число до начала работы.")
    target = NumberField(label="Цель года", required=False, help_text="Пусто – цель из реестра.")
    note = TidyField(label="Примечание", limit=400, required=False, help_text="Откуда число: отчёт, приказ, протокол.")
    upload = forms.FileField(
        label="Файл-основание",
        required=False,
        help_text="PDF, DOCX, JPG или PNG.",
        widget=forms.FileInput(attrs={"accept": FILES}),
        error_messages={"empty": "Файл пуст. Проверьте его на своём компьютере и загрузите снова."},
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    tells = True

    def __init__(self, *args, indicator, today, fixed=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].queryset = AcademicYear.objects.filter(starts__lte=today)
        if indicator.source not in ENTERED:
            for name in FACT_FIELDS:
                del self.fields[name]
        elif not indicator.denominator:
            for name in ("numerator", "denominator"):
                del self.fields[name]
        if indicator.period != IndicatorPeriod.HALF:
            del self.fields["half"]
        for name in ("year", "half"):
            if fixed and name in self.fields:
                self.fields[name].disabled = True
        for name, words in (("numerator", indicator.numerator), ("denominator", indicator.denominator)):
            if name in self.fields:
                self.fields[name].help_text = words[:1].upper() + words[1:]

    def clean_half(self):
        return self.cleaned_data["half"] or Half.WHOLE

    def clean(self):
        data = super().clean()
        number, whole, value = (data.get(name) for name in ("numerator", "denominator", "value"))
        if number is not None and whole is None and "denominator" not in self.errors:
            self.add_error("denominator", "Внесите знаменатель: без него долю не посчитать.")
        if whole is not None and number is None and "numerator" not in self.errors:
            self.add_error("numerator", "Внесите числитель: без него долю не посчитать.")
        if whole is not None and whole <= 0:
            self.add_error("denominator", "Знаменатель – больше нуля.")
        if value is not None and number is not None:
            self.add_error(
                "value", "Оставьте либо значение, либо числитель со знаменателем: вместе они могут разойтись."
            )
        return data


class LoadForm(forms.Form):
    file = forms.FileField(
        label="Файл с таблицей",
        help_text="XLSX или CSV. Первая строка – названия столбцов, как в образце.",
        error_messages={
            "required": "Выберите файл с таблицей.",
            "empty": "Файл пуст. Проверьте его и загрузите снова.",
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def refuse(self, refusal: Refused):
        self.add_error("file", str(refusal))


class PaymentForm(forms.Form):
    person = FindField(
        label="Наставник",
        queryset=None,
        empty_label="выберите",
        error_messages={"required": "Выберите наставника.", "invalid_choice": "Выберите наставника из списка."},
    )
    pair = FindField(
        label="За какую пару",
        queryset=None,
        required=False,
        empty_label="за все сразу",
        error_messages={"invalid_choice": "Выберите пару из списка."},
    )
    since = DayField(label="Период с")
    until = DayField(label="Период по")
    amount = NumberField(label="Сумма за период, ₽")
    note = TidyField(label="Примечание", limit=300, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        mentors = Person.objects.filter(pk__in=Mentor.objects.values("person_id")).in_order()
        self.fields["person"].queryset = mentors
        live = Pair.objects.filter(order__isnull=False).with_members()
        self.fields["pair"].queryset = live
        self.fields["person"].label_from_instance = lambda row: row.full_name

    def clean(self):
        data = super().clean()
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", "Конец периода раньше начала.")
        if data.get("amount") is not None and data["amount"] <= 0:
            self.add_error("amount", "Сумма – больше нуля.")
        return data


class ProgramIndicatorsForm(forms.Form):
    indicators = KeysField(
        label="Показатели этой программы",
        queryset=Indicator.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Базу и факт возьмём из реестра: числа одни для всего техникума.",
        error_messages={"invalid_choice": "Выберите показатель из списка.", "invalid_pk_value": "Выберите показатель."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["indicators"].queryset = Indicator.objects.filter(retired=False)
