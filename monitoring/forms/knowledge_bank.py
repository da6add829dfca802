"""Fields of a question of the bank, of its file, of a rubric and of a mark by it."""

from django import forms

from mentoring.forms.fields import KeyField
from mentoring.forms.seen import MarkedForm, VersionedForm
from mentoring.kit.text import tidy
from mentoring.models import Direction
from monitoring.choices.knowledge import TaskKind
from monitoring.forms.fields import NumberField, TidyField
from monitoring.models import Rubric
from monitoring.question_rules import MOST_POINTS, QuestionText, faults_of

CHOOSE = "Выберите из списка."


class LinesField(forms.CharField):
    """A list, a line each; empty lines are left out."""

    def __init__(self, **kwargs):
        super().__init__(widget=forms.Textarea(attrs={"rows": 5}), max_length=6000, required=False, **kwargs)

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value):
        lines = super().to_python(value).splitlines()
        return [line for line in (tidy(line)[:300] for line in lines) if line]


class PlacesField(forms.CharField):
    """Numbers of lines from 1 («1, 3»), kept as places from 0."""

    def __init__(self, **kwargs):
        super().__init__(max_length=60, required=False, **kwargs)

    def prepare_value(self, value):
        return ", ".join(str(place + 1) for place in value) if isinstance(value, list | tuple) else value

    def to_python(self, value):
        words = super().to_python(value).replace(",", " ").replace(";", " ").split()
        if not all(word.isascii() and word.isdigit() and 0 < int(word[:4]) < 1000 for word in words):
            raise forms.ValidationError("Напишите номера вариантов через запятую, например 1, 3.")
        return sorted({int(word[:4]) - 1 for word in words})


class QuestionForm(VersionedForm):
    """One page for every kind; each kind asks only for what it needs (`clean`), so nothing is called optional."""

    direction = KeyField(
        Direction.objects.none(),
        label="Направление",
        empty_label="выберите",
        error_messages={"required": "Выберите направление.", "invalid_choice": CHOOSE},
    )
    competence = TidyField(
        label="Умение",
        limit=120,
        required=False,
        help_text="Что проверяет вопрос внутри направления. Одинаковые умения сравниваются на входе и на выходе.",
    )
    kind = forms.ChoiceField(
        label="Вид вопроса",
        choices=TaskKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите вид вопроса.", "invalid_choice": CHOOSE},
    )
    text = TidyField(
        label="Вопрос",
        limit=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Напишите вопрос."},
    )
    options = LinesField(
        label="Варианты",
        help_text="Каждый с новой строки. Для «Порядка» – в верном порядке; для «Пар» – левый столбец. На странице перемешаем.",
    )
    right = PlacesField(label="Верные варианты", help_text="Номера строк: 1 или 1, 3. Для видов с выбором ответа.")
    matches = LinesField(label="Пары", help_text="Для вида «Пары»: правый столбец, строка к строке.")
    number = NumberField(label="Верное число", required=False, help_text="Для вида «Число».")
    tolerance = NumberField(
        label="Допуск", required=False, help_text="Насколько ответ может отличаться; пусто – точно."
    )
    sample = TidyField(
        label="На что смотреть при проверке",
        limit=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Для короткого текста: по чему наставник поставит баллы.",
    )
    points = forms.IntegerField(
        label="Баллов",
        initial=1,
        min_value=1,
        max_value=MOST_POINTS,
        error_messages={"required": "Укажите баллы.", "invalid": "Напишите число, например 1."},
    )
    lock_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["direction"].queryset = Direction.objects.filter(retired=False)
        for name in ("options", "right", "matches", "number", "tolerance", "sample"):
            self.fields[name].asked_later = True

    def clean(self):
        data = super().clean()
        data["tolerance"] = data.get("tolerance") or 0
        if self.errors:
            return data
        said = {name: data[name] for name in QuestionText.__dataclass_fields__}
        for name, why in faults_of(QuestionText(**said)).items():
            self.add_error(name, why)
        return data

    def fields_to_keep(self):
        return {name: value for name, value in self.cleaned_data.items() if name != "lock_version"}


class BankFileForm(forms.Form):
    file = forms.FileField(
        label="Файл с вопросами",
        help_text="XLSX или JSON: такой же, как скачивает эта система.",
        error_messages={"required": "Выберите файл.", "empty": "Файл пуст. Выберите другой."},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.json"}),
    )


class CriteriaField(LinesField):
    """Criteria as they are typed, also after they have been read."""

    def prepare_value(self, value):
        read = isinstance(value, list) and any(isinstance(row, dict) for row in value)
        return super().prepare_value(criteria_lines(value) if read else value)


class RubricForm(MarkedForm):
    """`criteria`: a line each, «Название: уровень; уровень; уровень», from the lowest level."""

    title = TidyField(label="Название", limit=200, error_messages={"required": "Назовите рубрику."})
    hint = TidyField(label="Для каких заданий", limit=300, required=False)
    criteria = CriteriaField(
        label="Критерии и уровни",
        help_text="Строка – критерий: «Цель: не названа; названа; названа и проверяема». Уровни от низшего, за них 0, 1, 2…",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["criteria"].asked_later = True

    def clean_criteria(self):
        rows = [_criterion(line) for line in self.cleaned_data["criteria"]]
        wrong = next((n for n, row in enumerate(rows, 1) if not row["name"] or len(row["levels"]) < 2), None)
        if not rows:
            raise forms.ValidationError("Добавьте хотя бы один критерий.")
        if wrong:
            raise forms.ValidationError(f"Строка {wrong}: нужны название, двоеточие и уровни через точку с запятой.")
        return rows


def _criterion(line):
    name, _, levels = line.partition(":")
    return {"name": tidy(name), "levels": [tidy(level) for level in levels.split(";") if tidy(level)]}


def criteria_lines(criteria):
    return [f"{row['name']}: {'; '.join(row['levels'])}" for row in criteria]


class ChooseRubricForm(forms.Form):
    rubric = KeyField(
        Rubric.objects.none(),
        label="Рубрика",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите рубрику.", "invalid_choice": CHOOSE},
    )

    def __init__(self, *args, rubrics, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rubric"].queryset = rubrics


class MarkForm(forms.Form):
    """A level by every criterion; criteria are those of the work."""

    def __init__(self, *args, criteria, mark=None, **kwargs):
        super().__init__(*args, **kwargs)
        for n, row in enumerate(criteria):
            self.fields[f"c{n}"] = forms.ChoiceField(
                label=row["name"],
                choices=[(str(level), f"{words} – {level}") for level, words in enumerate(row["levels"])],
                widget=forms.RadioSelect,
                initial=str(mark.levels[n]) if mark else None,
                error_messages={"required": "Выберите уровень.", "invalid_choice": CHOOSE},
            )
        self.fields["words"] = TidyField(
            label="Что сказать о работе",
            limit=2000,
            required=False,
            initial=mark.words if mark else "",
            widget=forms.Textarea(attrs={"rows": 3}),
        )
        self.count = len(criteria)

    def levels(self):
        return [int(self.cleaned_data[f"c{n}"]) for n in range(self.count)]
