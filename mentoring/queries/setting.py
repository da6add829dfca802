"""Settings by group, with values in words."""

from dataclasses import dataclass
from itertools import groupby

from mentoring.kit.text import ended
from mentoring.models import Setting
from mentoring.models.reference import setting_words as shown


@dataclass(frozen=True)
class SettingRow:
    code: str
    name: str
    value: str
    note: str
    proposed: bool


def setting_groups():
    """[(group, [SettingRow])] in the order of the starter file."""
    rows = Setting.objects.order_by("position")
    return [(group, [_row(setting) for setting in settings]) for group, settings in groupby(rows, lambda s: s.group)]


def _row(setting):
    note = " ".join(
        ended(part) for part in (setting.note, f"П. {setting.clause} положения" if setting.clause else "") if part
    )
    return SettingRow(setting.code, setting.name, shown(setting, setting.value), note, bool(setting.mark))
