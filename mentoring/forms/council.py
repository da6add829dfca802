"""Forms of councils and associations."""

from django import forms

from mentoring.models import Person

from .fields import DateField, KeyField, KeysField, LongTextField, TextField
from .finding import FindField
from .seen import MarkedForm

NOBODY = Person.objects.none()


class MemberForm(forms.Form):
    person = FindField(
        label="Кто", queryset=NOBODY, empty_label="выберите", error_messages={"required": "Выберите человека."}
    )
    since = DateField(label="С какого дня")
    basis = TextField(label="Основание", required=False, help_text="Например: приказ от 01.09.2026 № 12.")

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people


class MemberEndForm(forms.Form):
    until = DateField(label="Последний день")


class SittingForm(MarkedForm):
    """`people` are those who may chair, write and attend; without them only the time and the place are asked."""

    on = DateField(label="Дата")
    at = forms.TimeField(
        label="Время", widget=forms.TextInput(attrs={"class": "number", "inputmode": "numeric", "placeholder": "14:30"}),
        error_messages={"required": "Укажите время, например 14:30.", "invalid": "Время пишут так: 14:30."},
    )  # fmt: skip
    place = TextField(label="Место", required=False)
    chair = KeyField(label="Председатель", queryset=NOBODY, required=False, empty_label="не указан")
    secretary = KeyField(label="Секретарь", queryset=NOBODY, required=False, empty_label="не указан")
    attended = KeysField(
        label="Кто присутствовал", queryset=NOBODY, required=False, widget=forms.CheckboxSelectMultiple
    )
    invited = TextField(label="Приглашены", longest=300, required=False, help_text="Имена через запятую.")

    def __init__(self, *args, people=None, **kwargs):
        super().__init__(*args, **kwargs)
        if people is None:
            for name in ("chair", "secretary", "attended", "invited"):
                del self.fields[name]
            return
        for name in ("chair", "secretary", "attended"):
            self.fields[name].queryset = people


class ItemForm(MarkedForm):
    topic = TextField(label="Вопрос", longest=300, missing="Назовите вопрос.")
    speaker = TextField(label="Кто докладывает", required=False)
    heard = LongTextField(label="Слушали", longest=4000, required=False, help_text="Заполняют на заседании.")
    remarks = LongTextField(label="Замечания и предложения", longest=4000, required=False)


class ResolutionForm(forms.Form):
    text = TextField(label="Решили", longest=1000, missing="Напишите решение.")
    owner = FindField(label="Кто отвечает", queryset=NOBODY, required=False, empty_label="никто, к сведению")
    due = DateField(label="Срок", required=False)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people


class ProposalForm(forms.Form):
    text = LongTextField(
        label="Что предлагаете", longest=2000, error_messages={"required": "Напишите, что предлагаете."}
    )


class SettleForm(forms.Form):
    note = TextField(label="Что сделано", longest=500, missing="Напишите одной фразой, что сделано.")


class DropForm(forms.Form):
    note = TextField(label="Почему снимаем", longest=500, missing="Напишите, почему решение снято.")


class CancelForm(forms.Form):
    reason = TextField(label="Почему отменяем", longest=300, missing="Напишите причину: её увидят члены.")
