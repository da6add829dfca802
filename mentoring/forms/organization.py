"""Our requisites, partners, units."""

from django import forms
from django.db.models import Q

from mentoring.choices import Employment, UnitKind
from mentoring.models import PartnerKind, Person, Unit

from .fields import DateField, EmailField, LongTextField, TextField
from .finding import FindField
from .seen import MarkedForm, SeenForm


class NamesForm(SeenForm):
    """What both our college and a partner have."""

    full_name = TextField(label="Полное название", longest=400, missing="Укажите полное название.")
    short_name = TextField(label="Краткое название", longest=120, missing="Укажите краткое название.")
    name_gen = TextField(
        label="Краткое название, кого? чего?",
        longest=120,
        required=False,
        help_text="Как в письме: «студенты Дзержинского техникума».",
    )
    address = TextField(label="Адрес", longest=300, required=False)
    phone = TextField(label="Телефон", longest=60, required=False)
    email = EmailField(label="Электронная почта", required=False)

    def values(self):
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class OwnForm(NamesForm):
    parent_body = TextField(label="Учредитель", longest=200, required=False)
    word = TextField(
        label="Как называть", longest=30, missing="Напишите: техникум или колледж.", help_text="техникум, колледж"
    )
    city = TextField(label="Место составления", longest=80, required=False, help_text="Например: г. Дзержинск.")
    head_post = TextField(label="Должность руководителя", longest=120, required=False)
    regulation = TextField(
        label="Положение утверждено", longest=200, required=False, help_text="приказ от 01.09.2023 № 629"
    )


class PartnerForm(NamesForm):
    kind = forms.ModelChoiceField(
        label="Вид (п. 4.3.3)",
        queryset=PartnerKind.objects.none(),
        empty_label="выберите",
        error_messages={"required": "Выберите вид партнёра (п. 4.3.3)."},
    )
    contact = TextField(label="Контактное лицо", longest=200, required=False)
    contract_number = TextField(label="Номер договора", longest=60, required=False)
    contract_date = DateField(label="Дата договора", required=False)
    contract_until = DateField(label="Договор действует до", required=False)
    note = LongTextField(label="Примечание", required=False)
    retired = forms.BooleanField(label="Больше не сотрудничаем", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = PartnerKind.objects.filter(retired=False)


class UnitForm(MarkedForm):
    name = TextField(label="Название", longest=200, missing="Укажите название подразделения.")
    kind = forms.ChoiceField(label="Вид", choices=UnitKind.choices, widget=forms.RadioSelect)
    parent = forms.ModelChoiceField(
        label="Входит в", queryset=Unit.objects.none(), required=False, empty_label="никуда не входит"
    )
    head = FindField(
        label="Руководитель",
        queryset=Person.objects.none(),
        required=False,
        empty_label="не назначен",
        help_text="Видит людей и программы подразделения.",
    )
    retired = forms.BooleanField(label="Упразднено", required=False)

    def __init__(self, *args, unit=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = Unit.objects.filter(retired=False).exclude(pk=unit.pk if unit else None)
        may_head = Q(employment__in=[Employment.STAFF, Employment.PART_TIME], left_on__isnull=True)
        near = (
            Q(unit=unit) | Q(headed_units=unit) | Q(is_teacher=False) | Q(headed_units__isnull=False) if unit else Q()
        )
        near |= Q(post__contains="завед") | Q(post__contains="председ") | Q(post__contains="замест")
        self.fields["head"].queryset = Person.objects.filter(may_head & near).distinct().in_order()
        if unit is None:
            del self.fields["retired"]

    def split(self):
        """(values of the unit, its head)."""
        values = dict(self.cleaned_data)
        head = values.pop("head")
        return values, head
