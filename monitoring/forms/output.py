"""Fields of what monitoring gives out: snapshots, targets, replies, the yearly report."""

from django import forms

from mentoring.forms.fields import LongTextField, NumberField, TextField
from mentoring.forms.seen import MarkedForm, VersionedForm
from mentoring.kit.text import tidy
from monitoring.choices.output import ReplySigner
from monitoring.forms.fields import DayField


class SnapshotForm(forms.Form):
    title = TextField(
        label="Название",
        longest=200,
        required=False,
        help_text="Как найти снимок потом: «К запросу министерства от 3 ноября». Можно не заполнять.",
    )


class TargetsForm(forms.Form):
    """A whole number for every figure; `figures` are those that may have a target."""

    def __init__(self, *args, figures, **kwargs):
        super().__init__(*args, **kwargs)
        for figure in figures:
            share = figure.style == "share"
            aim = "не больше" if figure.better == "less" else "не меньше"
            self.fields[figure.code] = NumberField(
                label=figure.name,
                required=False,
                min_value=0,
                max_value=100 if share else 100_000,
                help_text=f"{aim[:1].upper()}{aim[1:]}, {'%' if share else 'штук'}. Сейчас: {figure.text}.",
                error_messages={
                    "min_value": "Цель не бывает меньше нуля.",
                    "max_value": "Доля не бывает больше 100 %%." if share else "Слишком большое число.",
                },
            )


class ReplyFormForm(MarkedForm):
    """`names` are {figure's code: name}. Chosen figures are printed in the order of their numbers, then of the page."""

    title = TextField(label="Название формы", longest=200, missing="Назовите форму, например «Квартальный мониторинг».")
    addressee = TextField(
        label="Кому",
        longest=300,
        missing="Напишите, кому адресован ответ.",
        help_text="Как в письме: «Министерство образования, отдел кадровой политики».",
    )
    before = LongTextField(label="Текст перед показателями", required=False, longest=3000)
    after = LongTextField(label="Текст после показателей", required=False, longest=3000)
    signer = forms.ChoiceField(
        label="Кто подписывает", choices=ReplySigner.choices, widget=forms.RadioSelect,
        error_messages={"required": "Выберите, кто подписывает.", "invalid_choice": "Выберите из списка."},
    )  # fmt: skip

    def __init__(self, *args, names, **kwargs):
        super().__init__(*args, **kwargs)
        self.names = names
        chosen = list(self.initial.get("figures", ()))
        for code, name in names.items():
            place = chosen.index(code) + 1 if code in chosen else None
            self.fields[f"place_{code}"] = NumberField(
                label=name, required=False, min_value=1, max_value=99, initial=place,
                error_messages={"min_value": "Номер начинается с 1.", "max_value": "Номер – не больше 99."},
            )  # fmt: skip

    @property
    def places(self):
        return [self[f"place_{code}"] for code in self.names]

    @property
    def others(self):
        return [field for field in self if not field.name.startswith("place_")]

    def clean(self):
        data = super().clean()
        placed = [(data.get(f"place_{code}"), n, code) for n, code in enumerate(self.names)]
        data["figures"] = [code for place, _, code in sorted(one for one in placed if one[0])]
        if not data["figures"] and not any(name.startswith("place_") for name in self.errors):
            self.add_error(None, "Поставьте номер хотя бы у одного показателя: в этом порядке их напечатаем.")
        return data


class FillForm(forms.Form):
    """Which form, for which day. `today` is the last day that may be asked."""

    on = DayField(label="На дату")

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["on"].help_text = "Сегодня или раньше: показатели на прошлую дату считаем по датам событий."

    def clean_on(self):
        day = self.cleaned_data["on"]
        if day > self.today:
            raise forms.ValidationError("Эта дата ещё впереди. Укажите сегодняшнюю или раньше.")
        return day


class ReplyEditForm(VersionedForm):
    addressee = TextField(label="Кому", longest=300, missing="Напишите, кому адресован ответ.")
    request = TextField(
        label="На какой запрос", longest=200, required=False, help_text="Как в письме: «№ 316-01 от 03.11.2026»."
    )
    before = LongTextField(label="Текст перед показателями", required=False, longest=3000)
    after = LongTextField(label="Текст после показателей", required=False, longest=3000)


class ReplyIssueForm(forms.Form):
    number = TextField(label="Исходящий номер", longest=40, required=False)


class SectionsForm(forms.Form):
    """`sections` are (code, title) of what may be in the report."""

    sections = forms.MultipleChoiceField(
        label="Разделы отчёта",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Выберите хотя бы один раздел.", "invalid_choice": "Выберите разделы из списка."},
    )

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sections"].choices = choices


class ConclusionsForm(VersionedForm):
    """A text for every section of the report and one for the whole."""

    def __init__(self, *args, sections, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["summary"] = LongTextField(label="Общий вывод", longest=4000, required=False)
        for code, title in sections:
            self.fields[f"section_{code}"] = LongTextField(label=f"Вывод: {title}", longest=4000, required=False)

    @property
    def conclusions(self):
        taken = {name: value for name, value in self.cleaned_data.items() if name.startswith("section_")}
        return {name.removeprefix("section_"): value for name, value in taken.items()}


class RemarkForm(forms.Form):
    remark = forms.CharField(
        label="Что исправить", widget=forms.Textarea(attrs={"rows": 3}), max_length=500,
        error_messages={"required": "Напишите, что исправить.", "max_length": "Сократите: не больше 500 знаков."},
    )  # fmt: skip

    def clean_remark(self):
        return tidy(self.cleaned_data["remark"])
