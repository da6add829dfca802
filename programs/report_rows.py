"""What of a report is filled in by the system, in words: each row says where it comes from; the share is measured here."""

from dataclasses import dataclass

from mentoring.kit import dates
from mentoring.kit.text import count_of, ended, listing, quoted, small_first
from programs.choices.report import ReportKind, fields_of

MARKS = "из отметок плана"
PLAN = "из плана программы"
TEXT = "из программы"
MEETINGS = "из журнала встреч"
ORDER = "из приказа и карточек"
CARD = "из карт затруднений"
MERITS = "из записей о достижениях"


@dataclass(frozen=True)
class FactRow:
    """A field filled in for the author: its lines and where they come from; without lines it could not be filled."""

    code: str
    name: str
    lines: tuple[str, ...]
    source: str

    @property
    def known(self):
        return any(self.lines)


@dataclass(frozen=True)
class Share:
    """«заполнено за вас 18 из 22»."""

    filled: int
    total: int

    @property
    def per_cent(self):
        return round(100 * self.filled / self.total) if self.total else 0

    @property
    def words(self):
        return f"Заполнено за вас {self.filled} из {self.total}"


def share_of(facts, kind):
    """How much of a report of this kind is filled in before its author writes a word."""
    rows, fields = fact_rows(facts, kind), fields_of(kind, short=facts.short)
    offered = suggested(facts, kind)
    filled = sum(row.known for row in rows) + sum(bool(offered.get(field.code)) for field in fields)
    return Share(filled, len(rows) + len(fields))


def suggested(facts, kind):
    """Judgement offered to begin with: the author keeps or changes it. Empty for a review: nobody answers for him."""
    if kind == ReportKind.REVIEW:
        return {}
    if facts.short:
        return {"conclusion": "solved" if facts.held else "", "further": "Завершить программу."}
    if kind == ReportKind.PERIODIC:
        return {"conclusion": "support" if facts.plan.late else "on_track", "further": _go_on(facts)}
    done = not facts.plan.unmarked and not facts.plan.partly and not facts.plan.not_done
    return {"conclusion": "ready" if done else "ready_with", "further": _finish(facts, done)}


def _go_on(facts):
    if not facts.ahead:
        return "Продолжить по плану."
    near = facts.ahead[0]
    return f"Продолжить по плану. Ближайшее: {small_first(near.measure)}, {dates.words(near.when)}."


def _finish(facts, done):
    if done:
        return "Завершить программу: план выполнен."
    left = [small_first(row.measure) for row in (*facts.undone, *facts.ahead)][:3]
    return f"Закончить оставшееся: {listing(left, ', ')}." if left else "Завершить программу."


def fact_rows(facts, kind):
    """The rows of a report of this kind in the order of paper; what does not apply to it is no row."""
    if kind == ReportKind.REVIEW:
        return _about(facts)
    rows = [*_about(facts), FactRow("goal", "Цель программы", (facts.goal,), TEXT)]
    if not facts.short:
        when = "К концу срока" if kind == ReportKind.FINAL else "К середине срока"
        rows += [FactRow("expected", f"{when} ждали", (facts.expected,), TEXT), *_plan(facts)]
    rows += _meetings(facts)
    if facts.difficulties:
        rows.append(FactRow("difficulties", "Затруднения и сильные стороны", _difficulties(facts), f"{TEXT} и отметок"))
    if facts.achievements:
        rows.append(FactRow("achievements", "Достижения", tuple(map(_achievement, facts.achievements)), MERITS))
    return (*rows, *_results(facts, kind))


def _about(facts):
    number = f"№ {facts.number}, " if facts.number else ""
    return (
        FactRow("mentor", _plural("Наставник", "Наставники", facts.mentors), _people(facts.mentors), ORDER),
        FactRow("mentee", _plural("Наставляемый", "Наставляемые", facts.mentees), _people(facts.mentees), ORDER),
        FactRow("basis", "Основание", (facts.order,), ORDER),
        FactRow("kind", "Форма и вид", (facts.kind,), ORDER),
        FactRow("term", "Программа", (f"{number}{dates.span(facts.term_since, facts.term_until)}",), TEXT),
        FactRow("period", "Период отчёта", (dates.span(facts.since, facts.until),), "с прошлого отчёта, по срокам"),
    )


def _plural(one, many, people):
    return one if len(people) == 1 else many


def _people(people):
    return tuple(", ".join(part for part in (one.full_name, small_first(one.post)) if part) for one in people)


def _plan(facts):
    plan = facts.plan
    counts = f"Выполнено {plan.done} из {plan.total}"
    parts = (
        (plan.partly, "частично"), (plan.moved, "перенесено"), (plan.not_done, "не состоялось"),
        (plan.late, "просрочено"),
    )  # fmt: skip
    beside = ", ".join(f"{word} – {number}" for number, word in parts if number)
    return (
        FactRow("plan", "План на день отчёта", (f"{counts}; {beside}." if beside else f"{counts}.",), MARKS),
        FactRow("events", "Сделано за период", _lines(facts.events, event_words, "отметок за период нет"), MARKS),
        FactRow("undone", "Не сделано в срок", _lines(facts.undone, event_words, "такого нет"), MARKS),
        FactRow("ahead", "Ближайшее впереди", _lines(facts.ahead, _ahead, "всё запланированное уже прошло"), PLAN),
    )


def _lines(rows, say, nothing):
    return tuple(say(row) for row in rows) or (f"{nothing[:1].upper()}{nothing[1:]}.",)


def event_words(event):
    """An event in one line: what, its mark, the result or the reason, what proves it."""
    day = f", {dates.words(event.when)}" if event.when else ""
    told = ended(event.result) if event.result else ""
    left = f" Осталось: {ended(event.left)}" if event.left else ""
    why = f" Причина: {ended(small_first(event.reason))}" if event.reason else ""
    proofs = f" Подтверждение: {listing(event.proofs)}." if event.proofs else ""
    return f"{event.measure}: {small_first(event.word)}{day}. {told}{left}{why}{proofs}".strip()


def _ahead(event):
    return f"{event.measure}, {dates.short(event.when)}"


def _meetings(facts):
    rows = [
        FactRow("meetings", "Встречи", _held(facts), MEETINGS),
        FactRow("missed", "Не состоялись", _lines(facts.missed, _missed, "все назначенные состоялись"), MEETINGS),
    ]
    if facts.held:
        agreed = tuple(f"{dates.short(row.when)}: {row.agreed}" for row in facts.agreements)
        rows.append(FactRow("agreements", "Договорённости", agreed, MEETINGS))
    return rows


def _held(facts):
    if not facts.held:
        return ("Записанных встреч за период нет.",)
    confirmed = sum(row.confirmed for row in facts.held)
    head = f"{count_of(len(facts.held), 'meeting')}, {dates.minutes_words(facts.minutes)}; подтвердила вторая сторона: {confirmed}."
    return (head, *(f"{dates.short(row.when)}: {row.topic}" for row in facts.held))


def _missed(meeting):
    why = f": {small_first(meeting.reason)}" if meeting.reason else ""
    return f"{dates.short(meeting.when)}, {small_first(meeting.topic)}{why}"


def _difficulties(facts):
    """A kind without a plan has no events to count beside them."""
    return tuple(
        f"{'Сильная сторона' if row.strength else 'Затруднение'} ({small_first(row.direction)}): {row.text}"
        + ("" if facts.short else f" – {row.said}")
        for row in facts.difficulties
    )


def _achievement(row):
    """«Жуков А. Д.: конкурс «Мастер года», регион, 10 ноября – победитель (со слов). Вклад наставника: …»"""
    state = "подтверждено" if row.confirmed else "со слов"
    told = f"{row.who}: {small_first(row.kind)} {quoted(row.title)}, {small_first(row.level)}, {dates.words(row.when)}"
    part = f" Вклад наставника: {ended(small_first(row.part))}" if row.part else ""
    commission = " Наставник был в составе комиссии." if row.commission else ""
    return f"{told} – {small_first(row.result)} ({state}).{part}{commission}"


def _results(facts, kind):
    names = {one.person: one.short_name for one in facts.mentees}
    group = len(facts.mentees) > 1

    def told(row, words):
        return f"{names[row.person]}: {words}" if group else words

    rows = []
    if any(row.expected for row in facts.members):
        lines = tuple(told(row, row.expected) for row in facts.members if row.expected)
        rows.append(FactRow("own_expected", "Чего ждали от каждого", lines, TEXT))
    if kind == ReportKind.FINAL and any(row.reached for row in facts.members):
        lines = tuple(told(row, row.reached) for row in facts.members if row.reached)
        rows.append(FactRow("reached", "Достигнутый результат", lines, TEXT))
    if any(row.card for row in facts.members):
        lines = tuple(told(row, row.card) for row in facts.members if row.card)
        rows.append(FactRow("card", "Карта на входе и на выходе", lines, CARD))
    return rows
