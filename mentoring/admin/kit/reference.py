"""Reference data: edited freely with admin's own log; the code is given once; a used row is retired, never deleted."""

from django.contrib import admin
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from mentoring import office
from mentoring.kit.verdict import YES, no

from .base import OfficeAdmin

KEEPERS = ("curator", "admin")


class ReferenceAdmin(OfficeAdmin):
    """Rows with `code`, `name`, `position`, `retired`. `fixed` are columns that stay as they were first written."""

    readers = keepers = KEEPERS
    fixed = ("code",)
    list_display = ("name", "position", "retired")
    list_filter = ("retired",)
    search_fields = ("name", "code")
    ordering = ("position", "name")

    def get_readonly_fields(self, request, obj=None):
        return (*self.readonly_fields, *(self.fixed if obj else ()))

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        transaction.on_commit(office.forget)

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        transaction.on_commit(office.forget)

    def may_delete(self, actor, obj):
        """Only a row added here by hand and used nowhere."""
        if not actor.has(*self.keepers):
            return no("Справочники ведут куратор и администратор.")
        if is_used(obj):
            return no(f"«{obj}» уже используется. Удалить нельзя{self._instead()}")
        if not added_here(obj):
            return no(f"«{obj}» входит в справочник положения. Удалить нельзя{self._instead()}")
        return YES

    def _instead(self):
        if any(field.name == "retired" for field in self.opts.fields):
            return ": отметьте «снято с употребления»."
        return "."

    def history_view(self, request, object_id, extra_context=None):
        """Admin's own log."""
        return admin.ModelAdmin.history_view(self, request, object_id, extra_context)


def is_used(obj):
    """Whether any row of the house points at this one, through a key or a list."""
    for relation in obj._meta.related_objects:
        if relation.related_model._base_manager.filter(**{relation.field.name: obj.pk}).exists():
            return True
    return False


def added_here(obj):
    """Whether the row was added in the administration: shipped rows are known to the code by their codes."""
    kind = ContentType.objects.get_for_model(obj)
    return LogEntry.objects.filter(content_type=kind, object_id=str(obj.pk), action_flag=ADDITION).exists()
