"""Fields of a replacement, a substitution, a pause, and of choosing who comes."""

from django import forms

from mentoring.choices import Side
from mentoring.forms.fields import DateField, KeyField, LongTextField, TextField
from mentoring.forms.finding import FindField
from mentoring.forms.seen import MarkedForm
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

    basis = TextField(
        label="На основании чего",
        required=False,
        longest=300,
        help_text="В родительном падеже, войдёт в приказ: «заявления Ивановой А. П. от 20.11.2026». Можно не заполнять.",
    )

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
        kept = {name: self.cleaned_data[name] for name in ("on", "reason", "basis")}
        return {"side": side, "leaving": person, **kept}


class TermForm(forms.Form):
    """From day to day, why: a pause; a substitution has more."""

    on = DateField(label="С какого дня", missing="Укажите дату, например 01.12.2026.")
    until = DateField(label="По какой день включительно", missing="Укажите дату, например 19.12.2026.")
    reason = LongTextField(label="Причина", longest=300, missing="Напишите причину.", help_text=WHY)


class SubstituteForm(TermForm):
    leaving = KeyField(
        Person.objects.none(), label="Кого заменяем", empty_label="Выберите наставника", error_messages=PICK
    )
    way = forms.ChoiceField(
        label="Чем оформляем",
        choices=[
            ("order", "Приказом: подготовим его в системе, директор подпишет"),
            ("basis", "Без приказа: замена начнётся сама, как только есть согласие"),
        ],
        initial="basis",
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, чем оформляем.", "invalid_choice": "Выберите из списка."},
    )
    basis = TextField(
        label="Основание",
        required=False,
        longest=300,
        help_text="В родительном падеже: «служебной записки от 25.11.2026». Войдёт в приказ; без приказа – в сведения о замене.",
    )
    field_order = ("leaving", "on", "until", "reason", "way", "basis")

    def __init__(self, *args, mentors, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["leaving"]
        field.queryset, field.label_from_instance = mentors, lambda person: person.full_name
        if len(mentors) == 1:
            field.initial, field.empty_label = mentors[0].pk, None

    def said(self):
        """What the action keeps."""
        kept = {name: value for name, value in self.cleaned_data.items() if name != "way"}
        return {**kept, "by_order": self.cleaned_data["way"] == "order"}


class ComeForm(forms.Form):
    """Who comes; `way` says how an agreement already given was given."""

    mentor = FindField(Person.objects.none(), label="Кто входит в пару", empty_label="Выберите", error_messages=PICK)
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


class ChangeRequisitesForm(MarkedForm):
    """Requisites of a draft order and the first day of each of its changes."""

    number = TextField(
        label="Номер",
        required=False,
        longest=40,
        help_text="Оставьте пустым: номер присвоится при подписании. Впишите, если нумерует канцелярия.",
    )
    basis = LongTextField(label="На основании чего", required=False, longest=1000, help_text="В родительном падеже.")

    def __init__(self, *args, changes, **kwargs):
        """`changes` come with the day to suggest in `on`."""
        super().__init__(*args, **kwargs)
        self.changes = {f"on-{change.pk}": change for change in changes}
        for name, change in self.changes.items():
            hint = "Не раньше сегодняшнего дня; директор подпишет до него."
            self.fields[name] = DateField(
                label=f"С какого дня: {change.pair.title}", initial=change.on, help_text=hint,
                missing="Укажите дату, например 01.12.2026.",
            )  # fmt: skip

    @property
    def day_fields(self):
        return [self[name] for name in self.changes]

    def said(self):
        days = {change.pk: self.cleaned_data[name] for name, change in self.changes.items()}
        return {"number": self.cleaned_data["number"], "basis": self.cleaned_data["basis"], "days": days}
