"""What every page of a program says first: whose it is, whose turn, until when, what comes next."""

from dataclasses import dataclass

from django.urls import reverse

from mentoring.access import ROLE_WORDS
from mentoring.choices import Side
from mentoring.kit import dates
from mentoring.kit.states import StateTag, describe
from mentoring.kit.text import count_of, group_digits, listing, small_first
from mentoring.kit.ui import Link, Step
from mentoring.office import office
from programs import access
from programs.choices import Authorship, ProgramState, state_words

S = ProgramState
DRAWN = (S.DRAFT, S.RETURNED)
RUNNING = (S.ACTIVE, S.FINISHING)
ORDER = (S.DRAFT, S.SUBMITTED, S.AWAITING_DIRECTOR, S.AWAITING_ACQUAINTANCE, S.ACTIVE, S.FINISHING)


@dataclass(frozen=True)
class ProgramHead:
    program: object
    title: str
    lead: str
    mentors: tuple
    mentees: tuple
    reader: str
    part: str  # «Вы – наставник в этой паре»
    tag: StateTag
    mine: bool
    now: str
    after: str
    way: Link | None = None  # to the first of what waits here
    steps: tuple[Step, ...] = ()

    @property
    def crumbs(self):
        return (("Программы", reverse("program_list")),)

    @property
    def pill(self):
        """The state without its sentence, where «Сейчас» says it."""
        return StateTag(self.tag.tone, self.tag.word, "", self.mine)

    @property
    def edge(self):
        """The edge of the «Сейчас» sheet: amber when the turn is the reader's."""
        return "act" if self.mine else ""


def head_of(actor, program, *, progress=None, waiting=None, **values):
    """The head of a program loaded with its pair and members; `values` fill the holes of the state's sentence.

    `progress` is the count of its plan, `waiting` the WaitingHere of the reader.
    """
    waits = waiting.words if waiting else ""
    reader = access.reader_of(actor, program)
    tag = state_tag(actor, program, reader, progress=progress, **values)
    mine = tag.mine or bool(waits) or (program.state in DRAWN and reader == "mentor")
    return ProgramHead(
        program=program,
        title=f"Программа: {names_of(program)}",
        lead=lead_of(program),
        mentors=tuple(access.people_of(program, Side.MENTOR)),
        mentees=tuple(access.people_of(program, Side.MENTEE)),
        reader=reader,
        part=_part(actor, program, reader),
        tag=tag,
        mine=mine,
        now=f"{waits} {_now(actor, program, tag, mine)}".strip(),
        after=_after(program),
        way=waiting.link if waiting else None,
        steps=steps_of(program, mine),
    )


def _now(actor, program, tag, mine):
    """What is expected of the reader; «ничего» is said only to who really has nothing to do."""
    idle = program.state not in (*RUNNING, *access.CLOSED_STATES) and not mine
    if idle and not access.may_edit(actor, program):
        return f"От вас сейчас ничего не нужно. {tag.sentence}"
    return tag.sentence


def names_of(program):
    """«Ковалёва М. С. и Жуков А. Д.»; a group by its own name."""
    if program.pair.name:
        return program.pair.name
    mentors = [person.short_name for person in access.people_of(program, Side.MENTOR)]
    mentees = [person.short_name for person in access.people_of(program, Side.MENTEE)]
    if set(mentors) == set(mentees):
        return listing(mentors)
    return f"{listing(mentors)} и {listing(mentees, ', ')}"


def lead_of(program):
    rows, pair = office(), program.pair
    kind = rows.label("kind", pair.kind)
    return f"{rows.label('form', pair.form)}, {small_first(kind)}, {dates.span(program.since, program.until)}"


def state_key(program, progress=None):
    """The row of the table of words: who approves and what the plan holds change what some of the states say."""
    if program.state == S.SUBMITTED and access.approver() == "curator":
        return "submitted_to_approve"
    if program.state == S.AWAITING_DIRECTOR and access.approver() == "council":
        return "awaiting_council"
    if progress and program.state == S.ACTIVE and not progress.unmarked:
        return "active_marked" if progress.total else "active_without_plan"
    if progress and program.state == S.FINISHING and not progress.unmarked:
        return "finishing_marked"
    return program.state


def state_tag(actor, program, reader, *, decides=None, progress=None, **values):
    """Word, tone and sentence for the reader; `decides` spares lists the question whose turn it is."""
    given = {**_counted(progress), **_ended(program), **values}
    speaker, due = _speaker(actor, program, reader, decides), None if program.ended_on else program.due
    return describe(state_words.PROGRAM, state_key(program, progress), speaker, deadline=due, **given)


def _counted(progress):
    if not progress or not progress.total:
        return {}
    left = f"отметить {count_of(progress.unmarked, 'event')}"
    return {"x": group_digits(progress.done), "y": group_digits(progress.total), "left": left}


def _ended(program):
    if not program.ended_on:
        return {}
    return {"date": dates.words(program.ended_on), "reason": program.end_note.split(". ")[0].rstrip(".")}


def _speaker(actor, program, reader, decides):
    """Whose sentence to say: a reader whose turn it is not never hears a call to act."""
    state = program.state
    if reader in ("supervisor", "council") or (reader == "director" and state in access.REVIEW_STATES):
        decides = access.may_review(actor, program) if decides is None else decides
        if decides:
            return "curator" if state == S.SUBMITTED else reader
        return "mentor" if state_key(program) == S.AWAITING_DIRECTOR else "director"
    if reader == "mentee" and state == S.AWAITING_ACQUAINTANCE:
        decides = access.may_acknowledge(actor, program) if decides is None else decides
        return "mentee" if decides else "director"
    return reader


def _part(actor, program, reader):
    sides = access.sides_of(actor, program)
    if sides == {Side.MENTOR, Side.MENTEE}:
        return "Вы и наставник, и наставляемый в этой паре"
    if sides:
        return f"Вы – {ROLE_WORDS[reader][0]} в этой паре"
    return f"Вы смотрите как {ROLE_WORDS[reader][0]}"


def _after(program):
    """One sentence about the next step, whoever takes it."""
    approves = {"director": "директор", "council": "совет наставников"}.get(access.approver())
    reading = f"Потом куратор согласует, {approves} утвердит." if approves else "Потом куратор прочитает и утвердит."
    follow = {
        S.DRAFT: reading,
        S.RETURNED: reading,
        S.SUBMITTED: f"Потом {approves} утвердит, и наставляемый ознакомится." if approves else _reading_next(),
        S.AWAITING_DIRECTOR: _reading_next(),
        S.AWAITING_ACQUAINTANCE: "Потом программа начнёт действовать.",
        S.ACTIVE: _term(program),
    }
    return follow.get(program.state, "")


def _term(program):
    until = dates.words(program.until)
    return f"Срок программы – до {until}." if program.until >= dates.today() else f"Срок программы был {until}."


def _reading_next():
    return "Потом наставляемый прочитает программу, и она начнёт действовать."


# The path of the document


def steps_of(program, mine):
    """Drawn up, checked, approved by another (when the setting says so), read, working, summed up."""
    names = [name for name in _names(program) if name]
    states = [state for state in ORDER if state != S.AWAITING_DIRECTOR or _second_step(program)]
    if program.state == S.CANCELED:
        return ()
    current = S.DRAFT if program.state in DRAWN else program.state
    if current == S.AWAITING_DIRECTOR and current not in states:
        current = S.SUBMITTED
    place = states.index(current) if current in states else len(states)
    return tuple(
        Step(
            "done" if n < place else "current" if n == place else "ahead",
            name,
            _note(program, state, n, place),
            mine,
        )
        if n == place
        else Step("done" if n < place else "ahead", name, _note(program, state, n, place))
        for n, (state, name) in enumerate(zip(states, names, strict=True))
    )


def _names(program):
    joint = program.authorship == Authorship.JOINT
    return (
        "Составляют вместе" if joint else "Составляет наставник",
        "Проверка куратора",
        _second_step(program),
        "Ознакомление",
        "Действует",
        "Завершена досрочно" if program.state == S.ENDED_EARLY else "Итоги",
    )


def _second_step(program):
    """The approval apart from the check: by the setting, or because the director decides over this very program."""
    by_setting = {"director": "Утверждение директором", "council": "Утверждение советом"}.get(access.approver(), "")
    return by_setting or ("Утверждение директором" if program.state == S.AWAITING_DIRECTOR else "")


def _note(program, state, place, current):
    if place < current:
        done = {
            S.DRAFT: program.submitted_at,
            S.AWAITING_ACQUAINTANCE: program.activated_on,
            S.FINISHING: program.ended_on,
        }
        last = S.SUBMITTED if access.approver() == "curator" else S.AWAITING_DIRECTOR
        done[last] = program.approved_on
        return dates.words(done[state]) if done.get(state) else ""
    if place == current and program.due and state != S.ACTIVE:
        return dates.by(program.due)
    if state == S.AWAITING_ACQUAINTANCE:
        people = access.people_of(program, Side.MENTEE)
        return people[0].short_name if len(people) == 1 else f"{len(people)} наставляемых"
    if state == S.ACTIVE or (state == S.FINISHING and place == current):
        return dates.by(program.until)
    return ""
