"""Fields of the yearly campaign: its date, a department's «nobody», one teacher's request among several."""

from django import forms

from mentoring.forms.fields import DateField, LongTextField


class OpenForm(forms.Form):
    due = DateField(label="До какого числа ответить", help_text="Подразделения и авторы прошлогодних запросов.")


class NobodyForm(forms.Form):
    note = LongTextField(
        label="Пояснение",
        required=False,
        longest=300,
        help_text="Прочитают куратор и директор. Нужно, если в подразделении есть молодые педагоги без наставника.",
    )


class ProposalForm(forms.Form):
    """One teacher's request. `choices` are read once for all the forms of a page."""

    ground = forms.TypedChoiceField(label="Основание", coerce=int)
    problem = LongTextField(
        label="С чем нужна помощь",
        longest=1000,
        missing="Напишите, с чем нужна помощь: прочитает педагог.",
        help_text="Первым это прочитает педагог, потом куратор и наставник.",
    )
    directions = forms.TypedMultipleChoiceField(
        label="Направления",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Отметьте хотя бы одно направление.",
            "invalid_choice": "Выберите направления из списка.",
        },
    )

    def __init__(self, draft, choices, data=None):
        super().__init__(data, prefix=f"p{draft.person.pk}", initial=draft.initial)
        self.draft = draft
        self.fields["ground"].choices = choices.ground_choices
        self.fields["directions"].choices = choices.direction_choices
