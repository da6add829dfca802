"""What monitoring gives out: the office alone; letters and drafts are the curator's."""

from django.utils import timezone

from mentoring.kit.dates import today
from mentoring.tests import make
from monitoring.actions import reply as replies
from monitoring.actions import year_report as reports
from monitoring.models import Reply, YearReport

from . import OFFICE, Row

READERS = "curator director supervisor"
FORM = {
    "title": "Квартальный мониторинг",
    "addressee": "Министерство образования",
    "figures": ["involved", "plan", "requests"],
    "before": "Сообщаем показатели.",
    "after": "",
    "signer": "director",
}
SECTIONS = ["involvement", "programs", "costs"]


def build(world):
    """A form with a letter's draft and its snapshot, a draft report of this year, a signed one of the last."""
    by, at = make.actor(world.cast.curator), timezone.now()
    world.output_form = replies.save_form(by=by, at=at, **FORM)
    world.output_reply = replies.fill(world.output_form, on=today(), by=by, at=at)
    world.output_snapshot = world.output_reply.snapshot
    world.output_draft = reports.start_report(world.cast.pair.year, sections=SECTIONS, by=by, at=at)
    world.output_signed = YearReport.objects.create(
        year=make.year(2024, current=False), state="signed", sections=SECTIONS, payload=world.output_draft.payload,
        counted_at=at, conclusions={}, summary="Итог", sha256="0" * 64, author=world.cast.curator, created_at=at,
        signed_by=world.cast.curator, signed_post="Куратор наставничества", signed_at=at,
    )  # fmt: skip
    approved = reports.start_report(world.output_signed.year, sections=SECTIONS[:1], by=by, at=at)
    reports.conclude_report(approved, summary="Итог", conclusions={}, lock_version=0, by=by, at=at)
    approved.refresh_from_db()
    reports.sign_report(approved, by=by, at=at)
    reports.approve_report(approved, by=make.actor(world.cast.director), at=at)
    world.output_approved = approved


def output_form(world):
    return [world.output_form.pk]


def output_reply(world):
    return [world.output_reply.pk]


def output_draft(world):
    return [world.output_draft.pk]


def output_signed(world):
    return [world.output_signed.pk]


def output_form_data(world):
    data = {name: value for name, value in FORM.items() if name != "figures"}
    return {**data, "place_involved": "1"}


def spare_reply(world):
    reply = Reply.objects.create(
        form=world.output_form, snapshot=world.output_snapshot, addressee="Кому", figures=["plan"],
        author=world.cast.curator, created_at=timezone.now(),
    )  # fmt: skip
    return [reply.pk]


ROWS = {
    "dashboard_years": Row(allowed=READERS, denied=403),
    "dashboard_targets": Row(allowed=OFFICE, denied=403),
    "snapshot_list": Row(allowed=OFFICE, denied=403),
    "snapshot_list_xlsx": Row(allowed=OFFICE, denied=403),
    "reply_list_xlsx": Row(allowed=OFFICE, denied=403),
    "year_report_list_xlsx": Row(allowed=OFFICE, denied=403),
    "snapshot_create": Row(allowed=OFFICE, denied=403),
    "snapshot_compare": Row(allowed=OFFICE, denied=403, ok=302),
    "snapshot_detail": Row(allowed=OFFICE, args=lambda world: [world.output_snapshot.pk]),
    "snapshot_xlsx": Row(allowed=OFFICE, args=lambda world: [world.output_snapshot.pk]),
    "snapshot_rows": Row(allowed=OFFICE, args=lambda world: [world.output_snapshot.pk, "involved"]),
    "reply_list": Row(allowed=OFFICE, denied=403),
    "reply_form_create": Row(allowed="curator", denied=403),
    "reply_form_edit": Row(allowed="curator", args=output_form, also={"director": 403}),
    "reply_form_retire": Row(allowed="curator", denied=403, args=output_form, method="post", ok=302),
    "reply_fill": Row(allowed="curator", denied=403, args=output_form),
    "reply_detail": Row(allowed=OFFICE, args=output_reply),
    "reply_edit": Row(allowed="curator", args=output_reply, also={"director": 403}),
    "reply_issue": Row(allowed="curator", args=output_reply, also={"director": 403}),
    "reply_delete": Row(allowed="curator", args=spare_reply, also={"director": 403}, method="post", ok=302),
    "reply_file": Row(allowed=OFFICE, args=lambda world: [world.output_reply.pk, "xlsx"]),
    "year_report_list": Row(allowed=OFFICE, denied=403),
    "year_report_create": Row(allowed="curator", denied=403),
    "year_report_detail": Row(allowed=OFFICE, args=output_signed),
    "year_report_of_document": Row(allowed=OFFICE, args=lambda world: [world.output_approved.document_id], ok=302),
    "year_report_sections": Row(allowed="curator", args=output_draft),
    "year_report_edit": Row(allowed="curator", args=output_draft),
    "year_report_count": Row(allowed="curator", args=output_draft, method="post", ok=302),
    "year_report_sign": Row(allowed="curator", args=output_draft),
    "year_report_approve": Row(allowed="director", args=output_signed, also={"curator": 403}),
    "year_report_return": Row(allowed="director", args=output_signed, also={"curator": 403}),
    "year_report_file": Row(allowed=OFFICE, args=lambda world: [world.output_signed.pk, "xlsx"]),
}
