"""Reports: whose, for what period, where they stand. Their texts and proposals are read on the site alone."""

from django.contrib import admin
from django.urls import reverse

from mentoring.access import SYSTEM
from mentoring.admin.kit.base import OfficeAdmin, Tool
from mentoring.admin.kit.columns import links, state
from mentoring.kit import dates
from mentoring.kit.verdict import no
from programs.access import reports_for
from programs.choices.report import ReportState
from programs.models import ProgressReport
from programs.queries.report import loaded, recipient_words, report_tag

KEPT = no("Отчёты не удаляют: ненужный отпускают на его странице с причиной, принятый остаётся в реестре документов.")


@admin.register(ProgressReport)
class ReportAdmin(OfficeAdmin):
    list_display = ("title", "kind", "author", "period", "state_words", "due", "papers")
    list_filter = ("state", "kind", "program__year", "program__pair__kind")
    search_fields = ("program__pair__members__person__search_key", "program__pair__name", "document__number")
    search_help_text = "Имя участника, группа или номер отчёта."
    date_hierarchy = "until"
    ordering = ("-until", "-id")
    fieldsets = (
        (None, {"fields": ("title", "kind", "author", "state_words", "period", "due", "reads")}),
        ("Ход", {"fields": ("submitted_at", "returned_at", "accepted_at", "accepted_by", "number", "reason")}),
    )

    def rows(self, actor):
        return loaded(reports_for(actor))

    def may_delete(self, actor, obj):
        return KEPT

    def tools(self, request, obj):
        return [Tool("Программа", reverse("program_detail", args=[obj.program_id]))]

    def view_on_site(self, obj):
        return reverse("report_detail", args=[obj.pk])

    @admin.display(description="Пара или группа")
    def title(self, obj):
        return obj.program.pair.title

    @admin.display(description="Период", ordering="until")
    def period(self, obj):
        return dates.span_short(obj.since, obj.until)

    @admin.display(description="Кому")
    def reads(self, obj):
        return recipient_words(obj)

    @admin.display(description="Номер")
    def number(self, obj):
        return obj.document.number if obj.document_id else "–"

    @admin.display(description="Бумаги")
    def papers(self, obj):
        if obj.state != ReportState.ACCEPTED:
            return "–"
        return links(("PDF", reverse("report_pdf", args=[obj.pk])), ("DOCX", reverse("report_docx", args=[obj.pk])))

    @admin.display(description="Состояние", ordering="state")
    def state_words(self, obj):
        return state(report_tag(SYSTEM, obj, dates.today()))
