"""Assignments and projects of a program."""

from functools import partial

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from mentoring.choices import Side
from mentoring.kit.dates import today
from mentoring.views.files import send_file
from mentoring.views.shortcuts import ask_files_again, do_and_go, done_and_go, save_form
from programs.access import assignments_for, may_give, people_of
from programs.actions import assignment as act
from programs.forms.journal import AnswerForm, AssignmentForm, CheckForm, DueForm
from programs.models import AssignmentFile
from programs.queries.assignment import assignment_page, assignments_loaded
from programs.queries.head import names_of

from .load import own_event, posted, program_with_people, show


def assignment_give(request, pk):
    program = program_with_people(request, pk)
    mentees = [person for person in people_of(program, Side.MENTEE) if not request.actor.is_person(person)]
    initial = {
        "kind": "task",
        "mentee": mentees[0] if len(mentees) == 1 else None,
        "event": own_event(program, request.GET.get("event")),
    }
    form = AssignmentForm(posted(request), initial=initial, program=program, mentees=mentees)
    if request.method == "POST" and form.is_valid():
        give = partial(act.give_assignment, program=program, **form.cleaned_data)
        given, assignment = save_form(form, give, request, adds=True)
        if given:
            done = f"Готово. {assignment.mentee.short_name} получит письмо; ответ придёт вам в «Мои дела»."
            return done_and_go(request, done, "assignment_detail", assignment.pk)
    verdict = may_give(request.actor, program)
    return show(request, "assignment_give", program, form=form, verdict=verdict, names=names_of(program))


def _assignment(request, pk):
    return get_object_or_404(assignments_loaded(request.actor), pk=pk)


def assignment_detail(request, pk):
    """What to do, the answers, what the mentor said; the form of the one whose turn it is."""
    assignment = _assignment(request, pk)
    page = assignment_page(request.actor, assignment, today())
    form = None
    if page.answer:
        form = AnswerForm(posted(request), request.FILES or None)
    elif page.check:
        form = CheckForm(posted(request), initial={"due": assignment.due if assignment.due > today() else None})
    if form and request.method == "POST" and form.is_valid():
        step, done = _step(request, page, form)
        taken, _ = save_form(form, partial(step, assignment=assignment), request)
        if taken:
            return done_and_go(request, done, "assignment_detail", pk)
        page = assignment_page(request.actor, _assignment(request, pk), today())
    if page.answer and form:
        ask_files_again(form, request)
    return show(request, "assignment_detail", assignment.program, page=page, assignment=assignment, form=form)


def _step(request, page, form):
    """The action of the pressed button and what is said after it."""
    if page.answer:
        return partial(act.answer_assignment, **form.cleaned_data), "Готово. Наставник получит письмо и проверит."
    if request.POST.get("decision") == "return":
        back = partial(act.return_assignment, **form.cleaned_data)
        return back, "Готово. Задание вернулось наставляемому с вашим пояснением."
    return partial(act.accept_assignment, text=form.cleaned_data["text"]), "Готово. Работа принята."


@require_POST
def assignment_withdraw(request, pk):
    take = partial(act.withdraw_assignment, assignment=_assignment(request, pk))
    return do_and_go(request, take, "Готово. Задание снято.", ("assignment_detail", pk))


def assignment_reopen(request, pk):
    assignment = _assignment(request, pk)
    form = DueForm(posted(request))
    if request.method == "POST" and form.is_valid():
        reopen = partial(act.reopen_assignment, assignment=assignment, **form.cleaned_data)
        reopened, _ = save_form(form, reopen, request)
        if reopened:
            return done_and_go(request, "Готово. Задание снова в работе.", "assignment_detail", pk)
    page = assignment_page(request.actor, assignment, today())
    return show(request, "assignment_reopen", assignment.program, page=page, assignment=assignment, form=form)


def assignment_file(request, pk):
    """A file of an answer, only to those who see the assignment."""
    rows = AssignmentFile.objects.filter(turn__assignment__in=assignments_for(request.actor))
    row = get_object_or_404(rows.select_related("file", "turn"), pk=pk)
    return send_file(row.file)
