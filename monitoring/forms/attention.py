"""Until which day a case is put off, and why."""

from django import forms

from mentoring.forms.fields import DateField, LongTextField


class PostponeForm(forms.Form):
    until = DateField(
        label="До какого дня",
        missing="Укажите дату, например 14.12.2026.",
        help_text="В этот день случай сам вернётся в список.",
    )
    reason = LongTextField(
        label="Почему можно подождать",
        longest=300,
        missing="Напишите, почему случай можно отложить.",
        help_text="Прочитают другие кураторы. Например: «Наставник в отпуске до 12 декабря».",
    )
