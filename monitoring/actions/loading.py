"""Tables of values and payments: kept, checked on their page, written once; the same file again changes nothing."""

from django.db import transaction

from mentoring.actions.file import store_upload
from mentoring.kit.uploads import SHEETS
from mentoring.kit.verdict import Refused, no, require
from monitoring.access.indicator import may_import_values, may_keep_money
from monitoring.actions.indicator import enter_value
from monitoring.actions.payment import enter_payment
from monitoring.queries.indicator.loading import payment_rows, value_rows

VALUES, PAYMENTS = "indicator_values", "indicator_payments"
NOTHING_TO_WRITE = "В файле нет ни одной новой строки: всё уже внесено или требует исправления."


@transaction.atomic
def keep_table(upload, *, purpose, by, at):
    """Keep an uploaded table to be checked; refuses what cannot be read at once."""
    require(may_import_values(by) if purpose == VALUES else may_keep_money(by))
    file = store_upload(upload, purpose=purpose, by=by, at=at, kinds=SHEETS)
    rows_of(file)
    return file


def rows_of(file):
    return value_rows(file) if file.purpose == VALUES else payment_rows(file)


@transaction.atomic
def load_table(file, *, by, at):
    """Write the good rows of a kept table, all or none; returns how many were written."""
    require(may_import_values(by) if file.purpose == VALUES else may_keep_money(by))
    rows = [row for row in rows_of(file) if row.good]
    if not rows:
        raise Refused(no(NOTHING_TO_WRITE))
    for row in rows:
        found = dict(row.found)
        if file.purpose == VALUES:
            fields = found.pop("fields")
            enter_value(found.pop("indicator"), by=by, at=at, file=file, **found, **fields)
        else:
            enter_payment(by=by, at=at, **found)
    return len(rows)
