"""Fields of an order and of what is done with a document."""

from django import forms

from mentoring.forms.fields import DateField, LongTextField, TextField
from mentoring.forms.seen import VersionedForm
from mentoring.models import Person

AGREEMENT = "Например, № 15 от 20.11.2026."
EMPTY_FILE = "Файл пуст. Проверьте его на своём компьютере и загрузите снова."
PICK = {"invalid_choice": "Выберите из списка."}


class RequisitesForm(VersionedForm):
    """Requisites of a draft order; one field for the additional agreement of each pair."""

    number = TextField(
        label="Номер",
        required=False,
        longest=40,
        help_text="Оставьте пустым: номер присвоится при подписании. Впишите, если нумерует канцелярия.",
    )
    basis = LongTextField(label="На основании чего", required=False, longest=1000, help_text="В родительном падеже.")
    programs_due = DateField(label="Программы готовы до", required=False, help_text="Например, 14.12.2026.")
    control = forms.ModelChoiceField(
        Person.objects.none(),
        label="Контроль за исполнением",
        required=False,
        empty_label="Директор сам",
        error_messages=PICK,
    )
    signer = forms.ModelChoiceField(
        Person.objects.none(),
        label="Подписывает",
        required=False,
        empty_label="Выберет система",
        help_text="Директор или исполняющий обязанности, который сам не участвует в этих парах.",
        error_messages=PICK,
    )

    def __init__(self, *args, curators, signers, pairs, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["control"].queryset = curators
        self.fields["signer"].queryset = signers
        self.agreements = []
        for pair in pairs:
            name = f"agreement_{pair.pk}"
            self.fields[name] = TextField(
                label=f"Доп. соглашение: {pair.title}",
                required=False,
                longest=100,
                help_text="Например, № 15 от 20.11.2026.",
            )
            self.agreements.append(name)

    def agreement_fields(self):
        return [self[name] for name in self.agreements]

    def requisites(self):
        """Requisites as they are kept with the document."""
        data = self.cleaned_data
        return {
            "number": data["number"],
            "basis": data["basis"],
            "programs_due": data["programs_due"].isoformat() if data["programs_due"] else "",
            "control": data["control"].pk if data["control"] else None,
            "agreements": {name.removeprefix("agreement_"): data[name] for name in self.agreements if data[name]},
        }


class ScanForm(forms.Form):
    """The signed paper copy."""

    file = forms.FileField(
        label="Скан подписанного документа",
        help_text="PDF, JPG или PNG, можно DOCX.",
        error_messages={
            "required": "Выберите файл.",
            "empty": "Файл пуст. Проверьте его на своём компьютере и загрузите снова.",
        },
    )
