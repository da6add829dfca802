"""Lists of what monitoring gave out as workbooks: what the page shows, all rows of it."""

from mentoring.kit.dates import local, stamp
from mentoring.kit.xlsx import Column, Sheet, write_xlsx
from monitoring.queries.year_report.page import tag_of

SNAPSHOTS = (
    Column("Снимок", width=60),
    Column("Учебный год", width=12),
    Column("На дату", "date", 12),
    Column("Как сделан", width=24),
    Column("Кто", width=26),
    Column("Когда", "date", 12),
    Column("Отпечаток SHA-256", width=68),
)
REPLIES = (
    Column("Ответ", width=60),
    Column("На запрос", width=28),
    Column("Кому", width=50),
    Column("На дату", "date", 12),
    Column("Состояние", width=18),
    Column("Исходящий номер", width=18),
    Column("Дата документа", "date", 14),
    Column("Кто", width=26),
    Column("Когда", "date", 12),
)
REPORTS = (
    Column("Учебный год", width=12),
    Column("Версия", "int", 8),
    Column("Состояние", width=18),
    Column("Разделов", "int", 10),
    Column("Числа на", "date", 12),
    Column("Составил(а)", width=26),
    Column("Начат", "date", 12),
    Column("Подписал(а)", width=26),
    Column("Подписан", "date", 12),
    Column("Утвердил(а)", width=26),
    Column("Утверждён", "date", 12),
)


def snapshots_xlsx(rows, *, at, author):
    cells = (
        (
            one.title, str(one.year), one.on, one.get_kind_display(), _who(one.author) or "система",
            _day(one.created_at), one.sha256,
        )
        for one in rows
    )  # fmt: skip
    return _book("Снимки показателей", SNAPSHOTS, cells, at, author)


def replies_xlsx(rows, *, at, author):
    cells = (
        (
            one.form.title, one.request, one.addressee, one.on, one.get_state_display(),
            one.document.number if one.document else "", one.document.date if one.document else None,
            _who(one.author), _day(one.created_at),
        )
        for one in rows
    )  # fmt: skip
    return _book("Ответы на запросы", REPLIES, cells, at, author)


def reports_xlsx(rows, *, at, author):
    cells = (
        (
            str(one.year), one.version, tag_of(one).word, len(one.sections), _day(one.counted_at), _who(one.author),
            _day(one.created_at), _who(one.signed_by), _day(one.signed_at), _who(one.approved_by),
            _day(one.approved_at),
        )
        for one in rows
    )  # fmt: skip
    return _book("Отчёты за год", REPORTS, cells, at, author)


def _book(title, columns, cells, at, author):
    return write_xlsx([Sheet(title, columns, cells, (f"{title} на {stamp(at)}",))], author=author)


def _who(person):
    return person.short_name if person else ""


def _day(moment):
    return local(moment).date() if moment else None
