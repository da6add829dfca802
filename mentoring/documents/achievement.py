"""The list of achievements as a table, by the filters of the page (R35)."""

from mentoring.kit.dates import short
from mentoring.kit.xlsx import Column, Sheet, write_xlsx
from mentoring.office import office
from mentoring.queries.achievement_list import listed_rows

COLUMNS = (
    Column("№", "int", 6),
    Column("Фамилия, имя, отчество", width=34),
    Column("Подразделение", width=30),
    Column("Вид", width=20),
    Column("Название", width=50),
    Column("Уровень", width=18),
    Column("Начало", "date", 12),
    Column("Дата", "date", 12),
    Column("Результат", width=26),
    Column("О результате", width=30),
    Column("Кто проводил", width=28),
    Column("Ссылка", width=36),
    Column("Пара или группа", width=28),
    Column("Вклад наставника", width=44),
    Column("Наставник в комиссии", width=14),
    Column("Файлов", "int", 9),
    Column("Состояние", width=18),
    Column("Подтверждено", "date", 14),
    Column("Кто подтвердил", width=24),
)


def achievements_xlsx(actor, params, on):
    title = "Достижения"
    rows = (_row(number, row) for number, row in enumerate(listed_rows(actor, params), 1))
    lead = (f"{title}, {office().organization.short_name}, на {short(on)}",)
    author = actor.person.short_name if actor.person else ""
    return write_xlsx([Sheet(title, COLUMNS, rows, lead)], author=author)


def _row(number, row):
    person = row.person
    return (
        number,
        person.full_name,
        person.unit.name if person.unit else "",
        row.kind.name,
        row.title,
        row.level.name,
        row.since,
        row.day,
        row.result.name if row.result else "",
        row.result_text,
        row.organizer,
        row.link,
        row.pair.title if row.pair else "",
        row.mentor_part,
        "да" if row.in_commission else "",
        row.n_files,
        row.get_state_display(),
        row.confirmed_on,
        row.confirmed_by.short_name if row.confirmed_by else "",
    )
