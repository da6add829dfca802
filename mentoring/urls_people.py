"""Addresses of the rooms «Люди и банк» and «Загрузка списка». The person's card itself: monitoring/urls_person.py."""

from django.urls import path

from mentoring.views import mentee, mentor, organization, person, role, staff_import, story
from mentoring.views.shortcuts import in_people

urlpatterns = [
    path("people/", in_people(person.person_list), name="person_list"),
    path("people/new/", in_people(person.person_create), name="person_create"),
    path("people/<key:pk>/edit/", in_people(person.person_edit), name="person_edit"),
    path("people/<key:pk>/leave/", in_people(person.person_leave), name="person_leave"),
    path("people/<key:pk>/return/", in_people(person.person_return), name="person_return"),
    path("people/<key:pk>/invite/", in_people(person.person_invite), name="person_invite"),
    path("people/<key:pk>/cases/", in_people(person.person_cases), name="person_cases"),
    path("people/<key:pk>/roles/", in_people(role.person_roles), name="person_roles"),
    path("people/<key:pk>/roles/<key:role>/end/", in_people(role.person_role_end), name="person_role_end"),
    path("people/<key:pk>/story/", in_people(story.person_story), name="person_story"),
    path("people/<key:pk>/mentor/", in_people(mentor.mentor_edit), name="mentor_edit"),
    path("people/<key:pk>/mentor/retire/", in_people(mentor.mentor_retire), name="mentor_retire"),
    path("people/<key:pk>/mentee/", in_people(mentee.mentee_edit), name="mentee_edit"),
    path("people/<key:pk>/mentee/retire/", in_people(mentee.mentee_retire), name="mentee_retire"),
    path("mentors/", in_people(mentor.mentor_list), name="mentor_list"),
    path("mentors/mentors.xlsx", in_people(mentor.mentor_list_xlsx), name="mentor_list_xlsx"),
    path("mentees/", in_people(mentee.mentee_list), name="mentee_list"),
    path("mentees/mentees.xlsx", in_people(mentee.mentee_list_xlsx), name="mentee_list_xlsx"),
    path("organizations/", in_people(organization.organization_list), name="organization_list"),
    path("organizations/new/", in_people(organization.organization_create), name="organization_create"),
    path("organizations/<key:pk>/", in_people(organization.organization_edit), name="organization_edit"),
    path("units/", in_people(organization.unit_list), name="unit_list"),
    path("units/new/", in_people(organization.unit_create), name="unit_create"),
    path("units/<key:pk>/", in_people(organization.unit_edit), name="unit_edit"),
    path("people/import/", in_people(staff_import.staff_import), name="staff_import"),
    path("people/import/sample/", in_people(staff_import.staff_import_sample), name="staff_import_sample"),
    path("people/import/<key:pk>/", in_people(staff_import.staff_import_check), name="staff_import_check"),
    path("people/import/<key:pk>/rows/<key:row>/", in_people(staff_import.staff_import_row), name="staff_import_row"),
    path("people/import/<key:pk>/apply/", in_people(staff_import.staff_import_apply), name="staff_import_apply"),
    path("people/import/<key:pk>/result/", in_people(staff_import.staff_import_result), name="staff_import_result"),
    path("people/import/<key:pk>/cancel/", in_people(staff_import.staff_import_cancel), name="staff_import_cancel"),
    path("people/import/<key:pk>/undo/", in_people(staff_import.staff_import_undo), name="staff_import_undo"),
    path("people/import/<key:pk>/errors/", in_people(staff_import.staff_import_errors), name="staff_import_errors"),
]
