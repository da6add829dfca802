"""Induction on pages (R28): lines of the program's page, one list section by section, what paper prints of it."""

from dataclasses import dataclass
from itertools import groupby
from types import SimpleNamespace

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from mentoring.choices import Side
from mentoring.kit import dates
from mentoring.kit.states import StateTag, describe, pill_of
from mentoring.kit.text import count_of, fold
from mentoring.kit.ui import CheckRow, Column
from mentoring.kit.verdict import Verdict
from mentoring.office import office
from programs import access
from programs.access import induction as rules
from programs.choices import state_words
from programs.choices.growth import InductionState, ItemCategory
from programs.models import Induction, InductionEntry, InductionTemplate
from programs.workflows_growth import INDUCTION

from .head import names_of
from .people import PERSON, settling, with_people

ENTRY_COLUMNS = (Column("Что показать", primary=True), Column("Наставник"), Column("Наставляемый"))
BOTH = Q(shown_at__isnull=False, clear_at__isnull=False)


@dataclass(frozen=True)
class InductionLine:
    """A begun list on the page of its program: «12 из 24 отмечены обоими»."""

    induction: Induction
    tag: StateTag
    done: int
    total: int


@dataclass(frozen=True)
class Offer:
    """A mentee without a list; `newcomer` says that it is time to begin one."""

    mentee: object
    newcomer: bool

    @property
    def fields(self):
        return (("mentee", self.mentee.pk),)


@dataclass(frozen=True)
class InductionPart:
    lines: tuple[InductionLine, ...] = ()
    offers: tuple[Offer, ...] = ()

    @property
    def tone(self):
        return "act" if any(offer.newcomer for offer in self.offers) else ""

    @property
    def several(self):
        return len(self.lines) + len(self.offers) > 1


def induction_source(actor, program):
    """Lists of a program the reader sees, with their counts, to be gathered beside other rows in one query."""
    rows = counted(rules.inductions_for(actor).filter(program=program))
    told = ("name", "state", "due", "finished_at", "n_entries", "both", *(f"mentee__{name}" for name in PERSON))
    return SimpleNamespace(queryset=rows, fields=told, by="begun_at")


def induction_part(actor, program, rows, on):
    """What the program's page says of gathered lists, and whom the reader may begin one for. No query."""
    for row in rows:
        row.program = program
    lines = tuple(InductionLine(row, induction_tag(actor, row, on), row.both, row.n_entries) for row in rows)
    return InductionPart(lines, _offers(actor, program, rows))


def counted(rows):
    """Lists with how many entries they have and how many both sides have ticked."""
    of_list = InductionEntry.objects.filter(induction=OuterRef("pk")).order_by().values("induction")
    entries, both = (found.annotate(n=Count("pk")).values("n") for found in (of_list, of_list.filter(BOTH)))
    return rows.annotate(n_entries=Coalesce(Subquery(entries), 0), both=Coalesce(Subquery(both), 0))


def _offers(actor, program, rows):
    if not rules.may_begin_induction(actor, program):
        return ()
    have = {row.mentee_id for row in rows if row.state != InductionState.STOPPED}
    without = [person for person in access.people_of(program, Side.MENTEE) if person.pk not in have]
    fresh = _newcomers(program, without)
    return tuple(Offer(person, person.pk in fresh) for person in without)


def choices_of_templates():
    """Templates one may begin from: in use and with items."""
    return list(InductionTemplate.objects.filter(retired=False, items__isnull=False).distinct())


def suited(templates, post):
    """The template whose words of a post are the longest found in this one; else the one for any post; else the first, if any."""
    post, best = fold(post), (0, None)
    for row in templates:
        fits = [len(word) for word in map(fold, row.posts.split(",")) if word and word in post]
        best = max(best, (max(fits, default=0), row), key=lambda found: found[0])
    return best[1] or next((row for row in templates if not row.posts), templates[0] if templates else None)


def _newcomers(program, people):
    """Who was hired not long before the program, or is in a group of those who settle in. No query for a loaded program."""
    days = office().setting("induction_newcomer_days")
    hired = {p.pk for p in people if p.hired_on and (program.since - p.hired_on).days <= days}
    members = program.pair.members.all()
    if not all(hasattr(member, "settling") for member in members):
        members = program.pair.members.annotate(settling=settling(OuterRef("person")))
    return hired | {member.person_id for member in members if member.settling}


def induction_tag(actor, induction, on):
    late = induction.state == InductionState.OPEN and induction.due < on
    finished = induction.finished_at
    return describe(
        state_words.INDUCTION,
        "overdue" if late else induction.state,
        rules.ticking_side(actor, induction) or "curator",
        deadline=None,
        date=dates.words(induction.due),
        day=dates.words(finished) if finished else "",
        person=induction.mentee.short_name,
    )


# One list


@dataclass(frozen=True)
class EntryRow:
    """`tick` and `untick` say what the reader may press here."""

    entry: InductionEntry
    tick: bool
    untick: bool


@dataclass(frozen=True)
class InductionPage:
    induction: Induction
    names: str
    tag: StateTag
    side: str
    sections: tuple  # (name, rows) of each category
    done: int
    total: int
    left: int  # entries that wait for the reader's own tick
    facts: tuple[CheckRow, ...]
    tick: Verdict
    stop: Verdict
    resume: Verdict
    columns: tuple = ENTRY_COLUMNS

    @property
    def lead(self):
        return f"{self.induction.mentee.short_name}: список «{self.induction.name}»"

    @property
    def pill(self):
        """The state without its sentence: «Сейчас» says it."""
        return pill_of(self.tag)

    @property
    def shows(self):
        return self.side == Side.MENTOR

    @property
    def learns(self):
        return self.side == Side.MENTEE

    @property
    def edge(self):
        return "act" if self.left else ""

    @property
    def bar(self):
        what = "что показали" if self.shows else "что понятно"
        return f"Отметьте, {what}: осталось {count_of(self.left, 'plan_item')}"


def inductions_loaded(actor):
    rows = with_people(rules.inductions_for(actor), "program__pair__members")
    return rows.select_related("mentee", "begun_by")


def induction_page(actor, induction, on):
    """One list loaded with its program and people. One query besides."""
    entries = list(induction.entries.select_related("shown_by"))
    may, side = rules.may_tick(actor, induction), rules.ticking_side(actor, induction)
    rows = [_row(actor, entry, side, may) for entry in entries]
    return InductionPage(
        induction=induction,
        names=names_of(induction.program),
        tag=induction_tag(actor, induction, on),
        side=side or "",
        sections=_sections(rows),
        done=sum(bool(entry.shown_at and entry.clear_at) for entry in entries),
        total=len(entries),
        left=sum(row.tick for row in rows),
        facts=tuple(CheckRow(name, value) for name, value in _facts(induction, entries) if value),
        tick=may,
        stop=INDUCTION.verdict("stop", actor, induction),
        resume=INDUCTION.verdict("resume", actor, induction),
    )


def _row(actor, entry, side, may):
    if not may:
        return EntryRow(entry, False, False)
    if side == Side.MENTOR:
        return EntryRow(entry, entry.shown_at is None, entry.shown_by_id == actor.person.pk)
    return EntryRow(entry, entry.clear_at is None, entry.clear_at is not None)


def _sections(rows):
    """[(section's name, rows)] in the order of the entries."""
    return tuple(
        (ItemCategory(code).label, tuple(found)) for code, found in groupby(rows, key=lambda row: row.entry.category)
    )


def _facts(induction, entries):
    required = [entry for entry in entries if entry.required]
    waiting = sum(not (entry.shown_at and entry.clear_at) for entry in required)
    return (
        ("Кого вводят", induction.mentee.short_name),
        ("Должность", induction.mentee.post),
        ("Список", f"«{induction.name}», {count_of(len(entries), 'plan_item')}"),
        ("Обязательных осталось", str(waiting)),
        ("Пройти до", dates.words(induction.due)),
        ("Начат", f"{dates.words(induction.begun_at)}, {induction.begun_by.short_name}"),
        ("Завершён", dates.words(induction.finished_at) if induction.finished_at else ""),
    )


# Templates


@dataclass(frozen=True)
class TemplateLine:
    template: InductionTemplate
    items: int


LIST_COLUMNS = (
    Column("Список", primary=True),
    Column("Должности"),
    Column("Пунктов", numeric=True),
    Column("Состояние"),
)


def induction_template_lines(actor):
    """All templates with the number of their items. One query."""
    rows = rules.induction_templates_for(actor).annotate(n_items=Count("items")).select_related("edited_by")
    return tuple(TemplateLine(row, row.n_items) for row in rows.order_by(F("retired").asc(), "position", "name"))
