"""Meetings: an appointment, and a record that takes less than a minute."""

import re
from datetime import datetime, time

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from mentoring.forms.fields import DateField, KeysField, LongTextField, NumberField, TextField
from mentoring.models import ListEntry, Person
from mentoring.office import office
from programs.choices import EventState
from programs.models import PlanEvent

from .mark import CHOOSE_REASON, reasons

WRITE_LINK = "Ссылку пишут так: https://sdo.college.example/room/12."
WRITE_TIME = "Время пишут так: 14:30."
_CLOCK = re.compile(r"^(\d{1,2})\s*[:.\-ч ]\s*(\d{2})")


class ClockField(forms.CharField):
    """«14:30», «14.30», «9-05»."""

    widget = forms.TextInput(attrs={"class": "number", "inputmode": "numeric", "maxlength": 10, "autocomplete": "off"})

    def to_python(self, value):
        text = super().to_python(value)
        if not text:
            return None
        match = _CLOCK.match(text if not text.isdecimal() else f"{text}:00")
        if not match or int(match[1]) > 23 or int(match[2]) > 59:
            raise ValidationError(WRITE_TIME)
        return time(int(match[1]), int(match[2]))


class EventChoice(forms.ModelChoiceField):
    def label_from_instance(self, event):
        return event.measure


class WhenForm(forms.Form):
    """The day, the hour and the length."""

    day = DateField(label="Дата", missing="Укажите дату встречи, например 14.10.2026.")
    clock = ClockField(label="Время", error_messages={"required": "Укажите время, например 14:30."})
    minutes = NumberField(
        label="Сколько минут",
        min_value=5,
        max_value=480,
        error_messages={
            "required": "Укажите, сколько минут.",
            "min_value": "Встреча длится не меньше 5 минут.",
            "max_value": "Встреча длится не больше 480 минут.",
        },
    )

    def starts_at(self):
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["clock"]))


class ScheduleForm(WhenForm):
    topic = TextField(label="Тема", longest=300, missing="Укажите тему встречи.")
    mode = forms.ChoiceField(label="Режим", widget=forms.RadioSelect)
    place = TextField(label="Место", required=False, longest=200, help_text="Например, ауд. 214.")
    link = forms.URLField(
        label="Ссылка",
        required=False,
        max_length=200,
        assume_scheme="https",
        error_messages={"invalid": WRITE_LINK},
    )
    event = EventChoice(
        PlanEvent.objects.none(),
        label="Мероприятие плана",
        required=False,
        empty_label="Не связана с планом",
        error_messages={"invalid_choice": "Выберите мероприятие этой программы."},
    )

    def __init__(self, *args, program, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mode"].choices = office().choices("mode")
        self.fields["event"].queryset = _events(program)


class SeriesForm(WhenForm):
    """The first day decides the weekday."""

    weeks = forms.TypedChoiceField(
        label="Как часто", choices=((1, "Каждую неделю"), (2, "Раз в две недели")), coerce=int, widget=forms.RadioSelect
    )
    until = DateField(label="До какого дня", missing="Укажите последний день, например 20.05.2027.")
    topic = TextField(
        label="Тема", longest=300, missing="Укажите тему встреч.", help_text="Её можно сменить при записи."
    )
    mode = forms.ChoiceField(label="Режим", widget=forms.RadioSelect)
    place = TextField(label="Место", required=False, longest=200, help_text="Например, ауд. 214.")
    link = forms.URLField(
        label="Ссылка", required=False, max_length=200, assume_scheme="https",
        error_messages={"invalid": WRITE_LINK},
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["day"].label = "Первая встреча"
        self.fields["mode"].choices = office().choices("mode")


class SeriesCancelForm(forms.Form):
    since = DateField(label="С какого дня", missing="Укажите день, например 14.10.2026.")
    reason = TextField(label="Причина", required=False, longest=300, help_text="Её прочитает второй участник.")


class MoveForm(WhenForm):
    place = TextField(label="Место", required=False, longest=200)


ONLY_ME = "Читаете только вы: ни второй участник, ни куратор, ни администратор. Её нет в отчётах, выгрузках и поиске."
KIND_FIELDS = ("question", "next_goal")


class RecordForm(WhenForm):
    topic = TextField(label="Тема", longest=300, missing="Укажите тему встречи.")
    mode = forms.ChoiceField(label="Режим", widget=forms.RadioSelect)
    attended = KeysField(
        Person.objects.none(),
        label="Кто был",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Отметьте, кто был на встрече.",
            "invalid_choice": "Выберите участников этой пары.",
            "invalid_pk_value": "Выберите участников этой пары.",
        },
    )
    question = LongTextField(
        label="Вопрос",
        required=False,
        longest=2000,
        help_text="О чём спросил наставляемый. Ответ – в поле «Что сделали»; вопросы собраны на странице программы.",
    )
    done = LongTextField(
        label="Что сделали",
        longest=4000,
        help_text="Одно-два предложения.",
        missing="Напишите, что сделали или что решили.",
    )
    result = LongTextField(label="К чему пришли", required=False, longest=4000)
    next_steps = LongTextField(label="Договорённости до следующего раза", required=False, longest=4000)
    next_goal = LongTextField(
        label="Цель до следующей встречи",
        required=False,
        longest=1000,
        help_text="Что наставляемый сделает сам к следующему разу и по чему это будет видно.",
    )
    event = EventChoice(
        PlanEvent.objects.none(),
        label="Мероприятие плана",
        required=False,
        empty_label="Не связана с планом",
        error_messages={"invalid_choice": "Выберите мероприятие этой программы."},
    )
    event_done = forms.BooleanField(label="Отметить это мероприятие выполненным", required=False)
    note = LongTextField(label="Личная заметка", required=False, longest=4000, help_text=ONLY_ME)
    important = forms.BooleanField(
        label="Важно для куратора",
        required=False,
        help_text="Куратор сразу получит письмо и ответит вам. Второй участник этого разговора не увидит.",
    )
    important_text = LongTextField(label="Что сказать куратору", required=False, longest=2000)

    def __init__(self, *args, program, people, asked=(), called=False, **kwargs):
        """`asked` are the fields of KIND_FIELDS that the kind of mentoring wants; `called` leaves out the call to the curator."""
        super().__init__(*args, **kwargs)
        if called:
            del self.fields["important"], self.fields["important_text"]
        for name in set(KIND_FIELDS) - set(asked):
            del self.fields[name]
        self.fields["mode"].choices = office().choices("mode")
        self.fields["event"].queryset = _events(program)
        self.fields["attended"].queryset = Person.objects.filter(pk__in=[p.pk for p in people]).in_order()

    def clean(self):
        said = self.cleaned_data
        if said.get("important_text") and not said.get("important"):
            self.add_error("important", "Отметьте «Важно для куратора», чтобы он прочитал, или сотрите текст.")
        if said.get("event_done") and not said.get("event"):
            self.add_error("event", "Выберите мероприятие, которое отметить.")


def _events(program):
    return PlanEvent.objects.filter(program=program).exclude(state=EventState.REMOVED)


class NotHeldForm(forms.Form):
    reason = forms.ModelChoiceField(
        ListEntry.objects.none(),
        label="Причина",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages=CHOOSE_REASON,
    )
    reason_text = TextField(label="Пояснение", required=False, longest=300)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].queryset = reasons()


class MissedForm(NotHeldForm):
    """A meeting nobody had scheduled: when it was to be, what about, why it did not take place."""

    day = DateField(label="Дата", missing="Укажите дату встречи, например 14.10.2026.")
    clock = ClockField(label="Время", error_messages={"required": "Укажите время, например 14:30."})
    topic = TextField(label="Тема", required=False, longest=300, help_text="Можно не писать.")

    field_order = ("day", "clock", "topic", "reason", "reason_text")
    starts_at = WhenForm.starts_at


class CancelForm(forms.Form):
    reason_text = TextField(
        label="Причина", required=False, longest=300, help_text="Её прочитает второй участник. Можно не писать."
    )


class DisputeForm(forms.Form):
    text = LongTextField(
        label="Что уточнить", longest=2000, missing="Напишите, что уточнить в записи.",
        help_text="Второй участник прочитает и исправит запись или ответит вам.",
    )  # fmt: skip


class NoteForm(forms.Form):
    text = LongTextField(
        label="Личная заметка", required=False, longest=4000, help_text=f"{ONLY_ME} Пустая – удалится."
    )


class CallForm(forms.Form):
    text = LongTextField(
        label="Что сказать куратору", required=False, longest=2000,
        help_text="Прочитают только кураторы, которых нет в паре. Запись о встрече они увидят рядом.",
    )  # fmt: skip


class CommentForm(forms.Form):
    text = LongTextField(label="Сообщение", longest=2000, missing="Напишите сообщение.")
