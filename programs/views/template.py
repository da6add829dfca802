"""Plan templates: the curator's list, one template, its draft, publication, retirement (R26)."""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from mentoring.kit.stale import Stale
from mentoring.kit.text import count_of
from mentoring.kit.ui import Column
from mentoring.kit.verdict import YES, no
from mentoring.views.shortcuts import do_and_go, done_and_go, only_if, save_form, saved
from programs.access.template import may_keep_templates, templates_for
from programs.actions import template as actions
from programs.forms.template import AboutForm, DraftForm, ItemFormSet, NewTemplateForm, PublishForm, initial_of
from programs.models import PlanTemplate
from programs.queries.template_page import ITEM_COLUMNS, draft_lists, item_lines, template_page
from programs.queries.template_page import template_list as read_list

from .load import posted

COLUMNS = (
    Column("Мероприятие", fields=("measure", "required"), more=("report_form",)),
    Column("Направление и затруднение", fields=("direction", "statement"), width="middle"),
    Column("Срок", fields=("number", "count"), width="middle"),
    Column("Результат", fields=("expected", "checkpoint"), width="middle"),
    Column("Форма и кто", fields=("form", "responsible"), width="middle"),
)
LIST = ("Шаблоны планов", "template_list")


def template_list(request):
    only_if(YES if request.actor.has("curator", "director") else no("Шаблоны планов ведёт куратор."))
    page = read_list(templates_for(request.actor), request.GET)
    context = {"list": page, "keeps": may_keep_templates(request.actor), "crumbs": (_programs(),)}
    return render(request, "programs/template_list.html", context)


def template_detail(request, pk, number=None):
    """The version in force, or an older one as it was."""
    template = _template(request, pk)
    try:
        page = template_page(template, number)
    except LookupError as strange:
        raise Http404 from strange
    context = {"page": page, "keeps": may_keep_templates(request.actor), "crumbs": _way(), "number": number}
    return render(request, "programs/template_detail.html", context)


def template_create(request):
    only_if(may_keep_templates(request.actor))
    form = NewTemplateForm(posted(request), templates=PlanTemplate.objects.all())
    if request.method == "POST" and form.is_valid():
        done, made = save_form(form, partial(actions.create_template, **form.cleaned_data), request, adds=True)
        if done:
            return done_and_go(request, "Готово. Черновик создан: добавьте пункты.", "template_edit", made.pk)
    return render(request, "programs/template_create.html", {"form": form, "crumbs": _way()})


def template_about(request, pk):
    only_if(may_keep_templates(request.actor))
    template = _template(request, pk)
    start = {name: getattr(template, name) for name in ("name", "group", "direction")}
    form = AboutForm(posted(request), initial=start)
    if saved(form, partial(actions.describe_template, template), request):
        return done_and_go(request, "Готово. Сведения исправлены.", "template_detail", pk)
    return render(
        request, "programs/template_about.html", {"form": form, "template": template, "crumbs": _way(template)}
    )


@require_POST
def template_draft(request, pk):
    """Begin the next version."""
    act = partial(actions.start_draft, _template(request, pk))
    done = "Готово. Черновик – копия действующей версии. Исправьте и опубликуйте."
    return do_and_go(request, act, done, ("template_edit", pk), ("template_detail", pk))


def template_edit(request, pk):
    """The draft's rows; whoever saves second keeps his text and sees what was saved before it."""
    only_if(may_keep_templates(request.actor))
    template = _template(request, pk)
    draft = template.versions.filter(number=None).first()
    if draft is None:
        return done_and_go(request, actions.NO_DRAFT, "template_detail", pk)
    items = list(draft.items.select_related("direction", "form"))
    given = {"form_kwargs": {"lists": draft_lists(items)}, "prefix": "item"}
    formset = ItemFormSet(posted(request), initial=[initial_of(item) for item in items], **given)
    form = DraftForm(posted(request), initial={"seen": draft.lock_version})
    if request.method == "POST" and form.is_valid() and formset.is_valid() and _saved(request, template, form, formset):
        if "publish" in request.POST:
            return done_and_go(request, "Черновик сохранён. Проверьте и опубликуйте.", "template_publish", pk)
        return done_and_go(request, "Готово. Черновик сохранён.", "template_edit", pk)
    context = {"template": template, "form": form, "formset": formset, "columns": COLUMNS, "crumbs": _way(template)}
    if form.non_field_errors():
        context |= {"items": item_lines(draft), "item_columns": ITEM_COLUMNS}
    return render(request, "programs/template_edit.html", context)


def _saved(request, template, form, formset):
    rows = [actions.ItemRow(key, values) for key, values in formset.rows()]
    save = partial(actions.save_draft, template, rows, seen=form.cleaned_data["seen"])
    try:
        return save_form(form, save, request)[0]
    except Stale as stale:
        form.data = form.data.copy()
        form.data["seen"] = template.versions.get(number=None).lock_version
        form.add_error(None, f"{stale} Сохраните ещё раз, чтобы остался ваш вариант.")
        return False


def template_publish(request, pk):
    """The draft once more, whole, and what publishing means."""
    only_if(may_keep_templates(request.actor))
    template = _template(request, pk)
    draft = template.versions.filter(number=None).first()
    if draft is None:
        return done_and_go(request, actions.NO_DRAFT, "template_detail", pk)
    form = PublishForm(posted(request))
    if request.method == "POST" and form.is_valid():
        done, version = save_form(form, partial(actions.publish_draft, template, **form.cleaned_data), request)
        if done:
            return _published(request, template, version)
    items, page = item_lines(draft), template_page(template)
    context = {"template": template, "form": form, "items": items, "page": page, "crumbs": _way(template)}
    return render(request, "programs/template_publish.html", context)


def _published(request, template, version):
    """On to the programs it may come into, when there are any."""
    words = f"Готово. Версия {version.number} опубликована."
    waiting = template_page(template).waiting
    if not waiting:
        return done_and_go(request, words, "template_detail", template.pk)
    words += f" Её можно взять в {count_of(waiting, 'program_acc')}, которые ещё составляют."
    return done_and_go(request, words, "template_update", template.pk)


@require_POST
def template_discard(request, pk):
    template = _template(request, pk)
    to = "template_list" if template.state == "draft" else ("template_detail", pk)
    act = partial(actions.discard_draft, template)
    return do_and_go(request, act, "Готово. Черновик убран.", to, ("template_detail", pk))


@require_POST
def template_retire(request, pk):
    act = partial(actions.retire_template, _template(request, pk))
    return do_and_go(request, act, "Готово. Новые программы его не возьмут.", ("template_detail", pk))


@require_POST
def template_restore(request, pk):
    act = partial(actions.restore_template, _template(request, pk))
    return do_and_go(request, act, "Готово. Шаблон снова в употреблении.", ("template_detail", pk))


def _template(request, pk):
    return get_object_or_404(templates_for(request.actor).select_related("group", "direction"), pk=pk)


def _programs():
    return ("Программы", reverse("program_list"))


def _way(template=None):
    way = (_programs(), (LIST[0], reverse(LIST[1])))
    return (*way, (template.name, reverse("template_detail", args=[template.pk]))) if template else way
