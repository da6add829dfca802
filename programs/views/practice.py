"""Practice cards (R55): the shelf, one card, beginning one from a finished program, writing it, sending it."""

from functools import partial

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from mentoring.kit.docx import render_docx
from mentoring.kit.pdf import render_pdf
from mentoring.kit.uploads import DOCX, PDF
from mentoring.views.shortcuts import do_and_go, done_and_go, download, only_if, save_form, save_versioned
from programs.access.practice import may_edit_practice, may_send_practice, may_start_practice
from programs.actions import practice as actions
from programs.documents.practice import practice_paper
from programs.forms.practice import LeftForm, PracticeForm, TakeForm
from programs.queries.practice import practice_list as read_list
from programs.queries.practice import practice_page, practices_loaded
from programs.queries.practice_names import names_of
from programs.queries.practice_source import entries_of, materials_of

from .load import crumbs, posted, program_with_people

KEPT = ("title", "difficulty", "done", "result", "suits", "audience")


def practice_list(request):
    return render(request, "programs/practice_list.html", {"list": read_list(request.actor, request.GET)})


def practice_detail(request, pk):
    page = practice_page(request.actor, card_of(request, pk))
    return render(request, "programs/practice_detail.html", {"page": page, "crumbs": way()})


def practice_start(request, pk):
    """What of the finished program goes into the card."""
    program = program_with_people(request, pk)
    only_if(may_start_practice(request.actor, program))
    entries = entries_of(program)
    form = TakeForm(posted(request), entries=entries)
    if request.method == "POST" and form.is_valid():
        act = partial(actions.start_practice, program=program, **form.cleaned_data)
        done, card = save_form(form, act, request, adds=True)
        if done:
            return done_and_go(request, "Готово. Карточка составлена: прочитайте и допишите.", "practice_edit", card.pk)
    context = {"form": form, "entries": entries, "program": program, "crumbs": crumbs(program)}
    return render(request, "programs/practice_start.html", context)


def practice_edit(request, pk):
    """The whole text on one page; who saves second is told and loses nothing."""
    card = card_of(request, pk)
    only_if(may_edit_practice(request.actor, card))
    materials = materials_of(card)
    start = {**_told(card), "lock_version": card.lock_version}
    form = PracticeForm(posted(request), initial=start, materials=materials)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        act = partial(actions.save_practice, card, seen=said.pop("lock_version"), **said)
        if save_versioned(form, act, request, card, _told):
            return done_and_go(request, "Готово. Карточка сохранена.", "practice_detail", pk)
    context = {"form": form, "card": card_of(request, pk), "found": names_of(card), "crumbs": way(card)}
    return render(request, "programs/practice_edit.html", context)


def _told(card):
    chosen = {"directions": card.directions.all(), "materials": card.materials.all()}
    return {name: getattr(card, name) for name in KEPT} | chosen


def practice_send(request, pk):
    """What the check of names found, then to the curator."""
    card = card_of(request, pk)
    only_if(may_send_practice(request.actor, card))
    found = names_of(card)
    form = LeftForm(posted(request))
    if request.method == "POST" and form.is_valid():
        act = partial(actions.send_practice, card, **form.cleaned_data)
        if save_form(form, act, request)[0]:
            return done_and_go(request, "Готово. Карточка у куратора, ответ придёт письмом.", "practice_detail", pk)
    context = {"form": form, "card": card, "found": found, "crumbs": way(card)}
    return render(request, "programs/practice_send.html", context)


@require_POST
def practice_recall(request, pk):
    return _step(request, pk, actions.recall_practice, "Готово. Карточка снова у вас.")


@require_POST
def practice_retire(request, pk):
    return _step(request, pk, actions.retire_practice, "Готово. Карточка снята; её можно вернуть.")


@require_POST
def practice_restore(request, pk):
    return _step(request, pk, actions.restore_practice, "Готово. Карточка возвращена.")


@require_POST
def practice_thank(request, pk):
    return _step(request, pk, actions.thank_practice, "Спасибо. Так коллегам проще выбрать.")


@require_POST
def practice_unthank(request, pk):
    return _step(request, pk, actions.unthank_practice, "Готово. Отметка снята.")


def practice_pdf(request, pk):
    card = card_of(request, pk)
    return download(render_pdf(practice_paper(card)), PDF, f"Практика {card.pk}.pdf")


def practice_docx(request, pk):
    card = card_of(request, pk)
    return download(render_docx(practice_paper(card)), DOCX, f"Практика {card.pk}.docx")


def _step(request, pk, act, done):
    return do_and_go(request, partial(act, card_of(request, pk)), done, ("practice_detail", pk))


def card_of(request, pk):
    return get_object_or_404(practices_loaded(request.actor), pk=pk)


def way(card=None):
    start = (("Программы", reverse("program_list")), ("Полка практик", reverse("practice_list")))
    return (*start, (card.title, reverse("practice_detail", args=[card.pk]))) if card else start
