"""What monitoring gives out, to be read: figures are frozen on the site, and decisions are made there."""

from django.contrib import admin
from django.urls import reverse

from mentoring.admin.kit.base import OfficeAdmin, Tool
from mentoring.kit.verdict import no
from monitoring.access.output import replies_for, reply_forms_for, snapshots_for, year_reports_for
from monitoring.models import FigureTarget, Reply, ReplyForm, Snapshot, YearReport
from monitoring.queries.reply import NAMES

KEPT = no("Снимки, ответы и отчёты не удаляют: по ним проверяют сказанное.")


class OutputAdmin(OfficeAdmin):
    def may_delete(self, actor, obj):
        return KEPT


@admin.register(FigureTarget)
class FigureTargetAdmin(OutputAdmin):
    list_display = ("figure", "year", "value", "set_by", "set_at")
    list_filter = ("year",)
    list_select_related = ("year", "set_by")
    search_fields = ("code",)
    search_help_text = "Код показателя."
    ordering = ("-year__starts", "code")
    fields = ("figure", "year", "value", "set_by", "set_at")

    @admin.display(description="показатель", ordering="code")
    def figure(self, row):
        return NAMES.get(row.code, row.code)


@admin.register(Snapshot)
class SnapshotAdmin(OutputAdmin):
    list_display = ("title", "kind", "on", "author", "created_at")
    list_filter = ("kind", "year")
    list_select_related = ("author", "year")
    search_fields = ("title",)
    search_help_text = "Слова названия."
    date_hierarchy = "on"
    ordering = ("-created_at", "-id")
    fields = ("title", "kind", "year", "on", "filter", "sha256", "author", "created_at")

    def rows(self, actor):
        return snapshots_for(actor)

    def tools(self, request, obj):
        return [Tool("XLSX", reverse("snapshot_xlsx", args=[obj.pk]))]

    def view_on_site(self, obj):
        return reverse("snapshot_detail", args=[obj.pk])


@admin.register(ReplyForm)
class ReplyFormAdmin(OutputAdmin):
    list_display = ("title", "addressee", "signer", "retired")
    list_filter = ("retired", "signer")
    search_fields = ("title", "addressee")
    search_help_text = "Слова названия или адресата."
    ordering = ("retired", "title", "id")
    fields = ("title", "addressee", "figures", "before", "after", "signer", "retired", "author", "created_at")

    def rows(self, actor):
        return reply_forms_for(actor)


@admin.register(Reply)
class ReplyAdmin(OutputAdmin):
    list_display = ("form", "addressee", "state", "document", "author", "created_at")
    list_filter = ("state", "form")
    list_select_related = ("form", "author", "snapshot", "document__type")
    search_fields = ("form__title", "addressee", "request")
    search_help_text = "Слова формы, адресата или запроса."
    date_hierarchy = "created_at"
    ordering = ("-created_at", "-id")
    fields = ("form", "snapshot", "state", "addressee", "request", "figures", "before", "after", "document", "sha256")

    def rows(self, actor):
        return replies_for(actor)

    def view_on_site(self, obj):
        return reverse("reply_detail", args=[obj.pk])


@admin.register(YearReport)
class YearReportAdmin(OutputAdmin):
    list_display = ("year", "version", "state", "author", "signed_at", "approved_at")
    list_filter = ("state", "year")
    list_select_related = ("year", "author")
    search_fields = ("summary",)
    search_help_text = "Слова общего вывода."
    ordering = ("-year__starts", "-version")
    fields = (
        "year",
        "version",
        "state",
        "sections",
        "summary",
        "counted_at",
        "snapshot",
        "sha256",
        "signed_by",
        "signed_at",
        "approved_by",
        "approved_at",
        "remark",
    )

    def rows(self, actor):
        return year_reports_for(actor)

    def view_on_site(self, obj):
        return reverse("year_report_detail", args=[obj.pk])
