"""What happened to a record, as timeline items; the page of the whole story with its kinds."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q

from mentoring.access import ROLE_WORDS, entries_for
from mentoring.choices import Audience
from mentoring.kit.dates import moment
from mentoring.kit.ui import TimelineItem
from mentoring.models import JournalEntry, PairMember
from mentoring.queries.filters import Choice
from mentoring.queries.page import chosen, page_of

LIMIT = 200
PER_PAGE = 30
KINDS = {
    "pair": ("Пара и состав", ("pair_", "member_", "substitution_", "petition_")),
    "request": ("Запросы и согласия", ("request_", "offer_", "consent_", "agreement_")),
    "document": ("Приказы и документы", ("order_", "document_", "scan_")),
    "program": ("Программа", ("program_", "amendment_")),
    "event": ("Мероприятия", ("event_",)),
    "meeting": ("Встречи", ("meeting_",)),
    "report": ("Отчёты", ("report_",)),
    "talk": ("Переписка", ("talk_",)),
    "rating": (
        "Оценка",
        ("survey_", "evaluation_", "indicator_", "instrument_", "diagnosis_", "card_", "observation_", "opinion_"),
    ),
    "achievement": ("Достижения", ("achievement_",)),
    "card": ("Карточка и роли", ("person_", "mentor_", "mentee_", "partner_", "role_", "cases_", "login_", "post_")),
}
OTHER = ("other", "Другое")


@dataclass(frozen=True)
class StoryPage:
    """`kinds` are what the reader may find here, as options of the filter; `kind` is the chosen one."""

    lead: str
    crumbs: tuple
    items: tuple[TimelineItem, ...]
    page: object
    kinds: tuple
    kind: str


def story_of(subject, *, actor=None, hidden=(), limit=LIMIT):
    """The newest entries about a record, without the events `hidden` from this reader; one query.

    Without a reader only what is open to everybody who sees the record.
    """
    entries = _open(actor).filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk))
    return timeline(entries.exclude(event__in=hidden), limit)


def story_of_pair(pair, *, actor=None, hidden=(), limit=LIMIT):
    return timeline(_open(actor).filter(pair=pair).exclude(event__in=hidden), limit)


def _open(actor):
    return JournalEntry.objects.filter(audience=Audience.SUBJECT) if actor is None else entries_for(actor)


def timeline(entries, limit=LIMIT):
    return [item_of(entry) for entry in entries.select_related("author")[:limit]]


def item_of(entry, about=""):
    """An entry in words: what, when, who in which role, what changed, why. The author is selected."""
    role = ROLE_WORDS.get(entry.role, ("",))[0]
    author = ", ".join(part for part in (entry.author.plain_name, role) if part) if entry.author else "система"
    return TimelineItem(
        time=moment(entry.at),
        heading=entry.heading,
        text=changes_words(entry) or entry.text,
        author=author,
        about=about,
        why=entry.why,
    )


def changes_words(entry):
    """«Должность: «методист» → «преподаватель»; …»."""
    return "; ".join(f"{c['part']}: «{c['was']}» → «{c['became']}»" for c in entry.changes)


def entries_about_person(actor, person):
    """What this reader may know of a person: the person's own entries and those of the pairs he is or was in."""
    own = PairMember.objects.filter(person=person).values("pair")
    return entries_for(actor).filter(Q(person=person) | Q(pair__in=own))


def story_page(entries, params, *, lead, crumbs, with_pairs=False):
    """The page asked for; `entries` are those this reader may see. `with_pairs` names the pair of each entry."""
    kinds = _kinds(entries)
    kind = chosen(params.get("kind"), [option.pk for option in kinds])
    if kind:
        entries = entries.filter(_of_kind(kind))
    rows = entries.select_related("author", "pair").order_by("-at", "-id")
    if with_pairs:
        rows = rows.prefetch_related(Prefetch("pair__members", PairMember.objects.select_related("person")))
    page = page_of(rows, params.get("page"), PER_PAGE)
    titled = [(entry, entry.pair.title if with_pairs and entry.pair else "") for entry in page.object_list]
    return StoryPage(lead, crumbs, tuple(item_of(entry, title) for entry, title in titled), page, kinds, kind)


def _kinds(entries):
    """Only kinds there is something of; one query."""
    events = set(entries.order_by().values_list("event", flat=True).distinct())
    found = {_kind(event) for event in events}
    names = {**{code: name for code, (name, _) in KINDS.items()}, OTHER[0]: OTHER[1]}
    return tuple(Choice(pk=code, name=name) for code, name in names.items() if code in found)


def _kind(event):
    return next((code for code, (_, starts) in KINDS.items() if event.startswith(starts)), OTHER[0])


def _of_kind(kind):
    if kind != OTHER[0]:
        return _starts(KINDS[kind][1])
    known = Q()
    for _, starts in KINDS.values():
        known |= _starts(starts)
    return ~known


def _starts(starts):
    found = Q()
    for start in starts:
        found |= Q(event__startswith=start)
    return found
