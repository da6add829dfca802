"""Fields of inductions: what is begun, which entries are ticked, the rows of a template."""

from django import forms

from mentoring.forms.fields import KeyField, TextField
from mentoring.kit.text import whole
from mentoring.models import Person
from programs.choices.growth import ItemCategory
from programs.models import InductionTemplate

from .plan import cell, pick
from .quick import QuickNumber, QuickTick

FROM_LIST = {"required": "Выберите из списка.", "invalid_choice": "Выберите из списка."}
MOST = 100


class BeginForm(forms.Form):
    mentee = KeyField(
        Person.objects.none(), label="Кого вводят в должность", empty_label=None, error_messages=FROM_LIST
    )
    template = KeyField(
        InductionTemplate.objects.none(), label="Список", required=False, empty_label="Подобрать по должности",
        error_messages=FROM_LIST, help_text="Начатый список не изменится, когда куратор поправит образец.",
    )  # fmt: skip

    def __init__(self, *args, mentees, templates, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mentee"].queryset = Person.objects.filter(pk__in=[p.pk for p in mentees]).in_order()
        self.fields["mentee"].label_from_instance = lambda person: f"{person.short_name}, {person.post}".rstrip(", ")
        self.fields["template"].queryset = InductionTemplate.objects.filter(pk__in=[row.pk for row in templates])


def ticked(data):
    """{entry key: note} of a posted page: «entry» holds the ticked keys, «note-<key>» what was said of one."""
    keys = filter(None, map(whole, data.getlist("entry")))
    return {key: data.get(f"note-{key}", "") for key in keys}


class TemplateForm(forms.Form):
    name = TextField(label="Название", longest=200, missing="Назовите список: должность, для которой он.")
    posts = TextField(
        label="Для каких должностей", required=False, longest=300,
        help_text="Начала слов через запятую: «преподаватель», «мастер производственного». Пусто – для любой должности.",
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, error_messages={"required": "Обновите страницу."})


class NewTemplateForm(forms.Form):
    name = TextField(label="Название", longest=200, missing="Назовите список: должность, для которой он.")
    posts = TextField(
        label="Для каких должностей", required=False, longest=300,
        help_text="Начала слов через запятую. Пусто – для любой должности.",
    )  # fmt: skip
    source = KeyField(
        InductionTemplate.objects.none(), label="С чего начать", required=False, empty_label="С пустого списка",
        error_messages=FROM_LIST, help_text="Пункты выбранного списка скопируются.",
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = InductionTemplate.objects.all()


class ItemForm(forms.Form):
    text = cell("Что показать", 300)
    category = pick("Раздел", choices=ItemCategory.choices, initial=ItemCategory.DUTIES)
    required = forms.BooleanField(
        label="Обязательный", required=False, initial=True, widget=QuickTick(attrs={"class": "form-check-input"})
    )


class BaseItems(forms.BaseFormSet):
    ordering_widget = QuickNumber
    deletion_widget = QuickTick

    def rows(self):
        """Cleaned values in the editor's order, without removed and blank rows."""
        kept = [form for form in self.forms if form.cleaned_data.get("text") and not form.cleaned_data.get("DELETE")]
        places = {id(form): number for number, form in enumerate(self.forms)}
        kept.sort(key=lambda form: (form.cleaned_data.get("ORDER") or MOST * 10, places[id(form)]))
        return [{name: form.cleaned_data[name] for name in ("category", "text", "required")} for form in kept]


ItemFormSet = forms.formset_factory(
    ItemForm, formset=BaseItems, extra=2, can_delete=True, can_order=True, max_num=MOST, absolute_max=MOST + 20
)
