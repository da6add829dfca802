"""Addresses of councils and associations."""

from django.urls import path

from mentoring.views import council, sitting
from mentoring.views.shortcuts import under

urlpatterns = under(
    "council_list",
    [
        path("councils/", council.council_list, name="council_list"),
        path("councils/<key:pk>/", council.council_detail, name="council_detail"),
        path("councils/<key:pk>/members/add/", council.council_member_add, name="council_member_add"),
        path("councils/<key:pk>/members/<key:member>/end/", council.council_member_end, name="council_member_end"),
        path("councils/<key:pk>/propose/", council.council_propose, name="council_propose"),
        path(
            "councils/<key:pk>/proposals/<key:proposal>/withdraw/",
            council.council_proposal_withdraw,
            name="council_proposal_withdraw",
        ),
        path("councils/<key:pk>/sittings/new/", sitting.sitting_create, name="sitting_create"),
        path("sittings/<key:pk>/", sitting.sitting_detail, name="sitting_detail"),
        path("sittings/<key:pk>/edit/", sitting.sitting_edit, name="sitting_edit"),
        path("sittings/<key:pk>/call/", sitting.sitting_call, name="sitting_call"),
        path("sittings/<key:pk>/cancel/", sitting.sitting_cancel, name="sitting_cancel"),
        path("sittings/<key:pk>/items/new/", sitting.sitting_item, name="sitting_item_add"),
        path("sittings/<key:pk>/items/<key:item>/", sitting.sitting_item, name="sitting_item"),
        path("sittings/<key:pk>/items/<key:item>/remove/", sitting.sitting_item_remove, name="sitting_item_remove"),
        path("sittings/<key:pk>/items/<key:item>/decide/", sitting.resolution_add, name="resolution_add"),
        path("sittings/<key:pk>/take/<key:proposal>/", sitting.sitting_take, name="sitting_take"),
        path(
            "sittings/<key:pk>/decisions/<key:resolution>/remove/", sitting.resolution_remove, name="resolution_remove"
        ),
        path("sittings/<key:pk>/close/", sitting.sitting_close, name="sitting_close"),
        path("sittings/<key:pk>/minutes.pdf", sitting.sitting_pdf, name="sitting_pdf"),
        path("sittings/<key:pk>/minutes.docx", sitting.sitting_docx, name="sitting_docx"),
        path("decisions/<key:pk>/", council.resolution_settle, name="resolution_settle"),
        path("decisions/<key:pk>/drop/", council.resolution_drop, name="resolution_drop"),
        path("decisions/<key:pk>/reopen/", council.resolution_reopen, name="resolution_reopen"),
    ],
)
