"""Fields of a plan template: whom it is for, and its rows with relative dates."""

import uuid

from django import forms

from mentoring.choices import Kind
from mentoring.forms.fields import KeyField, LongTextField, TextField
from mentoring.models import Direction, MenteeGroup
from programs import relative
from programs.choices import Responsible
from programs.models import PlanTemplate

from .plan import CHECKPOINTS, cell, pick
from .quick import QuickHidden, QuickInput, QuickNumber, QuickTick

FROM_LIST = {"invalid_choice": "Выберите из списка."}
COUNTS = (("s", "дней от начала"), ("e", "дней до конца"), ("p", "% срока"))
MOST = 60
NUMBER = "Напишите число дней от 0 до 400 или процент от 0 до 100."


class AboutForm(forms.Form):
    """What a template is called and whom it is for; narrower templates are preferred by themselves."""

    name = TextField(label="Название", longest=200, missing="Назовите шаблон.")
    group = KeyField(
        MenteeGroup.objects.none(), label="Группа наставляемых", required=False, empty_label="Любая", error_messages=FROM_LIST,
        help_text="Если выбрать, шаблон возьмут только для этой группы.",
    )  # fmt: skip
    direction = KeyField(
        Direction.objects.none(), label="Направление", required=False, empty_label="Любое", error_messages=FROM_LIST,
        help_text="Если выбрать, шаблон возьмут, когда здесь есть важное затруднение.",
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = MenteeGroup.objects.filter(retired=False)
        self.fields["direction"].queryset = Direction.objects.filter(retired=False)


class NewTemplateForm(AboutForm):
    kind = forms.ChoiceField(label="Вид наставничества", choices=Kind.choices, error_messages=FROM_LIST)
    source = KeyField(
        PlanTemplate.objects.none(), label="С чего начать", required=False, empty_label="С пустого плана",
        error_messages=FROM_LIST, help_text="Пункты выбранного шаблона скопируются в черновик.",
    )  # fmt: skip

    field_order = ("name", "kind", "group", "direction", "source")

    def __init__(self, *args, templates, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = templates


class ItemForm(forms.Form):
    key = forms.UUIDField(widget=QuickHidden, required=False)
    required = forms.BooleanField(
        label="Обязательное", required=False, initial=True, widget=QuickTick(attrs={"class": "form-check-input"})
    )
    direction = pick("Направление")
    statement = pick("Затруднение карты")
    measure = cell("Мероприятие", 500)
    form = pick("Форма")
    count = pick("Отсчёт", initial="s")
    number = forms.CharField(
        label="Сколько", required=False, max_length=40, widget=QuickInput(attrs={"inputmode": "numeric"})
    )
    expected = cell("Ожидаемый результат", 500)
    report_form = cell("Форма отчёта", 300)
    checkpoint = pick("Контрольная точка", choices=CHECKPOINTS, initial="none")
    responsible = pick("Кто", choices=Responsible.choices, initial="both")

    def __init__(self, *args, lists=None, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("direction", "form", "statement"):
            self.fields[name].choices = [("", "не выбрано"), *lists[name]]
        self.fields["count"].choices = [*COUNTS, *lists["after"]]

    def clean_number(self):
        text = self.cleaned_data["number"].strip()
        if text and not (text.isdecimal() and int(text) <= 400):
            raise forms.ValidationError(NUMBER)
        return int(text) if text else None

    def clean(self):
        said = self.cleaned_data
        if said.get("count") == "p" and (said.get("number") or 0) > 100:
            self.add_error("number", NUMBER)

    @property
    def blank(self):
        said = self.cleaned_data
        return not (said.get("measure") or said.get("expected")) and said.get("number") is None

    def values(self):
        """What the action keeps: codes, texts, the relative date in one word and what it follows."""
        said = self.cleaned_data
        count, _, after = said["count"].partition(":")
        number = "" if said["number"] is None else said["number"]
        names = ("direction", "statement", "measure", "form", "expected", "report_form", "required")
        return {
            **{name: said[name] for name in names},
            "due": relative.join(count or "s", number),
            "after": uuid.UUID(after) if after else None,
            "checkpoint": said["checkpoint"] or "none",
            "responsible": said["responsible"] or Responsible.BOTH.value,
        }


class BaseItems(forms.BaseFormSet):
    ordering_widget = QuickNumber
    deletion_widget = QuickTick

    def rows(self):
        """[(key, values)] of a valid formset in the editor's order, without removed and blank rows."""
        kept = [form for form in self.forms if not form.cleaned_data.get("DELETE") and not form.blank]
        places = {id(form): number for number, form in enumerate(self.forms)}
        kept.sort(key=lambda form: (form.cleaned_data.get("ORDER") or MOST * 10, places[id(form)]))
        return [(str(form.cleaned_data["key"] or ""), form.values()) for form in kept]


ItemFormSet = forms.formset_factory(
    ItemForm, formset=BaseItems, extra=2, can_delete=True, can_order=True, max_num=MOST, absolute_max=MOST + 20
)


class DraftForm(forms.Form):
    """The draft as the page was opened: whoever saves second is told."""

    seen = forms.IntegerField(widget=forms.HiddenInput, error_messages={"required": "Обновите страницу."})


class PublishForm(forms.Form):
    changes = LongTextField(
        label="Что изменилось",
        longest=500,
        required=False,
        help_text="Одна-две фразы для коллег, которые ведут шаблоны.",
    )


def initial_of(item):
    """A kept item as the fields show it."""
    kind, number = relative.split(item.due)
    return {
        "key": item.key,
        "required": item.required,
        "direction": item.direction.code if item.direction else "",
        "statement": item.statement,
        "measure": item.measure,
        "form": item.form.code if item.form else "",
        "count": f"a:{item.after}" if kind == "a" else kind,
        "number": number,
        "expected": item.expected,
        "report_form": item.report_form,
        "checkpoint": item.checkpoint,
        "responsible": item.responsible,
    }
