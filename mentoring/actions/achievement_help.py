"""Help with an achievement: asked for, given, each with its day (R35, clause 2)."""

from django.db import transaction
from django.urls import reverse

from mentoring import notifications
from mentoring.access import holders, may_answer_help, may_ask_help, may_give_help, may_remove_help, mentors_to_ask
from mentoring.actions import journal
from mentoring.choices import Role
from mentoring.kit import dates
from mentoring.kit.text import quoted, tidy
from mentoring.kit.verdict import Refused, no, require
from mentoring.models import AchievementHelp

LONGEST = 1000


@transaction.atomic
def ask_help(achievement, *, text, by, at):
    """The person asks the mentor of its pair for help, or the curator where there is no mentor. Returns the row.

    Raises Refused: another's achievement, no words, a request still unanswered.
    """
    require(may_ask_help(by, achievement))
    text = _words(text, "Напишите, какая помощь нужна.")
    if achievement.help.filter(given_on__isnull=True).exists():
        raise Refused(no("Вы уже попросили о помощи, ответа ещё нет. Уберите прежнюю просьбу или подождите."))
    mentors = mentors_to_ask(achievement)
    row = AchievementHelp.objects.create(
        achievement=achievement, asked=text, asked_on=_day(at), asked_by=by.person, to_curator=not mentors
    )
    to = mentors or [person for person in holders(Role.CURATOR, _day(at)) if not by.is_person(person)]
    path = reverse("achievement_help_answer", args=[row.pk])
    notifications.write_all(
        "achievement_help_asked", to, at=at, path=path, person=by.person.short_name, title=achievement.title
    )
    _tell("achievement_help_asked", f"Просьба о помощи: {quoted(achievement.title)}", achievement, by, at)
    return row


@transaction.atomic
def give_help(achievement, *, text, given_on, by, at):
    """Help given without a request, with its day. Returns the row. Raises Refused: a stranger, no words, a day ahead."""
    require(may_give_help(by, achievement))
    text, _ = _words(text, "Напишите, чем помогли."), _past(given_on, at)
    row = AchievementHelp.objects.create(achievement=achievement, given=text, given_on=given_on, given_by=by.person)
    _tell("achievement_help_given", f"Помощь оказана: {quoted(achievement.title)}", achievement, by, at)
    return row


@transaction.atomic
def answer_help(help, *, text, given_on, by, at):
    """What was done on a request. Raises Refused: not the mentor or the curator, answered already, earlier than asked."""
    require(may_answer_help(by, help))
    text, _ = _words(text, "Напишите, чем помогли."), _past(given_on, at)
    if given_on < help.asked_on:
        raise Refused(no(f"Попросили {dates.words(help.asked_on)}: день помощи не раньше."))
    waits = AchievementHelp.objects.filter(pk=help.pk, given_on__isnull=True)
    if not waits.update(given=text, given_on=given_on, given_by=by.person):
        raise Refused(no("На эту просьбу уже ответили. Обновите страницу."))
    achievement = help.achievement
    path, title = reverse("achievement_detail", args=[achievement.pk]), achievement.title
    to, author = achievement.person, by.person.short_name
    notifications.write("achievement_help_given", to=to, at=at, path=path, author=author, title=title)
    _tell("achievement_help_given", f"Помощь оказана: {quoted(title)}", achievement, by, at)


@transaction.atomic
def remove_help(help, *, by, at):
    """Its author takes an entry back: a request while unanswered; an answer, and then the request waits again."""
    require(may_remove_help(by, help))
    achievement, same = help.achievement, AchievementHelp.objects.filter(pk=help.pk, given_on=help.given_on)
    gone = {"given": "", "given_on": None, "given_by": None}
    if not (same.update(**gone) if help.asked_on and help.given_on else same.delete()[0]):
        raise Refused(no("Запись уже изменили: возможно, вам ответили. Обновите страницу."))
    _tell("achievement_help_removed", f"Убрана запись о помощи: {quoted(achievement.title)}", achievement, by, at)


def _words(text, missing):
    text = tidy(text)
    if not text:
        raise Refused(no(missing))
    if len(text) > LONGEST:
        raise Refused(no(f"Слишком длинно: можно {LONGEST} знаков. Сократите текст."))
    return text


def _past(day, at):
    if day > _day(at):
        raise Refused(no("Эта дата ещё впереди. Впишите день, когда помогли."))


def _tell(event, heading, achievement, by, at):
    """Without the words of the help: the story has more readers than they have."""
    journal.record(event, heading, by=by, at=at, subject=achievement, person=achievement.person)


def _day(at):
    return dates.local(at).date()
