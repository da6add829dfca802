"""Addresses of the journal: notes, the talk with the curator, repeating meetings, hours, assignments, visits."""

from django.urls import path

from programs.views import assignment, hours, journal, missed, result, series, several, visit

urlpatterns = [
    path("meetings/<key:pk>/note/", journal.meeting_note, name="meeting_note"),
    path("meetings/<key:pk>/call/", journal.meeting_call, name="meeting_call"),
    path("calls/<key:pk>/", journal.flag_detail, name="flag_detail"),
    path("calls/<key:pk>/close/", journal.flag_close, name="flag_close"),
    path("calls/<key:pk>/reopen/", journal.flag_reopen, name="flag_reopen"),
    path("programs/<key:pk>/meetings/series/", series.meeting_series, name="meeting_series"),
    path("programs/<key:pk>/meetings/missed/", missed.meeting_missed, name="meeting_missed"),
    path("programs/<key:pk>/events/mark/", several.events_mark, name="events_mark"),
    path("series/<key:pk>/cancel/", series.series_cancel, name="series_cancel"),
    path("meetings/hours/", hours.meeting_hours, name="meeting_hours"),
    path("meetings/hours/hours.xlsx", hours.meeting_hours_xlsx, name="meeting_hours_xlsx"),
    path("programs/<key:pk>/assignments/give/", assignment.assignment_give, name="assignment_give"),
    path("assignments/<key:pk>/", assignment.assignment_detail, name="assignment_detail"),
    path("assignments/<key:pk>/withdraw/", assignment.assignment_withdraw, name="assignment_withdraw"),
    path("assignments/<key:pk>/reopen/", assignment.assignment_reopen, name="assignment_reopen"),
    path("assignments/files/<key:pk>/", assignment.assignment_file, name="assignment_file"),
    path("programs/<key:pk>/results/", result.program_results, name="program_results"),
    path("programs/<key:pk>/visits/write/", visit.visit_write, name="visit_write"),
    path("visits/<key:pk>/", visit.visit_detail, name="visit_detail"),
    path("visits/<key:pk>/edit/", visit.visit_edit, name="visit_edit"),
    path("visits/<key:pk>/read/", visit.visit_read, name="visit_read"),
]
