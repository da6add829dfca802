"""Amendments and consents in the office's second way in: to be read; they are entered and decided on the site."""

from django.contrib import admin
from django.urls import reverse

from mentoring.admin.kit.base import OfficeAdmin, ReadOnlyInline, Tool
from mentoring.admin.kit.columns import short_print
from mentoring.kit.verdict import no
from programs.access import amendments_for
from programs.models import Amendment, AmendmentConsent
from programs.queries.people import with_people

KEPT = no("Изменения не удаляют: их отзывают на сайте, с причиной.")


class ConsentInline(ReadOnlyInline):
    model = AmendmentConsent
    fields = ("at", "round", "name", "side", "agrees", "way", "note")
    verbose_name_plural = "Ответы участников"


@admin.register(Amendment)
class AmendmentAdmin(OfficeAdmin):
    list_display = ("title", "number", "kind", "state", "created_at", "due", "register_number")
    list_filter = ("state", "kind", "program__year")
    search_fields = ("program__pair__members__person__search_key", "program__number", "reason")
    search_help_text = "Имя участника, номер программы или слова причины."
    date_hierarchy = "created_at"
    ordering = ("-created_at", "-id")
    inlines = (ConsentInline,)
    fields = (
        "program", "number", "kind", "state", "reason", "author", "base", "created_at", "sent_at", "sent_by", "due", "note",
        "decided_at", "decided_by", "version", "register_number", "print", "code",
    )  # fmt: skip

    def rows(self, actor):
        rows = with_people(amendments_for(actor), "program__pair__members")
        return rows.select_related("program__pair", "author", "base", "version", "sent_by", "decided_by")

    def may_delete(self, actor, obj):
        return KEPT

    def tools(self, request, obj):
        return [Tool("Лист изменений", reverse("amendment_pdf", args=[obj.pk]))]

    def view_on_site(self, obj):
        return reverse("amendment_detail", args=[obj.pk])

    @admin.display(description="Программа")
    def title(self, obj):
        return obj.program.pair.title

    @admin.display(description="Отпечаток текста")
    def print(self, obj):
        return short_print(obj.sha256)
