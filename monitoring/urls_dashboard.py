"""Addresses of «Мониторинг»: the dashboard, the rows behind its figures, the report, the attention list."""

from django.urls import path

from monitoring.views import dashboard

urlpatterns = [
    path("monitoring/", dashboard.dashboard, name="dashboard"),
    path("monitoring/rows/<slug:figure>/", dashboard.dashboard_rows, name="dashboard_rows"),
    path("monitoring/rows/<slug:figure>/xlsx/", dashboard.dashboard_rows_xlsx, name="dashboard_rows_xlsx"),
    path("monitoring/report/<slug:kind>/", dashboard.dashboard_report, name="dashboard_report"),
    path("monitoring/attention/", dashboard.attention_list, name="attention_list"),
]
