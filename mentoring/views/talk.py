"""The pair's conversation: reading and writing, mending a message, files, the curator's opening."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from mentoring.access import (
    may_change_message,
    may_open_talk,
    message_file_for,
    own_messages,
    reading_of,
    talk_pairs_for,
)
from mentoring.access.talk import OPENED
from mentoring.actions import talk as act
from mentoring.forms.talk import MessageForm, OpenTalkForm, TalkForm
from mentoring.kit.dates import words
from mentoring.office import office
from mentoring.queries.talk import openings_of, talk_page
from mentoring.views.files import send_file
from mentoring.views.shortcuts import ask_files_again, do_and_go, done_and_go, save_form


def pair_talk(request, pk):
    """Own members read and write; the curator is asked for a reason first; for the rest there is no such page."""
    pair, at = _pair(request, pk), timezone.now()
    reading = reading_of(request.actor, pair, at)
    if reading is None:
        return _closed(request, pair, at)
    page = talk_page(request.actor, pair, reading, at, request.GET)
    sent = request.POST if request.method == "POST" else None
    form = TalkForm(sent, request.FILES or None, answer_days=page.answer_days if page.asks else "")
    if sent is not None and form.is_valid():
        done, message = save_form(form, partial(act.send_message, pair, **form.cleaned_data), request, adds=True)
        if done:
            messages.success(request, _sent(message))
            return redirect(f"{reverse('pair_talk', args=[pk])}#last")
    ask_files_again(form, request)
    if page.to_mark and request.method == "GET":
        act.read_talk(pair, upto=page.last, by=request.actor, at=at)
    return render(request, "mentoring/pair_talk.html", {"page": page, "form": form})


def _sent(message):
    if message.is_question:
        return f"Готово. Вопрос отправлен, наставник ответит до {words(message.due)}."
    return "Готово. Сообщение отправлено."


def _closed(request, pair, at):
    if may_open_talk(request.actor, pair, at):
        return redirect("pair_talk_open", pair.pk)
    raise Http404


def pair_talk_open(request, pk):
    """What will happen, the reason, the act; only then the conversation itself."""
    pair, at = _pair(request, pk), timezone.now()
    if not may_open_talk(request.actor, pair, at):
        raise Http404
    reading = reading_of(request.actor, pair, at)
    if reading and reading.part == OPENED:
        return redirect("pair_talk", pk)
    form = OpenTalkForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        opened, _ = save_form(form, partial(act.open_talk, pair, **form.cleaned_data), request)
        if opened:
            return done_and_go(request, "Готово. Переписка открыта, пара получит письмо.", "pair_talk", pk)
    context = {
        "form": form,
        "pair": pair,
        "openings": openings_of(pair),
        "hours": office().setting("talk_opening_hours"),
        "crumbs": (("Пары и группы", reverse("pair_list")), (pair.title, reverse("pair_detail", args=[pk]))),
    }
    return render(request, "mentoring/pair_talk_open.html", context)


def message_edit(request, pk):
    """The author mends the text or takes the message away, within the minutes of the setting."""
    message = _own(request, pk)
    verdict = may_change_message(request.actor, message, timezone.now())
    sent = request.POST if request.method == "POST" else None
    form = MessageForm(sent, initial={"text": message.text})
    if sent is not None and form.is_valid():
        saved, _ = save_form(form, partial(act.edit_message, message, **form.cleaned_data), request)
        if saved:
            return done_and_go(request, "Готово. Сообщение изменено.", "pair_talk", message.pair_id)
    context = {"form": form, "message": message, "verdict": verdict, "crumbs": _crumbs(message.pair)}
    return render(request, "mentoring/message_edit.html", context)


@require_POST
def message_delete(request, pk):
    message = _own(request, pk)
    done = "Готово. Сообщение удалено вместе с файлами."
    return do_and_go(request, partial(act.delete_message, message), done, ("pair_talk", message.pair_id))


def message_file(request, pk):
    """Always saved, never shown or run in our name; only to those who read the message."""
    kept = message_file_for(request.actor, pk, timezone.now())
    if kept is None:
        raise Http404
    return send_file(kept.file)


def _pair(request, pk):
    return get_object_or_404(talk_pairs_for(request.actor).with_members(), pk=pk)


def _own(request, pk):
    message = get_object_or_404(own_messages(request.actor).select_related("author"), pk=pk)
    message.pair = _pair(request, message.pair_id)
    return message


def _crumbs(pair):
    return (
        ("Мои пары", reverse("pair_list")),
        (pair.title, reverse("pair_detail", args=[pair.pk])),
        ("Переписка", reverse("pair_talk", args=[pair.pk])),
    )
