"""The daily round; every step finds nothing to do when it already ran."""

from django.utils import timezone

from mentoring.actions import pair
from mentoring.actions.college import open_year
from mentoring.actions.letter import send_digests, send_urgent
from mentoring.actions.offer import expire_offers, remind_asked_mentors
from mentoring.actions.open_bank.application import forget_old
from mentoring.actions.person.leaving import part_with_leavers
from mentoring.kit import dates
from mentoring.office import forget, office
from programs.actions.completion import finish_due_programs


def run_daily(*, at, digest):
    """Returns {step: how many}. Digests go only on working days and only when `digest` is true."""
    on = timezone.localtime(at).date()
    open_year(on, current=True)
    forget()
    report = {
        "пар начали работу": pair.activate_due_pairs(at=at),
        "запросов остались без ответа": expire_offers(at=at),
        "напоминаний наставникам": remind_asked_mentors(at=at),
        "программ подводят итоги": finish_due_programs(at=at),
        "человек ушли": part_with_leavers(at=at),
        "старых обращений извне удалено": forget_old(at=at),
        "писем сразу": send_urgent(at=at),
    }
    if digest and dates.is_working(on, office().holidays):
        report["писем дня"] = send_digests(at=at)
    return report
