"""Addresses of what monitoring gives out: figures over the years, snapshots, replies, the yearly report."""

from django.urls import path

from monitoring.views import output_list, reply, snapshot, year_report

urlpatterns = [
    path("monitoring/years/", snapshot.dashboard_years, name="dashboard_years"),
    path("monitoring/targets/", snapshot.dashboard_targets, name="dashboard_targets"),
    path("monitoring/snapshots/", snapshot.snapshot_list, name="snapshot_list"),
    path("monitoring/snapshots/xlsx/", output_list.snapshot_list_xlsx, name="snapshot_list_xlsx"),
    path("monitoring/snapshots/new/", snapshot.snapshot_create, name="snapshot_create"),
    path("monitoring/snapshots/compare/", snapshot.snapshot_compare, name="snapshot_compare"),
    path("monitoring/snapshots/<key:pk>/", snapshot.snapshot_detail, name="snapshot_detail"),
    path("monitoring/snapshots/<key:pk>/xlsx/", snapshot.snapshot_xlsx, name="snapshot_xlsx"),
    path("monitoring/snapshots/<key:pk>/rows/<slug:code>/", snapshot.snapshot_rows, name="snapshot_rows"),
    path("monitoring/replies/", reply.reply_list, name="reply_list"),
    path("monitoring/replies/xlsx/", output_list.reply_list_xlsx, name="reply_list_xlsx"),
    path("monitoring/replies/forms/new/", reply.reply_form_create, name="reply_form_create"),
    path("monitoring/replies/forms/<key:pk>/", reply.reply_form_edit, name="reply_form_edit"),
    path("monitoring/replies/forms/<key:pk>/retire/", reply.reply_form_retire, name="reply_form_retire"),
    path("monitoring/replies/forms/<key:pk>/fill/", reply.reply_fill, name="reply_fill"),
    path("monitoring/replies/<key:pk>/", reply.reply_detail, name="reply_detail"),
    path("monitoring/replies/<key:pk>/edit/", reply.reply_edit, name="reply_edit"),
    path("monitoring/replies/<key:pk>/issue/", reply.reply_issue, name="reply_issue"),
    path("monitoring/replies/<key:pk>/delete/", reply.reply_delete, name="reply_delete"),
    path("monitoring/replies/<key:pk>/file/<slug:kind>/", reply.reply_file, name="reply_file"),
    path("monitoring/reports/", year_report.year_report_list, name="year_report_list"),
    path("monitoring/reports/xlsx/", output_list.year_report_list_xlsx, name="year_report_list_xlsx"),
    path("monitoring/reports/new/", year_report.year_report_create, name="year_report_create"),
    path("monitoring/reports/document/<key:pk>/", year_report.year_report_of_document, name="year_report_of_document"),
    path("monitoring/reports/<key:pk>/", year_report.year_report_detail, name="year_report_detail"),
    path("monitoring/reports/<key:pk>/sections/", year_report.year_report_sections, name="year_report_sections"),
    path("monitoring/reports/<key:pk>/conclusions/", year_report.year_report_edit, name="year_report_edit"),
    path("monitoring/reports/<key:pk>/count/", year_report.year_report_count, name="year_report_count"),
    path("monitoring/reports/<key:pk>/sign/", year_report.year_report_sign, name="year_report_sign"),
    path("monitoring/reports/<key:pk>/approve/", year_report.year_report_approve, name="year_report_approve"),
    path("monitoring/reports/<key:pk>/return/", year_report.year_report_return, name="year_report_return"),
    path("monitoring/reports/<key:pk>/file/<slug:kind>/", year_report.year_report_file, name="year_report_file"),
]
