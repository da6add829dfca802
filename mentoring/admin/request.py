"""Requests for mentoring: to be read; declined and closed by the same actions, the rest on the site."""

from django import forms
from django.contrib import admin
from django.db.models import F, Prefetch
from django.urls import reverse

from mentoring.access import requests_for
from mentoring.actions.request import close_request, decline_request
from mentoring.admin.kit.base import OfficeAdmin, ReadOnlyInline, Tool
from mentoring.admin.kit.bulk import BulkAct, Line
from mentoring.admin.kit.columns import state
from mentoring.forms.fields import LongTextField
from mentoring.kit.text import listing
from mentoring.kit.verdict import no
from mentoring.models import ListEntry, MentoringRequest, PairMember, RankedMentor, RequestOffer
from mentoring.queries.request import request_tag
from mentoring.workflow.request import REQUEST

NOT_DELETED = no("Запросы не удаляют: закройте запрос с причиной, он останется в истории.")


def with_people(requests):
    """Requests with all their words need, in four queries."""
    return requests.select_related("person__unit", "initiator", "pair", "wished_mentor__person").prefetch_related(
        "directions",
        Prefetch("offers", RequestOffer.objects.select_related("mentor__person")),
        Prefetch("ranked", RankedMentor.objects.select_related("mentor__person")),
        Prefetch("pair__members", PairMember.objects.select_related("person")),
    )


class DeclineForm(forms.Form):
    reason = LongTextField(
        label="Причина", longest=300, missing="Напишите причину: педагог её прочитает.", help_text="Прочитает педагог."
    )


class CloseForm(forms.Form):
    reason = forms.ModelChoiceField(
        label="Причина", queryset=ListEntry.objects.none(), error_messages={"required": "Выберите причину."}
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].queryset = ListEntry.objects.filter(list="close_reason", retired=False)


class DeclineSelected(BulkAct):
    name = "decline"
    label = title = "Не принять выбранные запросы"
    button = "Не принять запросы"
    lead = "Педагог получит письмо с причиной; куратор сможет открыть запрос снова."
    form = DeclineForm
    step, does = "decline", "Не принять"
    action = staticmethod(decline_request)
    prefetch = staticmethod(with_people)

    def line(self, actor, obj):
        words = (request_tag(obj, "curator").word, obj.problem[:200])
        verdict = REQUEST.verdict(self.step, actor, obj)
        links = (("Открыть", reverse("request_detail", args=[obj.pk])),)
        return Line(
            obj, str(obj), verdict, does=self.does, mark=f"{obj.state}-{obj.lock_version}", notes=words, links=links
        )

    def do(self, obj, *, by, at, **data):
        self.action(obj, by=by, at=at, **data)


class CloseSelected(DeclineSelected):
    name = "close"
    label = title = "Закрыть выбранные запросы"
    button = "Закрыть запросы"
    lead = "Наставнику, которого спросили, придёт письмо, что ответ больше не нужен."
    form = CloseForm
    step, does = "close", "Закрыть"
    action = staticmethod(close_request)


class OfferInline(ReadOnlyInline):
    model = RequestOffer
    fields = ("mentor", "points", "asked_at", "due", "answer", "answered_at", "decline_reason")
    verbose_name_plural = "Кого спрашивали"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("mentor__person", "decline_reason")


@admin.register(MentoringRequest)
class RequestAdmin(OfficeAdmin):
    bulk_acts = (DeclineSelected(), CloseSelected())
    list_display = ("number", "person", "unit", "state_words", "directions_words", "source", "due", "year")
    list_filter = ("state", "year", "source", "directions", "person__unit", "ground")
    list_select_related = ("person__unit", "year", "pair")
    search_fields = ("person__search_key", "problem")
    search_help_text = "Имя педагога или слова запроса."
    date_hierarchy = "sent_at"
    ordering = (F("due").asc(nulls_last=True), "-id")
    inlines = (OfferInline,)
    fieldsets = (
        (None, {"fields": ("person", "state_words", "year", "source", "initiator", "ground")}),
        ("О чём", {"fields": ("problem", "directions_words", "wishes")}),
        (
            "Пожелания",
            {"fields": ("wished_form", "wished_kind", "wished_mode", "wished_mentor", "wished_until")},
        ),
        ("Решение", {"fields": ("sent_at", "due", "decided_reason", "close_reason", "pair")}),
    )

    def rows(self, actor):
        return with_people(requests_for(actor))

    def may_delete(self, actor, obj):
        return NOT_DELETED

    def tools(self, request, obj):
        if not REQUEST.verdict("offer", request.actor, obj):
            return []
        return [Tool("Подобрать наставника", reverse("request_candidates", args=[obj.pk]))]

    def view_on_site(self, obj):
        return reverse("request_detail", args=[obj.pk])

    @admin.display(description="Запрос", ordering="id")
    def number(self, obj):
        return f"№ {obj.pk}"

    @admin.display(description="Подразделение", ordering="person__unit")
    def unit(self, obj):
        return obj.person.unit

    @admin.display(description="Состояние", ordering="state")
    def state_words(self, obj):
        return state(request_tag(obj, "curator"))

    @admin.display(description="Направления")
    def directions_words(self, obj):
        return listing([direction.short for direction in obj.directions.all()], ", ")
