"""Materials beside the events of a plan: from the event's side and from the material's."""

from functools import partial

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from mentoring.kit.text import whole
from mentoring.views.shortcuts import do_and_go, done_and_go, save_form
from programs.access import events_for, materials_for
from programs.actions.material import attach_material, detach_material
from programs.forms.material import AttachForm
from programs.models import EventMaterial
from programs.queries.material import event_shelf, events_to_attach

from .load import crumbs, event_of, posted, show


def event_materials(request, pk):
    """What stands beside the event and what else suits its direction."""
    event = event_of(request, pk)
    if request.method == "POST":
        return _attach(request, event)
    shelf = event_shelf(request.actor, event, request.GET.get("q", "").strip()[:200])
    way = crumbs(event.program, (event.measure, reverse("event_mark", args=[pk])))
    return show(request, "event_materials", event.program, event=event, shelf=shelf, crumbs=way)


def _attach(request, event):
    key = whole(request.POST.get("material"))
    material = get_object_or_404(materials_for(request.actor), pk=key or 0)
    act = partial(attach_material, event=event, material=material)
    return do_and_go(request, act, "Готово. Материал рядом с мероприятием.", ("event_materials", event.pk))


@require_POST
def event_material_remove(request, pk):
    rows = EventMaterial.objects.filter(event__in=events_for(request.actor))
    row = get_object_or_404(rows.select_related("event__program__pair", "material"), pk=pk)
    done = "Готово. Материал убран, в библиотеке он остался."
    return do_and_go(request, partial(detach_material, row), done, ("event_materials", row.event_id))


def material_attach(request, pk):
    """From the material to an event of one's own programs."""
    material = get_object_or_404(materials_for(request.actor), pk=pk)
    events = events_to_attach(request.actor)
    form = AttachForm(posted(request), events=events)
    if request.method == "POST" and form.is_valid():
        done, row = save_form(form, partial(attach_material, material=material, **form.cleaned_data), request)
        if done:
            words = f"Готово. Материал рядом с мероприятием «{row.event.measure}»."
            return done_and_go(request, words, "event_materials", row.event_id)
    way = (
        ("Программы", reverse("program_list")),
        ("Материалы", reverse("material_list")),
        (material.title, reverse("material_detail", args=[pk])),
    )
    context = {"form": form, "material": material, "crumbs": way, "some": bool(events)}
    return render(request, "programs/material_attach.html", context)
