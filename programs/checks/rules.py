"""The automatic check that the author sees before sending and the curator on the review page (clause 3)."""

from dataclasses import dataclass, field
from datetime import timedelta

from mentoring.kit import dates
from mentoring.kit.text import count_of, listing
from programs.choices import Checkpoint, SectionCode

from .coverage import uncovered_words
from .sections import has_blank, is_outside, section_checks, uncovered_priority

SECTION_NAMES = dict(SectionCode.choices)


@dataclass(frozen=True)
class Grounds:
    """What stands outside the text: the order, and people without a consent in force."""

    order: str = ""
    without_consent: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rule:
    """One line of the check. `stop` rules hold the sending back; others warn. `text` says what is and what to do."""

    code: str
    ok: bool
    text: str
    section: str = ""
    stop: bool = True
    clause: str = ""
    names: tuple = field(default=())

    @property
    def blocks(self):
        return self.stop and not self.ok


def rules_of(text, needs, grounds):
    """All rules that the kind of mentoring asks for, in the order of the program."""
    rules = [_term(text, needs), _parts(text, needs), _blanks(text)]
    if needs.plan or text.events:
        rules.append(_inside(text))
        rules += _passed(text, dates.today())
    if needs.plan:
        rules += [_difficulties(text), _strengths(text), _checkpoints(text)]
    if needs.has("own_results"):
        rules.append(_own_results(text))
    if needs.has("meeting_goals"):
        rules.append(_meeting_goals(text))
    return (*rules, _grounds(grounds))


def _term(text, needs):
    span = f"{dates.span(text.since, text.until)}, {count_of(text.days, 'day')}"
    if needs.one_meeting:
        return Rule("term", True, f"Срок: {span}. Правило о трёх месяцах для этого вида не действует.", "participants")
    short, long = text.days < needs.days_min, text.days > needs.days_max
    if not short and not long:
        return Rule("term", True, f"Срок: {span}.", "participants", clause="3")
    if text.exception:
        words = f"Срок: {span}. Исключение объяснено: {text.exception}"
        return Rule("term", True, words, "participants", clause="3")
    return Rule("term", False, _term_words(text, needs, short=short), "participants", clause="3")


def _term_words(text, needs, *, short):
    if short:
        day = dates.short(text.since + timedelta(days=needs.days_min - 1))
        return (
            f"Программа длится не меньше трёх месяцев (п. 3). Поставьте дату не раньше {day} или объясните исключение."
        )
    day = dates.short(text.since + timedelta(days=needs.days_max - 1))
    return f"Программа длится не больше года (п. 3). Поставьте дату не позже {day} или объясните исключение."


def _parts(text, needs):
    """The compulsory parts of the kind: sections with nothing in them or with something missing."""
    unready = [check for check in section_checks(text, needs) if check.required and not check.ready]
    if not unready:
        return Rule("parts", True, f"Обязательные части вида «{needs.kind}» заполнены.")
    names = tuple(SECTION_NAMES[check.code] for check in unready)
    return Rule("parts", False, f"Осталось заполнить: {listing(names)}.", unready[0].code, names=names)


def _blanks(text):
    found = [SECTION_NAMES[code] for code, values in _written(text).items() if any(map(has_blank, values))]
    if not found:
        return Rule("blanks", True, "Многоточий заготовки не осталось.")
    code = next(code for code, name in SECTION_NAMES.items() if name == found[0])
    words = f"В разделе «{found[0]}» осталось многоточие заготовки. Допишите или уберите."
    return Rule("blanks", False, words, code, names=tuple(found))


def _written(text):
    return {
        SectionCode.GOAL: (text.problem, text.goal, *text.tasks),
        SectionCode.DIFFICULTIES: (text.strengths, *(row.text for row in text.difficulties)),
        SectionCode.WORK: (text.mentor_work, text.mentee_work),
        SectionCode.PLAN: [value for row in text.events for value in (row.measure, row.expected, row.report_form)],
        SectionCode.SCHEDULE: (text.schedule, text.conditions),
        SectionCode.RESULTS: (text.interim, text.planned, *(member.expected for member in text.members)),
    }


def _inside(text):
    outside = [(n, event) for n, event in enumerate(text.events, 1) if is_outside(event, text)]
    if not outside:
        return Rule("inside", True, "Все даты плана – внутри программы.", "plan")
    number, event = outside[0]
    words = (
        f"Срок мероприятия – вне программы ({dates.span_short(text.since, text.until)}). "
        f"Выберите дату внутри неё: мероприятие {number}, «{event.measure}»."
    )
    return Rule("inside", False, words, "plan", names=tuple(event.uuid for _, event in outside))


def _passed(text, on):
    """Events whose day has gone before the program was approved: it may be sent, and both sides see it."""
    gone = [event for event in text.events if event.due and event.due < on]
    if gone:
        words = f"{count_of(len(gone), 'event')} плана уже позади. Перенесите даты или отметьте сделанное после утверждения."
        yield Rule("passed", False, words, "plan", stop=False, names=tuple(event.uuid for event in gone))


def _difficulties(text):
    rows = uncovered_priority(text)
    if rows:
        words = (
            f"Затруднению {uncovered_words(rows)} не отвечает ни одно мероприятие. "
            "Добавьте его или снимите отметку «важно»."
        )
        return Rule("difficulties", False, words, "plan")
    total = sum(row.priority for row in text.difficulties)
    words = "Каждому важному затруднению отвечает мероприятие." if total else "Важных затруднений не отмечено."
    return Rule("difficulties", True, words, "plan")


def _strengths(text):
    """Clause 3 asks to support strengths as well; without it the program may be sent, and the curator sees it."""
    answered = {event.difficulty for event in text.events}
    supported = [row for row in text.difficulties if row.is_strength and row.key in answered]
    if supported:
        return Rule(
            "strengths", True, f"План поддерживает сильные стороны: {len(supported)}.", "plan", stop=False, clause="3"
        )
    words = "Ни одно мероприятие не поддерживает сильную сторону, а п. 3 этого ждёт."
    return Rule("strengths", False, words, "plan", stop=False, clause="3")


def _checkpoints(text):
    present = {event.checkpoint for event in text.events}
    if {Checkpoint.INTERIM, Checkpoint.FINAL} <= present:
        number = sum(event.checkpoint != Checkpoint.NONE for event in text.events)
        return Rule(
            "checkpoints", True, f"Есть промежуточный и итоговый результат, контрольных точек: {number}.", "plan"
        )
    return Rule("checkpoints", False, "Отметьте в плане промежуточный и итоговый результат.", "plan")


def _own_results(text):
    missing = [member.short_name for member in text.mentees if not member.expected]
    if missing:
        words = f"Для каждого наставляемого запишите свой ожидаемый результат: {listing(missing)}."
        return Rule("own_results", False, words, "results", clause="4.4")
    return Rule("own_results", True, "У каждого наставляемого записан свой результат.", "results", clause="4.4")


def _meeting_goals(text):
    """Goal-setting: near goals stand among the tasks, one a meeting; each meeting then names the next one."""
    if len(text.tasks) > 1:
        words = f"Целей к встречам названо: {len(text.tasks)}."
        return Rule("meeting_goals", True, words, "goal", stop=False, clause="4.4")
    words = "К каждой встрече поставьте цель (п. 4.4): назовите их в задачах, «К первой встрече: …», «Ко второй: …»."
    return Rule("meeting_goals", False, words, "goal", stop=False, clause="4.4")


def _grounds(grounds):
    if grounds.without_consent:
        words = f"Нет действующего согласия: {listing(grounds.without_consent)}. Его запрашивает куратор (п. 4.2)."
        return Rule("grounds", False, words, "participants", stop=False, clause="4.2")
    if not grounds.order:
        return Rule("grounds", False, "Нет приказа о закреплении.", "participants", stop=False, clause="4.2")
    return Rule(
        "grounds", True, f"Есть согласие наставника и {grounds.order}.", "participants", stop=False, clause="4.2"
    )
