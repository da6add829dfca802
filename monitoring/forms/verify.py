"""Checking a paper: its code, and the file somebody received."""

from django import forms

from mentoring.kit.codes import tidy

NOT_A_CODE = "Код – 12 букв и цифр в нижней строке документа, например 7K4M-29EA-PQ2X."


class CodeForm(forms.Form):
    code = forms.CharField(
        label="Код проверки",
        help_text=NOT_A_CODE,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": "Введите код с документа."},
    )

    def clean_code(self):
        code = tidy(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError("Это не похоже на код. Проверьте каждый знак.")
        return code


class CompareForm(forms.Form):
    file = forms.FileField(
        label="PDF, который вам прислали",
        help_text="Сравним с подписанным. Сам файл не сохраняем.",
        error_messages={"required": "Выберите файл.", "empty": "Файл пуст. Скачайте его заново."},
    )
