"""Records of the bank: the mentor's, in full for the curator and in part for the mentor himself, and the mentee's."""

from django import forms

from mentoring.choices import Mode
from mentoring.kit.text import small_first
from mentoring.models import Competence, Direction, ListEntry, MenteeGroup, MentorGroup, Organization
from mentoring.office import office

from .fields import DateField, KeysField, LongTextField, NumberField, TextField
from .seen import SeenForm

MARKS = [("", "–"), *((str(n), str(n)) for n in range(1, 6))]
PLAIN = ("capacity", "takes_new", "pause_until", "forms", "kinds", "mode", "schedule", "achievements")
CURATORS = ("motivation", "motivation_note")
NEEDED = (
    ("contract_number", "Укажите номер договора."),
    ("contract_date", "Укажите дату договора, например 01.09.2026."),
)


class MentorForm(SeenForm):
    """`full` shows what only the curator changes: selection groups, confirmed marks, motivation."""

    directions = KeysField(
        label="С чем помогает",
        queryset=Direction.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Отметьте хотя бы одно направление."},
    )
    capacity = NumberField(
        label="Сколько наставляемых берёт",
        min_value=1,
        max_value=20,
        error_messages={
            "required": "Укажите, сколько наставляемых.",
            "min_value": "Число наставляемых должно быть между 1 и 20.",
            "max_value": "Число наставляемых должно быть между 1 и 20.",
        },
    )
    takes_new = forms.BooleanField(label="Берёт новых наставляемых", required=False)
    pause_until = DateField(
        label="Не берёт новых до",
        required=False,
        help_text="До этого дня наставника не предлагают, но находят по имени.",
    )
    kinds = forms.MultipleChoiceField(
        label="Виды", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Отметьте хотя бы один вид."}
    )
    mode = forms.ChoiceField(label="Режим", choices=Mode.choices, widget=forms.RadioSelect)
    schedule = TextField(
        label="Когда удобно", required=False, longest=200, help_text="Например: вторник и четверг после 14:30."
    )
    achievements = LongTextField(
        label="Достижения", required=False, help_text="Коллеги видят их в банке. Личного не пишите."
    )
    motivation = forms.ChoiceField(label="Поощрение", required=False)
    motivation_note = TextField(
        label="О поощрении", required=False, longest=200, help_text="Номер и дата соглашения. Видят куратор и директор."
    )
    # the last field: its name covers the module's inside the class body
    forms = forms.MultipleChoiceField(
        label="Формы", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Отметьте хотя бы одну форму."}
    )

    def __init__(self, *args, full=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.full = full
        self.groups = list(MentorGroup.objects.filter(retired=False)) if full else []
        self.competences = list(Competence.objects.filter(retired=False))
        self.fields["directions"].queryset = Direction.objects.filter(retired=False)
        self.fields["forms"].choices = office().choices("form")
        self.fields["kinds"].choices = office().choices("kind")
        self.fields["mode"].choices = office().choices("mode")
        entries = ListEntry.objects.filter(list__in=["motivation", "evidence"], retired=False)
        self.entries = {(entry.list, str(entry.pk)): entry for entry in entries}
        self.fields["motivation"].choices = [("", "не решено"), *self._named("motivation")]
        self._add_groups()
        self._add_marks()
        if not full:
            for name in CURATORS:
                del self.fields[name]

    def _named(self, which):
        return [(pk, entry.name) for (name, pk), entry in self.entries.items() if name == which]

    def _add_groups(self):
        names = {entry.code: small_first(entry.name) for (name, _), entry in self.entries.items() if name == "evidence"}
        for group in self.groups:
            self.fields[f"group_{group.pk}"] = forms.BooleanField(
                label=group.name, help_text=group.hint, required=False
            )
            self.fields[f"evidence_{group.pk}"] = TextField(
                label=f"Чем подтверждается: {small_first(group.name)}",
                longest=300,
                missing=f"Напишите, чем подтверждается «{group.name}».",
                help_text=_examples(group, names),
            )

    def _add_marks(self):
        for competence in self.competences:
            sides = [("own", "Сам")] + ([("confirmed", "Куратор")] if self.full else [])
            for side, word in sides:
                self.fields[f"{side}_{competence.pk}"] = forms.ChoiceField(
                    label=f"{competence.name}: {small_first(word)}", choices=MARKS, required=False
                )

    def clean(self):
        data = super().clean()
        for group in self.groups:
            if not data.get(f"group_{group.pk}"):
                self.errors.pop(f"evidence_{group.pk}", None)  # evidence of a group that is not chosen is not asked for
        if self.groups and not any(data.get(f"group_{group.pk}") for group in self.groups):
            self.add_error(f"group_{self.groups[0].pk}", "Отметьте хотя бы одну группу отбора (п. 4.2).")
        return data

    def group_rows(self):
        """(tick, evidence) of each selection group."""
        return [(self[f"group_{group.pk}"], self[f"evidence_{group.pk}"]) for group in self.groups]

    def mark_rows(self):
        """(competence, own, confirmed or None)."""
        return [
            (row, self[f"own_{row.pk}"], self[f"confirmed_{row.pk}"] if self.full else None) for row in self.competences
        ]

    def values(self):
        """What the action takes."""
        data = self.cleaned_data
        values = {name: data[name] for name in PLAIN}
        values["directions"] = list(data["directions"])
        values["own_marks"] = self._marks("own")
        if self.full:
            values["motivation"] = self.entries.get(("motivation", data["motivation"]))
            values["motivation_note"] = data["motivation_note"]
            values["confirmed_marks"] = self._marks("confirmed")
            values["groups"] = {
                group: data[f"evidence_{group.pk}"] for group in self.groups if data.get(f"group_{group.pk}")
            }
        return values

    def _marks(self, side):
        marks = {row: self.cleaned_data.get(f"{side}_{row.pk}") for row in self.competences}
        return {row: int(mark) if mark else None for row, mark in marks.items()}


class MenteeForm(SeenForm):
    """A trainee's contract is asked for only when the person undertakes to come to work here."""

    groups = KeysField(
        label="Почему нужен наставник",
        queryset=MenteeGroup.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Отметьте хотя бы одну группу (п. 4.2)."},
    )
    to_be_hired = forms.BooleanField(label="Обязуется прийти на работу по договору", required=False)
    on_practice = forms.BooleanField(label="На практике у нас", required=False)
    contract_number = TextField(label="Номер договора", longest=60, required=False)
    contract_date = DateField(label="Дата договора", required=False)
    contract_organization = forms.ModelChoiceField(
        label="С кем договор", queryset=Organization.objects.none(), required=False, empty_label="не указано"
    )
    note = LongTextField(
        label="Примечание", required=False, help_text="Видят куратор и директор. О личной жизни не пишите."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["groups"].queryset = MenteeGroup.objects.filter(retired=False)
        self.fields["contract_organization"].queryset = Organization.objects.filter(retired=False)

    def clean(self):
        data = super().clean()
        if data.get("to_be_hired"):
            for name, words in NEEDED:
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return data

    def values(self):
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"} | {
            "groups": list(self.cleaned_data["groups"])
        }


def _examples(group, names):
    words = [names[code] for code in group.evidence if code in names]
    return f"Например: {', '.join(words)}." if words else ""


class BankFilterForm(forms.Form):
    direction = forms.ChoiceField(label="Направление", required=False)
    free = forms.BooleanField(label="Есть место", required=False)

    def __init__(self, *args, directions=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["direction"].choices = directions
