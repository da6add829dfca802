"""The college's settings: one value at a time, within its bounds, told in the journal."""

from django import forms
from django.contrib import admin
from django.utils import timezone

from mentoring.actions.setting import change_setting
from mentoring.admin.kit.acting import ActingAdmin, ActingForm
from mentoring.forms.setting import SettingForm
from mentoring.kit.verdict import no
from mentoring.models import Setting
from mentoring.models.reference import setting_words

NOT_DELETED = no("Настройки не удаляют: измените значение.")
MOST_LINES, LONGEST = 30, 300
SPLIT = "|"
PARTS = {"bad_goals": ("text", "why")}  # databases keep the keys of JSON in orders of their own


class LinesField(forms.CharField):
    """A list, one line an item; an item of two parts is «что | почему»."""

    widget = forms.Textarea(attrs={"rows": 8, "cols": 100})

    def __init__(self, *args, parts=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.parts = parts

    def prepare_value(self, value):
        if not isinstance(value, list):
            return value
        return "\n".join(self._line(item) for item in value)

    def clean(self, value):
        lines = [" ".join(line.split()) for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_LINES or any(len(line) > LONGEST for line in lines):
            raise forms.ValidationError(f"Не больше {MOST_LINES} строк, в строке не больше {LONGEST} знаков.")
        return [self._item(line) for line in lines] if self.parts else lines

    def has_changed(self, initial, data):
        return self.prepare_value(initial) != data

    def _line(self, item):
        return f" {SPLIT} ".join(item[part] for part in self.parts) if self.parts else item

    def _item(self, line):
        told = [part.strip() for part in line.split(SPLIT)]
        if len(told) != len(self.parts) or not all(told):
            raise forms.ValidationError(f"В каждой строке – две части через знак «{SPLIT}»: что не так {SPLIT} почему.")
        return dict(zip(self.parts, told, strict=True))


def field_of(setting):
    """The field a value of this kind is typed in."""
    if not isinstance(setting.value, list):
        field = SettingForm(setting).fields["value"]
        field.label = "Значение"
        return field
    parts = PARTS.get(setting.code, ())
    return LinesField(label="Строки", parts=parts, help_text="Каждый пункт – с новой строки.", initial=setting.value)


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
        return f"строк: {len(obj.value)}" if isinstance(obj.value, list) else setting_words(obj, obj.value)

    @admin.display(description="Решено техникумом", boolean=True)
    def decided(self, obj):
        return not obj.mark
