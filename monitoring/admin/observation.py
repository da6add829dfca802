"""Observed lessons: to be read without what the cards say; which card a post is observed by is edited here."""

from django.contrib import admin
from django.db.models import Count
from django.urls import reverse

from mentoring.admin.kit.base import OfficeAdmin, ReadOnlyInline, Tool
from mentoring.admin.kit.history import story_of
from mentoring.admin.kit.reference import ReferenceAdmin
from mentoring.kit.verdict import no
from monitoring.access.observation import listed_cards, observations_for
from monitoring.models import CardByPost, Observation, ObservationCard

KEPT = no("Наблюдения не удаляют: на них держатся итоги. Не состоялось – отметьте это на его странице.")


@admin.register(CardByPost)
class CardByPostAdmin(ReferenceAdmin):
    fixed = ()
    list_display = ("words_shown", "instrument", "position")
    list_filter = ("instrument",)
    list_select_related = ("instrument",)
    search_fields = ("words",)
    ordering = ("position", "id")

    @admin.display(description="Должности", ordering="words")
    def words_shown(self, obj):
        return obj.words or "все остальные"


class CardInline(ReadOnlyInline):
    model = ObservationCard
    fields = ("observer", "role", "state", "due", "signed_at", "locked_at")
    verbose_name_plural = "Карты"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("observer")


@admin.register(Observation)
class ObservationAdmin(OfficeAdmin):
    list_display = ("person", "day", "stage", "topic", "n_cards_words", "author")
    list_filter = ("stage", "program__year")
    list_select_related = ("person", "author", "version")
    search_fields = ("person__search_key", "topic", "subject")
    search_help_text = "Чьё занятие, тема, дисциплина."
    date_hierarchy = "day"
    ordering = ("-day", "-id")
    fields = ("person", "version", "stage", "day", "starts", "place", "group", "subject", "topic", "lesson_type", "focus",
              "planned", "author", "created_at")  # fmt: skip
    inlines = (CardInline,)

    def rows(self, actor):
        return observations_for(actor).annotate(n_cards=Count("cards", distinct=True))

    def may_delete(self, actor, obj):
        return KEPT

    def story(self, actor, obj):
        return story_of(obj)

    def view_on_site(self, obj):
        return reverse("observation_detail", args=[obj.pk])

    @admin.display(description="Карт", ordering="n_cards")
    def n_cards_words(self, obj):
        return obj.n_cards


@admin.register(ObservationCard)
class ObservationCardAdmin(OfficeAdmin):
    list_display = ("observer", "whose", "role", "state_words", "due", "document")
    list_filter = ("state", "role", "observation__stage", "observation__program__year")
    list_select_related = ("observer", "observation__person", "document__type")
    search_fields = ("observer__search_key", "observation__person__search_key")
    search_help_text = "Имя наблюдателя или того, чьё занятие."
    date_hierarchy = "signed_at"
    ordering = ("-observation__day", "-id")
    fields = ("observation", "observer", "role", "state_words", "due", "signed_at", "locked_at", "document")

    def rows(self, actor):
        return listed_cards(actor)

    def may_delete(self, actor, obj):
        return KEPT

    def tools(self, request, obj):
        return [Tool("Открыть наблюдение", reverse("observation_detail", args=[obj.observation_id]))]

    @admin.display(description="Чьё занятие", ordering="observation__person__sort_key")
    def whose(self, obj):
        return obj.observation.person.short_name

    @admin.display(description="Состояние", ordering="state")
    def state_words(self, obj):
        return obj.get_state_display()
