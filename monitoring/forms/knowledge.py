"""Fields of tests: assigning, a page of tasks, the mentor's check, reasons, opinions."""

from decimal import Decimal

from django import forms

from mentoring.forms.fields import DateField, KeysField
from mentoring.models import Direction, Person
from mentoring.office import office
from monitoring.choices.knowledge import KnowledgeLevel, KnowledgeMoment, TaskKind
from monitoring.forms.fields import NumberField, TidyField
from monitoring.scoring.task import number_of
from monitoring.task_sheet import kept_answer, page_values, shown_matches, shown_options

TEXT_LIMIT, CHOOSE = 2000, "Выберите из предложенного."


class AssignForm(forms.Form):
    """Whom, of what, until when. The exit test repeats the entry test's competences: it asks only whom and until when."""

    members = KeysField(
        Person.objects.none(),
        label="Кому",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Отметьте, кому назначить.", "invalid_choice": "Выберите из списка.",
                        "invalid_pk_value": "Выберите из списка."},
    )  # fmt: skip
    directions = KeysField(
        Direction.objects.none(),
        label="По каким направлениям",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Отметьте хотя бы одно направление.", "invalid_choice": "Выберите из списка.",
                        "invalid_pk_value": "Выберите из списка."},
    )  # fmt: skip
    count = forms.IntegerField(
        label="Сколько вопросов",
        min_value=1,
        max_value=60,
        error_messages={
            "required": "Укажите число вопросов.",
            "invalid": "Напишите число, например 15.",
            "min_value": "Вопросов – от 1 до 60.",
            "max_value": "Вопросов – от 1 до 60.",
        },
    )
    due = DateField(label="Пройти до", missing="Укажите день, например 14.10.2026.")
    minutes = forms.IntegerField(
        label="Минут на тест",
        required=False,
        min_value=5,
        max_value=240,
        help_text="Пустое поле – без ограничения. Когда время выйдет, засчитаются сохранённые ответы.",
        error_messages={
            "invalid": "Напишите число минут, например 40.",
            "min_value": "Минут – от 5 до 240.",
            "max_value": "Минут – от 5 до 240.",
        },
    )

    def __init__(self, *args, moment, people, directions, tested, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["members"].queryset = Person.objects.filter(pk__in=[p.pk for p in people]).in_order()
        self.fields["members"].label_from_instance = lambda person: person.full_name
        if moment == KnowledgeMoment.EXIT and tested:
            del self.fields["directions"], self.fields["count"]
            return
        least = office().setting("test_direction_least")
        self.fields["count"].help_text = f"Если выйдет меньше {least} на направление, вопросов станет больше."
        numbers = {key: n for key, _, n, _ in directions}
        self.fields["directions"].queryset = Direction.objects.filter(pk__in=numbers).order_by("position")
        self.fields["directions"].label_from_instance = lambda row: f"{row.name}: в банке {numbers[row.pk]}"


REPEATED = {
    TaskKind.ORDER: "Это место уже у другой строки. Выберите свободное.",
    TaskKind.MATCH: "Эта пара уже у другой строки. Выберите свободную.",
}


class TasksForm(forms.Form):
    """A page of tasks. Nothing is required: an unanswered task is kept unanswered; a wrong number stands beside its field."""

    def __init__(self, *args, tasks, **kwargs):
        super().__init__(*args, **kwargs)
        self.tasks = tasks
        for task in tasks:
            values = page_values(task.question, task.layout, task.given)
            for name, field in FIELDS[task.question.kind](task, values):
                field.required, field.asked_later = False, True
                self.fields[name] = field

    def clean(self):
        data = super().clean()
        self._said = dict(data)
        for task in self.tasks:
            if task.question.kind in REPEATED:
                self._tell_repeats(task)
        return data

    def _tell_repeats(self, task):
        """A place or a pair chosen twice is said beside the second row, and kept all the same: nothing chosen is lost."""
        seen = set()
        for name in self._names(task):
            value = self._said.get(name)
            if value and value in seen:
                self.add_error(name, REPEATED[task.question.kind])
            seen.add(value)

    def given(self):
        """{task key: answer to keep}; a field with a mistake is left as it was kept."""
        return {task.pk: self._answer(task) for task in self.tasks if not self._wrong(task)}

    def groups(self):
        """(task, its fields) for the template: rows of «order» and «match» stand together."""
        return [(task, [self[name] for name in self._names(task)]) for task in self.tasks]

    def _names(self, task):
        return [name for name in self.fields if name == _name(task) or name.startswith(f"{_name(task)}_")]

    def _wrong(self, task):
        return any(name not in self._said for name in self._names(task))

    def _answer(self, task):
        question, names = task.question, self._names(task)
        values = [self._said.get(name) for name in names]
        if question.kind in (TaskKind.TEXT, TaskKind.NUMBER):
            return values[0] or None
        if question.kind in (TaskKind.ONE, TaskKind.MANY):
            chosen = values[0] if question.kind == TaskKind.MANY else [values[0]]
            values = [int(value) for value in chosen or () if value != ""]
        else:
            values = [int(value) if value else None for value in values]
        return kept_answer(question, task.layout, values)


def _name(task):
    return f"t{task.pk}"


def _label(task):
    return f"{task.position}. {task.question.text}"


def _choice_fields(task, values):
    many = task.question.kind == TaskKind.MANY
    options = [(str(n), text) for n, text in enumerate(shown_options(task.question, task.layout))]
    kind = forms.MultipleChoiceField if many else forms.ChoiceField
    start = [str(value) for value in values]
    yield (
        _name(task),
        kind(
            label=_label(task),
            choices=options,
            widget=forms.CheckboxSelectMultiple if many else forms.RadioSelect,
            help_text="Отметьте все верные." if many else "",
            initial=start if many else next(iter(start), None),
            error_messages={"invalid_choice": CHOOSE},
        ),
    )


def _number_fields(task, values):
    yield (
        _name(task),
        PlainNumberField(
            label=_label(task), initial=values.replace(".", ","), help_text="Число, например 12 или 12,5."
        ),
    )


def _text_fields(task, values):
    yield (
        _name(task),
        TidyField(
            label=_label(task),
            limit=TEXT_LIMIT,
            initial=values,
            widget=forms.Textarea(attrs={"rows": 4}),
            help_text="Два-три предложения: ответ прочитает наставник.",
        ),
    )


def _placed_fields(task, values):
    """A select a row: its place in the order, or its pair."""
    question = task.question
    if question.kind == TaskKind.ORDER:
        choices = [(str(n), f"{n + 1}-й") for n in range(len(question.options))]
    else:
        choices = [(str(n), text) for n, text in enumerate(shown_matches(question, task.layout))]
    for row, text in enumerate(shown_options(question, task.layout)):
        yield (
            f"{_name(task)}_{row}",
            forms.ChoiceField(
                label=text,
                choices=[("", "выберите"), *choices],
                initial="" if values[row] is None else str(values[row]),
                error_messages={"invalid_choice": CHOOSE},
            ),
        )


class PlainNumberField(forms.Field):
    """A number as it was typed; what is no number is said beside the field."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "number", "maxlength": 20})

    def clean(self, value):
        text = "".join(str(value or "").split())
        if text and (number_of(text) is None or len(text) > 20):
            raise forms.ValidationError("Напишите число, например 12 или 12,5.")
        return text.replace(",", ".")


FIELDS = {
    TaskKind.ONE: _choice_fields,
    TaskKind.MANY: _choice_fields,
    TaskKind.NUMBER: _number_fields,
    TaskKind.ORDER: _placed_fields,
    TaskKind.MATCH: _placed_fields,
    TaskKind.TEXT: _text_fields,
}


class CheckForm(forms.Form):
    """Points and words for every short text that waits."""

    def __init__(self, *args, tasks, **kwargs):
        super().__init__(*args, **kwargs)
        self.tasks = tasks
        for task in tasks:
            most = task.question.points
            self.fields[f"points_{task.pk}"] = NumberField(
                label=f"Баллов за задание {task.position}",
                help_text=f"От 0 до {most}.",
                error_messages={"required": f"Поставьте от 0 до {most}."},
            )
            self.fields[f"words_{task.pk}"] = TidyField(
                label=f"Что сказать о задании {task.position}", limit=500, required=False
            )

    def groups(self):
        return [(task, self[f"points_{task.pk}"], self[f"words_{task.pk}"]) for task in self.tasks]

    def clean(self):
        data = super().clean()
        for task in self.tasks:
            points = data.get(f"points_{task.pk}")
            if points is not None and not 0 <= points <= Decimal(task.question.points):
                self.add_error(f"points_{task.pk}", f"Поставьте от 0 до {task.question.points}.")
        return data

    def marks(self):
        return {
            task.pk: (self.cleaned_data[f"points_{task.pk}"], self.cleaned_data[f"words_{task.pk}"])
            for task in self.tasks
        }


class SkipForm(forms.Form):
    reason = TidyField(
        label="Почему тест не нужен", limit=300, error_messages={"required": "Напишите, почему тест не нужен."}
    )


class AgainForm(forms.Form):
    reason = TidyField(
        label="Почему нужна новая попытка",
        limit=300,
        help_text="Например: пропал свет, тест прошёл не тот человек. Причину увидят участники.",
        error_messages={"required": "Напишите, почему нужна новая попытка."},
    )
    due = DateField(label="Пройти до", missing="Укажите день, например 14.10.2026.")


class EstimateForm(forms.Form):
    moment = forms.ChoiceField(
        label="О каком времени",
        choices=[(KnowledgeMoment.ENTRY, "В начале программы"), (KnowledgeMoment.EXIT, "В конце программы")],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите начало или конец.", "invalid_choice": CHOOSE},
    )
    level = forms.ChoiceField(
        label="Уровень знаний, по-вашему",
        choices=KnowledgeLevel.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите уровень.", "invalid_choice": CHOOSE},
    )
    words = TidyField(label="На чём основано", limit=500, required=False, widget=forms.Textarea(attrs={"rows": 3}))
