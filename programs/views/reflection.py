"""Reflections: written for oneself, opened to whom the author chooses (R38). Texts stay out of error reports."""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST

from mentoring.kit.dates import today
from mentoring.kit.docx import render_docx
from mentoring.kit.pdf import render_pdf
from mentoring.kit.uploads import DOCX, PDF
from mentoring.kit.verdict import YES, no
from mentoring.views.shortcuts import do_and_go, done_and_go, download, only_if, save_form
from programs.access.reflection import may_reflect, reflections_for, writing_side
from programs.actions import reflection as act
from programs.choices.growth import ReflectionPoint, ReflectionState
from programs.documents.reflection import reflection_paper
from programs.forms.reflection import ReadersForm, ReflectionForm
from programs.queries.head import names_of
from programs.queries.reflection import (
    NUMBER_COLUMNS,
    TITLES,
    questions_for,
    reflection_numbers,
    reflection_page,
    reflections_loaded,
)

from .load import posted, program_with_people, show


@sensitive_variables()
@sensitive_post_parameters()
def reflection_write(request, pk, point):
    """The author's own text at a point: a draft, or done with its readers chosen."""
    program = program_with_people(request, pk)
    if point not in ReflectionPoint.values:
        raise Http404
    rows = reflections_for(request.actor).filter(author=request.actor.person, point=point)
    kept = rows.filter(program=program).first()
    questions = questions_for(writing_side(request.actor, program), kept.answers if kept else ())
    form = ReflectionForm(posted(request), questions=questions, initial={"readers": kept.readers if kept else "nobody"})
    if request.method == "POST" and form.is_valid() and (saved := _saved(request, form, program, point)):
        done = saved.state == ReflectionState.WRITTEN
        words = "Готово. Рефлексия сохранена." if done else "Готово. Черновик сохранён, его читаете только вы."
        return done_and_go(
            request, words, *(("reflection_detail", saved.pk) if done else ("reflection_write", pk, point))
        )
    context = {"form": form, "verdict": may_reflect(request.actor, program), "names": names_of(program), "kept": kept}
    return show(request, "reflection_write", program, title=TITLES[point], point=point, **context)


@sensitive_variables()
def _saved(request, form, program, point):
    words = {"answers": form.answers(), "readers": form.cleaned_data["readers"], "done": "draft" not in request.POST}
    return save_form(form, partial(act.save_reflection, program=program, point=point, **words), request)[1]


def reflection_detail(request, pk):
    """The text for its author and for those he opened it to; the author chooses the readers here."""
    reflection = _reflection(request, pk)
    form = ReadersForm(posted(request), initial={"readers": reflection.readers})
    if request.method == "POST" and form.is_valid():
        changed, _ = save_form(form, partial(act.change_readers, reflection=reflection, **form.cleaned_data), request)
        if changed:
            return done_and_go(request, "Готово. Кто читает, записано.", "reflection_detail", pk)
    page = reflection_page(request.actor, reflection)
    return show(request, "reflection_detail", reflection.program, page=page, reflection=reflection, form=form)


@require_POST
def reflection_skip(request, pk, point):
    program = program_with_people(request, pk)
    skip = partial(act.skip_reflection, program=program, point=point)
    return do_and_go(request, skip, "Готово. Напоминать не будем; это видно только вам.", ("program_detail", pk))


def reflection_remove(request, pk):
    """Asked once more: a removed text does not come back."""
    reflection = _own(request, pk)
    if request.method == "POST":
        remove = partial(act.remove_reflection, reflection=reflection)
        return do_and_go(request, remove, "Готово. Текст удалён.", ("program_detail", reflection.program_id))
    page = reflection_page(request.actor, reflection)
    return show(request, "reflection_remove", reflection.program, page=page, reflection=reflection)


def reflection_pdf(request, pk):
    name, paper = _paper(request, pk)
    return download(render_pdf(paper), PDF, f"{name}.pdf")


def reflection_docx(request, pk):
    name, paper = _paper(request, pk)
    return download(render_docx(paper), DOCX, f"{name}.docx")


def reflection_numbers_page(request):
    """For the curator: how many wrote, without a word of what."""
    only_if(YES if request.actor.has("curator") else no("Числа о рефлексиях видит куратор, тексты – только авторы."))
    request.section = "program_list"
    context = {
        "rows": reflection_numbers(today()),
        "columns": NUMBER_COLUMNS,
        "crumbs": (("Программы", reverse("program_list")),),
    }
    return render(request, "programs/reflection_numbers.html", context)


def _paper(request, pk):
    page = reflection_page(request.actor, _own(request, pk))
    return page.title, reflection_paper(page, at=timezone.now())


def _reflection(request, pk):
    return get_object_or_404(reflections_loaded(request.actor), pk=pk)


def _own(request, pk):
    """Printed and removed by the author alone."""
    return get_object_or_404(reflections_loaded(request.actor), pk=pk, author=request.actor.person)
