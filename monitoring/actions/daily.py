"""The daily round; every step finds nothing to do when it already ran."""

from django.utils import timezone

from mentoring.actions import pair, pulse
from mentoring.actions.account import forget_ended
from mentoring.actions.agreement import end_due_agreements
from mentoring.actions.campaign import open_due_campaign
from mentoring.actions.college import open_year
from mentoring.actions.consent_reminder import remind_of_consents
from mentoring.actions.file import scan_missed
from mentoring.actions.letter import send_digests, send_urgent
from mentoring.actions.match import resume_publications
from mentoring.actions.offer import expire_offers, remind_asked_mentors
from mentoring.actions.open_bank.application import forget_old
from mentoring.actions.pair_change import apply_due_changes
from mentoring.actions.person.leaving import part_with_leavers
from mentoring.actions.renewal import close_lapsed, remind_to_renew
from mentoring.actions.revocation import remind_revoked
from mentoring.actions.seal import seal_in_the_evening
from mentoring.actions.talk import tell_unread
from mentoring.kit import dates
from mentoring.models.pulse import DAILY
from mentoring.office import forget, office
from monitoring.actions.knowledge.answer import close_due_tests
from monitoring.actions.privacy.retention import delete_overdue
from monitoring.actions.reminders import remind_due_surveys, write_reminders, write_weekly_attention
from monitoring.actions.snapshot import forget_rows, freeze_due
from monitoring.actions.stage_check import ask_due, miss_due
from programs.actions.amendment import tend_amendments
from programs.actions.completion import finish_due_programs
from programs.actions.exit_card import ask_exit_cards
from programs.actions.report_due import open_due_reports


def run_daily(*, at, digest):
    """Returns {step: how many}. Digests go only on working days and only when `digest` is true."""
    on = timezone.localtime(at).date()
    open_year(on, current=True)
    forget()
    report = {
        "пар начали работу": pair.activate_due_pairs(at=at),
        "изменений состава": apply_due_changes(at=at),
        "запросов остались без ответа": expire_offers(at=at),
        "кампаний запросов открыто": open_due_campaign(at=at),
        "публикаций подбора продолжено": resume_publications(at=at),
        "просьб подтвердить запрос": remind_to_renew(at=at),
        "запросов не подтверждены": close_lapsed(at=at),
        "напоминаний наставникам": remind_asked_mentors(at=at),
        "программ подводят итоги": finish_due_programs(at=at),
        "отчётов открыто": open_due_reports(at=at),
        "изменений программ": tend_amendments(at=at),
        "тестов закончились по сроку": close_due_tests(at=at),
        "замеров не отвечено в срок": miss_due(at=at),
        "замеров попросили": ask_due(at=at),
        "карт на выходе попросили": ask_exit_cards(at=at),
        "человек ушли": part_with_leavers(at=at),
        "соглашений закончились": end_due_agreements(at=at),
        "напоминаний об отозванных согласиях": remind_revoked(at=at),
        "напоминаний об анкетах": remind_due_surveys(at=at),
        "снимков показателей": freeze_due(at=at),
        "списков с именами в старых снимках удалено": forget_rows(at=at),
        "старых обращений извне удалено": forget_old(at=at),
        "сеансов по сроку удалено": forget_ended(at=at),
        "записей удалено по сроку хранения": delete_overdue(at=at),
        "писем сразу": send_urgent(at=at),
    }
    if digest and dates.is_working(on, office().holidays, office().worked):
        report["строк о сообщениях"] = tell_unread(at=at)
        report["напоминаний о согласиях"] = remind_of_consents(at=at)
        report["напоминаний о делах"] = write_reminders(at=at)
        report["недельных обзоров"] = write_weekly_attention(at=at)
        report["писем дня"] = send_digests(at=at)
    _at_last(at)
    return report


def _at_last(at):
    """What is no line of the report: files a scanner has not seen, the seal of the evening, the sign of life."""
    scan_missed(at=at)
    seal_in_the_evening(at=at)
    pulse.beat(DAILY, at=at)
