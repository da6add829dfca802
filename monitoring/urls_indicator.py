"""Addresses of the register of indicators, of costs and curves."""

from django.urls import path

from monitoring.views import indicator, indicator_load, money

urlpatterns = [
    path("indicators/", indicator.indicator_list, name="indicator_list"),
    path("indicators/register/<slug:kind>/", indicator.indicator_register, name="indicator_register"),
    path("indicators/curves/", indicator.indicator_curves, name="indicator_curves"),
    path("indicators/curves/<slug:kind>/", indicator.indicator_curves_paper, name="indicator_curves_paper"),
    path("indicators/load/", indicator_load.indicator_load, name="indicator_load"),
    path("indicators/load/sample/", indicator_load.indicator_load_sample, name="indicator_load_sample"),
    path("indicators/load/<key:pk>/", indicator_load.indicator_load_check, name="indicator_load_check"),
    path("indicators/costs/", money.cost_list, name="cost_list"),
    path("indicators/costs/xlsx/", money.cost_xlsx, name="cost_xlsx"),
    path("indicators/costs/payments/", money.payment_list, name="payment_list"),
    path("indicators/costs/payments/new/", money.payment_create, name="payment_create"),
    path("indicators/costs/payments/<key:pk>/", money.payment_edit, name="payment_edit"),
    path("indicators/costs/payments/<key:pk>/delete/", money.payment_delete, name="payment_delete"),
    path("indicators/costs/load/", indicator_load.payment_load, name="payment_load"),
    path("indicators/costs/load/sample/", indicator_load.payment_load_sample, name="payment_load_sample"),
    path("indicators/<slug:code>/", indicator.indicator_detail, name="indicator_detail"),
    path("indicators/<slug:code>/enter/", indicator.indicator_enter, name="indicator_enter"),
    path("indicators/<slug:code>/rows/", indicator.indicator_rows, name="indicator_rows"),
    path("indicators/<slug:code>/rows/xlsx/", indicator.indicator_rows_xlsx, name="indicator_rows_xlsx"),
    path("indicators/values/<key:pk>/file/", indicator.indicator_file, name="indicator_file"),
    path("programs/<key:pk>/evaluation/indicators/", indicator.evaluation_indicators, name="evaluation_indicators"),
]
