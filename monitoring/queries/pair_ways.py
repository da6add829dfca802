"""Quieter ways from the page of a pair: changes of its composition for the curator, a petition for participants."""

from django.urls import reverse

from mentoring.access.pair_change import may_pause, may_replace, may_substitute
from mentoring.choices import ChangeKind, PairState
from mentoring.choices.pair import LIVE_STATES
from mentoring.kit.ui import Link
from mentoring.queries.revoked import UNDECIDED

OPEN = {
    ChangeKind.REPLACE: "Открыть замену",
    ChangeKind.SUBSTITUTE: "Открыть временную замену",
    ChangeKind.PAUSE: "Открыть перерыв",
}


def ways_of(actor, pair, reader, change):
    """`change` is the open change of the pair or None."""
    if pair.state not in LIVE_STATES:
        return ()
    ways = []
    if change and (actor.has("curator", "director") or reader in ("mentor", "mentee")):
        ways.append(Link(OPEN[change.kind], reverse("change_detail", args=[change.pk])))
    if reader == "curator":
        ways += _of_curator(actor, pair)
    if reader in ("mentor", "mentee"):
        ways.append(Link("Подать ходатайство", f"{reverse('petition_choose')}?pair={pair.pk}"))
    return tuple(ways)


def after_revocation(reader, pair, program):
    """Two ways on for the curator when the mentor took the consent back; both begin with what is known of it."""
    undecided = pair.revoked_until and pair.state in UNDECIDED and pair.state != PairState.REPLACING
    if reader != "curator" or not undecided:
        return ()
    ways = [Link("Заменить наставника", f"{reverse('pair_replace', args=[pair.pk])}?revoked=1")]
    if program and program.ended_on is None:
        ways.append(Link("Завершить программу", f"{reverse('program_complete', args=[program.pk])}?revoked=1"))
    return tuple(ways)


def _of_curator(actor, pair):
    rows = (
        (may_replace, "Заменить участника", "pair_replace"),
        (may_substitute, "Временная замена", "pair_substitute"),
        (may_pause, "Приостановить", "pair_pause"),
    )
    shown = [row for row in rows if row[0](actor, pair)]
    if pair.state == PairState.ENDING:
        shown = [row for row in shown if row[2] == "pair_substitute"]
    return [Link(words, reverse(name, args=[pair.pk])) for _, words, name in shown]
