"""Addresses of surveys and answers."""

from django.urls import path

from monitoring.views import ballot, completion, release, response, survey
from programs.views.load import living

urlpatterns = [
    *living([path("programs/<key:pk>/complete/", completion.program_complete, name="program_complete")]),
    path("surveys/", survey.survey_list, name="survey_list"),
    path("surveys/new/", survey.survey_create, name="survey_create"),
    path("surveys/mine/", release.survey_mine, name="survey_mine"),
    path("surveys/<key:pk>/", survey.survey_detail, name="survey_detail"),
    path("surveys/<key:pk>/edit/", survey.survey_edit, name="survey_edit"),
    path("surveys/<key:pk>/discard/", survey.survey_discard, name="survey_discard"),
    path("surveys/<key:pk>/launch/", survey.survey_launch, name="survey_launch"),
    path("surveys/<key:pk>/remind/", survey.survey_remind, name="survey_remind"),
    path("surveys/<key:pk>/close/", survey.survey_close, name="survey_close"),
    path("surveys/<key:pk>/ballot/", ballot.survey_ballot, name="survey_ballot"),
    path("surveys/<key:pk>/postpone/", ballot.survey_postpone, name="survey_postpone"),
    path("surveys/<key:pk>/archive/", survey.survey_archive, name="survey_archive"),
    path("surveys/<key:pk>/result/", release.survey_result, name="survey_result"),
    path("surveys/<key:pk>/result.pdf", release.survey_pdf, name="survey_pdf"),
    path("surveys/<key:pk>/result.xlsx", release.survey_xlsx, name="survey_xlsx"),
    path("surveys/<key:pk>/answers/", release.survey_answers, name="survey_answers"),
    path("surveys/<key:pk>/answers/<key:response_pk>/", release.survey_sheet, name="survey_sheet"),
    path("surveys/<key:pk>/texts/", release.survey_texts, name="survey_texts"),
    path("surveys/invitations/<key:pk>/", response.survey_start, name="survey_start"),
    path("surveys/invitations/<key:pk>/extend/", survey.survey_extend, name="survey_extend"),
    path("surveys/invitations/<key:pk>/check/", response.survey_check, name="survey_check"),
    path("surveys/invitations/<key:pk>/done/", response.survey_done, name="survey_done"),
    path("surveys/invitations/<key:pk>/<key:number>/", response.survey_page, name="survey_page"),
]
