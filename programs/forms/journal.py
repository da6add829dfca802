"""Assignments with their answers, and visits of lessons."""

from django import forms

from mentoring.forms.fields import DateField, KeyField, LongTextField, TextField
from mentoring.forms.files import FilesField
from mentoring.forms.seen import MarkedForm
from mentoring.models import Person
from programs.choices import AssignmentKind, EventState
from programs.models import PlanEvent

from .meeting import EventChoice

CHOOSE_PERSON = {"required": "Выберите человека.", "invalid_choice": "Выберите участника этой программы."}
FILES = "PDF, DOCX, JPG или PNG, до 20 МБ каждый."


class PersonChoice(KeyField):
    def label_from_instance(self, person):
        return person.short_name


def _person(label, **more):
    return PersonChoice(
        Person.objects.none(), label=label, empty_label=None, widget=forms.RadioSelect, error_messages=CHOOSE_PERSON, **more
    )  # fmt: skip


def _event():
    return EventChoice(
        PlanEvent.objects.none(),
        label="Мероприятие плана",
        required=False,
        empty_label="Не связано с планом",
        error_messages={"invalid_choice": "Выберите мероприятие этой программы."},
    )


def _events(program):
    return PlanEvent.objects.filter(program=program).exclude(state=EventState.REMOVED)


class AssignmentForm(forms.Form):
    kind = forms.ChoiceField(label="Что это", choices=AssignmentKind.choices, widget=forms.RadioSelect)
    title = TextField(label="Название", longest=200, missing="Назовите задание.")
    text = LongTextField(
        label="Что сделать", required=False, longest=4000, help_text="И по чему будет видно, что получилось."
    )
    mentee = _person("Кому")
    due = DateField(label="Срок", missing="Укажите срок, например 14.10.2026.")
    event = _event()

    def __init__(self, *args, program, mentees, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mentee"].queryset = Person.objects.filter(pk__in=[p.pk for p in mentees]).in_order()
        self.fields["event"].queryset = _events(program)


class AnswerForm(forms.Form):
    text = LongTextField(label="Ответ", required=False, longest=4000)
    files = FilesField(label="Файлы", required=False, help_text=FILES)
    link = TextField(label="Ссылка", required=False, longest=500, help_text="На работу в СДО или в облаке.")


class CheckForm(forms.Form):
    """One form, two buttons: to accept, or to return with what to mend."""

    text = LongTextField(
        label="Что сказать о работе", required=False, longest=4000, help_text="Если возвращаете – что исправить."
    )
    due = DateField(label="Новый срок, если возвращаете", required=False)


class DueForm(forms.Form):
    due = DateField(label="Новый срок", missing="Укажите срок, например 14.10.2026.")


class VisitForm(MarkedForm):
    visitor = _person("Кто посетил занятие")
    teacher = _person("Чьё занятие")
    day = DateField(label="Дата", missing="Укажите дату занятия, например 14.10.2026.")
    group = TextField(label="Учебная группа", required=False, longest=60, help_text="Например, Т-21.")
    subject = TextField(label="Дисциплина, МДК", required=False, longest=200)
    topic = TextField(label="Тема занятия", longest=300, missing="Укажите тему занятия.")
    found = LongTextField(
        label="Что увидели", longest=4000, missing="Напишите, что увидели на занятии.",
        help_text="Сначала удачное, потом то, что можно изменить.",
    )  # fmt: skip
    mended = LongTextField(label="Как исправили или исправим", required=False, longest=4000)
    next_step = LongTextField(label="О чём договорились", required=False, longest=4000)
    event = _event()

    def __init__(self, *args, program, people, **kwargs):
        super().__init__(*args, **kwargs)
        inside = Person.objects.filter(pk__in=[p.pk for p in people]).in_order()
        self.fields["event"].queryset = _events(program)
        if len(people) > 2:
            self.fields["teacher"].queryset = inside
        else:
            del self.fields["teacher"]
        self.fields["visitor"].queryset = inside
