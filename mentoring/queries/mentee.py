"""The register of mentees: why each is helped and by whom now."""

from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q

from mentoring.access import mentees_for
from mentoring.choices import Side
from mentoring.choices.pair import LIVE_STATES
from mentoring.choices.request import OPEN_REQUEST_STATES
from mentoring.kit.states import StateTag
from mentoring.kit.text import words_of
from mentoring.kit.ui import Column, Figure
from mentoring.models import Mentee, MenteeGroup, MentoringRequest, PairMember
from mentoring.queries.person import years_words

SORTS = {
    "name": ("person__sort_key", "pk"),
    "-name": ("-person__sort_key", "-pk"),
    "unit": (F("person__unit__name").asc(nulls_last=True), "person__sort_key"),
    "-unit": (F("person__unit__name").desc(nulls_last=True), "person__sort_key"),
}
COLUMNS = (
    Column("Наставляемый", primary=True, sort_key="name"),
    Column("Почему"),
    Column("Подразделение", sort_key="unit"),
    Column("Наставник"),
)


@dataclass(frozen=True)
class MenteeFilter:
    q: str = ""
    tab: str = "all"
    group: str = ""
    sort: str = "name"


@dataclass(frozen=True)
class MenteeLine:
    """A mentee of the register with the mentors of now; `tag` says what is missing."""

    mentee: Mentee
    groups: tuple[str, ...]
    years: str
    mentors: tuple[str, ...]
    tag: StateTag | None


def asked_mentees(actor, asked):
    """Mentees the reader may see, by every filter but the tab; whether paired or asking is computed in the query."""
    paired = PairMember.objects.filter(
        person=OuterRef("pk"), side=Side.MENTEE, until__isnull=True, pair__state__in=LIVE_STATES
    )
    asking = MentoringRequest.objects.filter(person=OuterRef("pk"), state__in=OPEN_REQUEST_STATES)
    mentees = mentees_for(actor).annotate(paired=Exists(paired), asking=Exists(asking))
    for word in words_of(asked.q):
        mentees = mentees.filter(person__search_key__contains=word)
    return mentees.filter(groups__code=asked.group) if asked.group else mentees


TABS = (
    ("all", "все", Q()),
    ("alone", "без наставника", Q(paired=False)),
    ("paired", "с наставником", Q(paired=True)),
)


def tab_figures(mentees, asked, query):
    """Counts of the tabs in one query."""
    counted = {f"n_{code}": Count("pk", filter=condition or None, distinct=True) for code, _, condition in TABS}
    counts = mentees.aggregate(**counted)
    return [
        Figure(counts[f"n_{code}"], name, href=_address(query, code), current=code == asked.tab)
        for code, name, _ in TABS
    ]


def _address(query, tab):
    query = query.copy()
    query.pop("page", None)
    query["tab"] = tab
    return f"?{query.urlencode()}"


def sorted_mentees(mentees, asked):
    condition = next((condition for code, _, condition in TABS if code == asked.tab), Q())
    shown = mentees.filter(condition).select_related("person", "person__unit", "person__organization")
    return shown.prefetch_related("groups").order_by(*SORTS.get(asked.sort, SORTS["name"]))


def mentee_lines(mentees, on):
    """Lines of one page, their mentors in one query."""
    mentees = list(mentees)
    helped = mentors_of([mentee.pk for mentee in mentees])
    return [
        MenteeLine(
            mentee,
            tuple(group.name for group in mentee.groups.all()),
            years_words(mentee.person, on),
            tuple(helped.get(mentee.pk, ())),
            _tag(mentee),
        )
        for mentee in mentees
    ]


def _tag(mentee):
    if mentee.paired:
        return None
    if mentee.asking:
        return StateTag("go", "Есть запрос", "")
    return StateTag("calm", "Без наставника", "")


def mentors_of(people):
    """{mentee's person id: short names of mentors now}."""
    rows = PairMember.objects.filter(
        side=Side.MENTOR,
        until__isnull=True,
        pair__state__in=LIVE_STATES,
        pair__members__side=Side.MENTEE,
        pair__members__until__isnull=True,
        pair__members__person__in=people,
    )
    found = {}
    for row in (
        rows.annotate(mentee_id=F("pair__members__person")).select_related("person").order_by("person__sort_key")
    ):
        names = found.setdefault(row.mentee_id, [])
        if row.person_id != row.mentee_id and row.person.short_name not in names:
            names.append(row.person.short_name)
    return found


def group_choices():
    return [("", "Любая"), *MenteeGroup.objects.filter(retired=False).values_list("code", "name")]


def mentee_initial(mentee):
    """What the form shows of a record."""
    names = ("to_be_hired", "on_practice", "contract_number", "contract_date", "contract_organization", "note")
    initial = {name: getattr(mentee, name) for name in names}
    return {**initial, "groups": list(mentee.groups.all()), "seen": str(mentee.lock_version)}
