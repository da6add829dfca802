"""Visits of lessons: written by either of the two, read by both and the curator."""

from functools import partial

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from mentoring.forms.seen import marked
from mentoring.kit.dates import today
from mentoring.views.shortcuts import do_and_go, done_and_go, save_form, save_seen
from programs.access import may_write_visit, people_of
from programs.actions import visit as act
from programs.forms.journal import VisitForm
from programs.queries.head import names_of
from programs.queries.visit import likely_visitor, visit_page, visits_loaded

from .entry_draft import Desk, saved_words, with_draft
from .load import own_event, posted, program_with_people, show


def visit_write(request, pk):
    program = program_with_people(request, pk)
    event = own_event(program, request.GET.get("event"))
    initial = {"visitor": likely_visitor(request.actor, program), "day": today(), "event": event}
    verdict = may_write_visit(request.actor, program)
    desk = Desk(request, program, "visit", verdict)
    if answer := desk.answer():
        return answer
    draft = desk.kept()
    form = with_draft(VisitForm(posted(request), initial=initial, program=program, people=people_of(program)), draft)
    if request.method == "POST" and form.is_valid():
        write = partial(act.write_visit, program=program, **form.cleaned_data)
        written, visit = save_form(form, write, request, adds=True)
        if written:
            desk.drop()
            return done_and_go(request, "Готово. Вторая сторона прочитает запись.", "visit_detail", visit.pk)
    words = {"title": "Записать посещение занятия", "saved": saved_words(draft), "draft": draft}
    return show(request, "visit_form", program, form=form, verdict=verdict, names=names_of(program), **words)


def _visit(request, pk):
    return get_object_or_404(visits_loaded(request.actor), pk=pk)


def visit_detail(request, pk):
    visit = _visit(request, pk)
    return show(request, "visit_detail", visit.program, page=visit_page(request.actor, visit), visit=visit)


def visit_edit(request, pk):
    visit = _visit(request, pk)
    program = visit.program
    form = VisitForm(posted(request), initial=marked(_told(visit)), program=program, people=people_of(program))
    if save_seen(form, lambda **who: act.edit_visit(visit=visit, **form.cleaned_data, **who), request, visit, _told):
        return done_and_go(request, "Готово. Запись исправлена, вторая сторона прочитает её снова.", "visit_detail", pk)
    page = visit_page(request.actor, visit)
    return show(
        request, "visit_form", program, form=form, verdict=page.edit, names=page.names, title="Исправить запись о посещении"
    )  # fmt: skip


def _told(visit):
    names = ("visitor", "teacher", "day", "group", "subject", "topic", "found", "mended", "next_step", "event")
    return {name: getattr(visit, name) for name in names}


@require_POST
def visit_read(request, pk):
    read = partial(act.read_visit, visit=_visit(request, pk))
    return do_and_go(request, read, "Готово. Отмечено, что вы прочитали.", ("visit_detail", pk))
