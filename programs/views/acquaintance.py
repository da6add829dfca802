"""Each mentee reads the approved text and says so; the curator records what was signed on paper."""

from functools import partial

from mentoring.kit.dates import words
from mentoring.views.shortcuts import done_and_go, save_form
from programs.actions.acquaintance import acknowledge, record_acquaintance
from programs.choices import RUNNING_STATES
from programs.forms.decision import AcquaintForm, PaperAcquaintForm
from programs.models import PlanEvent
from programs.queries.acquaintance import acquaint_page, statement_of, unread_members, witnesses

from .load import must, posted, program_with_people, show


def program_acquaint(request, pk):
    program = program_with_people(request, pk)
    page = must(acquaint_page(request.actor, program))
    form = AcquaintForm(posted(request), witnesses=witnesses(program), statement=statement_of(request.actor.person))
    if request.method == "POST" and form.is_valid():
        act = partial(acknowledge, program=program, witness=form.cleaned_data["witness"])
        read, started = save_form(form, act, request)
        if read:
            return done_and_go(request, _done(program, started), "program_detail", pk)
    lead = f"Утверждённый текст, редакция {page.version.number}. {page.head.now}"
    return show(request, "program_acquaint", program, page=page, form=form, lead=lead)


def program_acquaint_paper(request, pk):
    """The curator records a signature on the paper sheet."""
    program = program_with_people(request, pk)
    page = must(acquaint_page(request.actor, program))
    form = PaperAcquaintForm(posted(request), members=unread_members(program), witnesses=witnesses(program))
    if request.method == "POST" and form.is_valid():
        recorded, started = save_form(form, partial(record_acquaintance, program=program, **form.cleaned_data), request)
        if recorded:
            return done_and_go(request, _done(program, started), "program_detail", pk)
    return show(request, "program_acquaint_paper", program, page=page, form=form)


def _done(program, started):
    if not started and program.state in RUNNING_STATES:
        return "Готово. Ознакомление записано. Программа продолжается."
    if not started:
        return f"Готово. Ознакомление записано. Ждём остальных до {words(program.due)}."
    first = PlanEvent.objects.filter(program=program).exclude(due=None).order_by("due", "position").first()
    if not first:
        return "Готово. Программа действует."
    return f"Готово. Программа действует. Первое мероприятие — {first.measure}, {words(first.due)}."
