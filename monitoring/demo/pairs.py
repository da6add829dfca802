"""From a request to a draft pair."""

from dataclasses import dataclass
from datetime import timedelta

from mentoring.access import actor_for
from mentoring.actions.bank.mentee import make_mentee
from mentoring.actions.consent import request_consent
from mentoring.actions.offer import accept_offer, decline_offer, offer_request
from mentoring.actions.pair import Seat, create_pair, edit_pair
from mentoring.actions.request import answer_proposal, send_request, start_request
from mentoring.choices import Side
from mentoring.models import Direction, ListEntry, Mentee, MenteeGroup, Mentor
from mentoring.queries.candidates import candidates_for
from mentoring.queries.load import load_by_mentor

from . import texts

MODELS = ("expert_novice", "subject_subject", "leader_communication", "innovator_conservative")
AT_WORK = ("active", "active_late", "draft")  # in summer too
HARD_FATES = ("looking", "asked", "blocked", "ready", "dropped", "in_order", "order_returned", "order_canceled")
RECENT = (  # the order of the last weeks
    "returned",
    "submitted",
    "awaiting_director",
    "awaiting_acquaintance",
    "draft",
    "canceled",
    "no_program",
    "assigned",
)


@dataclass
class Stage:
    """Who plays and when: shared by all scenes of one year."""

    rng: object
    clock: object
    year: object
    curator: object
    director: object
    supervisor: object
    teachers: list
    partner: object
    first: dict
    told: set  # kinds whose whole life has been played, in any year

    def __post_init__(self):
        self.busy, self.whole, self.short = set(), [], []  # `short`: programs of one talk

    def newcomer(self, exclude=(), unit=None):
        """A colleague (of a unit) who has no pair this year, the young first; mentors when nobody else is left."""
        mentors = set(Mentor.objects.values_list("pk", flat=True))
        since = self.clock.day(40)
        free = [
            t
            for t in self.teachers
            if t.pk not in self.busy and t not in exclude and t.hired_on <= since and t.pk not in self.first.values()
        ]
        free = [t for t in free if t.unit_id == unit] or free if unit else free
        plain = [t for t in free if t.pk not in mentors] or free
        plain.sort(key=lambda t: (-(t.hired_on.toordinal() // 365), t.pk))
        chosen = plain[self.rng.randrange(0, max(1, len(plain) // 3))]
        self.busy.add(chosen.pk)
        return chosen

    def mentor(self, exclude=(), consent=True, places=1):
        """A mentor with a consent (or without one) and enough free places; None when there is nobody."""
        load = load_by_mentor()
        rows = Mentor.objects.filter(retired_on__isnull=True, person__employment__in=["staff", "part_time"])
        with_consent = rows.filter(person__consents__kind="mentor", person__consents__state="given").distinct()
        rows = with_consent if consent else rows.exclude(pk__in=with_consent)
        free = [
            m
            for m in rows.select_related("person")
            if load.get(m.pk, 0) + places <= m.capacity and m.person not in exclude
        ]
        return self.rng.choice(free) if free else None


def register(stage, person, at):
    """The mentee's record, by how long the person works here."""
    if Mentee.objects.filter(person=person, retired_on__isnull=True).exists():
        return
    years = person.years_of_teaching(at.date())
    code = (
        "young"
        if years is not None and years < 3
        else stage.rng.choice(["difficulty", "difficulty", "newcomer", "returning"])
    )
    make_mentee(person, groups=list(MenteeGroup.objects.filter(code=code)), by=stage.curator, at=at)


def ask(stage, person, at, *, proposer=None):
    """A request by the person or, one time in three, by the administration with the person's consent.

    What a `proposer` offers still waits for the teacher's word.
    """
    directions = stage.rng.sample(list(Direction.objects.filter(cross=False)), k=stage.rng.choice([1, 2, 2, 3]))
    ground = stage.rng.choice(["self", "new_hire", "observation", "attestation", "new_course"])
    by = actor_for(person)
    administration = proposer is not None or stage.rng.random() < 0.34
    if administration:
        by = proposer or stage.curator
    request = start_request(
        person,
        by=by,
        at=at,
        year=stage.year,
        directions=directions,
        ground=ListEntry.objects.get(list="request_ground", code=ground),
        problem=" ".join(texts.PROBLEMS[d.code] for d in directions[:2]),
        wished_kind="traditional",
        wished_mode=stage.rng.choice(["in_person", "mixed"]),
    )
    send_request(request, by=by, at=at)
    if administration and proposer is None:
        answer_proposal(request, agree=True, by=actor_for(person), at=at + timedelta(hours=4))
    return request


def draft(stage, part, number):
    """The pair as a draft of the state its fate asks for; None when nobody is free."""
    opened = opening_of(stage, part, number)
    if part.kind in ("group", "mentors", "reverse", "partner", "speed"):
        return _together(stage, part, opened, number)
    person = stage.first.get((part.fate, "mentee")) or stage.newcomer()
    register(stage, person, opened)
    request = ask(stage, person, opened)
    if part.fate == "asked":
        return _without_consent(stage, part, person, request, number, opened)
    if part.fate == "looking":
        return create_pair(by=stage.curator, at=later(opened, 3), requests=[request], **fields_of(stage, part, number))
    wanted = stage.first.get((part.fate, "mentor"))
    mentor = _asked(stage, request, wanted, later(opened, 2))
    if mentor is None:
        return None
    pair = request.__class__.objects.get(pk=request.pk).pair
    return edit_pair(pair, by=stage.curator, at=later(opened, 6), **fields_of(stage, part, number))


def opening_of(stage, part, number):
    """When the story of a pair begins: in September, or within the last weeks for what is still under way."""
    if part.fate in RECENT:
        return stage.clock.moment(stage.clock.today - timedelta(days=28 + number % 5), 9 + number % 8)
    if part.fate in HARD_FATES:
        return stage.clock.moment(stage.clock.today - timedelta(days=9 + number % 3), 9 + number % 8)
    return stage.clock.at(8 + number % 20, 9 + number % 8)


def _without_consent(stage, part, person, request, number, opened):
    """A draft whose mentor is asked for a written consent."""
    mentor = stage.mentor(consent=False)
    if mentor is None:
        return None
    request_consent(mentor.person, "mentor", by=stage.curator, at=later(opened, 3))
    seats = [Seat(mentor.person, Side.MENTOR), Seat(person, Side.MENTEE)]
    fields = fields_of(stage, part, number)
    return create_pair(by=stage.curator, at=later(opened, 4), seats=seats, requests=[request], **fields)


def _asked(stage, request, wanted, at):
    """The best mentor is asked and agrees; one in ten declines first, and the next one is asked."""
    on = at.date()
    suitable = [c.mentor for c in candidates_for(request, on).suitable if c.person.employment != "partner"]
    if wanted is not None:
        suitable = [m for m in suitable if m.pk == wanted] or suitable
    if not suitable:
        return None
    for mentor in suitable[:2]:
        offer = offer_request(request, mentor, by=stage.curator, at=at)
        if mentor != suitable[-1] and wanted is None and stage.rng.random() < 0.1:
            reason = ListEntry.objects.get(list="decline_reason", code="workload")
            decline_offer(offer, reason=reason, by=actor_for(mentor.person), at=later(at, 1))
            request.refresh_from_db()
            continue
        accept_offer(offer, by=actor_for(mentor.person), at=later(at, 1))
        return mentor
    return None


def _together(stage, part, opened, number):
    """Groups, reverse, partner and speed pairs are formed by the curator in person."""
    lead = stage.partner if part.kind == "partner" else stage.mentor(places=3 if part.kind == "group" else 1)
    if lead is None:
        return None
    directions = list(Direction.objects.filter(cross=False))
    seats = [Seat(lead.person, Side.MENTOR, directions[number % 8])]
    requests = []
    if part.kind == "reverse":
        second = stage.mentor(exclude=(lead.person,))
        if second is None:
            return None
        for person in (lead.person, second.person):
            register(stage, person, opened)
        seats.append(Seat(second.person, Side.MENTOR, directions[5]))
        seats += [Seat(lead.person, Side.MENTEE), Seat(second.person, Side.MENTEE)]
    elif part.kind == "speed":
        other = stage.mentor(exclude=(lead.person,))
        if other is None:
            return None
        seats.append(Seat(other.person, Side.MENTEE))
    else:
        if part.kind == "mentors":
            second = stage.mentor(exclude=(lead.person,))
            if second is None:
                return None
            seats.append(Seat(second.person, Side.MENTOR, directions[(number + 3) % 8]))
        for _ in range(3 if part.kind == "group" else 1):
            person = stage.newcomer(exclude=(lead.person,))
            register(stage, person, opened)
            requests.append(ask(stage, person, opened))
            seats.append(Seat(person, Side.MENTEE))
    return create_pair(
        by=stage.curator,
        at=later(opened, 4),
        seats=seats,
        requests=requests,
        year=stage.year,
        **fields_of(stage, part, number),
    )


def fields_of(stage, part, number):
    """Form, kind, model and term as each kind wants them."""
    kind = {"mentors": "group", "partner": "goal_setting"}.get(part.kind, part.kind)
    since = stage.clock.day(30 + number % 12)
    until = since + timedelta(days=(150, 210, 240, 270)[number % 4])
    if part.fate == "ended_early":
        until = since + timedelta(days=100)
    if part.fate in AT_WORK and not stage.clock.past:
        until = max(until, min(stage.clock.today + timedelta(days=40), since + timedelta(days=360)))
    if part.fate == "finishing":
        until = max(since, stage.clock.today - timedelta(days=3))
    if part.fate in RECENT:
        since = stage.clock.today - timedelta(days=9)
        until = since + timedelta(days=(200, 220)[number % 2])
    if part.fate == "assigned":
        since = stage.clock.today + timedelta(days=9)
        until = since + timedelta(days=180)
    if part.fate in HARD_FATES:
        since = stage.clock.today + timedelta(days=5)
        until = since + timedelta(days=200)
    if part.fate == "blocked":
        until = since + timedelta(days=45)  # shorter than three months, nothing explained
    if kind == "speed":
        since = until = stage.clock.day(60 + number % 10)
    return {
        "form": "partner_teacher" if part.kind == "partner" else "teacher_teacher",
        "model": "" if part.kind == "partner" else MODELS[number % 4],
        "kind": kind,
        "mode": "online" if kind == "virtual" else ("in_person", "mixed")[number % 2],
        "since": since,
        "until": until,
        "answer_days": 2 if kind == "situational" else None,
        "criteria": "Общие направления, одна комиссия, удобное расписание.",
        "exception": texts.SHORT_TERM if part.fate == "finishing" else "",
    }


def later(at, days):
    return at + timedelta(days=days, minutes=35)
