"""The open bank: to be read. Cards are changed and applications answered on the site, each with its own rules."""

from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from mentoring.access import outside_for
from mentoring.admin.kit.base import OfficeAdmin, Tool
from mentoring.admin.kit.columns import state
from mentoring.kit.dates import local
from mentoring.kit.verdict import no
from mentoring.models import MentorPublication, OutsideApplication
from mentoring.queries.open_bank import outside, publication

CARD_KEPT = no("Карточки не удаляют: скройте её на странице наставника.")
APPLICATION_KEPT = no("Обращения удаляются сами, когда выйдет срок хранения.")


@admin.register(MentorPublication)
class MentorPublicationAdmin(OfficeAdmin):
    list_display = ("mentor", "state_words", "hidden", "approved_on")
    list_filter = ("state", "hidden")
    list_select_related = ("mentor__person", "consent")
    search_fields = ("mentor__person__search_key",)
    search_help_text = "Имя наставника."
    fieldsets = (
        (None, {"fields": ("mentor", "name_form", "about", "state_words")}),
        ("Когда", {"fields": ("due", "approved_on", "hidden", "hidden_by", "remark")}),
    )

    def rows(self, actor):
        return publication.seen_publications(actor, local(timezone.now()).date()).select_related("hidden_by")

    def may_delete(self, actor, obj):
        return CARD_KEPT

    def tools(self, request, obj):
        return [Tool("Открыть на сайте", reverse("publication_detail", args=[obj.mentor_id]))]

    @admin.display(description="Состояние", ordering="state")
    def state_words(self, obj):
        return state(publication.tag_of(obj, "curator"))


@admin.register(OutsideApplication)
class OutsideApplicationAdmin(OfficeAdmin):
    list_display = ("full_name", "kind", "organization", "state_words", "confirmed_at")
    list_filter = ("state", "kind")
    search_fields = ("last_name", "organization")
    search_help_text = "Фамилия или организация."
    date_hierarchy = "created_at"
    fieldsets = (
        (None, {"fields": ("kind", "full_name", "email", "organization", "post", "text", "state_words")}),
        ("Когда", {"fields": ("created_at", "confirmed_at", "due", "decided_at", "decided_by")}),
        ("Что стало", {"fields": ("answer", "person", "request", "consent_text")}),
    )

    def rows(self, actor):
        return outside_for(actor).select_related("decided_by", "person", "request__person", "consent_text")

    def may_delete(self, actor, obj):
        return APPLICATION_KEPT

    def tools(self, request, obj):
        return [Tool("Открыть на сайте", reverse("outside_detail", args=[obj.pk]))]

    @admin.display(description="Человек", ordering="last_name")
    def full_name(self, obj):
        return obj.full_name

    @admin.display(description="Состояние", ordering="state")
    def state_words(self, obj):
        return state(outside.tag_of(obj))
