"""Fields of a survey: the draft, one person's longer term, texts let through."""

from collections import Counter

from django import forms

from mentoring.forms.fields import KeysField
from mentoring.forms.seen import MarkedForm
from mentoring.kit.dates import today
from mentoring.kit.text import count_of, listing, small_first
from mentoring.office import office
from monitoring.choices import Dimension, SurveyMode, VersionState
from monitoring.forms.fields import DayField, TidyField
from monitoring.words import NO_PROGRAM_CELLS

TITLE_LIMIT = 200
DIMENSION_HINT = (
    "Одна на анкету и после запуска не меняется. Часть, где ответивших мало, не показываем; "
    "вместе с ней скроем и соседнюю, если иначе её можно вычислить."
)
MODE_HINT = (
    "Конфиденциальная: ответы с именем видит только куратор, можно прерваться. Анонимная: ответы не связаны с людьми, "
    "одна страница без черновика, от пяти приглашённых. После запуска режим не меняется."
)


class SurveyForm(MarkedForm):
    """`versions` and `programs` are what may be chosen for the year."""

    version = forms.ModelChoiceField(
        label="Бланк",
        queryset=None,
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите бланк.", "invalid_choice": "Выберите бланк из списка."},
    )
    title = TidyField(
        label="Название",
        help_text="Его увидят отвечающие, например «Как вам программа: весна 2027».",
        limit=TITLE_LIMIT,
        error_messages={"required": "Укажите название анкеты."},
    )
    mode = forms.ChoiceField(
        label="Режим",
        choices=SurveyMode.choices,
        widget=forms.RadioSelect,
        help_text=MODE_HINT,
        error_messages={"required": "Выберите режим.", "invalid_choice": "Выберите режим из списка."},
    )
    deadline = DayField(label="Ответить до", help_text="Например 29.05.2027.")
    dimension = forms.ChoiceField(
        label="Разбивка итогов",
        choices=Dimension.choices,
        widget=forms.RadioSelect,
        help_text=DIMENSION_HINT,
        error_messages={"required": "Выберите разбивку итогов."},
    )
    threshold = forms.IntegerField(label="Показывать числа, если ответили не меньше, человек", max_value=1000)
    text_threshold = forms.IntegerField(
        label="Показывать слова, если на вопрос ответили не меньше, человек", max_value=1000
    )
    programs = KeysField(
        label="О каких программах спросить",
        help_text="Кто именно ответит – наставляемый или наставник, – сказано у бланка.",
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Выберите хотя бы одну программу.",
            "invalid_choice": "Выберите программы из списка.",
            "invalid_pk_value": "Выберите программы из списка.",
        },
    )

    def __init__(self, *args, versions, programs, **kwargs):
        super().__init__(*args, **kwargs)
        for name, rows, label in (("version", versions, _version_label), ("programs", programs, _program_label)):
            self.fields[name].queryset = rows
            self.fields[name].choices = [(row.pk, label(row)) for row in rows]  # read once, shown as often as needed
        whole = f"{office().organization.word.capitalize()} целиком"
        self.fields["dimension"].choices = [(Dimension.NONE, whole), *Dimension.choices[1:]]
        for name, floor in (("threshold", "survey_threshold"), ("text_threshold", "text_threshold")):
            least = office().setting(floor)
            field = self.fields[name]
            field.help_text = f"От {least}: порог можно только поднять."
            field.error_messages |= {"required": f"Укажите порог, от {least}.", "invalid": "Напишите целое число."}
            field.widget.attrs["class"] = "number"

    def clean(self):
        data = super().clean()
        if data.get("mode") == SurveyMode.ANONYMOUS and data.get("dimension") == Dimension.PROGRAM:
            self.add_error("dimension", NO_PROGRAM_CELLS)
        return data

    def clean_deadline(self):
        day = self.cleaned_data["deadline"]
        if day <= today():
            raise forms.ValidationError("Срок ответа уже прошёл. Поставьте дату позже сегодняшней.")
        return day


def _version_label(version):
    who = small_first(version.instrument.get_audience_display())
    draft = ", черновик" if version.state == VersionState.DRAFT else ""
    return f"{version.title}, версия {version.number}{draft}: отвечает {who}"


def _program_label(program):
    sides = Counter(member.side for member in program.pair.members.all())
    asked = listing([count_of(sides[side], side) for side in ("mentor", "mentee") if sides[side]])
    return f"{program.pair.title}: {small_first(program.get_state_display())}, {asked}"


class ExtendForm(forms.Form):
    deadline = DayField(label="Новый срок", help_text="Например 05.06.2027. Срок остальных не изменится.")


class TextsForm(forms.Form):
    """Ticks beside texts, by question; a text without a tick stays hidden."""

    shown = forms.MultipleChoiceField(
        label="Какие слова показать",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Выберите из списка.", "invalid_list": "Выберите из списка."},
    )

    def __init__(self, *args, texts, questions, **kwargs):
        super().__init__(*args, **kwargs)
        self.texts = {str(text.pk): text for text in texts}
        groups = [
            (question, [(key, text.text) for key, text in self.texts.items() if text.question_code == code])
            for code, question in questions
        ]
        self.fields["shown"].choices = [(question, kept) for question, kept in groups if kept]

    def clean_shown(self):
        return [self.texts[key] for key in self.cleaned_data["shown"]]
