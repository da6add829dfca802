"""Level 4 of a program: measures entered by hand, the indicators chosen for it with base and fact, its money and hours."""

from mentoring.kit.dates import minutes_words, today
from mentoring.kit.text import NBSP, plural
from monitoring.choices.indicator import Standing
from monitoring.queries.dashboard.question import Year
from monitoring.queries.indicator.compute import question_of
from monitoring.queries.indicator.cost import program_cost
from monitoring.queries.indicator.register import lines_of
from monitoring.queries.indicator.words import plain
from monitoring.scoring.gain import better, change_of


def chosen_lines(evaluation, program):
    """Lines of the register in the program's academic year; nothing is counted while none is chosen."""
    if evaluation is None or program.year.starts > today():
        return ()
    indicators = list(evaluation.indicators.filter(retired=False).exclude(code="program_cost"))
    if not indicators:
        return ()
    year = Year(program.year.pk, program.year.starts, program.year.ends, str(program.year))
    return tuple(lines_of(indicators, question_of(year, today())))


def year_words(program):
    return f"{program.year} учебный год"


def cost_words(program):
    """«Часы встреч: 3 ч», «Выплаты за эту пару: 6 000 ₽»."""
    paid, minutes = program_cost(program)
    words = [f"часы встреч – {minutes_words(minutes)}"]
    words.append(f"выплаты за эту пару – {plain(paid, 2)}{NBSP}₽" if paid else "выплат за эту пару не внесено")
    if paid and minutes:
        words.append(f"на час – {plain(paid * 60 / minutes, 0)}{NBSP}₽")
    return tuple(words)


def results_of(entries, lines):
    """Measures entered by hand speak first; without them the chosen indicators of the register against their targets."""
    judged = [better(entry.before, entry.after, entry.higher_is_better) for entry in entries]
    paired = sum(change_of(entry.before, entry.after) is not None for entry in entries)
    facts = tuple(_line_facts(lines))
    if not paired:
        return {**_against_targets(lines), "facts": facts, "chart": None}
    good, bad = judged.count(True), judged.count(False)
    became = plural(good, "стал", "стали", "стало")
    return {
        "figure": f"{good} из {paired}",
        "unit": f"{'показателя' if paired % 10 == 1 and paired % 100 != 11 else 'показателей'} {became} лучше",
        "note": f"хуже – {bad}, без изменений – {paired - good - bad}",
        "facts": (*((f"Сравнить можно {paired} из {len(entries)}",) if paired < len(entries) else ()), *facts),
        "chart": None,
        "base": f"сравнить можно {paired} из {len(entries)}",
    }


def _against_targets(lines):
    """«1 из 2 показателей с целью её достиг»; nothing where no chosen indicator has both a fact and a target."""
    reached, missed = _standings(lines)
    if not reached + missed:
        return {"figure": "", "unit": "", "note": ""}
    whole = reached + missed
    noun = "показателя" if whole % 10 == 1 and whole % 100 != 11 else "показателей"
    return {
        "figure": f"{reached} из {whole}",
        "unit": f"{noun} с целью {plural(reached, 'её достиг', 'её достигли', 'её достигли')}",
        "note": "",
        "base": f"факт и цель есть у {whole} из {len(lines)}",
    }


def _standings(lines):
    kept = [line.standing for line in lines]
    return kept.count(Standing.REACHED), kept.count(Standing.MISSED)


def _line_facts(lines):
    if lines:
        reached, missed = _standings(lines)
        rest = len(lines) - reached - missed
        yield f"Выбрано показателей – {len(lines)}: цель достигнута – {reached}, не достигнута – {missed}, без цели или данных – {rest}"
