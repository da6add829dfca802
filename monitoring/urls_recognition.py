"""Addresses of recognition: proposals, the order, letters."""

from django.urls import path

from mentoring.views.shortcuts import under
from monitoring.views import recognition, recognition_order

urlpatterns = under(
    "document_list",
    [
        path("recognition/", recognition.recognition_list, name="recognition_list"),
        path("recognition/list.xlsx", recognition.recognition_xlsx, name="recognition_xlsx"),
        path("recognition/new/", recognition.recognition_propose, name="recognition_propose"),
        path("recognition/reports/<key:pk>/leave/", recognition.recognition_leave, name="recognition_leave"),
        path("recognition/<key:pk>/", recognition.recognition_detail, name="recognition_detail"),
        path("recognition/<key:pk>/withdraw/", recognition.recognition_withdraw, name="recognition_withdraw"),
        path("recognition/<key:pk>/free/", recognition.recognition_free, name="recognition_free"),
        path("recognition/<key:pk>/letter.pdf", recognition.recognition_letter, name="recognition_letter"),
        path("recognition/orders/new/", recognition_order.recognition_order_create, name="recognition_order_create"),
        path(
            "recognition/orders/<key:pk>/check/",
            recognition_order.recognition_order_check,
            name="recognition_order_check",
        ),
        path(
            "recognition/orders/<key:pk>/remove/<key:proposal>/",
            recognition_order.recognition_order_remove,
            name="recognition_order_remove",
        ),
        path(
            "recognition/orders/<key:pk>/delete/",
            recognition_order.recognition_order_delete,
            name="recognition_order_delete",
        ),
        path(
            "recognition/orders/<key:pk>/recall/",
            recognition_order.recognition_order_recall,
            name="recognition_order_recall",
        ),
        path(
            "recognition/orders/<key:pk>/sign/", recognition_order.recognition_order_sign, name="recognition_order_sign"
        ),
        path(
            "recognition/orders/<key:pk>/return/",
            recognition_order.recognition_order_return,
            name="recognition_order_return",
        ),
        path(
            "recognition/orders/<key:pk>/letters/",
            recognition_order.recognition_letters_ask,
            name="recognition_letters_ask",
        ),
        path("recognition/letters/<key:pk>/", recognition_order.recognition_letters, name="recognition_letters"),
        path(
            "recognition/letters/<key:pk>/file/",
            recognition_order.recognition_letters_file,
            name="recognition_letters_file",
        ),
    ],
)
