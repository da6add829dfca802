"""Beside a meeting: the reader's own note, calls to the curator that the reader may read (R30)."""

from dataclasses import dataclass

from mentoring.kit.states import StateTag, describe
from mentoring.kit.verdict import Verdict
from programs import access
from programs.choices import FlagState, state_words
from programs.models import FlagComment, MeetingFlag
from programs.workflows_journal import FLAG

from .head import names_of
from .people import with_people


@dataclass(frozen=True)
class Beside:
    """`called` is the reader's own call or, for a curator, all calls about this meeting."""

    note: str
    may_note: Verdict
    flags: tuple[MeetingFlag, ...]
    call: Verdict


def beside(actor, meeting):
    """A meeting loaded with its people. Two queries."""
    note = access.notes_for(actor).filter(meeting=meeting).first()
    flags = tuple(access.flags_for(actor).filter(meeting=meeting).select_related("author"))
    called = any(actor.is_person(flag.author) for flag in flags)
    return Beside(
        note=note.text if note else "",
        may_note=access.may_write_note(actor, meeting),
        flags=flags,
        call=access.may_call_curator(actor, meeting, called=called),
    )


def flag_loaded(actor):
    """Calls the actor reads, with meeting, program and people."""
    return with_people(access.flags_for(actor), "meeting__program__pair__members").select_related(
        "author", "closed_by", "meeting__author"
    )


@dataclass(frozen=True)
class FlagPage:
    flag: MeetingFlag
    names: str
    tag: StateTag
    readers: str
    comments: tuple[FlagComment, ...]
    comment: Verdict
    close: Verdict
    reopen: Verdict


def flag_page(actor, flag):
    """One call with its comments. One query besides."""
    return FlagPage(
        flag=flag,
        names=names_of(flag.meeting.program),
        tag=flag_tag(actor, flag),
        readers=_readers(actor, flag),
        comments=tuple(flag.comments.select_related("author")),
        comment=access.may_comment(actor, flag),
        close=FLAG.verdict("close", actor, flag),
        reopen=FLAG.verdict("reopen", actor, flag),
    )


def flag_tag(actor, flag):
    role = "author" if actor.is_person(flag.author) else "curator"
    closed = flag.closed_by.short_name if flag.state == FlagState.CLOSED and flag.closed_by else ""
    return describe(state_words.FLAG, flag.state, role, who=closed)


def _readers(actor, flag):
    who = "вы" if actor.is_person(flag.author) else flag.author.short_name
    return f"Этот разговор читают {who} и кураторы, которых нет в паре. Остальные участники пары о нём не знают."
