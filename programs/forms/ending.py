"""After the end: why a program is brought back, what its pair does next."""

from django import forms

from mentoring.forms.fields import DateField, LongTextField


class ReopenForm(forms.Form):
    reason = LongTextField(
        label="Почему программа возвращается к работе?",
        longest=2000,
        missing="Напишите, почему программа возвращается к работе.",
        help_text="Участники прочитают это в письме и в истории.",
    )


class ContinueForm(forms.Form):
    focus = LongTextField(
        label="На чём теперь сосредоточится пара?",
        longest=2000,
        missing="Напишите, на чём теперь сосредоточится пара.",
        help_text="Новое направление или затруднение. С этих слов начнётся описание проблемы.",
    )
    until = DateField(label="Последний день новой программы", missing="Укажите дату, например 30.06.2027.")
