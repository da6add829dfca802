"""Petitions of a participant: choosing a kind, writing, sending, following (R34)."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mentoring.access.petition import (
    ABOUT_PERSON,
    WITHOUT_PAIR,
    addressee_of,
    kinds_for,
    may_ask_for_help,
    pairs_to_ask_about,
)
from mentoring.actions import petition as act
from mentoring.choices import PetitionKind, PetitionState
from mentoring.documents.petition import petition_paper
from mentoring.forms.petition import NoteForm, PetitionForm
from mentoring.kit.dates import words
from mentoring.kit.docx import render_docx
from mentoring.kit.pdf import render_pdf
from mentoring.kit.text import whole
from mentoring.kit.uploads import DOCX, PDF
from mentoring.queries.petition import readers_words
from mentoring.queries.petition_choice import choice_of, mentees_to_name, mentors_to_wish, petition_choices
from mentoring.queries.petition_detail import full_petitions, petition_page
from mentoring.queries.petition_list import MY_COLUMNS, my_petitions
from mentoring.views.shortcuts import do_and_go, download, save_form
from mentoring.workflow.petition import PETITION


def load(request, pk):
    return get_object_or_404(full_petitions(request.actor), pk=pk)


def petition_list(request):
    """«Мои ходатайства»."""
    rows = my_petitions(request.actor)
    context = {"rows": rows, "columns": MY_COLUMNS, "may_write": bool(kinds_for(request.actor))}
    context["may_ask_for_help"] = bool(may_ask_for_help(request.actor))
    return render(request, "mentoring/petition_list.html", context)


def petition_choose(request):
    """The kind comes first: each says who decides, by when and whether a reason is needed."""
    context = {"choices": petition_choices(request.actor, whole(request.GET.get("pair")))}
    context["may_ask_for_help"] = bool(may_ask_for_help(request.actor))
    return render(request, "mentoring/petition_choose.html", context)


def petition_create(request, kind):
    if kind not in PetitionKind.values or kind not in kinds_for(request.actor):
        raise Http404
    form = _form(request, kind)
    if request.method == "POST" and form.is_valid():
        started, draft = save_form(form, partial(act.start_petition, kind=kind, **form.said()), request, adds=True)
        if started:
            return _kept(request, draft, form)
    return _page(request, form, kind)


def petition_edit(request, pk):
    draft = load(request, pk)
    if draft.state != PetitionState.DRAFT:
        return redirect("petition_detail", pk)
    form = _form(request, draft.kind, draft)
    if request.method == "POST" and form.is_valid():
        kept, seen = load(request, pk), form.cleaned_data["lock_version"] or 0
        edit = partial(act.edit_petition, kept, lock_version=seen, **form.said())
        saved, draft = save_form(form, edit, request, let_through=())
        if saved:
            return _kept(request, draft, form)
    return _page(request, form, load(request, pk).kind, draft)


def _kept(request, draft, form):
    """Saved as a draft, or sent at once by the main button."""
    if "draft" in request.POST:
        messages.success(request, "Готово. Черновик сохранён, его видите только вы.")
        return redirect("petition_list")
    back = ("petition_edit", draft.pk)
    return do_and_go(request, partial(act.send_petition, draft), _sent, ("petition_detail", draft.pk), back=back)


def _sent(petition):
    return f"Готово. Решение до {words(petition.due)}. Пока работа идёт как прежде."


def _form(request, kind, draft=None):
    actor = request.actor
    pairs = None if kind in WITHOUT_PAIR else pairs_to_ask_about(actor, kind).with_members()
    asked = whole(request.GET.get("pair"))
    people = None
    if kind in ABOUT_PERSON:
        people = mentees_to_name(actor, kind)
    wished = mentors_to_wish(actor)
    pair = draft.pair if draft else pairs.filter(pk=asked).first() if pairs is not None and asked else None
    readers = readers_words(kind, actor.person, pair=pair, addressee=addressee_of(kind))
    return PetitionForm(
        request.POST or None,
        instance=draft,
        initial={"pair": asked},
        kind=kind,
        pairs=pairs,
        people=people,
        mentors=wished if kind == PetitionKind.REPLACE_MENTOR else None,
        readers=readers,
    )


def _page(request, form, kind, draft=None):
    context = {"form": form, "choice": choice_of(PetitionKind(kind)), "draft": draft}
    return render(request, "mentoring/petition_edit.html", context)


@require_POST
def petition_delete(request, pk):
    delete = partial(act.delete_petition, load(request, pk))
    return do_and_go(request, delete, "Готово. Черновик удалён.", "petition_list", back=("petition_detail", pk))


def petition_detail(request, pk):
    page = petition_page(request.actor, load(request, pk))
    return render(request, "mentoring/petition_detail.html", {"page": page})


def petition_answer(request, pk):
    """The author explains; the term begins anew."""
    petition = load(request, pk)
    verdict = PETITION.verdict("answer", request.actor, petition)
    question = petition.talk[-1]["text"] if petition.talk else ""
    form = NoteForm(request.POST or None, label="Ваше пояснение", help_text="Прочитают те же, кто видит ходатайство.")
    if request.method == "POST" and form.is_valid():
        answer = partial(act.answer_about_petition, petition, answer=form.cleaned_data["note"])
        done, _ = save_form(form, answer, request)
        if done:
            messages.success(request, "Готово. Пояснение передано, решение примут.")
            return redirect("petition_detail", pk)
    context = {"form": form, "petition": petition, "verdict": verdict, "question": question}
    return render(request, "mentoring/petition_answer.html", context)


@require_POST
def petition_withdraw(request, pk):
    withdraw = partial(act.withdraw_petition, load(request, pk))
    done = "Готово. Ходатайство отозвано, решать его не будут."
    return do_and_go(request, withdraw, done, ("petition_detail", pk))


def petition_pdf(request, pk):
    paper, name = _printed(request, pk)
    return download(render_pdf(paper), PDF, f"{name}.pdf")


def petition_docx(request, pk):
    paper, name = _printed(request, pk)
    return download(render_docx(paper), DOCX, f"{name}.docx")


def _printed(request, pk):
    """A draft has no paper."""
    petition = load(request, pk)
    if petition.state == PetitionState.DRAFT:
        raise Http404
    return petition_paper(petition), petition.registered.replace("/", "-")
