"""The college's settings, one row at a time."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from mentoring.access import may_change_settings
from mentoring.actions.setting import change_setting
from mentoring.forms.setting import SettingForm
from mentoring.kit.stale import mark_of
from mentoring.models import Setting
from mentoring.queries.backup import last_backup
from mentoring.queries.seal import seals
from mentoring.queries.setting import setting_groups
from mentoring.queries.storage import storage
from mentoring.views.shortcuts import done_and_go, save_seen


def settings(request):
    _closed_to_others(request.actor)
    page = {"groups": setting_groups(), "backup": last_backup(timezone.now()), "storage": storage(), "seals": seals()}
    return render(request, "mentoring/settings.html", page)


def setting_edit(request, code):
    _closed_to_others(request.actor)
    setting = get_object_or_404(Setting, code=code)
    form = SettingForm(setting, request.POST or None, initial={"seen": mark_of(_told(setting))})
    if save_seen(form, lambda **who: change_setting(setting, **form.cleaned_data, **who), request, setting, _told):
        return done_and_go(request, f"Готово. «{setting.name}» изменено.", "settings")
    return render(request, "mentoring/setting_edit.html", {"setting": setting, "form": form})


def _told(setting):
    return {"value": setting.value}


def _closed_to_others(actor):
    verdict = may_change_settings(actor)
    if not verdict:
        raise PermissionDenied(verdict.reason)
