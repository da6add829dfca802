"""Letters that time itself writes: what waits for each person (the ladder), surveys, what needs attention (weekly)."""

from datetime import timedelta
from functools import partial

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from mentoring import notifications
from mentoring.access import actor_for, holders
from mentoring.kit.dates import is_working, local, start_of
from mentoring.kit.ladder import days_since_last_round, is_step
from mentoring.kit.verdict import Refused
from mentoring.models import DailyRound, Letter, Person
from mentoring.office import office
from monitoring.actions.ballot import remind_unanswered
from monitoring.actions.survey import remind_in_time
from monitoring.attention import attention_counts
from monitoring.choices import SurveyMode, SurveyState
from monitoring.models import Survey
from monitoring.queries.reminder import Morning, digest_of

CODE = "daily_digest"
NOON = 12
AFTER_DAYS = 3


def write_reminders(*, at):
    """One letter to everybody with a deed whose step of the ladder has come; returns how many. Twice a day is once.

    With the setting «Сначала показать куратору» letters wait until noon: the curator may stop them.
    """
    on = local(at).date()
    days = days_since_last_round(on, office().holidays, office().worked)
    if not days or DailyRound.objects.filter(code=CODE, day=on).exists():
        return 0
    done = set(Letter.objects.filter(key__startswith=f"{CODE}:{on}:").values_list("person", flat=True))
    people = Person.objects.filter(user__is_active=True, email__isnull=False).exclude(pk__in=done)
    morning = Morning(on)
    written = sum(_write(person, morning, days, at) for person in people.select_related("user").in_order())
    DailyRound.objects.get_or_create(code=CODE, day=on)
    return written


def _write(person, morning, days, at):
    on = morning.on
    actor = actor_for(person, superuser=person.user.is_superuser, on=on)
    found = digest_of(actor, on, lambda due, ladder: is_step(due, days, ladder=ladder, **_steps()), morning)
    if found is None:
        return False
    letter = notifications.write_once(f"{CODE}:{on}:{person.pk}", CODE, to=person, at=at, path=reverse("home"), **found)
    if letter and office().setting("reminders_curator_first") and local(at).hour < NOON:
        letter.hold_until = start_of(on).replace(hour=NOON)
        letter.save(update_fields=["hold_until"])
    return letter is not None


def _steps():
    setting = office().setting
    return {"first": setting("reminder_first_days"), "repeat": setting("reminder_repeat_days")}


def write_weekly_attention(*, at):
    """Once a week, the rules that have found something, to each curator. Returns how many letters.

    The day of the week is a setting; when it is no working day, the next working day of that week. Put off cases are
    not counted; each curator has the cases of private rules which she may see.
    """
    on = local(at).date()
    if not _is_letter_day(on):
        return 0
    return sum(_write_weekly(curator, on, at) for curator in holders("curator", on))


def _is_letter_day(on):
    day = on - timedelta(days=on.weekday()) + timedelta(days=office().setting("attention_letter_weekday") - 1)
    works = partial(is_working, holidays=office().holidays, worked=office().worked)
    passed = any(works(day + timedelta(days=n)) for n in range(max((on - day).days, 0)))
    return on >= day and works(on) and not passed


def _write_weekly(curator, on, at):
    rules = attention_counts(on, curator=curator.pk)
    if not rules:
        return False
    year, week, _ = on.isocalendar()
    letter = notifications.write_once(
        f"attention_weekly:{year}-{week}:{curator.pk}", "attention_weekly", to=curator, at=at,
        path=reverse("attention_list"), n=sum(rule.n for rule in rules), rules_list="\n".join(map(_line, rules)),
    )  # fmt: skip
    return letter is not None


def _line(rule):
    """The rule, how many cases, the way to its page."""
    return f"– {rule.name}: {rule.n}\n  {settings.SITE_URL}{reverse('attention_rule', args=[rule.code])}"


def remind_due_surveys(*, at):
    """The third day of a running survey and the day before its end; returns how many people were written to.

    An anonymous survey counts as one: how many of its people have not answered stands in no log.
    """
    on = local(at).date()
    third = Q(reminders=0, launched_at__lt=start_of(on - timedelta(days=AFTER_DAYS - 1)))
    last = Q(deadline__in=(on, on + timedelta(days=1))) & ~Q(reminded_at__gte=start_of(on - timedelta(days=1)))
    found = Survey.objects.filter(third | last, state=SurveyState.RUNNING)
    return sum(_remind_of(survey, at) for survey in found)


def _remind_of(survey, at):
    try:
        if survey.mode == SurveyMode.ANONYMOUS:
            return remind_unanswered(survey, at=at)
        return remind_in_time(survey, at=at)
    except Refused:  # written by hand lately, often enough, or everybody has answered
        return 0
