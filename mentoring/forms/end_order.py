"""Requisites of a draft order on ended pairs."""

from django import forms

from mentoring.forms.fields import LongTextField, TextField


class EndRequisitesForm(forms.Form):
    number = TextField(
        label="Номер",
        required=False,
        longest=40,
        help_text="Оставьте пустым: номер присвоится при подписании. Впишите, если нумерует канцелярия.",
    )
    basis = LongTextField(label="На основании чего", required=False, longest=1000, help_text="В родительном падеже.")
