"""Plan templates and materials: to be read; both are written and published on the site."""

from django.contrib import admin
from django.urls import reverse

from mentoring.admin.kit.base import OfficeAdmin, ReadOnlyInline, Tool
from mentoring.admin.kit.columns import state
from mentoring.kit.verdict import no
from programs.access import materials_for
from programs.access.template import templates_for
from programs.models import Material, PlanTemplate, PlanTemplateVersion
from programs.queries.material import TAGS as MATERIAL_TAGS
from programs.queries.template_page import TAGS

KEPT = no("Шаблоны не удаляют: снимите шаблон с употребления на его странице.")
SHELVED = no("Материалы не удаляют: их берут в планы. Снимите материал с полки на его странице.")


class TemplateVersionInline(ReadOnlyInline):
    model = PlanTemplateVersion
    fields = ("number", "changes", "published_at")
    verbose_name_plural = "Версии"


@admin.register(PlanTemplate)
class PlanTemplateAdmin(OfficeAdmin):
    list_display = ("name", "kind", "group", "direction", "state_words")
    list_filter = ("kind", "state")
    list_select_related = ("group", "direction")
    search_fields = ("name",)
    search_help_text = "Название шаблона."
    ordering = ("kind", "name")
    inlines = (TemplateVersionInline,)
    fields = ("name", "kind", "group", "direction", "state_words", "created_at")

    def rows(self, actor):
        return templates_for(actor).select_related("group", "direction")

    def may_delete(self, actor, obj):
        return KEPT

    def tools(self, request, obj):
        return [Tool("Исправить название и для кого", reverse("template_about", args=[obj.pk]))]

    def view_on_site(self, obj):
        return reverse("template_detail", args=[obj.pk])

    @admin.display(description="Состояние", ordering="state")
    def state_words(self, obj):
        return state(TAGS[obj.state])


@admin.register(Material)
class MaterialAdmin(OfficeAdmin):
    list_display = ("title", "kind", "audience", "author", "year", "state_words")
    list_filter = ("kind", "audience", "state", "directions")
    search_fields = ("title", "description", "author")
    search_help_text = "Название, о чём или автор."
    ordering = ("title", "id")
    fields = ("title", "description", "kind", "audience", "directions", "author", "year", "state_words", "added_at")

    def rows(self, actor):
        return materials_for(actor)

    def may_delete(self, actor, obj):
        return SHELVED

    def tools(self, request, obj):
        return [Tool("Исправить", reverse("material_edit", args=[obj.pk]))]

    def view_on_site(self, obj):
        return reverse("material_detail", args=[obj.pk])

    @admin.display(description="Состояние", ordering="state")
    def state_words(self, obj):
        return state(MATERIAL_TAGS[obj.state])
