"""Addresses of induction by position and of reflections."""

from django.urls import path

from programs.views import induction, reflection
from programs.views import induction_template as template

urlpatterns = [
    path("programs/<key:pk>/induction/", induction.induction_begin, name="induction_begin"),
    path("induction/<key:pk>/", induction.induction_detail, name="induction_detail"),
    path("induction/<key:pk>/untick/", induction.induction_untick, name="induction_untick"),
    path("induction/<key:pk>/stop/", induction.induction_stop, name="induction_stop"),
    path("induction/<key:pk>/resume/", induction.induction_resume, name="induction_resume"),
    path("induction/<key:pk>/induction.pdf", induction.induction_pdf, name="induction_pdf"),
    path("induction/<key:pk>/induction.docx", induction.induction_docx, name="induction_docx"),
    path("induction/lists/", template.induction_template_list, name="induction_template_list"),
    path("induction/lists/new/", template.induction_template_create, name="induction_template_create"),
    path("induction/lists/<key:pk>/", template.induction_template_edit, name="induction_template_edit"),
    path("induction/lists/<key:pk>/retire/", template.induction_template_retire, name="induction_template_retire"),
    path("induction/lists/<key:pk>/restore/", template.induction_template_restore, name="induction_template_restore"),
    path("programs/<key:pk>/reflection/<slug:point>/", reflection.reflection_write, name="reflection_write"),
    path("programs/<key:pk>/reflection/<slug:point>/skip/", reflection.reflection_skip, name="reflection_skip"),
    path("reflections/<key:pk>/", reflection.reflection_detail, name="reflection_detail"),
    path("reflections/<key:pk>/remove/", reflection.reflection_remove, name="reflection_remove"),
    path("reflections/<key:pk>/reflection.pdf", reflection.reflection_pdf, name="reflection_pdf"),
    path("reflections/<key:pk>/reflection.docx", reflection.reflection_docx, name="reflection_docx"),
    path("reflections/numbers/", reflection.reflection_numbers_page, name="reflection_numbers"),
]
