"""The registers of mentors and mentees as tables (domain: the forms «База наставников», «База наставляемых»)."""

from mentoring.kit.dates import short
from mentoring.kit.xlsx import Column, Sheet, write_xlsx
from mentoring.office import office
from mentoring.queries.registers import mentee_rows, mentor_rows

WHO = (
    Column("№", "int", 6),
    Column("Фамилия, имя, отчество", width=34),
    Column("Электронная почта", width=28),
    Column("Телефон", width=18),
    Column("Должность", width=26),
    Column("Подразделение или организация", width=30),
    Column("Категория", width=18),
    Column("Стаж, лет", "int", 10),
)
MENTORS = (
    *WHO,
    Column("Группы отбора", width=30),
    Column("Компетенции, подтверждённые куратором", width=40),
    Column("Достижения", width=40),
    Column("Направления", width=30),
    Column("Формы", width=24),
    Column("Виды", width=30),
    Column("Режим", width=14),
    Column("Когда удобно", width=24),
    Column("Мест всего", "int", 10),
    Column("Занято", "int", 10),
    Column("Свободно", "int", 10),
    Column("Согласие от", "date", 14),
    Column("В банке с", "date", 14),
    Column("Наставляемые сейчас", width=30),
)
MENTEES = (
    *WHO,
    Column("Дата приёма", "date", 14),
    Column("Группы", width=34),
    Column("Основной запрос", width=50),
    Column("Направления запроса", width=30),
    Column("Запрос", width=22),
    Column("В списке с", "date", 14),
    Column("Наставник сейчас", width=26),
)


def mentors_xlsx(actor, on):
    return _book("Банк наставников", MENTORS, mentor_rows(actor, on), actor, on)


def mentees_xlsx(actor, on):
    return _book("Наставляемые", MENTEES, mentee_rows(actor, on), actor, on)


def _book(title, columns, rows, actor, on):
    lead = (f"{title}, {office().organization.short_name}, на {short(on)}",)
    author = actor.person.short_name if actor.person else ""
    return write_xlsx([Sheet(title, columns, rows, lead)], author=author)
