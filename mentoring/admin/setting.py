"""The college's settings: one value at a time, within its bounds, told in the journal."""

from django import forms
from django.contrib import admin
from django.utils import timezone
from django.utils.html import escape

from mentoring.actions.setting import change_setting
from mentoring.admin.kit.acting import ActingAdmin, ActingForm
from mentoring.forms.setting import value_field
from mentoring.kit.verdict import no
from mentoring.models import Setting
from mentoring.models.reference import setting_words

NOT_DELETED = no("Настройки не удаляют: измените значение.")


def field_of(setting):
    """The field a value of this kind is typed in, under the page's own heading."""
    field = value_field(setting)
    field.label = "Строки" if isinstance(setting.value, list) and not setting.options else "Значение"
    field.help_text = escape(field.help_text)  # the administration prints hints as markup
    return field


class SettingAdminForm(ActingForm):
    value = forms.CharField(label="Значение")

    class Meta:
        model = Setting
        fields = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["value"] = field_of(self.instance)
        self.initial["value"] = self.fields["value"].initial


@admin.register(Setting)
class SettingAdmin(ActingAdmin):
    reference = True
    readers = keepers = ("curator", "admin")
    form = SettingAdminForm
    list_display = ("name", "value_words", "group", "decided", "clause")
    list_filter = ("group", "mark")
    search_fields = ("name", "note", "group")
    ordering = ("position",)
    fieldsets = ((None, {"fields": ("name", "group", "value", "note", "clause", "decided", "code")}),)
    readonly_fields = ("name", "group", "note", "clause", "decided", "code")

    def has_add_permission(self, request):
        """Settings are read by the code: their set is fixed."""
        return False

    def may_delete(self, actor, obj):
        return NOT_DELETED

    def mark_of(self, obj):
        return ""

    def act(self, request, form, obj, *, change):
        kept = Setting.objects.get(pk=obj.pk)
        return change_setting(kept, form.cleaned_data["value"], by=request.actor, at=timezone.now())

    @admin.display(description="Значение")
    def value_words(self, obj):
        return setting_words(obj, obj.value)

    @admin.display(description="Решено техникумом", boolean=True)
    def decided(self, obj):
        return not obj.mark
