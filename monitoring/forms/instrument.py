"""An instrument above its questions: what it is, the words at its head, sections and sub-scales, a file to load."""

from django import forms
from django.forms import formset_factory

from mentoring.forms.seen import VersionedForm
from mentoring.kit.ui import Column
from monitoring.choices import Audience, InstrumentKind, Level, QuestionKind
from monitoring.forms.fields import TidyField
from monitoring.scoring.kind import HIGHEST

MOST_QUESTIONS = 60
LEAD_LIMIT = 2000
ASKED_LEVELS = (Level.REACTION, Level.KNOWLEDGE, Level.BEHAVIOR)  # level 4 is numbers of other registers
USUAL_ENDS = "Пусто – «совсем не согласен(на)» и «полностью согласен(на)»."
NO_TITLE = {"required": "Укажите заголовок бланка."}
FIVE_WORDS, GRADE_WORDS = HIGHEST[QuestionKind.SCALE_5], HIGHEST[QuestionKind.GRADE] + 1


def _choice(label, choices, missing, **kwargs):
    wrong = {"required": missing, "invalid_choice": missing}
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, error_messages=wrong, **kwargs)


class NewForm(forms.Form):
    """A wholly new instrument, before its questions."""

    kind = _choice(
        "Что это за бланк", InstrumentKind.choices, "Выберите вид бланка.", initial=InstrumentKind.SURVEY.value
    )
    title = TidyField(
        label="Заголовок",
        limit=200,
        help_text="Его увидят отвечающие, например «Что изменилось за полгода».",
        error_messages=NO_TITLE,
    )
    audience = _choice(
        "Кто отвечает",
        Audience.choices,
        "Выберите, кто отвечает.",
        initial=Audience.MENTEE.value,
        help_text="Анкету в системе проводят среди наставляемых и наставников; остальные бланки печатают.",
    )
    level = _choice(
        "Уровень оценки",
        [*((level.value, f"{level.value}. {level.label}") for level in ASKED_LEVELS), ("", "Вне уровней")],
        "Выберите уровень.",
        required=False,
        initial=Level.REACTION.value,
        help_text="Удовлетворённость считают только по бланкам первого уровня (п. 5.4).",
    )


class LinesField(forms.CharField):
    """Words one to a line: a list of so many, or none at all."""

    def __init__(self, *, exactly, **kwargs):
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": exactly}), max_length=1000, **kwargs)
        self.exactly = exactly

    def to_python(self, value):
        return [line.strip()[:60] for line in super().to_python(value).splitlines() if line.strip()]

    def validate(self, value):
        super().validate(value)
        if value and len(value) != self.exactly:
            raise forms.ValidationError(f"Нужно строк: {self.exactly}, или оставьте поле пустым. Сейчас: {len(value)}.")

    def run_validators(self, value):
        """Lines are cut to length already."""


class HeadForm(VersionedForm):
    lock_version = forms.IntegerField(widget=forms.HiddenInput, required=False)  # a file has none
    title = TidyField(label="Заголовок", limit=200, error_messages=NO_TITLE)
    lead = TidyField(
        label="Вступление",
        limit=LEAD_LIMIT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Стоит перед первым вопросом: зачем спрашиваем и что изменим по ответам.",
    )
    left = TidyField(label="Шкала 1–10: что значит 1", limit=60, required=False, help_text=USUAL_ENDS)
    right = TidyField(label="Шкала 1–10: что значит 10", limit=60, required=False)
    five = LinesField(
        label="Шкала 1–5: слова от 1 до 5",
        exactly=FIVE_WORDS,
        help_text="По одному на строке, например «никогда», «редко», «иногда», «часто», «постоянно».",
    )
    grade = LinesField(
        label="Оценка 2, 1, 0: слова",
        exactly=GRADE_WORDS,
        help_text="По одному на строке: что значит 2, 1 и 0. Пусто – «проявляется», «частично», «не проявляется».",
    )
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


def initial_head(version):
    return {
        "title": version.title,
        "lead": version.lead,
        "left": version.scale.get("left", ""),
        "right": version.scale.get("right", ""),
        "five": "\n".join(version.scale.get("five", [])),
        "grade": "\n".join(version.scale.get("grade", [])),
        "text_hint": version.scoring.get("text_hint", ""),
        "min_answered": version.scoring.get("min_answered", 12),
        "lock_version": version.lock_version,
    }


def kept_head(version):
    """The head as the form reads it: lists are lists."""
    return {**initial_head(version), "five": version.scale.get("five", []), "grade": version.scale.get("grade", [])}


def heads_of(form, version):
    """The head's fields as the version keeps them; scoring rules that are not on the page stay as they were."""
    data = form.cleaned_data
    words = {name: data[name] for name in ("left", "right", "five", "grade")}
    return {
        "title": data["title"],
        "lead": data["lead"],
        "scale": {**version.scale, **words},
        "scoring": {**version.scoring, "text_hint": data["text_hint"], "min_answered": data["min_answered"]},
    }


# Sections and sub-scales

SECTION_COLUMNS = (
    Column("Название раздела", primary=True, fields=("title",), width="wide"),
    Column("Пояснение под названием", fields=("lead",), width="wide"),
)
SUBSCALE_COLUMNS = (Column("Название подшкалы", primary=True, fields=("name",), width="wide"),)


class _PartForm(forms.Form):
    code = forms.SlugField(required=False, max_length=20, widget=forms.HiddenInput)


class SectionForm(_PartForm):
    title = TidyField(label="Название раздела", limit=100, error_messages={"required": "Назовите раздел."})
    lead = TidyField(label="Пояснение под названием", limit=300, required=False)


class SubscaleForm(_PartForm):
    name = TidyField(label="Название подшкалы", limit=60, error_messages={"required": "Назовите подшкалу."})


class BasePartFormSet(forms.BaseFormSet):
    letter = "a"

    def rows(self, known):
        """The parts in their typed order; a code is kept only when the version has it, a new part gets one of its own."""
        kept = [form for form in self.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        kept = [form for form in kept if any(form.cleaned_data.get(name) for name in ("title", "name"))]
        order = {id(form): place for place, form in enumerate(self.forms, 1)}
        kept.sort(key=lambda form: (form.cleaned_data.get("ORDER") or order[id(form)], order[id(form)]))
        taken, rows = set(known), []
        for form in kept:
            data = {name: value for name, value in form.cleaned_data.items() if name in ("title", "lead", "name")}
            code = form.cleaned_data.get("code")
            if code not in known or any(row["code"] == code for row in rows):
                code = next(f"{self.letter}{n}" for n in range(1, len(taken) + 2) if f"{self.letter}{n}" not in taken)
            taken.add(code)
            rows.append({"code": code, **data})
        return rows


def _formset(form, letter, most):
    base = type(f"Base{form.__name__}Set", (BasePartFormSet,), {"letter": letter})
    return formset_factory(
        form, formset=base, extra=2, can_delete=True, can_order=True, max_num=most, absolute_max=most + 10
    )


SectionFormSet = _formset(SectionForm, "section", 12)
SubscaleFormSet = _formset(SubscaleForm, "scale", 12)
