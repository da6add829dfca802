"""Settings by group, with values in words."""

from dataclasses import dataclass
from itertools import groupby

from mentoring.models import Setting
from mentoring.models.reference import setting_words as shown


@dataclass(frozen=True)
class SettingRow:
    code: str
    name: str
    value: str
    note: str
    proposed: bool
    editable: bool


def setting_groups():
    """[(group, [SettingRow])] in the order of the starter file."""
    rows = Setting.objects.order_by("position")
    return [(group, [_row(setting) for setting in settings]) for group, settings in groupby(rows, lambda s: s.group)]


def _row(setting):
    simple = not isinstance(setting.value, list | dict)
    note = " ".join(
        part for part in (setting.note, f"П. {setting.clause} положения." if setting.clause else "") if part
    )
    value = shown(setting, setting.value) if simple else f"строк: {len(setting.value)}"
    return SettingRow(setting.code, setting.name, value, note, bool(setting.mark), simple)


def editable_settings():
    """Settings with a plain value; lists are edited in the administration."""
    return Setting.objects.exclude(code__in=["goal_check", "bad_goals"])
