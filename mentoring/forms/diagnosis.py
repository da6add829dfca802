"""Fields of the card of difficulties: a part of a sheet, the teacher's own words, asking, the editor of a version."""

from decimal import Decimal, InvalidOperation

from django import forms

from mentoring.choices import CompetenceLevel, DiagnosisMoment, Motivation
from mentoring.forms.fields import DateField, KeysField, LongTextField, TextField
from mentoring.kit.text import agreed, whole
from mentoring.models import Person
from mentoring.scoring.card import NUMBERS, USUAL, CardText

SKIP = "skip"
NO_CHOICE = {"invalid_choice": "Выберите из предложенного."}
IMPORTANT, STRONG = "Важно сейчас", "Это сильная сторона"


class Passable:
    """A field that may be passed over and yet is not called «необязательно» beside every one of thirty questions."""

    def validate(self, value):
        if value not in self.empty_values:
            super().validate(value)


class Question(Passable, forms.ChoiceField):
    pass


class Statement(Passable, TextField):
    pass


class PartForm(forms.Form):
    """Statements of one direction: real radios, nothing required, «Не могу оценить» is an answer of its own."""

    def __init__(self, *args, statements, scale, values, important, strong, **kwargs):
        super().__init__(*args, **kwargs)
        options = [(SKIP if o["value"] is None else str(o["value"]), o["label"]) for o in scale]
        for code, text in statements:
            self.fields[code] = Question(
                label=f"…{text}", choices=options, widget=forms.RadioSelect, error_messages=NO_CHOICE
            )
            if code in values:
                self.fields[code].initial = SKIP if values[code] is None else str(values[code])
        self.codes = tuple(code for code, _ in statements)
        for name, label, ticked in (("important", IMPORTANT, important), ("strong", STRONG, strong)):
            self.fields[name] = forms.BooleanField(label=label, initial=ticked, required=False)

    def answers(self):
        """{code: mark or None} of what was answered; a statement passed over is left out."""
        said = {code: self.cleaned_data.get(code) for code in self.codes}
        return {code: None if value == SKIP else int(value) for code, value in said.items() if value}


class AboutForm(forms.Form):
    """Three competences, motivation and what the teacher expects: all optional."""

    motivation = forms.ChoiceField(label="Хочется ли сейчас поработать с наставником?", required=False)
    expects = LongTextField(
        label="Чего вы ждёте от наставника?",
        required=False,
        longest=1000,
        help_text="Одна-две фразы. Прочитают те же, кто видит карту.",
    )

    def __init__(self, *args, competences, gender="", **kwargs):
        super().__init__(*args, **kwargs)
        for name, code, hint in competences:
            self.fields[code] = _choice(f"{name} компетенция", CompetenceLevel.choices, hint[:1].upper() + hint[1:])
        words = [(value, agreed(label, gender)) for value, label in Motivation.choices]
        self.fields["motivation"] = _choice(self.fields["motivation"].label, words, "")
        self.order_fields([code for _, code, _ in competences] + ["motivation", "expects"])

    def said(self):
        """Numbers for what was chosen, None for blanks."""
        return {
            name: value if name == "expects" else (int(value) if value != "" else None)
            for name, value in self.cleaned_data.items()
        }


def _choice(label, choices, hint):
    return forms.ChoiceField(
        label=label,
        choices=choices,
        help_text=hint,
        widget=forms.RadioSelect,
        required=False,
        error_messages=NO_CHOICE,
    )


class AskForm(forms.Form):
    """Whom to ask, when in the program, by when; the list of people is drawn by the page itself."""

    people = KeysField(
        Person.objects.none(),
        label="Кого попросить",
        error_messages={
            "required": "Отметьте хотя бы одного человека.",
            "invalid_choice": "Выберите людей из списка.",
            "invalid_pk_value": "Выберите людей из списка.",
        },
    )
    moment = forms.ChoiceField(
        label="Какая карта",
        choices=[
            (DiagnosisMoment.ENTRY, "На входе: по ней составят программу"),
            (DiagnosisMoment.EXIT, "На выходе: сравнить с тем, что было"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите карту.", **NO_CHOICE},
    )
    due = DateField(label="Заполнить до")
    opinion = forms.BooleanField(
        label="Попросить руководителя о втором мнении", required=False, help_text="Педагог увидит его рядом со своим."
    )

    def __init__(self, people, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = people

    def ticked(self):
        """Keys the page shows as ticked when it comes back with an error."""
        return {whole(key) for key in self.data.getlist("people")} if self.data else ()


class CountField(forms.Field):
    """A number of the count with a comma or a dot, for example 0,5."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "number", "maxlength": 6, "autocomplete": "off"})
    default_error_messages = {"required": "Напишите число, например 0,5.", "invalid": "Напишите число, например 0,5."}

    def to_python(self, value):
        text = str(value or "").strip().replace(",", ".")
        if not text:
            return None
        try:
            number = Decimal(text)
        except InvalidOperation as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error
        if not number.is_finite() or not 0 <= number <= 100:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return float(number)

    def prepare_value(self, value):
        return f"{value:g}".replace(".", ",") if isinstance(value, float | int) else value


class CardForm(forms.Form):
    """A draft of the card: words, numbers of the count, statements by direction in as many places as there are."""

    lead = LongTextField(label="Вступление", longest=1000, missing="Напишите, зачем карта и на что она не влияет.")
    question = TextField(label="Начало каждого вопроса", longest=200, missing="Напишите, например: «Мне трудно…».")
    min_answered = CountField(label="Считать направление, если ответов не меньше")
    deficit_from = CountField(label="Трудное направление – от")
    strength_to = CountField(label="Сильная сторона – до")
    differs_from = CountField(label="Мнения расходятся на")
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, text, directions, *args, **kwargs):
        initial = {"lead": text.lead, "question": text.question, "seen": text.mark, **text.numbers}
        super().__init__(*args, initial=initial, **kwargs)
        self.places = []  # (field, statement code, direction code)
        self.groups = []
        for code, name in directions:
            rows = [(statement, words) for statement, place, words in text.rows if place == code]
            rows += [("", "")] * max(USUAL - len(rows), 0)
            self.groups.append((name, [self._place(code, n, *row) for n, row in enumerate(rows, 1)]))

    def _place(self, direction, number, statement, words):
        name = f"{direction}-{number}"
        self.fields[name] = Statement(label=f"Утверждение {number}", longest=300, initial=words)
        self.places.append((name, statement, direction))
        return name

    def fields_by_direction(self):
        """(direction in words, its bound fields) for the page."""
        return [(name, [self[field] for field in fields]) for name, fields in self.groups]

    def text(self):
        """The CardText as the editor leaves it."""
        said = self.cleaned_data
        rows = tuple((statement, direction, said[name].strip("… ")) for name, statement, direction in self.places)
        return CardText(said["lead"], said["question"], {name: said[name] for name in NUMBERS}, rows)
