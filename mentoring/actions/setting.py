"""The college's settings are changed one at a time, within their bounds, and the change is told in the journal."""

from django.db import transaction

from mentoring import office
from mentoring.actions import journal
from mentoring.kit.verdict import Refused, no
from mentoring.models import Setting
from mentoring.models.reference import setting_words as shown


@transaction.atomic
def change_setting(setting, value, *, by, at):
    """Set a value; raises Refused when it is out of bounds. A changed value counts as approved by the college."""
    problem = problem_with(setting, value)
    if problem:
        raise Refused(no(problem))
    was = setting.value
    if was == value:
        return setting
    setting.value = value
    setting.mark = ""
    Setting.objects.filter(pk=setting.pk).update(value=value, mark="")
    journal.record(
        "setting_changed",
        f"Изменена настройка «{setting.name}»",
        by=by,
        at=at,
        subject=setting,
        changes=[{"part": setting.name, "was": shown(setting, was), "became": shown(setting, value)}],
    )
    transaction.on_commit(office.forget)
    return setting


def problem_with(setting, value):
    """Why a value cannot be set, in words; empty when it can."""
    if isinstance(setting.value, bool) or setting.options or not isinstance(setting.value, int):
        return ""
    least, most = setting.least, setting.most
    if (least is not None and value < least) or (most is not None and value > most):
        return f"«{setting.name}» должно быть между {least} и {most}."
    return ""
