"""Beside a meeting: the note for oneself, the talk with the curator."""

from functools import partial

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from mentoring.kit import dates
from mentoring.views.shortcuts import do_and_go, done_and_go, save_form
from programs.actions import flag as act
from programs.actions.meeting_note import save_note
from programs.forms.meeting import CallForm, CommentForm, NoteForm
from programs.queries.head import names_of
from programs.queries.journal import beside, flag_loaded, flag_page

from .load import meeting_of, posted, show


def meeting_note(request, pk):
    meeting = meeting_of(request, pk)
    more = beside(request.actor, meeting)
    form = NoteForm(posted(request), initial={"text": more.note})
    if request.method == "POST" and form.is_valid():
        saved, note = save_form(form, partial(save_note, meeting=meeting, **form.cleaned_data), request)
        if saved:
            done = "Готово. Заметку читаете только вы." if note else "Готово. Заметки нет."
            return done_and_go(request, done, "meeting_detail", pk)
    return _ask(request, meeting, form, question="Личная заметка", act="Сохранить заметку", verdict=more.may_note)


def meeting_call(request, pk):
    """«Важно для куратора» about a meeting that is written down already."""
    meeting = meeting_of(request, pk)
    form = CallForm(posted(request))
    if request.method == "POST" and form.is_valid():
        called, flag = save_form(form, partial(act.call_curator, meeting=meeting, **form.cleaned_data), request)
        if called:
            done = "Готово. Куратор получил письмо. Ответ придёт вам и появится здесь."
            return done_and_go(request, done, "flag_detail", flag.pk)
    verdict = beside(request.actor, meeting).call
    return _ask(request, meeting, form, question="Важно для куратора", act="Сообщить куратору", verdict=verdict)


def _ask(request, meeting, form, **context):
    lead = f"{names_of(meeting.program)}, {dates.moment(meeting.starts_at)}"
    context |= {"form": form, "meeting": meeting, "lead": lead}
    return show(request, "meeting_question", meeting.program, tab="meeting_list", **context)


def _flag(request, pk):
    return get_object_or_404(flag_loaded(request.actor), pk=pk)


def flag_detail(request, pk):
    """The talk between its author and the curators."""
    flag = _flag(request, pk)
    form = CommentForm(posted(request))
    if request.method == "POST" and form.is_valid():
        write = partial(act.comment_flag, flag=flag, **form.cleaned_data)
        written, _ = save_form(form, write, request, adds=True)
        if written:
            return done_and_go(request, "Готово. Сообщение отправлено.", "flag_detail", pk)
    page, meeting = flag_page(request.actor, flag), flag.meeting
    return show(request, "flag_detail", meeting.program, tab="meeting_list", page=page, meeting=meeting, form=form)


@require_POST
def flag_close(request, pk):
    done = "Готово. Вопрос закрыт, автор получит письмо."
    return do_and_go(request, partial(act.close_flag, flag=_flag(request, pk)), done, ("flag_detail", pk))


@require_POST
def flag_reopen(request, pk):
    done = "Готово. Вопрос снова открыт."
    return do_and_go(request, partial(act.reopen_flag, flag=_flag(request, pk)), done, ("flag_detail", pk))
