"""Agreements and courses: to be read. The sums are the curator's and the director's here too (decision 14)."""

from django.contrib import admin
from django.urls import reverse

from mentoring.access import agreements_for, courses_for
from mentoring.admin.kit.base import OfficeAdmin, Tool
from mentoring.admin.kit.columns import state
from mentoring.kit.dates import today
from mentoring.kit.verdict import no
from mentoring.models import Agreement, MentorCourse
from mentoring.queries.agreement import payment_words
from mentoring.queries.course import line_of

KEPT = no("Соглашение с номером не удаляют: его прекращают на его странице.")
COURSE_KEPT = no("Курс убирают на странице курсов наставника.")


@admin.register(Agreement)
class AgreementAdmin(OfficeAdmin):
    """Open to the curator and the director alone: every column hangs on a payment."""

    readers = ("curator", "director")
    list_display = ("person", "number", "date", "since", "until", "state_words", "payment_shown")
    list_filter = ("state", "year")
    list_select_related = ("person", "payment")
    search_fields = ("person__search_key", "number")
    search_help_text = "Имя наставника или номер."
    ordering = ("-date", "-id")
    fieldsets = (
        (None, {"fields": ("person", "pair", "number", "date", "since", "until", "state_words")}),
        ("Выплата", {"fields": ("payment_shown", "basis")}),
        ("Конец", {"fields": ("ended_on", "end_reason")}),
    )

    def rows(self, actor):
        return agreements_for(actor).select_related("person", "payment", "pair")

    def may_delete(self, actor, obj):
        return KEPT

    def tools(self, request, obj):
        return [Tool("Открыть на сайте", reverse("agreement_detail", args=[obj.pk]))]

    @admin.display(description="Состояние", ordering="state")
    def state_words(self, obj):
        day = obj.ended_on or obj.until
        return f"{obj.get_state_display()}, до {day:%d.%m.%Y}"

    @admin.display(description="Выплата")
    def payment_shown(self, obj):
        return payment_words(obj)


@admin.register(MentorCourse)
class MentorCourseAdmin(OfficeAdmin):
    list_display = ("mentor", "programme", "provider", "hours", "until", "federal", "state_words")
    list_filter = ("federal",)
    list_select_related = ("mentor__person",)
    search_fields = ("mentor__person__search_key", "programme")
    search_help_text = "Имя наставника или программа."
    ordering = ("-until", "-id")
    fields = (
        "mentor",
        "programme",
        "provider",
        "hours",
        "since",
        "until",
        "number",
        "issued_on",
        "federal",
        "confirmed_on",
    )

    def rows(self, actor):
        return courses_for(actor).select_related("mentor__person")

    def may_delete(self, actor, obj):
        return COURSE_KEPT

    def tools(self, request, obj):
        return [Tool("Открыть на сайте", reverse("mentor_courses", args=[obj.mentor_id]))]

    @admin.display(description="Состояние")
    def state_words(self, obj):
        return state(line_of(obj, today()).tag)
