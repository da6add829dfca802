"""Meetings: when, who, in what state. What was said is read on the site; a meeting changes there too."""

from django.contrib import admin
from django.urls import reverse

from mentoring.access import SYSTEM
from mentoring.admin.kit.base import OfficeAdmin, Tool
from mentoring.admin.kit.columns import names, state
from mentoring.kit.verdict import no
from programs.access import meetings_for
from programs.models import Meeting
from programs.queries.meetings import loaded, meeting_tag

KEPT = no("Встречи не удаляют: назначенную отменяют на её странице, записанная остаётся в журнале пары.")


@admin.register(Meeting)
class MeetingAdmin(OfficeAdmin):
    list_display = ("topic", "title", "starts_at", "minutes", "mode", "state_words")
    list_filter = ("state", "mode", "program__year", "program__pair__kind")
    search_fields = ("topic", "program__pair__members__person__search_key", "program__pair__name")
    search_help_text = "Тема, имя участника или название группы."
    date_hierarchy = "starts_at"
    ordering = ("-starts_at", "-id")
    fieldsets = (
        (None, {"fields": ("topic", "title", "state_words", "starts_at", "minutes", "mode", "place")}),
        ("Запись", {"fields": ("came", "author", "recorded_at", "confirmed_by", "confirmed_at")}),
    )

    def rows(self, actor):
        return loaded(meetings_for(actor))

    def may_delete(self, actor, obj):
        return KEPT

    def tools(self, request, obj):
        return [Tool("Программа", reverse("program_detail", args=[obj.program_id]))]

    def view_on_site(self, obj):
        return reverse("meeting_detail", args=[obj.pk])

    @admin.display(description="Чья встреча")
    def title(self, obj):
        return obj.program.pair.title

    @admin.display(description="Состояние", ordering="state")
    def state_words(self, obj):
        return state(meeting_tag(SYSTEM, obj))

    @admin.display(description="Кто был")
    def came(self, obj):
        return names(obj.attended.all())
