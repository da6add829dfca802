"""Fields of the normative base and of acquaintance sheets."""

from django import forms

from mentoring.choices import WRITTEN_ACTS, ActKind, SheetAudience
from mentoring.forms.fields import DateField, KeyField, KeysField, LongTextField, TextField
from mentoring.forms.finding import FindField
from mentoring.forms.seen import SeenForm
from mentoring.models import DocumentType, Person, Unit

FILES = ".pdf,.docx,.jpg,.jpeg,.png"
EMPTY_FILE = "Файл пуст. Проверьте его на своём компьютере и загрузите снова."
NO_SHEET = ("", "Не открывать лист")


def file_field(label, *, required=False, help_text="PDF, DOCX, JPG или PNG."):
    return forms.FileField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.FileInput(attrs={"accept": FILES}),
        error_messages={"required": "Выберите файл.", "empty": EMPTY_FILE},
    )


class ActForm(SeenForm):
    kind = forms.ChoiceField(
        label="Вид",
        choices=[(kind.value, kind.label) for kind in WRITTEN_ACTS],
        initial=ActKind.LOCAL,
        help_text="Приказы и тексты согласий вносить не нужно: они появляются в базе сами.",
    )
    title = TextField(label="Название", longest=300, missing="Укажите название акта.")
    number = TextField(label="Номер", longest=60, required=False)
    date = DateField(label="Дата", required=False)
    issuer = TextField(label="Кто принял", longest=200, required=False, help_text="Например, директор техникума.")
    since = DateField(label="Действует с", required=False)
    until = DateField(label="Действует по", required=False, help_text="Оставьте пустым, если срок не ограничен.")
    link = forms.URLField(
        label="Официальный источник",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="Адрес страницы, например http://pravo.gov.ru.",
        error_messages={"invalid": "Адрес пишут так: http://pravo.gov.ru.", "max_length": "Адрес слишком длинный."},
    )
    note = LongTextField(label="Примечание", longest=500, required=False)
    to_check = forms.BooleanField(
        label="Реквизиты ещё не проверены",
        required=False,
        help_text="Снимите, когда сверите номер, дату и редакцию с официальным источником.",
    )

    def values(self):
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class SheetForm(forms.Form):
    """Whom to ask and by when."""

    audience = forms.ChoiceField(
        label="Кого просим ознакомиться?",
        choices=SheetAudience.choices,
        error_messages={"required": "Выберите, кого просим.", "invalid_choice": "Выберите из списка."},
    )
    unit = KeyField(
        Unit.objects.none(),
        label="Какое подразделение?",
        required=False,
        empty_label="Не выбрано",
        help_text="Нужно, только если выше выбрано «Подразделение».",
        error_messages={"invalid_choice": "Выберите из списка."},
    )
    due = DateField(label="Ознакомиться до", missing="Укажите, до какого дня нужно прочитать.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(retired=False)

    def sheet(self):
        """What open_sheet takes; None when nobody is to be asked."""
        data = self.cleaned_data
        return {name: data[name] for name in ("audience", "unit", "due")} if data["audience"] else None

    def clean(self):
        data = super().clean()
        if data.get("audience") == SheetAudience.UNIT and not data.get("unit") and "unit" not in self.errors:
            self.add_error("unit", "Выберите подразделение.")
        return data


class VersionForm(SheetForm):
    """A new version and, at once, its sheet."""

    label = TextField(
        label="Как назвать редакцию", longest=120, required=False, help_text="Пусто: «Редакция от» и её дата."
    )
    since = DateField(label="Действует с")
    text = forms.CharField(
        label="Текст",
        required=False,
        strip=True,
        max_length=400_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Вставьте текст, чтобы его читали прямо здесь. Абзацы разделяйте пустой строкой.",
        error_messages={"max_length": "Текст слишком длинный: приложите его файлом."},
    )
    file = file_field("Файл", help_text="PDF, DOCX, JPG или PNG: сам документ или его скан.")
    changes = LongTextField(label="Что изменилось", longest=500, required=False)

    field_order = ("label", "since", "text", "file", "changes", "audience", "unit", "due")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["audience"].choices = [NO_SHEET, *SheetAudience.choices]
        self.fields["audience"].required = False
        self.fields["audience"].label = "Кого сразу просим ознакомиться?"
        self.fields["due"].required = False

    def clean(self):
        data = super().clean()
        if not data.get("text") and not data.get("file") and not {"text", "file"} & set(self.errors):
            self.add_error("text", "Вставьте текст или приложите файл.")
        if data.get("audience") and not data.get("due") and "due" not in self.errors:
            self.add_error("due", "Укажите, до какого дня нужно прочитать.")
        return data

    def version(self):
        data = self.cleaned_data
        return {**{name: data[name] for name in ("label", "since", "text", "changes")}, "upload": data["file"]}


class RetireForm(forms.Form):
    until = DateField(label="Последний день действия")
    reason = LongTextField(label="Почему утратил силу?", longest=300, missing="Напишите причину.")


class DueForm(forms.Form):
    due = DateField(label="Ознакомиться до")


class PaperMarksForm(forms.Form):
    """Who signed the printed sheet, when, in whose presence."""

    people = KeysField(
        Person.objects.none(),
        label="Кто расписался на листе?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Отметьте тех, кто расписался на листе.",
            "invalid_choice": "Этот человек уже отмечен. Обновите страницу.",
            "invalid_pk_value": "Отметьте людей из списка.",
        },
    )
    on = DateField(label="Когда расписались")
    scan = file_field("Скан листа", help_text="PDF, DOCX, JPG или PNG. Один файл на всех отмеченных.")
    witness = FindField(
        Person.objects.none(),
        label="В чьём присутствии",
        required=False,
        empty_label="Без свидетеля",
        help_text="Например, член совета наставников.",
        error_messages={"invalid_choice": "Выберите из списка."},
    )

    def __init__(self, *args, readers, witnesses, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = readers
        self.fields["people"].label_from_instance = lambda person: f"{person.full_name}, {person.post}".rstrip(", ")
        self.fields["witness"].queryset = witnesses


class RegisterForm(forms.Form):
    """A document that came from outside or is on paper only."""

    type = KeyField(
        DocumentType.objects.none(),
        label="Вид",
        empty_label="Выберите вид",
        error_messages={"required": "Выберите вид документа.", "invalid_choice": "Выберите вид из списка."},
    )
    title = TextField(label="Заголовок", longest=300, missing="Напишите, о чём документ.")
    number = TextField(label="Номер", longest=40, required=False, help_text="Пусто: следующий по порядку в году.")
    date = DateField(label="Дата документа", missing="Укажите дату документа.")
    issuer = TextField(label="Кто подписал или откуда", longest=200, required=False)
    file = file_field("Файл", required=True, help_text="Скан или сам документ: PDF, DOCX, JPG или PNG.")

    def __init__(self, *args, types, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["type"].queryset = types
