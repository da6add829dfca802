"""Surveys: their terms and state. Who was asked, answers and results are read on the site by its rules of disclosure."""

from django.contrib import admin
from django.urls import reverse

from mentoring.admin.kit.base import OfficeAdmin, Tool
from mentoring.admin.kit.columns import state
from mentoring.kit.verdict import no
from monitoring.access.survey import surveys_for
from monitoring.models import Survey
from monitoring.queries.survey.release import tag_for

KEPT = no("Анкету с ответами не удаляют: её закрывают. Черновик удаляют на его странице.")


@admin.register(Survey)
class SurveyAdmin(OfficeAdmin):
    list_display = ("title", "state_words", "year", "mode", "deadline", "closed_at")
    list_filter = ("state", "year", "mode", "dimension", "version__instrument")
    list_select_related = ("year", "version__instrument", "author")
    search_fields = ("title",)
    search_help_text = "Слова названия."
    date_hierarchy = "deadline"
    ordering = ("-created_at", "-id")
    fieldsets = (
        (None, {"fields": ("title", "state_words", "version", "year", "mode")}),
        ("Сроки", {"fields": ("deadline", "author", "created_at", "launched_at", "closed_at", "reminded_at")}),
        ("Что показываем", {"fields": ("dimension", "threshold", "text_threshold")}),
    )

    def rows(self, actor):
        return surveys_for(actor)

    def may_delete(self, actor, obj):
        return KEPT

    def tools(self, request, obj):
        return [Tool("Бланк", reverse("instrument_edit", args=[obj.version_id]))]

    def view_on_site(self, obj):
        return reverse("survey_detail", args=[obj.pk])

    @admin.display(description="Состояние", ordering="state")
    def state_words(self, obj):
        return state(tag_for(obj, "curator"))
