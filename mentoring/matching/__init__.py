"""Arithmetic of matching: how far a mentor suits a request, line by line in words, and what stands in the way.

Points are whole, halves are dropped: 15 × 1 free place of 2 gives 7. The curator decides; the order is only a hint.
"""

from dataclasses import dataclass, field
from datetime import date

from mentoring.choices import ConsentState as ConsentState
from mentoring.choices import Mode
from mentoring.kit.dates import words
from mentoring.kit.text import count_of, fold, listing, small_first
from mentoring.kit.text import ended as ended
from mentoring.kit.ui import ReasonLine
from mentoring.kit.verdict import Verdict as Verdict
from mentoring.kit.verdict import no as no

from .partner import partner_lines
from .stops import Stop, hard_stops


@dataclass(frozen=True)
class Weights:
    """What each part may give at most; settings weight_*."""

    directions: int = 50
    subject: int = 20
    capacity: int = 15
    mode: int = 10
    wish: int = 5

    @property
    def total(self):
        return self.directions + self.subject + self.capacity + self.mode + self.wish


@dataclass(frozen=True)
class Need:
    """What a request asks for. `directions` are (id, short name); form, kind and mode are codes or empty."""

    person_id: int
    name: str
    name_gen: str
    directions: tuple[tuple[int, str], ...] = ()
    subjects: str = ""
    unit_id: int | None = None
    post: str = ""
    form: str = ""
    kind: str = ""
    mode: str = ""
    wished_mentor_id: int | None = None
    also_wished: tuple[int, ...] = ()  # the second and the third by rank
    boss_ids: tuple[int, ...] = ()
    labels: dict = field(default_factory=dict)  # {"form": "Педагог – педагог", …} of what is wished


@dataclass(frozen=True)
class MentorFacts:
    """A mentor as the arithmetic sees him."""

    person_id: int
    name: str
    name_gen: str
    sort_key: str = ""
    gender: str = ""
    directions: frozenset[int] = frozenset()
    subjects: str = ""
    unit_id: int | None = None
    unit_name: str = ""
    capacity: int = 0
    load: int = 0
    forms: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    mode: str = Mode.MIXED
    is_partner: bool = False
    partner_kind: str = ""
    partner_posts: tuple[str, ...] = ()  # beginnings of words of the posts this kind of partner helps, clause 4.3.3
    takes_new: bool = True
    idle_until: date | None = None
    retired_on: date | None = None
    consent: str = ""
    consent_on: date | None = None
    declined_on: date | None = None  # when he refused this very request
    silent_on: date | None = None  # by when he did not answer it
    led: int = 0
    finished: int = 0
    years: int | None = None

    @property
    def free(self):
        return max(self.capacity - self.load, 0)


@dataclass(frozen=True)
class Score:
    """`suits` is false when nothing of what is asked for is offered: no direction in common."""

    mentor: MentorFacts
    lines: tuple[ReasonLine, ...]
    stops: tuple[Stop, ...]
    suits: bool

    @property
    def points(self):
        return sum(line.points for line in self.lines)


def rank(need, mentors, weights, *, forbid_boss=False):
    """Every mentor scored: suitable ones first by points, then by free places, then by name."""
    scored = [score(need, mentor, weights, forbid_boss=forbid_boss) for mentor in mentors]
    return sorted(scored, key=_order)


def _order(scored):
    """Who was asked for this request and did not answer stands after those who were not asked."""
    mentor = scored.mentor
    silent = mentor.silent_on is not None
    return bool(scored.stops), not scored.suits, silent, -scored.points, -mentor.free, mentor.sort_key


def score(need, mentor, weights, *, forbid_boss=False):
    common = [name for pk, name in need.directions if pk in mentor.directions]
    lines = (
        _directions(need, common, weights.directions),
        _subject(need, mentor, weights.subject),
        _capacity(mentor, weights.capacity),
        _mode(need, mentor, weights.mode),
        *_wish(need, mentor, weights.wish),
        *partner_lines(need.post, mentor.partner_kind, mentor.partner_posts),
        _experience(mentor),
        *_silent(mentor),
    )
    return Score(mentor, lines, hard_stops(need, mentor, forbid_boss=forbid_boss), bool(common) or not need.directions)


# Points


def _directions(need, common, weight):
    total = len(need.directions)
    if not total:
        return ReasonLine(0, "направления в запросе не названы")
    names = listing([small_first(name) for name in common], last=", ")
    if not common:
        return ReasonLine(0, "ни одного общего направления")
    if len(common) == total:
        every = "направление запроса" if total == 1 else f"все {count_of(total, 'direction')} запроса"
        return ReasonLine(weight, f"{every}: {names}")
    return ReasonLine(weight * len(common) // total, f"{count_of(len(common), 'direction')} из {total}: {names}")


def _subject(need, mentor, weight):
    same = subjects_of(need.subjects) & subjects_of(mentor.subjects)
    if same:
        shown = [part.strip() for part in mentor.subjects.split(",") if fold(part) in same]
        return ReasonLine(weight, f"та же дисциплина: {', '.join(shown)}")
    if need.unit_id and need.unit_id == mentor.unit_id:
        return ReasonLine(weight, f"то же подразделение: «{mentor.unit_name}»")
    where = f": «{mentor.unit_name}»" if mentor.unit_name else ""
    return ReasonLine(0, f"другие дисциплина и подразделение{where}")


def subjects_of(text):
    return {fold(part) for part in text.split(",") if part.strip()}


def _capacity(mentor, weight):
    if not mentor.free:
        return ReasonLine(0, f"мест нет: ведёт {mentor.load} из {mentor.capacity}")
    points = weight * mentor.free // mentor.capacity
    return ReasonLine(points, f"свободно {count_of(mentor.free, 'place')} из {mentor.capacity}")


def _mode(need, mentor, weight):
    fits = fits_of(need, mentor)
    points = weight * sum(fits.values()) // len(fits)
    wrong = [f"{_PART[part]} «{need.labels.get(part, '')}»" for part, fit in fits.items() if not fit]
    if not wrong:
        asked = need.form or need.kind or need.mode
        return ReasonLine(points, "подходят форма, вид и режим" if asked else "форма, вид и режим — любые")
    return ReasonLine(points, f"не берёт: {', '.join(wrong)}")


def fits_of(need, mentor):
    """Form, kind and mode: a part that was not asked for suits; a mentor who named none takes any."""
    return {
        "form": not need.form or not mentor.forms or need.form in mentor.forms,
        "kind": not need.kind or not mentor.kinds or need.kind in mentor.kinds,
        "mode": not need.mode or Mode.MIXED in (need.mode, mentor.mode) or need.mode == mentor.mode,
    }


_PART = {"form": "форма", "kind": "вид", "mode": "режим"}


def _wish(need, mentor, weight):
    if need.wished_mentor_id is None:
        return ()
    if mentor.person_id in need.also_wished:
        rank = need.also_wished.index(mentor.person_id) + 2
        return (ReasonLine(weight * (4 - rank) // 3, f"{need.name} просит этого наставника: выбор № {rank} из трёх"),)
    if need.wished_mentor_id != mentor.person_id:
        return (ReasonLine(0, "в пожеланиях назван другой наставник"),)
    return (ReasonLine(weight, f"{need.name} просит именно этого наставника"),)


def _experience(mentor):
    """A fact without weight: years and pairs are not turned into points."""
    if not mentor.led:
        return ReasonLine(0, "опыт: пар ещё не было" if not mentor.gender else _new(mentor))
    finished = f", завершено по плану {mentor.finished}" if mentor.finished else ""
    return ReasonLine(0, f"опыт: пар и групп — {mentor.led}{finished}")


def _new(mentor):
    return f"опыт: пар ещё не {'вела' if mentor.gender == 'f' else 'вёл'}"


def _silent(mentor):
    if not mentor.silent_on:
        return ()
    return (ReasonLine(0, f"по этому запросу уже спрашивали: ответа к {words(mentor.silent_on)} не было"),)
