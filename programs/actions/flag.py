"""«Важно для куратора»: a participant calls about a meeting, they talk it over, a curator closes it (R30)."""

from django.db import IntegrityError, transaction
from django.urls import reverse

from mentoring import notifications
from mentoring.access import holders
from mentoring.actions import journal
from mentoring.choices import Audience, Role
from mentoring.kit import dates
from mentoring.kit.text import tidy
from mentoring.kit.verdict import require
from programs import access
from programs.models import FlagComment, MeetingFlag
from programs.workflows_journal import FLAG

from .desk import refuse, title_of

LONGEST = 2000


@transaction.atomic
def call_curator(*, meeting, by, at, text=""):
    """Tell the curators at once that a record needs them. Refuses a second call of one author, and who is no participant."""
    mine = MeetingFlag.objects.filter(meeting=meeting, author=by.person)
    require(access.may_call_curator(by, meeting, called=bool(by.person) and mine.exists()))
    text = _fits(text)
    try:
        with transaction.atomic():
            flag = MeetingFlag.objects.create(meeting=meeting, author=by.person, opened_at=at)
    except IntegrityError:  # the other window was quicker
        refuse("Вы уже позвали куратора. Допишите в том же разговоре.")
    if text:
        FlagComment.objects.create(flag=flag, author=by.person, text=text, at=at)
    _tell("flag_open", f"Важно для куратора: встреча {dates.words(meeting.starts_at)}", flag, by=by, at=at)
    _to_curators("meeting_important", flag, by=by, at=at)
    return flag


@transaction.atomic
def comment_flag(*, flag, text, by, at):
    """One more remark in an open talk; the other side gets a letter without the words themselves."""
    require(access.may_comment(by, flag))
    text = _fits(text)
    if not text:
        refuse("Напишите сообщение.")
    held = MeetingFlag.objects.filter(pk=flag.pk, state=flag.state).update(state=flag.state)
    if not held:
        refuse("Вопрос закрыт. Верните его, если есть что добавить.")
    comment = FlagComment.objects.create(flag=flag, author=by.person, text=text, at=at)
    _to_the_other("flag_written", "flag_answered", flag, by=by, at=at)
    return comment


@transaction.atomic
def close_flag(*, flag, by, at):
    """The curator has answered or done what was asked."""
    FLAG.claim("close", flag, by=by, closed_at=at, closed_by=by.person)
    _tell("flag_close", f"Вопрос о встрече {dates.words(flag.meeting.starts_at)} закрыт", flag, by=by, at=at)
    _to_author("flag_closed", flag, by=by, at=at)


@transaction.atomic
def reopen_flag(*, flag, by, at):
    """The answer was not enough, or the curator closed it by mistake."""
    FLAG.claim("reopen", flag, by=by, closed_at=None, closed_by=None)
    _tell("flag_reopen", f"Вопрос о встрече {dates.words(flag.meeting.starts_at)} возвращён", flag, by=by, at=at)
    if by.is_person(flag.author):
        _to_curators("meeting_important", flag, by=by, at=at)


def _fits(text):
    text = tidy(text)
    if len(text) > LONGEST:
        refuse(f"Слишком длинно: {len(text)} знаков из {LONGEST}. Сократите на {len(text) - LONGEST}.")
    return text


def _to_the_other(to_curators, to_author, flag, *, by, at):
    if by.is_person(flag.author):
        _to_curators(to_curators, flag, by=by, at=at)
    else:
        _to_author(to_author, flag, by=by, at=at)


def _to_curators(code, flag, *, by, at):
    """Curators outside the pair: who is in it does not read what was written past him."""
    inside = {person.pk for person in access.people_of(flag.meeting.program)}
    people = [person for person in holders(Role.CURATOR) if person.pk not in inside]
    notifications.write_all(code, people, at=at, path=_path(flag), **_words(flag, by))


def _to_author(code, flag, *, by, at):
    notifications.write(code, to=flag.author, at=at, path=_path(flag), **_words(flag, by))


def _words(flag, by):
    who = by.person.short_name if by.person else ""
    return {"author": who, "date": dates.words(flag.meeting.starts_at), "pair": title_of(flag.meeting.program)}


def _path(flag):
    return reverse("flag_detail", args=[flag.pk])


def _tell(code, heading, flag, *, by, at):
    """The other side of the pair does not learn of it from the story."""
    pair = flag.meeting.program.pair
    journal.record(code, heading, by=by, at=at, subject=flag.meeting, pair=pair, audience=Audience.CURATOR)
