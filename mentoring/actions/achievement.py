"""Achievements (R35, R36; clauses 2, 4.2): entered, mended, taken away and brought back, with files."""

from django.db import transaction
from django.db.models import F
from django.urls import reverse

from mentoring import notifications
from mentoring.access import may_change_achievement, may_confirm_achievement, may_write_achievement
from mentoring.actions import journal
from mentoring.actions.achievement_fit import require_fits
from mentoring.actions.change_words import change_words
from mentoring.actions.file import store_upload
from mentoring.actions.open_bank.withdrawal import withdraw_line
from mentoring.choices import AchievementState
from mentoring.kit import dates
from mentoring.kit.stale import claim_version
from mentoring.kit.text import quoted, tidy
from mentoring.kit.verdict import Refused, no, require
from mentoring.models import Achievement, AchievementFile
from mentoring.workflow.achievement import ACHIEVEMENT

S = AchievementState
FIELDS = (
    "kind", "title", "since", "day", "level", "result", "result_text", "organizer", "link", "pair", "mentor_part",
    "in_commission",
)  # fmt: skip
MOST_FILES = 10
UNCONFIRMED = {"confirmed_on": None, "confirmed_by": None}


@transaction.atomic
def write_achievement(*, person, by, at, files=(), **values):
    """Enter what a person did or prepares for (FIELDS; `result` is None while it is ahead). Returns the Achievement.

    The curator's entry about another is confirmed at once, others wait for the office. Raises Refused: a stranger, an
    untold title, dates and result that do not fit, a pair that is not the person's, the same entry again, a bad file.
    """
    require(may_write_achievement(by, person))
    row = Achievement(person=person, added_by=by.person, created_at=at, **_tidied(values))
    require_fits(row, by, at)
    row.state = S.TOLD if row.result else S.PLANNED
    row.save()
    _attach(row, files, by, at)
    _tell("achievement_added", "Внесено достижение", row, by=by, at=at)
    if row.state == S.TOLD and may_confirm_achievement(by, row):
        confirmed = {"confirmed_on": _day(at), "confirmed_by": by.person}
        ACHIEVEMENT.claim("confirm", row, by=by, **confirmed)
    if not by.is_person(person):
        path = reverse("achievement_detail", args=[row.pk])
        notifications.write("achievement_added", to=person, at=at, path=path, author=_who(by), title=row.title)
    return row


@transaction.atomic
def edit_achievement(achievement, *, seen, by, at, files=(), **values):
    """Mend an entry (FIELDS); `seen` is the lock_version of the page. A confirmed one is confirmed anew by the office,
    unless the office itself mended it; its line leaves the open bank at once.

    Raises Refused as write_achievement does, or taken away; Stale when somebody saved first.
    """
    require(may_change_achievement(by, achievement))
    claim_version(achievement, seen)
    values = _tidied(values)
    changes = change_words(achievement, values)
    for name, value in values.items():
        setattr(achievement, name, value)
    require_fits(achievement, by, at)
    _attach(achievement, files, by, at)
    if not changes and not files:
        return
    wanted, fields = "tell" if achievement.result else "plan", {name: values[name] for name in values}
    ACHIEVEMENT.claim(wanted, achievement, by=by, remark="", **UNCONFIRMED, **fields)
    _tell("achievement_edited", "Исправлено достижение", achievement, by=by, at=at, changes=changes)
    withdraw_line(achievement)
    if achievement.result and may_confirm_achievement(by, achievement):
        ACHIEVEMENT.claim("confirm", achievement, by=by, confirmed_on=_day(at), confirmed_by=by.person)


@transaction.atomic
def remove_achievement(achievement, *, by, at):
    """Take an entry away: it is shown and counted nowhere and can be brought back. Raises Refused: a stranger's."""
    ACHIEVEMENT.claim("remove", achievement, by=by, **UNCONFIRMED)
    _next_version(achievement)
    withdraw_line(achievement)
    _tell("achievement_removed", "Убрано достижение", achievement, by=by, at=at)


@transaction.atomic
def restore_achievement(achievement, *, by, at):
    """Bring back what was taken away; it is confirmed anew. Raises Refused: a stranger's, not taken away."""
    ACHIEVEMENT.claim("restore" if achievement.result_id else "restore_plan", achievement, by=by, remark="")
    _next_version(achievement)
    _tell("achievement_restored", "Возвращено достижение", achievement, by=by, at=at)


@transaction.atomic
def remove_file(kept, *, by, at):
    """Take a file off an entry, which the office then confirms anew; the stored file stays for the story.

    Raises Refused to those who may not change the entry.
    """
    achievement = kept.achievement
    require(may_change_achievement(by, achievement))
    _tell("achievement_file_removed", f"Убран файл «{kept.file.name}»", achievement, by=by, at=at)
    if achievement.state == S.CONFIRMED and not may_confirm_achievement(by, achievement):
        ACHIEVEMENT.claim("tell", achievement, by=by, **UNCONFIRMED)
        withdraw_line(achievement)
    kept.delete()


def _attach(row, files, by, at):
    if files and row.files.count() + len(files) > MOST_FILES:
        raise Refused(no(f"У записи не больше {MOST_FILES} файлов. Уберите лишние."))
    for file in files:
        kept = store_upload(file, purpose="achievement", by=by, at=at)
        AchievementFile.objects.create(achievement=row, file=kept, added_by=by.person, added_at=at)


def _next_version(row):
    Achievement.objects.filter(pk=row.pk).update(lock_version=F("lock_version") + 1)


def _tidied(values):
    return {name: tidy(value) if isinstance(value, str) else value for name, value in values.items()}


def _tell(event, words, row, *, by, at, changes=()):
    heading = f"{words}: {quoted(row.title)}"
    journal.record(event, heading, by=by, at=at, subject=row, person=row.person, changes=changes)


def _who(by):
    return by.person.short_name if by.person else "Куратор"


def _day(at):
    return dates.local(at).date()
