"""What would stand in the way if somebody came into a live pair: the rules of a pair over its future composition."""

from copy import copy

from mentoring.kit.verdict import YES, Verdict, no
from mentoring.models import PairMember, Person
from mentoring.queries.pair_check import FACTS, check_one

TERM = ("term_short", "term_long", "date_order")  # the term was approved with the order
OF_SUBSTITUTE = (
    "no_mentor_consent",
    "consent_waiting",
    "consent_refused",
    "consent_revoked",
    "has_left",
    "hire_future",
    "self_pair",
    "own_supervisor",
    "not_in_bank",
    "retired",
)
_OF_PERSON = tuple(path.removeprefix("person__") for path in FACTS if path.startswith("person__"))


def may_come(pair, coming, *, side, leaving, on, substitute=False):
    """Whether `coming` may take the place from day `on`: hard stops the present composition does not have already.

    A replacement answers to every rule of a pair but its term; a substitute to consent, presence and the rule about
    superiors: a few weeks of help take no place and make no group. `pair` comes from pair_check.with_facts.
    """
    here = [m for m in pair.members.all() if m.until is None]
    if any(m.person_id == coming.pk and (substitute or not m.is_substitute) for m in here):
        return no(f"{coming.short_name} уже в этой паре. Выберите другого человека.")
    gone = () if substitute else [m for m in here if m.person_id == leaving.pk]
    stays = [m for m in here if m not in gone and not m.is_substitute]
    sides = {m.side for m in gone} | {side}
    person = Person.objects.select_related(*_OF_PERSON).get(pk=coming.pk)
    future = [*stays, *(PairMember(pair=pair, person=person, side=one, since=on) for one in sorted(sides))]
    known = {finding.words for finding in _check(pair, here, on).stops}
    check = _check(pair, future, on)
    found = [f for f in check.stops if f.words not in known and f.code not in TERM]
    if substitute:
        found = [f for f in found if f.code in OF_SUBSTITUTE]
    if found:
        return no(" ".join(f.words for f in found), found[0].clause)
    told = tuple(f.words for f in check.warnings if f.words not in known)
    return Verdict(True, warnings=told) if told else YES


def _check(pair, members, on):
    future = copy(pair)
    future.since = max(on, pair.since)
    future.until = max(future.until, future.since)
    future._prefetched_objects_cache = {"members": _Rows(members)}
    return check_one(future, on, loaded=True)


class _Rows(list):
    """Members as a prefetched relation gives them."""

    def all(self):
        return self
