"""«Редакции и согласия»: every version, what changed in each, who agreed when, papers; what is on its way (R25)."""

from dataclasses import dataclass

from mentoring.access import last_day_of
from mentoring.kit import dates
from mentoring.kit.states import StateTag
from mentoring.kit.text import agreed, listing
from mentoring.kit.verdict import Verdict
from programs import access
from programs.choices import AMENDMENT_OPEN, DecisionKind
from programs.models import Amendment, ProgramVersion
from programs.terms import changed, from_data, item_name

from .amendment import tag_of, title_of

SHOWN = 8


@dataclass(frozen=True)
class VersionRow:
    """A version in force at some time: what it changed and who stands behind it."""

    version: ProgramVersion
    amendment: Amendment | None
    changes: tuple[str, ...]
    acts: tuple[str, ...]
    newest: bool


@dataclass(frozen=True)
class AmendmentRow:
    amendment: Amendment
    title: str
    tag: StateTag


@dataclass(frozen=True)
class EditionsPage:
    program: object
    versions: tuple[VersionRow, ...]
    open: tuple[AmendmentRow, ...]
    closed: tuple[AmendmentRow, ...]
    suggestions: tuple
    waiting: tuple
    propose: Verdict
    suggest: Verdict
    answers: bool

    @property
    def lead(self):
        mine = sum(row.tag.mine for row in self.open)
        return "Ваш ход: ответьте по изменению." if mine else "Что менялось в программе, кто согласился и когда."


def editions_page(actor, program):
    """Everything about the versions of a program loaded with its people. Six queries besides."""
    last = last_day_of(actor, program.pair)
    amendments = list(
        access.amendments_for(actor)
        .filter(program=program)
        .select_related("author", "base", "version")
        .prefetch_related("consents__person")
        .order_by("-number")
    )
    for amendment in amendments:
        amendment.program = program
    rows = [AmendmentRow(row, title_of(row), tag_of(actor, row)) for row in amendments if not row.version_id]
    suggestions = tuple(
        access.suggestions_for(actor).filter(program=program).select_related("author", "answered_by", "amendment")
    )
    return EditionsPage(
        program=program,
        versions=_versions(program, {row.version_id: row for row in amendments}, last),
        open=tuple(row for row in rows if row.amendment.state in AMENDMENT_OPEN),
        closed=tuple(row for row in rows if row.amendment.state not in AMENDMENT_OPEN),
        suggestions=tuple(row for row in suggestions if row.answered_at),
        waiting=tuple(row for row in suggestions if not row.answered_at),
        propose=access.may_propose(actor, program),
        suggest=access.may_suggest(actor, program),
        answers=bool(access.may_propose(actor, program)),
    )


def _versions(program, amendments, last):
    found = (
        program.versions.exclude(number=None).order_by("-number").defer("payload").prefetch_related("decisions__person")
    )
    versions = [v for v in found if last is None or dates.local(v.approved_at).date() <= last]
    newest = versions[0].number if versions else None
    return tuple(_version(row, amendments.get(row.pk), row.number == newest) for row in versions)


def _version(version, amendment, newest):
    return VersionRow(version, amendment, _changes(amendment), _acts(version), newest)


def _changes(amendment):
    if amendment is None:
        return ("Первый утверждённый текст.",)
    before, after = from_data(amendment.before), from_data(amendment.proposed)
    names = [item_name(key, after, before) for key in changed(before, after)]
    more = len(names) - SHOWN
    told = [f"{', '.join(names[:SHOWN])} и ещё {more}" if more > 0 else listing(names)]
    return (f"Изменено: {told[0]}.", f"Причина: {amendment.reason}")


def _acts(version):
    """«Ковалёва М. С., 20 января: согласие»; one line for a kind and a person."""
    words = {
        DecisionKind.AGREE: "согласовано",
        DecisionKind.APPROVE: "утверждено",
        DecisionKind.ACQUAINT: "с текстом ознакомлен(а)",
    }
    made = []
    for act in version.decisions.all():
        if act.kind in words:
            said = (
                act.note if act.kind == DecisionKind.ACQUAINT and act.note.startswith("согласие") else words[act.kind]
            )
            made.append(f"{act.name}, {dates.words(act.at)}: {agreed(said, act.person.gender)}")
    return tuple(made)
