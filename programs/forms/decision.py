"""Opening, remarks, acquaintance, completion: short answers."""

from django import forms

from mentoring.forms.fields import DateField, LongTextField
from mentoring.models import ListEntry, Person
from programs.choices import Authorship, EndGround, EndInitiator

FROM_CARD = ("card", "Начать с карты затруднений")
STARTS = (
    ("template", "Начать с заготовки"),
    ("empty", "Начать с чистого листа"),
)


class OpenForm(forms.Form):
    start = forms.ChoiceField(
        label="С чего начать?",
        choices=STARTS,
        widget=forms.RadioSelect,
        initial="template",
        help_text="Заготовка – начала фраз и мероприятия по виду наставничества. Их можно менять и убирать.",
        error_messages={"required": "Выберите, с чего начать.", "invalid_choice": "Выберите из списка."},
    )
    authorship = forms.ChoiceField(
        label="Кто составляет программу?",
        choices=Authorship.choices,
        widget=forms.RadioSelect,
        initial=Authorship.JOINT,
        help_text="Позже это можно изменить в разделе «Участники, форма и вид».",
        error_messages={"required": "Выберите, кто составляет.", "invalid_choice": "Выберите из списка."},
    )

    def __init__(self, *args, card=False, **kwargs):
        super().__init__(*args, **kwargs)
        if card:
            start = self.fields["start"]
            start.choices, start.initial = [FROM_CARD, *STARTS], FROM_CARD[0]
            start.help_text = (
                "С карты – затруднения и сильная сторона возьмутся сами, а мероприятия для них предложим на одной странице. "
                + start.help_text
            )


class RemarkForm(forms.Form):
    text = LongTextField(
        label="Замечание",
        longest=2000,
        missing="Напишите замечание.",
        help_text="Что исправить и какой образец подойдёт.",
    )
    event_uuid = forms.ChoiceField(
        label="К мероприятию",
        required=False,
        error_messages={"invalid_choice": "Такого мероприятия в плане нет. Обновите страницу."},
    )

    def __init__(self, *args, events=(), **kwargs):
        super().__init__(*args, **kwargs)
        if events:
            rows = [(event.uuid, f"{event.n}. {event.measure}") for event in events]
            self.fields["event_uuid"].choices = [("", "Ко всему плану"), *rows]
        else:
            del self.fields["event_uuid"]


class AnswerForm(forms.Form):
    fixed = forms.BooleanField(label="Исправлено", required=False)
    reply = LongTextField(label="Ответ", required=False, longest=2000, widget=forms.Textarea(attrs={"rows": 2}))

    def clean(self):
        said = self.cleaned_data
        if not self.errors and not said.get("fixed") and not said.get("reply"):
            self.add_error("reply", "Отметьте, что исправили, или напишите, почему оставили как есть.")


class AcquaintForm(forms.Form):
    """The ticked statement, and who was present if anybody was."""

    read = forms.BooleanField(error_messages={"required": "Отметьте, что прочитали программу."})
    witness = forms.ModelChoiceField(
        Person.objects.none(),
        label="В чьём присутствии",
        required=False,
        empty_label="Читаю один (одна)",
        help_text="Можно прочитать вместе с куратором или членом совета наставников.",
        error_messages={"invalid_choice": "Присутствовать может куратор или член совета наставников."},
    )

    def __init__(self, *args, witnesses, statement, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["witness"].queryset = witnesses
        self.fields["read"].label = statement


class PaperAcquaintForm(forms.Form):
    """The curator writes down who signed on paper."""

    member = forms.ModelChoiceField(
        Person.objects.none(),
        label="Кто подписал лист ознакомления",
        empty_label="Выберите человека",
        error_messages={"required": "Выберите, кто подписал.", "invalid_choice": "Выберите наставляемого программы."},
    )
    witness = forms.ModelChoiceField(
        Person.objects.none(), label="В чьём присутствии", required=False, empty_label="Никого не было"
    )

    def __init__(self, *args, members, witnesses, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = members
        self.fields["witness"].queryset = witnesses


class CompleteForm(forms.Form):
    reason = forms.ChoiceField(
        label="Почему завершаем?",
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите причину завершения.", "invalid_choice": "Выберите причину из списка."},
    )
    initiator = forms.ChoiceField(
        label="Кто попросил, если по инициативе участников",
        choices=[("", "Никто, завершаем по другому основанию"), *EndInitiator.choices],
        required=False,
        error_messages={"invalid_choice": "Выберите из списка."},
    )
    ended_on = DateField(label="Дата завершения", missing="Укажите дату завершения, например 30.06.2027.")
    note = LongTextField(
        label="Пояснение, если завершаем раньше срока",
        required=False,
        longest=2000,
        help_text="Что произошло, что предприняли, что думают обе стороны. О здоровье и личном не пишите.",
    )
    ordered = forms.BooleanField(label="Сразу добавить в проект приказа о завершении", required=False, initial=True)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = ListEntry.objects.filter(list="completion_reason", retired=False)
        self.rows = {row.code: row for row in rows}
        self.fields["reason"].choices = [
            (ground.label, [(row.code, _reason_words(row)) for row in rows if row.extra.get("ground") == ground])
            for ground in EndGround
        ]

    def clean_reason(self):
        return self.rows[self.cleaned_data["reason"]]

    def clean(self):
        said = self.cleaned_data
        if said.get("reason") and self.ground() == EndGround.BY_PARTICIPANTS and not said.get("initiator"):
            self.add_error("initiator", "Выберите, кто попросил завершить: наставник, наставляемый или оба.")

    def ground(self):
        return self.cleaned_data["reason"].extra.get("ground", "")


def _reason_words(row):
    """An early end with the aim reached counts as done, and says so."""
    counts = row.extra.get("success") and row.extra.get("ground") != EndGround.PLAN_COMPLETED
    return f"{row.name} – засчитывается как выполненная" if counts else row.name
