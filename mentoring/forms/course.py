"""A mentor's course."""

from django import forms

from .consent import scan_field
from .fields import DateField, LongTextField, NumberField, TextField
from .seen import MarkedForm

HOURS = "Часов должно быть от 1 до 2000."


class CourseForm(MarkedForm):
    programme = TextField(label="Программа", longest=200, missing="Напишите название программы.")
    provider = TextField(label="Где учились", longest=200, missing="Напишите, кто провёл курс.")
    hours = NumberField(
        label="Часов",
        min_value=1,
        max_value=2000,
        error_messages={"required": "Укажите, сколько часов.", "min_value": HOURS, "max_value": HOURS},
    )
    since = DateField(label="Начало", required=False)
    until = DateField(label="Окончание")
    number = TextField(label="Номер удостоверения", longest=60, required=False)
    issued_on = DateField(label="Дата удостоверения", required=False)
    federal = forms.BooleanField(label="Программа из федерального реестра", required=False)
    file = scan_field("Удостоверение", required=False)


class RemarkForm(forms.Form):
    remark = LongTextField(label="Что поправить", longest=300, missing="Напишите, что поправить.")
