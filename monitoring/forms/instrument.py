"""A questionnaire's draft: words at its head and a row per question."""

from django import forms
from django.forms import formset_factory

from mentoring.choices import Side
from mentoring.forms.rows import CopyTick
from mentoring.kit.text import tidy
from mentoring.kit.ui import Column
from monitoring.choices import Level, QuestionKind, Subscale
from monitoring.forms.fields import TidyField
from monitoring.questionnaire import SCALES

COLUMNS = (
    Column("Вопрос", primary=True, fields=("text",), more=("hint",), width="wide"),
    Column("Варианты, по одному на строке", fields=("options",), width="wide"),
    Column("Вид и раздел", fields=("kind", "subscale"), width="middle"),
    Column("Счёт и показ", fields=("in_index", "low_only"), width="middle"),
    Column("Не больше вариантов", fields=("most",), width="narrow"),
)
CHOICE_KINDS = (QuestionKind.ONE, QuestionKind.MANY)
MOST_QUESTIONS, MOST_OPTIONS = 60, 60
LEAD_LIMIT, HINT_LIMIT = 2000, 300


ASKED_LEVELS = (Level.REACTION, Level.BEHAVIOR)  # clause 5.4 asks by questionnaire on these; 2 is tests, 4 is numbers
NO_TITLE = {"required": "Укажите заголовок бланка."}


class NewForm(forms.Form):
    """A wholly new questionnaire, before its questions."""

    title = TidyField(
        label="Заголовок",
        limit=200,
        help_text="Его увидят отвечающие, например «Что изменилось за полгода».",
        error_messages=NO_TITLE,
    )
    audience = forms.ChoiceField(
        label="Кто отвечает",
        choices=[(Side.MENTEE.value, "Наставляемый"), (Side.MENTOR.value, "Наставник")],
        widget=forms.RadioSelect,
        initial=Side.MENTEE.value,
        error_messages={"required": "Выберите, кто отвечает.", "invalid_choice": "Выберите, кто отвечает."},
    )
    level = forms.ChoiceField(
        label="Уровень оценки",
        choices=[(level.value, f"{level.value}. {level.label}") for level in ASKED_LEVELS],
        widget=forms.RadioSelect,
        initial=Level.REACTION.value,
        help_text="Удовлетворённость считают только по бланкам первого уровня (п. 5.4).",
        error_messages={"required": "Выберите уровень.", "invalid_choice": "Выберите уровень."},
    )


class HeadForm(forms.Form):
    title = TidyField(label="Заголовок", limit=200, error_messages=NO_TITLE)
    lead = TidyField(
        label="Вступление",
        limit=LEAD_LIMIT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Стоит перед первым вопросом: зачем спрашиваем и что изменим по ответам.",
    )
    left = TidyField(label="Что значит 1", limit=60, error_messages={"required": "Назовите край шкалы."})
    right = TidyField(label="Что значит 10", limit=60, error_messages={"required": "Назовите край шкалы."})
    text_hint = TidyField(
        label="Подсказка к вопросам своими словами",
        help_text="Стоит перед каждым таким вопросом.",
        limit=300,
        required=False,
    )
    min_answered = forms.IntegerField(
        label="Сколько пунктов нужно оценить, чтобы лист вошёл в сводку",
        min_value=1,
        max_value=MOST_QUESTIONS,
        error_messages={"required": "Напишите число, например 12.", "invalid": "Напишите число, например 12."},
        widget=forms.NumberInput(attrs={"class": "number"}),
    )


class QuestionForm(forms.Form):
    """One row. Its kind decides which cells matter; options are written one to a line."""

    code = forms.SlugField(required=False, max_length=20, widget=forms.HiddenInput)
    text = TidyField(
        label="Вопрос",
        limit=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Напишите вопрос или уберите строку."},
    )
    hint = TidyField(label="Пояснение к вопросу", limit=HINT_LIMIT, required=False)
    options = forms.CharField(
        label="Варианты, по одному на строке", required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=6000
    )
    kind = forms.ChoiceField(label="Вид", choices=QuestionKind.choices, initial=QuestionKind.SCALE_10)
    subscale = forms.ChoiceField(label="Раздел", required=False, choices=[("", "без раздела"), *Subscale.choices])
    in_index = forms.BooleanField(label="в индекс", required=False)
    low_only = forms.BooleanField(label="только при низкой оценке", required=False)
    most = forms.IntegerField(
        label="Не больше вариантов", required=False, min_value=1, max_value=MOST_OPTIONS, widget=forms.NumberInput()
    )

    def clean_options(self):
        lines = [tidy(line)[:200] for line in self.cleaned_data["options"].splitlines()]
        kept = list(dict.fromkeys(line for line in lines if line))
        if len(kept) > MOST_OPTIONS:
            raise forms.ValidationError(f"Вариантов может быть до {MOST_OPTIONS}.")
        return kept

    def clean(self):
        data = super().clean()
        kind = data.get("kind")
        if kind in CHOICE_KINDS and len(data.get("options") or []) < 2:
            self.add_error("options", "Напишите хотя бы два варианта, каждый на своей строке.")
        if data.get("in_index") and kind != QuestionKind.SCALE_10:
            self.add_error("in_index", "В индекс входят только вопросы со шкалой 1–10.")
        if data.get("in_index") and not data.get("subscale"):
            self.add_error("subscale", "Выберите раздел: без него пункт не попадёт в сводку.")
        return data

    def row(self):
        """The question as actions take it; cells that mean nothing for its kind are emptied."""
        data = self.cleaned_data
        kind = data["kind"]
        return {
            "code": data["code"],
            "kind": kind,
            "text": data["text"],
            "hint": data["hint"],
            "subscale": data["subscale"] if kind in SCALES else "",
            "options": data["options"] if kind in CHOICE_KINDS else [],
            "most": data["most"] if kind == QuestionKind.MANY else None,
            "in_index": data["in_index"],
            "low_only": data["low_only"],
        }


class BaseQuestionFormSet(CopyTick, forms.BaseFormSet):
    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.empty_permitted = form.empty_permitted and not form.initial

    def rows(self):
        """Questions in their typed order, a copy after its question, without removed and empty rows."""
        kept = [form for form in self.forms if form.cleaned_data.get("text") and not form.cleaned_data.get("DELETE")]
        order = {id(form): place for place, form in enumerate(self.forms, 1)}
        kept.sort(key=lambda form: (form.cleaned_data.get("ORDER") or order[id(form)], order[id(form)]))
        return [row for form in kept for row in [form.row()] * (1 + self.wants_copy(form))]


QuestionFormSet = formset_factory(
    QuestionForm,
    formset=BaseQuestionFormSet,
    extra=3,
    can_delete=True,
    can_order=True,
    max_num=MOST_QUESTIONS,
    absolute_max=MOST_QUESTIONS + 20,
)


def initial_head(version):
    return {
        "title": version.title,
        "lead": version.lead,
        "left": version.scale.get("left", ""),
        "right": version.scale.get("right", ""),
        "text_hint": version.scoring.get("text_hint", ""),
        "min_answered": version.scoring.get("min_answered", 12),
    }


def initial_rows(version):
    return [
        {
            "code": question.code,
            "text": question.text,
            "hint": question.hint,
            "options": "\n".join(question.options),
            "kind": question.kind,
            "subscale": question.subscale,
            "in_index": question.in_index,
            "low_only": question.low_only,
            "most": question.most,
        }
        for question in version.questions.all()
    ]


def heads_of(form, version):
    """The head's fields as the version keeps them; scoring rules that are not on the page stay as they were."""
    data = form.cleaned_data
    return {
        "title": data["title"],
        "lead": data["lead"],
        "scale": {**version.scale, "left": data["left"], "right": data["right"]},
        "scoring": {**version.scoring, "text_hint": data["text_hint"], "min_answered": data["min_answered"]},
    }
