"""A pair comes to its end: results are gathered, changes on their way are let go, petitions are answered by it."""

from django.db.models import Q

from mentoring.actions import journal
from mentoring.actions.petition import settle_petitions
from mentoring.choices import PairState
from mentoring.choices import PetitionKind as K
from mentoring.kit.dates import words
from mentoring.models import PairChange
from mentoring.workflow.pair import PAIR
from mentoring.workflow.pair_change import CHANGE

ANSWERED = (K.EARLY_END, K.RELEASE_PERSONAL, K.RELEASE_SUCCESS, K.REPLACE_MENTOR, K.REPLACE_MENTEE)


def let_go(pair, *, on, by, at):
    """Part of closing a pair: nobody is asked to come any more; granted petitions about it are carried out by that."""
    for change in PairChange.objects.open().filter(pair=pair):
        CHANGE.move("abandon", change, done_at=at, due=None)
    settle_petitions(pair, Q(kind__in=ANSWERED), note=f"Пара завершена {words(on)}", by=by, at=at)


def wind_up_pair(pair, *, by, at):
    """The program's term is over: results are gathered before the end. Part of a larger action; taken once.

    A pair that is paused or changes its people stays so: that is decided first.
    """
    if pair.state != PairState.ACTIVE:
        return
    PAIR.move("wind_up", pair)
    journal.record("pair_winding_up", "Пара подводит итоги", by=by, at=at, subject=pair, pair=pair)
