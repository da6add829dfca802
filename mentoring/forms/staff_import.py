"""Upload of a staff list."""

from django import forms

from .fields import DateField


class StaffListForm(forms.Form):
    file = forms.FileField(
        label="Файл со списком",
        help_text="XLSX или CSV, например «Штат на 1 сентября.xlsx».",
        error_messages={
            "required": "Выберите файл со списком.",
            "empty": "Файл пуст. Проверьте его на своём компьютере и загрузите снова.",
            "missing": "Выберите файл со списком.",
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    list_date = DateField(
        label="На какую дату список",
        required=False,
        help_text="Пустое поле – возьмём дату из заголовка списка. От неё отсчитаем педагогический стаж.",
    )

    def move_error_to_file(self):
        """A refusal of the action is about the file: it stands beside its field."""
        if "__all__" in self.errors:
            self.errors["file"] = self.errors.pop("__all__")
