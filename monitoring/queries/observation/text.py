"""The text of a card: of a draft from its rows, of a signed one from what was frozen, so that later changes alter nothing."""

from dataclasses import asdict, dataclass
from datetime import date

from mentoring.kit import dates
from mentoring.kit.canonical import payload_of
from mentoring.office import office
from monitoring.choices import QuestionKind
from monitoring.scoring.gain import band_of
from monitoring.scoring.observation import by_section, score

OTHER = "Другие критерии"
UNSEEN = "Не наблюдалось"
EMPTY = "не заполнено"


@dataclass(frozen=True)
class Who:
    name: str
    short: str
    post: str


@dataclass(frozen=True)
class Criterion:
    """`levels` say what 0, 1 and 2 look like; `mark` is None for «не наблюдалось» and for what is not filled in."""

    code: str
    name: str
    levels: tuple[str, ...]
    mark: int | None
    filled: bool
    comment: str

    @property
    def words(self):
        if not self.filled:
            return EMPTY
        return UNSEEN if self.mark is None else f"{self.mark} – {self.levels[self.mark]}"


@dataclass(frozen=True)
class Block:
    name: str
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True)
class CardText:
    title: str
    version: int
    teacher: Who
    observer: Who
    role: str
    stage: str
    day: str
    facts: tuple[tuple[str, str], ...]
    pair: str
    mentors: tuple[str, ...]
    blocks: tuple[Block, ...]
    strong: str
    advice: str
    least: int
    bands: tuple[tuple[int, str], ...]

    @property
    def on(self):
        return date.fromisoformat(self.day)

    @property
    def marks(self):
        return {one.code: one.mark for block in self.blocks for one in block.criteria}

    @property
    def score(self):
        return score(list(self.marks.values()), self.least)

    @property
    def sections(self):
        """{name of a block: its Score}."""
        return by_section(self.marks, [(block.name, [one.code for one in block.criteria]) for block in self.blocks])

    @property
    def empty(self):
        """Criteria not filled in yet."""
        return [one for block in self.blocks for one in block.criteria if not one.filled]

    @property
    def band(self):
        return band_of(self.score.valid, self.bands) if self.score.valid is not None and self.bands else ""


def loaded(cards):
    """Cards with everything their text reads, in three queries."""
    people = (
        "observer",
        "observation__person",
        "observation__program__pair__order",
        "observation__version",
        "document",
    )
    return cards.select_related(*people).prefetch_related(
        "marks", "observation__version__questions", "observation__program__pair__members__person"
    )


def text_of(card):
    """The CardText of a loaded card."""
    return from_payload(card.payload) if card.payload else _from_rows(card)


def freeze(card):
    """The payload of a loaded card: plain JSON."""
    return payload_of(asdict(_from_rows(card)))


def from_payload(payload):
    return CardText(
        **{
            **payload,
            "teacher": Who(**payload["teacher"]),
            "observer": Who(**payload["observer"]),
            "facts": tuple(tuple(fact) for fact in payload["facts"]),
            "mentors": tuple(payload["mentors"]),
            "blocks": tuple(_block(block) for block in payload["blocks"]),
            "bands": tuple(tuple(band) for band in payload["bands"]),
        }
    )


def _block(block):
    rows = (Criterion(**{**one, "levels": tuple(one["levels"])}) for one in block["criteria"])
    return Block(block["name"], tuple(rows))


def _from_rows(card):
    lesson = card.observation
    return CardText(
        title=lesson.version.title,
        version=lesson.version.number,
        teacher=_who(lesson.person),
        observer=_who(card.observer),
        role=card.get_role_display(),
        stage=lesson.get_stage_display(),
        day=lesson.day.isoformat(),
        facts=tuple((name, value) for name, value in lesson_facts(lesson) if value),
        pair=lesson.program.pair.title,
        mentors=tuple(person.short_name for person in lesson.program.pair.mentors),
        blocks=blocks_of(lesson.version, {mark.question_id: mark for mark in card.marks.all()}),
        strong=card.strong,
        advice=card.advice,
        least=office().setting("observation_min_share"),
        bands=tuple((band["from"], band["name"]) for band in lesson.version.scoring.get("bands", ())),
    )


def _who(person):
    return Who(person.full_name, person.short_name, person.post)


def lesson_facts(lesson):
    """(name, value) of the lesson's header, empty ones too."""
    at = f" в {lesson.starts:%H:%M}" if lesson.starts else ""
    return (
        ("Дата", f"{dates.words(lesson.day, year=True)}{at}"),
        ("Этап", lesson.get_stage_display()),
        ("Группа", lesson.group),
        ("Дисциплина, МДК", lesson.subject),
        ("Тема", lesson.topic),
        ("Тип занятия", lesson.lesson_type),
        ("Место", lesson.place),
        ("На что смотрим", lesson.focus),
        ("Основание", "по плану программы" if lesson.planned else "вне плана"),
    )


def blocks_of(version, marks=None):
    """The version's criteria by block with their marks, {question key: mark row}; blocks keep the card's own order."""
    marks = marks or {}
    titles = {one["code"]: one["title"] for one in version.sections}
    found = {title: [] for title in titles.values()}
    for question in version.of_kind(QuestionKind.GRADE):
        name = titles.get(question.section, OTHER)
        found.setdefault(name, []).append(_criterion(question, marks.get(question.pk)))
    return tuple(Block(name, tuple(rows)) for name, rows in found.items() if rows)


def _criterion(question, mark):
    levels = (
        tuple(reversed(question.options))
        if len(question.options) == 3
        else ("Не проявляется", "Частично", "Проявляется")
    )
    if mark is None:
        return Criterion(question.code, question.text, levels, None, False, "")
    return Criterion(
        question.code, question.text, levels, mark.value, mark.value is not None or not mark.seen, mark.comment
    )
