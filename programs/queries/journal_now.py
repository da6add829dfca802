"""What the page of a working program says of its journal beside meetings: assignments, visits, the kind's own demands."""

from dataclasses import dataclass

from mentoring.kit.verdict import Verdict
from programs import access

from .assignment import ASSIGNMENT_COLUMNS, AssignmentRow, assignment_rows
from .journal_rows import journal_rows
from .kind_now import kind_now
from .visit import VISIT_COLUMNS


@dataclass(frozen=True)
class JournalNow:
    """`kind` are lines of what the kind of mentoring demands of the work itself."""

    assignments: tuple[AssignmentRow, ...]
    give: Verdict
    visits: tuple
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
    """`sees` says whether the reader is a participant or the curator, `results` are Acquainted rows. At most two queries."""
    given, seen = journal_rows(actor, program) if sees else ((), ())
    return JournalNow(
        assignments=assignment_rows(actor, given, on),
        give=access.may_give(actor, program),
        visits=tuple(seen),
        visit=access.may_write_visit(actor, program),
        kind=kind_now(program, events, results) if sees else (),
        results=access.may_write_results(actor, program),
        reached=tuple(row for row in results if sees and row.reached),
    )
