"""The register of indicators: formulas in words, targets, who answers; the code is what the queries know."""

from django.contrib import admin

from mentoring.admin.kit.reference import ReferenceAdmin
from monitoring.models import Indicator


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
