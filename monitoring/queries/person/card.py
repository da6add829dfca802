"""The person's card: head with roles, pairs now, the mentor's and the mentee's cards, what happened, work, totals."""

from dataclasses import dataclass

from django.urls import reverse

from mentoring.access import (
    may_ask_card_of,
    may_edit_mentor,
    may_edit_person,
    may_keep_bank,
    may_manage_people,
    may_see_courses,
    may_write_achievement,
)
from mentoring.choices import ConsentKind
from mentoring.kit import dates
from mentoring.kit.states import StateTag
from mentoring.kit.text import count_of
from mentoring.kit.ui import CheckRow, Link
from mentoring.models import Consent, Mentee, Mentor, Person
from mentoring.queries.achievement import AchievementLine, lines_from
from mentoring.queries.candidates import CATEGORY_WORDS
from mentoring.queries.consent import NEEDED, consent_tag
from mentoring.queries.diagnosis.lines import CardLine, cards_of_person
from mentoring.queries.mentor_consent import OUTSIDERS
from monitoring.access.privacy import may_keep_privacy
from monitoring.queries.recognition import recognitions_of
from programs.choices import ProgramState

from .facts import mentee_rows, mentor_rows, role_words, sets_of, work_rows
from .pairs import PersonPairs, pairs_of
from .story import Story, story_of

NEWEST = 4  # achievements shown unfolded
ENDED = (ProgramState.COMPLETED, ProgramState.ENDED_EARLY)


@dataclass(frozen=True)
class ConsentLine:
    """A consent with what may be done about it now."""

    kind: str
    name: str
    tag: StateTag
    pk: int = 0
    has_file: bool = False
    may_ask: bool = False
    may_record: bool = False
    needs_details: bool = False  # it is about one thing: asked for on a page of its own


@dataclass(frozen=True)
class PersonCard:
    """Everything the reader may see about one person."""

    person: Person
    lead: str
    tags: tuple[StateTag, ...]
    mentor: Mentor | None
    mentee: Mentee | None
    pairs: PersonPairs
    mentor_rows: tuple[CheckRow, ...]
    mentee_rows: tuple[CheckRow, ...]
    consents: tuple[ConsentLine, ...]
    work: tuple[CheckRow, ...]
    totals: tuple[str, ...]
    documents: tuple[Link, ...]
    diagnoses: tuple[CardLine, ...]
    may_ask_card: bool
    achievements: tuple[AchievementLine, ...]
    story: Story | None
    recognitions: tuple
    main: Link | None
    edits: dict
    refusal: str

    @property
    def capacity(self):
        return self.mentor.capacity if self.mentor else 0

    @property
    def more_achievements(self):
        """Those that are folded under the newest."""
        return self.achievements[NEWEST:]

    @property
    def newest_achievements(self):
        return self.achievements[:NEWEST]

    @property
    def achievements_url(self):
        return f"{reverse('achievement_create')}?person={self.person.pk}"

    @property
    def all_text(self):
        """The link to the rest of the story, empty when all of it is shown."""
        hidden = self.story and self.story.total > len(self.story.items)
        return f"Все {count_of(self.story.total, 'entry')}" if hidden else ""

    @property
    def all_url(self):
        return reverse("person_story", args=[self.person.pk]) if self.all_text else ""

    @property
    def before_text(self):
        return f"Раньше: {count_of(len(self.pairs.before), 'pair')}"


def card_of(person, actor, on):
    """The card of a person loaded with unit, head, organization, mentor and mentee rows; ten queries at most."""
    own = actor.is_person(person)
    office_sees = actor.is_office
    sees_record = office_sees or own or actor.has("hr", "admin") or (person.unit_id in actor.units)
    mentor, mentee = _record(person, "mentor"), _record(person, "mentee")
    sets = sets_of(person, on, actor)
    pairs = pairs_of(person, actor, on)
    consents = _consents(person, actor, mentor, mentee) if office_sees or own else ()
    story = story_of(person, pairs.pairs, actor) if office_sees else None
    return PersonCard(
        person=person,
        lead=_lead(person),
        tags=_tags(person, sets, mentor, mentee),
        mentor=mentor,
        mentee=mentee,
        pairs=pairs,
        mentor_rows=tuple(mentor_rows(mentor, sets, on, office_sees=office_sees or own)) if mentor else (),
        mentee_rows=tuple(mentee_rows(mentee, sets)) if mentee and sees_record else (),
        consents=consents,
        work=tuple(work_rows(person, actor, on, whole=sees_record)),
        totals=_totals(person, pairs) if office_sees or own else (),
        documents=_documents(consents, pairs),
        diagnoses=cards_of_person(person, actor),
        may_ask_card=not person.left_on and not own and bool(may_ask_card_of(actor, person)),
        achievements=lines_from(sets.achievements, actor, on, person=person),
        story=story,
        recognitions=recognitions_of(person, actor),
        main=_main(person, actor, mentor, mentee, pairs),
        edits=_edits(person, actor),
        refusal="" if may_edit_person(actor, person) or not own else may_edit_person(actor, person).reason,
    )


def _record(person, name):
    record = getattr(person, name, None)
    return record if record and not record.retired_on else None


def _lead(person):
    category = CATEGORY_WORDS.get(person.category, "")
    place = person.unit.name if person.unit else ("" if person.organization.own else person.organization.short_name)
    first = ", ".join(filter(None, (person.post[:1].upper() + person.post[1:], category)))
    return ". ".join(filter(None, (first, place)))


def _tags(person, sets, mentor, mentee):
    tags = [StateTag("go", word, "") for word in role_words(sets)]
    tags += [StateTag("go", "Наставник", "")] if mentor else []
    tags += [StateTag("go", "Наставляемый", "")] if mentee else []
    if person.left_on:
        word = "Уходит" if person.left_on > dates.today() else "Больше не работает"
        tags.append(StateTag("calm", word, f"Последний день – {dates.words(person.left_on)}."))
    return tuple(tags)


def _consents(person, actor, mentor, mentee):
    """The last word of each kind this person may be asked for, in one query."""
    outside = person.employment in OUTSIDERS
    wanted = []
    if mentor:
        wanted.append(ConsentKind.PARTNER_MENTOR if outside else ConsentKind.MENTOR)
    if mentee:
        wanted.append(ConsentKind.MENTEE)
    if outside or person.employment == "trainee":
        wanted.append(ConsentKind.PD)
    last = {}
    for consent in Consent.objects.filter(person=person).select_related("text", "person").order_by("pk"):
        last[consent.kind] = consent
    kinds = [*wanted, *(kind for kind in last if kind not in wanted)]
    return tuple(_consent_line(person, kind, last.get(kind), actor) for kind in kinds)


def _consent_line(person, kind, consent, actor):
    role = "person" if actor.is_person(person) else ("director" if actor.role == "director" else "curator")
    closed = consent is None or consent.state in ("refused", "revoked", "expired")
    keeps = bool(may_keep_bank(actor))
    waits = consent is not None and consent.state in ("requested", "awaiting_scan", "outdated")
    none = StateTag("calm", "Не запрошено", "")
    return ConsentLine(
        kind=str(kind),
        name=str(ConsentKind(kind).label),
        tag=consent_tag(consent, role) if consent else none,
        pk=consent.pk if consent else 0,
        has_file=bool(consent and consent.file_id),
        may_ask=keeps and closed,
        may_record=keeps and (waits or (closed and kind not in NEEDED)),
        needs_details=kind in NEEDED,
    )


def _totals(person, pairs):
    """Programs the person led or went through, and how many mentees work here still."""
    led = [program for program in pairs.programs if _leads(program.pair, person)]
    ended = [program for program in led if program.state in ENDED]
    lines = []
    if ended:
        done = sum(program.state == ProgramState.COMPLETED for program in ended)
        rest = "все завершены по плану" if done == len(ended) else f"по плану {done} из {len(ended)}"
        lines.append(f"{count_of(len(ended), 'program')} как наставник, {rest}")
        people = {m.person_id: m.person for p in ended for m in p.pair.members.all() if m.side == "mentee"}
        stay = sum(mentee.left_on is None for mentee in people.values())
        lines.append(f"{stay} из {len(people)} наставляемых работают здесь")
    own = [program for program in pairs.programs if program not in led and program.state in ENDED]
    if own:
        lines.append(
            f"{count_of(len(own), 'program')} как {'наставляемая' if person.gender == 'f' else 'наставляемый'}"
        )
    return tuple(lines)


def _leads(pair, person):
    return any(member.person_id == person.pk and member.side == "mentor" for member in pair.members.all())


def _documents(consents, pairs):
    links = [Link(f"{line.name}, скан", reverse("consent_file", args=[line.pk])) for line in consents if line.has_file]
    orders = {pair.order_id: pair.order for pair in pairs.pairs if pair.order and pair.order.number}
    links += [
        Link(f"Приказ № {order.number} от {dates.short(order.date)}", reverse("document_detail", args=[pk]))
        for pk, order in orders.items()
    ]
    return tuple(links)


def _main(person, actor, mentor, mentee, pairs):
    """The one main action the state allows."""
    if person.left_on or not may_keep_bank(actor):
        return None
    if mentor and pairs.taken < mentor.capacity and mentor.takes_new:
        return Link("Подобрать наставляемого", f"{reverse('pair_create')}?mentor={person.pk}")
    if mentee and not any(row.title.startswith("Наставля") for row in pairs.now):
        return Link("Предложить наставника", f"{reverse('request_create')}?person={person.pk}")
    return None


def _edits(person, actor):
    """Which pages of change are open to the reader, by name."""
    keeps = bool(may_keep_bank(actor)) and not person.left_on
    return {
        "card": bool(may_edit_person(actor, person)),
        "mentor": bool(may_edit_mentor(actor, person)),
        "mentee": bool(may_keep_bank(actor)),
        "roles": bool(may_manage_people(actor)),
        "cases": bool(may_keep_bank(actor)),
        "make_mentor": keeps,
        "make_mentee": keeps,
        "achievement": not person.left_on and bool(may_write_achievement(actor, person)),
        "courses": bool(may_see_courses(actor, person)),
        "agreement": keeps and person.employment not in OUTSIDERS,
        "return": bool(may_edit_person(actor, person)) and bool(person.left_on),
        "depersonalize": bool(person.left_on) and bool(may_keep_privacy(actor)),
    }
