"""The card of professional difficulties: a published version is read, never edited."""

from django.contrib import admin
from django.db.models import Count

from mentoring.admin.kit.base import OfficeAdmin, ReadOnlyInline
from mentoring.kit.verdict import no
from mentoring.models import DiagnosisCard, DiagnosisStatement

NOT_DELETED = no("Карты не удаляют: по ним отвечали. Изменение – это новая версия.")


class StatementInline(ReadOnlyInline):
    model = DiagnosisStatement
    fields = ("position", "direction", "text")
    verbose_name_plural = "Утверждения"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("direction")


@admin.register(DiagnosisCard)
class DiagnosisCardAdmin(OfficeAdmin):
    readers = ("curator", "admin")
    list_display = ("__str__", "question", "statement_count", "published")
    list_filter = ("published",)
    ordering = ("code", "-version")
    fields = ("version", "lead", "question", "published")
    inlines = (StatementInline,)

    def rows(self, actor):
        return DiagnosisCard.objects.annotate(n_statements=Count("statements"))

    def may_delete(self, actor, obj):
        return NOT_DELETED

    @admin.display(description="Утверждений", ordering="n_statements")
    def statement_count(self, obj):
        return obj.n_statements
