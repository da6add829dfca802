"""People: the staff card, changed by the same actions as on the site."""

from django.contrib import admin
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from mentoring.access import (
    holders,
    may_edit_person,
    may_keep_bank,
    may_manage_people,
    may_see_birth_date,
    people_for,
)
from mentoring.actions.person import STAFF_FIELDS, card_mark, create_person, invite, may_invite, update_person
from mentoring.admin.kit.acting import ActingAdmin, ActingForm
from mentoring.admin.kit.base import ReadOnlyInline, Tool
from mentoring.admin.kit.bulk import BulkAct, Line
from mentoring.admin.kit.columns import ChoiceFilter
from mentoring.admin.kit.history import journal_for, story_of
from mentoring.choices import Employment, Role
from mentoring.forms.person import TeachingSinceField
from mentoring.kit import dates
from mentoring.kit.verdict import no
from mentoring.models import Organization, Person, RoleAssignment, Unit

KEPT = no("Есть приказы и программы. Карточку не удаляют: отметьте уход на её странице.")
NOT_DELETED = no("Карточки людей не удаляют: отметьте уход на странице человека.")


class AtWork(ChoiceFilter):
    title = "работает"
    parameter_name = "work"
    options = {
        "yes": ("Работает", Q(left_on__isnull=True)),
        "left": ("Ушёл или уходит", Q(left_on__isnull=False)),
    }


class LoginFilter(ChoiceFilter):
    title = "вход"
    parameter_name = "login"
    options = {
        "open": ("Открыт", Q(user__is_active=True)),
        "closed": ("Закрыт", Q(user__is_active=False)),
        "none": ("Не приглашали", Q(user__isnull=True)),
    }


class RoleFilter(admin.SimpleListFilter):
    title = "роль сегодня"
    parameter_name = "role"

    def lookups(self, request, model_admin):
        return Role.choices

    def queryset(self, request, queryset):
        return queryset.filter(pk__in=holders(self.value()).values("pk")) if self.value() in Role.values else queryset


class InviteSelected(BulkAct):
    name = "invite"
    label = title = "Пригласить выбранных"
    button = "Отправить приглашения"
    lead = "Каждому откроется вход, и придёт письмо со ссылкой для пароля. Ссылка одноразовая, действует три дня."
    readers = ("curator", "admin")
    prefetch = staticmethod(lambda rows: rows.select_related("user"))

    def line(self, actor, obj):
        return Line(obj, obj.full_name, may_invite(actor, obj), notes=(obj.email or "почты нет",), mark=obj.email or "")

    def do(self, obj, *, by, at):
        invite(obj, by=by, at=at)


class RoleInline(ReadOnlyInline):
    model = RoleAssignment
    fields = ("role", "unit", "since", "until", "acting", "basis")
    verbose_name_plural = "Роли"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("unit", "person")


class PersonForm(ActingForm):
    class Meta:
        model = Person
        fields = STAFF_FIELDS
        field_classes = {"teaching_since": TeachingSinceField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "unit" not in self.fields:
            return
        self.fields["unit"].queryset = Unit.objects.filter(Q(retired=False) | Q(pk=self.instance.unit_id))
        self.fields["supervisor"].help_text = "Пусто – руководитель подразделения."
        if not self.instance.pk:
            self.initial.setdefault("organization", Organization.objects.filter(own=True).first())

    def clean_email(self):
        return self.cleaned_data["email"] or None

    def clean(self):
        data = super().clean()
        outside = data.get("employment") in (Employment.PARTNER, Employment.OUTSIDE)
        organization = data.get("organization")
        if organization and organization.own == outside:
            words = "Выберите организацию, в которой работает человек." if outside else "Это работник техникума."
            self.add_error("organization", words)
        return data


@admin.register(Person)
class PersonAdmin(ActingAdmin):
    readers = keepers = ("curator", "admin")
    form = PersonForm
    bulk_acts = (InviteSelected(),)
    list_display = ("full_name", "post", "unit", "at_work", "login")
    list_filter = (AtWork, LoginFilter, "unit", "employment", "is_teacher", "category", RoleFilter)
    list_select_related = ("unit", "user", "leave_reason")
    search_fields = ("search_key",)
    search_help_text = "Имя, должность или почта; регистр, «е» и «ё» не важны."
    ordering = ("sort_key", "id")
    autocomplete_fields = ("supervisor",)
    readonly_fields = ("at_work", "login", "cases")
    inlines = (RoleInline,)

    def rows(self, actor):
        return people_for(actor)

    def get_fieldsets(self, request, obj=None):
        names = ["last_name", "first_name", "patronymic", "gender"]
        birth = ["birth_date"] if may_see_birth_date(request.actor) else []
        sets = [
            ("Имя", {"fields": [*names, *birth, *(["cases"] if obj else [])]}),
            ("Связь", {"fields": ["email", "phone"]}),
            ("Место работы", {"fields": ["employment", "organization", "unit", "supervisor", "post", "hired_on"]}),
            ("Педагогическая работа", {"fields": ["is_teacher", "subjects", "category", "teaching_since"]}),
        ]
        if obj:
            sets.append(("Состояние", {"fields": ["at_work", "login", "seen"]}))
        return sets

    def mark_of(self, obj):
        return card_mark(obj)

    def may_change(self, actor, obj):
        return may_edit_person(actor, obj)

    def whose(self, obj):
        return obj

    def may_delete(self, actor, obj):
        return KEPT if obj.memberships.exists() else NOT_DELETED

    def story(self, actor, obj):
        return story_of(obj, person=obj) & journal_for(actor)

    def act(self, request, form, obj, *, change):
        values = {name: form.cleaned_data[name] for name in STAFF_FIELDS if name in form.cleaned_data}
        at = timezone.now()
        if not change:
            return create_person(by=request.actor, at=at, **values)
        kept = Person.objects.get(pk=obj.pk)
        update_person(kept, values, by=request.actor, at=at, seen=form.cleaned_data["seen"] or "-")
        return kept

    def tools(self, request, obj):
        actor, keeps = request.actor, may_edit_person(request.actor, obj)
        offered = (
            ("Роли", "person_roles", False, may_manage_people(actor)),
            ("Падежи имени", "person_cases", False, may_keep_bank(actor)),
            ("Отметить уход", "person_leave", False, keeps and not obj.left_on),
            ("Вернуть на работу", "person_return", True, keeps and obj.left_on),
            ("Пригласить", "person_invite", True, may_invite(actor, obj)),
        )
        return [Tool(label, reverse(name, args=[obj.pk]), acts) for label, name, acts, offers in offered if offers]

    def view_on_site(self, obj):
        return reverse("person_detail", args=[obj.pk])

    @admin.display(description="ФИО", ordering="sort_key")
    def full_name(self, obj):
        return obj.full_name

    @admin.display(description="Состояние", ordering="left_on")
    def at_work(self, obj):
        if not obj.left_on:
            return "Работает"
        return f"Последний день – {dates.words(obj.left_on, year=True)}: {obj.leave_reason or 'причина не указана'}"

    @admin.display(description="Вход")
    def login(self, obj):
        if not obj.user_id:
            return "не приглашали"
        return "открыт" if obj.user.is_active else "закрыт"

    @admin.display(description="Имя в падежах")
    def cases(self, obj):
        return f"{obj.case('gen')}, {obj.case('dat')}, {obj.case('ins')}"
