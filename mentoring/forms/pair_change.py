"""Fields of a replacement, a substitution, a pause, and of choosing who comes."""

from django import forms

from mentoring.choices import Side
from mentoring.forms.fields import DateField, KeyField, LongTextField, TextField
from mentoring.models import Person

PICK = {"required": "Выберите человека.", "invalid_choice": "Выберите из списка."}
WHY = "Прочитают участники пары; войдёт в историю. Личных подробностей не нужно."
SIDES = {Side.MENTOR: "наставник", Side.MENTEE: "наставляемый"}


class ReplaceForm(forms.Form):
    """Who leaves, from which day, why."""

    who = forms.ChoiceField(label="Кого заменяем?", widget=forms.RadioSelect, error_messages=PICK)
    on = DateField(
        label="Первый день нового состава",
        missing="Укажите дату, например 01.12.2026.",
        help_text="До этого дня всё идёт как прежде.",
    )
    reason = LongTextField(label="Причина", longest=300, missing="Напишите причину.", help_text=WHY)

    def __init__(self, *args, people, **kwargs):
        """`people` are (side, person)."""
        super().__init__(*args, **kwargs)
        self.people = {f"{side}-{person.pk}": (side, person) for side, person in people}
        self.fields["who"].choices = [
            (code, f"{person.full_name}, {SIDES[side]}") for code, (side, person) in self.people.items()
        ]
        if len(self.people) == 1:
            self.fields["who"].initial = next(iter(self.people))

    def said(self):
        side, person = self.people[self.cleaned_data["who"]]
        return {"side": side, "leaving": person, "on": self.cleaned_data["on"], "reason": self.cleaned_data["reason"]}


class TermForm(forms.Form):
    """From day to day, why: a pause; a substitution has more."""

    on = DateField(label="С какого дня", missing="Укажите дату, например 01.12.2026.")
    until = DateField(label="По какой день включительно", missing="Укажите дату, например 19.12.2026.")
    reason = LongTextField(label="Причина", longest=300, missing="Напишите причину.", help_text=WHY)


class SubstituteForm(TermForm):
    leaving = KeyField(
        Person.objects.none(), label="Кого заменяем", empty_label="Выберите наставника", error_messages=PICK
    )
    basis = TextField(
        label="Основание",
        required=False,
        longest=300,
        help_text="Приказ или записка, если есть: «приказ № 210 от 25.11.2026».",
    )
    field_order = ("leaving", "on", "until", "reason", "basis")

    def __init__(self, *args, mentors, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["leaving"]
        field.queryset, field.label_from_instance = mentors, lambda person: person.full_name
        if len(mentors) == 1:
            field.initial, field.empty_label = mentors[0].pk, None


class ComeForm(forms.Form):
    """Who comes; `way` says how an agreement already given was given."""

    mentor = KeyField(Person.objects.none(), label="Кто входит в пару", empty_label="Выберите", error_messages=PICK)
    way = TextField(
        label="Если согласие уже есть: как получено",
        required=False,
        longest=100,
        help_text="Например, «лично, 20 ноября» или «заявление на бумаге». Оставьте пустым, чтобы спросить в системе.",
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mentor"].queryset = people
        self.fields["mentor"].label_from_instance = lambda person: (
            f"{person.full_name}, {person.unit}" if person.unit_id else person.full_name
        )


class ChangeRequisitesForm(forms.Form):
    number = TextField(
        label="Номер",
        required=False,
        longest=40,
        help_text="Оставьте пустым: номер присвоится при подписании. Впишите, если нумерует канцелярия.",
    )
    basis = LongTextField(label="На основании чего", required=False, longest=1000, help_text="В родительном падеже.")
