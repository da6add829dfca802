"""The act of depersonalization and the log that goes with it (Roskomnadzor's order 179): no name stands in either."""

from dataclasses import dataclass

from mentoring.documents.layout import letterhead, paper_date, paper_style, signature_block, signature_line
from mentoring.kit.codes import short_fingerprint
from mentoring.kit.dates import local, stamp
from mentoring.kit.paper import Annex, Column, Heading, KeyValues, Paper, Paragraph, Requisites, Section, Table, Title
from mentoring.office import office
from monitoring.choices.privacy import FieldCategory

SCHEMA = 1
SYSTEM_NAME = "Кабинет наставничества «Наставник»"
WAY = (
    "Имя, почта и телефон заменены кодом во всех таблицах базы; свободные тексты, личные записи и файлы удалены. "
    "Восстановить человека по коду нельзя: связь кода с именем не хранится."
)
CATEGORIES = (
    FieldCategory.NAME,
    FieldCategory.CONTACT,
    FieldCategory.WORK,
    FieldCategory.TEXT,
    FieldCategory.FILE,
    FieldCategory.LOGIN,
)
LOG = (Column("Дата и время", 3), Column("Где", 5), Column("Что сделано", 4), Column("Записей", 2, "right"))
STAYS = (Column("Что остаётся", 4), Column("Записей", 1, "right"))
WHY_STAYS = (
    "Подписанные документы и согласия хранятся по номенклатуре дел (Перечень Росархива № 236; 152-ФЗ, ст. 6 ч. 1 п. 2 и "
    "ст. 9 ч. 3): их тексты и файлы не изменены."
)


@dataclass(frozen=True)
class ActText:
    """What was done, as of that day. `log` are (moment, where, what, how many)."""

    operator: str
    address: str
    code: str
    number: int
    reason: str
    decided_by: str
    decided_post: str
    decided_at: str
    done_at: str
    system: str
    way: str
    categories: tuple[str, ...]
    log: tuple[tuple[str, str, str, int], ...]
    stays: tuple[tuple[str, int], ...]
    unread: int
    schema: int = SCHEMA


def act_text(act, at, *, rows, texts, files, stays):
    """The ActText of what the worker has just done. `rows`, `texts` are counts; `files` (gone, kept, unread)."""
    own, moment = office().organization, stamp(local(at))
    gone, kept, unread = files
    log = [(moment, where, what, number) for (where, what), number in sorted(rows.items()) if number]
    log += [(moment, where, "имя, почта или телефон заменены кодом", n) for where, n in _by_table(texts)]
    log += [(moment, "файлы", "удалено содержимое", gone)] if gone else []
    log.append((moment, "карточка и учётная запись", "заменены кодом, вход закрыт", 1))
    left = [*stays, *([("файлы подписанных документов и согласий", kept)] if kept else [])]
    return ActText(
        operator=own.full_name or own.short_name,
        address=getattr(own, "address", "") or own.city,
        code=act.code,
        number=act.number,
        reason=act.reason,
        decided_by=act.asked_by.signature_name if act.asked_by else "администратор",
        decided_post=act.asked_by.post if act.asked_by else "",
        decided_at=stamp(local(act.asked_at)),
        done_at=moment,
        system=SYSTEM_NAME,
        way=WAY,
        categories=tuple(one.label for one in CATEGORIES),
        log=tuple(log),
        stays=tuple((name, number) for name, number in left),
        unread=unread,
    )


def _by_table(texts):
    found = {}
    for (table, _), number in texts.items():
        found[table] = found.get(table, 0) + number
    return sorted(found.items())


def text_of_payload(payload):
    rows = {name: tuple(tuple(row) for row in payload[name]) for name in ("log", "stays")}
    return ActText(**{**payload, **rows, "categories": tuple(payload["categories"])})


def act_paper(act):
    """The act and, as its annex, the log."""
    text = text_of_payload(act.payload)
    day = local(act.done_at).date()
    title = f"Акт № {text.number} об уничтожении персональных данных"
    blocks = (
        Title("АКТ", "об уничтожении персональных данных обезличиванием"),
        Requisites(paper_date(day), office().organization.city, f"№ {text.number}"),
        KeyValues(tuple(_facts(text))),
        Heading("Что остаётся"),
        Paragraph(WHY_STAYS),
        *([Table(STAYS, rows=tuple((name, str(n)) for name, n in text.stays))] if text.stays else []),
        *_unread(text),
        signature_block(
            signature_line(text.decided_by, text.decided_post or "Решил(а)"), signature_line("", "Администратор")
        ),
    )
    log = (
        Annex(("Приложение", f"к акту от {paper_date(day)} № {text.number}")),
        Heading("Выгрузка из журнала регистрации событий"),
        KeyValues(
            (
                ("Субъект", f"код {text.code}"),
                ("Информационная система", text.system),
                ("Причина", text.reason),
                ("Категории данных", "; ".join(text.categories)),
            )
        ),
        Table(LOG, rows=tuple((at, where, what, str(n)) for at, where, what, n in text.log)),
    )
    return Paper(
        title=title,
        style=paper_style(),
        letterhead=letterhead(),
        sections=(Section(blocks), Section(log)),
        created=act.done_at,
        footer=(f"Акт № {text.number}. Отпечаток текста {short_fingerprint(act.sha256)}",),
    )


def _facts(text):
    yield "Оператор", ", ".join(part for part in (text.operator, text.address) if part)
    yield "Чьи данные", f"субъект, обозначенный кодом {text.code}; имя не указывается"
    yield "Уничтожены категории", "; ".join(text.categories)
    yield "Информационная система", text.system
    yield "Способ", text.way
    yield "Причина", text.reason
    yield "Решил(а)", ", ".join(part for part in (text.decided_by, text.decided_post, text.decided_at) if part)
    yield "Дата уничтожения", text.done_at


def _unread(text):
    if text.unread:
        yield Paragraph(
            f"Файлов, чьё содержание программа не читает (изображения, PDF) и чьи владельцы – другие люди: {text.unread}. "
            "Их просматривают вручную."
        )
