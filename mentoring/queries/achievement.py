"""Achievements in words: a line of any list, the page of one, a person's own (R35, R36)."""

from dataclasses import dataclass
from types import SimpleNamespace

from django.db.models import Prefetch
from django.urls import reverse

from mentoring import access
from mentoring.choices import COMMISSION, AchievementState
from mentoring.choices.achievement import ACHIEVEMENT as WORDS
from mentoring.kit.dates import span, words
from mentoring.kit.gather import row_of
from mentoring.kit.states import StateTag, describe
from mentoring.kit.text import count_of, small_first
from mentoring.kit.ui import CheckRow
from mentoring.kit.verdict import Verdict
from mentoring.models import Achievement, AchievementFile, AchievementHelp, PairMember
from mentoring.queries.story import story_of
from mentoring.workflow.achievement import ACHIEVEMENT

S = AchievementState
LINE_FIELDS = (
    "title", "since", "day", "result_text", "remark", "state", "confirmed_on", "kind__name", "level__name",
    "result__name",
)  # fmt: skip


@dataclass(frozen=True)
class AchievementLine:
    """«Конкурс „Мастер года“»: `about` tells kind, level, when; `result` what came of it; `url` its page."""

    row: Achievement
    about: str
    result: str
    tag: StateTag
    url: str


@dataclass(frozen=True)
class HelpLine:
    """Help asked and given; `answer` and `remove` are what the reader may do with it."""

    help: AchievementHelp
    asked: str
    given: str
    answer: Verdict
    remove: Verdict


@dataclass(frozen=True)
class AchievementPage:
    row: Achievement
    tag: StateTag
    facts: tuple[CheckRow, ...]
    files: tuple[AchievementFile, ...]
    sees_help: bool
    help: tuple[HelpLine, ...]
    acts: dict
    change: Verdict
    refusal: str
    ask_help: Verdict
    give_help: Verdict
    own: bool
    story: tuple

    @property
    def seen(self):
        """What a decision is about: it travels with the button."""
        return (("seen", self.row.lock_version),)

    @property
    def edge(self):
        return "act" if self.tag.tone in ("act", "stop") else ""


@dataclass(frozen=True)
class MyAchievements:
    """The reader's own, those of the pairs he leads, and what he took away."""

    own: tuple[AchievementLine, ...]
    mentees: tuple[AchievementLine, ...]
    removed: tuple[AchievementLine, ...]


def with_words(rows):
    """Rows with everything a line says, in one query."""
    return rows.select_related("person", "kind", "level", "result")


def loaded(rows):
    """Rows as their rules read them: the pair with its members beside; three queries."""
    members = Prefetch("pair__members", PairMember.objects.select_related("person"))
    return with_words(rows).select_related("pair", "added_by", "confirmed_by").prefetch_related(members)


def reader_of(actor, row):
    if actor.is_person(row.person):
        return "person"
    return "curator" if actor.is_office else "member"


def tag_of(actor, row, on):
    """The state in words for the reader; what should have happened by now has a state of its own."""
    overdue = row.state == S.PLANNED and row.day < on
    day = row.confirmed_on if row.state == S.CONFIRMED else row.day
    values = {"date": words(day) if day else "", "remark": small_first(row.remark.rstrip("."))}
    return describe(WORDS, "overdue" if overdue else row.state, reader_of(actor, row), **values)


def line_of(actor, row, on):
    about = ", ".join(part for part in (row.kind.name, small_first(row.level.name), when_words(row)) if part)
    return AchievementLine(row, about, result_words(row), tag_of(actor, row, on), url_of(row))


def url_of(row):
    return reverse("achievement_detail", args=[row.pk])


def when_words(row):
    return span(row.since, row.day) if row.since else words(row.day, year=True)


def result_words(row):
    """«Победитель: второе место в номинации», or that it is ahead."""
    if not row.result:
        return "результата ещё нет"
    return ": ".join(part for part in (row.result.name, small_first(row.result_text)) if part)


def public_line(row):
    """The achievement in one line for cards: «Конкурс „Мастер года“ – победитель, регион, 2026 год»."""
    title = row.title.replace("«", "„").replace("»", "“").rstrip(".")
    return f"{row.kind.name}: «{title}» – {small_first(row.result.name)}, {small_first(row.level.name)}, {row.day.year} год"


def merit_lines(person_pk):
    """{key: line} of a person's confirmed achievements, newest first: the only ones that leave the college. One query."""
    rows = with_words(Achievement.objects.filter(person=person_pk, state=S.CONFIRMED))
    return {str(row.pk): public_line(row) for row in rows}


def confirmed_lines(people, most=2):
    """{person's key: newest confirmed ones, and how many more}, for the internal bank. One query."""
    found = {}
    for row in with_words(Achievement.objects.filter(person__in=people, state=S.CONFIRMED)) if people else ():
        found.setdefault(row.person_id, []).append(row)
    return {pk: (*map(public_line, rows[:most]), *_rest(len(rows) - most)) for pk, rows in found.items()}


def _rest(number):
    return (f"и ещё {count_of(number, 'achievement')}",) if number > 0 else ()


def known_of(actor, person):
    """What the reader may know of a person's, without what was taken away."""
    return access.achievements_for(actor).exclude(state=S.REMOVED).filter(person=person)


def lines_from(facts, actor, on, *, person):
    """Lines of a person's achievements, newest first, from the facts that another query brought (LINE_FIELDS)."""
    rows = [row_of(Achievement, text) for text in facts]
    for row in rows:
        row.person = person
    return newest_lines(rows, actor, on)


def pair_source(actor, pair):
    """What the reader may know of a pair's, to be gathered beside other rows in one query."""
    rows = access.achievements_for(actor).exclude(state=S.REMOVED).filter(pair=pair)
    names = ("person__last_name", "person__first_name", "person__patronymic")
    return SimpleNamespace(queryset=rows, fields=(*LINE_FIELDS, *names), by="day")


def newest_lines(rows, actor, on):
    return tuple(line_of(actor, row, on) for row in sorted(rows, key=lambda row: (row.day, row.pk), reverse=True))


def my_achievements(actor, on):
    """The reader's own and those of his pairs; one query."""
    seen = with_words(access.achievements_for(actor).filter(person=actor.person))
    own = [line_of(actor, row, on) for row in seen]
    led = PairMember.objects.filter(person=actor.person, side="mentor").values("pair")
    theirs = access.achievements_for(actor).filter(pair__in=led).exclude(person=actor.person).exclude(state=S.REMOVED)
    return MyAchievements(
        own=tuple(line for line in own if line.row.state != S.REMOVED),
        mentees=tuple(line_of(actor, row, on) for row in with_words(theirs)),
        removed=tuple(line for line in own if line.row.state == S.REMOVED),
    )


def achievement_page(actor, row, on):
    """One achievement loaded through `loaded`; four queries besides."""
    sees = access.may_see_help(actor, row)
    open_to = ACHIEVEMENT.open_to(actor, row)
    confirm = access.may_confirm_achievement(actor, row)
    return AchievementPage(
        row=row,
        tag=tag_of(actor, row, on),
        facts=tuple(CheckRow(name, value) for name, value in _facts(row) if value),
        files=tuple(row.files.select_related("file", "added_by")),
        sees_help=sees,
        help=tuple(_help(actor, row)) if sees else (),
        acts={transition.name: True for transition, verdict in open_to if verdict},
        change=access.may_change_achievement(actor, row),
        refusal=confirm.reason if actor.is_office and row.state == S.TOLD and not confirm else "",
        ask_help=access.may_ask_help(actor, row),
        give_help=access.may_give_help(actor, row),
        own=actor.is_person(row.person),
        story=tuple(story_of(row, actor=actor)),
    )


def _facts(row):
    commission = row.kind.code == COMMISSION
    return (
        ("Чьё", f"{row.person.full_name}, {small_first(row.person.post)}".rstrip(", ")),
        ("Вид", row.kind.name),
        ("Уровень", row.level.name),
        ("Когда", when_words(row)),
        ("Результат", result_words(row)),
        ("Кто проводил", row.organizer),
        ("Пара или группа", row.pair.title if row.pair else ""),
        ("Что делал в комиссии" if commission else "Вклад наставника", row.mentor_part),
        ("Комиссия", "наставник был в составе комиссии (п. 4.2)" if row.in_commission else ""),
        ("Кто внёс", _by(row.added_by, row.created_at)),
        ("Подтверждено", _by(row.confirmed_by, row.confirmed_on)),
    )


def _by(person, day):
    if not day:
        return ""
    return ", ".join(part for part in (person.short_name if person else "", words(day)) if part)


def _help(actor, row):
    for help in row.help.select_related("asked_by", "given_by"):
        help.achievement = row
        yield HelpLine(
            help=help,
            asked=_by(help.asked_by, help.asked_on),
            given=_by(help.given_by, help.given_on),
            answer=access.may_answer_help(actor, help),
            remove=access.may_remove_help(actor, help),
        )
