"""The shelf of materials (R26): find, read, download, propose, check, take down."""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from mentoring.forms.seen import marked
from mentoring.views.files import send_file
from mentoring.views.shortcuts import ask_files_again, do_and_go, done_and_go, only_if, save_form, save_seen, saved
from programs.access import materials_for, may_add_material, may_change_material
from programs.access.material import may_check_material
from programs.actions import material as actions
from programs.forms.material import MaterialForm, RemarkForm
from programs.queries.material import counted, material_page
from programs.queries.material import material_list as read_list

from .load import posted

KEPT = ("title", "description", "kind", "audience", "text", "link", "author", "year")


def material_list(request):
    context = {"list": read_list(request.actor, request.GET), "adds": may_add_material(request.actor)}
    return render(request, "programs/material_list.html", context)


def material_detail(request, pk):
    page = material_page(request.actor, _material(request, pk))
    context = {"page": page, "checks": may_check_material(request.actor, page.material), "crumbs": _way()}
    return render(request, "programs/material_detail.html", context)


def material_file(request, pk):
    """The file, always saved and never opened inside our pages."""
    file = _material(request, pk).file
    if file is None:
        raise Http404
    return send_file(file)


def material_create(request):
    only_if(may_add_material(request.actor))
    form = MaterialForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        done, made = save_form(form, partial(actions.add_material, **form.cleaned_data), request, adds=True)
        if done:
            rest = "Он на полке." if made.state == "published" else "Куратор прочитает и поставит на полку."
            return done_and_go(request, f"Готово. Материал добавлен. {rest}", "material_detail", made.pk)
    ask_files_again(form, request)
    return render(request, "programs/material_edit.html", {"form": form, "material": None, "crumbs": _way()})


def material_edit(request, pk):
    material = _material(request, pk)
    only_if(may_change_material(request.actor, material))
    start = {**marked(_told(material)), "upload": None}
    form = MaterialForm(posted(request), request.FILES or None, initial=start, kept=material)
    if save_seen(
        form, lambda **who: actions.update_material(material, **form.cleaned_data, **who), request, material, _told
    ):
        return done_and_go(request, "Готово. Материал исправлен.", "material_detail", pk)
    ask_files_again(form, request)
    return render(
        request, "programs/material_edit.html", {"form": form, "material": material, "crumbs": _way(material)}
    )


def _told(material):
    kept = {name: getattr(material, name) for name in KEPT}
    return {**kept, "upload": material.file, "directions": sorted(row.pk for row in material.directions.all())}


def material_return(request, pk):
    """The curator says what to mend."""
    material = _material(request, pk)
    only_if(may_check_material(request.actor, material))
    form = RemarkForm(posted(request))
    if saved(form, partial(actions.return_material, material), request):
        return done_and_go(request, "Готово. Автор получит письмо дня.", "material_detail", pk)
    context = {"form": form, "material": material, "crumbs": _way(material)}
    return render(request, "programs/material_return.html", context)


@require_POST
def material_publish(request, pk):
    act = partial(actions.publish_material, seen=request.POST.get("seen", ""))
    return _step(request, pk, act, "Готово. Материал на полке, автор узнает об этом.")


@require_POST
def material_retire(request, pk):
    material = _material(request, pk)
    to = ("material_detail", pk)
    done = "Готово. Материал снят с полки; в планах он остался."
    return do_and_go(request, partial(actions.retire_material, material), done, to)


@require_POST
def material_restore(request, pk):
    return _step(request, pk, actions.restore_material, "Готово. Материал снова на полке.")


@require_POST
def material_thank(request, pk):
    return _step(request, pk, actions.thank, "Спасибо. Так коллегам проще выбрать.")


@require_POST
def material_unthank(request, pk):
    return _step(request, pk, actions.unthank, "Готово. Отметка снята.")


def _step(request, pk, act, done):
    return do_and_go(request, partial(act, _material(request, pk)), done, ("material_detail", pk))


def _material(request, pk):
    rows = counted(materials_for(request.actor)).select_related("file", "added_by").prefetch_related("directions")
    return get_object_or_404(rows, pk=pk)


def _way(material=None):
    way = (("Программы", reverse("program_list")), ("Материалы", reverse("material_list")))
    return (*way, (material.title, reverse("material_detail", args=[material.pk]))) if material else way
