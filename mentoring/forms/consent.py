"""Consents: on paper, asked for one thing, a new text, taken back by a statement, what was done about it."""

from django import forms

from .fields import DateField, LongTextField, TextField


def scan_field(label, *, required=True):
    """A scan on paper; the action looks at what is inside."""
    return forms.FileField(
        label=label,
        required=required,
        help_text="PDF, DOCX, JPG или PNG.",
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.jpg,.jpeg,.png"}),
        error_messages={
            "required": "Выберите файл со сканом.",
            "missing": "Выберите файл со сканом.",
            "empty": "Файл пуст. Проверьте его на своём компьютере и загрузите снова.",
        },
    )


class PaperConsentForm(forms.Form):
    given_on = DateField(label="Когда подписан лист")
    scan = scan_field("Скан подписанного листа")

    def values(self):
        return {"given_on": self.cleaned_data["given_on"], "scan": self.cleaned_data["scan"]}


class DetailsForm(forms.Form):
    """What such a consent is about; the places of its text."""

    def __init__(self, *args, needed, **kwargs):
        super().__init__(*args, **kwargs)
        for name, label in needed.items():
            self.fields[name] = TextField(label=label, longest=200, missing="Заполните: это войдёт в текст согласия.")


class ConsentTextForm(forms.Form):
    text = LongTextField(label="Текст", longest=3000, missing="Напишите текст согласия.")
    revoke = TextField(label="Как отозвать", longest=300, required=False)
    since = DateField(label="Действует с")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["rows"] = 8


class RevocationForm(forms.Form):
    """A written statement that the curator records."""

    on = DateField(label="Когда подано заявление")
    scan = scan_field("Скан заявления", required=False)


class SettleForm(forms.Form):
    note = LongTextField(
        label="Что сделано",
        longest=300,
        missing="Напишите, что сделано: что снято, удалено или почему хранится дальше.",
        help_text="Например: «Фотографии сняты с сайта 18 ноября» или «Карточка хранится до конца срока: действует договор».",
    )
