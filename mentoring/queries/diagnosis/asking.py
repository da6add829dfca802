"""Whom to ask for a card: people of the reader's reach by unit and reason, with what each has already."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q

from mentoring.access import people_to_diagnose
from mentoring.choices import DiagnosisState
from mentoring.kit import dates
from mentoring.kit.text import whole
from mentoring.models import Diagnosis, Mentee, Person
from mentoring.office import office
from mentoring.queries import filters
from mentoring.queries.page import chosen
from mentoring.queries.person import years_words

from .find import card_in_use
from .profile import related_words

WHO = {"mentees": "Наставляемые", "young": "Молодые педагоги", "all": "Все работники"}
MOST = 200


@dataclass(frozen=True)
class AskRow:
    """A person to tick; `taken` says why not now, `last` is the newest sent card."""

    person: Person
    years: str
    last: str
    taken: str
    ticked: bool


@dataclass(frozen=True)
class AskPage:
    rows: tuple[AskRow, ...]
    filters: dict
    who: tuple[tuple[str, str], ...]
    units: tuple
    more: bool
    card: object
    due: object
    tick_url: str

    @property
    def able(self):
        return any(not row.taken for row in self.rows)


def ask_page(actor, params, on, *, ticked=()):
    """People by the filters: q, who, unit, person. Five queries at most."""
    one = whole(params.get("person"))
    asked = {
        "q": params.get("q", "").strip()[:200],
        "who": chosen(params.get("who"), WHO, "mentees"),
        "unit": whole(params.get("unit")),
        "person": one,
    }
    people = _found(actor, asked, on).select_related("unit").in_order()
    shown = list(people[: MOST + 1])
    cards = {}
    for row in Diagnosis.objects.filter(person__in=shown).exclude(state=DiagnosisState.WITHDRAWN).order_by("asked_at"):
        cards.setdefault(row.person_id, []).append(row)
    everybody = {person.pk for person in shown[:MOST]} if params.get("tick") == "all" else set()
    chosen_keys = set(ticked) | everybody | ({one} if one else set())
    return AskPage(
        rows=tuple(_row(person, cards.get(person.pk, ()), on, chosen_keys) for person in shown[:MOST]),
        filters=asked,
        who=tuple(WHO.items()),
        units=tuple(filters.units()) if actor.has("curator") else (),
        more=len(shown) > MOST,
        card=card_in_use(),
        tick_url=_tick_all(asked),
        due=dates.to_working_day(on + timedelta(days=office().setting("diagnosis_days")), office().holidays),
    )


def _tick_all(asked):
    """The same people with every one ticked: works without script."""
    return "?" + urlencode({**{name: value for name, value in asked.items() if value}, "tick": "all"})


def _found(actor, asked, on):
    people = people_to_diagnose(actor)
    if asked["person"]:
        return people.filter(pk=asked["person"])
    if asked["q"]:
        people = people.search(asked["q"])
    if asked["unit"]:
        people = people.filter(unit=asked["unit"])
    if asked["who"] == "mentees":
        return people.filter(Exists(Mentee.objects.filter(person=OuterRef("pk"), retired_on__isnull=True)))
    if asked["who"] == "young":
        since = dates.add_years(on, -office().setting("young_years"))
        return people.filter(Q(is_teacher=True), teaching_since__gt=since)
    return people


def _row(person, cards, on, ticked):
    waiting = next((card for card in cards if not card.done_at), None)
    sent = [card for card in cards if card.done_at]
    taken = f"Уже просят: {dates.by(waiting.due, on) or 'заполняет сам'}" if waiting else ""
    return AskRow(
        person,
        years_words(person, on),
        related_words(sent[-1]) if sent else "",
        taken,
        person.pk in ticked and not waiting,
    )
