"""Where a matching of all requests begins: who waits, how many places there are, earlier matchings."""

from dataclasses import dataclass

from mentoring.access import matches_for
from mentoring.choices import MatchState
from mentoring.choices import RequestState as S
from mentoring.choices.state_words import MATCH as WORDS
from mentoring.kit.dates import moment
from mentoring.kit.states import StateTag, describe
from mentoring.kit.text import plural
from mentoring.kit.ui import Column, Figure
from mentoring.matching.stops import mentor_stops
from mentoring.models import AcademicYear, MatchBatch, MentoringRequest
from mentoring.office import office
from mentoring.queries.candidates import weights
from mentoring.queries.match import read_board
from mentoring.queries.page import page_of
from mentoring.queries.request_candidates import weights_words
from mentoring.workflow.request import OPEN_TO_CURATOR

OPEN = (MatchState.COMPUTING, MatchState.DRAFT, MatchState.PUBLISHING)
FREE = "наставников, которые могут взять: {}"
COLUMNS = (Column("Подбор", primary=True), Column("С наставником", numeric=True), Column("Состояние"))


@dataclass(frozen=True)
class BatchRow:
    batch: MatchBatch
    when: str
    tag: StateTag

    @property
    def served(self):
        return f"{self.batch.served} из {self.batch.asked}" if self.batch.computed_at else "–"


@dataclass(frozen=True)
class MatchList:
    """`open` is the year's draft that must be published or deleted before a new one begins."""

    year: AcademicYear | None
    figures: tuple[Figure, ...]
    open: MatchBatch | None
    rows: tuple[BatchRow, ...]
    page: object

    columns = COLUMNS

    @property
    def how(self):
        return weights_words(weights())


def match_list(actor, on, number=None):
    """One page of batches, newest first, and what a new one would begin with."""
    year = office().year
    page = page_of(matches_for(actor).select_related("author", "year"), number)
    batches = list(page.object_list)
    return MatchList(
        year=year,
        figures=_figures(year, on) if year else (),
        open=_open(actor, year, batches if page.number == 1 else ()),
        rows=tuple(BatchRow(batch, moment(batch.created_at), batch_tag(batch)) for batch in batches),
        page=page,
    )


def _open(actor, year, newest):
    """The year's open batch; as a rule it is the newest of all, for none begins beside it."""
    if year is None:
        return None
    found = next((batch for batch in newest if batch.year_id == year.pk and batch.state in OPEN), None)
    if found or newest:
        return found
    return matches_for(actor).filter(year=year.pk, state__in=OPEN).first()


def batch_tag(batch):
    return describe(WORDS, batch.state, "curator", note=batch.note)


def _figures(year, on):
    """Who waits, who is being decided about, how many places are free."""
    states = (*OPEN_TO_CURATOR, S.AWAITING_MENTOR, S.MENTOR_AGREED)
    known = list(MentoringRequest.objects.filter(year=year.pk, state__in=states).values_list("pk", "state"))
    planned = {pk for pk, state in known if state in OPEN_TO_CURATOR}
    free = [facts.free for facts in read_board(on, planned, directions=False).facts if not mentor_stops(facts)]
    return (
        Figure(len(planned), "ждут наставника", note="запросы, где ваш ход"),
        Figure(len(known) - len(planned), "уже решаются", note="спросили наставника или он согласен"),
        Figure(sum(free), f"{plural(sum(free), 'место', 'места', 'мест')} свободно", note=FREE.format(len(free))),
    )
