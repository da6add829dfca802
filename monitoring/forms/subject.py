"""Fields of requests about own data, of incidents and of their notices."""

from django import forms

from mentoring.forms.fields import DateField, KeyField, LongTextField, TextField
from mentoring.forms.finding import FindField
from mentoring.models import Person
from monitoring.choices.subject import SubjectKind

KIND_ERRORS = {"required": "Выберите, о чём обращение.", "invalid_choice": "Выберите из списка."}


def _file(label, help_text):
    return forms.FileField(label=label, required=False, help_text=help_text)


class AskForm(forms.Form):
    kind = forms.ChoiceField(
        label="О чём обращение?", choices=SubjectKind, widget=forms.RadioSelect, error_messages=KIND_ERRORS
    )
    text = LongTextField(
        label="Что вы хотите узнать или изменить?",
        longest=4000,
        missing="Напишите, что вы хотите узнать или изменить.",
        help_text="Одно обращение – об одном. Прочитают те, кто отвечает за персональные данные.",
    )


class EnterForm(forms.Form):
    """A request from paper: whoever it is from, a card of the college is not obligatory."""

    person = FindField(
        Person.objects.none(), label="Человек в кабинете", required=False, empty_label="нет карточки",
        help_text="Если у автора есть карточка, имя можно не писать.",
    )  # fmt: skip
    applicant = TextField(label="От кого", required=False, help_text="Имя полностью, как в обращении.")
    contact = TextField(label="Куда отвечать", required=False, help_text="Почта, адрес или «на руки».")
    kind = forms.ChoiceField(
        label="О чём обращение?", choices=SubjectKind, widget=forms.RadioSelect, error_messages=KIND_ERRORS
    )
    text = LongTextField(label="Текст обращения", longest=4000, missing="Перепишите, о чём просят.")
    came_on = DateField(label="Когда пришло", missing="Укажите день, когда обращение пришло.")
    paper = _file("Скан обращения", "PDF или фотография.")

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people


class AssignForm(forms.Form):
    responsible = KeyField(
        Person.objects.none(), label="Кто ответит?", empty_label=None, widget=forms.RadioSelect,
        error_messages={"required": "Выберите, кто ответит.", "invalid_choice": "Выберите из списка."},
    )  # fmt: skip

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["responsible"].queryset = people


class AnswerForm(forms.Form):
    refused = forms.TypedChoiceField(
        label="Что отвечаем?",
        choices=[("no", "Исполнили: пишем, что сделано"), ("yes", "Отказываем: пишем причину и основание")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, исполняем или отказываем.", "invalid_choice": "Выберите из списка."},
    )
    answer = LongTextField(label="Ответ", longest=6000, missing="Напишите ответ: его прочитает автор обращения.")
    file = _file("Файл к ответу", "Если ответ – документ: PDF, DOCX, таблица.")
