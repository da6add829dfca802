"""Fields of case tasks: the case, whom it is given to, the answer."""

from django import forms

from mentoring.forms.fields import KeyField
from mentoring.forms.finding import FindField
from mentoring.forms.seen import MarkedForm
from mentoring.models import Person
from monitoring.choices.case import CaseStage
from monitoring.forms.fields import DayField, TidyField
from monitoring.models import CaseTask, Rubric

CHOOSE = "Выберите из списка."


def _area(label, limit, words, rows=6, **more):
    return TidyField(
        label=label,
        limit=limit,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": words},
        **more,
    )


class CaseForm(MarkedForm):
    title = TidyField(label="Название", limit=200, error_messages={"required": "Назовите кейс."})
    situation = _area("Ситуация", 4000, "Опишите ситуацию.", help_text="Без имён и узнаваемых случаев.")
    question = _area("Вопрос", 1000, "Напишите вопрос.", rows=3)
    posts = TidyField(
        label="Для каких должностей", limit=200, required=False, help_text="Пусто – для всех. Например: мастер."
    )
    rubric = KeyField(
        Rubric.objects.none(),
        label="Рубрика",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите рубрику.", "invalid_choice": CHOOSE},
    )

    def __init__(self, *args, rubrics, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rubric"].queryset = rubrics


class GiveCaseForm(forms.Form):
    task = KeyField(
        CaseTask.objects.none(),
        label="Кейс",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите кейс.", "invalid_choice": CHOOSE},
    )
    person = KeyField(
        Person.objects.none(),
        label="Кому",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, кому.", "invalid_choice": CHOOSE},
    )
    stage = forms.ChoiceField(
        label="Этап",
        choices=CaseStage.choices,
        widget=forms.RadioSelect,
        help_text="Перемену видно по кейсам в начале и в конце.",
        error_messages={"required": "Выберите этап.", "invalid_choice": CHOOSE},
    )
    due = DayField(label="Ответить до", error_messages={"required": "Укажите день, например 14.10.2026."})
    colleague = FindField(
        Person.objects.none(),
        label="Кто из коллег тоже оценит",
        required=False,
        empty_label="никто",
        help_text="Не наставник пары. Увидит только этот ответ.",
        error_messages={"invalid_choice": CHOOSE},
    )

    def __init__(self, *args, tasks, people, colleagues, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["task"].queryset = tasks
        self.fields["task"].label_from_instance = lambda one: f"{one.title} ({one.posts})" if one.posts else one.title
        self.fields["person"].queryset = Person.objects.filter(pk__in=[one.pk for one in people])
        self.fields["colleague"].queryset = colleagues
        if len(people) == 1:
            self.fields["person"].initial = people[0].pk


class CaseAnswerForm(forms.Form):
    """A draft may be empty, what is sent may not."""

    text = _area("Ваш ответ", 6000, "Напишите ответ.", rows=12)

    def __init__(self, *args, draft=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].required = not draft
