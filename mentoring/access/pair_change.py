"""Changes of a live pair's composition: who opens, answers and reads them (clauses 4.2, 5.3, R16)."""

from django.db.models import Q

from mentoring.choices import ChangeState, PairState, Side
from mentoring.kit.verdict import YES, no
from mentoring.models import PairChange

from .pair import may_run_office, pairs_for

REPLACEABLE = (PairState.ASSIGNED, PairState.ACTIVE, PairState.SUBSTITUTION, PairState.PAUSED)
SUBSTITUTABLE = (PairState.ACTIVE, PairState.REPLACING, PairState.ENDING)


def changes_for(actor):
    """The office all, members those of their pair, the person asked to come his own question."""
    changes = PairChange.objects.all()
    if actor.has("curator", "director"):
        return changes
    if not actor.person:
        return changes.none()
    asked = Q(coming=actor.person) & ~Q(state=ChangeState.LOOKING)
    inside = Q(pair__in=pairs_for(actor)) & Q(pair__members__person=actor.person)
    return changes.filter(asked | inside).distinct()


def may_replace(actor, pair):
    """The curator, in a pair that works or is about to; one replacement at a time."""
    allowed = may_run_office(actor)
    if not allowed:
        return allowed
    if pair.state == PairState.REPLACING:
        return no("Замена в этой паре уже готовится. Закончите её или отмените.")
    if pair.state == PairState.ENDING:
        return no("Пара подводит итоги. Завершите программу; новую откройте с другим наставником.")
    if pair.state not in REPLACEABLE:
        return no("Состав меняют у закреплённой пары. В проекте поменяйте людей сразу, завершённую пару не меняют.")
    return YES


def may_substitute(actor, pair):
    allowed = may_run_office(actor)
    if not allowed:
        return allowed
    if pair.state == PairState.SUBSTITUTION:
        return no("Временная замена в этой паре уже идёт. Закончите её раньше, если нужна другая.")
    if pair.state not in SUBSTITUTABLE:
        return no(
            "Временная замена нужна работающей паре. Эта пара ещё не начала работу, приостановлена или завершена."
        )
    return YES


def may_pause(actor, pair):
    allowed = may_run_office(actor)
    if not allowed or pair.state == PairState.ACTIVE:
        return allowed
    return no("Приостановить можно работающую пару без замен. Закончите замену или дождитесь начала работы.")


def may_answer_change(actor, change):
    """Only the person who is asked; the curator records what was said in person by his own step."""
    if change.coming_id and actor.is_person(change.coming):
        return YES
    return no("Отвечает тот, кого спросили.")


def replaceable_people(pair, side):
    """Present members of a side whom a change may concern; members prefetched."""
    return pair.mentors if side == Side.MENTOR else pair.mentees
