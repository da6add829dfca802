"""Fields of an achievement, of its check and of help with it."""

from django import forms
from django.db.models import Q

from mentoring.models import ListEntry, Pair, Person

from .fields import DateField, KeyField, LongTextField, TextField
from .files import FilesField
from .finding import FindField
from .seen import SeenForm

NAMES = (
    "kind", "title", "since", "day", "level", "result", "result_text", "organizer", "link", "pair", "mentor_part",
    "in_commission",
)  # fmt: skip
CHOOSE = "выберите"
NOT_YET = "пока нет, готовится"


def _list(name, kept=None):
    """Entries of a small list in use, and the one already chosen."""
    return ListEntry.objects.filter(Q(retired=False) | Q(pk=kept), list=name)


class WhoseForm(forms.Form):
    """Whose achievement is to be entered; asked first, because the pairs to choose from are that person's."""

    person = FindField(Person.objects.none(), label="Чьё достижение?", empty_label=CHOOSE)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people


class AchievementForm(SeenForm):
    kind = KeyField(
        ListEntry.objects.none(), label="Вид", empty_label=CHOOSE, error_messages={"required": "Выберите вид."}
    )
    title = TextField(
        label="Название",
        longest=300,
        missing="Напишите, что это: название конкурса, статьи, занятия.",
        help_text="Например: «Мастер года», статья «Кейсы на занятиях по логистике».",
    )
    since = DateField(label="Начало, если длилось несколько дней", required=False)
    day = DateField(
        label="Дата",
        missing="Укажите дату, например 14.10.2026.",
        help_text="Когда было или будет; у публикации – когда вышла.",
    )
    level = KeyField(
        ListEntry.objects.none(),
        label="Уровень",
        empty_label=CHOOSE,
        error_messages={"required": "Выберите уровень."},
    )
    result = KeyField(
        ListEntry.objects.none(),
        label="Результат",
        required=False,
        empty_label=NOT_YET,
        help_text="Пока всё впереди, оставьте «пока нет»: так можно попросить о помощи заранее.",
    )
    result_text = TextField(label="О результате", longest=300, required=False, help_text="Место, номинация, журнал.")
    organizer = TextField(label="Кто проводил", longest=200, required=False)
    link = TextField(label="Ссылка", longest=500, required=False, help_text="Например: https://journal.example/2026/3.")
    pair = KeyField(
        Pair.objects.none(), label="В какой паре или группе выросло", required=False, empty_label="не связано с парой"
    )
    mentor_part = LongTextField(
        label="Вклад наставника",
        longest=1000,
        required=False,
        help_text="Что сделал наставник: помог с заявкой, рецензировал статью. О работе в комиссии – что в ней делали.",
    )
    in_commission = forms.BooleanField(
        label="Наставник был в составе комиссии",
        required=False,
        help_text="Аттестационной, конкурсной или другой оценочной (п. 4.2).",
    )
    files = FilesField(
        label="Файлы",
        required=False,
        help_text="Диплом, сертификат, текст: PDF, DOCX, JPG или PNG.",
    )

    def __init__(self, *args, pairs, kept=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["files"].widget.attrs["accept"] = ".pdf,.docx,.jpg,.jpeg,.png"
        for name in ("kind", "level", "result"):
            chosen = getattr(kept, f"{name}_id", None)
            self.fields[name].queryset = _list(f"achievement_{name}", chosen)
        self.fields["pair"].queryset = pairs

    def values(self):
        return {name: self.cleaned_data[name] for name in NAMES}


class RemarkForm(forms.Form):
    remark = LongTextField(label="Что поправить", longest=300, missing="Напишите, что поправить.")


class AskForm(forms.Form):
    text = LongTextField(
        label="Какая помощь нужна?",
        longest=1000,
        missing="Напишите, какая помощь нужна.",
        help_text="Что именно и к какому дню: посмотреть заявку, отрепетировать занятие, вычитать статью.",
    )


class GiveForm(forms.Form):
    text = LongTextField(label="Чем помогли?", longest=1000, missing="Напишите, чем помогли.")
    given_on = DateField(label="Когда", missing="Укажите день, когда помогли.")
