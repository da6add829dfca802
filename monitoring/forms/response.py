"""One page of a questionnaire as fields: real radios, «Не могу оценить» apart, nothing prefilled but one's own answers."""

from django import forms

from mentoring.kit.widgets import Scale
from monitoring.choices import QuestionKind
from monitoring.forms.fields import TidyField
from monitoring.questionnaire import HIGHEST, LOWEST, SCALES, SKIP_LABEL, Given, unanswered_words

SKIP = "skip"
TEXT_LIMIT = 2000


class PageForm(forms.Form):
    """Fields of `page`. A `lenient` form keeps what there is (going back, breaking off) and misses nothing."""

    def __init__(self, page, *args, version, given=None, lenient=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.page = page
        for asked in page.asked:
            field = _field(asked, version)
            field.required = field.required and not lenient
            field.initial = _initial(asked.question, (given or {}).get(asked.question.pk))
            self.fields[_name(asked.question)] = field

    def given(self):
        """What was answered on this page, empty places too."""
        return [_given(asked.question, self.cleaned_data.get(_name(asked.question))) for asked in self.page.asked]


def field_name(key):
    return f"q{key}"


def _name(question):
    return field_name(question.pk)


def _field(asked, version):
    return BUILDERS[asked.question.kind](asked, version)


def _common(asked):
    question = asked.question
    wrong = {"required": unanswered_words(asked), "invalid_choice": "Выберите из предложенного."}
    return {"label": f"{asked.number}. {question.text}", "help_text": question.hint, "error_messages": wrong}


def _scale(asked, version):
    low, high = LOWEST[asked.question.kind], HIGHEST
    words = version.scale if asked.question.kind == QuestionKind.SCALE_10 else {}
    left, right = words.get("left") or "ни за что", words.get("right") or "обязательно"
    return forms.ChoiceField(
        choices=[*((str(mark), str(mark)) for mark in range(low, high + 1)), (SKIP, SKIP_LABEL)],
        widget=Scale(low=f"{low} – {left}", high=f"{high} – {right}", skip_value=SKIP),
        **_common(asked),
    )


def _one(asked, version):
    options = [(option, option) for option in asked.question.options]
    return forms.ChoiceField(
        choices=options, widget=forms.RadioSelect, required=asked.question.required, **_common(asked)
    )


def _many(asked, version):
    common = _common(asked)
    if asked.question.most:
        common["help_text"] = f"{common['help_text']} Не больше {asked.question.most}.".strip()
    return MostField(
        most=asked.question.most,
        choices=[(option, option) for option in asked.question.options],
        widget=forms.CheckboxSelectMultiple,
        required=asked.question.required,
        **common,
    )


def _text(asked, version):
    common = _common(asked)
    common["help_text"] = common["help_text"] or version.scoring.get("text_hint", "")
    return TidyField(
        limit=TEXT_LIMIT, widget=forms.Textarea(attrs={"rows": 4}), required=asked.question.required, **common
    )


BUILDERS = {
    QuestionKind.SCALE_10: _scale,
    QuestionKind.RECOMMEND: _scale,
    QuestionKind.ONE: _one,
    QuestionKind.MANY: _many,
    QuestionKind.TEXT: _text,
}


class MostField(forms.MultipleChoiceField):
    def __init__(self, *, most, **kwargs):
        super().__init__(**kwargs)
        self.most = most

    def validate(self, value):
        super().validate(value)
        if self.most and len(value) > self.most:
            raise forms.ValidationError(f"Отметьте не больше {self.most}, сейчас {len(value)}.")


def _initial(question, answer):
    if answer is None:
        return None
    if question.kind in SCALES:
        return SKIP if answer.skipped else str(answer.number)
    if question.kind == QuestionKind.TEXT:
        return answer.text
    return answer.options if question.kind == QuestionKind.MANY else next(iter(answer.options), None)


def _given(question, value):
    if not value:
        return Given(question)
    if question.kind in SCALES:
        return Given(question, skipped=True) if value == SKIP else Given(question, number=int(value))
    if question.kind == QuestionKind.TEXT:
        return Given(question, text=value)
    return Given(question, options=tuple(value) if question.kind == QuestionKind.MANY else (value,))
