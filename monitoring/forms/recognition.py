"""Fields of recognition: who, for what, which kind; the director's word."""

from decimal import Decimal

from django import forms

from mentoring.choices import Side
from mentoring.forms.fields import LongTextField, MoneyField
from mentoring.forms.finding import FindField
from mentoring.models import Person
from monitoring.choices.year import KINDS_OF, PAID, SIDES, RecognitionKind

FROM_LIST = {"invalid_choice": "Выберите из списка."}
NUMBER = {"invalid": "Напишите сумму числом, например 5000.", "min_value": "Сумма больше нуля.",
          "max_digits": "Слишком большая сумма.", "max_decimal_places": "Копейки – две цифры.",
          "max_whole_digits": "Слишком большая сумма."}  # fmt: skip
SUM = {"label": "Сумма, ₽", "min_value": Decimal("0.01"), "required": False, "error_messages": NUMBER}


class WhoForm(forms.Form):
    """Sent by GET: the next page knows what the system knows of the person."""

    person = FindField(
        Person.objects.none(), label="Кого предлагаете?", empty_label="выберите",
        error_messages={"required": "Выберите человека.", **FROM_LIST},
    )  # fmt: skip
    side = forms.ChoiceField(
        label="Как кого?", choices=[(code, name.capitalize()) for code, name in SIDES.items()],
        widget=forms.RadioSelect, initial=Side.MENTOR,
        error_messages={"required": "Выберите, как кого.", **FROM_LIST},
    )  # fmt: skip

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people


class ProposalForm(forms.Form):
    kind = forms.ChoiceField(
        label="Вид поощрения", widget=forms.RadioSelect,
        error_messages={"required": "Выберите вид.", **FROM_LIST},
    )  # fmt: skip
    ground = LongTextField(
        label="За что", longest=500, missing="Напишите, за что.",
        help_text="Это войдёт в приказ и в письмо. Факты ниже приложатся сами.",
    )  # fmt: skip
    amount = MoneyField(help_text="Только для премии. Видят куратор и директор; в приказ не входит.", **SUM)

    def __init__(self, *args, side, amounts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in KINDS_OF[Side(side)]]
        self.fields["kind"].initial = RecognitionKind.THANKS
        if not amounts or side != Side.MENTOR:
            del self.fields["amount"]


class DecideForm(forms.Form):
    """Two buttons share one form: `agree` is the pressed one."""

    reason = LongTextField(
        label="Почему", longest=500, required=False, help_text="При отказе обязательно: автор это прочитает."
    )
    amount = MoneyField(**SUM)

    def __init__(self, *args, row, **kwargs):
        super().__init__(*args, **kwargs)
        if row.kind in PAID:
            self.fields["amount"].initial = row.amount
        else:
            del self.fields["amount"]
