"""What the rules say about draft pairs, read for many pairs in a constant number of queries."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q

from mentoring.choices import Employment, Form, Kind, Role, Side
from mentoring.choices.pair import LIVE_STATES
from mentoring.kit.dates import words
from mentoring.kit.text import listing
from mentoring.kit.verdict import YES, Verdict, no
from mentoring.models import PairMember, Person, RoleAssignment, Unit
from mentoring.office import office
from mentoring.queries.load import places_of
from mentoring.queries.mentor_consent import consent_date, mentor_consents
from mentoring.rules import Finding, MemberFacts, PairFacts, check_kind, check_pair, draft_state

NOBODY = "В паре не хватает человека. Выберите наставника и наставляемого."


@dataclass(frozen=True)
class PairCheck:
    """Findings about one pair, the draft state they lead to, and the mentors' consents: (person id, name, date)."""

    findings: tuple[Finding, ...]
    state: str
    consents: tuple[tuple[int, str, date], ...] = ()

    def of(self, level):
        return tuple(finding for finding in self.findings if finding.level == level)

    @property
    def stops(self):
        return self.of("stop")

    @property
    def warnings(self):
        return self.of("warn")

    @property
    def verdict(self):
        """Whether the pair may go into an order now; every obstacle is named."""
        if self.stops:
            return no(" ".join(finding.words for finding in self.stops), self.stops[0].clause)
        if self.state == "looking":
            return no(NOBODY)
        return Verdict(True, warnings=tuple(w.words for w in self.warnings)) if self.warnings else YES

    @property
    def good_words(self):
        """«Согласие от 14 ноября, место есть»."""
        dates_ = listing(dict.fromkeys(words(on) for *_, on in self.consents))
        one = len(self.consents) == 1
        return f"{'Согласие' if one else 'Согласия'} от {dates_}, место есть." if dates_ else ""


FACTS = ("person__unit", "person__organization", "person__mentor", "person__mentee", "direction")


def with_facts(pairs):
    """A queryset of pairs whose members carry all that the rules read."""
    members = PairMember.objects.select_related(*FACTS).order_by("side", "since", "person__sort_key")
    return pairs.prefetch_related(Prefetch("members", members))


def check_pairs(pairs, on, *, loaded=False, places=None):
    """{pair id: PairCheck} for saved pairs, in at most four queries, one more where a head is a mentor by form.

    `loaded` pairs came from with_facts, `places` were already read: each spares one.
    """
    pairs = list(pairs)
    members = _loaded(pairs) if loaded else _members(pairs)
    mentors = [m.person for m in members if m.side == Side.MENTOR]
    consents = mentor_consents(mentors)
    places = places_of([p.pk for p in mentors]) if places is None else places
    reader = _Reader(consents, places, _busy(members), _heads(pairs, mentors, on), on)
    checks = {}
    for pair in pairs:
        own = [m for m in members if m.pair_id == pair.pk]
        facts = facts_of(pair, tuple(reader.member(m) for m in own))
        asked = [(m.person, consent_date(consents.get(m.person_id))) for m in own if m.side == Side.MENTOR]
        given = tuple((person.pk, person.short_name, day) for person, day in asked if day)
        findings = tuple(findings_of(facts))
        checks[pair.pk] = PairCheck(findings, draft_state(facts, findings), given)
    return checks


def check_one(pair, on, **known):
    return check_pairs([pair], on, **known)[pair.pk]


def facts_of(pair, members):
    """A pair and its members as the rules see them, with the office's numbers."""
    settings = office()
    shown = [code for code, _ in form_choices()]
    return PairFacts(
        form=pair.form,
        model=pair.model,
        kind=pair.kind,
        extra_kinds=tuple(pair.extra_kinds),
        mode=pair.mode,
        since=pair.since,
        until=pair.until,
        answer_days=pair.answer_days,
        criteria=pair.criteria,
        exception=pair.exception,
        members=members,
        days_min=settings.setting("program_days_min"),
        days_max=settings.setting("program_days_max"),
        forms_shown=tuple(shown),
        forbid_boss=settings.setting("forbid_own_supervisor"),
    )


def findings_of(facts):
    rules = [_rules(facts.kind), *(_rules(kind) for kind in facts.extra_kinds)]
    found = [*check_pair(facts), *check_kind(facts, rules[0], rules[1:])]
    order = {"stop": 0, "warn": 1, "info": 2}
    return sorted(found, key=lambda finding: order[finding.level])


def form_choices():
    """Forms that may be chosen; «руководитель – педагог» only where the college enables it (clause 4.3.2)."""
    shown = office().choices("form")
    if office().setting("show_head_teacher") and Form.HEAD_TEACHER not in dict(shown):
        shown = [*shown, (Form.HEAD_TEACHER.value, office().label("form", Form.HEAD_TEACHER))]
    return shown


def _rules(kind):
    return office().label_data("kind", kind).get("rules", [])


def _members(pairs):
    return list(
        PairMember.objects.filter(pair__in=pairs, until__isnull=True)
        .select_related("pair", *FACTS)
        .order_by("side", "person__sort_key", "id")
    )


def _loaded(pairs):
    found = []
    for pair in pairs:
        for member in pair.members.all():
            if member.until is None:
                member.pair = pair
                found.append(member)
    return found


def _busy(members):
    """{mentee id: [(pair id, that pair's mentors, its end)]} of live pairs, groups and consultations apart."""
    mentees = {m.person_id for m in members if m.side == Side.MENTEE}
    taken = (
        PairMember.objects.filter(person__in=mentees, side=Side.MENTEE, until__isnull=True, pair__state__in=LIVE_STATES)
        .exclude(pair__kind__in=(Kind.GROUP, Kind.SPEED))
        .values("pair")
    )
    rows = list(PairMember.objects.filter(pair__in=taken, until__isnull=True).select_related("pair", "person"))
    names = {}
    for row in rows:
        if row.side == Side.MENTOR:
            names.setdefault(row.pair_id, []).append(row.person.short_case("ins"))
    busy = {}
    for row in rows:
        if row.side == Side.MENTEE and row.person_id in mentees:
            told = (row.pair_id, listing(names.get(row.pair_id, ())), row.pair.until)
            busy.setdefault(row.person_id, []).append(told)
    return busy


def _heads(pairs, mentors, on):
    """Who of the mentors heads a unit or the college; nobody asks unless a pair has that form."""
    if not any(pair.form == Form.HEAD_TEACHER for pair in pairs):
        return frozenset()
    director = RoleAssignment.objects.filter(
        Q(until=None) | Q(until__gte=on), person=OuterRef("pk"), role=Role.DIRECTOR, since__lte=on
    )
    heads = Unit.objects.filter(head=OuterRef("pk"), retired=False)
    people = Person.objects.filter(Exists(director) | Exists(heads), pk__in=[p.pk for p in mentors])
    return frozenset(people.values_list("pk", flat=True))


@dataclass(frozen=True)
class _Reader:
    """Turns members into facts out of what was read for all pairs together."""

    consents: dict
    places: list
    busy: dict
    heads: frozenset
    on: date

    def member(self, member):
        person, consent = member.person, self.consents.get(member.person_id)
        record, mentee = getattr(person, "mentor", None), getattr(person, "mentee", None)
        organization = person.organization
        pause = record.pause_until if record and record.pause_until and record.pause_until >= self.on else None
        busy_with, busy_until = self._busy(member)
        return MemberFacts(
            person_id=person.pk,
            name=person.short_name,
            name_gen=person.short_case("gen"),
            side=member.side,
            direction_id=member.direction_id,
            birth_date=person.birth_date,
            hired_on=person.hired_on,
            left_on=person.left_on,
            is_mentor=record is not None,
            is_mentee=mentee is not None and mentee.retired_on is None,
            is_partner=person.employment == Employment.PARTNER,
            is_head=person.pk in self.heads,
            organization=organization.short_name,
            has_contract=bool(organization.contract_number and organization.contract_date),
            consent=consent.state if consent else "",
            consent_on=consent_date(consent),
            consent_due=consent.due if consent else None,
            capacity=record.capacity if record else 0,
            load=self._load(member),
            idle_until=pause,
            takes_new=bool(record and record.takes_new and not pause),
            retired_on=record.retired_on if record else None,
            busy_with=busy_with,
            busy_until=busy_until,
            boss_ids=boss_ids(person),
        )

    def _load(self, member):
        """Places other pairs take before this one: live ones, those in an order, and drafts made earlier."""
        return sum(
            place.mentees
            for place in self.places
            if place.mentor_id == member.person_id
            and place.pair_id != member.pair_id
            and (place.firm or place.pair_id < member.pair_id)
        )

    def _busy(self, member):
        if member.side != Side.MENTEE:
            return "", None
        for pair_id, guides, until in self.busy.get(member.person_id, ()):
            if pair_id != member.pair_id and until >= member.pair.since:
                return guides, until
        return "", None


def boss_ids(person):
    """The supervisor set for a person, else the head of the unit."""
    if person.supervisor_id:
        return (person.supervisor_id,)
    return (person.unit.head_id,) if person.unit_id and person.unit.head_id else ()
