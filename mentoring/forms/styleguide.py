"""Sample fields of the styleguide."""

from django import forms

from mentoring.kit.widgets import DateText, Scale

MODES = [("together", "Очно"), ("online", "Онлайн"), ("mixed", "Смешанный")]
POINTS = [*((str(n), str(n)) for n in range(1, 11)), ("skip", "Не могу оценить")]


class SampleForm(forms.Form):
    goal = forms.CharField(
        label="Цель программы", help_text="По чему вы увидите, что она достигнута?", widget=forms.Textarea
    )
    ends = forms.DateField(
        label="Дата конца программы",
        help_text="Не меньше 3 месяцев и не больше года, например 30.06.2027",
        widget=DateText,
    )
    mode = forms.ChoiceField(label="Режим", choices=MODES)
    meets = forms.DateField(label="Первая встреча", required=False, widget=DateText)
    often = forms.ChoiceField(
        label="Как часто", choices=[("week", "Раз в неделю"), ("month", "Раз в месяц")], widget=forms.RadioSelect
    )
    ways = forms.MultipleChoiceField(
        label="Как встречаться", choices=MODES, required=False, widget=forms.CheckboxSelectMultiple
    )
    scan = forms.FileField(label="Скан согласия", required=False, help_text="PDF, DOCX, JPG или PNG, до 20 МБ")
    point = forms.ChoiceField(
        label="7. Наставник разбирается в моих вопросах",
        choices=POINTS,
        widget=Scale(low="1 – совсем не так", high="10 – полностью так"),
        initial="9",
    )
    checked = forms.BooleanField(label="Я проверила состав, сроки и согласия")

    def clean_ends(self):
        raise forms.ValidationError("Укажите дату конца не раньше 2 февраля 2027 года.")


class SampleRow(forms.Form):
    direction = forms.ChoiceField(label="Направление", choices=[("m", "Методика"), ("p", "Родители"), ("i", "ИКТ")])
    event = forms.CharField(label="Мероприятие", widget=forms.Textarea(attrs={"rows": 2}))
    due = forms.DateField(label="Срок", widget=DateText)
    who = forms.ChoiceField(label="Кто", choices=[("both", "Оба"), ("mentor", "Наставник"), ("mentee", "Наставляемый")])
    mode = forms.ChoiceField(label="Режим", choices=MODES)


class SampleRows(forms.formset_factory(SampleRow, extra=1, can_delete=True, can_order=True)):
    samples = [
        {"direction": "m", "event": "Посещение двух занятий наставника и разбор", "due": "24.11.2026", "who": "both"},
        {
            "direction": "p",
            "event": "Разбор трёх ситуаций из журнала куратора группы",
            "due": "08.12.2026",
            "who": "mentor",
        },
    ]
