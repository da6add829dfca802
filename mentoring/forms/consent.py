"""A consent on paper."""

from django import forms

from .fields import DateField


class PaperConsentForm(forms.Form):
    given_on = DateField(label="Когда подписан лист")
    scan = forms.FileField(
        label="Скан подписанного листа",
        help_text="PDF, DOCX, JPG или PNG.",
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.jpg,.jpeg,.png"}),
        error_messages={
            "required": "Выберите файл со сканом.",
            "missing": "Выберите файл со сканом.",
            "empty": "Файл пуст. Проверьте его на своём компьютере и загрузите снова.",
        },
    )
