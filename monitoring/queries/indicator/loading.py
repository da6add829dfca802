"""An uploaded table of values or of payments, row by row with its verdict; nothing is written here."""

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from mentoring.kit.dates import parse_date, short
from mentoring.kit.sheets import read_sheets
from mentoring.kit.states import StateTag
from mentoring.kit.text import fold
from mentoring.kit.verdict import Refused, no
from mentoring.models import AcademicYear, Mentor
from monitoring.choices.indicator import ENTERED, Half
from monitoring.models import Indicator, IndicatorValue, Payment

NEW, CHANGED, SAME, WRONG = "new", "changed", "same", "wrong"
TAGS = {
    NEW: StateTag("ok", "Новое", ""),
    CHANGED: StateTag("go", "Изменится", ""),
    SAME: StateTag("calm", "Уже есть", ""),
    WRONG: StateTag("stop", "Исправьте", ""),
}
MOST = Decimal(9_999_999)
VALUE_COLUMNS = {
    "code": "Показатель",
    "year": "Учебный год",
    "half": "Полугодие",
    "numerator": "Числитель",
    "denominator": "Знаменатель",
    "value": "Значение",
    "comparison": "Группа сравнения",
    "baseline": "База",
    "target": "Цель",
    "note": "Примечание",
}
PAYMENT_COLUMNS = {"person": "Наставник", "since": "С", "until": "По", "amount": "Сумма", "note": "Примечание"}
NUMBERS = ("numerator", "denominator", "value", "comparison", "baseline", "target")


class BadCell(Exception):
    """What is wrong with a cell, in words."""


@dataclass(frozen=True)
class LoadedRow:
    """A row as the office program numbers it; `found` is what the action takes."""

    number: int
    title: str
    state: str
    text: str
    found: dict = field(default_factory=dict)

    @property
    def tag(self):
        return TAGS[self.state]

    @property
    def good(self):
        return self.state in (NEW, CHANGED)


def table_of(file, columns, needed):
    """[(row number, {key: text})] under the head that names the `needed` columns. Raises Refused when there is none."""
    with file.file.open() as content:
        for sheet in read_sheets(content.read(), file.content_type):
            for place, row in enumerate(sheet.rows):
                names = {fold(cell): n for n, cell in enumerate(row.cells) if cell}
                where = {key: names[fold(name)] for key, name in columns.items() if fold(name) in names}
                if set(needed) <= set(where):
                    return [(one.number, _cells(one, where)) for one in sheet.rows[place + 1 :]]
    wanted = ", ".join(f"«{columns[key]}»" for key in needed)
    raise Refused(no(f"В файле нет строки с названиями столбцов: {wanted}. Скачайте образец и заполните его."))


def _cells(row, where):
    return {key: row.cells[n] if n < len(row.cells) else "" for key, n in where.items()}


def value_rows(file):
    """LoadedRows of the values of indicators, in three queries."""
    table = table_of(file, VALUE_COLUMNS, ("code", "year"))
    indicators = list(Indicator.objects.filter(retired=False))
    known = {key: one for one in indicators for key in (fold(one.code), fold(one.name))}
    years = {key: year for year in AcademicYear.objects.all() for key in (str(year), str(year.starts.year))}
    kept = {(one.indicator_id, one.year_id, one.half): one for one in IndicatorValue.objects.all()}
    rows, seen = [], set()
    for number, cells in table:
        rows.append(_value_row(number, cells, known, years, kept))
        key = tuple(rows[-1].found.get(name) for name in ("indicator", "year", "half"))
        if rows[-1].state != WRONG and key in seen:
            rows[-1] = LoadedRow(number, rows[-1].title, WRONG, "Такая строка в файле уже была выше.")
        seen.add(key)
    return rows


def _value_row(number, cells, known, years, kept):
    indicator = known.get(fold(cells["code"]))
    title = indicator.name if indicator else cells["code"] or "–"
    try:
        if indicator is None:
            raise BadCell("Показателя с таким названием или кодом нет.")
        found = {"indicator": indicator, "year": _year(cells["year"], years), "half": _half(cells.get("half", ""))}
        fields = {name: _number(cells[name], VALUE_COLUMNS[name]) for name in NUMBERS if cells.get(name)}
        if cells.get("note"):
            fields["note"] = cells["note"][:400]
        _sense(indicator, fields)
    except BadCell as wrong:
        return LoadedRow(number, title, WRONG, str(wrong))
    now = kept.get((indicator.pk, found["year"].pk, found["half"]))
    changed = [name for name, value in fields.items() if now is None or getattr(now, name) != value]
    state = NEW if now is None else CHANGED if changed else SAME
    half = "" if found["half"] == Half.WHOLE else f", {Half(found['half']).label}"
    return LoadedRow(number, title, state, f"{found['year']}{half}: {_told(fields)}", {**found, "fields": fields})


def _sense(indicator, fields):
    """The same that the action refuses, said beside the row."""
    facts = {name for name in ("numerator", "denominator", "value", "comparison") if name in fields}
    if facts and indicator.source not in ENTERED:
        raise BadCell("Это число считает система: внесите только базу, цель, примечание.")
    if ("numerator" in fields) != ("denominator" in fields):
        raise BadCell("Нужны и числитель, и знаменатель – или одно значение.")
    if "numerator" in fields and "value" in fields:
        raise BadCell("Либо значение, либо числитель со знаменателем.")
    if "denominator" in fields and (fields["denominator"] <= 0 or fields["numerator"] < 0):
        raise BadCell("Знаменатель больше нуля, числитель не меньше нуля.")
    if "denominator" in fields and indicator.unit == "%" and fields["numerator"] > fields["denominator"]:
        raise BadCell("Числитель больше знаменателя.")
    if not set(NUMBERS) & set(fields):
        raise BadCell("В строке нет ни одного числа.")


def _told(fields):
    shown = (
        f"{VALUE_COLUMNS[name].lower()} {value:f}".rstrip("0").rstrip(".")
        for name, value in fields.items()
        if name != "note"
    )
    return ", ".join(one.replace(".", ",") for one in shown)


def _year(text, years):
    found = years.get(text.replace(" ", "")) or years.get(text[:4] + text[4:].replace("-", "/"))
    if found is None:
        raise BadCell("Такого учебного года нет. Напишите, например, 2025/26.")
    return found


def _half(text):
    if text.strip() not in ("", *Half.values):
        raise BadCell("Полугодие – 1 или 2; за весь год оставьте пустым.")
    return Half(text.strip() or Half.WHOLE)


def _number(text, name):
    try:
        number = Decimal(
            "".join(text.split()).replace(",", ".").replace("−", "-").removesuffix("%").removesuffix("₽")[:40]
        )
    except InvalidOperation as error:
        raise BadCell(f"{name}: это не число.") from error
    if not number.is_finite() or abs(number) > MOST:
        raise BadCell(f"{name}: такого числа не бывает.")
    return number.quantize(Decimal("0.01"))


def payment_rows(file):
    """LoadedRows of payments, in two queries: a mentor is known by the full name or the e-mail."""
    table = table_of(file, PAYMENT_COLUMNS, ("person", "since", "until", "amount"))
    people = {}
    for mentor in Mentor.objects.select_related("person"):
        for key in {fold(mentor.person.full_name), fold(mentor.person.email)} - {""}:
            people.setdefault(key, []).append(mentor.person)
    kept = {(one.person_id, one.since, one.until): one for one in Payment.objects.filter(pair__isnull=True)}
    rows, seen = [], set()
    for number, cells in table:
        row = _payment_row(number, cells, people, kept)
        key = tuple(row.found.get(name) for name in ("person", "since", "until"))
        if row.state != WRONG and key in seen:
            row = LoadedRow(number, row.title, WRONG, "Такая строка в файле уже была выше.")
        seen.add(key)
        rows.append(row)
    return rows


def _payment_row(number, cells, people, kept):
    title = cells["person"] or "–"
    try:
        found = people.get(fold(cells["person"]), [])
        if len(found) != 1:
            raise BadCell(
                "Наставника с таким именем или почтой нет."
                if not found
                else "Таких наставников несколько: напишите почту."
            )
        since, until = _day(cells["since"], "С"), _day(cells["until"], "По")
        if until < since:
            raise BadCell("Конец периода раньше начала.")
        amount = _number(cells["amount"], "Сумма")
        if amount <= 0:
            raise BadCell("Сумма – больше нуля.")
    except BadCell as wrong:
        return LoadedRow(number, title, WRONG, str(wrong))
    now = kept.get((found[0].pk, since, until))
    note = cells.get("note", "")[:300] or (now.note if now else "")
    same = now is not None and (now.amount, now.note) == (amount, note)
    state = NEW if now is None else SAME if same else CHANGED
    what = {"person": found[0], "since": since, "until": until, "amount": amount, "note": note, "kept": now}
    return LoadedRow(
        number, found[0].full_name, state, f"{short(since)}–{short(until)}: {amount:f} ₽".replace(".00", ""), what
    )


def _day(text, name):
    day = parse_date(text)
    if day is None:
        raise BadCell(f"{name}: такой даты нет. Напишите день, месяц и год: 01.09.2026.")
    return day
