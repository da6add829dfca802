"""Depersonalization: the check page, the acts, the papers."""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from mentoring.access import people_for
from mentoring.kit.docx import render_docx
from mentoring.kit.pdf import render_pdf
from mentoring.kit.ui import Column
from mentoring.kit.uploads import DOCX, PDF
from mentoring.views.shortcuts import done_and_go, download, only_if, save_form
from monitoring.access.privacy import depersonalizations_for, may_depersonalize, may_keep_privacy
from monitoring.actions.privacy.depersonalize import REASONS, ask_depersonalization
from monitoring.documents.depersonalization import act_paper, text_of_payload
from monitoring.forms.privacy import DepersonalizeForm
from monitoring.queries.privacy.acts import GOES, act_list, stays_of, tag_of

LOG_COLUMNS = (Column("Где", primary=True), Column("Что сделано"), Column("Записей"), Column("Когда"))


def person_depersonalize(request, pk):
    """What will go, what stays, the reason and the tick."""
    only_if(may_keep_privacy(request.actor))
    person = get_object_or_404(people_for(request.actor), pk=pk)
    act = depersonalizations_for(request.actor).filter(person=person).exclude(state="failed").first()
    if act:
        return redirect("depersonalization_detail", act.pk)
    verdict = may_depersonalize(request.actor, person)
    form = DepersonalizeForm(request.POST or None, reasons=REASONS)
    if request.method == "POST" and form.is_valid():
        ask = partial(ask_depersonalization, person, reason=form.reason_words)
        done, act = save_form(form, ask, request, adds=True)
        if done:
            return done_and_go(request, "Готово. Данные удаляет фоновая служба.", "depersonalization_detail", act.pk)
    context = {"person": person, "verdict": verdict, "form": form, "goes": GOES, "stays": stays_of()}
    return render(request, "monitoring/person_depersonalize.html", context)


def depersonalization_list(request):
    only_if(may_keep_privacy(request.actor))
    return render(request, "monitoring/depersonalization_list.html", {"list": act_list(request.actor, request.GET)})


def depersonalization_detail(request, pk):
    """The act and the log as they are printed."""
    act = get_object_or_404(depersonalizations_for(request.actor), pk=pk)
    text = text_of_payload(act.payload) if act.payload else None
    context = {"act": act, "tag": tag_of(act), "text": text, "columns": LOG_COLUMNS}
    return render(request, "monitoring/depersonalization_detail.html", context)


def depersonalization_pdf(request, pk):
    act = _done(request, pk)
    return download(render_pdf(act_paper(act)), PDF, f"{_name(act)}.pdf")


def depersonalization_docx(request, pk):
    act = _done(request, pk)
    return download(render_docx(act_paper(act)), DOCX, f"{_name(act)}.docx")


def _done(request, pk):
    act = get_object_or_404(depersonalizations_for(request.actor), pk=pk)
    if not act.payload:
        raise Http404
    return act


def _name(act):
    return f"Акт об уничтожении персональных данных № {act.number}"
