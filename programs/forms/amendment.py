"""Amendments: the reason and the term, answers, decisions, suggestions."""

from django import forms

from mentoring.forms.fields import DateField, KeyField, LongTextField
from mentoring.models import Person
from programs.choices import SectionCode

from .difficulty import DifficultiesForm
from .section import FORMS, SectionForm, note

UNTIL_HINT = "Если срок не меняется, оставьте как есть. За один раз продлевают не больше чем на год (п. 3)."
EXCEPTION = "Объяснение исключения"
EXCEPTION_HINT = "Нужно, если вместе выходит больше года или меньше трёх месяцев."
REASON_HINT = "Что произошло и почему нынешний текст уже не подходит. Это прочитают все участники и куратор."


class StartForm(forms.Form):
    """With what an amendment begins."""

    reason = LongTextField(
        label="Почему меняем программу?",
        longest=2000,
        missing="Напишите, почему меняете программу.",
        help_text=REASON_HINT,
    )
    until = DateField(label="Новый последний день", required=False, help_text=UNTIL_HINT)
    exception = LongTextField(label=EXCEPTION, required=False, longest=2000, help_text=EXCEPTION_HINT)


class TermForm(SectionForm):
    """The reason and the last day of a draft."""

    reason = LongTextField(
        label="Почему меняем программу?",
        longest=2000,
        missing="Напишите, почему меняете программу.",
        help_text=REASON_HINT,
    )
    until = DateField(label="Последний день программы", missing="Укажите дату.", help_text=UNTIL_HINT)
    exception = note(EXCEPTION, 3, EXCEPTION_HINT, longest=2000, optional=True)


AMENDMENT_FORMS = {**FORMS, SectionCode.PARTICIPANTS: TermForm, SectionCode.DIFFICULTIES: DifficultiesForm}


class ConsentForm(forms.Form):
    agree = forms.BooleanField(error_messages={"required": "Отметьте, что прочитали и согласны."})

    def __init__(self, *args, statement, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agree"].label = statement


class ObjectionForm(forms.Form):
    note = LongTextField(
        label="С чем вы не согласны?",
        longest=2000,
        missing="Напишите, с чем не согласны: так проще договориться.",
        help_text="Прочитают участники и куратор. Действовать будет прежняя редакция.",
    )


class PaperConsentForm(forms.Form):
    person = KeyField(
        Person.objects.none(),
        label="Кто подписал лист изменений на бумаге",
        empty_label="Выберите человека",
        error_messages={"required": "Выберите, кто подписал.", "invalid_choice": "Выберите участника программы."},
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.filter(pk__in=[person.pk for person in people])


class DecisionNoteForm(forms.Form):
    note = LongTextField(
        label="Замечание или причина",
        required=False,
        longest=2000,
        help_text="Обязательно, если возвращаете или не принимаете.",
    )


class WithdrawForm(forms.Form):
    note = LongTextField(
        label="Почему отзываете?",
        longest=2000,
        missing="Напишите, почему отзываете.",
        help_text="Прочитают все участники.",
    )


class SuggestForm(forms.Form):
    text = LongTextField(
        label="Что изменить и почему?",
        longest=2000,
        missing="Напишите, что изменить и почему.",
        help_text="Прочитают наставник и куратор. Они подготовят изменение или объяснят, почему сейчас не нужно.",
    )


class SuggestionAnswerForm(forms.Form):
    answer = LongTextField(label="Почему сейчас не меняем?", longest=2000, missing="Напишите, почему сейчас не меняем.")


class OverlapForm(forms.Form):
    """For every item both texts changed: which of the two stays."""

    def __init__(self, data=None, *, clashes):
        super().__init__(data)
        for number, (key, name, now, mine) in enumerate(clashes):
            self.fields[f"c{number}"] = forms.ChoiceField(
                label=name,
                choices=(("theirs", f"Как сейчас: {now}"), ("mine", f"Как предлагается: {mine}")),
                widget=forms.RadioSelect,
                error_messages={"required": "Выберите, что оставить."},
            )
            self.fields[f"c{number}"].key = key

    def chosen(self, side):
        return [field.key for name, field in self.fields.items() if self.cleaned_data.get(name) == side]
