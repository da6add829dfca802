"""Forms of the open bank: what a mentor shows, what strangers write, what the curator answers."""

from django import forms

from mentoring.choices import NameForm, OutsideKind, PublicField
from mentoring.kit.text import small_first
from mentoring.models import Direction, Organization, PartnerKind

from .fields import EmailField, KeysField, LongTextField, TextField
from .seen import VersionedForm

MUST_AGREE = "Отметьте согласие: без него обращение не примем."
NOT_NAMED = "Отметьте хотя бы одно направление."


class PublicationForm(VersionedForm):
    """What is shown of a mentor; the version of the page travels along."""

    name_form = forms.ChoiceField(
        label="Имя",
        choices=NameForm.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, как показать имя.", "invalid_choice": "Выберите из списка."},
    )
    fields_ = forms.MultipleChoiceField(
        label="Что ещё показать",
        choices=PublicField.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Остальное снаружи не видно. Почты, телефона и даты рождения на открытых страницах нет никогда.",
        error_messages={"invalid_choice": "Выберите из списка."},
    )
    about = LongTextField(
        label="О себе",
        longest=600,
        required=False,
        help_text="Два-три предложения: с чем к вам приходят и что получается. О личном не пишите.",
    )


class PublicFilterForm(forms.Form):
    """The search of the open bank, filled as it was asked."""

    direction = forms.ChoiceField(label="С чем нужна помощь", required=False)
    form = forms.ChoiceField(label="Форма", required=False)
    free = forms.BooleanField(label="Есть места", required=False)

    def __init__(self, *args, directions, kinds_of_form, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["direction"].choices = directions
        self.fields["form"].choices = kinds_of_form


class OutsideForm(forms.Form):
    """What both public forms ask. `website` is a trap: people do not see it, machines fill it."""

    last_name = TextField(label="Фамилия", longest=100, missing="Укажите фамилию.")
    first_name = TextField(label="Имя", longest=100, missing="Укажите имя.")
    patronymic = TextField(label="Отчество", longest=100, required=False)
    email = EmailField(
        label="Электронная почта",
        max_length=254,
        help_text="Пришлём письмо со ссылкой: подтвердите почту, и обращение увидит куратор.",
        error_messages={"required": "Укажите почту.", "max_length": "Почта слишком длинная. Проверьте её."},
    )
    organization = TextField(
        label="Организация", longest=200, missing="Укажите, где вы работаете.", help_text="Полное название и город."
    )
    post = TextField(label="Должность", longest=200, missing="Укажите должность.")
    directions = KeysField(
        Direction.objects.none(),
        label="Направления",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": NOT_NAMED,
            "invalid_choice": "Выберите направления из списка.",
            "invalid_pk_value": "Выберите направления из списка.",
        },
    )
    text = LongTextField(label="Что нужно", longest=3000, missing="Напишите хотя бы одно предложение.")
    agree = forms.BooleanField(label="Согласен на обработку этих данных", error_messages={"required": MUST_AGREE})
    shown = forms.CharField(required=False, widget=forms.HiddenInput)
    website = forms.CharField(
        label="Не заполняйте это поле", required=False, widget=forms.TextInput(attrs={"tabindex": -1, "autocomplete": "off"})
    )  # fmt: skip

    words = {}

    def __init__(self, *args, mark, **kwargs):
        super().__init__(*args, **kwargs)
        self.mark = mark
        self.fields["shown"].initial = mark
        self.fields["directions"].queryset = Direction.objects.filter(retired=False)
        self.fields["directions"].label_from_instance = lambda d: d.name
        for name, (label, hint) in self.words.items():
            self.fields[name].label, self.fields[name].help_text = label, hint
        for name, purpose in (("last_name", "family-name"), ("first_name", "given-name"), ("email", "email"),
                              ("patronymic", "additional-name"), ("organization", "organization")):  # fmt: skip
            self.fields[name].widget.attrs["autocomplete"] = purpose

    def clean(self):
        data = super().clean()
        if data.get("agree") and data.get("shown") != self.mark:
            self.add_error("agree", "Текст согласия изменился. Прочитайте его и отметьте снова.")
            self.data = self.data.copy()
            self.data["shown"] = self.mark
        return data

    @property
    def trapped(self):
        return bool(self.data.get("website"))

    def values(self):
        names = ("last_name", "first_name", "patronymic", "email", "organization", "post", "text")
        return {name: self.cleaned_data[name] for name in names} | {"directions": list(self.cleaned_data["directions"])}


class AskForm(OutsideForm):
    """An outside teacher asks for a mentor."""

    kind = OutsideKind.REQUEST
    words = {
        "directions": ("С чем нужна помощь", ""),
        "text": ("Ваша задача", "Два предложения: что не получается и когда удобно. Прочитают куратор и наставник."),
    }


class JoinForm(OutsideForm):
    """Somebody from outside wants to become a mentor."""

    kind = OutsideKind.OFFER
    words = {
        "directions": ("С чем можете помочь", ""),
        "text": ("Опыт", "Что вы умеете и кому уже помогали. Прочитает куратор."),
    }


class AnswerForm(forms.Form):
    """The curator's answer; taking in also asks who this is and where from."""

    person = forms.ChoiceField(
        label="Кто это",
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, кто это.", "invalid_choice": "Выберите из списка."},
    )
    organization = forms.ModelChoiceField(
        Organization.objects.none(),
        label="Организация из списка",
        required=False,
        empty_label="записать новую",
        error_messages={"invalid_choice": "Выберите организацию из списка."},
    )
    kind = forms.ModelChoiceField(
        PartnerKind.objects.none(),
        label="Вид новой организации",
        required=False,
        empty_label="выберите",
        error_messages={"invalid_choice": "Выберите вид из списка."},
    )
    short_name = TextField(label="Краткое название новой организации", longest=120, required=False)
    answer = LongTextField(
        label="Ответ", longest=2000, missing="Напишите ответ: человек получит его письмом.",
        help_text="Уйдёт письмом сразу. Ссылку для входа пришлём отдельно.",
    )  # fmt: skip

    def __init__(self, *args, known=(), must=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.known = {str(person.pk): person for person in known}
        new = [] if must else [("new", "Новый человек: завести карточку")]
        found = [(key, f"{p.full_name}, {small_first(p.post) or 'без должности'}") for key, p in self.known.items()]
        self.fields["person"].choices = [*found, *new]
        self.fields["organization"].queryset = Organization.objects.filter(own=False, retired=False)
        self.fields["kind"].queryset = PartnerKind.objects.filter(retired=False)

    def clean(self):
        data = super().clean()
        if data.get("person") == "new" and not data.get("organization"):
            if not data.get("short_name"):
                self.add_error("short_name", "Напишите название или выберите организацию из списка.")
            if not data.get("kind"):
                self.add_error("kind", "Выберите вид новой организации.")
        return data

    def values(self, full_name):
        """What the action takes."""
        data = self.cleaned_data
        new = {"kind": data["kind"], "short_name": data["short_name"], "full_name": full_name or data["short_name"]}
        return {
            "answer": data["answer"],
            "person": self.known.get(data["person"]) or None,
            "organization": data["organization"],
            "new_organization": new,
        }


class DeclineForm(forms.Form):
    answer = LongTextField(
        label="Ответ",
        longest=2000,
        missing="Напишите ответ: человек получит его письмом.",
        help_text="Коротко и по-доброму: почему не сейчас и что человек может сделать.",
    )


class RemarkForm(forms.Form):
    remark = LongTextField(
        label="Что исправить", longest=300, missing="Напишите, что исправить: наставник это прочитает."
    )
