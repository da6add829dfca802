"""Fields of observed lessons: the plan, the card, a reason, an opinion."""

import re
from datetime import time

from django import forms

from mentoring.forms.finding import FindField, FindManyField, FindSeveral
from mentoring.models import Person
from monitoring.choices.observation import Readiness, Stage
from monitoring.forms.fields import DayField, TidyField

UNSEEN = "unseen"
PICK_TEACHER = "Выберите, чьё занятие."
TIME = re.compile(r"^([01]?\d|2[0-3])[:.]([0-5]\d)$")


class HourField(forms.Field):
    """A time typed as 10:35 or 10.35."""

    widget = forms.TextInput
    default_error_messages = {"invalid": "Напишите время так: 10:35."}

    def widget_attrs(self, widget):
        return {"class": "number", "autocomplete": "off", "maxlength": 5}

    def to_python(self, value):
        if value in self.empty_values:
            return None
        found = TIME.match(str(value).strip())
        if not found:
            raise forms.ValidationError(self.error_messages["invalid"])
        return time(int(found[1]), int(found[2]))

    def prepare_value(self, value):
        return value.strftime("%H:%M") if hasattr(value, "strftime") else value


class PeopleField(FindManyField):
    def label_from_instance(self, person):
        return f"{person.full_name}, {person.post}".rstrip(", ")


class PlanForm(forms.Form):
    """`mentees` are people of the program, `observers` whoever may observe, found by name in the list."""

    person = forms.ModelChoiceField(
        label="Чьё занятие",
        queryset=None,
        empty_label="выберите",
        error_messages={"required": PICK_TEACHER, "invalid_choice": PICK_TEACHER},
    )
    stage = forms.ChoiceField(
        label="Этап",
        choices=Stage.choices,
        widget=forms.RadioSelect,
        help_text="Перемену считают по занятиям в начале и в конце.",
        error_messages={"required": "Выберите этап."},
    )
    day = DayField(label="Дата занятия", error_messages={"required": "Укажите дату занятия, например 14.10.2026."})
    starts = HourField(label="Начало", required=False, help_text="С временем письмо положит занятие в календарь.")
    observers = PeopleField(
        label="Наблюдатели",
        queryset=None,
        widget=FindSeveral(name="Наблюдатель"),
        help_text=(
            "Куратор, руководитель, коллега; не наставник этой пары. Двое видят больше одного: их согласие мы посчитаем. "
            "Коллега увидит только свою карту."
        ),
        error_messages={"required": "Выберите хотя бы одного наблюдателя.", "invalid_choice": "Выберите из списка."},
    )
    group = TidyField(label="Группа", limit=60, required=False)
    subject = TidyField(label="Дисциплина, МДК", limit=200, required=False)
    topic = TidyField(label="Тема", limit=300, required=False)
    lesson_type = TidyField(label="Тип занятия", limit=100, required=False)
    place = TidyField(label="Место", limit=100, required=False)
    focus = TidyField(label="На что смотрим", limit=300, required=False, help_text="Например: «работа студентов».")
    planned = forms.TypedChoiceField(
        label="Основание",
        choices=[("1", "По плану программы"), ("0", "Вне плана")],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
        initial="1",
        error_messages={"required": "Выберите основание."},
    )

    def __init__(self, *args, mentees, observers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.filter(pk__in=[person.pk for person in mentees])
        self.fields["person"].label_from_instance = lambda person: person.full_name
        if len(mentees) == 1:
            self.fields["person"].initial = mentees[0]
        self.fields["observers"].queryset = observers

    def clean_observers(self):
        return list(self.cleaned_data["observers"])


class CardForm(forms.Form):
    """A mark and a comment by every criterion; a draft is kept with whatever there is."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    strong = TidyField(label="Что получилось", limit=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    advice = TidyField(label="Один-два совета", limit=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, blocks, questions, **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = {question.code: question for question in questions}
        self.sections, number = [], 0
        for block in blocks:
            names = []
            for one in block.criteria:
                number += 1
                names += self._add(one, number)
            self.sections.append((block.name, names))

    def _add(self, one, number):
        key = self.questions[one.code].pk
        marks = [(str(level), f"{level} – {one.levels[level]}") for level in (2, 1, 0)]
        self.fields[f"m{key}"] = forms.ChoiceField(
            label=f"{number}. {one.name}",
            choices=[*marks, (UNSEEN, "Не наблюдалось")],
            widget=forms.RadioSelect,
            required=False,
            initial=(UNSEEN if one.mark is None else str(one.mark)) if one.filled else None,
            error_messages={"invalid_choice": "Выберите из предложенного."},
        )
        self.fields[f"c{key}"] = TidyField(
            label=f"Комментарий к критерию {number}", limit=500, required=False, initial=one.comment
        )
        return [f"m{key}", f"c{key}"]

    def blocks(self):
        """[(name, bound fields)]."""
        return [(name, [self[field] for field in names]) for name, names in self.sections]

    def marks(self):
        """{question: (value, seen, comment)}."""
        return {question: self._mark(question.pk) for question in self.questions.values()}

    def _mark(self, key):
        chosen, comment = self.cleaned_data.get(f"m{key}"), self.cleaned_data.get(f"c{key}", "")
        if chosen == UNSEEN:
            return None, False, comment
        return (int(chosen) if chosen else None), True, comment


class WhyForm(forms.Form):
    """`words` is the label of the one field."""

    reason = TidyField(label="Причина", limit=300, error_messages={"required": "Напишите причину."})

    def __init__(self, *args, words, hint="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label, self.fields["reason"].help_text = words, hint


class CommentForm(forms.Form):
    comment = TidyField(
        label="Ваш комментарий",
        limit=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Можно не писать. Комментарий останется рядом с картой.",
    )


class AskForm(forms.Form):
    person = forms.ModelChoiceField(
        label="О ком",
        queryset=None,
        empty_label="выберите",
        error_messages={"required": "Выберите наставляемого.", "invalid_choice": "Выберите наставляемого."},
    )
    author = FindField(
        label="Кого спросить",
        queryset=None,
        empty_label="выберите",
        help_text="Руководителя или коллегу, но не наставника этой пары.",
        error_messages={"required": "Выберите, кого спросить.", "invalid_choice": "Выберите из списка."},
    )
    stage = forms.ChoiceField(
        label="Этап", choices=Stage.choices, widget=forms.RadioSelect, error_messages={"required": "Выберите этап."}
    )

    def __init__(self, *args, mentees, authors, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.filter(pk__in=[person.pk for person in mentees])
        self.fields["author"].queryset = authors
        self.fields["author"].label_from_instance = lambda person: f"{person.full_name}, {person.post}".rstrip(", ")
        self.fields["person"].label_from_instance = lambda person: person.full_name
        if len(mentees) == 1:
            self.fields["person"].initial = mentees[0]


class OpinionForm(forms.Form):
    verdict = forms.ChoiceField(
        label="Готов(а) к самостоятельной работе?",
        choices=Readiness.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите вывод."},
    )
    reason = TidyField(
        label="На чём основан вывод",
        limit=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Напишите, на чём основан вывод."},
    )

    def __init__(self, *args, questions, labels, unseen, **kwargs):
        super().__init__(*args, **kwargs)
        self.codes = {}
        marks = [*((str(n), f"{n} – {label}") for n, label in enumerate(labels, 1)), (UNSEEN, unseen)]
        for number, question in enumerate(questions, 1):
            self.codes[f"q{question.pk}"] = question.code
            self.fields[f"q{question.pk}"] = forms.ChoiceField(
                label=f"{number}. {question.text}",
                choices=marks,
                widget=forms.RadioSelect,
                error_messages={"required": f"Ответьте на вопрос {number}.", "invalid_choice": "Выберите из списка."},
            )
        self.order_fields([*self.codes, "verdict", "reason"])

    def answers(self):
        given = {code: self.cleaned_data.get(name) for name, code in self.codes.items()}
        return {code: None if value == UNSEEN else int(value) for code, value in given.items()}
