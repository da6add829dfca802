"""What a matching of all requests at once reads: open requests, the bank, who is asked already (R12)."""

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property

from django.db.models import F, Prefetch

from mentoring.choices import OfferAnswer
from mentoring.choices import RequestState as S
from mentoring.choices.pair import DRAFT_STATES
from mentoring.kit.text import ended, listing, small_first
from mentoring.matching import MentorFacts, Need, Weights, score
from mentoring.matching.stops import hard_stops, mentor_stops
from mentoring.models import MentoringRequest, PairMember, RequestOffer
from mentoring.office import office
from mentoring.queries.candidates import bank, facts_of, need_of, refusals_of, silences_of, weights
from mentoring.queries.pair_check import boss_ids
from mentoring.rules import Ask
from mentoring.workflow.request import OPEN_TO_CURATOR, waiting_offer

ASKABLE = (*OPEN_TO_CURATOR, S.AWAITING_MENTOR)  # states in which a line of a batch can still be carried out


def with_all(requests, *, directions=True):
    """Requests with everything that matching reads of them."""
    return requests.select_related("person__unit", "year", "ground", "pair").prefetch_related(
        *(["directions", "ranked"] if directions else []),
        Prefetch("offers", RequestOffer.objects.select_related("mentor__person")),
        Prefetch("pair__members", PairMember.objects.select_related("person")),
    )


def open_requests(year_id, *, replan=False):
    """Requests to be matched, in the order a curator would open them; `replan` takes in those whose mentor is silent."""
    states = ASKABLE if replan else OPEN_TO_CURATOR
    return MentoringRequest.objects.filter(year=year_id, state__in=states).order_by(F("due").asc(nulls_last=True), "pk")


def held_requests(year_id, *, replan=False):
    """Requests whose mentor is asked or has agreed: the matching leaves them alone and counts them as served."""
    states = (S.MENTOR_AGREED,) if replan else (S.MENTOR_AGREED, S.AWAITING_MENTOR)
    return MentoringRequest.objects.filter(year=year_id, state__in=states).order_by("pk")


def current_mentor_id(request):
    """Who is being asked for a request or has agreed to it; None when nobody, or nobody of the bank."""
    offer = waiting_offer(request)
    if offer:
        return offer.mentor_id
    drafted = request.state == S.MENTOR_AGREED and request.pair_id and request.pair.state in DRAFT_STATES
    return request.pair.mentors[0].pk if drafted and request.pair.mentors else None


@dataclass(frozen=True)
class Board:
    """The bank as the matching sees it. `facts` are in the order of names; places of waiting offers count as taken."""

    facts: tuple[MentorFacts, ...]
    weights: Weights
    forbid_boss: bool

    @cached_property
    def by_id(self):
        return {facts.person_id: facts for facts in self.facts}

    def score(self, request, mentor_id, *, more=0):
        """The Score of a mentor for a request with `more` places taken by other lines; None when he has left the bank.

        Refusals of this very request are told among its stops.
        """
        facts = self._facts_for(request, mentor_id, more)
        return facts and score(need_of(request), facts, self.weights, forbid_boss=self.forbid_boss)

    def stops(self, request, mentor_id, *, more=0):
        """The hard stops alone: directions are not read for them. None when the mentor has left the bank."""
        facts = self._facts_for(request, mentor_id, more)
        return facts and hard_stops(_person_of(request), facts, forbid_boss=self.forbid_boss)

    def _facts_for(self, request, mentor_id, more):
        facts = self.by_id.get(mentor_id)
        if facts is None:
            return None
        declined, silent = refusals_of(request).get(mentor_id), silences_of(request).get(mentor_id)
        return replace(facts, load=max(facts.load + more, 0), declined_on=declined, silent_on=silent)


def _person_of(request):
    """As much of a Need as the hard stops ask for."""
    person = request.person
    return Need(person.pk, person.short_name, person.short_case("gen"), boss_ids=boss_ids(person))


def offers_outside(planned_ids):
    """{mentor id: how many offers wait for his answer}, those for the planned requests left out."""
    waiting = RequestOffer.objects.filter(answer=OfferAnswer.WAITING, request__state=S.AWAITING_MENTOR)
    taken = {}
    for mentor_id, request_id in waiting.values_list("mentor_id", "request_id"):
        if request_id not in planned_ids:
            taken[mentor_id] = taken.get(mentor_id, 0) + 1
    return taken


def read_board(on, planned_ids, *, directions=True, counted_with=None):
    """The bank now; offers of the requests being planned take no place, for they are what is decided.

    Without `directions` it is good for stops and places only, and spares their query. `counted_with` are the weights a
    batch began with: a draft keeps them whatever the settings become.
    """
    taken = offers_outside(set(planned_ids))
    facts = facts_of(bank(directions=directions), on, taken=taken, directions=directions)
    return Board(
        tuple(facts), Weights(**counted_with) if counted_with else weights(), office().setting("forbid_own_supervisor")
    )


def ask_of(request):
    """A request as the whole assignment sees it: who refused or did not answer is not proposed again."""
    return Ask(need_of(request), frozenset(refusals_of(request)) | frozenset(silences_of(request)))


def why_nobody(row, facts):
    """Why a request stays without a mentor: nobody suits, or those who do are needed elsewhere. `row` of a Grid."""
    rivals = [mentor.name for mentor, points in zip(facts, row, strict=True) if points is not None]
    if rivals:
        shown = listing(rivals[:3]) if len(rivals) < 4 else f"{', '.join(rivals[:3])} и другие"
        return f"Места тех, кто подходит ({shown}), отданы другим запросам."
    stopped = Counter(stops[0].word for mentor in facts if (stops := mentor_stops(mentor)))
    told = [f"{small_first(word)} — {n}" for word, n in stopped.most_common()]
    strangers = len(facts) - stopped.total()
    return f"Никто не подходит: {', '.join([f'без общего направления — {strangers}', *told])}."


# Lines of a draft, looked at again


@dataclass(frozen=True)
class Weighed:
    """A line with its mentor weighed anew: `problem` says why it cannot be carried out now."""

    line: object
    score: object
    problem: str = ""

    @property
    def goes(self):
        return self.line.mentor_id is not None and not self.line.held


def weigh(lines, board):
    """[Weighed] of the lines, each mentor's places taken in the order of the lines."""
    weighed = []
    for line, more in _one_after_another(lines):
        found = board.score(line.request, line.mentor_id, more=more) if more is not None else None
        problem = _problem(line, found and found.stops) if more is not None else ""
        weighed.append(Weighed(line, found, problem))
    return weighed


def look_over(lines, board):
    """The same without points: for pages, which show those that are kept."""
    return [
        Weighed(line, None, _problem(line, board.stops(line.request, line.mentor_id, more=more)))
        if more is not None
        else Weighed(line, None)
        for line, more in _one_after_another(lines)
    ]


def _one_after_another(lines):
    """(line, places its mentor has given to lines before it); None for lines that are not carried out."""
    taken = {}
    for line in lines:
        if line.held or line.mentor_id is None:
            yield line, None
            continue
        yield line, taken.get(line.mentor_id, 0)
        taken[line.mentor_id] = taken.get(line.mentor_id, 0) + 1


def _problem(line, stops):
    """Why a line cannot be carried out now; `stops` are None when the mentor has left the bank."""
    request, offer = line.request, waiting_offer(line.request)
    if request.state not in ASKABLE:
        return f"Запрос больше не ждёт подбора: {small_first(request.get_state_display())}."
    if offer and offer.mentor_id == line.mentor_id:
        return ""
    if offer and offer.mentor_id != line.current_mentor_id:
        return ended(f"Пока подбор был черновиком, по этому запросу спросили другого: {offer.mentor.person.short_name}")
    if stops is None:
        return "Наставник выбыл из банка. Выберите другого."
    return stops[0].verdict.reason if stops else ""


def is_asked(line):
    """The mentor of the line is being asked for this very request now: he is not asked twice."""
    offer = waiting_offer(line.request)
    return offer is not None and offer.mentor_id == line.mentor_id


def is_let_go(line):
    """The mentor asked when the batch was counted is not the one of the line: his answer is awaited no more."""
    offer = waiting_offer(line.request)
    return not line.held and offer is not None and offer.mentor_id == line.current_mentor_id != line.mentor_id


def lines_of(batch, *, directions=True):
    """Lines of a batch with everything that is weighed and shown of them."""
    people = ("mentor__person", "greedy_mentor__person", "current_mentor__person")
    requests = with_all(MentoringRequest.objects.all(), directions=directions)
    return batch.lines.select_related(*people).prefetch_related(Prefetch("request", requests))
