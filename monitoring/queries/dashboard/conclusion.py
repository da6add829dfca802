"""The sentence on top: what is true of the figures, and the one place to look at first."""

from mentoring.kit.text import NBSP, count_of, group_digits, plural
from monitoring.words import percent

from .figure import FEW_CASES
from .ten import in_programs


def conclusion(figures, counts, question):
    """Two sentences: how many take part and how that moved; the weakest figure, or that none is weak. A finished year
    is told by its result: programs ended, plans carried out."""
    involved = figures["involved"]
    if not involved.now.whole:
        return "Педагогов в списке ещё нет: загрузите список сотрудников, и показатели появятся."
    if not involved.now.part and not figures["programs"].now.whole:
        when = "в этом году не было" if question.whole else "на эту дату нет"
        return f"Действующих пар и программ {when}: сравнивать пока нечего."
    second = _result(figures) if question.whole else _weakest(figures, counts)
    return f"{'За год вовлечено' if question.whole else 'Вовлечено'} {_taking_part(involved)}. {second}."


def _taking_part(figure):
    """«47 % педагогов – больше, чем год назад»."""
    now = figure.now
    if now.whole < FEW_CASES:
        begun = f"{group_digits(now.part)} из {group_digits(now.whole)} педагогов"
    else:
        begun = f"{percent(now.part, now.whole)} педагогов"
    if not figure.compared:
        return begun
    word = {True: "больше, чем", False: "меньше, чем", None: "столько же, сколько"}
    return f"{begun} – {word[figure.good]} {figure.than}"


def _result(figures):
    """«Программ завершено 5 из 6, мероприятий выполнено 93 %»."""
    ended, plan = figures["programs"].now, figures["plan"].now
    done = f", мероприятий выполнено {percent(plan.part, plan.whole)}" if plan.whole else ""
    return f"Программ завершено {group_digits(ended.part)} из {group_digits(ended.whole)}{done}"


def _weakest(figures, counts):
    """The figure with the largest share of what is late; nothing is called weak when nothing is late."""
    found = [(share, words) for share, words in _weak_places(figures, counts) if share]
    if found:
        return f"Слабое место – {max(found, key=lambda pair: pair[0])[1]}"
    if figures["requests"].few:
        return "Просроченных мероприятий нет"
    return "Просроченных мероприятий, запросов и документов нет"


def _weak_places(figures, counts):
    overdue = figures["overdue"].now
    where = in_programs(counts.touched["overdue"])
    yield overdue.share, f"просроченные мероприятия: их {group_digits(overdue.part)}, в {where}"
    late = counts.requests.get("late", 0)
    yield (
        _part(late, counts.requests.get("sent", 0)),
        (f"запросы: {count_of(late, 'request')} {plural(late, 'ждёт', 'ждут', 'ждут')} наставника дольше срока"),
    )
    waiting = figures["documents"].now.part
    late = 0 if figures["documents"].few else counts.documents["late"] + counts.programs["waiting_late"]
    of = max(waiting, figures["programs"].now.whole or 0)  # a late paper among two is not half of the work
    yield _part(late, of), f"документы: срок решения прошёл у {group_digits(late)} из{NBSP}{group_digits(waiting)}"
    over, mentors = counts.places["over"], counts.people_total("mentors")
    yield (
        _part(over, mentors),
        (f"нагрузка: {count_of(over, 'mentor')} {plural(over, 'ведёт', 'ведут', 'ведут')} больше договорённого"),
    )


def _part(number, whole):
    return number / whole if whole else 0
