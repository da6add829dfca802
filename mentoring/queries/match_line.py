"""One request of a draft matching: ranked mentors beside all the other lines, or nobody."""

from dataclasses import dataclass

from django.urls import reverse

from mentoring.kit.states import StateTag
from mentoring.kit.text import ended, listing
from mentoring.models import MatchLine
from mentoring.queries.candidates import candidates_for, weights
from mentoring.queries.match import lines_of, offers_outside
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


def match_line_page(batch, key, on, *, everybody=False):
    """The page of a line, or None when the batch has no such line. `everybody` adds those without a common direction."""
    lines = list(lines_of(batch))
    line = next((row for row in lines if row.pk == key), None)
    if line is None:
        return None
    rivals = _rivals(lines, line)
    found = candidates_for(line.request, on, taken=_taken(lines, rivals))
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


def _taken(lines, rivals):
    """Places given away beside those of pairs: offers that wait, and the other lines of the draft."""
    planned = {row.request_id for row in lines if not row.held}
    taken = offers_outside(planned)
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
