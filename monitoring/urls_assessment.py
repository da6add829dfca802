"""Addresses of the yearly assessment of the introduction."""

from django.urls import path

from mentoring.views.shortcuts import under
from monitoring.views import assessment as view

urlpatterns = under(
    "dashboard",
    [
        path("assessments/", view.assessment_list, name="assessment_list"),
        path("assessments/new/", view.assessment_start, name="assessment_start"),
        path("assessments/<key:pk>/", view.assessment_detail, name="assessment_detail"),
        path(
            "assessments/<key:pk>/components/<key:component>/", view.assessment_component, name="assessment_component"
        ),
        path("assessments/<key:pk>/components/new/", view.assessment_component_add, name="assessment_component_add"),
        path(
            "assessments/<key:pk>/components/<key:component>/criteria/new/",
            view.assessment_criterion_add,
            name="assessment_criterion_add",
        ),
        path("assessments/<key:pk>/conclusion/", view.assessment_conclude, name="assessment_conclude"),
        path("assessments/<key:pk>/decisions/new/", view.assessment_decision_add, name="assessment_decision_add"),
        path(
            "assessments/<key:pk>/decisions/<key:decision>/remove/",
            view.assessment_decision_remove,
            name="assessment_decision_remove",
        ),
        path("assessments/<key:pk>/send/", view.assessment_send, name="assessment_send"),
        path("assessments/<key:pk>/recall/", view.assessment_recall, name="assessment_recall"),
        path("assessments/<key:pk>/sign/", view.assessment_sign, name="assessment_sign"),
        path("assessments/<key:pk>/assessment.pdf", view.assessment_pdf, name="assessment_pdf"),
        path("assessments/<key:pk>/assessment.docx", view.assessment_docx, name="assessment_docx"),
        path("assessments/document/<key:pk>/", view.assessment_of_document, name="assessment_of_document"),
    ],
)
