"""«Ответ на запрос министерства»: forms, a letter filled in one click, its files, its registration."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_POST

from mentoring.kit import dates
from mentoring.kit.stale import mark_of
from mentoring.queries.academic_year import year_on
from mentoring.queries.number import next_number
from mentoring.views.shortcuts import save_seen, save_versioned, saved
from monitoring.access.output import may_answer, may_edit_reply, may_keep_outputs, replies_for, reply_forms_for
from monitoring.actions import reply as actions
from monitoring.documents.reply import reply_docx, reply_pdf, reply_xlsx
from monitoring.forms.output import FillForm, ReplyEditForm, ReplyFormForm, ReplyIssueForm
from monitoring.queries.reply import (
    LINE_COLUMNS,
    REPLY_COLUMNS,
    forms_found,
    kind_of_reply,
    names_of_figures,
    replies_found,
    text_of,
)
from monitoring.queries.snapshot import frozen_of
from monitoring.queries.snapshot.page import rows_of
from monitoring.views.acting import allowed_or_403, file_answer, page_of, posted, went_through
from monitoring.views.dashboard import PAPERS

BOARD = ("Мониторинг", reverse_lazy("dashboard"))
ALL = ("Ответы на запросы", reverse_lazy("reply_list"))


def reply_list(request):
    """Letters and the forms they are filled from."""
    allowed_or_403(may_keep_outputs(request.actor))
    request.section = "dashboard"
    wanted = {name: request.GET.get(name, "")[:200] for name in ("q", "sort")}
    page = page_of(request, replies_found(request.actor, **wanted))
    context = {
        "page": page,
        "forms": forms_found(request.actor),
        "columns": REPLY_COLUMNS,
        "crumbs": [BOARD],
        "may": bool(may_answer(request.actor)),
        **wanted,
    }
    return render(request, "monitoring/reply_list.html", context)


def _edit_form(request, form, kept, done):
    allowed_or_403(may_answer(request.actor))
    request.section = "dashboard"

    def write(**who):
        return actions.save_form(kept, **form.cleaned_data, **who)

    if save_seen(form, write, request, kept, _told) if kept else saved(form, actions.save_form, request, adds=True):
        messages.success(request, done)
        return redirect("reply_list")
    return render(request, "monitoring/reply_form.html", {"form": form, "kept": kept, "crumbs": [BOARD, ALL]})


def reply_form_create(request):
    form = ReplyFormForm(posted(request), names=names_of_figures(), initial={"signer": "director"})
    return _edit_form(request, form, None, "Готово. Форма сохранена: заполнить её можно одной кнопкой.")


def reply_form_edit(request, pk):
    kept = get_object_or_404(reply_forms_for(request.actor), pk=pk)
    initial = {name: getattr(kept, name) for name in actions.FORM_FIELDS} | {"seen": mark_of(_told(kept))}
    form = ReplyFormForm(posted(request), names=names_of_figures(), initial=initial)
    return _edit_form(request, form, kept, "Готово. Форма изменена; прежние ответы остались как были.")


def _told(form):
    kept = {name: getattr(form, name) for name in actions.FORM_FIELDS if name != "figures"}
    return kept | {f"place_{code}": place for place, code in enumerate(form.figures, 1)}


@require_POST
def reply_form_retire(request, pk):
    allowed_or_403(may_answer(request.actor))
    kept = get_object_or_404(reply_forms_for(request.actor), pk=pk)
    act = partial(actions.retire_form, kept, retired=not kept.retired, by=request.actor, at=timezone.now())
    if went_through(request, act):
        messages.success(
            request, "Готово. Форма снята с употребления." if not kept.retired else "Готово. Форма возвращена."
        )
    return redirect("reply_list")


def reply_fill(request, pk):
    """GET offers today; one press makes the snapshot and the letter."""
    allowed_or_403(may_answer(request.actor))
    request.section = "dashboard"
    kept = get_object_or_404(reply_forms_for(request.actor), pk=pk)
    today = dates.today()
    form = FillForm(posted(request), today=today, initial={"on": today})
    made = []
    if request.method == "POST" and form.is_valid():
        act = partial(actions.fill, kept, on=form.cleaned_data["on"], by=request.actor, at=timezone.now())
        if went_through(request, lambda: made.append(act()), form=form, adds=True):
            messages.success(request, "Готово. Ответ заполнен: проверьте текст и зарегистрируйте.")
            return redirect("reply_detail", made[0].pk)
    names = names_of_figures()
    context = {"form": form, "kept": kept, "names": [names[code] for code in kept.figures], "crumbs": [BOARD, ALL]}
    return render(request, "monitoring/reply_fill.html", context)


def _reply(request, pk):
    request.section = "dashboard"
    found = replies_for(request.actor).select_related("form", "snapshot", "author", "document")
    return get_object_or_404(found, pk=pk)


def reply_detail(request, pk):
    reply = _reply(request, pk)
    context = {"reply": reply, "text": text_of(reply), "lines": LINE_COLUMNS, "crumbs": [BOARD, ALL]}
    context["may_edit"] = bool(may_edit_reply(request.actor, reply))
    return render(request, "monitoring/reply_detail.html", context)


def reply_edit(request, pk):
    reply = _reply(request, pk)
    allowed_or_403(may_edit_reply(request.actor, reply))
    form = ReplyEditForm(posted(request), initial={**_texts(reply), "lock_version": reply.lock_version})
    if request.method == "POST" and form.is_valid():
        act = partial(actions.edit, reply, **form.cleaned_data)
        if save_versioned(form, act, request, reply, _texts):
            messages.success(request, "Готово. Текст ответа изменён.")
            return redirect("reply_detail", pk)
    return render(request, "monitoring/reply_edit.html", {"form": form, "reply": reply, "crumbs": [BOARD, ALL]})


def _texts(reply):
    return {name: getattr(reply, name) for name in actions.TEXT_FIELDS}


def reply_issue(request, pk):
    """The check page: what is registered, under which number."""
    reply = _reply(request, pk)
    allowed_or_403(may_edit_reply(request.actor, reply))
    year = year_on(dates.today())
    form = ReplyIssueForm(posted(request), initial={"number": next_number(kind_of_reply(), year) if year else ""})
    if request.method == "POST" and form.is_valid():
        act = partial(actions.issue, reply, by=request.actor, at=timezone.now(), **form.cleaned_data)
        if went_through(request, act, form=form):
            messages.success(request, "Готово. Ответ зарегистрирован, он в «Документах». Отправьте письмо адресату.")
            return redirect("reply_detail", pk)
    context = {"form": form, "reply": reply, "text": text_of(reply), "lines": LINE_COLUMNS}
    context["crumbs"] = [BOARD, ALL]
    return render(request, "monitoring/reply_issue.html", context)


@require_POST
def reply_delete(request, pk):
    reply = _reply(request, pk)
    allowed_or_403(may_edit_reply(request.actor, reply))
    if went_through(request, partial(actions.delete_reply, reply, by=request.actor, at=timezone.now())):
        messages.success(request, "Готово. Проект ответа удалён, снимок остался.")
        return redirect("reply_list")
    return redirect("reply_detail", pk)


def reply_file(request, pk, kind):
    """The letter as PDF or DOCX, its figures and rows as XLSX."""
    if kind not in PAPERS:
        raise Http404
    reply = _reply(request, pk)
    text = text_of(reply)
    if kind == "xlsx":
        rows = rows_of(reply.snapshot)
        content = reply_xlsx(reply, text, frozen_of(reply.snapshot.payload), rows, request.actor.person)
    else:
        content = (reply_pdf if kind == "pdf" else reply_docx)(text)
    return file_answer(content, f"Ответ на запрос на {reply.snapshot.on:%d.%m.%Y}.{kind}", PAPERS[kind][1])
