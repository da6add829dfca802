"""The address of the person's card."""

from django.urls import path

from monitoring.views import person

urlpatterns = [path("people/<int:pk>/", person.person_detail, name="person_detail")]
