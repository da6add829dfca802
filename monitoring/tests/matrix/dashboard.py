"""Мониторинг: the office, and heads within their units."""

from . import Row

READERS = "curator director supervisor"

ROWS = {
    "dashboard": Row(allowed=READERS, denied=403),
    "dashboard_rows": Row(allowed=READERS, denied=403, args=lambda world: ["involved"]),
    "dashboard_rows_xlsx": Row(allowed=READERS, denied=403, args=lambda world: ["mentors"]),
    "dashboard_report": Row(allowed=READERS, denied=403, args=lambda world: ["xlsx"]),
    "attention_list": Row(allowed=READERS, denied=403),
}
