"""Several files at once."""

from django import forms


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; they are checked by content when they are kept."""

    widget = ManyFiles

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(FilesField, self).clean(file, initial) for file in files]

    default_error_messages = {
        "empty": "Файл пуст. Проверьте его на своём компьютере и загрузите снова.",
        "invalid": "Файл не загрузился. Выберите его ещё раз.",
    }
