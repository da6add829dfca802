"""Addresses of orders on ended pairs."""

from django.urls import path

from mentoring.views import end_order
from mentoring.views.shortcuts import under

urlpatterns = under(
    "document_list",
    [
        path("orders/endings/new/", end_order.end_order_create, name="end_order_create"),
        path("orders/endings/<key:pk>/check/", end_order.end_order_check, name="end_order_check"),
        path("orders/endings/<key:pk>/remove/<key:pair>/", end_order.end_order_remove, name="end_order_remove"),
        path("orders/endings/<key:pk>/delete/", end_order.end_order_delete, name="end_order_delete"),
        path("orders/endings/<key:pk>/recall/", end_order.end_order_recall, name="end_order_recall"),
        path("orders/endings/<key:pk>/sign/", end_order.end_order_sign, name="end_order_sign"),
        path("orders/endings/<key:pk>/return/", end_order.end_order_return, name="end_order_return"),
    ],
)
