"""Tables of personal data: what is kept, who looked."""

from mentoring.kit.dates import stamp
from mentoring.kit.xlsx import Column, Sheet, write_xlsx
from mentoring.office import office

FIELDS = (
    Column("Что хранится", width=34),
    Column("Где", width=30),
    Column("Зачем", width=50),
    Column("Категория", width=28),
    Column("Сколько хранится", width=56),
    Column("Основание срока", width=44),
    Column("После обезличивания", width=26),
)
READINGS = (
    Column("Кто открывал", width=30),
    Column("В роли", width=24),
    Column("Чьи данные", width=30),
    Column("Что", width=24),
    Column("День", width=14),
)


def register_xlsx(rows, *, at, author):
    """The register of fields."""
    lead = (f"Какие данные хранит кабинет наставничества {office().organization.short_name}, на {stamp(at)}",)
    cells = (
        (
            row.field,
            row.place,
            row.why,
            row.category,
            row.term,
            row.law,
            "остаётся в подписанных документах" if row.stays else "",
        )
        for row in rows
    )
    return write_xlsx([Sheet("Поля", FIELDS, cells, lead)], author=author)


def readings_xlsx(rows, *, at, author):
    lead = (f"Кто открывал данные людей, на {stamp(at)}", "Одна строка – читатель, человек, вид и день")
    cells = ((row.reader, row.role, row.person, row.kind, row.day) for row in rows)
    return write_xlsx([Sheet("Просмотры", READINGS, cells, lead)], author=author)
