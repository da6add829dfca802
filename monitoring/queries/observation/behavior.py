"""Figures of observed lessons: several observers side by side, before and after by cards of one version (part 4.3)."""

from dataclasses import dataclass
from decimal import Decimal

from mentoring.kit import charts, dates
from mentoring.kit.text import NBSP, count_of, listing
from mentoring.models import Person
from monitoring.choices.observation import COUNTED, Stage
from monitoring.models import Observation, ObservationCard
from monitoring.queries.observation.text import CardText, from_payload
from monitoring.scoring.agreement import Agreement, pairwise
from monitoring.scoring.observation import Change, changes, mean
from monitoring.words import decimal

FEW = "Недостаточно данных"


@dataclass(frozen=True)
class Lesson:
    """A lesson with its counted cards: (card, text)."""

    lesson: Observation
    cards: tuple[tuple[ObservationCard, CardText], ...]

    @property
    def percent(self):
        """The mean K of the cards where enough was seen; None without one."""
        return mean([text.score.valid for _, text in self.cards])

    @property
    def sections(self):
        """{block: mean percent over those cards}."""
        valid = [text.sections for _, text in self.cards if text.score.valid is not None]
        names = dict.fromkeys(name for one in valid for name in one)
        return {name: mean([one[name].percent for one in valid if name in one]) for name in names}

    @property
    def agreement(self) -> Agreement | None:
        return pairwise([text.marks for _, text in self.cards])

    @property
    def observers(self):
        return [text.observer.short for _, text in self.cards]


@dataclass(frozen=True)
class Behavior:
    """One person before and after. `missing` says why there is no change to speak of."""

    person: Person
    first: Lesson | None
    last: Lesson | None
    missing: str

    @property
    def whole(self):
        return Change("Вся карта", _percent(self.first), _percent(self.last))

    @property
    def blocks(self):
        return changes(self.first.sections, self.last.sections) if self.first and self.last else []

    @property
    def others(self):
        """Whether other people looked at the end than in the beginning: a caution beside the figure."""
        return bool(self.first and self.last) and set(self.first.observers) != set(self.last.observers)


def _percent(lesson):
    return lesson.percent if lesson else None


def counted_lessons(cards):
    """{person: [Lesson]} of readable cards that count, by day. One query."""
    found = {}
    rows = cards.filter(state__in=COUNTED).select_related("observer", "observation__person", "observation__version")
    for card in rows.order_by("observation__day", "observation", "pk"):
        found.setdefault(card.observation, []).append((card, from_payload(card.payload)))
    lessons = {}
    for lesson, its in found.items():
        lessons.setdefault(lesson.person, []).append(Lesson(lesson, tuple(its)))
    return lessons


def behavior_of(person, lessons):
    """The Behavior of one person: his first lesson «в начале» and the last «в конце» by one version of the card."""
    known = [one for one in lessons if one.percent is not None]
    before = [one for one in known if one.lesson.stage == Stage.BEFORE]
    after = [one for one in known if one.lesson.stage == Stage.AFTER]
    for last in reversed(after):
        first = next((one for one in before if one.lesson.version_id == last.lesson.version_id), None)
        if first:
            return Behavior(person, first, last, "")
    first, last = (before[0] if before else None), (after[-1] if after else None)
    return Behavior(person, first, None if first else last, _missing(lessons, before, after))


def _missing(lessons, before, after):
    if before and after:
        return f"{FEW}: карты в начале и в конце разных версий. Сравнивают карты одной версии."
    counted = f"Сейчас занятий в начале – {len(before)}, в конце – {len(after)}."
    few = sum(one.percent is None for one in lessons)
    weak = f" Не засчитано занятий: {few} – оценено слишком мало критериев." if few else ""
    return f"{FEW}: нужны две карты одной версии, в начале и в конце. {counted}{weak}"


# Words


def percent_words(score):
    """«72 % (26 из 36)», or that too little was seen."""
    if score.percent is None:
        return f"{FEW.lower()}: ничего не наблюдалось"
    base = f"{score.total} из {2 * score.seen}"
    if not score.enough:
        return f"{FEW.lower()}: оценено {score.seen} из {count_of(score.of, 'criterion_gen')}"
    return f"{decimal(score.percent, 0)}{NBSP}% ({base})"


def share_words(value):
    return "–" if value is None else f"{decimal(value, 0)}{NBSP}%"


def kappa_words(value):
    """«0,62», «не определена» where chance already expects full agreement."""
    return "не определена" if value is None else f"{'−' if value < 0 else ''}{decimal(abs(float(value)), 2)}"


@dataclass(frozen=True)
class AgreementWords:
    exact: str
    linear: str
    quadratic: str
    note: str


def agreement_words(found):
    """How far the observers agree, in words; None for one observer."""
    if found is None:
        return None
    base = f"{found.same} из {found.n}"
    exact = "нет общих критериев" if found.exact is None else f"{decimal(100 * float(found.exact), 0)}{NBSP}% ({base})"
    note = f"Сравнили {count_of(found.n, 'criterion')}, которые видели оба."
    if found.pairs > 1:
        note = f"Среднее по {found.pairs} парам наблюдателей; сравнений всего {found.n}."
    return AgreementWords(exact, kappa_words(found.linear), kappa_words(found.quadratic), note)


def chart_of(behavior):
    """«До и после» by block; None without both."""
    if not behavior.blocks:
        return None
    rows = tuple(
        charts.ChangeRow(one.name, _float(one.before), _float(one.after)) for one in [*behavior.blocks, behavior.whole]
    )
    names = {"before_name": _when("в начале", behavior.first), "after_name": _when("в конце", behavior.last)}
    return charts.BeforeAfter(title=f"Поведение: {behavior.person.short_name}", rows=rows, digits=0, **names)


def _when(word, lesson):
    return f"{word}, {dates.short(lesson.lesson.day)}"


def _float(value):
    return None if value is None else round(float(value), 1)


# The evaluation page


@dataclass(frozen=True)
class CardEntry:
    """A measure «before – after» of level 3 as the evaluation page reads it, from cards instead of hand."""

    name: str
    member: Person
    before: Decimal | None
    before_on: object
    after: Decimal | None
    after_on: object
    source: str
    unit: str = "%"
    higher_is_better: bool = True
    pk: int | None = None
    program_id: int | None = None
    missing: str = ""
    reason: str = ""

    @property
    def member_id(self):
        return self.member.pk


def card_entries(program):
    """[CardEntry] of a program, one for each observed person. One query."""
    cards = ObservationCard.objects.filter(observation__program=program)
    found = counted_lessons(cards).items()
    return [_entry(behavior_of(person, lessons), program) for person, lessons in found]


def _entry(behavior, program):
    lesson = behavior.first or behavior.last
    name = f"{lesson.cards[0][1].title}, версия {lesson.cards[0][1].version}" if lesson else "Карта наблюдения занятия"
    return CardEntry(
        name=name,
        member=behavior.person,
        before=_percent(behavior.first),
        before_on=behavior.first.lesson.day if behavior.first else None,
        after=_percent(behavior.last),
        after_on=behavior.last.lesson.day if behavior.last else None,
        source=_source(behavior),
        program_id=program.pk,
        missing=behavior.missing,
    )


def _source(behavior):
    both = [one for one in (behavior.first, behavior.last) if one]
    cards = sum(len(one.cards) for one in both)
    seen = listing(dict.fromkeys(name for one in both for name in one.observers))
    words = f"{count_of(cards, 'card')} наблюдения: {seen}" if both else behavior.missing
    return f"{words}; наблюдатели в начале и в конце разные" if behavior.others else words
