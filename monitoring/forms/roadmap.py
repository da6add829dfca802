"""Fields of the road map: what it starts from, its tasks, what came of them."""

from django import forms

from mentoring.forms.fields import DateField, KeysField, LongTextField, TextField
from mentoring.forms.finding import FindField
from mentoring.forms.seen import MarkedForm
from mentoring.models import Person
from monitoring.choices.year import Stage, TaskOrigin, TaskOwner
from monitoring.models import AssessmentDecision

FROM_LIST = {"invalid_choice": "Выберите из списка.", "invalid_pk_value": "Выберите из списка."}


class StartForm(forms.Form):
    """Only what there is to start from is offered."""

    origin = forms.ChoiceField(
        label="С чего начать?", widget=forms.RadioSelect,
        error_messages={"required": "Выберите, с чего начать.", **FROM_LIST},
    )  # fmt: skip
    decisions = KeysField(
        AssessmentDecision.objects.none(), label="Решения прошлогодней оценки", required=False,
        widget=forms.CheckboxSelectMultiple, help_text="Каждое отмеченное станет задачей со своим сроком.",
        error_messages=FROM_LIST,
    )  # fmt: skip
    requests = forms.BooleanField(label="Добавить задачу по открытым запросам", required=False)

    def __init__(self, *args, found, **kwargs):
        super().__init__(*args, **kwargs)
        last = (
            [(TaskOrigin.LAST_YEAR.value, f"С карты прошлого года: {found.last_tasks}, сроки сдвинем")]
            if found.last
            else []
        )
        self.fields["origin"].choices = [
            *last,
            (TaskOrigin.STARTER.value, "С образца: 30 задач трёх этапов"),
            (TaskOrigin.HAND.value, "С чистого листа"),
        ]
        self.fields["origin"].initial = self.fields["origin"].choices[0][0]
        if found.decisions:
            rows = AssessmentDecision.objects.filter(pk__in=[row.pk for row in found.decisions])
            self.fields["decisions"].queryset = rows
            self.fields["decisions"].initial = [row.pk for row in found.decisions]
        else:
            del self.fields["decisions"]
        if found.requests:
            self.fields["requests"].help_text = f"{found.requests_words}."
            self.fields["requests"].initial = True
        else:
            del self.fields["requests"]


class TaskForm(MarkedForm):
    title = TextField(label="Что сделать", longest=300, missing="Назовите задачу.")
    stage = forms.ChoiceField(label="Этап", choices=Stage.choices, error_messages=FROM_LIST)
    role = forms.ChoiceField(
        label="Кто отвечает", choices=TaskOwner.choices, error_messages=FROM_LIST,
        help_text="За задачами наставников следит куратор.",
    )  # fmt: skip
    owner = FindField(
        Person.objects.none(), label="Кто именно", required=False, empty_label="все из этой роли",
        error_messages=FROM_LIST,
    )  # fmt: skip
    due = DateField(label="Срок", help_text="Рабочий день.")
    expected = TextField(label="Что должно получиться", longest=300, required=False)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people


class TaskDoneForm(forms.Form):
    result = LongTextField(label="Что получилось", longest=1000, missing="Напишите, что получилось.")
    proofs = LongTextField(
        label="Чем подтверждается", longest=1500, required=False,
        help_text="Адреса страниц «Наставника», по одному в строке: /documents/12/ Приказ о закреплении.",
    )  # fmt: skip

    def clean_proofs(self):
        return self.cleaned_data["proofs"].splitlines()


class TaskMoveForm(forms.Form):
    due = DateField(label="Новый срок", help_text="Рабочий день.")
    reason = TextField(label="Почему переносите", longest=300, missing="Напишите, почему переносите.")


class TaskSkipForm(forms.Form):
    reason = TextField(label="Почему не нужна", longest=300, missing="Напишите, почему задача не нужна.")


class RemarkForm(forms.Form):
    remark = LongTextField(label="Что исправить?", longest=500, missing="Напишите, что исправить.")
