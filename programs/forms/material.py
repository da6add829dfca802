"""Fields of a material and of its check."""

from django import forms

from mentoring.forms.fields import KeysField, LongTextField, NumberField, TextField
from mentoring.forms.seen import MarkedForm
from mentoring.models import Direction
from programs.choices.shelf import MaterialAudience, MaterialKind

FROM_LIST = {"required": "Выберите из списка.", "invalid_choice": "Выберите из списка."}


class MaterialForm(MarkedForm):
    title = TextField(label="Название", longest=200, missing="Назовите материал.")
    description = LongTextField(
        label="О чём", longest=500, missing="Напишите одно-два предложения: кому и чем поможет.",
        help_text="Одно-два предложения: кому и чем поможет.",
    )  # fmt: skip
    kind = forms.ChoiceField(label="Вид", choices=MaterialKind.choices, error_messages=FROM_LIST)
    audience = forms.ChoiceField(
        label="Кому",
        choices=MaterialAudience.choices,
        widget=forms.RadioSelect,
        initial="both",
        error_messages=FROM_LIST,
    )
    directions = KeysField(
        Direction.objects.none(), label="Направления", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Ничего не отмечено – для всех направлений.",
        error_messages={"invalid_choice": "Выберите из списка.", "invalid_pk_value": "Выберите из списка."},
    )  # fmt: skip
    text = forms.CharField(
        label="Текст", required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Его читают прямо здесь. Строка с «## » станет заголовком, с «- » – строкой списка.",
        error_messages={"max_length": "Текст слишком длинный: приложите его файлом."},
    )  # fmt: skip
    upload = forms.FileField(
        label="Файл", required=False, help_text="PDF, DOCX, XLSX, JPG или PNG.",
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.xlsx,.jpg,.jpeg,.png"}),
        error_messages={"empty": "Файл пуст. Проверьте его на своём компьютере и загрузите снова."},
    )  # fmt: skip
    link = TextField(
        label="Ссылка", required=False, longest=500, help_text="Например, https://sdo.college.example/course/12."
    )
    author = TextField(label="Автор", required=False, longest=200, help_text="Пусто – вы.")
    year = NumberField(
        label="Год", required=False, min_value=1990, max_value=2100,
        error_messages={"min_value": "Год пишут так: 2026.", "max_value": "Год пишут так: 2026."},
    )  # fmt: skip

    def __init__(self, *args, kept=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.kept = kept
        self.fields["directions"].queryset = Direction.objects.filter(retired=False)

    def clean(self):
        said = self.cleaned_data
        given = said.get("text") or said.get("upload") or said.get("link") or (self.kept and self.kept.file_id)
        if not given and not {"text", "upload", "link"} & set(self.errors):
            self.add_error("text", "Напишите текст, приложите файл или вставьте ссылку.")


class RemarkForm(forms.Form):
    remark = LongTextField(label="Что исправить?", longest=500, missing="Напишите, что исправить.")


class AttachForm(forms.Form):
    """Into which event of my programs."""

    event = forms.ModelChoiceField(
        None, label="К какому мероприятию?", empty_label="Выберите мероприятие",
        error_messages={"required": "Выберите мероприятие.", "invalid_choice": "Выберите мероприятие из списка."},
    )  # fmt: skip

    def __init__(self, *args, events, **kwargs):
        super().__init__(*args, **kwargs)
        field, plans = self.fields["event"], {}
        field.queryset = events
        for event in events:
            plans.setdefault(event.program.pair.title, []).append((event.pk, event.measure))
        field.choices = [("", "Выберите мероприятие"), *plans.items()]
