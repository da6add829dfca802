"""Reflections on pages (R38): lines of the program's page, one text, the curator's numbers without a single word read."""

from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace

from django.db.models import Count, DateField, DurationField, ExpressionWrapper, F, Q, Value
from django.urls import reverse

from mentoring.choices import Kind, Side
from mentoring.kit import dates
from mentoring.kit.text import ended, listing
from mentoring.kit.ui import Column
from mentoring.kit.verdict import Verdict
from mentoring.models import PairMember
from mentoring.office import office
from programs import access
from programs.access import reflection as rules
from programs.choices import RUNNING_STATES, ProgramState
from programs.choices.growth import OPEN_TO_CURATOR, OPEN_TO_PAIR, ReflectionPoint, ReflectionState
from programs.models import Program, Reflection

from .head import names_of
from .people import PERSON, with_people

P, S = ReflectionPoint, ReflectionState
ENDED = (ProgramState.COMPLETED, ProgramState.ENDED_EARLY)
NUMBER_COLUMNS = (
    Column("Когда", primary=True),
    Column("Кто"),
    Column("Написали", numeric=True),
    Column("Ещё не написали", numeric=True),
    Column("Всего", numeric=True),
)
TITLES = {P.MIDDLE: "Рефлексия в середине программы", P.END: "Рефлексия в конце программы"}


# When it is time


def middle_of(program):
    """The date of interim results, else the day that halves the term."""
    return program.interim_date or program.since + timedelta(days=-(-(program.until - program.since).days // 2))


def day_of_point(program, point):
    return middle_of(program) if point == P.MIDDLE else program.ended_on or program.until


def due_programs(point, on):
    """Programs of which it is time to write at a point: from the middle to the last weeks, then to as long after the end.

    A speed consultation is one meeting: it has neither.
    """
    days = timedelta(days=office().setting("reflection_days"))
    rows = Program.objects.exclude(pair__kind=Kind.SPEED)
    if point == P.END:
        closing = Q(state__in=RUNNING_STATES, until__lte=on + days)
        return rows.filter(closing | Q(state__in=ENDED, ended_on__gte=on - days))
    today = Value(on, DateField())
    past = ExpressionWrapper(today - F("since"), DurationField())
    left = ExpressionWrapper(F("until") - today, DurationField())
    halved = rows.alias(past=past, left=left).filter(state__in=RUNNING_STATES, until__gt=on + days)
    return halved.filter(Q(interim_date__lte=on) | Q(interim_date=None, past__gte=F("left")))


# The page of a program


@dataclass(frozen=True)
class OwnLine:
    """The reader's own at a point: what to press and what is known of it."""

    point: str
    title: str
    note: str
    action: str
    url: str


@dataclass(frozen=True)
class ReflectionPart:
    own: tuple[OwnLine, ...] = ()
    opened: tuple[Reflection, ...] = ()
    numbers: tuple[str, ...] = ()

    @property
    def any(self):
        return self.own or self.opened or self.numbers


def reflection_source(actor, program):
    """Those of a program the reader reads, without a word of theirs, to be gathered; None where there are none to write."""
    if not _reflected(actor, program):
        return None
    told = ("point", "state", "readers", "saved_at", *(f"author__{name}" for name in PERSON))
    return SimpleNamespace(queryset=rules.reflections_for(actor).filter(program=program), fields=told, by="saved_at")


def _reflected(actor, program):
    return actor.person and program.state in rules.REFLECTED_STATES and program.pair.kind != Kind.SPEED


def reflection_part(actor, program, rows, on):
    """What the page of a program loaded with its people says of gathered rows. No query, for a curator one."""
    if not _reflected(actor, program):
        return ReflectionPart()
    mine = {row.point: row for row in rows if actor.is_person(row.author)}
    writes = rules.may_reflect(actor, program)
    return ReflectionPart(
        own=tuple(_own(program, point, mine.get(point), on) for point in P.values) if writes else (),
        opened=tuple(row for row in rows if not actor.is_person(row.author)),
        numbers=_numbers_of(program, on) if actor.has("curator") and not writes else (),
    )


def _own(program, point, row, on):
    day, label = day_of_point(program, point), P(point).label
    write = reverse("reflection_write", args=[program.pk, point])
    if row is None:
        note = "можно написать" if day <= on else f"предложим {dates.words(day)}"
        return OwnLine(point, label, note, "Написать", write)
    if row.state == S.WRITTEN:
        note, url = f"написана, читает: {readers_words(row)}", reverse("reflection_detail", args=[row.pk])
        return OwnLine(point, label, note, "Открыть", url)
    if row.state == S.SKIPPED:
        return OwnLine(point, label, "не пишу; это видно только вам", "Всё-таки написать", write)
    return OwnLine(point, label, f"черновик от {dates.words(row.saved_at)}", "Дописать", write)


def readers_words(reflection):
    return reflection.get_readers_display().lower().replace("только я", "только вы")


def _numbers_of(program, on):
    """«В середине программы: написали 1 из 2» of points that have come. One query."""
    counted = Reflection.objects.filter(program=program, state=S.WRITTEN).values_list("point").annotate(n=Count("pk"))
    written, people = dict(counted.order_by()), len(access.people_of(program))
    return tuple(
        f"{label}: написали {written.get(point, 0)} из {people}"
        for point, label in P.choices
        if day_of_point(program, point) <= on
    )


# One reflection


@dataclass(frozen=True)
class ReflectionPage:
    reflection: Reflection
    title: str
    names: str
    own: bool
    said: tuple  # (question, answer)
    when: str
    now_reads: str  # who reads it now, by name
    change: Verdict


def reflections_loaded(actor):
    return with_people(rules.reflections_for(actor), "program__pair__members").select_related("author")


def reflection_page(actor, reflection):
    """One loaded with its program and people. No query besides."""
    own = actor.is_person(reflection.author)
    return ReflectionPage(
        reflection=reflection,
        title=TITLES[reflection.point],
        names=names_of(reflection.program),
        own=own,
        said=tuple((row["question"], row["answer"]) for row in reflection.answers),
        when=dates.words(reflection.written_at or reflection.saved_at),
        now_reads=_now_reads(reflection) if own else "",
        change=rules.may_change_readers(actor, reflection),
    )


def _now_reads(reflection):
    people = []
    if reflection.readers in OPEN_TO_PAIR:
        program, author = reflection.program, reflection.author
        people += [p.short_name for p in rules.readers_in_pair(program, author, reflection.side, reflection.opened_at)]
    if reflection.readers in OPEN_TO_CURATOR:
        people.append("кураторы, которых нет в паре")
    return ended(listing(people) or "никто, кроме вас")


def questions_for(side, kept=()):
    """[(question, answer)] of the form: those asked now, then earlier ones that were answered."""
    said = {row["question"]: row["answer"] for row in kept}
    asked = office().setting("reflection_mentor" if side == Side.MENTOR else "reflection_mentee")
    asked = list(dict.fromkeys(question.strip() for question in asked if question.strip()))
    return [(question, said.get(question, "")) for question in [*asked, *(q for q in said if q not in asked)]]


# The curator's numbers


@dataclass(frozen=True)
class Numbers:
    """Of those whose point has come: how many wrote, how many did not."""

    point: str
    side: str
    written: int
    people: int

    @property
    def unwritten(self):
        return self.people - self.written


def reflection_numbers(on):
    """Over the programs of which it is time to write now. Four queries whatever their number."""
    found = []
    for point, label in P.choices:
        programs = due_programs(point, on)
        stays = Q(until=None) | Q(until__gte=F("pair__ended_on"))
        members = PairMember.objects.filter(stays, pair__programs__in=programs, is_substitute=False)
        people = set(members.values_list("pair__programs", "person", "side").filter(pair__programs__in=programs))
        rows = Reflection.objects.filter(program__in=programs, point=point, state=S.WRITTEN)
        written = set(rows.values_list("program", "author", "side")) & people
        for side, name in ((Side.MENTOR, "Наставники"), (Side.MENTEE, "Наставляемые")):
            n = [sum(row[2] == side for row in rows) for rows in (written, people)]
            found.append(Numbers(label, name, *n))
    return tuple(found)
