"""One request of a draft matching: ranked mentors beside all the other lines, or nobody."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Q, prefetch_related_objects
from django.urls import reverse

from mentoring.choices import OfferAnswer, RequestState
from mentoring.kit.states import StateTag
from mentoring.kit.text import ended, listing
from mentoring.models import MatchLine, RequestOffer
from mentoring.queries.candidates import candidates_for, weights
from mentoring.queries.request_candidates import COLUMNS, Other, Row, other_of

SHOWN, IN_FULL = 8, 2


@dataclass(frozen=True)
class MatchLinePage:
    line: MatchLine
    rows: tuple[tuple[Row, bool], ...]  # (row, reasons in full)
    hidden: int
    nobody: bool  # no mentor stands in the line now
    strangers: int
    others: tuple[Other, ...]
    of: int

    columns = COLUMNS

    @property
    def person(self):
        return self.line.request.person

    @property
    def crumbs(self):
        batch = self.line.batch
        here = reverse("match_detail", args=[batch.pk])
        return (("Запросы", reverse("request_list")), ("Общий подбор", reverse("match_list")), (f"№ {batch.pk}", here))

    @property
    def title(self):
        return f"Кто поможет {self.person.case('dat')}?"

    @property
    def rest(self):
        return self.hidden + self.strangers

    @property
    def directions(self):
        return [direction.name for direction in self.line.request.directions.all()]


def lines_with_people(batches, key):
    """Lines of one of these batches, each with it and with the people the page names; empty when it is not among them."""
    people = ("batch__year", "mentor__person", "request__person__unit", "request__year")
    return list(MatchLine.objects.filter(batch__in=batches, batch=key).select_related(*people))


def match_line_page(lines, key, on, *, everybody=False):
    """The page of one of the `lines`, or None when there is no such line. `everybody` adds those without a common direction."""
    line = next((row for row in lines if row.pk == key), None)
    if line is None:
        return None
    rivals = _rivals(lines, line)
    prefetch_related_objects([line.request], "directions", "ranked")
    own, taken = _offers(lines, line)
    found = candidates_for(line.request, on, taken=_taken(taken, rivals), offers=own)
    listed = (*found.suitable, *found.strangers) if everybody else found.suitable
    shown = listed if everybody else listed[:SHOWN]
    own = found.find(line.mentor_id)
    if own and own not in shown:
        shown = (own, *shown)
    rows = (Row(n, candidate, candidate is own) for n, candidate in enumerate(shown, 1))
    return MatchLinePage(
        line=line,
        rows=tuple((row, row.n <= IN_FULL) for row in rows),
        hidden=len([candidate for candidate in listed if candidate not in shown]),
        nobody=line.mentor_id is None,
        strangers=0 if everybody else len(found.strangers),
        others=tuple(_other(candidate, rivals) for candidate in found.stopped if candidate is not own),
        of=weights().total,
    )


def _rivals(lines, line):
    """{mentor id: people of the other lines that he is given to in this draft}."""
    rivals = {}
    for row in lines:
        if row.mentor_id and row.pk != line.pk and not row.held:
            rivals.setdefault(row.mentor_id, []).append(row.request.person)
    return rivals


def _offers(lines, line):
    """(every offer of the line's request, {mentor id: how many offers outside the draft wait for him}), in one query."""
    planned = {row.request_id for row in lines if not row.held}
    mine = Q(request=line.request_id)
    waiting = Q(answer=OfferAnswer.WAITING, request__state=RequestState.AWAITING_MENTOR)
    offers = list(RequestOffer.objects.filter(mine | waiting))
    outside = Counter(row.mentor_id for row in offers if row.request_id not in planned and row.answer == "waiting")
    return [row for row in offers if row.request_id == line.request_id], outside


def _taken(outside, rivals):
    """Places given away beside those of pairs: offers that wait, and the other lines of the draft."""
    taken = dict(outside)
    for mentor_id, people in rivals.items():
        taken[mentor_id] = taken.get(mentor_id, 0) + len(people)
    return taken


def _other(candidate, rivals):
    """Who is stopped only because the draft gave his places away is told so."""
    people = rivals.get(candidate.person.pk)
    stop = candidate.score.stops[0]
    if not people or stop.code != "capacity":
        return other_of(candidate)
    to = listing([person.short_case("dat") for person in people[:3]])
    more = f" и ещё {len(people) - 3}" if len(people) > 3 else ""
    tag = StateTag("stop", "Занят в подборе", ended(f"Места отданы: {to}{more}"))
    url = reverse("person_detail", args=[candidate.person.pk])
    return Other(candidate.person.full_name, url, tag, None, "Освободите место в другой строке.")
