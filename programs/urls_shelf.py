"""Addresses of plan templates and of the shelf of materials."""

from django.urls import path

from mentoring.views.shortcuts import under
from programs.views import event_material, material, suggest, template, template_update

urlpatterns = under(
    "program_list",
    [
        path("programs/<key:pk>/suggest/", suggest.program_suggest, name="program_suggest"),
        path("plan-templates/", template.template_list, name="template_list"),
        path("plan-templates/new/", template.template_create, name="template_create"),
        path("plan-templates/<key:pk>/", template.template_detail, name="template_detail"),
        path("plan-templates/<key:pk>/versions/<key:number>/", template.template_detail, name="template_version"),
        path("plan-templates/<key:pk>/about/", template.template_about, name="template_about"),
        path("plan-templates/<key:pk>/draft/", template.template_draft, name="template_draft"),
        path("plan-templates/<key:pk>/edit/", template.template_edit, name="template_edit"),
        path("plan-templates/<key:pk>/publish/", template.template_publish, name="template_publish"),
        path("plan-templates/<key:pk>/discard/", template.template_discard, name="template_discard"),
        path("plan-templates/<key:pk>/retire/", template.template_retire, name="template_retire"),
        path("plan-templates/<key:pk>/restore/", template.template_restore, name="template_restore"),
        path("plan-templates/<key:pk>/update/", template_update.template_update, name="template_update"),
        path("template-updates/<key:pk>/undo/", template_update.template_undo, name="template_undo"),
        path("materials/", material.material_list, name="material_list"),
        path("materials/new/", material.material_create, name="material_create"),
        path("materials/<key:pk>/", material.material_detail, name="material_detail"),
        path("materials/<key:pk>/file/", material.material_file, name="material_file"),
        path("materials/<key:pk>/edit/", material.material_edit, name="material_edit"),
        path("materials/<key:pk>/return/", material.material_return, name="material_return"),
        path("materials/<key:pk>/publish/", material.material_publish, name="material_publish"),
        path("materials/<key:pk>/retire/", material.material_retire, name="material_retire"),
        path("materials/<key:pk>/restore/", material.material_restore, name="material_restore"),
        path("materials/<key:pk>/thank/", material.material_thank, name="material_thank"),
        path("materials/<key:pk>/unthank/", material.material_unthank, name="material_unthank"),
        path("materials/<key:pk>/attach/", event_material.material_attach, name="material_attach"),
        path("events/<key:pk>/materials/", event_material.event_materials, name="event_materials"),
        path("event-materials/<key:pk>/remove/", event_material.event_material_remove, name="event_material_remove"),
    ],
)
