"""Words the code branches on: kinds of documents, labels of forms and kinds, texts of consents. Their sets are fixed."""

from django import forms
from django.contrib import admin
from django.db.models import Count, Max, Q

from mentoring.admin.kit.reference import ReferenceAdmin
from mentoring.choices import ConsentKind
from mentoring.kit import dates
from mentoring.kit.verdict import YES, no
from mentoring.models import ChoiceLabel, Consent, ConsentText, DocumentType

FIXED_SET = no("Набор задан положением: запись можно переименовать или снять с употребления, но не удалить.")
USED_TEXT = no("По этому тексту уже спрашивали согласие. Добавьте новую версию: прежняя останется как была.")
NOT_DELETED_TEXT = no("Тексты согласий не удаляют: новая версия заменит прежнюю.")


class FixedSetAdmin(ReferenceAdmin):
    def has_add_permission(self, request):
        return False

    def may_delete(self, actor, obj):
        return FIXED_SET


@admin.register(ChoiceLabel)
class ChoiceLabelAdmin(FixedSetAdmin):
    list_display = ("label", "group", "lead", "shown", "clause", "position")
    list_filter = ("group", "shown")
    search_fields = ("label", "lead", "code")
    ordering = ("group", "position")
    fixed = ("group", "code", "clause")
    fields = ("group", "code", "label", "lead", "shown", "clause", "position")


@admin.register(DocumentType)
class DocumentTypeAdmin(FixedSetAdmin):
    list_display = ("code", "name", "prefix", "acquaint", "retired")
    list_filter = ("acquaint", "retired")
    fixed = ("code", "prefix")
    fields = ("code", "name", "prefix", "acquaint", "note", "position", "retired")


class ConsentTextForm(forms.ModelForm):
    kind = forms.ChoiceField(label="Вид согласия", choices=ConsentKind.choices)

    class Meta:
        model = ConsentText
        fields = ("kind", "name", "text", "who", "revoke", "blocks", "document", "since")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("since", dates.today())
        if self.instance.pk:
            del self.fields["kind"]  # given once


class KindFilter(admin.SimpleListFilter):
    title = "вид согласия"
    parameter_name = "of"

    def lookups(self, request, model_admin):
        return ConsentKind.choices

    def queryset(self, request, queryset):
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(ConsentText)
class ConsentTextAdmin(ReferenceAdmin):
    """A text somebody was asked about is never edited: a change is a new version, numbered by itself."""

    form = ConsentTextForm
    list_display = ("name", "version", "since", "asked", "who")
    list_filter = (KindFilter,)
    search_fields = ("name", "text", "who")
    ordering = ("kind", "-version")
    fixed = ()
    readonly_fields = ("kind_words", "version")

    def rows(self, actor):
        return ConsentText.objects.annotate(n_asked=Count("consent"))

    def get_fieldsets(self, request, obj=None):
        first = ("kind_words", "version") if obj else ("kind",)
        return [(None, {"fields": (*first, "name", "text", "who", "revoke", "blocks", "document", "since")})]

    def may_change(self, actor, obj):
        asked = Consent.objects.filter(Q(text=obj) | Q(asked_text=obj))
        return USED_TEXT if asked.exists() else YES

    def may_delete(self, actor, obj):
        return NOT_DELETED_TEXT

    def save_model(self, request, obj, form, change):
        if not change:
            obj.version = (ConsentText.objects.filter(kind=obj.kind).aggregate(last=Max("version"))["last"] or 0) + 1
        super().save_model(request, obj, form, change)

    @admin.display(description="Вид согласия")
    def kind_words(self, obj):
        return ConsentKind(obj.kind).label

    @admin.display(description="Спрашивали", ordering="n_asked")
    def asked(self, obj):
        return obj.n_asked
