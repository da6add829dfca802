"""What the page of a working program says of its journal beside meetings: assignments, visits, the kind's own demands."""

from dataclasses import dataclass

from mentoring.kit.gather import gather
from mentoring.kit.verdict import Verdict
from mentoring.queries.achievement import AchievementLine, newest_lines, pair_source
from programs import access

from .assignment import ASSIGNMENT_COLUMNS, AssignmentRow, assignment_rows
from .kind_now import kind_now
from .visit import VISIT_COLUMNS, visit_source

MOST = 300


@dataclass(frozen=True)
class JournalNow:
    """`kind` are lines of what the kind of mentoring demands of the work itself."""

    assignments: tuple[AssignmentRow, ...]
    give: Verdict
    visits: tuple
    achievements: tuple[AchievementLine, ...]
    tells: bool  # a participant or the curator may enter an achievement
    visit: Verdict
    kind: tuple
    results: Verdict
    reached: tuple  # mentees whose reached result is written down
    assignment_columns: tuple = ASSIGNMENT_COLUMNS
    visit_columns: tuple = VISIT_COLUMNS

    @property
    def kind_title(self):
        return "Что требует вид" if self.kind else "Результаты"


def journal_now(actor, program, events, on, *, sees, results):
    """`sees` says whether the reader is a participant or the curator, `results` are Acquainted rows. At most three queries."""
    visits, achievements = _beside(actor, program, sees)
    return JournalNow(
        assignments=assignment_rows(actor, program, on) if sees else (),
        give=access.may_give(actor, program),
        visits=visits,
        achievements=newest_lines(achievements, actor, on),
        tells=sees,
        visit=access.may_write_visit(actor, program),
        kind=kind_now(program, events, results) if sees else (),
        results=access.may_write_results(actor, program),
        reached=tuple(row for row in results if sees and row.reached),
    )


def _beside(actor, program, sees):
    """(visits newest first, achievements of the pair), in one query; visits are read by participants and the curator."""
    merits = pair_source(actor, program.pair_id)
    sources = [merits, visit_source(actor, program)] if sees else [merits]
    found = gather(sources, MOST)
    visits = [row for source, row in found if source is not merits]
    visits.sort(key=lambda row: (row.day, row.pk), reverse=True)
    return tuple(visits), [row for source, row in found if source is merits]
