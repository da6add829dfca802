"""What must hold of an achievement before it is kept, each with its reason and the way out (R35)."""

import re
from urllib.parse import urlsplit

from mentoring.access import pairs_to_name
from mentoring.choices import AchievementState, Role
from mentoring.kit import dates
from mentoring.kit.text import fold
from mentoring.kit.verdict import YES, first_no, no, require
from mentoring.models import Achievement

LIMITS = {"title": 300, "result_text": 300, "organizer": 200, "link": 500, "mentor_part": 1000}
SPACE = re.compile(r"\s")


def require_fits(row, by, at):
    """Raises Refused with the first thing that does not hold."""
    require(first_no(_words(row), _dates(row, dates.local(at).date()), _kind(row), _pair(row, by), _single(row)))


def _words(row):
    if not row.title:
        return no("Напишите, что это: название конкурса, статьи, занятия.")
    for name, longest in LIMITS.items():
        if len(getattr(row, name)) > longest:
            return no(f"Слишком длинно: можно {longest} знаков. Сократите текст.")
    return YES if not row.link or _is_link(row.link) else no("Ссылку пишут так: https://journal.example/2026/3.")


def _is_link(link):
    try:
        parts = urlsplit(link)
        plain = "@" not in parts.netloc and not SPACE.search(link)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and plain
    except ValueError:  # a bracket of an address left open
        return False


def _dates(row, today):
    if row.since and row.since > row.day:
        return no("Начало позже окончания. Проверьте даты.")
    if row.result and row.day > today:
        return no("Эта дата ещё впереди: оставьте результат пустым и впишите его потом.")
    if not row.result and row.day < today:
        return no("Дата уже прошла. Выберите результат.")
    return YES


def _kind(row):
    """A result says in its row which kinds it fits; one that says nothing fits any."""
    fits = row.result.extra.get("kinds") if row.result else None
    if fits and row.kind.code not in fits:
        return no(f"Результат «{row.result.name}» не подходит к виду «{row.kind.name}». Выберите другой.")
    return YES


def _pair(row, by):
    if row.pair and not pairs_to_name(by, row.person).filter(pk=row.pair.pk).exists():
        return no("Этой пары у человека нет. Выберите пару из списка.")
    if not row.pair and not (by.has(Role.CURATOR) or by.is_person(row.person)):
        return no("Выберите пару, в которой вы наставник.")
    return YES


def _single(row):
    same = Achievement.objects.filter(person=row.person, kind=row.kind, day=row.day).exclude(pk=row.pk)
    titles = same.exclude(state=AchievementState.REMOVED).values_list("title", flat=True)
    if any(fold(title) == fold(row.title) for title in titles):
        return no("Такое достижение уже внесено. Откройте его и дополните.")
    return YES
