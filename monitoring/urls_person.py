"""The address of the person's card."""

from django.urls import path

from mentoring.views.shortcuts import in_people
from monitoring.views import person

urlpatterns = [path("people/<key:pk>/", in_people(person.person_detail), name="person_detail")]
