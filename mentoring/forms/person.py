"""The staff card, offices, leaving."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from mentoring.choices import Category, Employment, Gender, Role
from mentoring.kit.dates import add_years, parse_date, today
from mentoring.models import ListEntry, Organization, Person, Unit

from .fields import NO_SUCH_DATE, DateField, EmailField, TextField
from .finding import FindField
from .seen import SeenForm

OUTSIDE = (Employment.PARTNER, Employment.OUTSIDE)


class TeachingSinceField(DateField):
    """A date, or a number of years counted back from today."""

    def to_python(self, value):
        text = str(value or "").strip()
        if text.isdigit() and len(text) <= 2:
            return add_years(today(), -int(text))
        if text and not parse_date(text):
            raise ValidationError(f"{NO_SUCH_DATE} Или напишите число лет: 12.")
        return super().to_python(value)


class PersonForm(SeenForm):
    """`birth` adds the birth date, which the curator alone sees."""

    last_name = TextField(label="Фамилия", longest=100, missing="Укажите фамилию.")
    first_name = TextField(label="Имя", longest=100, missing="Укажите имя.")
    patronymic = TextField(label="Отчество", longest=100, required=False)
    gender = forms.ChoiceField(
        label="Пол",
        choices=[("", "не указан"), *Gender.choices],
        required=False,
        help_text="Нужен, чтобы имя и гриф склонялись верно. Пустое поле – определим по отчеству.",
    )
    birth_date = DateField(label="Дата рождения", required=False, help_text="Видит только куратор.")
    email = EmailField(label="Электронная почта", required=False, help_text="По ней человек входит и получает письма.")
    phone = TextField(label="Телефон", longest=60, required=False)
    employment = forms.ChoiceField(label="Отношение к организации", choices=Employment.choices)
    organization = forms.ModelChoiceField(
        label="Организация", queryset=Organization.objects.none(), required=False, empty_label="Наш техникум"
    )
    unit = forms.ModelChoiceField(
        label="Подразделение", queryset=Unit.objects.none(), required=False, empty_label="не указано"
    )
    supervisor = FindField(
        label="Непосредственный руководитель",
        queryset=Person.objects.none(),
        required=False,
        empty_label="руководитель подразделения",
    )
    post = TextField(
        label="Должность", longest=200, required=False, help_text="Со строчной буквы, без сокращений: преподаватель."
    )
    is_teacher = forms.BooleanField(
        label="Педагогический работник", required=False, help_text="Такие работники входят в доли по техникуму."
    )
    subjects = TextField(label="Дисциплины", longest=400, required=False, help_text="Через запятую.")
    category = forms.ChoiceField(
        label="Квалификационная категория", choices=[("", "не указана"), *Category.choices], required=False
    )
    teaching_since = TeachingSinceField(
        label="Педагогический стаж с", required=False, help_text="Дата или число полных лет на сегодня: 12."
    )
    hired_on = DateField(label="Дата приёма", required=False)

    def __init__(self, *args, birth=False, person=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = Organization.objects.filter(own=False).order_by("short_name")
        mine = Q(pk=person.unit_id) if person else Q()
        self.fields["unit"].queryset = Unit.objects.filter(Q(retired=False) | mine)
        kept = Q(pk=person.supervisor_id) if person and person.supervisor_id else Q(pk__in=[])
        heads = Q(headed_units__isnull=False) | Q(roles__role__in=[Role.SUPERVISOR, Role.DIRECTOR])
        self.fields["supervisor"].queryset = (
            Person.objects.filter(heads | kept).exclude(pk=person.pk if person else None).distinct().in_order()
        )
        if not birth:
            del self.fields["birth_date"]
        if person and person.user_id:
            self.fields["email"].help_text = "По этой почте человек входит: её меняет администратор."

    def clean_email(self):
        return self.cleaned_data["email"] or None

    def clean(self):
        data = super().clean()
        outside = data.get("employment") in OUTSIDE
        if outside and not data.get("organization"):
            self.add_error("organization", "Выберите организацию, в которой работает человек.")
        if not outside and data.get("organization"):
            self.add_error("organization", "Это работник техникума. Выберите «Наш техникум».")
        return data

    def values(self, own):
        """What the action takes; `own` stands for «Наш техникум»."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        values["organization"] = values["organization"] or own
        return values


def person_initial(person):
    """What the form shows of a card."""
    names = [name for name in PersonForm.base_fields if name != "seen"]
    initial = {name: getattr(person, name) for name in names}
    initial["organization"] = None if person.organization.own else person.organization
    return initial


class LeaveForm(forms.Form):
    left_on = DateField(label="Последний рабочий день")
    reason = forms.ModelChoiceField(
        label="Причина",
        queryset=ListEntry.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите причину."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].queryset = ListEntry.objects.filter(list="leave_reason", retired=False)


class RoleForm(forms.Form):
    role = forms.ChoiceField(
        label="Роль", choices=Role.choices, widget=forms.RadioSelect, error_messages={"required": "Выберите роль."}
    )
    since = DateField(label="С какого дня")
    until = DateField(label="По какой день", required=False)
    unit = forms.ModelChoiceField(
        label="Подразделение",
        queryset=Unit.objects.none(),
        required=False,
        empty_label="не нужно",
        help_text="Только для непосредственного руководителя.",
    )
    acting = forms.BooleanField(label="Исполняет обязанности (и. о.)", required=False)
    basis = TextField(
        label="Основание", required=False, longest=200, help_text="Номер и дата приказа. Для и. о. – обязательно."
    )

    def __init__(self, *args, roles=Role.choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = roles
        self.fields["unit"].queryset = Unit.objects.filter(retired=False)


class EndRoleForm(forms.Form):
    until = DateField(label="Последний день в роли")


class PeopleFilterForm(forms.Form):
    """Filters beside the search of the list."""

    unit = forms.ChoiceField(label="Подразделение", required=False)
    role = forms.ChoiceField(label="Роль", required=False)
    group = forms.ChoiceField(label="Группа", required=False)

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        for name, options in choices.items():
            self.fields[name].choices = options
