"""Addresses of the register of documents and of orders."""

from django.urls import path

from mentoring.views import document, order, register, signing
from mentoring.views.shortcuts import under

urlpatterns = under(
    "document_list",
    [
        path("documents/", document.document_list, name="document_list"),
        path("documents/register/", register.document_register, name="document_register"),
        path("documents/xlsx/", register.document_xlsx, name="document_xlsx"),
        path("documents/<key:pk>/", document.document_detail, name="document_detail"),
        path("documents/<key:pk>/pdf/", document.document_pdf, name="document_pdf"),
        path("documents/<key:pk>/docx/", document.document_docx, name="document_docx"),
        path("documents/<key:pk>/sheet/", document.document_sheet, name="document_sheet"),
        path("documents/<key:pk>/scan/", document.order_scan, name="order_scan"),
        path("documents/<key:pk>/scan/file/", document.document_scan_file, name="document_scan_file"),
        path("documents/<key:pk>/scans/<uuid:uuid>/", register.document_old_scan, name="document_old_scan"),
        path("documents/<key:pk>/acquaint/", document.order_acquaint, name="order_acquaint"),
        path("documents/<key:pk>/acquaint/paper/", document.order_acquaint_paper, name="order_acquaint_paper"),
        path("documents/<key:pk>/cancel/", document.document_cancel, name="document_cancel"),
        path("orders/new/", order.order_create, name="order_create"),
        path("orders/<key:pk>/check/", order.order_check, name="order_check"),
        path("orders/<key:pk>/requisites/", order.order_edit, name="order_edit"),
        path("orders/<key:pk>/pairs/", order.order_add_pairs, name="order_add_pairs"),
        path("orders/<key:pk>/pairs/<key:pair_pk>/remove/", order.order_remove_pair, name="order_remove_pair"),
        path("orders/<key:pk>/cases/", order.order_cases, name="order_cases"),
        path("orders/<key:pk>/delete/", order.order_delete, name="order_delete"),
        path("orders/<key:pk>/recall/", signing.order_recall, name="order_recall"),
        path("orders/<key:pk>/sign/", signing.order_sign, name="order_sign"),
        path("orders/<key:pk>/return/", signing.order_return, name="order_return"),
        path("orders/<key:pk>/take-out/", signing.order_take_out, name="order_take_out"),
    ],
)
