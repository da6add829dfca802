"""Мониторинг: the office, and heads within their units; cases are put off by curators."""

from datetime import timedelta

from mentoring.kit.dates import today
from mentoring.tests import make
from monitoring.models import Postponement

from . import Row

READERS = "curator director supervisor"


def build(world):
    """A pair whose program is late, and a case that is put off."""
    world.late_pair = make.pair(since=today() - timedelta(days=60))
    world.late_pair.order.date = today() - timedelta(days=60)
    world.late_pair.order.save(update_fields=["date"])
    world.postponement = Postponement.objects.create(
        rule="mentor_untrained",
        thing=world.cast.mentor.pk,
        until=today() + timedelta(days=5),
        reason="Курс начнётся в декабре",
        author=world.cast.curator,
        at=make.moment(),
    )


ROWS = {
    "dashboard": Row(allowed=READERS, denied=403),
    "dashboard_rows": Row(allowed=READERS, denied=403, args=lambda world: ["involved"]),
    "dashboard_rows_xlsx": Row(allowed=READERS, denied=403, args=lambda world: ["mentors"]),
    "dashboard_report": Row(allowed=READERS, denied=403, args=lambda world: ["xlsx"]),
    "attention_list": Row(allowed=READERS, denied=403),
    "attention_rules": Row(allowed=READERS, denied=403),
    "attention_rule": Row(allowed=READERS, denied=403, args=lambda world: ["no_meeting"]),
    "attention_postpone": Row(allowed="curator", denied=403, args=lambda world: ["program_late", world.late_pair.pk]),
    "attention_back": Row(
        allowed="curator", denied=403, args=lambda world: [world.postponement.pk], method="post", ok=302
    ),
}
