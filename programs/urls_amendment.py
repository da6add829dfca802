"""Addresses of amendments (R25)."""

from django.urls import path

from programs.views import amendment, amendment_act, amendment_draft, amendment_paper

urlpatterns = [
    path("programs/<key:pk>/amendments/", amendment.amendment_list, name="amendment_list"),
    path("programs/<key:pk>/amendments/start/", amendment.amendment_start, name="amendment_start"),
    path("programs/<key:pk>/amendments/suggest/", amendment.amendment_suggest, name="amendment_suggest"),
    path("suggestions/<key:pk>/answer/", amendment.suggestion_answer, name="suggestion_answer"),
    path("amendments/<key:pk>/", amendment.amendment_detail, name="amendment_detail"),
    path("amendments/<key:pk>/sections/<slug:code>/", amendment_draft.amendment_section, name="amendment_section"),
    path("amendments/<key:pk>/plan/", amendment_draft.amendment_plan, name="amendment_plan"),
    path("amendments/<key:pk>/send/", amendment_act.amendment_send, name="amendment_send"),
    path("amendments/<key:pk>/consent/", amendment_act.amendment_consent, name="amendment_consent"),
    path("amendments/<key:pk>/object/", amendment_act.amendment_object, name="amendment_object"),
    path("amendments/<key:pk>/paper/", amendment_act.amendment_paper, name="amendment_paper"),
    path("amendments/<key:pk>/decide/", amendment_act.amendment_decide, name="amendment_decide"),
    path("amendments/<key:pk>/withdraw/", amendment_act.amendment_withdraw, name="amendment_withdraw"),
    path("amendments/<key:pk>/rebase/", amendment_act.amendment_rebase, name="amendment_rebase"),
    path("amendments/<key:pk>/reopen/", amendment_act.amendment_reopen, name="amendment_reopen"),
    path("amendments/<key:pk>/sheet.pdf", amendment_paper.amendment_pdf, name="amendment_pdf"),
    path("amendments/<key:pk>/sheet.docx", amendment_paper.amendment_docx, name="amendment_docx"),
]
