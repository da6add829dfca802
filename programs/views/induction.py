"""Induction by position: begun on the page of a program, ticked by both sides, printed (R28)."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from mentoring.choices import Side
from mentoring.kit.dates import today
from mentoring.kit.docx import render_docx
from mentoring.kit.pdf import render_pdf
from mentoring.kit.text import count_of, whole
from mentoring.kit.uploads import DOCX, PDF
from mentoring.kit.verdict import Refused
from mentoring.views.shortcuts import do_and_go, done_and_go, download, save_form
from programs.access import people_of
from programs.access.induction import may_begin_induction
from programs.actions import induction as act
from programs.documents.induction import induction_paper
from programs.forms.induction import BeginForm, ticked
from programs.queries.head import names_of
from programs.queries.induction import choices_of_templates, induction_page, inductions_loaded, suited

from .load import posted, program_with_people, show


def induction_begin(request, pk):
    """The list suits the post by itself: pressed on the page of the program, it begins at once."""
    program = program_with_people(request, pk)
    mentees, templates = people_of(program, Side.MENTEE), choices_of_templates()
    first = next((p for p in mentees if str(p.pk) == request.GET.get("mentee")), mentees[0] if mentees else None)
    initial = {"mentee": first, "template": suited(templates, first.post) if first else None}
    form = BeginForm(posted(request), initial=initial, mentees=mentees, templates=templates)
    if request.method == "POST" and form.is_valid():
        begin = partial(act.begin_induction, program=program, **form.cleaned_data)
        begun, induction = save_form(form, begin, request, adds=True)
        if begun:
            return done_and_go(
                request, "Готово. Список начат: его видят обе стороны.", "induction_detail", induction.pk
            )
    verdict = may_begin_induction(request.actor, program)
    return show(request, "induction_begin", program, form=form, verdict=verdict, names=names_of(program))


def induction_detail(request, pk):
    """The list section by section; a press ticks everything chosen in the reader's own column."""
    induction = _induction(request, pk)
    if request.method == "POST":
        entries = ticked(request.POST)
        try:
            new = act.tick(induction=induction, entries=entries, by=request.actor, at=timezone.now())
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            words = "Список завершён: всё обязательное отмечено." if induction.state == "done" else "Готово."
            return done_and_go(request, f"{words} Отмечено: {count_of(new, 'plan_item')}.", "induction_detail", pk)
        induction = _induction(request, pk)
    page = induction_page(request.actor, induction, today())
    return show(request, "induction_detail", induction.program, page=page, induction=induction)


@require_POST
def induction_untick(request, pk):
    key = whole(request.POST.get("entry"))
    if key is None:
        raise Http404
    take = partial(act.untick, induction=_induction(request, pk), entry=key)
    return do_and_go(request, take, "Готово. Ваша отметка снята.", ("induction_detail", pk))


@require_POST
def induction_stop(request, pk):
    stop = partial(act.stop_induction, induction=_induction(request, pk))
    return do_and_go(request, stop, "Готово. Список остановлен, отметки сохранились.", ("induction_detail", pk))


@require_POST
def induction_resume(request, pk):
    resume = partial(act.resume_induction, induction=_induction(request, pk))
    return do_and_go(request, resume, "Готово. Список снова в работе.", ("induction_detail", pk))


def induction_pdf(request, pk):
    name, paper = _paper(request, pk)
    return download(render_pdf(paper), PDF, f"{name}.pdf")


def induction_docx(request, pk):
    name, paper = _paper(request, pk)
    return download(render_docx(paper), DOCX, f"{name}.docx")


def _paper(request, pk):
    page = induction_page(request.actor, _induction(request, pk), today())
    return f"Ввод в должность, {page.induction.mentee.short_name}", induction_paper(page, at=timezone.now())


def _induction(request, pk):
    return get_object_or_404(inductions_loaded(request.actor), pk=pk)
