"""Fields of a request for mentoring and of its decisions."""

from django import forms

from mentoring.forms.fields import DateField, KeyField, KeysField, LongTextField
from mentoring.kit.text import small_first
from mentoring.models import Direction, ListEntry, Mentor, MentoringRequest, Person
from mentoring.office import office

ANY = [("", "Не важно")]
LONG = 5000
TWO_LINES = forms.Textarea(attrs={"rows": 2})


class WhoForm(forms.Form):
    """For whom the administration asks."""

    person = forms.ModelChoiceField(
        Person.objects.none(),
        label="Кому нужен наставник?",
        empty_label="Выберите человека",
        help_text="Педагог сначала согласится сам, потом запрос увидит куратор.",
        error_messages={"required": "Выберите человека.", "invalid_choice": "Выберите человека из списка."},
    )

    def __init__(self, people, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people.select_related("unit").in_order()
        self.fields["person"].label_from_instance = _with_unit


def _with_unit(person):
    return f"{person.full_name}, {person.unit}" if person.unit_id else person.full_name


class NeedForm(forms.ModelForm):
    """What troubles the teacher: the first part."""

    problem = LongTextField(
        longest=LONG,
        label="Что беспокоит?",
        required=False,
        help_text="Два-три предложения своими словами. Прочитают куратор и наставник, которого спросят.",
    )
    directions = KeysField(
        Direction.objects.none(),
        label="В каких направлениях нужна помощь?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": "Выберите направления из списка.",
            "invalid_pk_value": "Выберите направления из списка.",
        },
    )
    ground = forms.ModelChoiceField(
        ListEntry.objects.none(),
        label="Основание",
        empty_label=None,
        error_messages={"required": "Выберите основание.", "invalid_choice": "Выберите основание из списка."},
    )
    lock_version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = MentoringRequest
        fields = ["ground", "problem", "directions"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lock_version"].initial = self.instance.lock_version
        self.fields["directions"].queryset = Direction.objects.filter(retired=False)
        self.fields["directions"].label_from_instance = lambda d: (
            f"{d.name}: {small_first(d.hint)}" if d.hint else d.name
        )
        self.fields["ground"].queryset = ListEntry.objects.filter(list="request_ground", retired=False)


class WishesForm(forms.ModelForm):
    """Wishes, all optional: the second part."""

    wished_form = forms.ChoiceField(label="Форма", required=False)
    wished_kind = forms.ChoiceField(label="Вид", required=False)
    wished_mode = forms.ChoiceField(label="Режим", required=False)
    wished_mentor = KeyField(
        Mentor.objects.none(),
        label="Кого хотелось бы наставником",
        required=False,
        empty_label="Не важно",
        help_text="Это пожелание. Решает куратор, отвечает сам наставник.",
        error_messages={"invalid_choice": "Выберите наставника из списка."},
    )
    wished_until = DateField(label="До какого числа", required=False, help_text="Например, 30.06.2027.")
    wishes = LongTextField(label="Что ещё важно", required=False, help_text="Например, удобные дни и время.")
    lock_version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = MentoringRequest
        fields = ["wished_form", "wished_kind", "wished_mode", "wished_mentor", "wished_until", "wishes"]

    def __init__(self, mentors, form_choices, *args, **kwargs):
        super().__init__(*args, **kwargs)
        college = office()
        self.fields["lock_version"].initial = self.instance.lock_version
        self.fields["wished_form"].choices = ANY + list(form_choices)
        self.fields["wished_kind"].choices = ANY + college.choices("kind")
        self.fields["wished_mode"].choices = ANY + college.choices("mode")
        self.fields["wished_mentor"].queryset = mentors.select_related("person").order_by("person__sort_key")

    def clean_wished_until(self):
        until, year = self.cleaned_data["wished_until"], self.instance.year
        if until and until <= year.starts:
            raise forms.ValidationError("Дата раньше начала учебного года. Исправьте её.")
        return until


class ReasonForm(forms.Form):
    """One reason in words."""

    reason = LongTextField(label="Причина", longest=300, missing="Напишите причину.")

    def __init__(self, *args, label="Причина", help_text="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label, self.fields["reason"].help_text = label, help_text


class CloseForm(forms.Form):
    reason = forms.ModelChoiceField(
        ListEntry.objects.none(),
        label="Почему закрываем?",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите причину.", "invalid_choice": "Выберите причину из списка."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].queryset = ListEntry.objects.filter(list="close_reason", retired=False).exclude(
            code="paired"
        )


class DeclineOfferForm(forms.Form):
    """A mentor's refusal: a reason from the list, words are optional."""

    reason = forms.ModelChoiceField(
        ListEntry.objects.none(),
        label="Почему?",
        empty_label=None,
        widget=forms.RadioSelect,
        help_text="Причину увидит только куратор.",
        error_messages={
            "required": "Выберите причину. Пояснять её не обязательно.",
            "invalid_choice": "Выберите причину из списка.",
        },
    )
    note = LongTextField(label="Пояснение", required=False, longest=300, widget=TWO_LINES)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].queryset = ListEntry.objects.filter(list="decline_reason", retired=False)
