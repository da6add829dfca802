"""The draft of a pair in one form: who, form and kind, term, why."""

from django import forms
from django.contrib.admin.widgets import AdminDateWidget, FilteredSelectMultiple
from django.db.models import Q
from django.utils.html import format_html

from mentoring.access import mentors_for, requests_for
from mentoring.actions.pair import FIELDS, Seat
from mentoring.admin.kit.acting import ActingForm
from mentoring.admin.kit.fields import KeysField
from mentoring.choices import Kind, RequestState, Side
from mentoring.forms.fields import DateField, LongTextField, NumberField
from mentoring.kit.text import small_first
from mentoring.models import Direction, Mentor, MentoringRequest, Pair, Person
from mentoring.office import office
from mentoring.queries.load import load_by_mentor
from mentoring.queries.pair_check import form_choices
from mentoring.queries.pair_edit import people_to_pair

JOINABLE = (RequestState.AWAITING_CURATOR, RequestState.AWAITING_MENTOR, RequestState.EXPIRED)
MAY_BE_LEFT = ("form", "kind", "mode", "since", "until", "answer_days")
ORDER_OF_DATES = "Дата окончания раньше даты начала. Поменяйте их или исправьте одну."
PICK = {"invalid_choice": "Выберите из списка.", "invalid_pk_value": "Выберите из списка."}


class Picker(FilteredSelectMultiple):
    """«Доступные» and «Выбранные» side by side, under their label."""

    def __init__(self, what):
        super().__init__(what, is_stacked=False)

    def render(self, name, value, attrs=None, renderer=None):
        return format_html('<div class="related-widget-wrapper">{}</div>', super().render(name, value, attrs, renderer))


class MentorsField(KeysField):
    """Mentors of the bank with their load."""

    loads = {}

    def label_from_instance(self, mentor):
        return f"{mentor.person.full_name} — ведёт {self.loads.get(mentor.pk, 0)} из {mentor.capacity}"


class MenteesField(KeysField):
    def label_from_instance(self, person):
        return f"{person.full_name}, {person.unit}" if person.unit_id else person.full_name


class RequestsField(KeysField):
    def label_from_instance(self, request):
        directions = ", ".join(small_first(direction.short) for direction in request.directions.all())
        return f"№ {request.pk}, {request.person.full_name}: {directions}"


class PairForm(ActingForm):
    actor = None  # set by the admin page

    requests = RequestsField(
        MentoringRequest.objects.none(),
        label="По каким запросам",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=PICK,
        help_text="Один запрос – пара, несколько – группа. Можно и без запроса.",
    )
    mentors = MentorsField(
        Mentor.objects.none(),
        label="Наставники",
        required=False,
        widget=Picker("наставники"),
        error_messages=PICK,
    )
    mentees = MenteesField(
        Person.objects.none(),
        label="Наставляемые",
        required=False,
        widget=Picker("наставляемые"),
        error_messages=PICK,
    )
    form = forms.ChoiceField(label="Форма")
    model = forms.ChoiceField(label="Модель взаимодействия", required=False)
    kind = forms.ChoiceField(label="Основной вид", help_text="Его правила обязательны.")
    extra_kinds = forms.MultipleChoiceField(
        label="Дополнительные виды",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Их правила только предупреждают.",
    )
    mode = forms.ChoiceField(label="Режим")
    since = DateField(label="Начало", widget=AdminDateWidget, missing="Укажите дату начала, например 01.10.2026.")
    until = DateField(label="Конец", widget=AdminDateWidget, missing="Укажите дату окончания, например 30.06.2027.")
    answer_days = NumberField(
        label="Наставник отвечает за, рабочих дней", required=False, min_value=1, max_value=30,
        help_text="Нужно для ситуационного вида.",
    )  # fmt: skip
    criteria = LongTextField(
        label="Почему выбрана эта пара", required=False, longest=2000, help_text="Опыт, навыки, личные качества."
    )
    exception = LongTextField(label="Объяснение исключения", required=False, longest=2000)

    class Meta:
        model = Pair
        fields = FIELDS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.new = not self.instance.pk
        self.members = [] if self.new else list(self.instance.members.filter(until=None).order_by("side", "id"))
        self._fill_choices()
        self._fill_people()
        if self.new:
            for name in MAY_BE_LEFT:
                self.fields[name].required = False
            self.fields["since"].help_text = "Обе даты пустые – обычный срок."

    def _fill_choices(self):
        college = office()
        left = [("", "как в запросе или обычно")] if self.new else []
        self.fields["form"].choices = [*left, *form_choices()]
        self.fields["kind"].choices = [*left, *college.choices("kind")]
        self.fields["mode"].choices = [*left, *college.choices("mode")]
        self.fields["model"].choices = [("", "не выбрана"), *college.choices("model")]
        self.fields["extra_kinds"].choices = college.choices("kind")
        if not self.new and self.instance.form not in dict(self.fields["form"].choices):
            self.fields["form"].choices.append((self.instance.form, college.label("form", self.instance.form)))

    def _fill_people(self):
        mentors, mentees = self.fields["mentors"], self.fields["mentees"]
        mentors.queryset = mentors_for(self.actor).select_related("person").order_by("person__sort_key")
        mentors.loads = load_by_mentor()
        mentees.queryset = people_to_pair()
        asked = requests_for(self.actor).filter(state__in=JOINABLE).select_related("person")
        self.fields["requests"].queryset = asked.prefetch_related("directions")
        if not self.new:
            self.initial["mentors"] = [m.person_id for m in self.members if m.side == Side.MENTOR]
            self.initial["mentees"] = [m.person_id for m in self.members if m.side == Side.MENTEE]

    def clean(self):
        data = super().clean()
        since, until = data.get("since"), data.get("until")
        if self.new and bool(since) != bool(until) and not self.errors.keys() & {"since", "until"}:
            self.add_error("until" if since else "since", "Укажите обе даты или ни одной.")
        if since and until and until < since:
            self.add_error("until", ORDER_OF_DATES)
        if self.new and not any(data.get(name) for name in ("mentors", "mentees", "requests")):
            self.add_error(None, "Выберите запрос, наставляемого или наставника.")
        return data

    def filled(self, fields):
        """What was chosen for a new pair; what was left empty follows from the requests and the settings."""
        return {name: value for name, value in fields.items() if value or name not in MAY_BE_LEFT}

    def seats(self):
        """Who sits where and what each mentor teaches. Two people of reverse mentoring sit both ways."""
        data = self.cleaned_data
        mentors = [mentor.person for mentor in data["mentors"]]
        mentees = list(data["mentees"])
        if data["kind"] == Kind.REVERSE and len(mentors) == len(mentees) == 1 and mentors != mentees:
            mentors, mentees = [*mentors, *mentees], [*mentees, *mentors]
        sides = [*((person, Side.MENTOR) for person in mentors), *((person, Side.MENTEE) for person in mentees)]
        return [
            Seat(person, side, data.get(direction_field(person.pk)) if side == Side.MENTOR else None)
            for person, side in sides
        ]


def direction_field(person_id):
    return f"direction_{person_id}"


def with_directions(form, pair):
    """The form with a direction for each mentor in the pair now; a mentor just added gets his after saving."""
    fields = {
        direction_field(member.person_id): forms.ModelChoiceField(
            Direction.objects.filter(Q(retired=False) | Q(pk=member.direction_id)),
            label=f"Чему учит {member.person.short_name}",
            required=False,
            empty_label="не указано",
            initial=member.direction_id,
            error_messages=PICK,
        )
        for member in open_mentors(pair)
    }
    return type(form.__name__, (form,), fields)


def open_mentors(pair):
    return pair.members.filter(side=Side.MENTOR, until=None).select_related("person").order_by("id")
