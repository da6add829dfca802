"""Cases as a workbook: what the list shows and the words of each case."""

from mentoring.kit.dates import stamp
from mentoring.kit.xlsx import Column, Sheet, write_xlsx

COLUMNS = (
    Column("Кейс", width=34),
    Column("Ситуация", width=60),
    Column("Вопрос", width=40),
    Column("Для каких должностей", width=24),
    Column("Рубрика", width=30),
    Column("Назначали", "int", 12),
    Column("Состояние", width=16),
)


def cases_xlsx(tasks, *, at, author):
    rows = (
        (one.title, one.situation, one.question, one.posts, one.rubric.title, one.n_answers, one.get_state_display())
        for one in tasks
    )
    return write_xlsx([Sheet("Кейсы", COLUMNS, rows, (f"Кейсы на {stamp(at)}",))], author=author)
