"""The register of indicators, kept here; values and payments, to be read: they are entered on the site with their history."""

from django.contrib import admin
from django.urls import reverse

from mentoring.admin.kit.base import OfficeAdmin, Tool
from mentoring.admin.kit.history import story_of
from mentoring.admin.kit.reference import ReferenceAdmin
from mentoring.kit.verdict import no
from monitoring.models import Indicator, IndicatorValue, Payment
from programs.queries.people import with_people

VALUE_KEPT = no("Значения не удаляют: по ним считают годы. Исправьте число на сайте.")
PAYMENT_KEPT = no("Ошибочную выплату удаляют на сайте, на её странице: так остаётся запись, кто и что убрал.")


@admin.register(Indicator)
class IndicatorAdmin(ReferenceAdmin):
    list_display = ("name", "group", "source", "period", "responsible", "position", "retired")
    list_filter = ("group", "source", "period", "retired")
    list_select_related = ("responsible",)
    search_fields = ("name", "code", "clause")
    autocomplete_fields = ("responsible",)
    fields = (
        "code", "name", "group", "clause", "formula", "numerator", "denominator", "unit", "source", "period",
        "target_kind", "target", "mark", "caution", "responsible", "position", "retired",
    )  # fmt: skip


@admin.register(IndicatorValue)
class IndicatorValueAdmin(OfficeAdmin):
    list_display = ("indicator", "year", "half", "value", "numerator", "denominator", "target", "author", "entered_at")
    list_filter = ("year", "half", "indicator")
    list_select_related = ("indicator", "year", "author", "file")
    search_fields = ("indicator__name", "note")
    search_help_text = "Название показателя или слова примечания."
    date_hierarchy = "entered_at"
    ordering = ("-year__starts", "indicator__position", "half", "id")
    fieldsets = (
        (None, {"fields": ("indicator", "year", "half")}),
        ("Числа", {"fields": ("value", "numerator", "denominator", "comparison", "baseline", "target")}),
        ("Откуда", {"fields": ("note", "file", "author", "entered_at")}),
    )

    def may_delete(self, actor, obj):
        return VALUE_KEPT

    def story(self, actor, obj):
        return story_of(obj.indicator)

    def tools(self, request, obj):
        if obj.indicator.retired:
            return []
        query = f"?year={obj.year.starts.year}&half={obj.half}"
        return [Tool("Исправить на сайте", reverse("indicator_enter", args=[obj.indicator.code]) + query)]

    def view_on_site(self, obj):
        return reverse("indicator_detail", args=[obj.indicator.code])


@admin.register(Payment)
class PaymentAdmin(OfficeAdmin):
    list_display = ("person", "since", "until", "amount", "pair", "author", "entered_at")
    list_select_related = ("person", "pair", "author")
    search_fields = ("person__search_key", "note")
    search_help_text = "Имя наставника или слова примечания."
    date_hierarchy = "until"
    ordering = ("-until", "person__sort_key", "id")
    fields = ("person", "pair", "since", "until", "amount", "note", "author", "entered_at")

    def rows(self, actor):
        return with_people(Payment.objects.all(), "pair__members")

    def may_delete(self, actor, obj):
        return PAYMENT_KEPT

    def tools(self, request, obj):
        return [Tool("Исправить на сайте", reverse("payment_edit", args=[obj.pk]))]

    def view_on_site(self, obj):
        return reverse("payment_list")
