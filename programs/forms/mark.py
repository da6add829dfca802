"""How an event went, and the proof of it."""

from django import forms

from mentoring.forms.fields import DateField, TextField
from mentoring.forms.files import FilesField
from mentoring.kit.text import tidy
from mentoring.models import ListEntry
from programs.choices import EventState

from .section import Later, NoteField

STATES = (
    (EventState.DONE, "Выполнено"),
    (EventState.PARTLY, "Выполнено частично"),
    (EventState.MOVED, "Перенесено"),
    (EventState.NOT_DONE, "Не состоялось"),
)
CHOOSE_REASON = {"required": "Выберите причину.", "invalid_choice": "Выберите причину из списка."}


def reasons(name="event_reason"):
    return ListEntry.objects.filter(list=name, retired=False)


class LaterDate(Later, DateField):
    pass


class LaterText(Later, TextField):
    pass


class LaterChoice(Later, forms.ModelChoiceField):
    pass


class MarkForm(forms.Form):
    """One page, four answers; each asks only for what it needs (`clean`), so nothing is called optional."""

    state = forms.ChoiceField(
        label="Что получилось?",
        choices=STATES,
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, что получилось.", "invalid_choice": "Выберите из списка."},
    )
    done_on = LaterDate(label="Когда", help_text="Если мероприятие прошло: день, например 14.10.2026.")
    result = NoteField(label="Результат", longest=4000, help_text="Что получилось на деле, одно-два предложения.")
    left = LaterText(label="Что осталось", longest=300, help_text="Если выполнено частично.")
    new_due = LaterDate(label="Новый срок", help_text="Если переносите: день внутри программы.")
    reason = LaterChoice(
        ListEntry.objects.none(),
        label="Причина",
        empty_label="Не выбрана",
        help_text="Если переносите или мероприятие не состоялось.",
        error_messages=CHOOSE_REASON,
    )
    reason_text = LaterText(label="Пояснение причины", longest=300, help_text="Если причины нет в списке.")
    files = FilesField(label="Файлы", required=False, help_text="PDF, DOCX, JPG или PNG, до 20 МБ каждый.")
    link = TextField(label="Ссылка", required=False, longest=500, help_text="На материал, запись, курс в СДО.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].queryset = reasons()

    def clean(self):
        """Say beside the field what the chosen answer still needs."""
        said, state = self.cleaned_data, self.cleaned_data.get("state")
        if state in (EventState.DONE, EventState.PARTLY):
            self._need("done_on", said, "Укажите, когда это было, например 14.10.2026.")
            self._need("result", said, "Напишите, что получилось.")
        if state == EventState.PARTLY:
            self._need("left", said, "Напишите, что осталось сделать.")
        if state in (EventState.MOVED, EventState.NOT_DONE):
            self._need("reason", said, "Выберите причину.")
        if state == EventState.MOVED:
            self._need("new_due", said, "Укажите новый срок, например 14.10.2026.")

    def _need(self, name, said, words):
        if name not in self.errors and not said.get(name):
            self.add_error(name, words)


class EvidenceForm(forms.Form):
    files = FilesField(label="Файлы", required=False, help_text="PDF, DOCX, JPG или PNG, до 20 МБ каждый.")
    link = TextField(label="Ссылка", required=False, longest=500)
    note = TextField(label="Что это", required=False, longest=200)

    def clean(self):
        if not self.cleaned_data.get("files") and not tidy(self.cleaned_data.get("link")) and not self.errors:
            self.add_error("files", "Выберите файл или вставьте ссылку.")
