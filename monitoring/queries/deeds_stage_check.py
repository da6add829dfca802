"""The repeated measure among one's deeds: five minutes about oneself."""

from django.urls import reverse

from mentoring.choices import Side
from mentoring.kit.dates import by, near, words
from mentoring.kit.deeds import DeedSource
from mentoring.kit.ui import Deed
from monitoring.choices.stage_check import CheckStage, CheckState
from monitoring.models import StageCheck

QUEUE = "Анкеты"


def check_sources(actor, on):
    """One source a side, so that a mentor is told as a mentor."""
    waiting = StageCheck.objects.filter(person=actor.person, state=CheckState.ASKED, due__gte=on)
    return [
        DeedSource(f"stage_check_{side}", waiting.filter(side=side), lambda row: _answer(row, on), QUEUE, side,
                   fields=("due", "stage"))
        for side in (Side.MENTEE, Side.MENTOR)
    ]  # fmt: skip


def _answer(check, on):
    url = reverse("stage_check_detail", args=[check.pk])
    return Deed(
        when=words(check.due),
        when_note=near(check.due, on),
        title=f"Ответить на замер, 5 минут, — {by(check.due, on)}",
        url=url,
        text=f"Как вы меняетесь: {CheckStage(check.stage).label.lower()} программы",
        action="Ответить",
        action_url=url,
    )
