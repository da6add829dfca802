"""Which column of a staff list holds what, whatever the personnel office called it, and which date the list is of."""

import re
from dataclasses import dataclass

from mentoring.kit.dates import MONTHS_GEN, parse_date
from mentoring.kit.text import fold
from mentoring.kit.verdict import Refused, no

HEADER_WITHIN = 20
NAME_TITLE = "Фамилия, имя, отчество"
SAMPLE_TITLES = {
    "number": "№ п/п",
    "name": NAME_TITLE,
    "post": "Должность",
    "unit": "Подразделение",
    "subjects": "Преподаваемые дисциплины",
    "category": "Квалификационная категория",
    "hired_on": "Дата приёма",
    "teaching": "Педагогический стаж, лет",
    "birth_date": "Дата рождения",
    "email": "Электронная почта",
    "phone": "Телефон",
}
WHOSE = "(работник|сотрудник|педагог|преподавател)"
# the first pattern that fits a folded title without punctuation decides
PATTERNS = (
    ("number", r"(№|n|номер)( п ?п)?|п ?п"),
    ("name", rf"(ф ?и ?о|фамилия имя( и)? отчество|сотрудник|работник|педагог)( {WHOSE}\w+)?"),
    ("last_name", r"фамилия"),
    ("first_name", r"имя"),
    ("patronymic", r"отчество"),
    ("birth_date", r".*рожд.*"),
    ("hired_on", r".*(прием|принят).*"),
    ("teaching", r"(?!.*общ).*(пед.*стаж|стаж).*"),
    ("category", r".*категори.*"),
    ("subjects", r".*дисциплин.*|предмет.*"),
    ("email", r".*почт.*|.*e ?mail.*|.*имейл.*"),
    ("phone", r"тел|.*телефон.*"),
    ("employment", r"(вид |тип )?занятост.*|совместительство|кем работает"),
    ("post", r"должност.*"),
    ("unit", r"(структурное )?подразделени.*|отделени.*|отдел|ц ?к|цикловая.*|кафедра|пцк"),
)
_PUNCTUATION = re.compile(r"[^\w№]+")
_DATE = re.compile(r"\b(\d{1,2}[./]\d{1,2}[./]\d{4})\b")
_WORD_DATE = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS_GEN)}) (\d{{4}})\b")


@dataclass(frozen=True)
class Header:
    """Where the titles stand and what each column holds: `places` maps a field to the column's index."""

    number: int
    titles: tuple[str, ...]
    places: dict

    def cell(self, row, field):
        place = self.places.get(field)
        return row.cells[place] if place is not None and place < len(row.cells) else ""

    @property
    def has_name(self):
        return "name" in self.places or {"last_name", "first_name"} <= self.places.keys()


def meaning(title):
    """The field a title stands for, or «»."""
    plain = _PUNCTUATION.sub(" ", fold(title)).strip()
    return next((field for field, pattern in PATTERNS if plain and re.fullmatch(pattern, plain)), "")


def header_of(sheet):
    """The row of titles within the first rows of a sheet, or None. Titles may stand below a heading and blank rows."""
    found = [_header_in(row) for row in sheet.rows if row.number <= HEADER_WITHIN]
    fitting = [header for header in found if header.has_name and len(header.places) > 1]
    return max(fitting, key=lambda header: len(header.places), default=None)


def _header_in(row):
    places = {}
    for place, title in enumerate(row.cells):
        field = meaning(title)
        if field and field not in places:
            places[field] = place
    return Header(row.number, row.cells, places)


def fitting_sheet(sheets):
    """(sheet, header) of the first sheet with a row of titles; raises Refused in words when there is none."""
    empty = True
    for sheet in sheets:
        empty = empty and not sheet.rows
        header = header_of(sheet)
        if header:
            return sheet, header
    if empty:
        raise Refused(no("Файл пуст. Проверьте его на своём компьютере и загрузите снова."))
    raise Refused(no(f"Не нашли столбец «{NAME_TITLE}». Первая строка – названия столбцов; скачайте образец."))


def date_of_list(sheet, header, *names):
    """The date the list is of: from the text above the titles, the sheet's or the file's name; None when unsaid."""
    above = [cell for row in sheet.rows if row.number < header.number for cell in row.cells]
    return next((found for found in map(_date_in, [*above, sheet.name, *names]) if found), None)


def _date_in(text):
    match = _DATE.search(text)
    if match:
        return parse_date(match.group(1))
    match = _WORD_DATE.search(text.lower())
    if match:
        day, month, year = match.groups()
        return parse_date(f"{day}.{MONTHS_GEN.index(month) + 1}.{year}")
    return None
