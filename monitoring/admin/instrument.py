"""Instruments: to be read; they are edited on the site, and only until published or answered."""

from django.contrib import admin
from django.db.models import Count
from django.urls import reverse

from mentoring.admin.kit.base import OfficeAdmin, ReadOnlyInline, Tool
from mentoring.admin.kit.history import story_of
from mentoring.kit.verdict import no
from monitoring.access.survey import may_edit_version
from monitoring.choices import InstrumentKind
from monitoring.models import EqualItems, Instrument, InstrumentVersion, Question

NOT_DELETED = no("Бланки не удаляют: по ним отвечали. Черновик новой версии убирают на его странице.")
SAME_KEPT = no("Равенство вопросов снимают на сайте, в сравнении версий: так остаётся запись, кто это решил.")


class QuestionInline(ReadOnlyInline):
    model = Question
    fields = ("position", "kind", "section", "subscale", "text", "in_index")
    verbose_name_plural = "Вопросы"


@admin.register(Instrument)
class InstrumentAdmin(OfficeAdmin):
    list_display = ("title", "kind", "level", "audience", "version_count")
    list_filter = ("kind", "level", "audience")
    search_fields = ("title",)
    fields = ("title", "kind", "level", "audience")

    def rows(self, actor):
        return Instrument.objects.annotate(n_versions=Count("versions"))

    def may_delete(self, actor, obj):
        return NOT_DELETED

    @admin.display(description="Версий", ordering="n_versions")
    def version_count(self, obj):
        return obj.n_versions


@admin.register(InstrumentVersion)
class InstrumentVersionAdmin(OfficeAdmin):
    list_display = ("__str__", "instrument", "state", "published_at", "used")
    list_filter = ("state", "instrument")
    list_select_related = ("instrument",)
    search_fields = ("title", "lead")
    ordering = ("instrument", "-number")
    fields = ("instrument", "number", "state", "title", "lead", "published_at", "used")
    inlines = (QuestionInline,)

    def rows(self, actor):
        return InstrumentVersion.objects.annotate(n_surveys=Count("surveys"))

    def may_delete(self, actor, obj):
        return NOT_DELETED

    def note(self, request, obj):
        return may_edit_version(request.actor, obj).reason if obj else ""

    def tools(self, request, obj):
        if obj.instrument.kind == InstrumentKind.OBSERVATION:
            return [Tool("Посмотреть критерии", reverse("observation_criteria", args=[obj.pk]))]
        label = "Изменить на сайте" if may_edit_version(request.actor, obj) else "Создать новую версию на сайте"
        edit = Tool(label, reverse("instrument_edit", args=[obj.pk]))
        return [edit, Tool("Посмотреть глазами отвечающего", reverse("instrument_preview", args=[obj.pk]))]

    @admin.display(description="Анкет по версии", ordering="n_surveys")
    def used(self, obj):
        return obj.n_surveys


@admin.register(EqualItems)
class EqualItemsAdmin(OfficeAdmin):
    list_display = ("first", "first_version", "second", "second_version", "author", "at")
    list_filter = ("first__version__instrument",)
    list_select_related = ("first__version__instrument", "second__version__instrument", "author")
    search_fields = ("first__text", "second__text")
    search_help_text = "Слова вопроса."
    date_hierarchy = "at"
    ordering = ("-at", "-id")
    fields = ("first", "first_version", "second", "second_version", "author", "at")

    def may_delete(self, actor, obj):
        return SAME_KEPT

    def story(self, actor, obj):
        return story_of(obj.second.version)

    def tools(self, request, obj):
        return [Tool("Сравнить версии на сайте", self.view_on_site(obj))]

    def view_on_site(self, obj):
        first, second = obj.first.version, obj.second.version
        return f"{reverse('instrument_versions', args=[second.pk])}?a={first.number}&b={second.number}"

    @admin.display(description="версия прежнего")
    def first_version(self, obj):
        return str(obj.first.version)

    @admin.display(description="версия нового")
    def second_version(self, obj):
        return str(obj.second.version)
