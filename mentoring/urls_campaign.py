"""Addresses of the yearly campaign of requests."""

from django.urls import path

from mentoring.views import campaign, campaign_unit
from mentoring.views.shortcuts import under

urlpatterns = under(
    "request_list",
    [
        path("campaigns/", campaign.campaign_list, name="campaign_list"),
        path("campaigns/open/", campaign.campaign_open, name="campaign_open"),
        path("campaigns/<key:pk>/", campaign.campaign_detail, name="campaign_detail"),
        path("campaigns/<key:pk>/close/", campaign.campaign_close, name="campaign_close"),
        path("campaigns/<key:pk>/reopen/", campaign.campaign_reopen, name="campaign_reopen"),
        path("campaigns/<key:pk>/remind/", campaign.campaign_remind, name="campaign_remind"),
        path(
            "campaigns/<key:pk>/close-unconfirmed/",
            campaign.campaign_close_unconfirmed,
            name="campaign_close_unconfirmed",
        ),
        path("campaigns/units/<key:pk>/", campaign_unit.campaign_unit, name="campaign_unit"),
        path(
            "campaigns/units/<key:pk>/requests/",
            campaign_unit.campaign_unit_requests,
            name="campaign_unit_requests",
        ),
        path("campaigns/units/<key:pk>/nobody/", campaign_unit.campaign_unit_nobody, name="campaign_unit_nobody"),
        path("campaigns/units/<key:pk>/rethink/", campaign_unit.campaign_unit_rethink, name="campaign_unit_rethink"),
        path("campaigns/units/<key:pk>/remind/", campaign_unit.campaign_unit_remind, name="campaign_unit_remind"),
    ],
)
