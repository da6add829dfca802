"""Ranked mentors for one request (clause 4.2): who suits and why, who does not and what can be done."""

from dataclasses import dataclass
from datetime import date, timedelta

from mentoring.choices import Category, Employment, OfferAnswer
from mentoring.kit.dates import local, to_working_day, today
from mentoring.kit.text import count_of
from mentoring.matching import MentorFacts, Need, Score, Weights, rank
from mentoring.models import Mentor
from mentoring.office import office
from mentoring.queries.load import Standing, standings
from mentoring.queries.mentor_consent import consent_date, mentor_consents
from mentoring.queries.pair_check import boss_ids

CATEGORY_WORDS = {
    Category.HIGHEST: "высшая категория",
    Category.FIRST: "первая категория",
    Category.METHODIST: "педагог-методист",
    Category.MENTOR: "педагог-наставник",
}


@dataclass(frozen=True)
class Candidate:
    """A scored mentor with the record and person behind the numbers."""

    mentor: Mentor
    score: Score

    @property
    def person(self):
        return self.mentor.person

    @property
    def note(self):
        """«преподаватель, высшая категория, стаж 14 лет»."""
        person, years = self.person, self.score.mentor.years
        category = CATEGORY_WORDS.get(person.category, "")
        parts = (person.post, category, f"стаж {count_of(years, 'year')}" if years is not None else "")
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True)
class Candidates:
    """`suitable` may be asked now, best first; `strangers` have no direction in common; `stopped` have a hard stop."""

    suitable: tuple[Candidate, ...]
    strangers: tuple[Candidate, ...]
    stopped: tuple[Candidate, ...]

    @property
    def total(self):
        return len(self.suitable) + len(self.strangers) + len(self.stopped)

    def find(self, person_id):
        """The candidate of a person, suitable or not; None when there is no such mentor."""
        for candidate in (*self.suitable, *self.strangers, *self.stopped):
            if candidate.person.pk == person_id:
                return candidate
        return None


def candidates_for(request, on=None, *, taken=None, offers=None):
    """Every mentor of the bank ranked for a request, in a constant number of queries.

    `taken` ({mentor id: n}) are places counted beside those of pairs: a draft matching has already given them away.
    `offers` are the request's, where the caller has read them.
    """
    offers = request.offers.all() if offers is None else offers
    on = on or today()
    mentors = bank()
    facts = facts_of(mentors, on, refusals=_refusals(offers), silences=_silences(offers), taken=taken)
    by_id = {mentor.pk: mentor for mentor in mentors}
    scores = rank(need_of(request), facts, weights(), forbid_boss=office().setting("forbid_own_supervisor"))
    rows = [Candidate(by_id[score.mentor.person_id], score) for score in scores]
    return Candidates(
        suitable=tuple(r for r in rows if not r.score.stops and r.score.suits),
        strangers=tuple(r for r in rows if not r.score.stops and not r.score.suits),
        stopped=tuple(r for r in rows if r.score.stops),
    )


def bank(*, directions=True):
    """Mentors of the bank by name, with all that the arithmetic reads of them; stops need no directions."""
    mentors = Mentor.objects.filter(retired_on__isnull=True).order_by("person__sort_key", "pk")
    mentors = mentors.select_related("person__unit", "person__organization__kind")
    return list(mentors.prefetch_related("directions") if directions else mentors)


def next_best(request, on=None):
    """The first mentor who may be asked now, or None."""
    found = candidates_for(request, on).suitable
    return found[0] if found else None


def weights():
    get = office().setting
    return Weights(
        get("weight_directions"), get("weight_subject"), get("weight_capacity"), get("weight_mode"), get("weight_wish")
    )


def need_of(request):
    """What a request asks for, as the arithmetic sees it."""
    person, college = request.person, office()
    wished = {"form": request.wished_form, "kind": request.wished_kind, "mode": request.wished_mode}
    return Need(
        person_id=person.pk,
        name=person.short_name,
        name_gen=person.short_case("gen"),
        directions=tuple((d.pk, d.short) for d in request.directions.all()),
        subjects=person.subjects,
        unit_id=person.unit_id,
        post=person.post,
        form=wished["form"],
        kind=wished["kind"],
        mode=wished["mode"],
        wished_mentor_id=request.wished_mentor_id,
        also_wished=tuple(wish.mentor_id for wish in request.wished)[1:],
        boss_ids=boss_ids(person),
        labels={part: college.label(part, code) for part, code in wished.items() if code},
    )


def facts_of(mentors, on, *, refusals=None, silences=None, taken=None, directions=True):
    """MentorFacts of these mentors; refusals and silences are those of one request."""
    consents = mentor_consents([mentor.person for mentor in mentors])
    known = standings()
    refusals, silences, taken = refusals or {}, silences or {}, taken or {}
    return [
        _mentor_facts(
            mentor,
            on,
            consent=consents.get(mentor.pk),
            standing=known.get(mentor.pk, Standing()),
            declined_on=refusals.get(mentor.pk),
            silent_on=silences.get(mentor.pk),
            taken=taken.get(mentor.pk, 0),
            directions=mentor.directions.all() if directions else (),
        )
        for mentor in mentors
    ]


def _mentor_facts(mentor, on, *, consent, standing, declined_on, silent_on, taken, directions):
    person = mentor.person
    pause = mentor.pause_until if mentor.pause_until and mentor.pause_until >= on else None
    return MentorFacts(
        person_id=person.pk,
        name=person.short_name,
        name_gen=person.short_case("gen"),
        sort_key=person.sort_key,
        gender=person.gender,
        directions=frozenset(d.pk for d in directions),
        subjects=person.subjects,
        unit_id=person.unit_id,
        unit_name=person.unit.name if person.unit_id else "",
        capacity=mentor.capacity,
        load=standing.taken + taken,
        forms=tuple(mentor.forms),
        kinds=tuple(mentor.kinds),
        mode=mentor.mode,
        is_partner=person.employment == Employment.PARTNER,
        partner_kind=person.organization.kind.name if person.organization.kind else "",
        partner_posts=tuple(person.organization.kind.posts) if person.organization.kind else (),
        takes_new=mentor.takes_new and not pause,
        idle_until=pause,
        retired_on=mentor.retired_on or (person.left_on if person.left_on and person.left_on <= on else None),
        consent=consent.state if consent else "",
        consent_on=consent_date(consent),
        declined_on=declined_on,
        silent_on=silent_on,
        led=standing.led,
        finished=standing.finished,
        years=person.years_of_teaching(on),
    )


def refusals_of(request):
    """{mentor id: day} of those who already refused this request; uses prefetched offers."""
    return _refusals(request.offers.all())


def _refusals(offers):
    return {
        offer.mentor_id: local(offer.answered_at).date() for offer in offers if offer.answer == OfferAnswer.DECLINED
    }


def silences_of(request):
    """{mentor id: date} of those who were asked for this request and did not answer by then; uses prefetched offers."""
    return _silences(request.offers.all())


def _silences(offers):
    return {offer.mentor_id: offer.due for offer in offers if offer.answer == OfferAnswer.EXPIRED}


def offer_due(on: date):
    """When an asked mentor answers by: `request_next_mentor_day` days on, moved to a working day."""
    return to_working_day(on + timedelta(days=office().setting("request_next_mentor_day")), office().holidays)
