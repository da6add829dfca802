"""Addresses of changes in live pairs and of their orders."""

from django.urls import path

from mentoring.views import change_order, pair_change
from mentoring.views.shortcuts import under

urlpatterns = [
    *under(
        "pair_list",
        [
            path("pairs/<key:pk>/replace/", pair_change.pair_replace, name="pair_replace"),
            path("pairs/<key:pk>/substitute/", pair_change.pair_substitute, name="pair_substitute"),
            path("pairs/<key:pk>/pause/", pair_change.pair_pause, name="pair_pause"),
            path("changes/<key:pk>/", pair_change.change_detail, name="change_detail"),
            path("changes/<key:pk>/choose/", pair_change.change_choose, name="change_choose"),
            path("changes/<key:pk>/answer/", pair_change.change_answer, name="change_answer"),
            path("changes/<key:pk>/drop/", pair_change.change_drop, name="change_drop"),
            path("changes/<key:pk>/end/", pair_change.change_end, name="change_end"),
        ],
    ),
    *under(
        "document_list",
        [
            path("orders/changes/new/", change_order.change_order_create, name="change_order_create"),
            path("orders/changes/<key:pk>/check/", change_order.change_order_check, name="change_order_check"),
            path(
                "orders/changes/<key:pk>/remove/<key:change>/",
                change_order.change_order_remove,
                name="change_order_remove",
            ),
            path("orders/changes/<key:pk>/delete/", change_order.change_order_delete, name="change_order_delete"),
            path("orders/changes/<key:pk>/recall/", change_order.change_order_recall, name="change_order_recall"),
            path("orders/changes/<key:pk>/sign/", change_order.change_order_sign, name="change_order_sign"),
            path("orders/changes/<key:pk>/return/", change_order.change_order_return, name="change_order_return"),
        ],
    ),
]
