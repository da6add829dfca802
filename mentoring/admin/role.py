"""Offices of the college: given and ended by the same actions as on the site."""

from django.contrib import admin
from django.db.models import Q
from django.utils import timezone

from mentoring.access import may_grant_role, people_for
from mentoring.actions.person import assign_role, end_role
from mentoring.admin.kit.acting import ActingAdmin, ActingForm
from mentoring.admin.kit.columns import ChoiceFilter
from mentoring.admin.kit.history import journal_for, story_of
from mentoring.choices import Role
from mentoring.kit import dates
from mentoring.kit.verdict import YES, no
from mentoring.models import RoleAssignment, Unit
from mentoring.queries.person_role import role_title

OVER = no("Роль уже завершена. Чтобы вернуть её, назначьте снова.")
NOT_DELETED = no("Роли не удаляют: укажите последний день, и история останется.")


class HeldNow(ChoiceFilter):
    title = "когда"
    parameter_name = "held"
    options = {"now": ("Сегодня", None), "over": ("Завершены", None)}

    def queryset(self, request, queryset):
        over = Q(until__lt=dates.today())
        return {"now": queryset.exclude(over), "over": queryset.filter(over)}.get(self.value(), queryset)


class RoleForm(ActingForm):
    class Meta:
        model = RoleAssignment
        fields = ("person", "role", "unit", "since", "until", "acting", "basis")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "unit" in self.fields:
            self.fields["unit"].queryset = Unit.objects.filter(retired=False)
            self.fields["unit"].help_text = "Только для непосредственного руководителя."
            self.fields["basis"].help_text = "Номер и дата приказа. Для исполняющего обязанности – обязательно."
            self.initial.setdefault("since", dates.today())
        elif "until" in self.fields:
            self.fields["until"] = _last_day(self.fields["until"])


def _last_day(field):
    """Of a role that is held only its last day is asked for, and it is asked for."""
    field.required = True
    field.label = "Последний день в роли"
    return field


@admin.register(RoleAssignment)
class RoleAdmin(ActingAdmin):
    readers = keepers = ("curator", "admin")
    form = RoleForm
    list_display = ("person", "title", "since", "until", "basis")
    list_filter = (HeldNow, "role", "acting")
    list_select_related = ("person", "unit")
    search_fields = ("person__search_key",)
    search_help_text = "Имя человека."
    ordering = ("role", "-since")
    autocomplete_fields = ("person",)
    date_hierarchy = "since"

    def rows(self, actor):
        return RoleAssignment.objects.filter(person__in=people_for(actor)).select_related("person", "unit")

    def get_fieldsets(self, request, obj=None):
        fields = ["person", "role", "unit", "since", "until", "acting", "basis"]
        return [(None, {"fields": fields})]

    def get_readonly_fields(self, request, obj=None):
        return ("person", "role", "unit", "since", "acting", "basis") if obj else ()

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        field = super().formfield_for_choice_field(db_field, request, **kwargs)
        if db_field.name == "role":
            able = [code for code in Role.values if may_grant_role(request.actor, code, None)]
            field.choices = [("", "выберите"), *((code, label) for code, label in Role.choices if code in able)]
        return field

    def may_change(self, actor, obj):
        if obj.until and obj.until < dates.today():
            return OVER
        return YES if actor.is_person(obj.person) else may_grant_role(actor, obj.role, obj.person)

    def may_delete(self, actor, obj):
        return NOT_DELETED

    def story(self, actor, obj):
        """Given and ended roles are told on the person."""
        return story_of(obj.person).filter(event__in=("role_assigned", "role_ended")) & journal_for(actor)

    def mark_of(self, obj):
        return ""

    def act(self, request, form, obj, *, change):
        data, at = form.cleaned_data, timezone.now()
        if not change:
            values = {name: data[name] for name in ("since", "until", "unit", "basis", "acting")}
            return assign_role(data["person"], data["role"], by=request.actor, at=at, **values)
        kept = RoleAssignment.objects.select_related("person", "unit").get(pk=obj.pk)
        end_role(kept, until=data["until"], by=request.actor, at=at)
        return kept

    @admin.display(description="Роль", ordering="role")
    def title(self, obj):
        return role_title(obj)
