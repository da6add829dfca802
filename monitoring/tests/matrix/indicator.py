"""The register of indicators: the office; a responsible person the own ones; money for the office alone."""

from datetime import date

from mentoring.actions.file import store_bytes
from mentoring.kit import xlsx
from mentoring.kit.uploads import PDF, XLSX
from mentoring.tests import make
from monitoring.actions.loading import VALUES
from monitoring.models import Indicator, IndicatorValue, Payment

from . import OFFICE, Row

READERS = f"{OFFICE} supervisor"  # the head answers for one indicator


def build(world):
    world.indicator = Indicator.objects.get(code="learning_quality")
    world.indicator.responsible = world.cast.supervisor
    world.indicator.save(update_fields=["responsible"])
    made = {"by": world.cast.actor("curator"), "at": make.moment()}
    paper = store_bytes(b"%PDF-1.4", name="Отчёт.pdf", content_type=PDF, purpose="indicator", **made)
    world.indicator_value = IndicatorValue.objects.create(
        indicator=world.indicator, year=make.year(), half="1", value=60, file=paper, entered_at=make.moment()
    )
    world.indicator_payment = Payment.objects.create(
        person=world.cast.mentor,
        since=date(2026, 9, 1),
        until=date(2026, 9, 30),
        amount=4321,
        entered_at=make.moment(),
    )
    columns = tuple(xlsx.Column(name) for name in ("Показатель", "Учебный год", "Значение"))
    table = xlsx.write_xlsx([xlsx.Sheet("Значения", columns, [("attestation", "2026/27", 50)])])
    world.indicator_table = store_bytes(table, name="Таблица.xlsx", content_type=XLSX, purpose=VALUES, **made)


def one(world):
    return ["learning_quality"]


def payment(world):
    return [world.indicator_payment.pk]


def program(world):
    return [world.evaluated.pk]


ROWS = {
    "indicator_list": Row(allowed=READERS, denied=403),
    "indicator_register": Row(allowed=READERS, denied=403, args=lambda world: ["xlsx"]),
    "indicator_curves": Row(allowed=OFFICE, denied=403),
    "indicator_curves_paper": Row(allowed=OFFICE, denied=403, args=lambda world: ["docx"]),
    "indicator_load": Row(allowed="curator", denied=403),
    "indicator_load_sample": Row(allowed="curator", denied=403),
    "indicator_load_check": Row(allowed="curator", args=lambda world: [world.indicator_table.pk]),
    "indicator_detail": Row(allowed=READERS, args=one),
    "indicator_enter": Row(allowed="curator supervisor", args=one, also={"director": 403}),
    "indicator_rows": Row(allowed=OFFICE, args=lambda world: ["involved_share"]),
    "indicator_rows_xlsx": Row(allowed=OFFICE, args=lambda world: ["turnover"]),
    "indicator_file": Row(allowed=READERS, args=lambda world: [world.indicator_value.pk]),
    "cost_list": Row(allowed=OFFICE, denied=403),
    "cost_xlsx": Row(allowed=OFFICE, denied=403),
    "payment_list": Row(allowed=OFFICE, denied=403),
    "payment_create": Row(allowed="curator", denied=403),
    "payment_edit": Row(allowed="curator", denied=403, args=payment),
    "payment_delete": Row(allowed="curator", denied=403, args=payment, method="post", ok=302),
    "payment_load": Row(allowed="curator", denied=403),
    "payment_load_sample": Row(allowed="curator", denied=403),
    "evaluation_indicators": Row(
        allowed="curator", args=program, also={"director": 403, "supervisor": 403, "mentor": 403}
    ),
}
