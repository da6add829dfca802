"""Fields of the sections of the note. A draft is accepted unfinished; errors speak when it is sent."""

from django import forms

from mentoring.forms.fields import DateField, LongTextField, TextField
from mentoring.kit.text import count_of, tidy
from mentoring.office import office
from programs.choices import Authorship, SectionCode
from programs.edits import join_prints, print_of, prints_of, read_prints

LONG = 5000
MOST_TASKS = 20
TASK_CHARS = 500


class Later:
    """A field the program needs in the end and a draft may leave empty: no «(необязательно)» and no error yet."""

    def validate(self, value):
        if value not in self.empty_values:
            super().validate(value)


class NoteField(Later, LongTextField):
    pass


class LaterChoice(Later, forms.ChoiceField):
    pass


def area(rows):
    return forms.Textarea(attrs={"rows": rows})


def note(label, rows=4, hint="", longest=LONG, optional=False):
    """A large field of the explanatory note."""
    return NoteField(label=label, required=not optional, help_text=hint, longest=longest, widget=area(rows))


class TasksField(LongTextField):
    """One task a line; numbers and dashes a person puts before them are dropped."""

    def to_python(self, value):
        lines = [tidy(line).lstrip("–—-•·").strip() for line in super().to_python(value).splitlines()]
        return [line for line in lines if line]

    def validate(self, value):
        if len(value) > MOST_TASKS:
            raise forms.ValidationError(f"Задач не больше {MOST_TASKS}. Объедините похожие.")
        long = next((line for line in value if len(line) > TASK_CHARS), "")
        if long:
            words = f"Слишком длинная задача: {count_of(len(long), 'char')} из {TASK_CHARS}. Сократите её."
            raise forms.ValidationError(words)

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value


class SectionForm(forms.Form):
    """What every section sends besides its fields: the version and the prints of what the editor saw."""

    lock_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    base = forms.CharField(widget=forms.HiddenInput, required=False, max_length=4000)

    def __init__(self, data=None, *, current, lock_version, page=None):
        self.page = page
        self.current = current
        super().__init__(
            data, initial={**self.shown(current), "lock_version": lock_version, "base": prints_of(current)}
        )
        self.arrange()

    def arrange(self):
        """Choices and fields that depend on the program."""

    def shown(self, values):
        """Values of the section as the fields show them."""
        return values

    def values(self):
        """{field: value} of what could be read; a field with an error keeps what is stored."""
        self.is_valid()
        return {
            name: self.cleaned_data[name] for name in self.fields if name in self.cleaned_data and name in self.current
        }

    def seen_version(self):
        version = self.cleaned_data.get("lock_version")
        return -1 if version is None else version

    def seen_prints(self):
        return read_prints(self.cleaned_data.get("base", ""))

    def seen(self, current, lock_version, settled=()):
        """{hidden field: value} after a save: what the page may say it has seen of the stored text.

        A field another person changed meanwhile still shows the older words, so it keeps its older print; `settled`
        fields were shown with both texts.
        """
        values, old = self.values(), self.seen_prints()
        same = {n for n in current if n in settled or print_of(values.get(n)) == print_of(current[n])}
        prints = {n: print_of(current[n]) if n in same else old.get(n, "") for n in current}
        version = lock_version if same == set(current) else self.cleaned_data.get("lock_version")
        return {"lock_version": version, "base": join_prints(prints)}

    def refresh(self, current, lock_version, settled=()):
        """Show the page again with what was typed."""
        seen = self.seen(current, lock_version, settled)
        self.data = self.data.copy()
        for name, value in seen.items():
            self.data[name] = "" if value is None else value


class ParticipantsForm(SectionForm):
    authorship = forms.ChoiceField(
        label="Кто составляет программу?",
        choices=Authorship.choices,
        widget=forms.RadioSelect,
        help_text="Если составляете вместе, наставляемый тоже правит разделы. Отправляет программу наставник.",
        error_messages={"required": "Выберите, кто составляет программу.", "invalid_choice": "Выберите из списка."},
    )
    since = DateField(label="Начало программы", missing="Укажите дату начала, например 01.10.2026.")
    until = DateField(label="Конец программы", missing="Укажите дату конца, например 30.06.2027.")
    exception = note(
        "Объяснение необычного срока", 3, "Нужно, если программа короче трёх месяцев или длиннее года.", optional=True
    )

    def arrange(self):
        if self.page and "mentor" not in self.page.sides:
            self.fields["authorship"].disabled = True

    def clean(self):
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            self.add_error("until", "Дата окончания раньше даты начала. Поменяйте их или исправьте одну.")
            self.cleaned_data.pop("since")


class GoalForm(SectionForm):
    problem = note("Описание проблемы", 5, "Что трудно и как это видно на занятиях. Два-три предложения.")
    goal = note("Цель", 3, "К какому сроку, что делает сам, по чему проверим.")
    tasks = TasksField(label="Задачи", longest=LONG, widget=area(5), help_text="Каждая задача – с новой строки.")


class WorkForm(SectionForm):
    mentor_work = note("Что делает наставник", 6, "Показывает, посещает, разбирает, отвечает – и как часто.")
    mentee_work = note("Что делает наставляемый", 6, "Готовит, посещает, проводит, записывает выводы.")


class ScheduleForm(SectionForm):
    schedule = note("Расписание встреч", 4, "День, время, место, как часто. Например: вторник, 14:30, ауд. 214.", 2000)
    mode = LaterChoice(
        label="Режим",
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Выберите режим из списка."},
    )
    link = forms.URLField(
        label="Ссылка для встреч",
        required=False,
        max_length=200,
        assume_scheme="https",
        help_text="Если встречаетесь онлайн: одна ссылка, чтобы не искать её в письмах.",
        error_messages={
            "invalid": "Ссылку пишут так: https://sdo.college.example/room/12.",
            "max_length": "Ссылка длиннее 200 знаков. Вставьте короткую.",
        },
    )
    conditions = note("Условия обучения", 4, "Кабинет, доступы, время в расписании, оборудование.")

    def arrange(self):
        self.fields["mode"].choices = office().choices("mode")


class ResultsForm(SectionForm):
    interim = note("Промежуточные результаты", 5, "Что будет сделано к середине срока и как это увидеть.")
    interim_date = DateField(label="К какому числу", required=False, help_text="Например, 25.12.2026.")
    planned = note("Планируемые результаты", 5, "Что будет к концу срока: документ, занятие, число.")

    def arrange(self):
        for person in self.page.mentees if self.page and len(self.page.mentees) > 1 else ():
            words = f"Ожидаемый результат: {person.short_name}"
            self.fields[f"expected_{person.pk}"] = note(words, 2, longest=2000)
            self.initial[f"expected_{person.pk}"] = self.current["expected"].get(str(person.pk), "")

    def values(self):
        values = super().values()
        own = {key: self.cleaned_data.get(f"expected_{key}", text) for key, text in self.current["expected"].items()}
        return {**values, "expected": own}


FORMS = {
    SectionCode.PARTICIPANTS: ParticipantsForm,
    SectionCode.GOAL: GoalForm,
    SectionCode.WORK: WorkForm,
    SectionCode.SCHEDULE: ScheduleForm,
    SectionCode.RESULTS: ResultsForm,
}  # difficulties have a form of their own: forms/difficulty.py


class ShortText(TextField):
    """A cell of a table: several lines on the screen, one line in the record."""

    widget = forms.Textarea(attrs={"rows": 2})

    def to_python(self, value):
        return " ".join(super().to_python(value).split())
