"""Fields of the evaluation: a measure, the conclusion, the choice of levels."""

from django import forms

from mentoring.forms.seen import MarkedForm, VersionedForm
from monitoring.choices import Level
from monitoring.forms.fields import DayField, NumberField, TidyField

PERCENT = "%"
NAME_HINTS = {
    Level.KNOWLEDGE: "Название другого теста, например «Итоговая работа курса».",
    Level.BEHAVIOR: "Блок карты наблюдения или вся карта, например «Методика».",
    Level.RESULTS: "Показатель, например «Качество знаний в 8 группах».",
}
ORDER_OF_DATES = "Дата «после» раньше даты «до». Поменяйте их или исправьте одну."


class EntryForm(MarkedForm):
    """A measure «before – after» of one level. `members` are the program's mentees."""

    name = TidyField(label="Что измеряли", limit=200, error_messages={"required": "Назовите, что измеряли."})
    member = forms.ModelChoiceField(
        label="У кого",
        queryset=None,
        required=False,
        empty_label="у всех вместе",
        error_messages={"invalid_choice": "Выберите участника этой программы."},
    )
    unit = TidyField(
        label="Единица", limit=40, initial=PERCENT, error_messages={"required": "Укажите единицу, например %."}
    )
    before = NumberField(label="До", required=False)
    before_on = DayField(label="Дата «до»", required=False)
    after = NumberField(label="После", required=False)
    after_on = DayField(label="Дата «после»", required=False)
    higher_is_better = forms.TypedChoiceField(
        label="Что лучше",
        choices=[("1", "Чем больше, тем лучше"), ("0", "Чем меньше, тем лучше")],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
        initial="1",
        error_messages={"required": "Выберите, что лучше."},
    )
    source = TidyField(
        label="Откуда число", limit=300, required=False, help_text="Протокол, карта, отчёт учебной части, файл."
    )
    reason = TidyField(
        label="Почему не тест в системе",
        limit=300,
        help_text="По другому тесту вносят, когда теста в системе у человека нет.",
        error_messages={"required": "Напишите, почему не тест в системе."},
    )

    def __init__(self, *args, level, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.level = Level(level)
        self.fields["name"].help_text = NAME_HINTS[self.level]
        self.fields["member"].queryset = members
        if self.level != Level.KNOWLEDGE:
            del self.fields["reason"]
        if self.level == Level.BEHAVIOR:
            self.fields["source"].required = True
            self.fields[
                "source"
            ].help_text = "И почему руками: уровень 3 считают карты наблюдения. Например: карта на бумаге."
            self.fields["source"].error_messages["required"] = "Напишите, откуда число и почему оно внесено руками."
        if self.level != Level.RESULTS:
            del self.fields["higher_is_better"]
        if self.level == Level.RESULTS:
            del self.fields["member"]

    def clean(self):
        data = super().clean()
        before, after = data.get("before"), data.get("after")
        if before is None and after is None and not self.errors.keys() & {"before", "after"}:
            self.add_error("before", "Напишите хотя бы одно число: «до» или «после».")
        if data.get("unit") == PERCENT:
            for name in ("before", "after"):
                value = data.get(name)
                if value is not None and not 0 <= value <= 100:
                    self.add_error(name, "Процент должен быть между 0 и 100.")
        first, last = data.get("before_on"), data.get("after_on")
        if first and last and last < first:
            self.add_error("after_on", ORDER_OF_DATES)
        return data


class ConclusionForm(VersionedForm):
    text = TidyField(
        label="Вывод",
        limit=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=(
            "Чему научились, что применяют, что менять. Вывод прочитают наставник и директор: "
            "не пересказывайте ответы одного человека."
        ),
        error_messages={"required": "Напишите вывод."},
    )


class LevelsForm(forms.Form):
    levels = forms.MultipleChoiceField(
        label="Какие уровни оцениваем",
        choices=[(level.value, f"{level.value}. {level.label}") for level in Level],
        widget=forms.CheckboxSelectMultiple,
        help_text="Модель можно сократить (п. 5.4). Внесённые числа скрытого уровня сохраняются.",
        error_messages={"required": "Выберите хотя бы один уровень.", "invalid_choice": "Выберите уровни из списка."},
    )
