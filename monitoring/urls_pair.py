"""The address of one pair; the rest of the room is on the ground floor."""

from django.urls import path

from mentoring.views.shortcuts import under
from monitoring.views import pair

urlpatterns = under("pair_list", [path("pairs/<key:pk>/", pair.pair_detail, name="pair_detail")])
