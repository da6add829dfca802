"""The bank: mentors' and mentees' records through the bank's own actions."""

from django import forms
from django.contrib import admin
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from mentoring.access import may_keep_bank
from mentoring.actions.bank import (
    make_mentee,
    may_retire_mentee,
    may_retire_mentor,
    retire_mentee,
    retire_mentor,
    update_mentee,
    update_mentor,
)
from mentoring.actions.bank.mentee import FIELDS as MENTEE_FIELDS
from mentoring.actions.bank.mentor import CURATOR_FIELDS
from mentoring.admin.kit.acting import ActingAdmin, ActingForm, version_seen
from mentoring.admin.kit.base import ReadOnlyInline, Tool
from mentoring.admin.kit.bulk import BulkAct, Line
from mentoring.admin.kit.columns import ChoiceFilter
from mentoring.admin.kit.why import WhyForm
from mentoring.kit import dates
from mentoring.kit.text import listing
from mentoring.kit.verdict import no
from mentoring.models import Direction, ListEntry, Mentee, MenteeGroup, Mentor, MentorCompetence, MentorGroupEvidence
from mentoring.office import office
from mentoring.queries.load import load_by_mentor

KEPT = no("Есть приказы и программы. Карточку не удаляют: выведите человека из банка.")
NOT_DELETED = no("Карточки банка не удаляют: выведите человека из банка, история останется.")
RETIRED = no("Человек выбыл из банка. Чтобы вернуть его, заведите карточку снова на странице человека.")


class InBank(ChoiceFilter):
    title = "в банке"
    parameter_name = "bank"
    options = {
        "in": ("В банке", Q(retired_on__isnull=True)),
        "out": ("Выбыли", Q(retired_on__isnull=False)),
    }


class RetireMentors(BulkAct):
    name = "retire"
    label = title = "Вывести из банка выбранных"
    button = "Вывести из банка"
    lead = "Карточка и история останутся; в подборе человека не будет."
    form = WhyForm
    prefetch = staticmethod(lambda rows: rows.select_related("person"))
    verdict = staticmethod(may_retire_mentor)
    action = staticmethod(retire_mentor)

    def line(self, actor, obj):
        verdict = no("Уже выбыл(а) из банка.") if obj.retired_on else self.verdict(actor, obj)
        return Line(obj, obj.person.full_name, verdict, mark=str(obj.lock_version))

    def do(self, obj, *, by, at):
        self.action(obj, by=by, at=at)


class RetireMentees(RetireMentors):
    label = title = "Вывести из списка выбранных"
    button = "Вывести из списка"
    lead = "Карточка и история останутся; новых пар человеку не предложат."
    verdict = staticmethod(may_retire_mentee)
    action = staticmethod(retire_mentee)


class BankAdmin(ActingAdmin):
    """What both registers share."""

    keepers = ("curator",)
    search_fields = ("person__search_key",)
    search_help_text = "Имя, должность или почта."
    ordering = ("person__sort_key",)
    list_select_related = ("person__unit",)
    readonly_fields = ("person", "retired_on")
    page = ""

    def rows(self, actor):
        rows = self.model._default_manager.select_related("person")
        return rows if may_keep_bank(actor) else rows.none()

    def may_change(self, actor, obj):
        return RETIRED if obj.retired_on else may_keep_bank(actor)

    def may_delete(self, actor, obj):
        return KEPT if obj.person.memberships.exists() else NOT_DELETED

    def tools(self, request, obj):
        return [Tool("Изменить на сайте", reverse(self.page, args=[obj.person_id]))]

    def view_on_site(self, obj):
        return reverse("person_detail", args=[obj.person_id])

    @admin.display(description="Человек", ordering="person__sort_key")
    def who(self, obj):
        return obj.person.full_name

    @admin.display(description="Подразделение")
    def unit(self, obj):
        return obj.person.unit


class GroupInline(ReadOnlyInline):
    model = MentorGroupEvidence
    fields = ("group", "evidence")
    verbose_name_plural = "Группы отбора (меняют на сайте)"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("group")


class CompetenceInline(ReadOnlyInline):
    model = MentorCompetence
    fields = ("competence", "own", "confirmed")
    verbose_name_plural = "Компетенции (меняют на сайте)"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("competence")


class MentorForm(ActingForm):
    class Meta:
        model = Mentor
        fields = (*CURATOR_FIELDS, "directions")


@admin.register(Mentor)
class MentorAdmin(BankAdmin):
    form = MentorForm
    page = "mentor_edit"
    bulk_acts = (RetireMentors(),)
    list_display = ("who", "unit", "leads", "takes_new", "pause_until", "mode", "since", "retired_on")
    list_filter = (InBank, "takes_new", "directions", "mode", "person__unit", "motivation")
    inlines = (GroupInline, CompetenceInline)
    fieldsets = (
        (None, {"fields": ("person", "directions", "achievements")}),
        ("Места", {"fields": ("capacity", "takes_new", "pause_until")}),
        ("Как работает", {"fields": ("forms", "kinds", "mode", "schedule")}),
        ("Поощрение", {"fields": ("motivation", "motivation_note")}),
        ("В банке", {"fields": ("since", "retired_on", "seen")}),
    )

    def has_add_permission(self, request):
        """Selection groups with their evidence are filled on the person's page of the site."""
        return False

    def fill(self, rows):
        loads = load_by_mentor([row.pk for row in rows])
        for row in rows:
            row.load = loads.get(row.pk, 0)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name in ("forms", "kinds"):
            choices = office().choices(db_field.name[:-1])
            return forms.MultipleChoiceField(
                label=db_field.verbose_name.capitalize(), choices=choices, widget=forms.CheckboxSelectMultiple
            )
        if db_field.name == "directions":
            kwargs |= {"queryset": Direction.objects.filter(retired=False), "widget": forms.CheckboxSelectMultiple}
        if db_field.name == "motivation":
            kwargs["queryset"] = ListEntry.objects.filter(list="motivation", retired=False)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def act(self, request, form, obj, *, change):
        kept = Mentor.objects.select_related("person").get(pk=obj.pk)
        values = {name: form.cleaned_data[name] for name in (*CURATOR_FIELDS, "directions")}
        values["directions"] = list(values["directions"])
        update_mentor(kept, values, seen=version_seen(form), by=request.actor, at=timezone.now())
        return kept

    @admin.display(description="Ведёт")
    def leads(self, obj):
        return f"{obj.load} из {obj.capacity}"


class MenteeForm(ActingForm):
    class Meta:
        model = Mentee
        fields = ("person", "groups", *MENTEE_FIELDS)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("since", dates.today())


@admin.register(Mentee)
class MenteeAdmin(BankAdmin):
    form = MenteeForm
    page = "mentee_edit"
    bulk_acts = (RetireMentees(),)
    list_display = ("who", "unit", "group_names", "contract_number", "since", "retired_on")
    list_filter = (InBank, "groups", "person__unit", "to_be_hired", "on_practice")
    autocomplete_fields = ("person",)
    fieldsets = (
        (None, {"fields": ("person", "groups", "since", "retired_on")}),
        (
            "Договор стажёра или студента",
            {"fields": ("to_be_hired", "on_practice", "contract_number", "contract_date", "contract_organization")},
        ),
        ("Примечание", {"fields": ("note", "seen")}),
    )

    def rows(self, actor):
        return super().rows(actor).prefetch_related("groups")

    def get_readonly_fields(self, request, obj=None):
        return ("person", "retired_on") if obj else ("retired_on",)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs |= {"queryset": MenteeGroup.objects.filter(retired=False), "widget": forms.CheckboxSelectMultiple}
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def act(self, request, form, obj, *, change):
        data, at = form.cleaned_data, timezone.now()
        values = {name: data[name] for name in MENTEE_FIELDS}
        values["groups"] = list(data["groups"])
        if not change:
            return make_mentee(data["person"], by=request.actor, at=at, **values)
        kept = Mentee.objects.select_related("person").get(pk=obj.pk)
        update_mentee(kept, seen=version_seen(form), by=request.actor, at=at, **values)
        return kept

    @admin.display(description="Группы")
    def group_names(self, obj):
        return listing([group.name for group in obj.groups.all()], ", ")
