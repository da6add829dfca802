"""Taking a test: what is said before it, pages of five tasks, what is still unanswered."""

from dataclasses import dataclass
from math import ceil

from mentoring.kit import dates
from mentoring.kit.dates import clock
from mentoring.kit.text import count_of
from mentoring.kit.ui import FactLine
from monitoring.models import KnowledgeTest, TestTask

ON_PAGE = 5


@dataclass(frozen=True)
class TaskPage:
    """`number` of `total` pages; `left` counts the minutes of a limited sitting."""

    test: KnowledgeTest
    number: int
    total: int
    tasks: tuple[TestTask, ...]
    left: str

    @property
    def title(self):
        first, last = self.tasks[0].position, self.tasks[-1].position
        return f"Вопросы {first}–{last}" if first < last else f"Вопрос {first}"

    @property
    def where(self):
        return f"Страница {self.number} из {self.total}"

    @property
    def onward(self):
        return "Сохранить и дальше" if self.number < self.total else "Сохранить и проверить"


def pages_of(test):
    return ceil(test.n_tasks / ON_PAGE)


def task_page(test, number, at):
    """A page of tasks, or None for a number there is not. One query."""
    total = pages_of(test)
    if not 1 <= number <= total:
        return None
    first = (number - 1) * ON_PAGE
    tasks = tuple(test.tasks.select_related("question")[first : first + ON_PAGE])
    return TaskPage(test, number, total, tasks, left_words(test, at))


def left_words(test, at):
    """«Осталось 12 минут, до 14:35»; the last day of a test without a limit."""
    if test.ends_at is None:
        return f"Времени хватит: тест открыт до конца дня {dates.words(test.due)}."
    minutes = max(0, ceil((test.ends_at - at).total_seconds() / 60))
    return f"Осталось {count_of(minutes, 'minute')}, до {clock(test.ends_at)}. Когда время выйдет, засчитаются сохранённые ответы."


@dataclass(frozen=True)
class SendPage:
    test: KnowledgeTest
    empty: tuple[tuple[int, int], ...]  # (number of the question, its page)
    last: int
    left: str

    @property
    def answered(self):
        return f"Отвечено {self.test.n_given} из {self.test.n_tasks}."


def send_page(test, at):
    """What is still unanswered before sending. One query."""
    empty = test.tasks.filter(given__isnull=True).values_list("position", flat=True)
    numbered = tuple((position, ceil(position / ON_PAGE)) for position in empty)
    return SendPage(test, numbered, pages_of(test), left_words(test, at))


def start_facts(test):
    """What somebody should know before beginning."""
    limit = (
        FactLine("clock", f"Времени {count_of(test.minutes, 'minute')}", "Отсчёт начнётся с кнопки и не остановится.")
        if test.minutes
        else FactLine("clock", "Времени сколько нужно", f"Можно прерваться и вернуться до {dates.words(test.due)}.")
    )
    return (
        limit,
        FactLine("tick", "Ответы сохраняются", "На каждой странице. Закрыли окно или вышли – откройте тест снова."),
        FactLine("eye", "Кто увидит", "Ответы – вы, наставник и куратор. Результат – ещё директор и ваш руководитель."),
        FactLine("info", "Одна попытка", "Пропущенный вопрос – ноль баллов. На оплату и аттестацию тест не влияет."),
    )
