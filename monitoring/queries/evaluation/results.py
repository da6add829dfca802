"""Level 4 of a program: the indicators chosen for it with base and fact, its money and hours."""

from mentoring.kit.dates import minutes_words, today
from mentoring.kit.text import NBSP
from monitoring.queries.dashboard.question import Year
from monitoring.queries.indicator.compute import question_of
from monitoring.queries.indicator.cost import program_cost
from monitoring.queries.indicator.register import lines_of
from monitoring.queries.indicator.words import plain


def chosen_lines(evaluation, program):
    """Lines of the register in the program's academic year; nothing is counted while none is chosen."""
    if evaluation is None or program.year.starts > today():
        return ()
    indicators = list(evaluation.indicators.filter(retired=False).exclude(code="program_cost"))
    if not indicators:
        return ()
    year = Year(program.year.pk, program.year.starts, program.year.ends, str(program.year))
    return tuple(lines_of(indicators, question_of(year, today())))


def cost_words(program):
    """«Часы встреч: 3 ч», «Выплаты за эту пару: 6 000 ₽»."""
    paid, minutes = program_cost(program)
    words = [f"часы встреч – {minutes_words(minutes)}"]
    words.append(f"выплаты за эту пару – {plain(paid, 2)}{NBSP}₽" if paid else "выплат за эту пару не внесено")
    if paid and minutes:
        words.append(f"на час – {plain(paid * 60 / minutes, 0)}{NBSP}₽")
    return tuple(words)
