"""What the page of a working program says of its journal beside meetings: assignments, visits, the kind's own demands."""

from dataclasses import dataclass
from types import SimpleNamespace

from mentoring.kit.gather import gather
from mentoring.kit.verdict import Verdict
from mentoring.queries.achievement import AchievementLine, newest_lines, pair_source
from programs import access

from .assignment import ASSIGNMENT_COLUMNS, AssignmentRow, assignment_rows, assignment_source
from .growth import GrowthPart, growth_of, growth_sources
from .kind_now import kind_now
from .visit import VISIT_COLUMNS, visit_source

MOST = 300


@dataclass(frozen=True)
class JournalNow:
    """`kind` are lines of what the kind of mentoring demands of the work itself."""

    assignments: tuple[AssignmentRow, ...]
    give: Verdict
    visits: tuple
    versions: tuple  # approved texts, the newest first
    achievements: tuple[AchievementLine, ...]
    tells: bool  # a participant or the curator may enter an achievement
    visit: Verdict
    kind: tuple
    results: Verdict
    growth: GrowthPart
    reached: tuple  # mentees whose reached result is written down
    assignment_columns: tuple = ASSIGNMENT_COLUMNS
    visit_columns: tuple = VISIT_COLUMNS

    @property
    def kind_title(self):
        return "Что требует вид" if self.kind else "Результаты"


def journal_now(actor, program, events, on, *, sees, results, meetings):
    """`sees` says whether the reader is a participant or the curator, `results` are Acquainted rows, `meetings` loaded.

    One query, for a curator one more.
    """
    growing = growth_sources(actor, program)
    found = _beside(actor, program, sees, growing)
    given, visits, achievements, versions = found[:4]
    return JournalNow(
        assignments=assignment_rows(actor, given, on),
        give=access.may_give(actor, program),
        visits=visits,
        versions=versions,
        achievements=newest_lines(achievements, actor, on),
        tells=sees,
        visit=access.may_write_visit(actor, program),
        kind=kind_now(program, events, results, meetings) if sees else (),
        growth=growth_of(actor, program, on, found[4:]),
        results=access.may_write_results(actor, program),
        reached=tuple(row for row in results if sees and row.reached),
    )


def version_source(program):
    """Approved texts without the text itself, to be gathered."""
    rows = program.versions.exclude(number=None)
    return SimpleNamespace(queryset=rows, fields=("number", "approved_at"), by="number")


def _beside(actor, program, sees, growing):
    """(assignments, visits newest first, achievements of the pair, approved texts, what the sources of growth gave).

    One query for all.

    The first two are read by participants and the curator.
    """
    versions = version_source(program)
    merits = pair_source(actor, program.pair_id)
    work = (assignment_source(actor, program), visit_source(actor, program)) if sees else ()
    found = gather([merits, versions, *work, *(source for source in growing if source)], MOST)
    given, visits = ([row for source, row in found if source is own] for own in work) if sees else ((), ())
    for assignment in given:
        assignment.program = program
    newest = sorted(visits, key=lambda visit: (visit.day, visit.pk), reverse=True)
    own, texts = ([row for source, row in found if source is one] for one in (merits, versions))
    grown = ([row for source, row in found if source is one] for one in growing)
    return given, tuple(newest), own, tuple(reversed(texts)), *grown
