"""Addresses of the room «Обучение наставников»."""

from django.urls import path

from mentoring.views import course
from mentoring.views.shortcuts import in_people

urlpatterns = [
    path("courses/", in_people(course.course_list), name="course_list"),
    path("courses/remind/", in_people(course.course_remind), name="course_remind"),
    path("people/<key:pk>/courses/", in_people(course.mentor_courses), name="mentor_courses"),
    path("people/<key:pk>/courses/new/", in_people(course.course_create), name="course_create"),
    path("courses/<key:pk>/edit/", in_people(course.course_edit), name="course_edit"),
    path("courses/<key:pk>/check/", in_people(course.course_check), name="course_check"),
    path("courses/<key:pk>/confirm/", in_people(course.course_confirm), name="course_confirm"),
    path("courses/<key:pk>/delete/", in_people(course.course_delete), name="course_delete"),
    path("courses/<key:pk>/file/", in_people(course.course_file), name="course_file"),
]
