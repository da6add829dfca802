"""Checking a staff list: it is read, compared with the cards, and nothing of them is written."""

from django.conf import settings
from django.db import transaction

from mentoring.access import may_manage_people
from mentoring.actions.file import store_upload
from mentoring.choices import BatchState, RowVerdict
from mentoring.kit import dates
from mentoring.kit.sheets import read_sheets
from mentoring.kit.uploads import SHEETS, check_upload
from mentoring.kit.verdict import Refused, no, require
from mentoring.models import ImportBatch, ImportRow
from mentoring.queries.staff_check import Entry, check_entries
from mentoring.staff_columns import date_of_list, fitting_sheet
from mentoring.staff_rows import read_rows
from mentoring.workflow.staff_import import STAFF_IMPORT

GOOD = (RowVerdict.ADD, RowVerdict.UPDATE, RowVerdict.WARNING)
CHECKED = ("verdict", "reason", "fix", "changes", "values", "person")


@transaction.atomic
def check_list(upload, *, by, at, list_date=None):
    """Read a staff list and say what would happen; only the batch and its rows are written. Returns the ImportBatch.

    Raises Refused in words: not allowed, a bad file, no titles, nobody in it.
    """
    require(may_manage_people(by))
    kind = check_upload(upload, SHEETS, settings.MAX_UPLOAD_BYTES)
    upload.seek(0)
    sheet, header = fitting_sheet(read_sheets(upload.read(), kind))
    on = list_date or date_of_list(sheet, header, upload.name) or dates.local(at).date()
    people, left_out = read_rows(sheet, header, on)
    if not people:
        raise Refused(no("В списке нет ни одного человека. Проверьте, что строки стоят под названиями столбцов."))
    file = store_upload(upload, purpose="staff_list", by=by, at=at, kinds=SHEETS)
    _put_aside_earlier(by)
    batch = ImportBatch.objects.create(
        file=file,
        sheet=sheet.name[:100],
        list_date=on,
        columns={"titles": [title[:200] for title in header.titles], "left_out": left_out},
        author=by.person,
        created_at=at,
    )
    ImportRow.objects.bulk_create(_unchecked(batch, row) for row in people)
    _write_verdicts(batch)
    _settle(batch)
    return batch


@transaction.atomic
def recheck_list(batch, *, by, at):
    """Say anew what would happen, because cards or exclusions changed."""
    require(may_manage_people(by))
    if batch.state == BatchState.AWAITING_CONFIRM:
        _write_verdicts(batch)


@transaction.atomic
def exclude_row(row, *, excluded, by, at):
    """Leave a row out of the load, or take it back in; the other rows are checked anew."""
    require(may_manage_people(by))
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=row.batch_id)
    if batch.state != BatchState.AWAITING_CONFIRM:
        raise Refused(no(STAFF_IMPORT.taken))
    if excluded and row.verdict not in GOOD:
        raise Refused(no("Эта строка и так не загрузится."))
    ImportRow.objects.filter(pk=row.pk).update(verdict=RowVerdict.SKIPPED if excluded else RowVerdict.ADD)
    _write_verdicts(batch)


@transaction.atomic
def cancel_list(batch, *, by, at):
    """Do not load it; the check stays in the list of loads."""
    STAFF_IMPORT.claim("cancel", batch, by=by, note="Не загружен")


def _put_aside_earlier(by):
    ImportBatch.objects.filter(author=by.person, state=BatchState.AWAITING_CONFIRM).update(
        state=BatchState.CANCELED, note="Загружен другой файл"
    )


def _unchecked(batch, row):
    read = row.read
    return ImportRow(
        batch=batch,
        number=row.number,
        raw=list(row.raw),
        name=row.name[:310],
        verdict=RowVerdict.ADD,
        values={"read": read.values, "problems": read.problems, "cautions": read.cautions},
    )


def checked_rows(batch, rows):
    """Every row with its check against the cards as they are now."""
    entries = [
        Entry(
            row.number,
            row.name,
            row.values["read"],
            tuple(map(tuple, row.values["problems"])),
            tuple(row.values["cautions"]),
        )
        for row in rows
    ]
    excluded = {row.number for row in rows if row.verdict == RowVerdict.SKIPPED}
    return list(zip(rows, check_entries(entries, batch.list_date, excluded=excluded), strict=True))


def _write_verdicts(batch):
    changed = []
    for row, check in checked_rows(batch, list(batch.rows.all())):
        if differs(row, check) or "act" not in row.values:
            row.verdict, row.reason, row.fix = str(check.verdict), check.reason[:500], check.fix[:300]
            row.changes, row.person = check.changes, check.person
            row.values = {**row.values, "act": check.act, "write": check.write}
            changed.append(row)
    ImportRow.objects.bulk_update(changed, CHECKED, batch_size=500)


def differs(row, check):
    person = check.person.pk if check.person else None
    now = (str(check.verdict), check.reason[:500], check.write, person)
    return now != (row.verdict, row.reason, row.values.get("write"), row.person_id)


def _settle(batch):
    """A list that would change nothing does not wait for anybody."""
    verdicts = set(batch.rows.values_list("verdict", flat=True))
    batch.state = BatchState.AWAITING_CONFIRM if verdicts & set(GOOD) else BatchState.CANCELED
    if batch.state == BatchState.CANCELED:
        batch.note = "Менять нечего" if RowVerdict.SAME in verdicts else "Все строки с замечаниями"
    batch.save(update_fields=["state", "note"])
