"""«Кому в отделении нужен наставник»: the department's own teachers with hints, most in need first."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone

from mentoring.access import campaign_units_for, may_remind_unit
from mentoring.choices import CampaignState, Side, UnitAnswer
from mentoring.choices.pair import LIVE_STATES
from mentoring.choices.request import OPEN_REQUEST_STATES
from mentoring.kit.dates import add_years, words
from mentoring.kit.states import StateTag
from mentoring.kit.text import count_of, small_first
from mentoring.models import CampaignUnit, MentoringRequest, PairMember, Person
from mentoring.queries.campaign.units import young_edge
from mentoring.queries.request import left_words, request_word
from mentoring.workflow.campaign import CAMPAIGN_UNIT

YOUNG, NEW = "young", "new"


@dataclass(frozen=True)
class Teacher:
    """One line. `hints` say why a mentor may be needed; `reason` why a request is not raised here, when it is not."""

    person: Person
    hints: tuple[str, ...]
    codes: tuple[str, ...]
    reason: str = ""
    url: str = ""
    ticked: bool = False

    @property
    def open(self):
        return not self.reason


@dataclass(frozen=True)
class UnitPage:
    row: CampaignUnit
    teachers: tuple[Teacher, ...]
    tag: StateTag
    acts: dict
    may_remind: object
    left: str
    by_head: bool

    @property
    def title(self):
        return f"Кому нужен наставник: {self.row.unit.name}"

    @property
    def crumbs(self):
        campaign = self.row.campaign
        return (("Запросы", reverse("request_list")), (str(campaign), reverse("campaign_detail", args=[campaign.pk])))

    @property
    def choosable(self):
        """Those who may be ticked: nothing is settled about them yet and the reader may ask."""
        return [t for t in self.teachers if t.open and self.acts.get("ask")]

    @property
    def settled(self):
        return [t for t in self.teachers if not (t.open and self.acts.get("ask"))]


def unit_rows_for(actor):
    """Answers of departments with all that their page reads."""
    return campaign_units_for(actor).select_related("campaign__year", "unit__head", "asked", "answered_by")


def unit_page(actor, row, on, ticked=()):
    return UnitPage(
        row=row,
        teachers=teachers_of(row, on, reader=actor, ticked=ticked),
        tag=answer_tag(row, on, mine=row.unit_id in actor.units),
        acts={t.name: verdict for t, verdict in CAMPAIGN_UNIT.open_to(actor, row) if verdict},
        may_remind=may_remind_unit(actor, row, timezone.now()),
        left=left_words(row.campaign.due, on) if row.campaign.state == CampaignState.OPEN else "",
        by_head=row.unit_id in actor.units,
    )


def teachers_of(row, on, *, reader, ticked=()):
    """Teachers of a department now at work, without the reader; three queries.

    How far a teacher's own request has come is the office's and the teacher's: a head reads only that there is one.
    """
    helped = PairMember.objects.filter(side=Side.MENTEE, until__isnull=True, pair__state__in=LIVE_STATES)
    asked = (
        MentoringRequest.objects.filter(state__in=OPEN_REQUEST_STATES)
        .select_related("pair", "initiator")
        .order_by("-pk")
    )
    people = Person.objects.teachers().filter(unit=row.unit_id)
    if reader.person:
        people = people.exclude(pk=reader.person.pk)
    people = people.prefetch_related(
        Prefetch("memberships", helped, to_attr="helped"), Prefetch("requests", asked, to_attr="asking")
    )
    edge = young_edge(on)
    lines = [_teacher(person, on, edge, reader, person.pk in ticked) for person in people.in_order()]
    return tuple(sorted(lines, key=lambda line: (not line.open, -len(line.codes), line.person.sort_key)))


def _teacher(person, on, edge, reader, ticked):
    hints, codes = [], []
    if person.teaching_since and person.teaching_since > edge:
        years = person.years_of_teaching(on)
        hints.append(f"молодой педагог: стаж {count_of(years, 'year') if years else 'меньше года'}")
        codes.append(YOUNG)
    if person.hired_on and person.hired_on > add_years(on, -1):
        hints.append(f"работает здесь с {words(person.hired_on)}")
        codes.append(NEW)
    reason, url = _taken(person, reader)
    return Teacher(person, tuple(hints), tuple(codes), reason, url, ticked)


def _taken(person, reader):
    """A teacher who has a mentor, or whose request is under way, is not asked for a second time here."""
    if person.asking:
        request = person.asking[0]
        if not reader.is_office and not reader.is_person(request.initiator):
            return "запрос уже есть", ""
        return f"запрос № {request.pk}: {small_first(request_word(request))}", ""
    if person.helped:
        return "наставник есть", reverse("pair_detail", args=[person.helped[0].pair_id])
    return "", ""


def answer_tag(row, on, *, mine=False):
    """What a department answered, in a word and a sentence."""
    if row.answer == UnitAnswer.WAITING:
        if row.campaign.state == CampaignState.CLOSED:
            return StateTag("calm", "Без ответа", "")
        late = row.campaign.due < on
        said = f"Срок был {words(row.campaign.due)}." if late else f"До {words(row.campaign.due)}."
        return StateTag("stop" if late else "act" if mine else "go", "Ждём ответа", said, mine)
    who = row.answered_by.short_name if row.answered_by else "куратор"
    told = f"{words(row.answered_at)}, {who}"
    if row.answer == UnitAnswer.ASKED:
        return StateTag("ok", "Запросы поданы", f"{told}.".replace("..", "."))
    note = f" Пояснение: {row.note}" if row.note else ""
    return StateTag("ok", "Никому не нужен", f"{told}.{note}".replace("..", "."))
