"""Templates of induction: the curator edits one on one page; lists already begun do not change (R28)."""

from functools import partial

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from mentoring.kit.stale import Stale
from mentoring.kit.ui import Column
from mentoring.kit.verdict import YES, no
from mentoring.views.shortcuts import do_and_go, done_and_go, only_if, save_form
from programs.access.induction import induction_templates_for, may_keep_induction_templates
from programs.actions import induction_template as act
from programs.forms.induction import ItemFormSet, NewTemplateForm, TemplateForm
from programs.queries.induction import LIST_COLUMNS, induction_template_lines

from .load import posted

COLUMNS = (
    Column("Что показать", fields=("text",)),
    Column("Раздел", fields=("category", "required"), width="middle"),
)
LIST = "Ввод в должность: списки"


def induction_template_list(request):
    only_if(YES if request.actor.has("curator", "director") else no("Списки ввода в должность ведёт куратор."))
    rows = induction_template_lines(request.actor)
    keeps = may_keep_induction_templates(request.actor)
    return _show(request, "list", rows=rows, columns=LIST_COLUMNS, keeps=keeps, crumbs=_way()[:1])


def induction_template_create(request):
    only_if(may_keep_induction_templates(request.actor))
    form = NewTemplateForm(posted(request))
    if request.method == "POST" and form.is_valid():
        create = partial(act.create_induction_template, **form.cleaned_data)
        done, made = save_form(form, create, request, adds=True)
        if done:
            return done_and_go(request, "Готово. Добавьте пункты.", "induction_template_edit", made.pk)
    return _show(request, "create", form=form, crumbs=_way())


def induction_template_edit(request, pk):
    """Name, posts and rows together; the director reads the same page without pressing."""
    template = get_object_or_404(induction_templates_for(request.actor), pk=pk)
    keeps = may_keep_induction_templates(request.actor)
    only_if(keeps if request.method == "POST" else YES)
    names = ("category", "text", "required")
    start = {"name": template.name, "posts": template.posts, "seen": template.lock_version}
    form = TemplateForm(posted(request), initial=start)
    formset = ItemFormSet(posted(request), initial=list(template.items.values(*names)), prefix="item")
    if request.method == "POST" and form.is_valid() and formset.is_valid() and _saved(request, template, form, formset):
        done = "Готово. Новые списки начнутся так; уже начатые не изменились."
        return done_and_go(request, done, "induction_template_edit", pk)
    return _show(
        request, "edit", template=template, form=form, formset=formset, columns=COLUMNS, keeps=keeps, crumbs=_way()
    )


def _saved(request, template, form, formset):
    rows = [act.ItemRow(**values) for values in formset.rows()]
    save = partial(act.save_induction_template, template, rows, **form.cleaned_data)
    try:
        return save_form(form, save, request)[0]
    except Stale as stale:
        template.refresh_from_db()
        form.data = form.data.copy()
        form.data["seen"] = template.lock_version
        form.add_error(None, f"{stale} Сохраните ещё раз, чтобы остался ваш вариант.")
        return False


@require_POST
def induction_template_retire(request, pk):
    return _retire(request, pk, "Готово. Новые списки с него не начнут.", retired=True)


@require_POST
def induction_template_restore(request, pk):
    return _retire(request, pk, "Готово. Список снова в выборе.", retired=False)


def _retire(request, pk, done, *, retired):
    template = get_object_or_404(induction_templates_for(request.actor), pk=pk)
    act_on = partial(act.retire_induction_template, template, retired=retired)
    return do_and_go(request, act_on, done, ("induction_template_edit", pk))


def _way():
    return (("Программы", reverse("program_list")), (LIST, reverse("induction_template_list")))


def _show(request, page, **context):
    request.section = "program_list"
    return render(request, f"programs/induction_template_{page}.html", context)
