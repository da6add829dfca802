"""What the cells of a staff list mean: names, dates, years, categories. Pure reading, nothing is looked up."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from mentoring.choices import Category
from mentoring.kit.dates import add_years, parse_date
from mentoring.kit.text import count_of, fold, small_first

LIMITS = {"last_name": 100, "first_name": 100, "patronymic": 100, "subjects": 400, "phone": 60}
WORDS = {
    "last_name": "фамилия",
    "first_name": "имя",
    "patronymic": "отчество",
    "post": "должность",
    "unit": "подразделение",
    "subjects": "дисциплины",
    "category": "категория",
    "hired_on": "дата приёма",
    "teaching": "педагогический стаж",
    "birth_date": "дата рождения",
    "email": "почта",
    "phone": "телефон",
    "name": "имя",
}
CATEGORIES = (
    (Category.HIGHEST, r"высш.*"),
    (Category.FIRST, r"перв.*|(1|i)( кв.*)?( кат.*)?"),
    (Category.METHODIST, r".*методист"),
    (Category.MENTOR, r".*наставник"),
    (Category.FIT, r"соотв.*|сзд"),
    (Category.NONE, r"без.*|нет|не имеет|не аттест.*|–|-"),
)
_LETTERS = re.compile(r"[^\W\d_]+(?:['’ʼ\-–][^\W\d_]+)*")
_INITIALS = re.compile(r"(?:[^\W\d_]\.\s?){1,2}")
_YEARS = re.compile(r"(\d{1,3})(?:[.,]\d+)?\s*(?:лет|г\.?|год|года|л\.?)?(?:\s*\d{1,2}\s*мес\S*)?")
_LESS = re.compile(r"(менее|меньше|до) (1 )?года|\d{1,2}\s*мес\S*|нет|–|-")
_SERIAL = re.compile(r"[1-6]\d{4}")
SMALL_WORDS = {"оглы", "кызы", "угли", "заде"}


@dataclass
class Read:
    """What one row says: `values` understood, `problems` (reason, fix) that keep it out, `cautions` to look at."""

    values: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)
    cautions: list = field(default_factory=list)

    def wrong(self, reason, fix):
        self.problems.append((reason, fix))


def read_name(read, text):
    """Last name, first name and the rest from one cell; CAPS become proper case."""
    words = [proper(word) for word in text.split()]
    if text.startswith("="):
        read.wrong("вместо имени формула", "напишите фамилию, имя, отчество буквами")
    elif len(text) > 300:
        read.wrong(f"имя слишком длинное, {count_of(len(text), 'char')}", "оставьте фамилию, имя, отчество")
    elif any(_INITIALS.fullmatch(word) for word in words):
        read.wrong("вместо имени инициалы", "напишите имя и отчество полностью")
    elif odd := next((word for word in words if not _LETTERS.fullmatch(word)), ""):
        read.wrong(f"в имени лишнее: «{odd[:40]}»", "оставьте фамилию, имя, отчество буквами")
    elif len(words) == 1:
        read.wrong("нет имени, только фамилия", "напишите фамилию, имя, отчество")
    else:
        put_name(read, words[0], words[1], " ".join(words[2:]))


def put_name(read, last, first, patronymic):
    for code, text in (("last_name", last), ("first_name", first), ("patronymic", patronymic)):
        put_text(read, code, text)


def proper(word):
    """ГАНИНА → Ганина, ЛАПТЕВА-ЖАРКОВА → Лаптева-Жаркова; a word already in mixed case stays as it is."""
    if word.lower() in SMALL_WORDS:
        return word.lower()
    if len(word) > 1 and (word.isupper() or word.islower()):
        return "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))
    return word


def put_text(read, code, text):
    """A plain cell: kept when it is not a formula and fits."""
    if not text:
        return
    limit = LIMITS.get(code, 200)
    if text.startswith("="):
        read.wrong(f"{WORDS[code]} – формула, а не текст", "впишите значение вместо формулы")
    elif len(text) > limit:
        read.wrong(f"{WORDS[code]}: слишком длинно, {count_of(len(text), 'char')} из {limit}", f"сократите до {limit}")
    else:
        read.values[code] = text


def put_post(read, text):
    """Posts stand inside sentences, so they begin with a small letter unless it is an abbreviation."""
    put_text(read, "post", small_first(text))


def put_email(read, text):
    if not text:
        return
    try:
        validate_email(text.lower())
        read.values["email"] = text.lower()
    except ValidationError:
        read.wrong(f"почта «{text[:60]}» не читается", "напишите почту так: ivanova@college.ru")


def put_date(read, code, text, on):
    """A date as people write it, or the serial number Excel keeps when the cell is not dressed as a date."""
    if not text:
        return
    found = parse_date(text)
    if not found and _SERIAL.fullmatch(text):
        found = date(1899, 12, 30) + timedelta(days=int(text))
    if not found or found.year < 1920:
        read.wrong(f"{WORDS[code]} «{text[:40]}» не читается", "напишите дату так: 14.10.2026")
    elif code == "birth_date" and found >= on:
        read.wrong(f"дата рождения «{text[:40]}» ещё не наступила", "напишите дату так: 14.10.1986")
    else:
        read.values[code] = found.isoformat()


def put_teaching(read, text, on):
    """Years of teaching on the list's date, counted back to a start; «менее года» is none; a date is the start."""
    if not text:
        return
    start, plain = parse_date(text), fold(text)
    years = 0 if _LESS.fullmatch(plain) else None
    match = _YEARS.fullmatch(plain)
    if match and int(match.group(1)) <= 70:
        years = int(match.group(1))
    if start is None and years is None:
        read.wrong(f"педагогический стаж «{text[:40]}» не читается", "напишите стаж числом лет: 12")
        return
    read.values["teaching_since"] = (start or add_years(on, -years)).isoformat()
    if start is None:
        read.values["teaching_years"] = years


def put_category(read, text):
    if not text:
        return
    plain = fold(text).rstrip(".")
    known = next((code for code, pattern in CATEGORIES if re.fullmatch(pattern, plain)), None)
    if text.startswith("="):
        put_text(read, "category", text)
    elif known:
        read.values["category"] = str(known)
    else:
        read.cautions.append(f"категория «{text[:40]}» незнакома, её не запишем")


def look_at_ages(read, on):
    """Cautions about dates that cannot all be true: hired as a child, teaching longer than a working life."""
    values = read.values
    hired, birth, teaching = (_date(values.get(code)) for code in ("hired_on", "birth_date", "teaching_since"))
    odd = []
    if hired and hired > on:
        odd.append("приём позже даты списка")
    if birth and hired and add_years(birth, 14) > hired:
        odd.append("дата приёма раньше рождения" if hired < birth else f"приём на работу в {_age(birth, hired)}")
    if birth and teaching and add_years(birth, 16) > teaching:
        odd.append("стаж больше возраста" if teaching < birth else f"начало стажа в {_age(birth, teaching)}")
    if birth and add_years(birth, 90) < on:
        odd.append(f"возраст {_age(birth, on)}")
    if odd:
        read.cautions.append(f"{' и '.join(odd)}, сверьте даты")


def _date(text):
    return date.fromisoformat(text) if text else None


def _age(birth, on):
    return count_of(on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day)), "year")
