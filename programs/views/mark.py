"""Marks of plan events and their proof."""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from mentoring.kit.dates import today
from mentoring.views.files import send_file
from mentoring.views.shortcuts import ask_files_again, do_and_go, done_and_go, save_form
from programs.access import evidence_for
from programs.actions.evidence import add_evidence, remove_evidence
from programs.actions.mark import mark_event, undo_mark
from programs.forms.mark import EvidenceForm, MarkForm
from programs.queries.mark import after_mark, event_page

from .load import event_of, posted, show


def event_mark(request, pk):
    """What is expected, what came of it, one button: two clicks from home."""
    event = event_of(request, pk)
    page = event_page(request.actor, event, today())
    form = MarkForm(posted(request), request.FILES or None, initial=_initial(event))
    if request.method == "POST" and form.is_valid():
        marked, _ = save_form(form, partial(mark_event, event=event, **form.cleaned_data), request)
        if marked:
            done = f"Готово. {after_mark(event.program, today())}"
            return done_and_go(request, done, "program_detail", event.program_id)
    ask_files_again(form, request)
    return show(request, "event_mark", event.program, page=page, event=event, form=form)


def _initial(event):
    """A mark that is already there is offered for mending; a new one is «done today»."""
    kept = {name: getattr(event, name) for name in ("result", "left", "reason", "reason_text")}
    state = event.state if event.state in ("partly", "not_done") else "done"
    return {**kept, "done_on": event.done_on or today(), "state": state}


@require_POST
def event_undo(request, pk):
    event = event_of(request, pk)
    done = "Готово. Отметка снята, мероприятие снова запланировано."
    return do_and_go(request, partial(undo_mark, event=event), done, ("event_mark", pk))


def evidence_add(request, pk):
    """Files and links on an event; shown alone when something is wrong."""
    event = event_of(request, pk)
    form = EvidenceForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        added, _ = save_form(form, partial(add_evidence, event=event, **form.cleaned_data), request, adds=True)
        if added:
            return done_and_go(request, "Готово. Подтверждение добавлено.", "event_mark", pk)
    ask_files_again(form, request)
    page = event_page(request.actor, event, today())
    return show(request, "evidence_add", event.program, page=page, event=event, form=form)


def _evidence(request, pk):
    rows = evidence_for(request.actor).select_related("file", "event__program__pair")
    return get_object_or_404(rows, pk=pk)


@require_POST
def evidence_remove(request, pk):
    evidence = _evidence(request, pk)
    back = ("event_mark", evidence.event_id)
    return do_and_go(request, partial(remove_evidence, evidence=evidence), "Готово. Подтверждение убрано.", back)


def evidence_file(request, pk):
    """The file itself, only to those who see the program."""
    evidence = _evidence(request, pk)
    if not evidence.file:
        raise Http404
    return send_file(evidence.file)
