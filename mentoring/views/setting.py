"""The college's settings, one row at a time."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from mentoring.access import may_change_settings
from mentoring.actions.setting import change_setting
from mentoring.forms.setting import SettingForm
from mentoring.kit.verdict import Refused
from mentoring.models import Setting
from mentoring.queries.backup import last_backup
from mentoring.queries.seal import seals
from mentoring.queries.setting import setting_groups
from mentoring.queries.storage import storage


def settings(request):
    _closed_to_others(request.actor)
    page = {"groups": setting_groups(), "backup": last_backup(timezone.now()), "storage": storage(), "seals": seals()}
    return render(request, "mentoring/settings.html", page)


def setting_edit(request, code):
    _closed_to_others(request.actor)
    setting = get_object_or_404(Setting, code=code)
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


def _closed_to_others(actor):
    verdict = may_change_settings(actor)
    if not verdict:
        raise PermissionDenied(verdict.reason)
