"""Addresses of the evaluation of programs."""

from django.urls import path, re_path

from monitoring.views import evaluation

urlpatterns = [
    path("evaluations/", evaluation.evaluation_list, name="evaluation_list"),
    path("programs/<key:pk>/evaluation/", evaluation.evaluation_detail, name="evaluation_detail"),
    path("programs/<key:pk>/evaluation.pdf", evaluation.evaluation_pdf, name="evaluation_pdf"),
    path("programs/<key:pk>/evaluation.docx", evaluation.evaluation_docx, name="evaluation_docx"),
    path("programs/<key:pk>/evaluation/levels/", evaluation.evaluation_levels, name="evaluation_levels"),
    path("programs/<key:pk>/evaluation/conclusion/", evaluation.evaluation_conclude, name="evaluation_conclude"),
    re_path(
        r"^programs/(?P<pk>[0-9]{1,18})/evaluation/(?P<level>[234])/new/$",
        evaluation.evaluation_entry_create,
        name="evaluation_entry_create",
    ),
    path("evaluations/entries/<key:pk>/", evaluation.evaluation_entry_edit, name="evaluation_entry_edit"),
    path("evaluations/entries/<key:pk>/delete/", evaluation.evaluation_entry_delete, name="evaluation_entry_delete"),
]
