"""One page of a questionnaire as fields: real radios, «Не могу оценить» apart, nothing prefilled but one's own answers."""

from django import forms

from mentoring.kit.widgets import Matrix, Scale
from monitoring.choices import QuestionKind
from monitoring.forms.fields import NumberField, TidyField
from monitoring.questionnaire import Given, skip_label, unanswered_words, unexplained
from monitoring.scoring.kind import HIGHEST, LOWEST, SCALES, marks_of, options_of

SKIP, REASON = "skip", "_why"
TEXT_LIMIT = 2000
GRADES = ("проявляется", "частично", "не проявляется")
ENDS = {QuestionKind.SCALE_10: ("совсем не согласен(на)", "полностью согласен(на)"), QuestionKind.SCALE_5: ("", "")}


class PageForm(forms.Form):
    """Fields of `page`. A `lenient` form keeps what there is (going back, breaking off) and misses nothing.

    A question that asks the reason of a low mark has a second field under it, empty for everybody else.
    """

    def __init__(self, page, *args, version, given=None, lenient=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.page, self.lenient = page, lenient
        for asked in page.asked:
            question, answer = asked.question, (given or {}).get(asked.question.pk)
            field = BUILDERS[question.kind](asked, version)
            field.required = field.required and not lenient
            field.initial = _initial(question, answer)
            self.fields[_name(question)] = field
            if question.comment_to is not None:
                self.fields[_name(question) + REASON] = _reason(asked, answer, version)

    def clean(self):
        data = super().clean()
        for asked in self.page.asked:
            given = _given(asked.question, data)
            if not self.lenient and unexplained(asked.question, given):
                self.add_error(_name(asked.question) + REASON, f"Напишите, почему такая оценка: {given.number}.")
        return data

    def given(self):
        """What was answered on this page, empty places too."""
        return [_given(asked.question, self.cleaned_data) for asked in self.page.asked]


def field_name(key):
    return f"q{key}"


def _name(question):
    return field_name(question.pk)


# Fields


def _common(asked):
    question = asked.question
    wrong = {"required": unanswered_words(asked), "invalid_choice": "Выберите из предложенного."}
    return {"label": f"{asked.number}. {question.text}", "help_text": question.hint, "error_messages": wrong}


def _scale(asked, version):
    return forms.ChoiceField(
        choices=_scale_choices(asked.question, asked.question.kind),
        widget=_scale_widget(asked.question.kind, version),
        **_common(asked),
    )


def _scale_choices(question, kind):
    return _with_skip(question, [(str(mark), str(mark)) for mark in marks_of(kind)])


def _with_skip(question, marks):
    return marks if question.required else [*marks, (SKIP, skip_label(question))]


def _scale_widget(kind, version):
    left, right = scale_ends(kind, version)
    low, high = LOWEST[kind], HIGHEST[kind]
    return Scale(low=f"{low} – {left}" if left else "", high=f"{high} – {right}" if right else "", skip_value=SKIP)


def scale_ends(kind, version):
    """(words of the lowest mark, words of the highest)."""
    words = version.scale
    if kind == QuestionKind.SCALE_10:
        return words.get("left") or ENDS[kind][0], words.get("right") or ENDS[kind][1]
    if kind == QuestionKind.SCALE_5:
        five = words.get("five") or ("", "")
        return five[0], five[-1]
    if kind == QuestionKind.GRADE:
        grade = words.get("grade") or GRADES
        return grade[-1], grade[0]
    return "ни за что", "обязательно"


def _grade(asked, version):
    """2, 1, 0 one under another, each with the words that tell what the observer must have seen."""
    question = asked.question
    own = list(question.options) if len(question.options) == len(GRADES) else [""] * len(GRADES)
    words = version.scale.get("grade") or GRADES
    choices = [
        (str(mark), f"{mark} – {word[:1].lower()}{word[1:]}{f': {told}' if told else ''}")
        for mark, word, told in zip((2, 1, 0), words, own, strict=True)
    ]
    return forms.ChoiceField(choices=_with_skip(question, choices), widget=forms.RadioSelect, **_common(asked))


def _five(asked, version):
    """Boxes in a row; with a word for every mark – one under another."""
    words = version.scale.get("five") or ()
    if len(words) != HIGHEST[QuestionKind.SCALE_5]:
        return _scale(asked, version)
    choices = [(str(mark), f"{mark} – {word}") for mark, word in enumerate(words, 1)]
    return forms.ChoiceField(choices=_with_skip(asked.question, choices), widget=forms.RadioSelect, **_common(asked))


def _one(asked, version):
    options = [(option, option) for option in options_of(asked.question)]
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


def _number(asked, version):
    config, common = asked.question.config, _common(asked)
    unit = f"Ответ – в единицах: {config['unit']}." if config.get("unit") else ""
    common["help_text"] = f"{common['help_text']} {unit}".strip()
    return AmountField(
        least=config.get("least", 0), limit=config.get("limit"), required=asked.question.required, **common
    )


def _text(asked, version):
    common = _common(asked)
    common["help_text"] = common["help_text"] or version.scoring.get("text_hint", "")
    return TidyField(
        limit=TEXT_LIMIT, widget=forms.Textarea(attrs={"rows": 4}), required=asked.question.required, **common
    )


def _matrix(asked, version):
    question = asked.question
    choices = _scale_choices(question, question.columns)
    left, right = scale_ends(question.columns, version)
    ends = f"{LOWEST[question.columns]} – {left}, {HIGHEST[question.columns]} – {right}." if left and right else ""
    common = _common(asked)
    common["help_text"] = f"{common['help_text']} {ends}".strip()
    return MatrixField(rows=tuple(question.options), choices=choices, **common)


def _reason(asked, answer, version):
    question = asked.question
    must = "обязательно" if question.comment_required else "по желанию"
    return TidyField(
        label=f"{asked.number}. Почему такая оценка?",
        help_text=f"Только если поставили {question.comment_to} или меньше, {must}.",
        limit=TEXT_LIMIT,
        required=False,
        initial=answer.text if answer else "",
        widget=forms.Textarea(attrs={"rows": 2}),
    )


BUILDERS = {
    QuestionKind.SCALE_10: _scale,
    QuestionKind.SCALE_5: _five,
    QuestionKind.GRADE: _grade,
    QuestionKind.RECOMMEND: _scale,
    QuestionKind.ONE: _one,
    QuestionKind.MANY: _many,
    QuestionKind.YES_NO: _one,
    QuestionKind.NUMBER: _number,
    QuestionKind.TEXT: _text,
    QuestionKind.MATRIX: _matrix,
}


class MostField(forms.MultipleChoiceField):
    def __init__(self, *, most, **kwargs):
        super().__init__(**kwargs)
        self.most = most

    def validate(self, value):
        super().validate(value)
        if self.most and len(value) > self.most:
            raise forms.ValidationError(f"Отметьте не больше {self.most}, сейчас {len(value)}.")


class AmountField(NumberField):
    """A number between the question's own ends."""

    def __init__(self, *, least, limit, **kwargs):
        super().__init__(**kwargs)
        self.least, self.limit = least, limit

    def validate(self, value):
        super().validate(value)
        if value is None:
            return
        if value < self.least:
            raise forms.ValidationError(f"Число должно быть не меньше {self.least}.")
        if self.limit is not None and value > self.limit:
            raise forms.ValidationError(f"Число должно быть не больше {self.limit}.")


class MatrixField(forms.MultiValueField):
    """A mark in every row; the value is {row's number: mark, skip or nothing}."""

    def __init__(self, *, rows, choices, **kwargs):
        fields = [forms.ChoiceField(choices=choices, required=False) for _ in rows]
        super().__init__(fields, widget=Matrix(rows, choices, skip_value=SKIP), require_all_fields=False, **kwargs)
        self.rows = rows

    def compress(self, data_list):
        return {str(place): mark for place, mark in enumerate(data_list, 1) if mark}

    def clean(self, value):
        kept = super().clean(value) or {}
        if self.required and len(kept) < len(self.rows):
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return kept


# Answers


def _initial(question, answer):
    if answer is None:
        return None
    if question.kind in SCALES:
        return SKIP if answer.skipped else "" if answer.number is None else str(answer.number)
    if question.kind == QuestionKind.MATRIX:
        return {place: SKIP if mark is None else str(mark) for place, mark in answer.marks.items()}
    if question.kind == QuestionKind.NUMBER:
        return answer.amount
    if question.kind == QuestionKind.TEXT:
        return answer.text
    return answer.options if question.kind == QuestionKind.MANY else next(iter(answer.options), None)


def _given(question, data):
    value, reason = data.get(_name(question)), data.get(_name(question) + REASON) or ""
    if question.kind in SCALES:
        number = int(value) if value and value != SKIP else None
        return Given(question, skipped=value == SKIP, number=number, text=reason)
    if value is None or value in ("", {}, []):
        return Given(question)
    if question.kind == QuestionKind.MATRIX:
        return Given(question, marks={place: None if mark == SKIP else int(mark) for place, mark in value.items()})
    if question.kind == QuestionKind.NUMBER:
        return Given(question, amount=value)
    if question.kind == QuestionKind.TEXT:
        return Given(question, text=value)
    return Given(question, options=tuple(value) if question.kind == QuestionKind.MANY else (value,))
