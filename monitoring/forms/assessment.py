"""Fields of the yearly assessment: marks and notes of one component, conclusions, decisions."""

from django import forms

from mentoring.forms.fields import DateField, KeyField, LongTextField, TextField
from mentoring.forms.finding import FindField
from mentoring.forms.seen import VersionedForm
from mentoring.models import AcademicYear, Person
from monitoring.choices.year import Mark, Stage, TaskOwner

FROM_LIST = {"invalid_choice": "Выберите из списка."}
NO_MARK = [("", "ещё не отмечено")]
TOGETHER = [("yes", "Вместе с куратором: подписывают оба"), ("no", "Директор один")]


class BeginForm(forms.Form):
    year = KeyField(AcademicYear.objects.none(), label="Учебный год", empty_label=None, error_messages=FROM_LIST)
    together = forms.ChoiceField(
        label="Кто проводит оценку?", choices=TOGETHER, initial="yes", widget=forms.RadioSelect,
        error_messages={"required": "Выберите, кто проводит оценку.", **FROM_LIST},
    )  # fmt: skip

    def __init__(self, *args, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].queryset = AcademicYear.objects.filter(pk__in=[year.pk for year in years])
        self.fields["year"].initial = next((year.pk for year in years if year.current), None)

    def clean_together(self):
        return self.cleaned_data["together"] == "yes"


class ComponentForm(VersionedForm):
    """One choice and one note for every criterion; `marks` and `notes` are what the action takes."""

    def __init__(self, *args, rows, conclusion, **kwargs):
        super().__init__(*args, **kwargs)
        for found in rows:
            row = found.row
            self.fields[f"mark_{row.pk}"] = forms.ChoiceField(
                label=f"{row.text}: отметка", choices=[*NO_MARK, *Mark.choices], required=False, initial=row.mark,
                help_text=found.figure.text if found.figure else "", error_messages=FROM_LIST,
            )  # fmt: skip
            self.fields[f"note_{row.pk}"] = TextField(
                label="Чем подтверждается" if not found.figure else "Что добавить к цифре", longest=500, required=False,
                initial=row.note,
            )  # fmt: skip
        self.fields["conclusion"] = LongTextField(
            label="Вывод по составляющей", longest=4000, required=False, initial=conclusion
        )

    def taken(self, kind):
        """{criterion key: value} of «mark» or «note»."""
        found = self.cleaned_data.items()
        return {int(name.removeprefix(f"{kind}_")): value for name, value in found if name.startswith(f"{kind}_")}


class NameForm(forms.Form):
    name = TextField(label="Название составляющей", longest=200, missing="Назовите составляющую.")


class CriterionForm(forms.Form):
    text = TextField(label="Критерий", longest=300, missing="Напишите критерий.")


class ConclusionForm(VersionedForm):
    conclusion = LongTextField(
        label="Общий вывод", longest=6000, missing="Напишите общий вывод.",
        help_text="Что удалось, что нет, что менять. Общий балл не выводится.",
        widget=forms.Textarea(attrs={"rows": 8}),
    )  # fmt: skip


class DecisionForm(forms.Form):
    text = TextField(label="Что решили", longest=300, missing="Напишите решение.")
    stage = forms.ChoiceField(label="Этап следующего года", choices=Stage.choices, error_messages=FROM_LIST)
    role = forms.ChoiceField(label="Кто отвечает", choices=TaskOwner.choices, error_messages=FROM_LIST)
    owner = FindField(
        Person.objects.none(),
        label="Кто именно",
        required=False,
        empty_label="все из этой роли",
        error_messages=FROM_LIST,
    )
    due = DateField(label="Срок", help_text="Рабочий день следующего года.")

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people
