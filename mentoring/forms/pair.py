"""Fields of a pair or group: starting a draft, changing it, dropping it."""

from django import forms

from mentoring.choices import Kind, Side
from mentoring.forms.fields import DateField, KeysField, LongTextField, NumberField, TextField
from mentoring.forms.finding import FindField
from mentoring.kit.text import small_first
from mentoring.models import Mentor, Pair, Person
from mentoring.office import office

PICK = {"invalid_choice": "Выберите из списка."}


class MentorField(FindField):
    """A mentor of the bank, with the load beside the name when it is known."""

    def __init__(self, **kwargs):
        super().__init__(Mentor.objects.none(), required=False, error_messages=PICK, **kwargs)
        self.loads = {}

    def fill(self, mentors, loads):
        self.queryset = mentors.select_related("person").order_by("person__sort_key")
        self.loads = loads

    def label_from_instance(self, mentor):
        taken = self.loads.get(mentor.pk, 0)
        return f"{mentor.person.full_name} — ведёт {taken} из {mentor.capacity}"


class PersonField(FindField):
    def __init__(self, **kwargs):
        super().__init__(Person.objects.none(), required=False, error_messages=PICK, **kwargs)

    def label_from_instance(self, person):
        return f"{person.full_name}, {person.unit}" if person.unit_id else person.full_name


class DraftChoice(forms.ChoiceField):
    """A draft may leave it empty; the order asks for it, so it is not called optional."""

    def validate(self, value):
        if value not in self.empty_values:
            super().validate(value)


class PairCreateForm(forms.Form):
    """Whom to bring together; the rest is filled on the next page."""

    requests = KeysField(
        None,
        label="По каким запросам",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Один запрос — пара, несколько — группа.",
        error_messages={
            "invalid_choice": "Запрос уже решён. Обновите страницу.",
            "invalid_pk_value": "Выберите запрос из списка.",
        },
    )
    mentee = PersonField(label="Наставляемый без запроса", empty_label="Нет")
    mentor = MentorField(
        label="Наставник",
        empty_label="Пока не выбран",
        help_text="Его можно назвать позже: пара подождёт в проектах.",
    )
    kind = forms.ChoiceField(label="Вид")

    def __init__(self, *args, requests, mentors, loads, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["requests"].queryset = requests
        self.fields["requests"].label_from_instance = _request_line
        self.fields["mentee"].queryset = people
        self.fields["mentor"].fill(mentors, loads)
        self.fields["kind"].choices = office().choices("kind")

    def clean(self):
        cleaned = super().clean()
        if not any(cleaned.get(name) for name in ("requests", "mentee", "mentor")):
            first = "requests" if self.fields["requests"].queryset else "mentor"
            self.add_error(first, "Выберите запрос, наставляемого или наставника.")
        return cleaned


def _request_line(request):
    directions = ", ".join(small_first(d.short) for d in request.directions.all())
    return f"№ {request.pk}, {request.person.full_name}: {directions}"


class PairForm(forms.ModelForm):
    """Everything about a draft. Rows of present members are fields of their own: direction and «убрать»."""

    form = forms.ChoiceField(label="Форма")
    model = DraftChoice(label="Модель взаимодействия", help_text="Для формы «Педагог – педагог».")
    kind = forms.ChoiceField(label="Основной вид", help_text="Его правила обязательны.")
    extra_kinds = forms.MultipleChoiceField(
        label="Дополнительные виды",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Их правила только предупреждают.",
        error_messages={"invalid_choice": "Выберите из списка."},
    )
    mode = forms.ChoiceField(label="Режим", widget=forms.RadioSelect)
    since = DateField(label="Начало", missing="Укажите дату начала, например 01.10.2026.")
    until = DateField(label="Конец", missing="Укажите дату окончания, например 30.06.2027.")
    answer_days = NumberField(
        label="За сколько рабочих дней отвечает наставник",
        required=False,
        min_value=1,
        max_value=30,
        help_text="Для ситуационного вида.",
    )
    criteria = LongTextField(
        label="Почему выбрана эта пара", required=False, longest=2000, help_text="Опыт, навыки, личные качества."
    )
    exception = LongTextField(
        label="Объяснение исключения",
        required=False,
        longest=2000,
        help_text="Если срок короче трёх месяцев, длиннее года или с обеих сторон несколько человек.",
    )
    name = TextField(label="Название группы", required=False, help_text="Например, «Группа Галеева».")
    add_mentor = MentorField(label="Добавить наставника", empty_label="Никого")
    add_direction = forms.ChoiceField(label="Его направление", required=False, error_messages=PICK)
    add_mentee = PersonField(label="Добавить наставляемого", empty_label="Никого")
    lock_version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Pair
        fields = [
            "form",
            "model",
            "kind",
            "extra_kinds",
            "mode",
            "since",
            "until",
            "answer_days",
            "criteria",
            "exception",
            "name",
        ]

    def __init__(self, *args, members, mentors, loads, people, directions, form_choices, **kwargs):
        super().__init__(*args, **kwargs)
        college = office()
        self.members = list(members)
        self.fields["form"].choices = _with_kept(form_choices, self.instance.form, college, "form")
        self.fields["model"].choices = [("", "Не выбрана"), *college.choices("model")]
        for name, group in (("kind", "kind"), ("extra_kinds", "kind"), ("mode", "mode")):
            self.fields[name].choices = college.choices(group)
        self.fields["lock_version"].initial = self.instance.lock_version
        self.fields["add_mentor"].fill(mentors, loads)
        self.fields["add_mentee"].queryset = people
        choices = [("", "Не указано"), *((str(d.pk), d.name) for d in directions)]
        self.fields["add_direction"].choices = choices
        for member in self.members:
            self._add_row(member, choices)

    def _add_row(self, member, choices):
        if member.side == Side.MENTOR:
            self.fields[f"direction_{member.pk}"] = forms.ChoiceField(
                label=f"Направление, {member.person.short_name}",
                choices=choices,
                required=False,
                initial=str(member.direction_id or ""),
            )
        self.fields[f"remove_{member.pk}"] = forms.BooleanField(
            label=f"Убрать из пары: {member.person.short_name}", required=False
        )

    def clean(self):
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", "Дата окончания раньше даты начала. Поменяйте их или исправьте одну.")
        return cleaned

    def rows(self):
        """(member, direction field or None, remove field) for the template."""
        names = self.fields
        return [
            (m, self[f"direction_{m.pk}"] if f"direction_{m.pk}" in names else None, self[f"remove_{m.pk}"])
            for m in self.members
        ]

    def seats(self):
        """[(person, side, direction id)]: kept rows, then the added people; reverse seats two people both ways."""
        data = self.cleaned_data
        kept = [
            (m.person, m.side, int(data.get(f"direction_{m.pk}") or 0) or None)
            for m in self.members
            if not data.get(f"remove_{m.pk}")
        ]
        if data.get("add_mentor"):
            direction = data.get("add_direction")
            kept.append((data["add_mentor"].person, Side.MENTOR, int(direction) if direction else None))
        if data.get("add_mentee"):
            kept.append((data["add_mentee"], Side.MENTEE, None))
        people = {person for person, _, _ in kept}
        if data.get("kind") == Kind.REVERSE and len(people) == 2 and len(kept) == 2:
            kept += [(person, _other(side), None) for person, side, _ in list(kept)]
        return kept


def _other(side):
    return Side.MENTEE if side == Side.MENTOR else Side.MENTOR


def _with_kept(choices, kept, college, group):
    """A form that is no longer offered stays visible where it was chosen."""
    return choices if kept in dict(choices) else [*choices, (kept, college.label(group, kept))]
