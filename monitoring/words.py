"""Sentences about surveys and measures that pages, papers and letters share, so that they never disagree."""

from decimal import ROUND_HALF_UP, Decimal

from mentoring.kit.text import NBSP, count_of, group_digits
from monitoring.choices import SurveyMode
from monitoring.scoring.disclosure import BANDS, FEW, FULL, NONE, WITHHELD

MODE_SENTENCES = {
    SurveyMode.CONFIDENTIAL: "Анкета конфиденциальная: ответы с вашим именем увидит только куратор.",
    SurveyMode.ANONYMOUS: "Анкета анонимная и сводная: система не хранит связь ответа с вами.",
}
WITHHELD_WORDS = "не показываем: по разности можно узнать соседние ответы"
NO_INDEX_WORDS = "не считаем: пункты этого бланка в индекс не входят"
NO_PROGRAM_CELLS = "Анонимные итоги не разбивают по программам: людей в них мало. Выберите другую разбивку."
HALF_OR_MORE, LESS_THAN_HALF = "половина и больше", "меньше половины"


PAPER_MODES = {
    SurveyMode.CONFIDENTIAL: "Анкета конфиденциальная: ответы с именем увидит только куратор.",
    SurveyMode.ANONYMOUS: "Анкета анонимная и сводная: система не хранит связь ответа с человеком.",
}


def mode_sentence(mode):
    """What the person who answers is promised."""
    return MODE_SENTENCES[mode]


def mode_on_paper(mode):
    """The same for readers of the result."""
    return PAPER_MODES[mode]


# Numbers


def decimal(value, digits=1):
    """8.25 → «8,3», a half goes up; a whole number keeps no fraction when `digits` is 0."""
    return f"{_rounded(value, digits):f}".replace(".", ",")


def _rounded(value, digits):
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def percent(part, whole):
    """«75 %», «меньше 1 %», «–» over an empty whole."""
    if not whole:
        return "–"
    share = 100 * part / whole
    return f"меньше 1{NBSP}%" if 0 < share < 1 else f"{int(share + 0.5)}{NBSP}%"


def fraction(part, whole):
    """«18 из 24 (75 %)»."""
    return f"{group_digits(part)} из {group_digits(whole)} ({percent(part, whole)})" if whole else "–"


def signed(value, digits=0):
    """«+12», «−3»: growth and fall always carry a sign."""
    text = decimal(abs(value), digits)
    return text if not text.strip("0,") else f"{'+' if value > 0 else '−'}{text}"


def moved(before, after):
    """(«56 %», «70 %», «+14»): percents and their change in points; with one digit where whole ones would not agree."""
    digits = _agreeing(before, after)
    change = Decimal(str(after)) - Decimal(str(before))
    return f"{decimal(before, digits)}{NBSP}%", f"{decimal(after, digits)}{NBSP}%", signed(change, digits)


def agreed(before, after):
    """Both percents as the numbers that `moved` prints; a lonely one is whole, a missing one stays None."""
    digits = 0 if before is None or after is None else _agreeing(before, after)
    return tuple(None if value is None else _rounded(value, digits) for value in (before, after))


def _agreeing(before, after):
    change = Decimal(str(after)) - Decimal(str(before))
    return 0 if _rounded(after, 0) - _rounded(before, 0) == _rounded(change, 0) else 1


# Response


def answered_words(release):
    """How many answered, as far as it may be said: «12 из 15», «5–9 человек», «3 из 8»."""
    if release.level == BANDS:
        return f"{release.threshold}–{release.full_from - 1} человек"  # glued, a narrow column would break inside «5–9»
    return f"{group_digits(release.answered)} из {group_digits(release.invited)}"


def rate_words(release):
    """The response rate: «80 %», or against a half where the number of people is hidden."""
    if release.level == BANDS:
        return HALF_OR_MORE if release.most_answered else LESS_THAN_HALF
    return percent(release.answered, release.invited)


def response_words(release):
    """«Ответили 12 из 15 (80 %)», «Ответили 5–9 человек, отклик – половина и больше», «Ответили 3 из 8, мало данных»."""
    if release.level == FULL:
        return f"Ответили {fraction(release.answered, release.invited)}"
    if release.level == BANDS:
        return f"Ответили {answered_words(release)}, отклик – {rate_words(release)}"
    return f"Ответили {answered_words(release)}, мало данных"


def progress_words(answered, invited):
    """Before closing, decision 19: «Ответили 1 из 1, мало данных»."""
    return f"Ответили {group_digits(answered)} из {group_digits(invited)}, мало данных"


def incomplete_words(release, minimum):
    """Which sheets are not in the figures; their number only where numbers are shown."""
    rule = f"Листы, где оценено меньше {count_items(minimum)}, в сводку не входят"
    if release.level != FULL or not release.incomplete:
        return f"{rule}."
    return f"{rule}: таких {group_digits(release.incomplete)}."


def count_items(number):
    """The genitive after «меньше»: «12 пунктов», «1 пункта»."""
    return f"{number}{NBSP}{'пункта' if number % 10 == 1 and number % 100 != 11 else 'пунктов'}"


# Lines of a release


def few_words(n=None):
    """«мало данных: 3 ответа»; without a number where even that is not said."""
    return "мало данных" if n is None else f"мало данных: {count_of(n, 'answer')}"


def mean_words(line):
    """«среднее 8,3 из 10», or why there is none."""
    if line.level == FEW:
        return few_words(line.n)
    if line.level == WITHHELD:
        return WITHHELD_WORDS
    if line.level == NONE:
        return NO_INDEX_WORDS
    if line.leading:
        return f"преобладает «{line.leading}»"
    return f"среднее {decimal(line.mean)} из {line.highest}"


def base_words(line, release):
    """What stands beside every mean: how many rated it, and the response rate."""
    people = f"{group_digits(line.n)} оценили" if line.level == FULL else answered_words(release)
    return f"{people}, отклик {rate_words(release)}"


def index_words(block):
    """«86 %», «около 85 %», «преобладает …», or why there is none."""
    line = block.index
    if line.mean is None:
        return mean_words(line)
    return f"{'' if line.level == FULL else 'около '}{block.percent}{NBSP}%"


def satisfied_words(share):
    """«16 из 19 (84 %)», «больше половины», «мало данных: 3 ответа»."""
    if share.level == FULL:
        return fraction(share.yes, share.of)
    if share.level == FEW:
        return few_words(share.of)
    if share.level == NONE:
        return NO_INDEX_WORDS
    return share.words or WITHHELD_WORDS


def options_words(options):
    """What most chose, where counts are hidden."""
    if options.level == FEW:
        return few_words(options.n)
    if not options.leading:
        return "ни один вариант не выбрали больше половины"
    return "больше половины выбрали: " + ", ".join(f"«{option}»" for option in options.leading)
