"""A message of the pair's conversation; why the office opens it."""

from django import forms

from mentoring.forms.fields import LongTextField
from mentoring.forms.files import FilesField


class TextOfMessage(LongTextField):
    """Empty when a file says it all: no «(необязательно)» and no error of its own."""

    def validate(self, value):
        if value not in self.empty_values:
            super().validate(value)


class TalkForm(forms.Form):
    text = TextOfMessage(label="Сообщение", longest=4000)
    is_question = forms.BooleanField(label="Прошу совета", required=False)
    files = FilesField(
        label="Файлы", required=False, help_text="PDF, DOCX, JPG или PNG, до 20 МБ каждый, не больше пяти."
    )

    def __init__(self, *args, answer_days="", **kwargs):
        """`answer_days` are words; without them nobody asks for advice here."""
        super().__init__(*args, **kwargs)
        if answer_days:
            self.fields["is_question"].help_text = f"Наставник ответит за {answer_days}, не считая сегодняшнего дня."
        else:
            del self.fields["is_question"]

    def clean(self):
        if not self.cleaned_data.get("text") and not self.cleaned_data.get("files") and not self.errors:
            self.add_error("text", "Напишите сообщение или приложите файл.")


class MessageForm(forms.Form):
    text = TextOfMessage(label="Сообщение", longest=4000)


class OpenTalkForm(forms.Form):
    reason = LongTextField(
        label="Зачем открываете?",
        longest=500,
        missing="Напишите причину. Пара увидит, что переписку открыли.",
        help_text="Причину прочитает пара: на странице переписки и в письме.",
    )
