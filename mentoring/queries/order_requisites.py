"""What the page of any order under signature says of the order itself."""

from mentoring.kit.dates import words
from mentoring.kit.ui import CheckRow
from mentoring.queries.role_holder import director_post


def requisites_of(order):
    """Number and date, the day to sign by, who signs."""
    post = director_post(bool(order.requisites.get("acting")))
    signer = f"{post}, {order.signer.short_name}" if order.signer else "некому: назначьте директора"
    rows = [CheckRow("Номер и дата", order.requisites.get("number") or "присвоятся при подписании")]
    if order.due:
        rows.append(CheckRow("Подписать до", words(order.due)))
    return (*rows, CheckRow("Подписывает", signer))
