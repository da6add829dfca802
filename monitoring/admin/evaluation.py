"""The evaluation of a program: levels, conclusion and measures through the same actions as on its page."""

from django import forms
from django.contrib import admin
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from mentoring.admin.kit.acting import ActingAdmin, ActingForm, version_seen
from mentoring.admin.kit.base import ReadOnlyInline, Tool
from mentoring.admin.kit.columns import links
from mentoring.admin.kit.history import story_of
from mentoring.kit.verdict import no
from mentoring.models import Person
from monitoring.access.evaluation import entries_for, evaluated_programs_for, may_set_levels
from monitoring.actions.evaluation import (
    BY_HAND,
    ENTRY_FIELDS,
    add_entry,
    conclude,
    delete_entry,
    edit_entry,
    evaluation_of,
    set_levels,
)
from monitoring.choices import Level
from monitoring.forms.evaluation import ORDER_OF_DATES
from monitoring.forms.fields import TidyField
from monitoring.models import Evaluation, EvaluationEntry
from programs.models import Program
from programs.queries.people import with_people

KEPT = no("Оценку программы не удаляют: её вывод можно изменить.")


class EntryInline(ReadOnlyInline):
    model = EvaluationEntry
    fields = ("level", "measured", "member", "before", "after", "unit", "source")
    readonly_fields = ("measured",)
    verbose_name_plural = "Измерения"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("member")

    @admin.display(description="Что измеряли")
    def measured(self, obj):
        return links((obj.name, reverse("admin:monitoring_evaluationentry_change", args=[obj.pk])))


class EvaluationForm(ActingForm):
    levels = forms.MultipleChoiceField(
        label="Какие уровни оцениваем",
        choices=[(level.value, f"{level.value}. {level.label}") for level in Level],
        widget=forms.CheckboxSelectMultiple,
        help_text="Модель можно сократить (п. 5.4). Внесённые числа скрытого уровня сохраняются.",
        error_messages={"required": "Выберите хотя бы один уровень."},
    )
    conclusion = TidyField(label="Вывод", limit=4000, required=False, widget=forms.Textarea(attrs={"rows": 8}))

    class Meta:
        model = Evaluation
        fields = ("program", "levels", "conclusion")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("levels", Level.values)


@admin.register(Evaluation)
class EvaluationAdmin(ActingAdmin):
    keepers = ("curator",)
    form = EvaluationForm
    list_display = ("title", "papers", "levels_words", "n_entries_words", "concluded_on", "concluded_by")
    list_filter = ("program__year", "program__state")
    list_select_related = ("concluded_by",)
    search_fields = ("program__pair__members__person__search_key", "program__number", "conclusion")
    search_help_text = "Имя участника, номер программы или слова вывода."
    date_hierarchy = "concluded_on"
    ordering = ("-created_at",)
    autocomplete_fields = ("program",)
    inlines = (EntryInline,)

    def rows(self, actor):
        rows = Evaluation.objects.filter(program__in=evaluated_programs_for(actor))
        rows = with_people(rows, "program__pair__members").select_related("program__pair", "concluded_by")
        return rows.annotate(n_entries=Count("entries", distinct=True))

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return [(None, {"fields": ("program", "levels")})]
        return [
            (None, {"fields": ("program", "papers", "levels")}),
            ("Вывод", {"fields": ("conclusion", "concluded_by", "concluded_on", "seen")}),
        ]

    def get_readonly_fields(self, request, obj=None):
        return ("program", "papers", "concluded_by", "concluded_on") if obj else ()

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "program":
            kwargs["queryset"] = evaluated_programs_for(request.actor).filter(evaluation__isnull=True)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def may_change(self, actor, obj):
        return may_set_levels(actor, obj.program)

    def may_delete(self, actor, obj):
        return KEPT

    def act(self, request, form, obj, *, change):
        data, now = form.cleaned_data, {"by": request.actor, "at": timezone.now()}
        program = Program.objects.get(pk=obj.program_id if change else data["program"].pk)
        kept = evaluation_of(program, at=now["at"]) if change else None
        if kept is None or sorted(kept.levels) != sorted(data["levels"]):
            set_levels(program, levels=data["levels"], **now)
        if kept and data["conclusion"] != kept.conclusion:
            conclude(program, text=data["conclusion"], lock_version=version_seen(form), **now)
        return Evaluation.objects.get(program=program)

    def story(self, actor, obj):
        return story_of(obj)

    def tools(self, request, obj):
        return [
            Tool("Скачать PDF", reverse("evaluation_pdf", args=[obj.program_id])),
            Tool("Скачать DOCX", reverse("evaluation_docx", args=[obj.program_id])),
        ]

    def view_on_site(self, obj):
        return reverse("evaluation_detail", args=[obj.program_id])

    @admin.display(description="Программа")
    def title(self, obj):
        return obj.program.pair.title

    @admin.display(description="Уровни")
    def levels_words(self, obj):
        return ", ".join(obj.levels)

    @admin.display(description="Измерений", ordering="n_entries")
    def n_entries_words(self, obj):
        return obj.n_entries

    @admin.display(description="Бумаги")
    def papers(self, obj):
        args = [obj.program_id]
        return links(("PDF", reverse("evaluation_pdf", args=args)), ("DOCX", reverse("evaluation_docx", args=args)))


class EntryForm(ActingForm):
    class Meta:
        model = EvaluationEntry
        fields = ("evaluation", "level", *ENTRY_FIELDS)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "level" in self.fields:
            self.fields["level"].choices = [("", "выберите"), *((level.value, level.label) for level in BY_HAND)]
        if "member" in self.fields:
            self.fields["member"].help_text = "Участник этой программы; пусто – у всех вместе."

    def clean(self):
        data = super().clean()
        first, last = data.get("before_on"), data.get("after_on")
        if first and last and last < first:
            self.add_error("after_on", ORDER_OF_DATES)
        for name in ("before", "after"):
            if data.get("unit") == "%" and data.get(name) is not None and not 0 <= data[name] <= 100:
                self.add_error(name, "Процент должен быть между 0 и 100.")
        return data


@admin.register(EvaluationEntry)
class EntryAdmin(ActingAdmin):
    keepers = ("curator",)
    form = EntryForm
    list_display = ("name", "title", "level", "member", "before", "after", "unit", "entered_at")
    list_filter = ("level", "evaluation__program__year")
    list_select_related = ("member",)
    search_fields = ("name", "source", "member__search_key", "evaluation__program__pair__members__person__search_key")
    search_help_text = "Что измеряли, откуда число, чьё имя."
    date_hierarchy = "entered_at"
    ordering = ("-entered_at", "-id")
    autocomplete_fields = ("evaluation", "member")
    fieldsets = (
        (None, {"fields": ("evaluation", "level", "name", "member")}),
        ("До и после", {"fields": ("before", "before_on", "after", "after_on", "unit", "higher_is_better")}),
        ("Откуда", {"fields": ("source", "reason")}),
    )

    def rows(self, actor):
        rows = with_people(entries_for(actor), "evaluation__program__pair__members")
        return rows.select_related("evaluation__program__pair", "member", "entered_by")

    def get_readonly_fields(self, request, obj=None):
        return ("evaluation", "level") if obj else ()

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "evaluation":
            kwargs["queryset"] = Evaluation.objects.filter(program__in=evaluated_programs_for(request.actor))
        if db_field.name == "member":
            kwargs["queryset"] = Person.objects.filter(memberships__isnull=False).distinct()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def may_delete(self, actor, obj):
        return may_set_levels(actor, obj.evaluation.program)

    def delete(self, obj, *, by, at):
        delete_entry(obj, by=by, at=at)

    def mark_of(self, obj):
        return ""

    def act(self, request, form, obj, *, change):
        data, now = form.cleaned_data, {"by": request.actor, "at": timezone.now()}
        fields = {name: data[name] for name in ENTRY_FIELDS}
        if not change:
            return add_entry(data["evaluation"].program, level=data["level"], **fields, **now)
        kept = EvaluationEntry.objects.select_related("evaluation__program").get(pk=obj.pk)
        edit_entry(kept, **fields, **now)
        return kept

    def story(self, actor, obj):
        return story_of(obj.evaluation)

    @admin.display(description="Программа")
    def title(self, obj):
        return obj.evaluation.program.pair.title
