"""A card: filled in on a phone, checked, signed, read, closed, replaced; its papers."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mentoring.kit.dates import short, today
from mentoring.kit.ui import Column
from mentoring.kit.uploads import DOCX, PDF
from mentoring.kit.verdict import first_no
from mentoring.views.shortcuts import do_and_go, download
from monitoring.access.observation import cards_for, day_came, listed_cards, time_to_read_is_over
from monitoring.actions import observation as lessons
from monitoring.actions import observation_card as actions
from monitoring.choices import QuestionKind
from monitoring.documents.observation import card_docx as docx_of
from monitoring.documents.observation import card_pdf as pdf_of
from monitoring.forms.observation import CardForm, CommentForm, WhyForm
from monitoring.queries.observation.card import card_of, card_page
from monitoring.queries.observation.text import blocks_of, loaded
from monitoring.views.acting import allowed_or_403, posted, trail, went_through
from monitoring.views.observation import ALL, under_evaluation
from monitoring.workflows_observation import OBSERVATION

MARK_COLUMNS = (Column("Критерий", primary=True), Column("Что увидели"), Column("Комментарий"))
CLOSE = (
    "Почему без ознакомления",
    "Например: болеет с 10 ноября. Карта войдёт в итоги, причина останется в ней.",
)
OFF = ("Почему не состоялось", "Прочитают участники и куратор. Новую дату назначит куратор.")
REPLACE = (
    "Что в карте неверно",
    "Прежняя карта останется с отметкой «отозвана и заменена», новую заполните и подпишете заново.",
)


@dataclass(frozen=True)
class ReasonAct:
    """An act that takes one reason: the transition, the action, the words of its page and of its success."""

    name: str
    run: Callable
    title: str
    words: str
    hint: str
    done: str


def _card(request, pk):
    under_evaluation(request)
    card = card_of(request.actor, pk)
    if card is None:
        raise Http404
    return card


def _above(card):
    lesson = card.observation
    return trail(ALL, (f"{lesson.person.short_name}, {short(lesson.day)}", "observation_detail", lesson.pk))


@never_cache
def card_detail(request, pk):
    card = _card(request, pk)
    page = card_page(request.actor, card)
    context = {"page": page, "card": card, "crumbs": _above(card), "columns": MARK_COLUMNS, "form": CommentForm()}
    return render(request, "monitoring/card_detail.html", context)


@never_cache
def card_fill(request, pk):
    card = _card(request, pk)
    allowed_or_403(first_no(OBSERVATION.verdict("fill", request.actor, card), day_came(card, today())))
    questions = card.observation.version.of_kind(QuestionKind.GRADE)
    blocks = blocks_of(card.observation.version, {mark.question_id: mark for mark in card.marks.all()})
    kept = {"seen": card.lock_version, "strong": card.strong, "advice": card.advice}
    form = CardForm(posted(request), initial=kept, blocks=blocks, questions=questions)
    if request.method == "POST" and form.is_valid():
        texts = {name: form.cleaned_data[name] for name in ("strong", "advice", "seen")}
        act = partial(actions.save, card, form.marks(), by=request.actor, at=timezone.now(), **texts)
        if went_through(request, act, form=form):
            messages.success(request, "Готово. Черновик сохранён, его видите только вы.")
            return redirect("card_fill" if request.POST.get("go") == "keep" else "card_detail", pk)
    context = {"form": form, "card": card, "crumbs": _above(card), "version": card.observation.version}
    return render(request, "monitoring/card_fill.html", context)


@require_POST
def card_sign(request, pk):
    card = _card(request, pk)
    done = "Готово. Карта подписана: её прочитает тот, чьё это занятие."
    return do_and_go(request, partial(actions.sign, card), done, ("card_detail", pk))


@require_POST
def card_acquaint(request, pk):
    card = _card(request, pk)
    form = CommentForm(request.POST)
    if form.is_valid():
        act = partial(actions.acquaint, card, by=request.actor, at=timezone.now(), **form.cleaned_data)
        if went_through(request, act, form=form):
            messages.success(request, "Готово. Ознакомление отмечено, карта закрыта. Больше ничего не нужно.")
            return redirect("card_detail", pk)
    page = card_page(request.actor, card)
    context = {"page": page, "card": card, "crumbs": _above(card), "columns": MARK_COLUMNS, "form": form}
    return render(request, "monitoring/card_detail.html", context)


def card_close(request, pk):
    card = _card(request, pk)
    allowed_or_403(first_no(OBSERVATION.verdict("close", request.actor, card), time_to_read_is_over(card, today())))
    act = ReasonAct("close", actions.close_unread, "Закрыть без ознакомления", *CLOSE, "Карта закрыта.")
    return _with_reason(request, card, act)


def card_replace(request, pk):
    act = ReasonAct("replace", actions.replace, "Отозвать и заменить карту", *REPLACE, "Составьте новую карту.")
    return _with_reason(request, _card(request, pk), act)


def card_call_off(request, pk):
    """Also by the curator, who does not read the card: only its lesson is shown."""
    under_evaluation(request)
    card = get_object_or_404(loaded(listed_cards(request.actor)), pk=pk)
    done = "Отмечено: наблюдение не состоялось."
    return _with_reason(request, card, ReasonAct("call_off", lessons.call_off, "Занятие не состоялось", *OFF, done))


def _with_reason(request, card, act):
    allowed_or_403(OBSERVATION.verdict(act.name, request.actor, card))
    form = WhyForm(posted(request), words=act.words, hint=act.hint)
    if request.method == "POST" and form.is_valid():
        run = partial(act.run, card, by=request.actor, at=timezone.now(), **form.cleaned_data)
        if went_through(request, run, form=form):
            messages.success(request, f"Готово. {act.done}")
            return redirect("observation_detail", card.observation_id)
    context = {"form": form, "card": card, "title": act.title, "crumbs": _above(card)}
    return render(request, "monitoring/card_reason.html", context)


def card_pdf(request, pk):
    card = _card(request, pk)
    return download(pdf_of(card_page(request.actor, card)), PDF, f"{_name(card)}.pdf")


def card_docx(request, pk):
    card = _card(request, pk)
    return download(docx_of(card_page(request.actor, card)), DOCX, f"{_name(card)}.docx")


def _name(card):
    number = f" № {card.document.number}" if card.document_id else ""
    return f"Карта наблюдения{number}, {card.observation.person.last_name}".replace("/", "-")


def card_of_document(request, pk):
    """From the register of documents to the card itself."""
    card = get_object_or_404(cards_for(request.actor), document=pk)
    return redirect("card_detail", card.pk)
