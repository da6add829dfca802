"""What of a finished program can go into a practice card, and the card that comes of it, already without names."""

from dataclasses import dataclass
from textwrap import shorten

from mentoring.choices import Side
from mentoring.kit import dates
from mentoring.kit.declension import CASES
from mentoring.kit.text import initials, small_first
from programs.checks.names import Part, without_names
from programs.choices import EventState
from programs.choices.shelf import MaterialState
from programs.models import Difficulty, Material, MemberResult, PlanEvent

from .certificate import HELD

MOST_LETTERS = 120
PARTS = {
    Side.MENTOR: ("наставник", "наставника", "наставнику", "наставника", "наставником", "наставнике"),
    Side.MENTEE: ("наставляемый", "наставляемого", "наставляемому", "наставляемого", "наставляемым", "наставляемом"),
}


@dataclass(frozen=True)
class Entry:
    """One record of a program: `done` is what was done, `result` what came of it, in the words of the pair."""

    code: str
    kind: str
    when: str
    done: str
    result: str
    event: object = None

    @property
    def words(self):
        """As the card keeps it: where this came from."""
        return " ".join(part for part in (f"{self.kind}: {self.done}", self.when and f"({self.when})") if part)

    @property
    def label(self):
        """For the choice: with what came of it."""
        return f"{self.words} – {shorten(self.result, MOST_LETTERS, placeholder='…')}" if self.result else self.words


def entries_of(program):
    """Done events with a result, held meetings, reached results: three queries and one of materials."""
    return (*_events(program), *_meetings(program), *_results(program))


def _events(program):
    rows = (
        PlanEvent.objects.filter(program=program, state__in=(EventState.DONE, EventState.PARTLY))
        .exclude(result="")
        .select_related("direction", "difficulty")
        .prefetch_related("materials__material")
        .order_by("done_on", "position")
    )
    return [
        Entry(f"event-{row.pk}", "Мероприятие", dates.short(row.done_on or row.due), row.measure, row.result, row)
        for row in rows
    ]


def _meetings(program):
    rows = program.meetings.filter(state__in=HELD).exclude(done="", result="").order_by("starts_at")
    return [
        Entry(
            f"meeting-{row.pk}", "Встреча", dates.short(row.starts_at), f"{row.topic}. {row.done}".strip(), row.result
        )
        for row in rows
    ]


def _results(program):
    rows = MemberResult.objects.filter(program=program).exclude(reached="")
    return [Entry(f"result-{row.pk}", "Результат", "", "достигнутый результат", row.reached) for row in rows]


def prefilled(program, chosen):
    """Fields of a new card from the chosen entries of a program loaded with its people. Directions and materials too."""
    events = [entry.event for entry in chosen if entry.event]
    troubles = list(dict.fromkeys(_troubles(program, events)))
    parts = parts_of(program)
    plain = {
        "title": f"{troubles[0][:1].upper()}{troubles[0][1:]}: что помогло" if troubles else "Что помогло паре",
        "difficulty": _sentence("Трудно было " + "; ".join(troubles)) if troubles else program.problem,
        "done": _lines([entry.done for entry in chosen if not entry.code.startswith("result")]),
        "result": _lines([entry.result for entry in chosen if entry.result]),
        "suits": _sentence("Педагогу, которому трудно " + "; ".join(troubles[:2])) if troubles else "",
    }
    longest = {"title": 200, "suits": 500}
    fields = {name: without_names(text, parts)[: longest.get(name, 5000)] for name, text in plain.items()}
    return fields, _directions(events), _materials(events)


def _troubles(program, events):
    """Difficulties that the chosen events answer, else those of the program, important first."""
    found = [event.difficulty for event in events if event.difficulty and event.difficulty.kind == "difficulty"]
    found = found or Difficulty.objects.filter(program=program, kind="difficulty").order_by("-priority", "position")[:2]
    return [small_first(row.text.strip().rstrip(".")) for row in found]


def _directions(events):
    found = [event.direction for event in events if event.direction]
    return list({row.pk: row for row in found}.values())


def _materials(events):
    found = [row.material for event in events for row in event.materials.all()]
    return list({row.pk: row for row in found if row.state == MaterialState.PUBLISHED}.values())


def materials_of(card):
    """Materials that stood beside the events of the program, or are in the card already: what its author may name."""
    beside = Material.objects.filter(uses__event__program=card.program_id, state=MaterialState.PUBLISHED)
    return (beside | Material.objects.filter(practices=card)).distinct()


def _lines(texts):
    """One text as it is, several as a list."""
    texts = list(dict.fromkeys(text.strip() for text in texts if text.strip()))
    return "\n".join(f"- {text}" for text in texts) if len(texts) > 1 else "".join(texts)


def _sentence(text):
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def parts_of(program):
    """How everybody who ever stood in the pair is called instead of the name; reads prefetched members."""
    members = {member.person_id: member for member in program.pair.members.all()}
    return tuple(Part(_forms(member.person, PARTS[member.side])) for member in members.values())


def _forms(person, called):
    kept = [person.full_name, *(person.name_cases.get(case) or person.full_name for case in CASES)]
    forms = [(form, part) for full, part in zip(kept, called, strict=True) for form in _ways(full, person)]
    return tuple(sorted(dict(reversed(forms)).items(), key=lambda pair: -len(pair[0])))


def _ways(full, person):
    """A name as people write it: whole, first name first, without one of its parts, the surname alone."""
    last, *rest = full.split(" ")
    first, patronymic = (*rest, "", "")[:2]
    ways = [full, f"{first} {patronymic} {last}", f"{last} {first}", f"{first} {last}", f"{first} {patronymic}", last]
    ways.append(f"{last} {initials(person.first_name, person.patronymic)}")
    return [" ".join(way.split()) for way in ways if way.strip() and way.strip() != first]
