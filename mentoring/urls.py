"""Root of the addresses; floors are named by string."""

from django.contrib import admin
from django.urls import include, path

import mentoring.kit.address  # noqa: F401 the converter «key» of every address below

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("mentoring.urls_ground")),
    path("", include("programs.urls")),
    path("", include("monitoring.urls")),
]

handler403 = "mentoring.views.errors.permission_denied"
handler404 = "mentoring.views.errors.page_not_found"
handler500 = "mentoring.views.errors.server_error"
