"""Our requisites, partners and units, changed by the same actions as on the site."""

from django import forms
from django.contrib import admin
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from mentoring.access import may_manage_people, organizations_for, units_for
from mentoring.actions.organization import (
    OWN_FIELDS,
    PARTNER_FIELDS,
    create_partner,
    organization_mark,
    update_organization,
)
from mentoring.actions.person import set_unit_head
from mentoring.actions.unit import create_unit, update_unit
from mentoring.admin.kit.acting import ActingAdmin, ActingForm
from mentoring.kit.verdict import no
from mentoring.models import Organization, PartnerKind, Unit

ORGANIZATION_KEPT = no("Организации не удаляют: отметьте «больше не сотрудничаем».")
OWN_KEPT = no("Реквизиты техникума не удаляют: они печатаются в документах.")
UNIT_KEPT = no("Подразделения не удаляют: отметьте «упразднено».")


class OrganizationForm(ActingForm):
    class Meta:
        model = Organization
        fields = tuple(dict.fromkeys((*OWN_FIELDS, *PARTNER_FIELDS)))


class PeopleKept(ActingAdmin):
    reference = True
    readers = keepers = ("curator", "admin")

    def may_change(self, actor, obj):
        return may_manage_people(actor)


@admin.register(Organization)
class OrganizationAdmin(PeopleKept):
    form = OrganizationForm
    list_display = ("short_name", "kind_words", "people_count", "contract_number", "contract_until", "retired")
    list_filter = ("kind", "retired", "own")
    list_select_related = ("kind",)
    search_fields = ("full_name", "short_name", "contact", "contract_number")
    search_help_text = "Название, контактное лицо или номер договора."
    ordering = ("-own", "short_name")

    def rows(self, actor):
        return organizations_for(actor).annotate(n_people=Count("people", filter=Q(people__left_on__isnull=True)))

    def get_fieldsets(self, request, obj=None):
        names = ["full_name", "short_name", "name_gen"]
        touch = ["address", "phone", "email"]
        if obj and obj.own:
            printed = ["parent_body", *names, "word", "city", "head_post", "regulation"]
            return [("Как печатают", {"fields": printed}), ("Связь", {"fields": [*touch, "seen"]})]
        return [
            (None, {"fields": ["kind", *names]}),
            ("Связь", {"fields": [*touch, "contact"]}),
            ("Договор", {"fields": ["contract_number", "contract_date", "contract_until"]}),
            ("Примечание", {"fields": ["note", "retired", "seen"]}),
        ]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "kind":
            kwargs["queryset"] = PartnerKind.objects.filter(retired=False)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def may_delete(self, actor, obj):
        return OWN_KEPT if obj.own else ORGANIZATION_KEPT

    def mark_of(self, obj):
        return organization_mark(obj)

    def act(self, request, form, obj, *, change):
        names = OWN_FIELDS if obj.own else PARTNER_FIELDS
        values = {name: form.cleaned_data[name] for name in names}
        at = timezone.now()
        if not change:
            return create_partner(by=request.actor, at=at, **values)
        kept = Organization.objects.get(pk=obj.pk)
        update_organization(kept, values, by=request.actor, at=at, seen=form.cleaned_data["seen"] or "-")
        return kept

    def view_on_site(self, obj):
        return reverse("organization_edit", args=[obj.pk])

    @admin.display(description="Вид", ordering="kind")
    def kind_words(self, obj):
        return "наш техникум" if obj.own else obj.kind

    @admin.display(description="Людей", ordering="n_people")
    def people_count(self, obj):
        return obj.n_people


class UnitForm(ActingForm):
    class Meta:
        model = Unit
        fields = ("name", "kind", "parent", "head", "retired")
        widgets = {"kind": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "parent" in self.fields:
            mine = Q(retired=False) | Q(pk=self.instance.parent_id)
            self.fields["parent"].queryset = Unit.objects.filter(mine).exclude(pk=self.instance.pk)


@admin.register(Unit)
class UnitAdmin(PeopleKept):
    form = UnitForm
    list_display = ("name", "kind", "head", "parent", "people_count", "retired")
    list_filter = ("kind", "retired")
    list_select_related = ("head", "parent")
    search_fields = ("name", "head__search_key")
    search_help_text = "Название или руководитель."
    autocomplete_fields = ("head",)
    radio_fields = {"kind": admin.VERTICAL}

    def rows(self, actor):
        return units_for(actor).annotate(n_people=Count("people", filter=Q(people__left_on__isnull=True)))

    def get_fieldsets(self, request, obj=None):
        fields = ["name", "kind", "parent", "head", *(["retired"] if obj else [])]
        return [(None, {"fields": fields})]

    def may_delete(self, actor, obj):
        return UNIT_KEPT

    def mark_of(self, obj):
        return ""

    def act(self, request, form, obj, *, change):
        data, now = form.cleaned_data, {"by": request.actor, "at": timezone.now()}
        if change:
            unit = Unit.objects.get(pk=obj.pk)
            update_unit(unit, {name: data[name] for name in ("name", "kind", "parent", "retired")}, **now)
        else:
            unit = create_unit(name=data["name"], kind=data["kind"], parent=data["parent"], **now)
        set_unit_head(unit, data["head"], **now)
        return Unit.objects.get(pk=unit.pk)

    def view_on_site(self, obj):
        return reverse("unit_edit", args=[obj.pk])

    @admin.display(description="Работает людей", ordering="n_people")
    def people_count(self, obj):
        return obj.n_people
