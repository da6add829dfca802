"""Requisites of a draft order on ended pairs."""

from mentoring.forms.fields import LongTextField, TextField
from mentoring.forms.seen import MarkedForm


class EndRequisitesForm(MarkedForm):
    number = TextField(
        label="Номер",
        required=False,
        longest=40,
        help_text="Оставьте пустым: номер присвоится при подписании. Впишите, если нумерует канцелярия.",
    )
    basis = LongTextField(label="На основании чего", required=False, longest=1000, help_text="В родительном падеже.")
