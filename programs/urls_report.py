"""Addresses of reports."""

from django.urls import path

from programs.views import report, report_decide

urlpatterns = [
    path("reports/", report.report_list, name="report_list"),
    path("reports/register.xlsx", report.report_xlsx, name="report_xlsx"),
    path("reports/<key:pk>/", report.report_detail, name="report_detail"),
    path("reports/<key:pk>/edit/", report.report_edit, name="report_edit"),
    path("reports/<key:pk>/begin/", report.report_begin, name="report_begin"),
    path("reports/<key:pk>/withdraw/", report.report_withdraw, name="report_withdraw"),
    path("reports/<key:pk>/accept/", report_decide.report_accept, name="report_accept"),
    path("reports/<key:pk>/return/", report_decide.report_return, name="report_return"),
    path("reports/<key:pk>/address/", report_decide.report_address, name="report_address"),
    path("reports/<key:pk>/move/", report_decide.report_move, name="report_move"),
    path("reports/<key:pk>/waive/", report_decide.report_waive, name="report_waive"),
    path("reports/<key:pk>/restore/", report_decide.report_restore, name="report_restore"),
    path("reports/<key:pk>/report.pdf", report.report_pdf, name="report_pdf"),
    path("reports/<key:pk>/report.docx", report.report_docx, name="report_docx"),
    path("reports/document/<key:pk>/", report.report_of_document, name="report_of_document"),
]
