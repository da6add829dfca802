"""Sections made of the dashboard's own figures and charts."""

from .section import Body, Grid, Section


def of_figures(*codes, chart=None):
    """A reader that takes these figures, and one chart of the page."""

    def read(source):
        charts = (source.board.charts[chart],) if chart is not None else ()
        return Body(figures=tuple(source.board.figure(code) for code in codes), charts=charts)

    return read


def risks(source):
    """Rules that caught something: known of today only, and the figure says so."""
    board = source.board
    rules = board.attention.rules if board.attention else ()
    rows = tuple((rule.name, rule.n) for rule in rules if rule.n)
    grids = (Grid("Что нашли правила", ("Правило", "Случаев"), ("text", "int"), rows),) if rows else ()
    return Body(figures=(board.figure("attention"),), grids=grids)


def recognition(source):
    """Confirmed achievements by kind and level; what is only told stands apart."""
    found = source.board.achievements
    rows = tuple(row.cells for row in found.rows)
    grids = (
        (Grid("Достижения по видам и уровням", found.columns, ("text", "text", "int", "int"), rows),) if rows else ()
    )
    return Body(grids=grids, facts=found.lines)


INVOLVEMENT = Section("involvement", "Вовлечённость педагогов", of_figures("involved", chart=0), "6")
PROGRAMS = Section("programs", "Программы и сроки", of_figures("programs", "in_time", chart=1), "3")
PLANS = Section("plans", "Выполнение планов", of_figures("plan", "overdue", chart=2), "3")
REACTION = Section("reaction", "Уровень 1: реакция", of_figures("satisfaction"), "5.4")
KNOWLEDGE = Section("knowledge", "Уровень 2: знания", of_figures("knowledge"), "5.4")
BEHAVIOR = Section("behavior", "Уровень 3: поведение", of_figures("behavior"), "5.4")
RETENTION = Section(
    "retention", "Закрепление и готовность к самостоятельной работе", of_figures("retention", "ready"), "6"
)
LOAD = Section("load", "Нагрузка наставников", of_figures("mentors"), "4.2")
RISKS = Section("risks", "Риски", risks, "6")
RECOGNITION = Section("recognition", "Достижения участников", recognition, "2")
