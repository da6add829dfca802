"""Props of the interface's components: frozen, so that a query returns them and a template only shows them.

Texts are plain and are escaped by the templates; whatever must stay markup is a SafeString made with format_html.
"""

from dataclasses import dataclass

from .states import TONES, StateTag

STEP_STATES = ("done", "current", "ahead")
DIFF_KINDS = {
    "changed": StateTag("go", "Изменено", ""),
    "removed": StateTag("stop", "Убрано", ""),
    "added": StateTag("ok", "Добавлено", ""),
    "same": StateTag("calm", "Без изменений", ""),
}


def one_of(value, allowed, what):
    """The value itself when it is allowed; otherwise an error that names the choice."""
    if value not in allowed:
        raise ValueError(f"{what} is one of {', '.join(map(repr, allowed))}, not {value!r}")
    return value


@dataclass(frozen=True)
class Link:
    """A link with its own words; `hidden` completes them for speech («Изменить» + «цель»)."""

    text: str
    url: str
    hidden: str = ""


@dataclass(frozen=True)
class Step:
    """A step of a document's path. `mine` says that the current step waits for the reader."""

    state: str
    name: str
    note: str = ""
    mine: bool = False

    def __post_init__(self):
        one_of(self.state, STEP_STATES, "Step.state")


@dataclass(frozen=True)
class Deed:
    """A row of a diary: the date, the deed in a sentence, one action.

    `when` is a word or a date («16 ноября», «сегодня»), `when_note` stands under it («2 дня назад»); `post` makes the
    action a one-button form instead of a link; `role_note` names the role when a person has several («как наставник»).
    """

    when: str
    title: str
    when_note: str = ""
    late: bool = False
    mentors: tuple = ()
    mentees: tuple = ()
    url: str = ""
    text: str = ""
    action: str = ""
    action_url: str = ""
    role_note: str = ""
    icon: str = ""
    post: bool = False


@dataclass(frozen=True)
class Chip:
    """A queue and how many wait in it; leads to its rows. `quiet` is for counts that nobody must act on."""

    n: int
    name: str
    href: str
    late: bool = False
    quiet: bool = False
    current: bool = False


@dataclass(frozen=True)
class TaskItem:
    """A section of a long work. A locked one has no link and says in `text` what opens it."""

    n: int | str
    title: str
    url: str = ""
    text: str = ""
    tag: StateTag | None = None
    locked: bool = False
    extra_link: Link | None = None


@dataclass(frozen=True)
class ReasonLine:
    """Why a mentor stands where he stands: points and a sentence; 0 points is a fact without weight."""

    points: int
    text: str


@dataclass(frozen=True)
class Stat:
    """One figure. `few` (words) replaces the number under the threshold; `direction_good` adds «лучше» or «хуже».

    `fraction` says what the figure is made of («41 из 88 педагогов»); `spark` is a short row of numbers, oldest first.
    """

    name: str
    value: str = ""
    unit: str = ""
    fraction: str = ""
    trend: str = ""
    direction_good: bool | None = None
    spark: tuple = ()
    link_text: str = ""
    link_url: str = ""
    few: str = ""
    target: str = ""

    @property
    def verdict(self):
        return {True: "лучше", False: "хуже", None: ""}[self.direction_good]


@dataclass(frozen=True)
class Figure:
    """A big count in a row of counts; `tone` colours the number and needs a word in `name`; `note` stands under it."""

    n: int | str
    name: str
    href: str = ""
    tone: str = ""
    note: str = ""
    current: bool = False

    def __post_init__(self):
        one_of(self.tone, ("", *TONES), "Figure.tone")


@dataclass(frozen=True)
class TimelineItem:
    """What happened, `about` which pair, `why` it was corrected. The author is always named; «система» when nobody acted."""

    time: str
    heading: str
    text: str = ""
    author: str = "система"
    url: str = ""
    about: str = ""
    why: str = ""


@dataclass(frozen=True)
class CheckRow:
    """A line to check before a binding act; `hidden_noun` completes «Изменить» for speech."""

    name: str
    value: str
    edit_url: str = ""
    hidden_noun: str = ""


@dataclass(frozen=True)
class DiffRow:
    """A part that was one thing and becomes another; kind is changed, removed, added or same."""

    part: str
    was: str
    became: str
    kind: str = "changed"

    def __post_init__(self):
        one_of(self.kind, DIFF_KINDS, "DiffRow.kind")

    @property
    def tag(self):
        return DIFF_KINDS[self.kind]


@dataclass(frozen=True)
class Column:
    """A column of a table. `fields` are the form fields in a cell of a formset table, `more` those under «Ещё»."""

    name: str
    numeric: bool = False
    primary: bool = False
    sort_key: str = ""
    fields: tuple = ()
    more: tuple = ()
    width: str = ""  # narrow, who, middle, wide: a hint for wide tables of fields

    def __post_init__(self):
        one_of(self.width, ("", "narrow", "who", "middle", "wide"), "Column.width")


@dataclass(frozen=True)
class FactLine:
    """An icon, a sentence in bold and its explanation: who sees what."""

    icon: str
    heading: str
    text: str = ""
    quiet: bool = False


@dataclass(frozen=True)
class Wait:
    """What the reader waits for from others: who, what, and a note on time («осталось 2 дня»)."""

    who: str
    what: str
    note: str = ""
    url: str = ""
