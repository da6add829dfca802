"""The office's year: tasks of the road map, yearly assessments, recognition. To be read; everything is done on the site."""

from django.contrib import admin
from django.urls import reverse

from mentoring.access import SYSTEM
from mentoring.admin.kit.base import OfficeAdmin, Tool
from mentoring.admin.kit.columns import short_print, state
from mentoring.kit.dates import today
from mentoring.kit.verdict import no
from monitoring.access.assessment import assessments_for
from monitoring.access.recognition import proposals_for
from monitoring.access.roadmap import tasks_for
from monitoring.models import RecognitionProposal, RoadmapTask, YearlyAssessment
from monitoring.queries.assessment import assessment_tag
from monitoring.queries.recognition import recognition_tag
from monitoring.queries.roadmap import task_tag, who_of

TASK_KEPT = no("Задачи утверждённой карты не удаляют: их отмечают ненужными на странице задачи.")
ASSESSMENT_KEPT = no("Оценку внедрения не удаляют: на ней держатся решения следующего года.")
RECOGNITION_KEPT = no("Предложения не удаляют: их отзывают на странице предложения.")


@admin.register(RoadmapTask)
class RoadmapTaskAdmin(OfficeAdmin):
    list_display = ("title", "stage", "who", "due", "state_words")
    list_filter = ("stage", "state", "roadmap__year")
    list_select_related = ("owner", "roadmap__year")
    search_fields = ("title", "result", "owner__search_key")
    search_help_text = "Слова задачи, результата или чьё имя."
    date_hierarchy = "due"
    ordering = ("due", "id")
    fieldsets = (
        (None, {"fields": ("title", "stage", "who", "due", "moved_from", "expected", "origin")}),
        ("Что вышло", {"fields": ("state_words", "result", "reason", "settled_on", "settled_by")}),
    )

    def rows(self, actor):
        return tasks_for(actor).select_related("owner", "roadmap__year", "settled_by")

    def may_delete(self, actor, obj):
        return TASK_KEPT

    def view_on_site(self, obj):
        return reverse("roadmap_task", args=[obj.pk])

    @admin.display(description="Кто отвечает")
    def who(self, obj):
        return who_of(obj)

    @admin.display(description="Состояние", ordering="state")
    def state_words(self, obj):
        return state(task_tag(obj, today()))


@admin.register(YearlyAssessment)
class YearlyAssessmentAdmin(OfficeAdmin):
    list_display = ("year", "together", "state_words", "document")
    list_filter = ("state",)
    list_select_related = ("year", "document__type")
    search_fields = ("conclusion",)
    search_help_text = "Слова общего вывода."
    ordering = ("-year__starts",)
    fieldsets = (
        (None, {"fields": ("year", "together", "state_words", "conclusion", "document", "print", "created_at")}),
    )

    def rows(self, actor):
        return assessments_for(actor).select_related("year", "document__type").prefetch_related("signatures")

    def may_delete(self, actor, obj):
        return ASSESSMENT_KEPT

    def tools(self, request, obj):
        return [
            Tool("Скачать PDF", reverse("assessment_pdf", args=[obj.pk])),
            Tool("Скачать DOCX", reverse("assessment_docx", args=[obj.pk])),
        ]

    def view_on_site(self, obj):
        return reverse("assessment_detail", args=[obj.pk])

    @admin.display(description="Состояние", ordering="state")
    def state_words(self, obj):
        return state(assessment_tag(SYSTEM, obj))

    @admin.display(description="Отпечаток текста")
    def print(self, obj):
        return short_print(obj.sha256)


@admin.register(RecognitionProposal)
class RecognitionProposalAdmin(OfficeAdmin):
    """Sums stay on the site, where the curator and the director read them."""

    list_display = ("person", "kind", "side", "year", "created_at", "state_words")
    list_filter = ("kind", "state", "side", "year")
    list_select_related = ("person", "year", "order")
    search_fields = ("person__search_key", "ground")
    search_help_text = "Чьё имя или за что."
    date_hierarchy = "created_at"
    ordering = ("-created_at", "-id")
    fieldsets = (
        (None, {"fields": ("person", "side", "kind", "year", "ground", "state_words")}),
        ("Ход", {"fields": ("decided_by", "decided_at", "reason", "created_at")}),
    )

    def rows(self, actor):
        return proposals_for(actor).select_related("person", "year", "order", "decided_by")

    def may_delete(self, actor, obj):
        return RECOGNITION_KEPT

    def view_on_site(self, obj):
        return reverse("recognition_detail", args=[obj.pk])

    @admin.display(description="Состояние", ordering="state")
    def state_words(self, obj):
        return state(recognition_tag(SYSTEM, obj))
