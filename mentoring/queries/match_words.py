"""One line of a draft matching in words: what it changes against choosing one by one."""

from mentoring.kit.text import count_of
from mentoring.queries.match import is_asked, is_let_go


def differs(line):
    """The mentor proposed is not the one that choosing one after another would have given."""
    return not line.held and line.mentor_id != line.greedy_mentor_id


def change_of(line):
    """«Фоминой П. А. — Панина С. И., 67 баллов, вместо Галеева Т. Р., 90 баллов»; empty when it is as one by one."""
    if not differs(line):
        return ""
    who, greedy = line.request.person.short_case("dat"), line.greedy_mentor
    if line.mentor is None:
        return f"{who} — никто; по одному — {_with_points(greedy, line.greedy_points)}"
    here = f"{who} — {_with_points(line.mentor, line.points)}"
    if greedy is None:
        return f"{here}; по одному — никто"
    return f"{here}, вместо {greedy.person.short_case('gen')}, {count_of(line.greedy_points or 0, 'point')}"


def _with_points(mentor, points):
    return f"{mentor.person.short_name}, {count_of(points or 0, 'point')}"


def line_words(line):
    parts = ["Выбрали вы." if line.chosen_by_curator else ""]
    if is_asked(line):
        return "Его уже спрашивают, ничего не изменится."
    if is_let_go(line):
        parts.append(f"Ответа {line.current_mentor.person.short_case('gen')} больше не ждём.")
    if line.mentor_id is None:
        parts.append(line.problem)
    if not differs(line):
        parts.append("Так же, как по одному." if line.mentor_id else "")
    elif line.greedy_mentor:
        parts.append(f"По одному: {_with_points(line.greedy_mentor, line.greedy_points)}.")
    else:
        parts.append("По одному никого бы не осталось.")
    return " ".join(part for part in parts if part)
