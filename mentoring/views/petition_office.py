"""The office's side of petitions: the list, the decision, carrying it out; quiet requests to the curator."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mentoring.access.petition import help_readers, help_requests_for, may_ask_for_help
from mentoring.actions import help as help_act
from mentoring.actions import petition as act
from mentoring.forms.petition import DecisionForm, HelpAnswerForm, NoteForm
from mentoring.kit.dates import words
from mentoring.kit.text import ended, listing
from mentoring.kit.verdict import YES, no
from mentoring.queries.help_request import CURATOR_COLUMNS, HELP_COLUMNS, help_list, help_page
from mentoring.queries.petition_detail import petition_page
from mentoring.queries.petition_list import office_petitions
from mentoring.views.petition import load
from mentoring.views.shortcuts import do_and_go, only_if, save_form
from mentoring.workflow.petition import PETITION

NOT_OFFICE = "Ходатайства других людей читают куратор и директор. Свои – в «Моих ходатайствах»."


def petition_office(request):
    only_if(YES if request.actor.is_office else no(NOT_OFFICE))
    return render(request, "mentoring/petition_office.html", {"list": office_petitions(request.actor, request.GET)})


@require_POST
def petition_take(request, pk):
    take = partial(act.take_petition, load(request, pk))
    done = "Готово. Автор видит, что вы читаете ходатайство."
    return do_and_go(request, take, done, ("petition_detail", pk))


def petition_decide(request, pk):
    """Three answers on one page; what follows is said before the act."""
    petition = load(request, pk)
    verdict = PETITION.verdict("grant", request.actor, petition)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        decided, _ = save_form(form, partial(_decide, petition, **form.cleaned_data), request)
        if decided:
            messages.success(request, DONE[form.cleaned_data["choice"]])
            return redirect("petition_detail", pk)
    context = {"page": petition_page(request.actor, petition), "form": form, "verdict": verdict}
    return render(request, "mentoring/petition_decide.html", context)


DONE = {
    "grant": "Готово. Автор получит письмо. Осталось исполнить решение.",
    "refuse": "Готово. Автор получит письмо и прочитает причину.",
    "ask": "Готово. Автор получит вопрос; после ответа срок начнётся снова.",
}


def _decide(petition, *, choice, text, by, at):
    if choice == "grant":
        return act.grant_petition(petition, decision=text, by=by, at=at)
    if choice == "refuse":
        return act.refuse_petition(petition, reasons=text, by=by, at=at)
    return act.ask_about_petition(petition, question=text, by=by, at=at)


def petition_execute(request, pk):
    petition = load(request, pk)
    verdict = PETITION.verdict("execute", request.actor, petition)
    form = NoteForm(request.POST or None, label="Что сделано?", help_text="Прочитает автор ходатайства.")
    if request.method == "POST" and form.is_valid():
        execute = partial(act.execute_petition, petition, note=form.cleaned_data["note"])
        done, _ = save_form(form, execute, request)
        if done:
            messages.success(request, "Готово. Ходатайство исполнено, автор получит письмо.")
            return redirect("petition_detail", pk)
    context = {"page": petition_page(request.actor, petition), "form": form, "verdict": verdict}
    return render(request, "mentoring/petition_execute.html", context)


# The psychologist's help


def help_ask(request):
    """Who will read it stands above the field."""
    only_if(may_ask_for_help(request.actor))
    readers, near = help_readers(request.actor.person)
    label = "Что хотите сказать? Можно ничего не писать."
    form = NoteForm(request.POST or None, label=label, help_text=_read_by(readers, near), required=False)
    if request.method == "POST" and form.is_valid():
        ask = partial(help_act.ask_for_help, text=form.cleaned_data["note"])
        asked, found = save_form(form, ask, request)
        if asked:
            messages.success(request, f"Готово. Просьба у куратора, он ответит до {words(found.due)}.")
            return redirect("help_request", found.pk)
    mine = help_requests_for(request.actor).filter(person=request.actor.person)
    return render(request, "mentoring/help_ask.html", {"form": form, "mine": help_list(mine), "columns": HELP_COLUMNS})


def _read_by(readers, near):
    names = listing([person.short_name for person in readers]) or "куратор"
    if near:
        return (
            f"Прочитает {names}: другого куратора сейчас нет, а этот – в вашей паре. Можно подойти к психологу лично."
        )
    return f"{ended(f'Прочитает только {names}')} Вторая сторона, директор, администратор и ваш руководитель не узнают."


def help_request(request, pk):
    """The person reads the answer; the curator answers and keeps a private note."""
    asked = get_object_or_404(help_requests_for(request.actor).select_related("person", "answered_by"), pk=pk)
    page = help_page(request.actor, asked)
    form = HelpAnswerForm(request.POST or None, initial={"answer": asked.answer, "note": asked.note})
    if request.method == "POST" and page.may_answer and form.is_valid():
        answered, _ = save_form(form, partial(help_act.answer_help, asked, **form.cleaned_data), request)
        if answered:
            messages.success(request, "Готово. Ответ прочитает только тот, кто просил.")
            return redirect("help_request", pk)
    return render(request, "mentoring/help_request.html", {"page": page, "form": form})


@require_POST
def help_note(request, pk):
    asked = get_object_or_404(help_requests_for(request.actor), pk=pk)
    note = partial(help_act.note_help, asked, note=request.POST.get("note", "")[:2000])
    return do_and_go(request, note, "Готово. Запись сохранена, её видите только вы.", ("help_request", pk))


@require_POST
def help_close(request, pk):
    asked = get_object_or_404(help_requests_for(request.actor), pk=pk)
    to = "home" if request.actor.is_person(asked.person) else "help_list"
    return do_and_go(request, partial(help_act.close_help, asked), "Готово. Просьба закрыта.", to)


def help_requests(request):
    """The curator's own list; nobody else has one."""
    only_if(YES if request.actor.has("curator") else no("Личные просьбы читает куратор."))
    rows = help_list(help_requests_for(request.actor).exclude(person=request.actor.person), named=True)
    return render(request, "mentoring/help_list.html", {"rows": rows, "columns": CURATOR_COLUMNS})
