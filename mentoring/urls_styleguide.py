"""The page of components, for the office alone."""

from django.urls import path

from mentoring.views.styleguide import styleguide

urlpatterns = [path("styleguide/", styleguide, name="styleguide")]
