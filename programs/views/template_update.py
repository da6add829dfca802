"""A new version of a template offered to programs that are still written, with a preview; taken back one by one."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from mentoring.kit.text import count_of, whole
from mentoring.kit.verdict import Refused
from mentoring.views.shortcuts import do_and_go, only_if
from programs.access import programs_for
from programs.access.template import may_keep_templates, templates_for
from programs.actions.template_update import undo_update, update_programs
from programs.models import TemplateUse
from programs.queries.template import newest_version
from programs.queries.template_update import update_page


def template_update(request, pk):
    """«Обновить N программ: только пункты, которых никто не менял»."""
    only_if(may_keep_templates(request.actor))
    template = get_object_or_404(templates_for(request.actor), pk=pk)
    version = newest_version(template)
    if version is None:
        messages.error(request, "Сначала опубликуйте шаблон.")
        return redirect("template_detail", pk)
    if request.method == "POST":
        return _update(request, template)
    way = (
        ("Программы", reverse("program_list")),
        ("Шаблоны планов", reverse("template_list")),
        (template.name, reverse("template_detail", args=[pk])),
    )
    context = {"template": template, "page": update_page(template, version), "crumbs": way}
    return render(request, "programs/template_update.html", context)


def _update(request, template):
    keys = [int(key) for key in request.POST.getlist("program")[:500] if whole(key)]
    try:
        done = update_programs(template, keys=keys, by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        words = f"{count_of(done.programs, 'program_acc')}, пунктов: {done.events}"
        messages.success(request, f"Готово. Обновили {words}. Наставники получат письмо дня.")
    return redirect("template_update", template.pk)


@require_POST
def template_undo(request, pk):
    """Take one program's update back: the curator or an author, before the program is sent."""
    uses = TemplateUse.objects.filter(program__in=programs_for(request.actor)).select_related("version__template")
    use = get_object_or_404(uses.select_related("version__template", "program__pair"), pk=pk)

    def done(stayed):
        rest = f" Осталось {count_of(stayed, 'plan_item')}: их успели изменить." if stayed else ""
        return f"Готово. Обновление отменено.{rest}"

    curator = request.actor.has("curator")
    to = ("template_update", use.version.template_id) if curator else ("program_plan", use.program_id)
    return do_and_go(request, partial(undo_update, use), done, to)
