"""Requests, offers, pairs, documents: who sees them, and the verdicts their processes stand on."""

from django.db.models import Exists, OuterRef, Q

from mentoring.choices import Side
from mentoring.kit.verdict import YES, no
from mentoring.models import (
    AcquaintanceMark,
    IssuedDocument,
    MatchBatch,
    MentoringRequest,
    Pair,
    PairChange,
    PairMember,
    Person,
    RequestOffer,
)


def pairs_for(actor):
    pairs = Pair.objects.all()
    if actor.has("curator", "director"):
        return pairs
    if not actor.person:
        return pairs.none()
    mine = Q(Exists(PairMember.objects.filter(pair=OuterRef("pk"), person=actor.person)))
    if actor.units:
        mine |= Q(
            Exists(PairMember.objects.filter(pair=OuterRef("pk"), side=Side.MENTEE, person__unit__in=actor.units))
        )
    return pairs.filter(mine)


def requests_for(actor):
    """A draft is its author's alone; then the office sees all, a mentor those he is asked about or took."""
    requests = MentoringRequest.objects.all()
    if not actor.person:
        return requests.none()
    me = actor.person
    drafts = Q(state="draft") & (Q(source="self", person=me) | Q(source="administration", initiator=me))
    if actor.has("curator", "director"):
        return requests.filter(drafts | ~Q(state="draft"))
    asked = Exists(
        RequestOffer.objects.filter(request=OuterRef("pk"), mentor=me.pk, answer__in=("waiting", "accepted"))
    )
    return requests.filter(drafts | (~Q(state="draft") & (Q(person=me) | Q(initiator=me) | asked)))


def documents_for(actor):
    """The curator sees all, the director all but drafts, others the signed ones that name them."""
    documents = IssuedDocument.objects.all()
    if actor.has("curator"):
        return documents
    if actor.has("director"):
        return documents.exclude(state="draft")
    if not actor.person:
        return documents.none()
    asked = Exists(AcquaintanceMark.objects.filter(document=OuterRef("pk"), person=actor.person))
    named = Exists(PairMember.objects.filter(pair__order=OuterRef("pk"), person=actor.person))
    return documents.filter(
        asked | named | Q(holder=actor.person), state__in=("in_force", "awaiting_scan", "replaced", "canceled")
    )


def offers_for(actor):
    """A mentor's own offers, answered ones too; the curator's all."""
    if actor.has("curator"):
        return RequestOffer.objects.all()
    return RequestOffer.objects.filter(mentor=actor.person.pk) if actor.person else RequestOffer.objects.none()


def matches_for(actor):
    """Matchings of all requests at once: the curator's; nobody else sees who was weighed against whom."""
    return MatchBatch.objects.all() if actor.has("curator") else MatchBatch.objects.none()


def last_day_of(actor, pair):
    """Until which day a former member reads the pair; None for those in it to its end and for everybody else.

    Reads prefetched members. The office reads everything.
    """
    if not actor.person or actor.has("curator", "director", "council"):
        return None
    mine = [m for m in pair.members.all() if m.person_id == actor.person.pk]
    if not mine or any(m.until is None or (pair.ended_on and m.until >= pair.ended_on) for m in mine):
        return None
    return max(m.until for m in mine)


# Verdicts on requests, pairs and documents


def may_run_office(actor):
    """Requests, pairs and orders are kept by the curator."""
    return YES if actor.has("curator") else no("Это действие вам не открыто. Кому открыто — куратору.")


def may_ask_for(actor, person):
    """Clause 4.2: anyone for himself; for another the curator, the director, the head of the unit."""
    if actor.is_person(person) or actor.has("curator", "director"):
        return YES
    if actor.units and person.unit_id in actor.units:
        return YES
    return no("Запрос на другого человека подают куратор, директор и руководитель подразделения.", "4.2")


def people_to_ask_for(actor):
    """Working people of the college whom the actor may ask a mentor for, himself included."""
    people = Person.objects.working().filter(employment__in=("staff", "part_time", "trainee"))
    if actor.has("curator", "director"):
        return people
    if not actor.person:
        return people.none()
    return people.filter(Q(pk=actor.person.pk) | Q(unit__in=actor.units))


def may_sign(actor, document):
    """The director, or who stands in for him; never somebody named in the document itself."""
    if not actor.has("director"):
        return no("Подписывает директор. Отправьте приказ на подпись.")
    pair = pairs_with(document, actor.person)
    if pair:
        return no(f"Вы — участник пары «{pair.title}». Подписывает исполняющий обязанности директора.")
    return YES


def may_see_readings(actor):
    """Who has read a document, by name: the office."""
    return YES if actor.is_office else no("Лист ознакомления целиком видят куратор и директор.")


def pairs_with(document, person):
    """The first pair of a document in which the person takes part, or into which it brings him; None otherwise."""
    own = PairMember.objects.filter(pair=OuterRef("pk"), person=person, until__isnull=True)
    coming = PairChange.objects.filter(pair=OuterRef("pk"), order=document, coming=person)
    named = Q(order=document) | Q(Exists(PairChange.objects.filter(pair=OuterRef("pk"), order=document)))
    ended = Q(end_order=document) & Q(Exists(PairMember.objects.filter(pair=OuterRef("pk"), person=person)))
    return Pair.objects.with_members().filter(Q(named, Q(Exists(own)) | Q(Exists(coming))) | ended).first()
