"""Consents: to be read. They are asked for, given and revoked on the site, each with its own rules."""

from django.contrib import admin
from django.db.models import Q
from django.urls import reverse

from mentoring.access import consents_for
from mentoring.admin.kit.base import OfficeAdmin, Tool
from mentoring.admin.kit.columns import ChoiceFilter, links, state
from mentoring.choices import ConsentState
from mentoring.kit.verdict import no
from mentoring.models import Consent
from mentoring.queries.consent import consent_tag

NOT_DELETED = no("Согласия не удаляют. Отозванное хранится: на нём держатся приказы.")


class StateFilter(ChoiceFilter):
    """Who refused is no group of people: a refusal leaves no trace."""

    title = "состояние"
    parameter_name = "state"

    options = {code: (label, Q(state=code)) for code, label in ConsentState.choices if code != ConsentState.REFUSED}


@admin.register(Consent)
class ConsentAdmin(OfficeAdmin):
    list_display = ("person", "kind", "state_words", "year", "given_on", "scan")
    list_filter = (StateFilter, "kind", "year", "way", "person__unit")
    list_select_related = ("person", "year", "text", "file")
    search_fields = ("person__search_key",)
    search_help_text = "Имя человека."
    date_hierarchy = "given_on"
    fieldsets = (
        (None, {"fields": ("person", "kind", "text", "year", "state_words")}),
        ("Когда", {"fields": ("requested_at", "due", "given_on", "revoked_on", "last_day", "settled_on")}),
        ("Как", {"fields": ("way", "scan", "recorded_by")}),
    )

    def rows(self, actor):
        return consents_for(actor).select_related("person", "text", "file", "year", "recorded_by")

    def may_delete(self, actor, obj):
        return NOT_DELETED

    def tools(self, request, obj):
        if not obj.file_id:
            return []
        return [Tool("Открыть скан", reverse("consent_file", args=[obj.pk]))]

    def view_on_site(self, obj):
        return reverse("person_detail", args=[obj.person_id])

    @admin.display(description="Состояние", ordering="state")
    def state_words(self, obj):
        return state(consent_tag(obj, "curator"))

    @admin.display(description="Скан")
    def scan(self, obj):
        return links(("Открыть скан", reverse("consent_file", args=[obj.pk]))) if obj.file_id else "–"
