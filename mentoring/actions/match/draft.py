"""Editing a draft matching: another mentor for one request, nobody, or the whole draft taken away."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from mentoring.access import may_run_office
from mentoring.actions import journal
from mentoring.choices import MatchState
from mentoring.kit.text import count_of, ended, listing
from mentoring.kit.verdict import YES, Refused, no, require
from mentoring.models import MatchBatch, MatchLine
from mentoring.queries import match as read
from mentoring.workflow.match import MATCH

from .compute import reasons_of, totals_in

LEFT = "Куратор оставил без наставника."


@transaction.atomic
def choose_mentor(line, mentor, *, by, at):
    """Another mentor for a line, or None to leave it without one; totals are counted anew.

    Raises Refused with the hard stop in words, other lines of this draft included.
    """
    batch = hold_draft(line.batch, by)
    require(YES if not line.held else no("Этот запрос уже решается. Откройте его, чтобы изменить."))
    lines, board = read_lines(batch, at)
    own = next((row for row in lines if row.pk == line.pk), None)
    if own is None:
        raise Refused(no("Этой строки в подборе уже нет. Обновите страницу."))
    if mentor is not None:
        require(may_choose(own, mentor.pk, lines, board))
    name = mentor.person.short_name if mentor else "без наставника"
    was, before = (own.mentor.person.short_name if own.mentor else "без наставника"), own.mentor_id
    own.mentor, own.chosen_by_curator = mentor, True
    own.problem = "" if mentor else LEFT
    _keep(batch, lines, board, {before, own.mentor_id})
    changes = [{"part": f"запрос № {own.request_id}", "was": was, "became": name}]
    heading = f"Общий подбор: {own.request.person.short_name} — {name}"
    journal.record("match_edited", heading, by=by, at=at, subject=batch, changes=changes)
    return own


def may_choose(line, mentor_id, lines, board):
    """Whether a mentor may stand in a line beside all the other lines of the draft."""
    rivals = [row for row in lines if row.mentor_id == mentor_id and row.pk != line.pk and not row.held]
    found = board.score(line.request, mentor_id, more=len(rivals))
    if found is None:
        return no("Такого наставника нет в банке. Выберите другого.")
    stop = found.stops[0] if found.stops else None
    if stop and stop.code == "capacity" and rivals:
        names = listing([row.request.person.short_case("dat") for row in rivals])
        return no(f"Все места {found.mentor.name_gen} в этом подборе отданы: {ended(names)} Сначала освободите одно.")
    return stop.verdict if stop else YES


@transaction.atomic
def clean_match(batch, *, by, at):
    """Lines that can no longer be carried out are left without a mentor; returns how many there were."""
    batch = hold_draft(batch, by)
    lines, board = read_lines(batch, at)
    broken = [row for row in read.look_over(lines, board) if row.problem]
    freed = {row.line.mentor_id for row in broken}
    for row in broken:
        row.line.mentor, row.line.problem, row.line.chosen_by_curator = None, row.problem[:300], False
    if broken:
        _keep(batch, lines, board, freed)
        heading = f"Общий подбор: убрано {count_of(len(broken), 'row')} с помехой"
        journal.record("match_cleaned", heading, by=by, at=at, subject=batch)
    return len(broken)


@transaction.atomic
def discard_match(batch, *, by, at):
    """The draft is taken away; no request, offer or pair was touched by it."""
    MATCH.claim("discard", batch, by=by)
    journal.record("match_discarded", "Черновик общего подбора удалён", by=by, at=at, subject=batch)


def hold_draft(batch, by):
    """The batch's row held until the transaction ends, still a draft. Raises Refused otherwise."""
    require(may_run_office(by))
    held = MatchBatch.objects.select_for_update().get(pk=batch.pk)
    if held.state != MatchState.DRAFT:
        raise Refused(no(MATCH.taken))
    return held


def read_lines(batch, at):
    """(lines of a draft with all that is read of them, the bank now)."""
    lines = list(read.lines_of(batch))
    planned = [line.request_id for line in lines if not line.held]
    return lines, read.read_board(timezone.localtime(at).date(), planned, counted_with=batch.options["weights"])


def _keep(batch, lines, board, mentor_ids):
    """Lines of these mentors counted anew, for their places have moved, and lines without one; then the totals."""
    touched = [line for line in lines if not line.held and (line.mentor_id is None or line.mentor_id in mentor_ids)]
    for row in read.weigh(touched, board):
        row.line.points = row.score.points if row.score else None
        row.line.reasons = reasons_of(row.score)
    MatchLine.objects.bulk_update(touched, ["mentor", "points", "reasons", "problem", "chosen_by_curator"])
    totals = totals_in(lines)
    MatchBatch.objects.filter(pk=batch.pk).update(
        totals={**batch.totals, **totals}, served=totals["whole"][0], lock_version=F("lock_version") + 1
    )
