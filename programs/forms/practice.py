"""Fields of a practice card: what is taken, its text, the curator's word about every name."""

from django import forms

from mentoring.forms.fields import KeysField, LongTextField, TextField
from mentoring.forms.seen import VersionedForm
from mentoring.models import Direction
from programs.choices.practice import NameKept
from programs.choices.shelf import MaterialAudience
from programs.models import Material

FROM_LIST = {"invalid_choice": "Выберите из списка.", "invalid_pk_value": "Выберите из списка."}
LINES = {"widget": forms.Textarea(attrs={"rows": 6}), "longest": 5000}


class TakeForm(forms.Form):
    """Which entries of the program go into the card."""

    entries = forms.MultipleChoiceField(
        label="Что взять в карточку", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Отметьте хотя бы одну запись: из неё получится карточка.", **FROM_LIST},
    )  # fmt: skip

    def __init__(self, *args, entries, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["entries"].choices = [(entry.code, entry.label) for entry in entries]


class PracticeForm(VersionedForm):
    title = TextField(label="Название", longest=200, missing="Назовите карточку.",
                      help_text="Чем поможет, в нескольких словах.")  # fmt: skip
    difficulty = LongTextField(label="В чём была трудность", missing="Напишите, в чём была трудность.", **LINES)
    done = LongTextField(label="Что сделали", missing="Напишите, что сделали.",
                         help_text="Строка с «- » станет строкой списка.", **LINES)  # fmt: skip
    result = LongTextField(label="Что получилось", missing="Напишите, что получилось.", **LINES)
    suits = LongTextField(label="Кому подойдёт", required=False, longest=500)
    audience = forms.ChoiceField(
        label="Кому карточка", choices=MaterialAudience.choices, widget=forms.RadioSelect,
        error_messages={"required": "Выберите, кому карточка.", **FROM_LIST},
    )  # fmt: skip
    directions = KeysField(
        Direction.objects.none(), label="Направления", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Ничего не отмечено – для всех направлений.", error_messages=FROM_LIST,
    )  # fmt: skip
    materials = KeysField(
        Material.objects.none(), label="Материалы", required=False, widget=forms.CheckboxSelectMultiple,
        error_messages=FROM_LIST,
    )  # fmt: skip

    def __init__(self, *args, materials, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["directions"].queryset = Direction.objects.filter(retired=False)
        self.fields["materials"].queryset = materials
        if not materials:
            del self.fields["materials"]


class LeftForm(forms.Form):
    """The author's word that names stay on purpose."""

    left = forms.BooleanField(label="Имена оставляю намеренно: человек разрешил или это не фамилия", required=False)


class NamesForm(forms.Form):
    """One question for every name found; `names` is what the action takes."""

    def __init__(self, *args, found, **kwargs):
        super().__init__(*args, **kwargs)
        for row in found:
            self.fields[f"name_{row.key}"] = forms.ChoiceField(
                label=f"{row.name}: «{', '.join(row.words)}»", choices=NameKept.choices, widget=forms.RadioSelect,
                help_text=" ".join(row.places),
                error_messages={"required": "Решите, почему имя остаётся, или верните карточку.", **FROM_LIST},
            )  # fmt: skip

    @property
    def names(self):
        return {name.removeprefix("name_"): value for name, value in self.cleaned_data.items()}
