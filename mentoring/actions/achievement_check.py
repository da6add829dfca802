"""The office looks at an achievement: confirms it, asks to mend it, takes the confirmation back (R35, R36)."""

from django.db import transaction
from django.db.models import F
from django.urls import reverse

from mentoring import notifications
from mentoring.actions import journal
from mentoring.actions.open_bank.withdrawal import withdraw_line
from mentoring.kit import dates
from mentoring.kit.text import quoted, tidy
from mentoring.kit.verdict import Refused, no
from mentoring.models import Achievement
from mentoring.workflow.achievement import ACHIEVEMENT

LONGEST = 300


@transaction.atomic
def confirm_achievement(achievement, *, by, at, seen=None):
    """The curator has seen the proof: the achievement counts. `seen` is the lock_version of the page.

    Raises Refused: not the office, one's own, decided already, mended since the page was opened.
    """
    same = Achievement.objects.filter(pk=achievement.pk, lock_version=seen)
    if seen is not None and not same.update(lock_version=F("lock_version")):
        raise Refused(no("Пока вы читали, запись исправили. Прочитайте её ещё раз."))
    day = dates.local(at).date()
    ACHIEVEMENT.claim("confirm", achievement, by=by, confirmed_on=day, confirmed_by=by.person, remark="")
    _tell("achievement_confirmed", f"Подтверждено достижение: {quoted(achievement.title)}", achievement, by=by, at=at)


@transaction.atomic
def return_achievement(achievement, *, remark, by, at):
    """Ask the person to mend the entry; it stays «со слов». Raises Refused: no remark, too long, not the office."""
    remark = tidy(remark)
    if not remark:
        raise Refused(no("Напишите, что поправить."))
    if len(remark) > LONGEST:
        raise Refused(no(f"Слишком длинно: можно {LONGEST} знаков. Сократите текст."))
    ACHIEVEMENT.claim("ask", achievement, by=by, remark=remark)
    path, inner = reverse("achievement_detail", args=[achievement.pk]), quoted(remark)[1:-1]
    notifications.write(
        "achievement_returned", to=achievement.person, at=at, path=path, title=achievement.title, remark=inner
    )
    _tell(
        "achievement_returned", f"Просят поправить: {quoted(achievement.title)}", achievement, by=by, at=at, text=remark
    )


@transaction.atomic
def unconfirm_achievement(achievement, *, by, at):
    """Confirmed by mistake: the entry is «со слов» again. Raises Refused: not the office, not confirmed."""
    ACHIEVEMENT.claim("unconfirm", achievement, by=by, confirmed_on=None, confirmed_by=None)
    withdraw_line(achievement)
    _tell("achievement_unconfirmed", f"Подтверждение снято: {quoted(achievement.title)}", achievement, by=by, at=at)


def _tell(event, heading, achievement, *, by, at, text=""):
    journal.record(event, heading, by=by, at=at, subject=achievement, person=achievement.person, text=text)
