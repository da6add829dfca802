"""What a kind of mentoring demands of the work itself, beside the text of the program (clause 4.4)."""

from dataclasses import dataclass

from mentoring.kit.text import count_of


@dataclass(frozen=True)
class KindFacts:
    """Counts of one program. `reached` are (name, text) of mentees, `taught` (name, events, done) of each who learns."""

    held: int = 0
    with_result: int = 0
    with_goal: int = 0
    online: int = 0
    linked: int = 0
    answers: int = 0
    reached: tuple = ()
    taught: tuple = ()


@dataclass(frozen=True)
class KindLine:
    """`ok` says that nothing of it is missing now; `value` is what there is, in words."""

    code: str
    name: str
    value: str
    ok: bool


def kind_lines(needs, facts):
    """Lines of the kind's own demands, in their order; kinds without any give none."""
    return tuple(line for part, make in _LINES if needs.has(part) for line in make(facts))


def _answers(facts):
    value = f"записано: {facts.answers}" if facts.answers else "пока ни одного: запишите вопрос и ответ при встрече"
    yield KindLine("answers_log", "Вопросы с ответами", value, bool(facts.answers))


def _links(facts):
    missing = facts.online - facts.linked
    value = f"со ссылкой {facts.linked} из {facts.online}" if facts.online else "онлайн-встреч пока нет"
    yield KindLine("meeting_links", "Ссылки на встречи", value, not missing)


def _goals(facts):
    value = f"цель до следующей названа на {facts.with_goal} из {facts.held}" if facts.held else "встреч пока нет"
    yield KindLine("meeting_goals", "Цель каждой встречи", value, facts.with_goal == facts.held)


def _card(facts):
    yield KindLine("meeting_card", "Встреча", "состоялась" if facts.held else "ещё не записана", bool(facts.held))


def _result(facts):
    value = "записан" if facts.with_result else "ещё не записан: поле «К чему пришли»"
    yield KindLine("meeting_result", "Итог встречи", value, bool(facts.with_result))


def _own(facts):
    for name, text in facts.reached:
        yield KindLine("own_results", f"Результат: {name}", "записан" if text else "ещё не записан", bool(text))


def _both_ways(facts):
    for name, events, done in facts.taught:
        value = f"{count_of(events, 'event')}, выполнено {done}" if events else "мероприятий для него нет"
        yield KindLine("plan_both_ways", f"Учится {name}", value, bool(events) and events == done)
    yield from _own(facts)


_LINES = (
    ("meeting_card", _card),
    ("meeting_result", _result),
    ("answers_log", _answers),
    ("meeting_goals", _goals),
    ("meeting_links", _links),
    ("own_results", _own),
    ("plan_both_ways", _both_ways),
)
