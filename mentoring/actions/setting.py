"""The college's settings are changed one at a time, within their bounds, and the change is told in the journal."""

from django.db import transaction
from django.utils import timezone

from mentoring import office
from mentoring.access import holders
from mentoring.actions import journal
from mentoring.choices import Role
from mentoring.kit.verdict import Refused, no
from mentoring.models import Setting
from mentoring.models.reference import setting_words as shown
from mentoring.rules import out_of_order

ADMINISTRATORS = ("factor_roles",)
APPROVERS = {Role.DIRECTOR: "директора", Role.COUNCIL: "члена совета наставников"}


@transaction.atomic
def change_setting(setting, value, *, by, at):
    """Set a value; raises Refused when it is out of bounds. A changed value counts as approved by the college."""
    if setting.code in ADMINISTRATORS and not by.has(Role.ADMIN):
        raise Refused(no("Эту настройку меняет администратор."))
    problem = problem_with(setting, value, timezone.localtime(at).date())
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


def problem_with(setting, value, on):
    """Why a value cannot be set, in words; empty when it can."""
    if setting.code == "program_approver":
        return _nobody_to_approve(value, on)
    if isinstance(setting.value, bool) or not isinstance(setting.value, int):
        return ""
    least, most = setting.least, setting.most
    if (least is not None and value < least) or (most is not None and value > most):
        return f"«{setting.name}» должно быть между {least} и {most}."
    return _contradiction(setting, value)


def _contradiction(setting, value):
    """«Должно быть не больше 100: столько стоит в настройке «Программа не длиннее». Сначала измените её.»"""
    values = dict(Setting.objects.values_list("code", "value"))
    found = out_of_order(setting.code, value, values)
    if not found:
        return ""
    code, limit = found
    other = Setting.objects.get(code=code)
    return f"Должно быть {limit}: так стоит в настройке «{other.name}». Сначала измените её или выберите другое число."


def _nobody_to_approve(role, on):
    """Programs are not sent to an office that nobody holds."""
    if role == Role.CURATOR or holders(role, on).exists():
        return ""
    return f"Сначала назначьте {APPROVERS[role]}: сейчас этой роли ни у кого нет. Роль дают в карточке человека."
