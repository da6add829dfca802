"""The normative base and acquaintance sheets: to be read. Acts, versions and marks are kept on the site."""

from django.contrib import admin
from django.db.models import Count
from django.urls import reverse

from mentoring.access import acquaintance_sheets_for, norm_versions_for, norms_for
from mentoring.admin.kit.base import OfficeAdmin, ReadOnlyInline, Tool
from mentoring.admin.kit.columns import short_print, state
from mentoring.kit.verdict import no
from mentoring.models import AcquaintanceSheet, NormativeAct, NormativeVersion
from mentoring.queries.acquaintance import sheet_tag
from mentoring.queries.norm_list import act_tag
from mentoring.queries.sheet_list import counted

ACT_KEPT = no("Акты не удаляют: отметьте на странице акта, что он утратил силу.")
VERSION_KEPT = no("Редакции не удаляют: по ним знакомились. Внесённую по ошибке убирают на её странице.")
SHEET_KEPT = no("Листы не удаляют: лист отменяют с причиной на его странице.")


class VersionInline(ReadOnlyInline):
    model = NormativeVersion
    fields = ("number", "label", "since", "changes")
    verbose_name_plural = "Редакции"


@admin.register(NormativeAct)
class NormativeActAdmin(OfficeAdmin):
    list_display = ("title", "kind", "number", "date", "state_words", "versions_count")
    list_filter = ("kind", "to_check")
    search_fields = ("title", "number", "issuer")
    search_help_text = "Название, номер или кто принял."
    ordering = ("kind", "title")
    inlines = (VersionInline,)
    fieldsets = (
        (None, {"fields": ("kind", "title", "number", "date", "issuer", "state_words")}),
        ("Сила", {"fields": ("since", "until", "retired_reason", "to_check")}),
        ("Ещё", {"fields": ("link", "note", "created_at")}),
    )

    def rows(self, actor):
        return norms_for(actor).annotate(n_versions=Count("versions"))

    def may_delete(self, actor, obj):
        return ACT_KEPT

    def tools(self, request, obj):
        return [Tool("Исправить реквизиты", reverse("norm_edit", args=[obj.pk]))]

    def view_on_site(self, obj):
        return reverse("norm_detail", args=[obj.pk])

    @admin.display(description="Состояние")
    def state_words(self, obj):
        return state(act_tag(obj, curator=True))

    @admin.display(description="Редакций", ordering="n_versions")
    def versions_count(self, obj):
        return obj.n_versions


@admin.register(NormativeVersion)
class NormativeVersionAdmin(OfficeAdmin):
    list_display = ("act", "number", "label", "since", "print")
    list_select_related = ("act",)
    search_fields = ("act__title", "label")
    search_help_text = "Название акта или редакции."
    ordering = ("act__title", "-number")
    fields = ("act", "number", "label", "since", "changes", "text", "print", "author", "created_at")

    def rows(self, actor):
        return norm_versions_for(actor).select_related("act", "author")

    def may_delete(self, actor, obj):
        return VERSION_KEPT

    def view_on_site(self, obj):
        return reverse("norm_version", args=[obj.act_id, obj.number])

    @admin.display(description="Отпечаток текста")
    def print(self, obj):
        return short_print(obj.sha256)


@admin.register(AcquaintanceSheet)
class AcquaintanceSheetAdmin(OfficeAdmin):
    list_display = ("document", "audience", "due", "state_words", "opened_by")
    list_filter = ("audience",)
    list_select_related = ("document__type", "opened_by")
    search_fields = ("document__title", "document__number")
    search_help_text = "Что читают или номер листа."
    ordering = ("-opened_at",)
    fields = ("document", "version", "audience", "unit", "due", "state_words", "opened_by", "opened_at")

    def rows(self, actor):
        sheets = AcquaintanceSheet.objects.filter(document__in=acquaintance_sheets_for(actor))
        return sheets.select_related("document__type", "version__act", "unit", "opened_by")

    def fill(self, rows):
        found = counted(sheets_for_rows(rows)).in_bulk()
        for row in rows:
            row.document = found[row.document_id]

    def may_delete(self, actor, obj):
        return SHEET_KEPT

    def view_on_site(self, obj):
        return reverse("sheet_detail", args=[obj.document_id])

    @admin.display(description="Состояние")
    def state_words(self, obj):
        document = obj.document
        if not hasattr(document, "of"):
            document = counted(sheets_for_rows([obj])).get()
        return state(sheet_tag(document, document.read, document.of, late=document.late))


def sheets_for_rows(rows):
    """The documents of these sheets with their types."""
    model = AcquaintanceSheet._meta.get_field("document").related_model
    return model.objects.filter(pk__in=[row.document_id for row in rows]).select_related("type")
