"""The page «Доступность»: which rules we keep to, when they were checked, whom to write to."""

from dataclasses import dataclass
from datetime import date

from mentoring.office import office

CHECKED = date(2026, 12, 1)  # docs/accessibility.md holds the table of that day


@dataclass(frozen=True)
class AccessibilityPage:
    college: str
    rules: tuple[str, ...]
    checked: date
    email: str
    phone: str
    address: str


def accessibility_page():
    """From the settings and the requisites of the college; for everybody, so nobody's name is here."""
    college = office().organization
    return AccessibilityPage(
        college=college.full_name or college.short_name,
        rules=tuple(office().setting("accessibility_rules")),
        checked=CHECKED,
        **{name: getattr(college, name, "") for name in ("email", "phone", "address")},
    )
