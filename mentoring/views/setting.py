"""The college's settings, one row at a time."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from mentoring.actions.setting import change_setting
from mentoring.forms.setting import SettingForm
from mentoring.kit.verdict import Refused
from mentoring.queries.setting import editable_settings, setting_groups


def may_change_settings(actor):
    return actor.has("curator", "admin")


def settings(request):
    if not may_change_settings(request.actor):
        raise PermissionDenied("Настройки меняют куратор и администратор.")
    return render(request, "mentoring/settings.html", {"groups": setting_groups()})


def setting_edit(request, code):
    if not may_change_settings(request.actor):
        raise PermissionDenied("Настройки меняют куратор и администратор.")
    setting = get_object_or_404(editable_settings(), code=code)
    form = SettingForm(setting, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change_setting(setting, form.cleaned_data["value"], by=request.actor, at=timezone.now())
        except Refused as refusal:
            form.add_error("value", str(refusal))
        else:
            messages.success(request, f"Готово. «{setting.name}» изменено.")
            return redirect("settings")
    return render(request, "mentoring/setting_edit.html", {"setting": setting, "form": form})
