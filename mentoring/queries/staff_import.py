"""Pages of loading a staff list: what would happen, row by row, and what happened."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, Value, When

from mentoring.choices import BatchState, Employment, RowVerdict
from mentoring.choices.state_words import IMPORT_ROW
from mentoring.kit import dates
from mentoring.kit.states import StateTag, describe
from mentoring.kit.text import count_of, listing, plural
from mentoring.kit.ui import Column, Figure
from mentoring.models import ImportBatch, ImportRow, Person
from mentoring.workflow.staff_import import STAFF_IMPORT

GOOD = (RowVerdict.ADD, RowVerdict.UPDATE, RowVerdict.WARNING, RowVerdict.APPLIED)
BAD = (RowVerdict.ERROR, RowVerdict.DUPLICATE)
FIRST = (RowVerdict.ERROR, RowVerdict.DUPLICATE, RowVerdict.WARNING, RowVerdict.UPDATE, RowVerdict.ADD)
SHOWS = {
    "add": ("будет добавлено", Q(verdict__in=GOOD, values__act="add")),
    "update": ("будет обновлено", Q(verdict__in=GOOD, values__act="update")),
    "same": ("без изменений", Q(verdict=RowVerdict.SAME)),
    "bad": ("не войдут", Q(verdict__in=BAD)),
    "check": ("проверьте", Q(verdict=RowVerdict.WARNING)),
    "skipped": ("исключены", Q(verdict=RowVerdict.SKIPPED)),
}
BATCH_TAGS = {
    BatchState.CHECKING: ("go", "Проверяем", ""),
    BatchState.AWAITING_CONFIRM: ("act", "Проверено, ещё не загружено", "Пока ничего не изменилось."),
    BatchState.APPLIED: ("ok", "Загружено", ""),
    BatchState.CANCELED: ("calm", "Отменена", ""),
    BatchState.FAILED: ("stop", "Файл не прочитан", ""),
}
ABSENT_NAMED = 30
STAY_OUT = ("не войдёт", "не войдут", "не войдут")
STAYED_OUT = ("не вошла", "не вошли", "не вошли")
COLUMNS = (
    Column("Строка", numeric=True),
    Column("Сотрудник", primary=True),
    Column("Должность"),
    Column("Подразделение"),
    Column("Что будет"),
    Column(""),
)


@dataclass(frozen=True)
class Counts:
    """How many rows of each kind."""

    add: int
    update: int
    same: int
    bad: int
    check: int
    skipped: int

    @property
    def good(self):
        return self.add + self.update

    @property
    def total(self):
        return self.good + self.same + self.bad + self.skipped

    @property
    def words(self):
        """«новых 31, обновлений 4»."""
        parts = ((self.add, "новых"), (self.update, "обновлений"))
        return ", ".join(f"{word} {n}" for n, word in parts if n)


@dataclass(frozen=True)
class RowLine:
    """A row of the check page. `pk` is given while the row may be left out or taken back."""

    number: int
    name: str
    post: str
    unit: str
    tag: StateTag
    changes: tuple
    pk: int = 0
    skipped: bool = False


@dataclass(frozen=True)
class Absent:
    """Workers of ours whom the list does not name."""

    people: tuple
    more: int


def counts_of(batch):
    """Counts in one query, whatever the length of the list."""
    found = Counter(batch.rows.values_list("verdict", "values__act"))
    by_act = Counter()
    for (verdict, act), n in found.items():
        if verdict in GOOD:
            by_act[act] += n
    of = Counter()
    for (verdict, _), n in found.items():
        of[verdict] += n
    return Counts(
        add=by_act["add"],
        update=by_act["update"],
        same=of[RowVerdict.SAME],
        bad=sum(of[verdict] for verdict in BAD),
        check=of[RowVerdict.WARNING],
        skipped=of[RowVerdict.SKIPPED],
    )


def figures_of(counts, show):
    """The counts as figures that filter the rows."""
    notes = {"add": counts.check and f"из них проверьте: {counts.check}" if counts.check else ""}
    shown = ["add", "update", "same", "bad"] + (["skipped"] if counts.skipped else [])
    return [
        Figure(
            getattr(counts, code),
            SHOWS[code][0],
            href="?" if code == show else f"?show={code}",
            tone="stop" if code == "bad" and counts.bad else "",
            note=notes.get(code, ""),
            current=code == show,
        )
        for code in shown
    ]


def rows_to_show(batch, show):
    """Rows of a filter, those that need a decision first."""
    order = Case(
        *(When(verdict=verdict, then=Value(n)) for n, verdict in enumerate(FIRST)),
        default=Value(9),
        output_field=IntegerField(),
    )
    rows = batch.rows.filter(SHOWS[show][1]) if show in SHOWS else batch.rows.all()
    return rows.annotate(turn=order).order_by("turn", "number")


def line_of(row, *, waiting):
    """One row in words."""
    read = row.values["read"]
    name = row.name or f"Строка {row.number}"
    can_leave_out = row.verdict in GOOD or row.verdict == RowVerdict.SKIPPED
    return RowLine(
        number=row.number,
        name=name,
        post=read.get("post", ""),
        unit=read.get("unit", ""),
        tag=tag_of(row, name),
        changes=tuple(f"{c['part'].capitalize()}: {c['was']} → {c['became']}" for c in row.changes),
        pk=row.pk if waiting and can_leave_out else 0,
        skipped=row.verdict == RowVerdict.SKIPPED,
    )


def tag_of(row, name):
    """The row's word and sentence; notes about a new card follow the sentence."""
    fields = listing([change["part"] for change in row.changes])
    tag = describe(
        IMPORT_ROW, row.verdict, "curator", name=name, reason=row.reason, fix=row.fix, fields=fields, row="?"
    )
    if row.verdict == RowVerdict.DUPLICATE:
        return StateTag(tag.tone, tag.word, f"{name}: {row.reason}. {row.fix.capitalize()}.")
    if row.verdict == RowVerdict.ADD and row.reason:
        return StateTag(tag.tone, tag.word, f"{tag.sentence} {row.reason[:1].upper()}{row.reason[1:]}.")
    tone = "act" if row.verdict == RowVerdict.WARNING else tag.tone
    return StateTag(tone, tag.word, tag.sentence)


def new_units(batch):
    """Units the list would bring."""
    mark = "появится подразделение «"
    reasons = batch.rows.filter(verdict__in=GOOD, reason__contains=mark).values_list("reason", flat=True)
    return [reason.split(mark, 1)[1].split("»", 1)[0] for reason in reasons]


@dataclass(frozen=True)
class CheckWords:
    """Sentences of the check page that carry counts."""

    bad: str
    units: str
    bar: str
    apply: str
    left_out: str
    absent: str


def check_words(batch, counts, *, waiting, absent=None):
    """Every counted sentence of the check and result pages."""
    units = new_units(batch) if waiting else []
    named = (len(absent.people) + absent.more) if absent else 0
    return CheckWords(
        bad=f"{count_of(counts.bad, 'row')} {plural(counts.bad, *(STAY_OUT if waiting else STAYED_OUT))}.",
        units=f"Появятся подразделения: {listing([f'«{unit}»' for unit in units])}." if units else "",
        bar=f"Запишем {count_of(counts.good, 'whom')}: {counts.words}",
        apply=f"Загрузить {count_of(counts.good, 'whom')}",
        left_out=left_out_words(batch),
        absent=f"В системе есть, в файле нет: {count_of(named, 'worker')}",
    )


def result_title(counts):
    """«Список загружен: новых 31, обновлений 4»."""
    return f"Список загружен: {counts.words}"


def left_out_words(batch):
    """«„Совместители“ (строка 52), „Итого: 99“ (строка 107)»."""
    return listing([f"«{text}» (строка {number})" for number, text in batch.columns.get("left_out", [])])


def absent_people(batch):
    """Our workers whom no row of the list means: perhaps they have left."""
    named = batch.rows.filter(person__isnull=False).values("person")
    people = (
        Person.objects.working().filter(employment__in=[Employment.STAFF, Employment.PART_TIME]).exclude(pk__in=named)
    )
    first = tuple(people.in_order()[: ABSENT_NAMED + 1])
    more = people.count() - ABSENT_NAMED if len(first) > ABSENT_NAMED else 0
    return Absent(first[:ABSENT_NAMED], more)


def lead_of(batch, counts):
    sheet = f", лист «{batch.sheet}»" if batch.sheet else ""
    day = dates.words(batch.list_date, year=True)
    return f"Файл «{batch.file.name}»{sheet}, {count_of(counts.total, 'row')}, список на {day}."


def applied_words(batch, added, updated):
    """«Готово. Добавлено 31, обновлено 4. С замечаниями 3: скачайте файл „что исправить“.»"""
    bad = batch.rows.filter(verdict__in=BAD).count()
    rest = f" С замечаниями {bad}: скачайте файл «что исправить»." if bad else ""
    return f"Готово. Добавлено {added}, обновлено {updated}.{rest}"


def bad_rows(batch):
    """Rows to mend, for the file «что исправить»."""
    return list(batch.rows.filter(verdict__in=BAD))


@dataclass(frozen=True)
class BatchLine:
    """A load in the list of loads."""

    batch: ImportBatch
    tag: StateTag
    counts: str


def batch_tag(batch):
    tone, word, sentence = BATCH_TAGS[batch.state]
    return StateTag(tone, word, batch.note or sentence)


def batch_lines(batches):
    """Loads with their counts, in two queries."""
    batches = list(batches.select_related("file", "author"))
    found = Counter(ImportRow.objects.filter(batch__in=batches).values_list("batch", "verdict", "values__act"))
    return [BatchLine(batch, batch_tag(batch), _batch_counts(batch, found)) for batch in batches]


def _batch_counts(batch, found):
    mine = [(verdict, act, n) for (pk, verdict, act), n in found.items() if pk == batch.pk]
    added = sum(n for verdict, act, n in mine if act == "add" and verdict in GOOD)
    updated = sum(n for verdict, act, n in mine if act == "update" and verdict in GOOD)
    bad = sum(n for verdict, _, n in mine if verdict in BAD)
    return f"новых {added}, обновлений {updated}, не вошло {bad}"


def undo_verdict(actor, batch):
    """Whether the load may still be taken back today (whether its people were touched is checked by the action)."""
    return STAFF_IMPORT.verdict("undo", actor, batch)
