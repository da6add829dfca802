"""What every section still lacks, in words that end the sentence «Не хватает: …»."""

from dataclasses import dataclass

from mentoring.kit.text import listing
from programs.choices import Authorship, Checkpoint, SectionCode

from .coverage import uncovered_words

BLANK = "…"


@dataclass(frozen=True)
class SectionCheck:
    """`left` is what is missing; `filled` says that at least something was written; `required` comes from the kind."""

    code: str
    required: bool
    filled: bool
    left: tuple[str, ...] = ()

    @property
    def ready(self):
        return self.filled and not self.left

    @property
    def left_words(self):
        return listing(self.left)


def has_blank(value):
    """Whether a blank of a template was left: its dots stand where the author was to write."""
    return BLANK in str(value or "")


def section_checks(text, needs):
    """A SectionCheck for every section, in the order of the program."""
    return tuple(SectionCheck(code.value, needs.requires(code), *_CHECKS[code](text, needs)) for code in SectionCode)


def _texts(named):
    """(filled, left) of plain text fields given as (words, value)."""
    left = [words for words, value in named if not value]
    blanks = [words for words, value in named if value and has_blank(value)]
    if blanks:
        left.append(f"многоточия заготовки: {listing(blanks)}")
    return any(value for _, value in named), tuple(left)


def _participants(text, needs):
    left = []
    if needs.one_meeting:
        return True, ()
    if not (needs.days_min <= text.days <= needs.days_max) and not text.exception:
        left.append("объяснение необычного срока")
    return bool(text.authorship in Authorship.values), tuple(left)


def _goal(text, needs):
    named = [("описание проблемы", text.problem), ("цель", text.goal), ("хотя бы одна задача", "\n".join(text.tasks))]
    return _texts(named)


def _difficulties(text, needs):
    left = []
    if not any(not row.is_strength for row in text.difficulties):
        left.append("хотя бы одно затруднение")
    if not text.strengths and not any(row.is_strength for row in text.difficulties):
        left.append("сильные стороны")
    if has_blank(text.strengths):
        left.append("многоточия заготовки: сильные стороны")
    return bool(text.difficulties or text.strengths), tuple(left)


def _work(text, needs):
    return _texts([("что делает наставник", text.mentor_work), ("что делает наставляемый", text.mentee_work)])


def _plan(text, needs):
    events = text.events
    if not events:
        return False, ("мероприятия",)
    left = [
        words
        for words in (_unnamed(events), _undated(events), _unexpected(events), _without_both_ways(text, needs))
        if words
    ]
    outside = [n for n, event in enumerate(events, 1) if is_outside(event, text)]
    if outside:
        left.append(f"дата внутри программы: {_numbered(outside)}")
    if needs.plan:
        left += _uncovered(text) + _checkpoints(events)
    return True, tuple(left)


def _unnamed(events):
    missing = [n for n, event in enumerate(events, 1) if not event.measure or has_blank(event.measure)]
    return f"название: {_numbered(missing)}" if missing else ""


def _undated(events):
    missing = [n for n, event in enumerate(events, 1) if not event.due]
    return f"срок: {_numbered(missing)}" if missing else ""


def _unexpected(events):
    missing = [n for n, event in enumerate(events, 1) if not event.expected or has_blank(event.expected)]
    return f"ожидаемый результат: {_numbered(missing)}" if missing else ""


def _numbered(numbers):
    if len(numbers) > 4:
        return f"у {_count_gen(len(numbers))}"
    word = "мероприятие" if len(numbers) == 1 else "мероприятия"
    return f"{word} {listing(numbers)}"


def _count_gen(number):
    return f"{number} мероприятия" if number % 10 == 1 and number % 100 != 11 else f"{number} мероприятий"


def _without_both_ways(text, needs):
    """Reverse mentoring: each of the two learns, so each needs an event of his own."""
    if not needs.has("plan_both_ways"):
        return ""
    taught = {event.assignee for event in text.events}
    missing = [member.short_name for member in text.mentees if member.person not in taught]
    return f"мероприятия для каждого: {listing(missing)}" if missing and len(text.mentees) > 1 else ""


def is_outside(event, text):
    """Whether an event's dates leave the term of the program."""
    dates = [day for day in (event.starts, event.due) if day]
    return any(day < text.since or day > text.until for day in dates)


def uncovered_priority(text):
    """Priority difficulties that no event of the plan answers."""
    answered = {event.difficulty for event in text.events}
    return tuple(row for row in text.difficulties if row.priority and not row.is_strength and row.key not in answered)


def _uncovered(text):
    rows = uncovered_priority(text)
    return [f"мероприятие для затруднения {uncovered_words(rows)}"] if rows else []


def _checkpoints(events):
    present = {event.checkpoint for event in events}
    names = {Checkpoint.INTERIM: "промежуточный результат", Checkpoint.FINAL: "итоговый результат"}
    return [f"отметка «{name}»" for code, name in names.items() if code not in present]


def _schedule(text, needs):
    named = [("расписание встреч", text.schedule), ("режим", text.mode_code), ("условия обучения", text.conditions)]
    if needs.has("meeting_links"):
        named.append(("ссылка для встреч", text.link))
    _, left = _texts(named)
    return bool(text.schedule or text.conditions), left


def _results(text, needs):
    named = [("планируемые результаты", text.planned)]
    if needs.interim:
        named.insert(0, ("промежуточные результаты", text.interim))
    if needs.has("own_results"):
        named += [(f"результат: {member.short_name}", member.expected) for member in text.mentees]
    return _texts(named)


_CHECKS = {
    SectionCode.PARTICIPANTS: _participants,
    SectionCode.GOAL: _goal,
    SectionCode.DIFFICULTIES: _difficulties,
    SectionCode.WORK: _work,
    SectionCode.PLAN: _plan,
    SectionCode.SCHEDULE: _schedule,
    SectionCode.RESULTS: _results,
}

__all__ = ["SectionCheck", "has_blank", "is_outside", "section_checks", "uncovered_priority"]
