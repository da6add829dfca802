"""The card of professional difficulties: a published version is read; a copy of it is edited until published."""

from django import forms
from django.contrib import admin
from django.db.models import Count, Max

from mentoring.actions.diagnosis import copy_card, may_copy_card, may_publish_card, publish_card
from mentoring.actions.diagnosis.card import free_code
from mentoring.admin.kit.base import ReadOnlyInline
from mentoring.admin.kit.bulk import BulkAct, Line
from mentoring.admin.kit.reference import KEEPERS, ReferenceAdmin
from mentoring.kit.verdict import YES, no
from mentoring.models import DiagnosisCard, DiagnosisStatement

FROZEN = no("Опубликованную карту не правят: по ней отвечают. Отметьте её в списке и выберите «Создать новую версию».")
DRAFT = "Это черновик. Когда он готов, отметьте его в списке и выберите «Опубликовать»."
NOT_DELETED = no("Карты не удаляют: по ним отвечали. Изменение – это новая версия.")
SPARE, MOST = 3, 100


class CopyCard(BulkAct):
    name = "copy_card"
    label = title = button = "Создать новую версию"
    lead = "Появится черновик с теми же утверждениями. Его правят, пока не опубликуют; прежняя версия останется."
    readers = KEEPERS

    def line(self, actor, obj):
        return Line(obj, str(obj), may_copy_card(actor, obj))

    def do(self, obj, *, by, at):
        copy_card(obj, by=by, at=at)


class PublishCard(BulkAct):
    name = "publish_card"
    label = title = button = "Опубликовать"
    lead = "В программах будут предлагать утверждения этой версии. После публикации её не правят."
    readers = KEEPERS

    def line(self, actor, obj):
        return Line(obj, str(obj), may_publish_card(actor, obj))

    def do(self, obj, *, by, at):
        publish_card(obj, by=by, at=at)


class StatementInline(ReadOnlyInline):
    model = DiagnosisStatement
    fields = ("position", "direction", "text")
    verbose_name_plural = "Утверждения"
    can_delete = True

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("direction")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """The whole statement is seen; directions are not edited from here."""
        if db_field.name == "text":
            kwargs["widget"] = forms.Textarea(attrs={"rows": 2, "cols": 50})
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "direction":
            field.widget.can_add_related = field.widget.can_change_related = field.widget.can_view_related = False
        return field

    def has_change_permission(self, request, obj=None):
        return obj is not None and not obj.published and request.actor.has(*KEEPERS)

    def has_add_permission(self, request, obj):
        return self.has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)

    def get_extra(self, request, obj=None, **kwargs):
        return SPARE if self.has_change_permission(request, obj) else 0

    def get_max_num(self, request, obj=None, **kwargs):
        return MOST if self.has_change_permission(request, obj) else 0


@admin.register(DiagnosisCard)
class DiagnosisCardAdmin(ReferenceAdmin):
    bulk_acts = (CopyCard(), PublishCard())
    list_display = ("__str__", "question", "statement_count", "published")
    list_filter = ("published",)
    search_fields = ()
    ordering = ("code", "-version")
    fixed = ("version", "published")
    fields = ("version", "lead", "question", "published")
    inlines = (StatementInline,)

    def rows(self, actor):
        return DiagnosisCard.objects.annotate(n_statements=Count("statements"))

    def has_add_permission(self, request):
        return False

    def may_change(self, actor, obj):
        return FROZEN if obj.published else YES

    def note(self, request, obj):
        return DRAFT if obj and not obj.published else super().note(request, obj)

    def may_delete(self, actor, obj):
        return NOT_DELETED if obj.published or not actor.has(*KEEPERS) else YES

    def save_formset(self, request, form, formset, change):
        """A new statement gets a code of its own; one without a place goes last."""
        taken = set(form.instance.statements.values_list("code", flat=True))
        last = form.instance.statements.aggregate(last=Max("position"))["last"] or 0
        for row in formset.forms:
            if row.has_changed() and not row.instance.pk and row.instance.direction_id:
                row.instance.code = free_code(row.instance.direction.code, taken)
                row.instance.position = row.instance.position or (last := last + 1)
        super().save_formset(request, form, formset, change)

    @admin.display(description="Утверждений", ordering="n_statements")
    def statement_count(self, obj):
        return obj.n_statements
