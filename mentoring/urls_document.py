"""Addresses of the register of documents and of orders."""

from django.urls import path

from mentoring.views import document, order, signing
from mentoring.views.shortcuts import under

urlpatterns = under(
    "document_list",
    [
        path("documents/", document.document_list, name="document_list"),
        path("documents/<int:pk>/", document.document_detail, name="document_detail"),
        path("documents/<int:pk>/pdf/", document.document_pdf, name="document_pdf"),
        path("documents/<int:pk>/docx/", document.document_docx, name="document_docx"),
        path("documents/<int:pk>/sheet/", document.document_sheet, name="document_sheet"),
        path("documents/<int:pk>/scan/", document.order_scan, name="order_scan"),
        path("documents/<int:pk>/scan/file/", document.document_scan_file, name="document_scan_file"),
        path("documents/<int:pk>/acquaint/", document.order_acquaint, name="order_acquaint"),
        path("documents/<int:pk>/acquaint/paper/", document.order_acquaint_paper, name="order_acquaint_paper"),
        path("documents/<int:pk>/cancel/", document.document_cancel, name="document_cancel"),
        path("orders/new/", order.order_create, name="order_create"),
        path("orders/<int:pk>/check/", order.order_check, name="order_check"),
        path("orders/<int:pk>/requisites/", order.order_edit, name="order_edit"),
        path("orders/<int:pk>/pairs/", order.order_add_pairs, name="order_add_pairs"),
        path("orders/<int:pk>/pairs/<int:pair_pk>/remove/", order.order_remove_pair, name="order_remove_pair"),
        path("orders/<int:pk>/cases/", order.order_cases, name="order_cases"),
        path("orders/<int:pk>/delete/", order.order_delete, name="order_delete"),
        path("orders/<int:pk>/recall/", signing.order_recall, name="order_recall"),
        path("orders/<int:pk>/sign/", signing.order_sign, name="order_sign"),
        path("orders/<int:pk>/return/", signing.order_return, name="order_return"),
        path("orders/<int:pk>/take-out/", signing.order_take_out, name="order_take_out"),
    ],
)
