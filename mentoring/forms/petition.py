"""Fields of a petition, of its decision, of a quiet request."""

from django import forms

from mentoring.choices import PetitionKind
from mentoring.forms.fields import KeyField, LongTextField
from mentoring.forms.finding import FindField
from mentoring.models import Pair, Person, Petition

LONG = 4000
PICK = {"invalid_choice": "Выберите из списка."}
NO_PAIR = {"required": "Выберите пару или группу.", **PICK}
NO_PERSON = {"required": "Выберите, о ком ходатайство.", **PICK}
K = PetitionKind
ASKS = {
    K.REPLACE_MENTOR: ("Почему хотите другого наставника?", "Причину можно не писать."),
    K.REPLACE_MENTEE: ("Почему просите другого наставляемого?", "Что мешает работе и что вы пробовали."),
    K.RELEASE_PERSONAL: ("Почему слагаете обязанности?", "Личных подробностей не нужно: достаточно одной фразы."),
    K.RELEASE_SUCCESS: ("Что выполнено?", "Какие мероприятия и цели программы достигнуты."),
    K.EARLY_END: ("Почему нужно завершить раньше срока?", "Обстоятельства и что предприняли."),
    K.OTHER_DIRECTIONS: ("По каким направлениям продолжить?", "Назовите направления и чего ждёте."),
    K.SUPPORT: ("Какая помощь нужна?", "Например, разобрать план открытого занятия."),
    K.DOCUMENTATION: ("Что изменить?", "Какой документ или инструмент, что в нём мешает, как лучше."),
    K.REWARD: ("За что поощрить?", "Что сделано и чем это подтверждается."),
    K.MEASURES: ("Что произошло и о каких мерах просите?", "Только факты о работе, без оценок личности."),
}


class DraftText(LongTextField):
    """A draft may leave it empty; sending asks for it, so it is not called optional."""

    def validate(self, value):
        if value:
            super().validate(value)


class PetitionForm(forms.ModelForm):
    """Pair and person are prefilled where there is only one; `readers` says who will read the text."""

    pair = KeyField(Pair.objects.none(), label="Пара или группа", empty_label="Выберите пару", error_messages=NO_PAIR)
    about = KeyField(Person.objects.none(), label="О ком", empty_label="Выберите человека", error_messages=NO_PERSON)
    wish = FindField(
        Person.objects.none(),
        label="Кого хотелось бы",
        required=False,
        empty_label="Не важно",
        help_text="Это пожелание: куратор спросит человека и проверит, есть ли у него место.",
        error_messages=PICK,
    )
    text = DraftText(longest=LONG, widget=forms.Textarea(attrs={"rows": 6}))
    lock_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    use_required_attribute = False  # a draft is kept as it is

    class Meta:
        model = Petition
        fields = ["pair", "about", "wish", "text"]

    def __init__(self, *args, kind, pairs, people, mentors, readers, **kwargs):
        super().__init__(*args, **kwargs)
        label, hint = ASKS[kind]
        self.fields["text"].required = kind != K.REPLACE_MENTOR
        self.fields["text"].label, self.fields["text"].help_text = label, f"{hint} {readers}"
        self.fields["lock_version"].initial = self.instance.lock_version if self.instance.pk else 0
        self._choose("pair", pairs, lambda pair: pair.title)
        self._choose("about", people, lambda person: person.full_name)
        self._choose("wish", mentors, lambda person: person.full_name)

    def _choose(self, name, rows, label):
        """A field without choices leaves the form; a single choice stands in it already."""
        if rows is None:
            del self.fields[name]
            return
        field = self.fields[name]
        field.queryset, field.label_from_instance = rows, label
        if field.required and len(rows) == 1:
            field.initial, field.empty_label = rows[0].pk, None

    def said(self):
        """What the action keeps."""
        return {name: self.cleaned_data.get(name) for name in ("pair", "about", "wish")} | {
            "text": self.cleaned_data.get("text", "")
        }


class DecisionForm(forms.Form):
    """Yes, no or a question; each with its own words."""

    choice = forms.ChoiceField(
        label="Решение",
        choices=[
            ("grant", "Удовлетворить"),
            ("refuse", "Не удовлетворить"),
            ("ask", "Попросить пояснения"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите решение.", "invalid_choice": "Выберите решение из списка."},
    )
    text = LongTextField(
        label="Что ответить автору",
        longest=2000,
        missing="Напишите, что ответить: автор прочитает эти слова.",
        help_text="Решение одной фразой, причина отказа или вопрос. Прочитает только автор и те, кто видит ходатайство.",
    )


class NoteForm(forms.Form):
    """One text with the page's own question."""

    note = LongTextField(longest=2000, missing="Напишите хотя бы одну фразу.")

    def __init__(self, *args, label, help_text="", required=True, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["note"]
        field.label, field.help_text, field.required = label, help_text, required


class HelpAnswerForm(forms.Form):
    answer = LongTextField(
        label="Что ответить человеку",
        longest=2000,
        missing="Напишите ответ: его прочитает только тот, кто просил.",
        help_text="Когда и где встретиться с психологом, к кому обратиться. Прочитает только тот, кто просил.",
    )
    note = LongTextField(
        label="Личная запись куратора",
        longest=2000,
        required=False,
        help_text="О чём договорились и с кем. Видят только кураторы, отвечающие на эту просьбу.",
    )
