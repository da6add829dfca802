"""The page where the curator chooses a mentor for a request, knowing why (picture 03)."""

from dataclasses import dataclass

from django.urls import reverse

from mentoring.choices import OfferAnswer
from mentoring.kit.dates import words
from mentoring.kit.states import StateTag
from mentoring.kit.text import count, count_of, group_digits, small_first, words_of
from mentoring.kit.ui import Column, Link
from mentoring.models import MentoringRequest
from mentoring.queries.candidates import Candidate, Candidates, candidates_for, offer_due, weights
from mentoring.queries.mentor_consent import consent_kind_of
from mentoring.queries.queue import queue_choices, queue_of
from mentoring.queries.request import request_path
from mentoring.queries.request_detail import wishes_of

SHOWN, IN_FULL, FOUND = 5, 2, 5


@dataclass(frozen=True)
class Other:
    """A mentor who cannot be asked now: what stands in the way and what can be done."""

    name: str
    url: str
    tag: StateTag
    way: Link | None
    way_text: str = ""
    by_post: bool = False


@dataclass(frozen=True)
class Row:
    """A candidate in the list; the first one is marked unless another was chosen."""

    n: int
    candidate: Candidate
    checked: bool
    asked: str = ""  # «уже спрашивали 20 ноября»

    @property
    def title(self):
        return f"{self.n}. {self.person.full_name}"

    @property
    def person(self):
        return self.candidate.person

    @property
    def score(self):
        return self.candidate.score

    @property
    def note(self):
        return ", ".join(part for part in (self.candidate.note, self.asked) if part)


@dataclass(frozen=True)
class Weighed:
    """«Почему не он»: one mentor with his whole arithmetic, every stop, and where he stands in the list."""

    candidate: Candidate
    place: str
    tags: tuple[StateTag, ...]
    choose_url: str = ""  # for who may be asked

    @property
    def person(self):
        return self.candidate.person

    @property
    def score(self):
        return self.candidate.score


@dataclass(frozen=True)
class WhyNot:
    """What was typed and who was found by it, at most FOUND."""

    q: str = ""
    rows: tuple[Weighed, ...] = ()
    more: int = 0

    @property
    def more_words(self):
        return f"Ещё {count_of(self.more, 'mentor')} с такими буквами: допишите фамилию."


COLUMNS = (Column("Наставник", primary=True), Column("Что мешает"), Column("Что можно сделать"))


@dataclass(frozen=True)
class CandidatesPage:
    """Picture 03. `where` is the line under the heading; `nobody` says why nobody suits."""

    request: MentoringRequest
    path: tuple
    rows: tuple[tuple[Row, bool], ...]  # (row, reasons in full)
    hidden: int
    heading: str
    others: tuple[Other, ...]
    strangers: int
    of: int
    due: str
    wishes: tuple
    why_not: WhyNot = WhyNot()
    queue_choices: tuple = ()
    queue: tuple = ()

    columns = COLUMNS

    @property
    def crumbs(self):
        here = reverse("request_detail", args=[self.request.pk])
        return (("Запросы", reverse("request_list")), (f"Запрос № {self.request.pk}", here))

    @property
    def directions(self):
        return [d.name for d in self.request.directions.all()]

    @property
    def title(self):
        return f"{self.request.person.full_name} ищет наставника"

    @property
    def consequence(self):
        return f"Получит письмо, ответит до {self.due}"

    @property
    def others_count(self):
        return len(self.others) + self.strangers

    @property
    def how(self):
        return f"{weights_words(weights())} При равных баллах выше тот, у кого больше мест."

    @property
    def nobody(self):
        """«12 без общего направления, 3 не берут новых, 8 без места»."""
        parts = [f"{self.strangers} без общего направления"] if self.strangers else []
        for word in sorted({other.tag.word for other in self.others}):
            parts.append(f"{sum(other.tag.word == word for other in self.others)} — {small_first(word)}")
        return f"{', '.join(parts).capitalize()}." if parts else ""


def weights_words(w):
    """What the points are given for, from settings."""
    return (
        f"До {w.directions} — общие направления, до {w.subject} — та же дисциплина или подразделение, "
        f"до {w.capacity} — свободные места, до {w.mode} — форма, вид и режим, {w.wish} — пожелание педагога. "
        "Опыт показан, но баллов не даёт."
    )


def _asked_before(offer):
    if offer.answer == OfferAnswer.RELEASED and offer.answered_at:
        return f"согласие было {words(offer.answered_at)}, пара не состоялась"
    return f"уже спрашивали {words(offer.asked_at)}"


def candidates_page(request, on, *, everybody=False, wide=False, chosen=None, who=""):
    """`everybody` opens the whole list, `wide` adds those without a direction in common, `chosen` is marked first.

    `who` is a surname typed at «Почему не он».
    """
    found = candidates_for(request, on)
    listed = (*found.suitable, *found.strangers) if wide else found.suitable
    shown = listed if everybody else listed[:SHOWN]
    waiting = [place.mentor_id for place in request.queue]
    queue = queue_of(found, waiting)
    chosen = chosen or (queue[0] if queue else None)
    queue = queue or _wished(request, found)
    marked = chosen if any(c.person.pk == chosen for c in shown) else (shown[0].person.pk if shown else None)
    asked = {offer.mentor_id: _asked_before(offer) for offer in request.offers.all()}
    rows = (Row(n, c, c.person.pk == marked, asked.get(c.person.pk, "")) for n, c in enumerate(shown, 1))
    return CandidatesPage(
        request=request,
        path=request_path(request, "curator"),
        rows=tuple((row, row.n <= IN_FULL) for row in rows),
        hidden=len(listed) - len(shown),
        heading=_heading(found),
        others=tuple(other_of(candidate) for candidate in found.stopped),
        strangers=0 if wide else len(found.strangers),
        of=weights().total,
        due=words(offer_due(on)),
        wishes=wishes_of(request),
        why_not=_why_not(found, who),
        queue_choices=queue_choices(found, waiting),
        queue=tuple(key for key in queue if key != marked),
    )


def _wished(request, found):
    """Before anybody was asked the teacher's own ranked wishes stand in the queue already; the curator may change them."""
    return () if request.offers.all() else queue_of(found, [wish.mentor_id for wish in request.wished])


def _why_not(found, who):
    """Mentors of the bank whose names hold every word typed."""
    asked = words_of(who)
    if not asked:
        return WhyNot()
    ranked = (*found.suitable, *found.strangers)
    hits = [c for c in (*ranked, *found.stopped) if all(word in c.person.sort_key for word in asked)]
    hits.sort(key=lambda candidate: not candidate.person.sort_key.startswith(asked[0]))
    return WhyNot(" ".join(who.split()), tuple(_weighed(c, ranked) for c in hits[:FOUND]), max(len(hits) - FOUND, 0))


def _weighed(candidate, ranked):
    stops = candidate.score.stops
    if stops:
        tags = tuple(StateTag("stop", stop.word, stop.verdict.reason) for stop in stops)
        return Weighed(candidate, "Сейчас спросить нельзя", tags)
    place = f"{ranked.index(candidate) + 1}-е место из {len(ranked)}"
    if not candidate.score.suits:
        place = f"{place}, после всех, у кого общее направление есть"
    url = f"?all=1&wide=1&mentor={candidate.person.pk}"
    return Weighed(candidate, place, (StateTag("ok", "Можно спросить", ""),), url)


def _heading(found: Candidates):
    """«Подходят 5 из 23 наставников», or that nobody does."""
    if not found.total:
        return "В банке ещё нет наставников"
    if not found.suitable:
        return "Никто не подходит"
    verb = "Подходит" if len(found.suitable) % 10 == 1 and len(found.suitable) % 100 != 11 else "Подходят"
    total = count(found.total, "наставника", "наставников", "наставников")
    return f"{verb} {group_digits(len(found.suitable))} из {total}"


def other_of(candidate):
    """What stands in this mentor's way first, and the page or deed that removes it."""
    stop, person = candidate.score.stops[0], candidate.person
    return Other(
        name=person.full_name,
        url=reverse("person_detail", args=[person.pk]),
        tag=StateTag("stop", stop.word, stop.verdict.reason),
        way=_way(stop.code, person),
        way_text=DEAD_ENDS.get(stop.code, "Спросите другого."),
        by_post=stop.code in ASKING,
    )


ASKING = ("no_consent",)  # asking for a consent is a deed, not a page
DEAD_ENDS = {"boss": "Правило техникума, снять нельзя.", "self": "Выберите другого."}


def _way(code, person):
    """The page or the deed that removes the obstacle, when there is one."""
    kind, who = consent_kind_of(person), person.short_case("gen")
    if code == "capacity":
        return Link("Изменить ёмкость", reverse("mentor_edit", args=[person.pk]), who)
    if code in ASKING:
        return Link("Запросить согласие", reverse("consent_request", args=[person.pk, kind]), who)
    if code == "consent_waiting":
        return Link("Записать согласие на бумаге", reverse("consent_record", args=[person.pk, kind]), who)
    return None
