"""What else ends with a pair: changes still on their way, petitions that its end answers."""

from django.db.models import Q

from mentoring.actions.petition import settle_petitions
from mentoring.choices import PetitionKind as K
from mentoring.kit.dates import words
from mentoring.models import PairChange
from mentoring.workflow.pair_change import CHANGE

ANSWERED = (K.EARLY_END, K.RELEASE_PERSONAL, K.RELEASE_SUCCESS, K.REPLACE_MENTOR, K.REPLACE_MENTEE)


def let_go(pair, *, on, by, at):
    """Part of closing a pair: nobody is asked to come any more; granted petitions about it are carried out by that."""
    for change in PairChange.objects.open().filter(pair=pair):
        CHANGE.move("abandon", change, done_at=at, due=None)
    settle_petitions(pair, Q(kind__in=ANSWERED), note=f"Пара завершена {words(on)}", by=by, at=at)
