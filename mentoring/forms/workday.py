"""A day of the production calendar; a pasted list of them."""

from django import forms

from .fields import DateField, LongTextField, TextField


class WorkdayForm(forms.Form):
    day = DateField(label="День", missing="Укажите день, например 09.01.2027.")
    worked = forms.ChoiceField(
        label="Какой он",
        choices=[("off", "выходной"), ("on", "рабочий")],
        widget=forms.RadioSelect,
    )
    name = TextField(
        label="Название или причина", longest=120, required=False, help_text="Например: перенос с 3 января."
    )

    def values(self):
        data = self.cleaned_data
        return {"day": data["day"], "worked": data["worked"] == "on", "name": data["name"]}


class WorkdaysForm(forms.Form):
    days = LongTextField(
        label="Дни, по одному в строке",
        longest=20000,
        missing="Вставьте хотя бы одну строку.",
        help_text="Дата; выходной или рабочий; название. Например: 09.01.2027; выходной; перенос с 3 января.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["days"].widget.attrs["rows"] = 10
