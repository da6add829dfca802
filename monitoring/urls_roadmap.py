"""Addresses of the road map of the year."""

from django.urls import path

from mentoring.views.shortcuts import under
from monitoring.views import roadmap, roadmap_task

urlpatterns = under(
    "dashboard",
    [
        path("roadmap/", roadmap.roadmap, name="roadmap"),
        path("roadmap/years/<key:year>/start/", roadmap.roadmap_start, name="roadmap_start"),
        path("roadmap/<key:pk>/send/", roadmap.roadmap_send, name="roadmap_send"),
        path("roadmap/<key:pk>/recall/", roadmap.roadmap_recall, name="roadmap_recall"),
        path("roadmap/<key:pk>/review/", roadmap.roadmap_review, name="roadmap_review"),
        path("roadmap/<key:pk>/return/", roadmap.roadmap_return, name="roadmap_return"),
        path("roadmap/<key:pk>/roadmap.pdf", roadmap.roadmap_pdf, name="roadmap_pdf"),
        path("roadmap/<key:pk>/roadmap.docx", roadmap.roadmap_docx, name="roadmap_docx"),
        path("roadmap/<key:pk>/roadmap.xlsx", roadmap.roadmap_xlsx_file, name="roadmap_xlsx"),
        path("roadmap/document/<key:pk>/", roadmap.roadmap_of_document, name="roadmap_of_document"),
        path("roadmap/<key:pk>/tasks/new/", roadmap_task.roadmap_task_create, name="roadmap_task_create"),
        path("roadmap/tasks/<key:pk>/", roadmap_task.roadmap_task, name="roadmap_task"),
        path("roadmap/tasks/<key:pk>/edit/", roadmap_task.roadmap_task_edit, name="roadmap_task_edit"),
        path("roadmap/tasks/<key:pk>/remove/", roadmap_task.roadmap_task_remove, name="roadmap_task_remove"),
        path("roadmap/tasks/<key:pk>/begin/", roadmap_task.roadmap_task_begin, name="roadmap_task_begin"),
        path("roadmap/tasks/<key:pk>/done/", roadmap_task.roadmap_task_settle, name="roadmap_task_settle"),
        path("roadmap/tasks/<key:pk>/move/", roadmap_task.roadmap_task_move, name="roadmap_task_move"),
        path("roadmap/tasks/<key:pk>/skip/", roadmap_task.roadmap_task_skip, name="roadmap_task_skip"),
        path("roadmap/tasks/<key:pk>/reopen/", roadmap_task.roadmap_task_reopen, name="roadmap_task_reopen"),
    ],
)
