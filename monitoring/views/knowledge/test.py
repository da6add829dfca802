"""Tests: the list, a program's tests, assigning, one test with its result and papers, opinions."""

from datetime import timedelta
from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mentoring.kit.dates import today
from mentoring.kit.docx import render_docx
from mentoring.kit.pdf import render_pdf
from mentoring.kit.uploads import DOCX, PDF, XLSX
from mentoring.office import office
from mentoring.views.shortcuts import do_and_go, done_and_go, download, only_if, save_form, saved
from monitoring.access.knowledge import (
    may_assess,
    may_assign,
    may_give_again,
    may_skip,
    tested_programs_for,
    tests_for,
)
from monitoring.actions.knowledge import answer as sittings
from monitoring.actions.knowledge import practical as marks
from monitoring.actions.knowledge import test as actions
from monitoring.actions.knowledge.protocol import sign_protocol
from monitoring.choices.knowledge import KnowledgeMoment, KnowledgeState
from monitoring.documents.knowledge_list import tests_xlsx
from monitoring.documents.knowledge_protocol import protocol_paper
from monitoring.forms.knowledge import AgainForm, AssignForm, EstimateForm, SkipForm
from monitoring.queries.knowledge import list as lists
from monitoring.queries.knowledge.page import test_page, tests_loaded
from monitoring.queries.knowledge.program import assign_page, members_without
from monitoring.queries.knowledge.program import program_tests as read_program
from monitoring.queries.knowledge.protocol import sheet_of
from monitoring.views.acting import posted
from programs.queries.people import with_people


def test_list(request):
    """A list is everybody's: who has no tests reads that there are none."""
    return render(
        request,
        "monitoring/test_list.html",
        {
            "list": lists.test_list(request.actor, request.GET),
            "crumbs": [("Оценка", reverse("survey_list"))] if request.actor.is_office else [],
            "curator": request.actor.has("curator"),
        },
    )


def test_xlsx(request):
    author = request.actor.person.full_name if request.actor.person else ""
    content = tests_xlsx(lists.test_rows(request.actor, request.GET), at=timezone.now(), author=author)
    return download(content, XLSX, "Тесты.xlsx")


# A program's tests


def program_of(request, pk):
    programs = with_people(tested_programs_for(request.actor)).select_related("year")
    return get_object_or_404(programs, pk=pk)


def above(program):
    return [("Программа", reverse("program_detail", args=[program.pk]))]


def in_program(program):
    return [*above(program), ("Знания", reverse("program_tests", args=[program.pk]))]


@never_cache
def program_tests(request, pk):
    program = program_of(request, pk)
    context = {"page": read_program(request.actor, program), "crumbs": above(program)}
    return render(request, "monitoring/program_tests.html", context)


def test_assign(request, pk, moment):
    if moment not in KnowledgeMoment.values:
        raise Http404
    program = program_of(request, pk)
    only_if(may_assign(request.actor, program))
    page = assign_page(program)
    people = [person for person in members_without(page, moment) if not request.actor.is_person(person)]
    form = _assign_form(request, page, moment, people)
    if request.method == "POST" and people and form.is_valid():
        act = partial(actions.assign_tests, program, moment=moment, **form.cleaned_data)
        done, tests = save_form(form, act, request, adds=True)
        if done:
            words = f"Готово. Назначено тестов: {len(tests)}. Письмо придёт каждому."
            return done_and_go(request, words, "program_tests", pk)
    context = {"form": form, "page": page, "people": people, "name": KnowledgeMoment(moment).label,
               "crumbs": in_program(program)}  # fmt: skip
    return render(request, "monitoring/test_assign.html", context)


def _assign_form(request, page, moment, people):
    """Everything is chosen beforehand: all who have no test, the program's directions, the college's numbers."""
    spoken = [key for key, *_, named in page.directions if named] or [key for key, *_ in page.directions]
    term = today() + timedelta(days=office().setting("test_due_days"))
    initial = {
        "members": [person.pk for person in people],
        "directions": spoken,
        "count": office().setting("test_questions"),
        "due": min(term, max(page.program.until, today())),
    }
    tested = bool(people) and all(page.tests.get(person.pk) for person in people)
    return AssignForm(
        posted(request), initial=initial, moment=moment, people=people, directions=page.directions, tested=tested
    )


def test_estimate(request, pk, person_pk):
    program = program_of(request, pk)
    member = next((m.person for m in program.pair.members.all() if m.person_id == person_pk), None)
    if member is None:
        raise Http404
    only_if(may_assess(request.actor, program, member))
    form = EstimateForm(posted(request))
    if request.method == "POST" and form.is_valid():
        act = partial(marks.estimate, program, member=member, **form.cleaned_data)
        if save_form(form, act, request)[0]:
            return done_and_go(request, "Готово. Ваше мнение записано рядом с тестом.", "program_tests", pk)
    context = {"form": form, "member": member, "program": program, "crumbs": in_program(program)}
    return render(request, "monitoring/test_estimate.html", context)


# One test


def test_of(request, pk):
    """A test of the reader's; a sitting whose time is over is counted before anybody looks at it."""
    test = get_object_or_404(tests_loaded(request.actor), pk=pk)
    now = timezone.now()
    if test.state == KnowledgeState.IN_PROGRESS and sittings.is_over(test, now - sittings.GRACE):
        sittings.settle(test, at=now)
        test = get_object_or_404(tests_loaded(request.actor), pk=pk)
    return test


def test_crumbs(test, *more):
    return [*in_program(test.program), *more]


@never_cache
def test_detail(request, pk):
    test = test_of(request, pk)
    context = {"page": test_page(request.actor, test), "crumbs": test_crumbs(test)}
    return render(request, "monitoring/test_detail.html", context)


def under_test(test):
    return test_crumbs(test, (test.get_moment_display(), reverse("test_detail", args=[test.pk])))


def test_skip(request, pk):
    test = test_of(request, pk)
    only_if(may_skip(request.actor, test))
    form = SkipForm(posted(request))
    if saved(form, partial(actions.skip_test, test), request):
        return done_and_go(request, "Готово. Тест пропущен, причина записана.", "test_detail", pk)
    context = {"form": form, "test": test, "title": "Пропустить тест", "crumbs": under_test(test),
               "button_text": "Пропустить тест", "lead": "Прирост без него не посчитать: это будет видно в охвате."}  # fmt: skip
    return render(request, "monitoring/test_reason.html", context)


def test_again(request, pk):
    test = test_of(request, pk)
    only_if(may_give_again(request.actor, test))
    form = AgainForm(posted(request), initial={"due": today() + timedelta(days=office().setting("test_due_days"))})
    if request.method == "POST" and form.is_valid():
        done, made = save_form(form, partial(actions.give_again, test, **form.cleaned_data), request, adds=True)
        if done:
            return done_and_go(request, "Готово. Новая попытка назначена.", "test_detail", made.pk)
    context = {"form": form, "test": test, "title": "Дать новую попытку", "crumbs": under_test(test),
               "button_text": "Дать новую попытку",
               "lead": "Те же умения, другие вопросы, где они есть. Прежний результат сохранится и не засчитается."}  # fmt: skip
    return render(request, "monitoring/test_reason.html", context)


@require_POST
def test_protocol(request, pk):
    act = partial(sign_protocol, test_of(request, pk))
    return do_and_go(request, act, "Готово. Протокол подписан вами.", ("test_detail", pk))


def test_pdf(request, pk):
    test = _scored(request, pk)
    return download(render_pdf(protocol_paper(sheet_of(test))), PDF, f"{_file_name(test)}.pdf")


def test_docx(request, pk):
    test = _scored(request, pk)
    return download(render_docx(protocol_paper(sheet_of(test))), DOCX, f"{_file_name(test)}.docx")


def _scored(request, pk):
    test = test_of(request, pk)
    if test.state != KnowledgeState.SCORED:
        raise Http404
    return test


def _file_name(test):
    return f"Протокол тестирования {test.member.short_name}, {test.get_moment_display().lower()}"


def test_of_document(request, pk):
    """From the register of documents to the test itself."""
    return redirect("test_detail", get_object_or_404(tests_for(request.actor), document=pk).pk)
