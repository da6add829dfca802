"""Addresses of «Мониторинг»: the dashboard, the rows behind its figures, the report, what needs attention."""

from django.urls import path

from monitoring.views import attention, dashboard

urlpatterns = [
    path("monitoring/", dashboard.dashboard, name="dashboard"),
    path("monitoring/rows/<slug:figure>/", dashboard.dashboard_rows, name="dashboard_rows"),
    path("monitoring/rows/<slug:figure>/xlsx/", dashboard.dashboard_rows_xlsx, name="dashboard_rows_xlsx"),
    path("monitoring/report/<slug:kind>/", dashboard.dashboard_report, name="dashboard_report"),
    path("monitoring/attention/", attention.attention_list, name="attention_list"),
    path("monitoring/attention/rules/", attention.attention_rules, name="attention_rules"),
    path("monitoring/attention/<slug:code>/", attention.attention_rule, name="attention_rule"),
    path("monitoring/attention/<slug:code>/<key:thing>/", attention.attention_postpone, name="attention_postpone"),
    path("monitoring/postponed/<key:pk>/back/", attention.attention_back, name="attention_back"),
]
