"""Sample props of the styleguide: invented people, every state."""

from types import SimpleNamespace

from django.core.paginator import Paginator

from mentoring.kit import charts, contrast
from mentoring.kit.icons import SHAPES
from mentoring.kit.states import StateTag
from mentoring.kit.ui import (
    CheckRow,
    Chip,
    Column,
    Deed,
    DiffRow,
    FactLine,
    Figure,
    Link,
    ReasonLine,
    Stat,
    Step,
    TaskItem,
    TimelineItem,
)

PAIRS = (  # (foreground, background, least) of design part 2.1
    ("ink", "paper", 4.5), ("ink", "surface", 4.5), ("ink-2", "paper", 4.5), ("ink-2", "sunken", 4.5),
    ("ink-3", "paper", 4.5), ("ink-3", "surface", 4.5), ("ink-3", "sunken", 4.5), ("brand", "paper", 4.5),
    ("brand", "surface", 4.5), ("brand", "brand-soft", 4.5), ("ink-2", "brand-soft", 4.5), ("on-brand", "brand", 4.5),
    ("on-brand", "brand-2", 4.5), ("on-head", "head", 4.5), ("on-head-2", "head", 4.5), ("on-head", "head-2", 4.5),
    ("mentee-text", "mentee-bg", 4.5), ("brand-2", "brand-soft", 4.5), ("calm-text", "calm-bg", 4.5),
    ("go-text", "go-bg", 4.5), ("ok-text", "ok-bg", 4.5), ("act-text", "act-bg", 4.5), ("stop-text", "stop-bg", 4.5),
    ("edge", "surface", 3), ("edge", "paper", 3), ("focus-b", "focus-a", 3),
)  # fmt: skip
USES = {
    "ink": "текст", "ink-2": "второй текст", "ink-3": "подсказка", "edge": "контур поля", "brand": "действие",
    "head": "шапка", "focus-a": "ваш ход и фокус", "paper": "бумага", "surface": "лист", "sunken": "углубление",
    "brand-soft": "выбрано", "mentee-bg": "наставляемый",
}  # fmt: skip


def scheme_names():
    return contrast.SCHEMES


def _person(first, last):
    return SimpleNamespace(two_letters=first[0] + last[0], plain_name=f"{first} {last}")


MENTOR, MENTEE = _person("Марина", "Ковалёва"), _person("Артём", "Жуков")
OTHER = (_person("Лариса", "Ежова"), _person("Павел", "Кузьмин"))


def samples(page=None):
    """Everything the page shows, by the component's name."""
    people = ("Галеев Тимур Рашидович", "Кравцова Ирина Анатольевна", "Панина Светлана Игоревна")
    return {
        "colors": [(token, USES[token], contrast.color(token)) for token in USES],
        "contrasts": [
            (one, other, least, [f"{contrast.contrast(one, other, scheme):.1f}".replace(".", ",") for scheme in contrast.SCHEMES])
            for one, other, least in PAIRS
        ],
        "icons": list(SHAPES),
        "mentor": MENTOR,
        "mentee": MENTEE,
        "group": [MENTEE] * 6,
        "crumbs": [("Мои пары", "#"), ("Артём Жуков", "#")],
        "people": [(name, 2 + n, 3, n) for n, name in enumerate(people)],
        "people_columns": [
            Column("Наставник", primary=True, sort_key="name"),
            Column("Ведёт", numeric=True, sort_key="load"),
            Column("Состояние"),
            Column(""),
        ],
        "figures_columns": [Column("Показатель"), Column("2024/25", numeric=True), Column("2025/26", numeric=True)],
        "row_columns": [
            Column("Направление", fields=("direction",), width="middle"),
            Column("Мероприятие", fields=("event",)),
            Column("Срок", fields=("due",), width="narrow"),
            Column("Кто и режим", fields=("who", "mode"), width="middle"),
        ],
        "pages": Paginator(range(61), 5).get_page(page),
        "file": SimpleNamespace(name="Приказ № 12.pdf", size=81920),
        **_lists(),
        **_figures(),
        **_charts(),
    }


def _lists():
    pair = {"mentors": (MENTOR,), "mentees": (MENTEE,)}
    return {
        "steps": [
            Step("done", "Составили", "13 ноября"),
            Step("done", "Отправили", "14 ноября"),
            Step("current", "Проверка", "ваш ход, до 26 ноября", mine=True),
            Step("ahead", "Подпись", "директор"),
            Step("ahead", "Действует", "версия 1"),
        ],
        "deeds": [
            Deed(
                "16 ноября", "Ежова → Кузьмин: программа на проверке", "2 дня назад", True, OTHER[:1], OTHER[1:], "#",
                "Отправлена 30 октября. Начать без вашего решения пара не может.", "Проверить программу", "#",
            ),
            Deed("сегодня", "Приказ о закреплении: 6 пар готовы, 1 не готова", "приказ", icon="file", url="#",
                 text="У Лебедевой нет письменного согласия – в приказ она не войдёт.", action="Проверить приказ", action_url="#"),
            Deed("20 ноября", "Группа Галеева: просит продлить программу", "пятница", mentors=(MENTOR,), mentees=(MENTEE,) * 6,
                 url="#", action="Напомнить", action_url="#", post=True, role_note="как наставник"),
        ],
        "chips": [Chip(1, "Просрочено", "#", late=True), Chip(3, "Запросы без наставника", "#"), Chip(5, "Требует внимания", "#", quiet=True)],
        "tasks": [
            TaskItem(1, "Участники, форма и вид", "#", "Взято из приказа № 104.", StateTag("ok", "Готово", "")),
            TaskItem(2, "Проблема, цель и задачи", "#", "Цель есть. Не заполнены задачи: нужна хотя бы одна.",
                     StateTag("act", "Осталось дописать", ""), extra_link=Link("Посмотреть два хороших примера цели", "#")),
            TaskItem(3, "Планируемые результаты", "#", "Обычно 5 минут.", StateTag("calm", "Не начато", "")),
            TaskItem(4, "Проверить и отправить куратору", text="Откроется, когда будут готовы разделы 2 и 3.",
                     tag=StateTag("calm", "Пока нельзя", ""), locked=True),
        ],
        "reasons": [
            ReasonLine(50, "все три направления запроса: методика, родители, ИКТ"),
            ReasonLine(20, "та же цикловая комиссия: «Информационные технологии»"),
            ReasonLine(0, "опыт: вёл 4 молодых педагогов, трое работают до сих пор"),
        ],
        "events": [
            TimelineItem("16 ноября 2026, 15:20", "Программа возвращена на доработку", "2 замечания.", "Ольга Белова, куратор", "#"),
            TimelineItem("30 октября 2026", "Пара закреплена приказом № 104", "подписан директором."),
        ],
        "checks": [
            CheckRow("Номер и дата", "присвоятся при подписании, ожидается № 119"),
            CheckRow("Основание", "ст. 351.8 ТК РФ, Положение (приказ № 629), 6 согласий", "#", "основание"),
            CheckRow("Контроль", "куратор О. Н. Белова", "#", "контроль"),
        ],
        "facts": [
            FactLine("eye", "Куратор видит ответы с вашим именем", "Ольга Белова. Чтобы помочь вам, если что-то не так."),
            FactLine("eye_off", "Наставник не видит ваших ответов", "Увидит общий итог, когда ответят не меньше пяти.", quiet=True),
        ],
        "changes": [
            DiffRow("Срок", "со 2 ноября 2026 по 30 июня 2027 года", "со 2 ноября 2026 по 30 сентября 2027 года"),
            DiffRow("План, событие 11", "Тренинг саморегуляции, 15 апреля, очно", "", "removed"),
            DiffRow("План, событие 13", "", "Мастер-класс для комиссии по итогам стажировки", "added"),
        ],
    }  # fmt: skip


def _figures():
    return {
        "stats": [
            Stat("Вовлечены педагоги", "47", "%", "41 из 88 педагогов", "↑ на 6 п. п.", True, (38, 41, 47), "Показать 41 педагога", "#"),
            Stat("Просроченные события", "11", "из 182", "в 6 программах из 19", "↑ на 4 события", False, (7, 6, 11), "Показать 11 событий", "#"),
            Stat("Места у наставников", "31", "из 44", "двое ведут больше своего предела", "↑ на 5 мест", None, (20, 26, 31), "Показать 21 наставника", "#"),
            Stat("Довольны программой", fraction="ответили 3 из 9", few="мало данных: 3 ответа", link_text="Показать анкету", link_url="#"),
            Stat("События за 14 дней", "23", "", "6 открытых занятий, 17 других событий", "= как год назад", None, (), "Показать календарь", "#"),
        ],
        "counts": [
            Figure(31, "будет добавлено", "#"),
            Figure(4, "будет обновлено", "#"),
            Figure(53, "без изменений", "#"),
            Figure(3, "с ошибками", "#", "stop", current=True),
        ],
        "coverage": [
            Figure(1, "Научная теория"), Figure(1, "Нормативные акты"), Figure(2, "Предмет и профессия"),
            Figure(2, "Родители", tone="act", note="нет: ответы родителям"), Figure(3, "Методика"), Figure(1, "ИКТ"),
        ],
    }  # fmt: skip


def _charts():
    link, row = Link("Открыть список по отделениям", "#"), charts.BarRow
    change = charts.ChangeRow
    return {
        "bars": charts.Bars(
            "Доля вовлечённых по отделениям",
            (row("Экономика и право", 11, 22), row("Информационные технологии", 12, 19), row("Сервис и торговля", 8, 21),
             row("Общеобразовательные", 3, 7), row("Малое отделение", few="3 ответа, доля не показана")),
            "Педагоги в парах и группах, из всех педагогов отделения", row("колледж", 41, 88), link, of_what="Педагогов",
        ),
        "line": charts.Line(
            "Выполнение планов по месяцам",
            ("сен", "окт", "ноя", "дек", "янв", "фев", "мар", "апр", "май", "июн"),
            (charts.Series("2026/27", (92, 84, 78, None, None, None, None, None, None, None)),
             charts.Series("2025/26", (88, 81, 76, 74, 72, 79, 83, 86, 85, 90))),
            "Доля выполненных событий со сроком к концу месяца", floor=60, link=Link("Открыть события", "#"),
        ),
        "stacked": charts.Stacked(
            "Программы по состояниям", ("Составляют", "На проверке", "Действуют", "Завершены"),
            (charts.StackRow("Информационные технологии", (1, 1, 6, 1)), charts.StackRow("Экономика и право", (1, 2, 5, 1)),
             charts.StackRow("Сервис и торговля", (1, 0, 4, 0))),
            "Число программ, всего 23", Link("Открыть 23 программы", "#"),
        ),
        "before_after": charts.BeforeAfter(
            "Тест «Цифровые инструменты»",
            (change("Котова Е. И.", 45, 80), change("Рябов М. И.", 50, 75), change("Лебедева А. О.", 76, 60), change("Ершов Д. О.", 40, None)),
            "в начале, 14 октября", "в конце, 22 мая", "Два прохождения одного теста", link=Link("Открыть ответы", "#"),
        ),
        "bands": charts.Bands(
            "Реакция: анкета, 6 ответов",
            (charts.BandRow("Наставник", (0, 1, 5)), charts.BandRow("Программа", (0, 0, 0, 0, 1, 0, 0, 2, 2, 1)),
             charts.BandRow("Организация", (2, 0, 1))), 5, link=Link("Открыть ответы", "#"),
        ),
        "histogram": charts.Bands(
            "Реакция: анкета, 24 ответа", (charts.BandRow("Программа", (0, 0, 1, 0, 2, 1, 4, 7, 6, 3)),), 5, link=Link("Открыть ответы", "#"),
        ),
    }  # fmt: skip
