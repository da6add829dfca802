"""One question on its own small form: its kind decides which fields there are."""

from django import forms

from mentoring.forms.seen import VersionedForm
from mentoring.kit.text import tidy
from monitoring.choices import QuestionKind
from monitoring.forms.fields import NumberField, TidyField
from monitoring.questionnaire import subscale_choices
from monitoring.scoring.kind import HIGHEST, INDEXED, LOWEST, SCALES

MOST_OPTIONS, MOST_ROWS = 60, 12
HINT_LIMIT = 300
FEW_OPTIONS = "Напишите хотя бы две строки, каждую на своей."
GRADES = HIGHEST[QuestionKind.GRADE] + 1
KIND_HINTS = {
    QuestionKind.SCALE_10: "Насколько человек согласен. Может входить в индекс.",
    QuestionKind.SCALE_5: "Пять ступеней, можно назвать словами: «никогда» … «постоянно».",
    QuestionKind.GRADE: "Проявляется, частично, не проявляется. Для карт наблюдения.",
    QuestionKind.RECOMMEND: "Посоветует ли коллеге. Показываем отдельно от индекса.",
    QuestionKind.ONE: "Список, из которого выбирают один ответ.",
    QuestionKind.MANY: "Список с отметками, можно ограничить их число.",
    QuestionKind.YES_NO: "Два ответа.",
    QuestionKind.NUMBER: "Часы, дни, сколько раз: с единицей и границами.",
    QuestionKind.TEXT: "Ответ словами.",
    QuestionKind.MATRIX: "Несколько строк с одной и той же шкалой.",
}
OPTION_LABELS = {
    QuestionKind.ONE: "Варианты, по одному на строке",
    QuestionKind.MANY: "Варианты, по одному на строке",
    QuestionKind.MATRIX: "Строки таблицы, по одной на строке",
    QuestionKind.GRADE: "Что увидеть для 2, 1 и 0",
}


class KindForm(forms.Form):
    """The first step of a new question."""

    kind = forms.ChoiceField(
        label="Как будут отвечать",
        choices=[(kind.value, f"{kind.label}. {KIND_HINTS[kind]}") for kind in QuestionKind],
        widget=forms.RadioSelect,
        initial=QuestionKind.SCALE_10.value,
        error_messages={"required": "Выберите вид вопроса.", "invalid_choice": "Выберите вид вопроса."},
    )


class QuestionForm(VersionedForm):
    lock_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = TidyField(
        label="Вопрос",
        limit=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Напишите вопрос."},
    )
    hint = TidyField(label="Пояснение к вопросу", limit=HINT_LIMIT, required=False)
    options = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 5}), max_length=12000)
    most = forms.IntegerField(
        label="Сколько вариантов можно отметить",
        required=False,
        min_value=1,
        max_value=MOST_OPTIONS,
        help_text="Пусто – сколько угодно.",
        widget=forms.NumberInput(attrs={"class": "number"}),
    )
    columns = forms.ChoiceField(
        label="Шкала столбцов",
        choices=[(kind.value, kind.label) for kind in INDEXED],
        widget=forms.RadioSelect,
        initial=QuestionKind.SCALE_5.value,
        error_messages={"required": "Выберите шкалу.", "invalid_choice": "Выберите шкалу."},
    )
    unit = TidyField(label="Единица", limit=20, required=False, help_text="Например «ч» или «дней».")
    least = NumberField(label="Не меньше", required=False)
    limit = NumberField(label="Не больше", required=False)
    section = forms.ChoiceField(label="Раздел", required=False)
    subscale = forms.ChoiceField(label="Подшкала", required=False)
    descriptive = forms.BooleanField(
        label="Не входит в индекс",
        required=False,
        help_text="Описательный вопрос: о времени, о режиме. Показываем отдельно.",
    )
    required = forms.BooleanField(required=False)
    comment_to = forms.IntegerField(
        label="Просить пояснение, если оценка не выше",
        required=False,
        help_text="Пусто – не просить. Поле пояснения увидят все, заполнит тот, кто поставил столько или меньше.",
        widget=forms.NumberInput(attrs={"class": "number"}),
    )
    comment_required = forms.BooleanField(label="Без пояснения низкую оценку не принимать", required=False)
    low_only = forms.BooleanField(label="Задавать, только если где-то поставлена низкая оценка", required=False)

    def __init__(self, *args, kind, version, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind, self.version = kind, version
        for name in set(self.fields) - set(_fields(kind, version)):
            del self.fields[name]
        self._dress()

    def _dress(self):
        fields, marked = self.fields, self.kind in SCALES or self.kind == QuestionKind.MATRIX
        fields["required"].label = "Без «Не могу оценить»: оценка обязательна" if marked else "Обязательный"
        if "options" in fields:
            fields["options"].label = OPTION_LABELS[self.kind]
            if self.kind == QuestionKind.GRADE:
                fields["options"].help_text = "Три строки или пусто: что должен увидеть наблюдатель."
            else:
                fields["options"].required = True
                fields["options"].error_messages["required"] = FEW_OPTIONS
        if "section" in fields:
            titles = [(one["code"], one["title"]) for one in self.version.sections]
            fields["section"].choices = [*titles, ("", "Без раздела, в конце")]
        if "subscale" in fields:
            fields["subscale"].choices = [("", "Без подшкалы"), *subscale_choices(self.version)]
        if "comment_to" in fields:
            fields["comment_to"].min_value = LOWEST[self.kind]

    def clean_options(self):
        lines = [tidy(line)[:200] for line in self.cleaned_data["options"].splitlines()]
        kept = list(dict.fromkeys(line for line in lines if line))
        if self.kind == QuestionKind.GRADE:
            if kept and len(kept) != GRADES:
                raise forms.ValidationError(f"Нужно три разных строки или ни одной, сейчас {len(kept)}.")
            return kept
        most = MOST_ROWS if self.kind == QuestionKind.MATRIX else MOST_OPTIONS
        if len(kept) < 2:
            raise forms.ValidationError(FEW_OPTIONS)
        if len(kept) > most:
            raise forms.ValidationError(f"Строк может быть до {most}, сейчас {len(kept)}.")
        return kept

    def clean_comment_to(self):
        limit = self.cleaned_data["comment_to"]
        if limit is not None and not LOWEST[self.kind] <= limit < HIGHEST[self.kind]:
            raise forms.ValidationError(
                f"От {LOWEST[self.kind]} до {HIGHEST[self.kind] - 1}: выше спрашивать не о чем."
            )
        return limit

    def clean(self):
        data = super().clean()
        if data.get("comment_required") and data.get("comment_to") is None and "comment_to" not in self.errors:
            self.add_error("comment_to", "Напишите, при какой оценке нужно пояснение.")
        least, limit = data.get("least"), data.get("limit")
        if least is not None and limit is not None and least > limit:
            self.add_error("limit", "Это меньше, чем «Не меньше».")
        return data

    def values(self):
        """The question as actions take it; what its kind has not is emptied."""
        data = self.cleaned_data
        return {
            "kind": self.kind,
            "text": data["text"],
            "hint": data["hint"],
            "options": data.get("options", []),
            "config": self._config(),
            "most": data.get("most"),
            "section": data.get("section", ""),
            "subscale": data.get("subscale", ""),
            "required": data.get("required", False),
            "in_index": "descriptive" in self.fields and not data["descriptive"],
            "low_only": data.get("low_only", False),
            "comment_to": data.get("comment_to"),
            "comment_required": data.get("comment_required", False),
        }

    def _config(self):
        data = self.cleaned_data
        if self.kind == QuestionKind.MATRIX:
            return {"columns": data["columns"]}
        if self.kind != QuestionKind.NUMBER:
            return {}
        told = {"unit": data["unit"], "least": data["least"], "limit": data["limit"]}
        return {name: _plain(value) for name, value in told.items() if value not in (None, "")}


def _plain(value):
    if isinstance(value, str):
        return value
    return int(value) if value == int(value) else float(value)


def _fields(kind, version):
    """Names of the fields a question of this kind has, in this version."""
    yield from ("lock_version", "text", "hint", "required", "low_only")
    if version.sections:
        yield "section"
    if kind in OPTION_LABELS:
        yield "options"
    if kind == QuestionKind.MANY:
        yield "most"
    if kind in INDEXED or kind == QuestionKind.MATRIX:
        yield from ("subscale", "descriptive")
    if kind in SCALES:
        yield from ("comment_to", "comment_required")
    if kind == QuestionKind.MATRIX:
        yield "columns"
    if kind == QuestionKind.NUMBER:
        yield from ("unit", "least", "limit")


def initial_of(question):
    names = ("text", "hint", "most", "section", "subscale", "required", "low_only", "comment_to", "lock_version")
    values = {name: getattr(question, name) for name in (*names, "comment_required")}
    return {
        **values,
        "descriptive": not question.in_index,
        "options": "\n".join(question.options),
        "columns": question.columns,
        "unit": question.config.get("unit", ""),
        "least": question.config.get("least"),
        "limit": question.config.get("limit"),
    }


def kept_question(question):
    """The question as the form reads it: options are a list."""
    return {**initial_of(question), "options": question.options}
