"""The ten figures of R52 made from the counts: what each is called, made of and compared with."""

from dataclasses import replace
from datetime import timedelta

from mentoring.kit.dates import words
from mentoring.kit.text import NBSP, count_of, listing, plural

from .figure import COUNT, PART, SHARE, Figure, Measure
from .outcome_figure import NOT_NARROWED
from .satisfaction import satisfaction_figure
from .sets import STAGES

STAGE_WORDS = {"draft": "составляют", "review": "согласуют", "running": "действуют", "ended": "завершены"}
TODAY_ONLY = "известно только на сегодня"
BY_DAY = "за весь год не считаются, только на день"
YEAR_OVER = "год закончился"


def ten(question, counts, satisfaction, attention, ahead_days):
    """Figures in the order of the page."""
    figures = (
        involved(counts, question),
        programs(counts, question),
        plan(counts, question),
        overdue(counts, question),
        satisfaction_figure(*satisfaction),
        mentors(counts, question),
        requests(counts, question),
        documents(counts, question),
        coming(counts, question, ahead_days),
        attention_figure(attention, question),
    )
    return tuple(_of_whole_year(figure) for figure in figures) if question.whole else figures


def _of_whole_year(figure):
    return replace(figure, than="годом раньше") if figure.than == Figure.than else figure


def involved(counts, question):
    """involved_share (clause 6): teachers who are mentors or mentees of live pairs / teachers of the college."""
    years = range(len(question.windows))
    at = [Measure(counts.people_total(f"involved_{n}"), counts.people_total(f"teachers_{n}")) for n in years]
    return Figure(
        code="involved",
        name="Вовлечены педагоги",
        style=SHARE,
        now=at[0],
        before=at[1] if at[1].part else None,
        noun="teacher",
        better="more",
        rows=at[0].part,
        rows_text="Показать педагогов",
        spark=_spark([measure.points if measure.part else None for measure in at]),
        series=tuple(at),
    )


def programs(counts, question):
    """Programs that run (of a whole year: that ended) among all of it: opened by the date, not ended before it began."""
    years = range(len(question.windows))
    totals = [sum(counts.programs[f"{stage}_{n}"] for stage in STAGES) for n in years]
    told = "ended" if question.whole else "running"
    shown = [counts.programs[f"{told}_{n}"] for n in years]
    others = {word: counts.programs[f"{stage}_0"] for stage, word in STAGE_WORDS.items() if stage != told}
    parts = [f"{word} {number}" for word, number in others.items() if number]
    return Figure(
        code="programs",
        name="Программы завершены" if question.whole else "Программы действуют",
        style=PART,
        now=Measure(shown[0], totals[0]),
        before=Measure(shown[1], totals[1]) if totals[1] else None,
        noun="program",
        note=", ".join(parts) if totals[0] else "программ за этот год ещё нет",  # «составляют 4, завершены 3»
        rows=totals[0],
        rows_text="Показать программы",
        spark=_spark([part if total else None for part, total in zip(shown, totals, strict=True)]),
        series=tuple(Measure(part, total) for part, total in zip(shown, totals, strict=True)),
    )


def plan(counts, question):
    """plan_done (clause 3): events marked done / events due by the date."""
    events, at = counts.events, _series(counts.events, "done", question)
    return Figure(
        code="plan",
        name="Выполнение планов",
        style=SHARE,
        now=Measure(events["done_0"], events["due_0"]),
        before=Measure(events["done_1"], events["due_1"]),
        noun="event",
        better="more",
        note=_plan_note(events),
        rows=events["due_0"],
        rows_text="Показать мероприятия",
        spark=_spark([measure.points if measure.whole else None for measure in at]),
        series=at,
    )


def _plan_note(events):
    if not events["due_0"]:
        return "сроков ещё не наступило"
    return f"ещё {events['partly']} частично" if events["partly"] else ""


def overdue(counts, question):
    events, at = counts.events, _series(counts.events, "overdue", question)
    return Figure(
        code="overdue",
        name="Просроченные мероприятия",
        style=PART,
        now=Measure(events["overdue_0"], events["due_0"]),
        before=Measure(events["overdue_1"], events["due_1"]),
        noun="event",
        better="less",
        note=f"в {in_programs(counts.touched['overdue'])}" if events["overdue_0"] else "просроченных нет",
        rows=events["overdue_0"],
        rows_text="Показать мероприятия",
        spark=_spark([measure.part if measure.whole else None for measure in at]),
        series=at,
    )


def mentors(counts, question):
    """Places mentees take / places mentors of the bank agreed to."""
    over = counts.places["over"]
    more = f"больше договорённого {plural(over, 'ведёт', 'ведут', 'ведут')} {count_of(over, 'mentor')}"
    drafts = "вместе с черновиками пар" if question.now else "без черновиков пар"
    return Figure(
        code="mentors",
        name="Места у наставников",
        style=PART,
        now=Measure(counts.places["taken"], counts.people_total("capacity")),
        noun="place",
        note="" if question.whole else (f"заняты {drafts}; {more}" if over else f"заняты {drafts}"),
        few=BY_DAY if question.whole else "",
        rows=counts.people_total("mentors"),
        rows_text="Показать наставников",
    )


def requests(counts, question):
    """Open requests without a pair / requests sent and not withdrawn."""
    if not question.now or question.narrow:
        few = NOT_NARROWED if question.now else TODAY_ONLY
        return Figure("requests", "Запросы без пары", PART, Measure(0, 0), "request", few=few)
    found = counts.requests
    notes = [f"самый ранний – от {words(found['oldest'])}"] if found["oldest"] else []
    if found["late"]:
        notes.append(f"{found['late']} {plural(found['late'], 'ждёт', 'ждут', 'ждут')} дольше срока")
    return Figure(
        code="requests",
        name="Запросы без пары",
        style=PART,
        now=Measure(found["waiting"], found["sent"]),
        noun="request",
        note="; ".join(notes) or ("все запросы с парой" if found["sent"] else "запросов в этом году ещё не было"),
        rows=found["waiting"],
        rows_text="Показать запросы",
    )


def documents(counts, question):
    """Documents being signed or checked, and programs waiting for the curator's or director's decision."""
    if not question.now or question.narrow:
        few = NOT_NARROWED if question.now else TODAY_ONLY
        return Figure("documents", "Документы ждут решения", COUNT, Measure(0), "document", few=few)
    papers, programs_waiting = counts.documents["waiting"], counts.programs["waiting"]
    late = counts.documents["late"] + counts.programs["waiting_late"]
    parts = [f"{papers} на подписи"] if papers else []
    if programs_waiting:
        parts.append(f"{count_of(programs_waiting, 'program')} на согласовании")
    note = listing(parts) or "никто ничего не ждёт"
    return Figure(
        code="documents",
        name="Документы ждут решения",
        style=COUNT,
        now=Measure(papers + programs_waiting),
        noun="document",
        note=f"{note}; срок прошёл у {late}" if late else note,
        rows=papers + programs_waiting,
        rows_text="Показать документы",
    )


def coming(counts, question, ahead_days):
    events = counts.events
    last = question.on + timedelta(days=ahead_days)
    where = f" в {in_programs(counts.touched['coming'])}" if events["coming_0"] else ""
    return Figure(
        code="coming",
        name=f"Ближайшие {count_of(ahead_days, 'day')}",
        style=COUNT,
        now=Measure(events["coming_0"]),
        before=Measure(events["coming_1"]) if events["due_1"] else None,
        noun="event",
        note="" if question.whole else f"до {words(last)}{where}",
        few=YEAR_OVER if question.whole else "",
        rows=events["coming_0"],
        rows_text="Показать мероприятия",
    )


def attention_figure(attention, question):
    if attention is None:
        few = NOT_NARROWED if question.now else TODAY_ONLY
        return Figure("attention", "Требует внимания", COUNT, Measure(0), "case", few=few)
    return Figure(
        code="attention",
        name="Требует внимания",
        style=COUNT,
        now=Measure(attention.total),
        noun="case",
        note=_rules_note(attention.rules),
        rows=attention.total,
        rows_text="Показать случаи",
    )


def _rules_note(rules):
    """The three largest rules by name, the rest as a number."""
    largest = sorted(rules, key=lambda rule: -rule.n)[:3]
    named = ", ".join(f"{rule.n} {rule.short}" for rule in largest)
    left = sum(rule.n for rule in rules) - sum(rule.n for rule in largest)
    return (f"{named} и ещё {left}" if left else named) or "ни одно правило не сработало"


def in_programs(number):
    """«6 программах», «1 программе», «21 программе»."""
    return f"{number}{NBSP}{plural(number, 'программе', 'программах', 'программах')}"


def _series(events, name, question):
    """`name` among the due events of every compared year."""
    return tuple(Measure(events[f"{name}_{n}"], events[f"due_{n}"]) for n in range(len(question.windows)))


def _spark(newest_first):
    """Three years, oldest first; nothing when an earlier year has no data."""
    newest_first = newest_first[:3]
    return tuple(reversed(newest_first)) if None not in newest_first else ()
