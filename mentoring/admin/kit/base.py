"""The ground of every page: who sees what by our roles, rows through access, no deleting, history from the journal."""

from typing import NamedTuple

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IS_POPUP_VAR, IncorrectLookupParameters
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db import models
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst

from mentoring.forms.fields import DateField
from mentoring.kit.text import whole
from mentoring.kit.verdict import YES, no

from .fields import Autocomplete, KeysField
from .history import history_page, story_of, told_to
from .search import found_in

NOT_DELETED = no("Записи не удаляют: на них держится история. Измените запись или обратитесь к её странице на сайте.")
TYPED_DATES = {models.DateField: {"form_class": DateField, "widget": admin.widgets.AdminDateWidget}}


class Tool(NamedTuple):
    """A button above a card: a page of the site or a paper; `acts` says that pressing it does something at once."""

    label: str
    url: str
    acts: bool = False


class OfficeList(ChangeList):
    """A list whose page is filled once with what its columns need."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        self.model_admin.fill(self.result_list)


class OfficeAdmin(admin.ModelAdmin):
    """`readers` are roles that open the list and the cards, `keepers` those that add and change through the form.

    Django's own permissions and the superuser's mark decide nothing here: rows come from `rows(actor)`.
    """

    readers = ("curator",)
    keepers = ()
    bulk_acts = ()
    asked_by_links = ()  # columns that links of ours filter by, beside list_filter
    list_per_page = 50
    list_max_show_all = 200
    empty_value_display = "–"
    view_on_site = False
    formfield_overrides = TYPED_DATES

    # Who and what

    def rows(self, actor):
        """The rows this reader may see."""
        return self.model._default_manager.all()

    def get_queryset(self, request):
        rows = self.rows(request.actor).order_by(*self.get_ordering(request) or self.opts.ordering or ["pk"])
        return rows.select_related(*self.list_select_related) if self.list_select_related else rows

    def has_module_permission(self, request):
        return request.actor.has(*self.readers)

    def has_view_permission(self, request, obj=None):
        return request.actor.has(*self.readers)

    def has_add_permission(self, request):
        return request.actor.has(*self.keepers)

    def has_change_permission(self, request, obj=None):
        return request.actor.has(*self.keepers) and (obj is None or bool(self.may_change(request.actor, obj)))

    def has_delete_permission(self, request, obj=None):
        return obj is not None and self.has_view_permission(request, obj) and bool(self.may_delete(request.actor, obj))

    def may_change(self, actor, obj):
        """Whether the card may be changed now; a refusal is shown above it."""
        return YES

    def may_delete(self, actor, obj):
        """Whether the row may be deleted; a refusal is shown in answer."""
        return NOT_DELETED

    def lookup_allowed(self, lookup, value, request=None):
        """Only what the page offers: an address must not ask about fields the page does not show."""
        offered = [_name_of(item) for item in self.list_filter]
        names = [name for name in (*offered, *self.asked_by_links, self.date_hierarchy) if name]
        shown = any(lookup == name or lookup.startswith(f"{name}__") for name in names)
        return shown and super().lookup_allowed(lookup, value, request)

    # Lists

    def get_changelist(self, request, **kwargs):
        return OfficeList

    def get_changelist_instance(self, request):
        """A key in the address longer than any database number is as wrong as a word."""
        try:
            return super().get_changelist_instance(request)
        except OverflowError as error:
            raise IncorrectLookupParameters from error

    def get_object(self, request, object_id, from_field=None):
        try:
            return super().get_object(request, object_id, from_field)
        except OverflowError:
            return None

    def fill(self, rows):
        """Put on the rows of one page what columns need, in a constant number of queries."""

    def get_search_results(self, request, queryset, search_term):
        found = found_in(self.model, self.get_search_fields(request), search_term)
        return (queryset if found is None else queryset.filter(pk__in=found)), False

    def get_actions(self, request):
        """Our bulk acts alone: nothing is deleted by the dozen."""
        if IS_POPUP_VAR in request.GET:
            return {}
        return {act.name: (act, act.name, act.label) for act in self.bulk_acts if act.is_open(request.actor)}

    def response_action(self, request, queryset):
        """Ticks that are no keys are passed over."""
        request.POST = request.POST.copy()
        ticked = [key for key in request.POST.getlist(ACTION_CHECKBOX_NAME) if whole(key)]
        request.POST.setlist(ACTION_CHECKBOX_NAME, ticked)
        return super().response_action(request, queryset)

    # Cards

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", Autocomplete(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        return super().formfield_for_manytomany(db_field, request, **{"form_class": KeysField, **kwargs})

    def tools(self, request, obj):
        """Buttons above the card."""
        return []

    def note(self, request, obj):
        """Why the card cannot be changed, or what to know about it; shown above the fields."""
        if obj is None or not request.actor.has(*self.keepers):
            return ""
        return self.may_change(request.actor, obj).reason

    def get_inlines(self, request, obj):
        return self.inlines if obj else ()

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):  # noqa: PLR0917
        context["tools"] = self.tools(request, obj) if obj else []
        context["note"] = self.note(request, obj)
        context["title"] = str(obj) if obj else f"Добавить: {self.opts.verbose_name}"
        context["subtitle"] = None
        return super().render_change_form(request, context, add=add, change=change, form_url=form_url, obj=obj)

    # Words: Django's own sentences know neither gender nor case

    def changelist_view(self, request, extra_context=None):
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def response_add(self, request, obj, post_url_continue=None):
        return super().response_add(self._told(request, "Готово. Добавлено", obj), obj, post_url_continue)

    def response_change(self, request, obj):
        return super().response_change(self._told(request, "Готово. Сохранено", obj), obj)

    def response_delete(self, request, obj_display, obj_id):
        return super().response_delete(self._told(request, "Готово. Удалено", obj_display), obj_display, obj_id)

    def _told(self, request, words, obj):
        request.done_words = f"{words}: {obj}"
        return request

    def message_user(self, request, message, level=messages.INFO, extra_tags="", fail_silently=False):  # noqa: FBT002, PLR0917
        done = getattr(request, "done_words", "")
        words = done if done and level == messages.SUCCESS else message
        super().message_user(request, words, level, extra_tags, fail_silently)

    def delete_view(self, request, object_id, extra_context=None):
        """A refusal is told in words on the card, instead of a bare 403."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        obj = self.get_object(request, unquote(object_id))
        verdict = self.may_delete(request.actor, obj) if obj else None
        if obj and not verdict:
            messages.error(request, verdict.reason)
            return redirect(self.card_url(obj))
        return super().delete_view(request, object_id, extra_context)

    def history_view(self, request, object_id, extra_context=None):
        """«История» reads our journal."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return history_page(self, request, obj, self.story(request.actor, obj) & told_to(request.actor))

    def story(self, actor, obj):
        """Entries of the journal about this row, newest first."""
        return story_of(obj)

    def card_url(self, obj):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[obj.pk])


def _name_of(offered):
    """The column or parameter of an item of list_filter: «year», («type», filter class) or a filter class."""
    if isinstance(offered, str):
        return offered
    return offered[0] if isinstance(offered, tuple) else offered.parameter_name


class ReadOnlyInline(admin.TabularInline):
    """Rows behind a card, to be read: they change with their own acts."""

    extra = 0
    max_num = 0
    can_delete = False
    empty_value_display = "–"

    def has_view_permission(self, request, obj=None):
        return True

    def has_add_permission(self, request, obj):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
