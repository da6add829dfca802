"""Issued documents with their signatures and acquaintance: to be read and taken as papers; decisions are made on the site."""

import io
import zipfile

from django.contrib import admin, messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

from mentoring.access import documents_for
from mentoring.actions.order import delete_draft_order, may_change_order
from mentoring.admin.kit.acting import ActingAdmin
from mentoring.admin.kit.base import OfficeAdmin, ReadOnlyInline, Tool
from mentoring.admin.kit.bulk import BulkAct
from mentoring.admin.kit.columns import links, short_print, state
from mentoring.documents.issued import FROM_OUTSIDE, PAPERS
from mentoring.kit.verdict import no
from mentoring.models import AcquaintanceMark, IssuedDocument, NumberSequence, Pair, Signature
from mentoring.queries.document import document_tag
from mentoring.queries.order import ORDER_TYPE
from mentoring.views.document import document_docx, document_pdf
from mentoring.workflow.document import DOCUMENT, EDITABLE

MOST_PAPERS = 20
IN_FORCE_KEPT = no("Подписанные документы не удаляют: их отменяет директор, номер больше не используется.")
SIGNATURE_KEPT = no("Подпись не удаляют. Её снимают с причиной на странице документа.")
MARK_KEPT = no("Отметки об ознакомлении не удаляют: на них держится лист ознакомления.")
NUMBER_KEPT = no("Номера выдаёт система по порядку: их не меняют и не удаляют.")


def bytes_of(response):
    """The content of a paper's response, whether it is streamed or not."""
    return b"".join(response.streaming_content) if response.streaming else response.content


class Papers(BulkAct):
    """The papers of the ticked rows in one archive, made by the same page of the site."""

    extension = "pdf"
    archive = "documents.zip"
    view = staticmethod(document_pdf)

    def papers(self, request, queryset):
        """[(name, content)] of the rows."""
        for obj in queryset:
            yield f"{self.name_of(obj)}.{self.extension}", bytes_of(self.view(request, obj.pk))

    def name_of(self, obj):
        return f"{str(obj).replace('/', '-')} ({obj.pk})"

    def able(self, queryset):
        return queryset

    def __call__(self, model_admin, request, queryset):
        rows = self.able(queryset)
        count = rows.count()
        if count > MOST_PAPERS:
            messages.error(request, f"Выбрано больше {MOST_PAPERS} строк. Скачайте в несколько приёмов.")
        elif not count:
            messages.error(request, "Среди выбранного нет того, что печатают.")
        if not 0 < count <= MOST_PAPERS:
            return None
        return packed(self.archive, self.papers(request, rows))


def packed(name, papers):
    """A ZIP of (name, content)."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED) as archive:
        for paper, content in papers:
            archive.writestr(paper, content)
    response = HttpResponse(kept.getvalue(), content_type="application/zip")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


class OrderPdfs(Papers):
    name = "pdfs"
    label = "Скачать PDF выбранных одним архивом"
    archive = "prikazy-pdf.zip"

    def able(self, queryset):
        return queryset.filter(type__code__in=PAPERS).exclude(recorded=True, type__code__in=FROM_OUTSIDE)


class OrderDocxs(OrderPdfs):
    name = "docxs"
    label = "Скачать DOCX выбранных одним архивом"
    archive = "prikazy-docx.zip"
    extension = "docx"
    view = staticmethod(document_docx)


class SignatureInline(ReadOnlyInline):
    model = Signature
    fields = ("person", "post", "way", "signed_at", "print", "revoked_at", "revoked_reason")
    readonly_fields = ("print",)
    verbose_name_plural = "Подписи"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("person")

    @admin.display(description="Отпечаток")
    def print(self, obj):
        return short_print(obj.sha256)


class AcquaintanceInline(ReadOnlyInline):
    model = AcquaintanceMark
    fields = ("person", "due", "done_at", "way")
    verbose_name_plural = "Лист ознакомления"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("person", "document__type")


class PairInline(ReadOnlyInline):
    model = Pair
    fk_name = "order"
    fields = ("title", "since", "until")
    readonly_fields = ("title",)
    verbose_name_plural = "Пары и группы приказа"

    def get_queryset(self, request):
        return super().get_queryset(request).with_members()

    @admin.display(description="Пара или группа")
    def title(self, obj):
        return links((obj.title, reverse("admin:mentoring_pair_change", args=[obj.pk])))


@admin.register(IssuedDocument)
class DocumentAdmin(ActingAdmin):
    bulk_acts = (OrderPdfs(), OrderDocxs())
    list_display = ("__str__", "papers", "state_words", "read_words", "year")
    list_filter = (("type", admin.RelatedOnlyFieldListFilter), "state", "year")
    list_select_related = ("type", "year", "signer", "replaced_by")
    search_fields = ("number", "title", "signer__search_key", "pairs__members__person__search_key")
    search_help_text = "Номер, заголовок, кто подписал или участник пары."
    date_hierarchy = "date"
    ordering = ("-created_at", "-id")
    inlines = (PairInline, SignatureInline, AcquaintanceInline)
    fieldsets = (
        (None, {"fields": ("type", "number", "date", "year", "title", "state_words", "papers")}),
        ("Ход", {"fields": ("author", "signer", "due", "remark", "created_at")}),
        ("Сила", {"fields": ("print", "canceled_reason", "replaced_by")}),
    )

    def rows(self, actor):
        read = Count("acquaintances", filter=Q(acquaintances__done_at__isnull=False), distinct=True)
        rows = documents_for(actor).select_related("type", "year", "signer", "author", "replaced_by__type", "pdf")
        return rows.annotate(n_asked=Count("acquaintances", distinct=True), n_read=read)

    def asks_why(self, actor, obj):
        """A draft of an order is the curator's own work."""
        return obj.state not in EDITABLE

    def may_delete(self, actor, obj):
        return may_change_order(actor, obj) if obj.state in EDITABLE and obj.type.code == ORDER_TYPE else IN_FORCE_KEPT

    def delete(self, obj, *, by, at):
        delete_draft_order(obj, by=by, at=at)

    def tools(self, request, obj):
        if obj.type.code not in PAPERS:
            return []
        tools = [
            Tool("Скачать PDF", reverse("document_pdf", args=[obj.pk])),
            Tool("Скачать DOCX", reverse("document_docx", args=[obj.pk])),
        ]
        if obj.n_asked:
            tools.append(Tool("Лист ознакомления, PDF", reverse("document_sheet", args=[obj.pk])))
        if obj.state in EDITABLE and DOCUMENT.verdict("send", request.actor, obj):
            tools.append(Tool("Проверить и отправить", reverse("order_check", args=[obj.pk])))
        return tools

    def view_on_site(self, obj):
        return reverse("document_detail", args=[obj.pk])

    @admin.display(description="Состояние", ordering="state")
    def state_words(self, obj):
        return state(document_tag(obj, "curator", read=obj.n_read, of=obj.n_asked))

    @admin.display(description="Ознакомлены", ordering="n_read")
    def read_words(self, obj):
        return f"{obj.n_read} из {obj.n_asked}" if obj.n_asked else "–"

    @admin.display(description="Бумаги")
    def papers(self, obj):
        if obj.type.code not in PAPERS:
            return "–"
        return links(("PDF", reverse("document_pdf", args=[obj.pk])), ("DOCX", reverse("document_docx", args=[obj.pk])))

    @admin.display(description="Отпечаток текста")
    def print(self, obj):
        return short_print(obj.sha256)


@admin.register(Signature)
class SignatureAdmin(OfficeAdmin):
    list_display = ("document", "person", "post", "way", "signed_at", "revoked_at")
    list_filter = ("way",)
    list_select_related = ("document__type", "person")
    search_fields = ("person__search_key", "document__number")
    search_help_text = "Кто подписал или номер документа."
    date_hierarchy = "signed_at"
    ordering = ("-signed_at",)
    fields = ("document", "person", "post", "way", "print", "signed_at", "revoked_at", "revoked_reason")

    def rows(self, actor):
        rows = Signature.objects.filter(document__in=documents_for(actor))
        return rows.select_related("document__type", "person")

    def may_delete(self, actor, obj):
        return SIGNATURE_KEPT

    @admin.display(description="Отпечаток текста")
    def print(self, obj):
        return short_print(obj.sha256)


class DoneFilter(admin.SimpleListFilter):
    title = "ознакомление"
    parameter_name = "done"

    def lookups(self, request, model_admin):
        return [("no", "Ещё ждём"), ("yes", "Ознакомлен(а)")]

    def queryset(self, request, queryset):
        if self.value() in ("no", "yes"):
            return queryset.filter(done_at__isnull=self.value() == "no")
        return queryset


@admin.register(AcquaintanceMark)
class AcquaintanceAdmin(OfficeAdmin):
    list_display = ("person", "document", "due", "done_at", "way")
    list_filter = (DoneFilter, "way", "document__year")
    list_select_related = ("document__type", "person")
    search_fields = ("person__search_key", "document__number")
    search_help_text = "Имя или номер документа."
    ordering = ("due", "person__sort_key")
    fields = ("document", "person", "due", "done_at", "way")

    def rows(self, actor):
        rows = AcquaintanceMark.objects.filter(document__in=documents_for(actor))
        return rows.select_related("document__type", "person")

    def may_delete(self, actor, obj):
        return MARK_KEPT


@admin.register(NumberSequence)
class NumberSequenceAdmin(OfficeAdmin):
    list_display = ("what", "academic_year", "last_number")
    list_select_related = ("year",)
    ordering = ("-year", "prefix")
    fields = ("what", "academic_year", "last_number")

    def may_delete(self, actor, obj):
        return NUMBER_KEPT

    @admin.display(description="Префикс номера", ordering="prefix")
    def what(self, obj):
        return obj.prefix

    @admin.display(description="Учебный год", ordering="year")
    def academic_year(self, obj):
        return obj.year

    @admin.display(description="Последний номер", ordering="last")
    def last_number(self, obj):
        return obj.last
