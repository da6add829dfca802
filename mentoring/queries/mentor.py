"""The internal bank of mentors: who helps with what, how many places are free; a record for its form."""

from dataclasses import dataclass

from django.db.models import CharField, Count, F, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce

from mentoring.access import mentors_for, people_for
from mentoring.choices import Kind, Side
from mentoring.kit.dates import words
from mentoring.kit.states import StateTag
from mentoring.kit.text import Folded, count_of, plural, small_first, words_of
from mentoring.kit.ui import Column
from mentoring.models import Direction, Mentor, PairMember
from mentoring.office import office
from mentoring.queries.achievement import confirmed_lines
from mentoring.queries.load import TAKING
from mentoring.queries.person import years_words

SORTS = {
    "free": (F("free").desc(), "person__sort_key", "pk"),
    "-free": (F("free").asc(), "person__sort_key", "pk"),
    "name": ("person__sort_key", "pk"),
    "-name": ("-person__sort_key", "-pk"),
}
SHOWN = (
    "capacity",
    "takes_new",
    "pause_until",
    "forms",
    "kinds",
    "mode",
    "schedule",
    "achievements",
    "motivation_note",
)
COLUMNS = (
    Column("Наставник", primary=True, sort_key="name"),
    Column("С чем поможет"),
    Column("Места", sort_key="free"),
)


@dataclass(frozen=True)
class BankFilter:
    q: str = ""
    direction: str = ""
    free: str = ""
    sort: str = "free"


@dataclass(frozen=True)
class MentorLine:
    """A mentor of the bank. `url` is empty when the reader may not open the card."""

    mentor: Mentor
    about: str
    directions: tuple[str, ...]
    ways: str
    tag: StateTag | None
    opens: bool
    merits: tuple[str, ...] = ()


def places_taken():
    """Places a mentor has taken, counted by the database as queries.load counts them: mentees in pairs and drafts."""
    mentees = PairMember.objects.filter(
        side=Side.MENTEE,
        until__isnull=True,
        pair__state__in=TAKING,
        pair__members__side=Side.MENTOR,
        pair__members__until__isnull=True,
        pair__members__person=OuterRef("person"),
    ).exclude(pair__kind=Kind.SPEED)
    counted = mentees.exclude(person=OuterRef("person")).order_by().values("pair__members__person")
    return Coalesce(Subquery(counted.annotate(n=Count("pk", distinct=True)).values("n"), IntegerField()), 0)


def available(on):
    """Mentors who take new mentees now."""
    rested = Q(pause_until__isnull=True) | Q(pause_until__lt=on)
    at_work = Q(person__left_on__isnull=True) | Q(person__left_on__gt=on)
    return Q(takes_new=True) & rested & at_work


def asked_mentors(actor, asked, on):
    """Mentors by the filter. Those who take nobody now are shown only when asked for by name."""
    mentors = mentors_for(actor).annotate(taken=places_taken()).annotate(free=F("capacity") - F("taken"))
    if asked.q:
        mentors = mentors.annotate(subjects_key=Folded("person__subjects"))
        for word in words_of(asked.q):
            mentors = mentors.filter(Q(person__search_key__contains=word) | Q(subjects_key__contains=word))
    else:
        mentors = mentors.filter(available(on))
    if asked.direction:
        mentors = mentors.filter(directions__code=asked.direction)
    if asked.free:
        mentors = mentors.filter(available(on), free__gt=0)
    shown = mentors.select_related("person", "person__unit", "person__organization").prefetch_related("directions")
    return shown.order_by(*SORTS.get(asked.sort, SORTS["free"]))


def resting(actor, on):
    """How many mentors are not shown because they take nobody now."""
    return mentors_for(actor).exclude(available(on)).count()


def mentor_lines(actor, mentors, on):
    """Lines of one page; whose cards may be opened and what was confirmed is one query each for all."""
    mentors = list(mentors)
    mine = set(people_for(actor).filter(pk__in=[mentor.pk for mentor in mentors]).values_list("pk", flat=True))
    merits = confirmed_lines([mentor.pk for mentor in mentors])
    return [_line(mentor, on, mentor.pk in mine, merits.get(mentor.pk, ())) for mentor in mentors]


def _line(mentor, on, opens, merits):
    person = mentor.person
    place = person.unit.name if person.unit else ("" if person.organization.own else person.organization.short_name)
    years = years_words(person, on)
    about = [person.post, place, f"стаж {years}" if years else "", person.subjects]
    return MentorLine(
        mentor,
        "; ".join(part for part in about if part),
        tuple(direction.short for direction in mentor.directions.all()),
        ways_of(mentor),
        rest_tag(mentor, on),
        opens,
        merits,
    )


def ways_of(mentor):
    """«Педагог – педагог; традиционное, в группе; режим: смешанный; вторник после 14:30»."""
    forms = ", ".join(office().label("form", code) for code in mentor.forms)
    kinds = ", ".join(small_first(office().label("kind", code).split(" (")[0].split("(")[0]) for code in mentor.kinds)
    mode = f"режим: {small_first(office().label('mode', mentor.mode))}" if mentor.mode else ""
    return "; ".join(part for part in (forms, kinds, mode, mentor.schedule) if part)


def rest_tag(mentor, on):
    """Why the mentor takes nobody now, or None."""
    if mentor.pause_until and mentor.pause_until >= on:
        return StateTag("calm", "Не берёт новых", f"До {words(mentor.pause_until)}.")
    if not mentor.takes_new:
        return StateTag("calm", "Не берёт новых", "")
    if mentor.person.left_on:
        return StateTag("calm", "Уходит", f"Последний день – {words(mentor.person.left_on)}.")
    return None


def direction_choices():
    rows = Direction.objects.filter(retired=False).values_list("code", "name")
    return [("", "Любое"), *rows]


def bank_lead(count, rest):
    """«12 наставников, сначала те, у кого есть место. Ещё 2 наставника сейчас не берут новых: найдите по имени.»"""
    takes = plural(rest, "не берёт", "не берут", "не берут")
    hidden = f" Ещё {count_of(rest, 'mentor')} сейчас {takes} новых: найдите по имени." if rest else ""
    return f"{count_of(count, 'mentor')}, сначала те, у кого есть место.{hidden}"


def record_of(person):
    """The person's record while in the bank; the person is loaded with it."""
    mentor = getattr(person, "mentor", None)
    return mentor if mentor and not mentor.retired_on else None


def mentor_initial(mentor):
    """What the form shows of a record; directions, groups and marks are read in one query."""
    initial = {name: getattr(mentor, name) for name in SHOWN}
    initial["motivation"] = str(mentor.motivation_id or "")
    initial["seen"] = str(mentor.lock_version)
    initial["directions"] = []
    for what, key, first, second in _sets_of(mentor):
        if what == "direction":
            initial["directions"].append(key)
        elif what == "group":
            initial |= {f"group_{key}": True, f"evidence_{key}": first}
        else:
            initial |= {f"own_{key}": first or "", f"confirmed_{key}": second or ""}
    return initial


def _sets_of(mentor):
    text = CharField(max_length=300)
    nothing = Value("", text)
    directions = mentor.directions.order_by().annotate(first=nothing, second=nothing)
    groups = mentor.group_evidence.order_by().annotate(first=F("evidence"), second=nothing)
    marks = mentor.competence_marks.order_by().annotate(first=Cast("own", text), second=Cast("confirmed", text))
    return _four(directions, "direction", "pk").union(
        _four(groups, "group", "group_id"), _four(marks, "mark", "competence_id"), all=True
    )


def _four(rows, what, key):
    return rows.annotate(what=Value(what, CharField(max_length=20))).values_list("what", key, "first", "second")
