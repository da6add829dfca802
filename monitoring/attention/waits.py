"""Rules about silence and waiting: no new records, a document that waits too long, a low answer to a survey."""

from datetime import timedelta

from django.db.models import Count, Exists, F, Max, OuterRef, Q, Subquery
from django.db.models.fields import IntegerField
from django.db.models.functions import Cast, Coalesce, Floor, Greatest, TruncDate

from mentoring.choices import Kind
from mentoring.kit.dates import is_working, start_of, words, working_days_after
from mentoring.kit.text import NBSP, count_of, plural
from mentoring.models import PairMember
from mentoring.office import office
from monitoring.choices import SurveyMode, SurveyState
from monitoring.models import Response
from programs.choices import RUNNING_STATES, AmendmentState, MeetingState, ProgramState
from programs.choices.report import ReportState
from programs.models import Amendment, Assignment, LessonVisit, Meeting, PlanEvent, Program, ProgressReport

from .rule import Said

WAITING_AMENDMENTS = {
    AmendmentState.AWAITING_CONSENTS: "ждёт согласия участников",
    AmendmentState.AWAITING_CURATOR: "ждёт решения куратора",
    AmendmentState.AWAITING_DIRECTOR: "ждёт утверждения",
}
WRITTEN = (MeetingState.RECORDED, MeetingState.CONFIRMED, MeetingState.DISPUTED, MeetingState.NOT_HELD)
ANSWERED_SURVEYS = (SurveyState.RUNNING, SurveyState.CLOSED)


# Nothing new


def no_journal(asked):
    """Nothing written down in a running program for so many days: no meeting, mark, visit, assignment or answer to it.

    A consultation of a day or two is not asked. Counted from the program's first day when there is nothing at all.
    """
    edge = asked.on - timedelta(days=asked.setting("attention_no_journal_days"))
    began = Coalesce(F("activated_on"), F("since"))
    latest = [
        _latest(Meeting.objects.filter(state__in=WRITTEN), Coalesce("recorded_at", "created_at")),
        _latest(PlanEvent.objects, "marked_at"),
        _latest(LessonVisit.objects, "created_at"),
        _latest(Assignment.objects, "given_at"),
        _latest(Assignment.objects, "answered_at"),
    ]
    found = (
        Program.objects.filter(asked.of_pairs("pair"), state__in=RUNNING_STATES)
        .exclude(pair__kind__in=(Kind.SITUATIONAL, Kind.SPEED))
        .annotate(quiet=Greatest(began, *(Coalesce(TruncDate(day), began) for day in latest)))
        .filter(quiet__lte=edge)
    )
    return found, {"subject": F("pk"), "pair_key": F("pair_id"), "day": F("quiet")}, [F("quiet").asc()]


def _latest(rows, moment):
    of_program = rows.filter(program=OuterRef("pk")).order_by().values("program").annotate(last=Max(moment))
    return Subquery(of_program.values("last"))


def say_no_journal(found, asked):
    days = count_of((asked.on - found.day).days, "day")
    return Said(days, "без новых записей", f"Последняя запись или начало работы – {words(found.day)}")


# A document waits too long


def _edge(asked):
    """The last day whose documents have waited the setting's working days by now."""
    days, value = asked.setting("attention_stuck_days"), asked.on
    while days > 0:
        days -= is_working(value, office().holidays, office().worked)
        value -= timedelta(days=1)
    return value


def _stuck(asked, rows, pair, moment, **states):
    """Rows in these states that were sent on the edge's day or earlier, the oldest first."""
    before = start_of(_edge(asked) + timedelta(days=1))
    found = rows.filter(asked.of_pairs(pair), **{f"{moment}__lt": before}, **states)
    columns = {"subject": F("pk"), "pair_key": F(f"{pair}_id"), "day": TruncDate(moment), "fact": F("state")}
    return found, columns, [F(moment).asc()]


def program_stuck(asked):
    """A program sent for a decision."""
    states = (ProgramState.SUBMITTED, ProgramState.AWAITING_DIRECTOR)
    return _stuck(asked, Program.objects, "pair", "submitted_at", state__in=states)


def amendment_stuck(asked):
    """A proposal of a change: consents and decisions, counted from the day it was sent."""
    return _stuck(asked, Amendment.objects, "program__pair", "sent_at", state__in=tuple(WAITING_AMENDMENTS))


def report_stuck(asked):
    return _stuck(asked, ProgressReport.objects, "program__pair", "submitted_at", state=ReportState.SUBMITTED)


def _waited(found, asked, text, **more):
    days = working_days_after(found.day, asked.on, office().holidays)
    noun = plural(days, "рабочий день", "рабочих дня", "рабочих дней")
    return Said(str(days), f"{noun} ждёт", text, **more)


def say_program_stuck(found, asked):
    director = found.fact == ProgramState.AWAITING_DIRECTOR
    text = f"Отправлена {words(found.day)}, ждёт {'утверждения' if director else 'решения куратора'}"
    return _waited(found, asked, text, owner="approver" if director else "")


def say_amendment_stuck(found, asked):
    consents = found.fact == AmendmentState.AWAITING_CONSENTS
    more = {"owner": "members", "action": "ответить на изменение"} if consents else {}
    if found.fact == AmendmentState.AWAITING_DIRECTOR:
        more = {"owner": "approver"}
    return _waited(found, asked, f"Отправлено {words(found.day)}, {WAITING_AMENDMENTS[found.fact]}", **more)


def say_report_stuck(found, asked):
    return _waited(found, asked, f"Отправлен {words(found.day)}", owner="receiver")


# A low answer


def low_survey(asked):
    """A named answer below the threshold about a running program, in confidential surveys alone (decision 17).

    Nothing while the survey has fewer answers than its own threshold, nor of programs the reading curator takes part
    in; nothing for anybody but a curator. `amount` is the index in whole percents.
    """
    sent = Response.objects.filter(sent_at__isnull=False)
    of_survey = sent.filter(invitation__survey=OuterRef("invitation__survey")).order_by()
    answers = of_survey.values("invitation__survey").annotate(n=Count("pk")).values("n")
    mine = PairMember.objects.filter(pair=OuterRef("invitation__program__pair"), person=asked.curator)
    later = sent.filter(
        invitation__person=OuterRef("invitation__person"),
        invitation__program=OuterRef("invitation__program"),
        sent_at__gt=OuterRef("sent_at"),
    )
    found = (
        sent.filter(
            asked.of_pairs("invitation__program__pair"),
            invitation__survey__mode=SurveyMode.CONFIDENTIAL,
            invitation__survey__state__in=ANSWERED_SURVEYS,
            invitation__program__state__in=RUNNING_STATES,
            index__lt=asked.setting("attention_low_survey"),
        )
        .annotate(of_survey=Subquery(answers))
        .filter(Q(of_survey__gte=F("invitation__survey__threshold")), ~Exists(mine), ~Exists(later))
    )
    columns = {
        "thing": F("pk"),
        "subject": F("invitation__program__pair_id"),
        "pair_key": F("invitation__program__pair_id"),
        "person_key": F("invitation__person_id"),
        "day": TruncDate("sent_at"),
        "amount": Cast(Floor(F("index")), IntegerField()),
        "fact": F("invitation__survey__title"),
    }
    return found, columns, [F("index").asc()]


def say_low_survey(found, asked):
    text = f"Анкета «{found.fact}» от {words(found.day)}. Порог – {asked.setting('attention_low_survey')} %"
    return Said(f"{found.amount}{NBSP}%", "оценка в анкете", text)
