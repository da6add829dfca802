"""Fields of a request for mentoring and of its decisions."""

from django import forms

from mentoring.forms.fields import DateField, KeysField, LongTextField, TextField
from mentoring.forms.finding import FindField
from mentoring.kit.text import small_first
from mentoring.models import Direction, ListEntry, Mentor, MentoringRequest, Person
from mentoring.office import office

ANY = [("", "Не важно")]
LONG = 5000
WISHED = (
    ("wished_mentor", "wished_reason"),
    ("wished_mentor_2", "wished_reason_2"),
    ("wished_mentor_3", "wished_reason_3"),
)
SECOND = {
    "required": False,
    "empty_label": "Никого",
    "error_messages": {"invalid_choice": "Выберите наставника из списка."},
}
TWO_LINES = forms.Textarea(attrs={"rows": 2})


class WhoForm(forms.Form):
    """For whom the administration asks."""

    person = FindField(
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
        for name in ("problem", "directions"):  # a draft may leave them, sending asks for them
            self.fields[name].asked_later = True
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
    wished_mentor = FindField(
        Mentor.objects.none(),
        label="Кого хотелось бы наставником",
        required=False,
        empty_label="Не важно",
        help_text="Это пожелание. Решает куратор, отвечает сам наставник.",
        error_messages={"invalid_choice": "Выберите наставника из списка."},
    )
    wished_reason = TextField(label="Почему именно этот наставник", required=False, longest=300)
    wished_mentor_2 = FindField(Mentor.objects.none(), label="Если не получится, кого ещё", **SECOND)
    wished_reason_2 = TextField(label="Почему", required=False, longest=300)
    wished_mentor_3 = FindField(Mentor.objects.none(), label="И ещё", **SECOND)
    wished_reason_3 = TextField(label="Почему", required=False, longest=300)
    wished_until = DateField(label="До какого числа", required=False, help_text="Например, 30.06.2027.")
    wishes = LongTextField(label="Что ещё важно", required=False, help_text="Например, удобные дни и время.")
    lock_version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = MentoringRequest
        fields = ["wished_form", "wished_kind", "wished_mode", "wished_mentor", "wished_until", "wishes"]

    more = tuple(name for pair in WISHED[1:] for name in pair)  # folded until one of them is named

    def __init__(self, mentors, form_choices, *args, **kwargs):
        super().__init__(*args, **kwargs)
        college = office()
        self.fields["lock_version"].initial = self.instance.lock_version
        self.fields["wished_form"].choices = ANY + list(form_choices)
        self.fields["wished_kind"].choices = ANY + college.choices("kind")
        self.fields["wished_mode"].choices = ANY + college.choices("mode")
        self.fields["wished_mentor"].queryset = mentors.select_related("person").order_by("person__sort_key")
        for number in (2, 3):
            self.fields[f"wished_mentor_{number}"].queryset = self.fields["wished_mentor"].queryset
        for wish in self.instance.wished:
            mentor, reason = WISHED[wish.rank - 1]
            self.initial[mentor], self.initial[reason] = wish.mentor_id, wish.reason

    def clean(self):
        """`wished` is what the action takes: (mentor, why) by rank, gaps closed."""
        cleaned, wished = super().clean(), []
        for mentor_name, reason_name in WISHED:
            mentor, reason = cleaned.pop(mentor_name, None), cleaned.pop(reason_name, "")
            if mentor in [named for named, _ in wished]:
                self.add_error(mentor_name, "Этот наставник уже назван выше. Выберите другого.")
            elif mentor:
                wished.append((mentor, reason))
            elif reason and mentor_name not in self.errors:
                self.add_error(mentor_name, "Выберите наставника или сотрите причину.")
        return {**cleaned, "wished": wished}

    def clean_wished_until(self):
        until, year = self.cleaned_data["wished_until"], self.instance.year
        if until and until <= year.starts:
            raise forms.ValidationError("Дата раньше начала учебного года. Исправьте её.")
        return until


class QueueForm(forms.Form):
    """Who is asked next, at most three, in order; `choices` are (mentor's key, words)."""

    def __init__(self, choices, *args, queue=(), **kwargs):
        super().__init__(*args, **kwargs)
        for number, label in enumerate(("Вторым", "Третьим", "Четвёртым"), 1):
            self.fields[f"next_{number}"] = forms.TypedChoiceField(
                label=label,
                coerce=int,
                empty_value=None,
                required=False,
                choices=[("", "Никого"), *choices],
                initial=queue[number - 1] if len(queue) >= number else "",
                error_messages={"invalid_choice": "Выберите наставника из списка."},
            )

    def clean(self):
        cleaned, keys = super().clean(), []
        for name, key in list(cleaned.items()):
            if key in keys:
                self.add_error(name, "Этот наставник уже стоит в очереди. Выберите другого.")
            elif key:
                keys.append(key)
        return {"queue": keys}


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
