"""After the end: back to work, or on in other directions (R37, clause 5.3)."""

from functools import partial

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from mentoring.access import people_for
from mentoring.office import office
from mentoring.views.shortcuts import do_and_go, done_and_go, save_form
from programs.actions.certificate import give_certificate
from programs.actions.reopening import continue_program, reopen_program
from programs.forms.ending import ContinueForm, ReopenForm
from programs.queries.reopening import carried_words, continue_page, reopen_page

from .load import posted, program_with_people, show


def program_reopen(request, pk):
    program = program_with_people(request, pk)
    page, form = reopen_page(request.actor, program), ReopenForm(posted(request))
    if request.method == "POST" and form.is_valid():
        reopened, _ = save_form(form, partial(reopen_program, program=program, **form.cleaned_data), request)
        if reopened:
            return done_and_go(
                request, "Готово. Программа снова действует. Участники получат письмо.", "program_detail", pk
            )
    return show(request, "program_reopen", program, page=page, form=form)


def program_continue(request, pk):
    """A new draft pair of the same people; its program takes over what was left."""
    program = program_with_people(request, pk)
    page = continue_page(request.actor, program)
    form = ContinueForm(posted(request), initial={"until": office().year.ends})
    if request.method == "POST" and form.is_valid():
        begun, pair = save_form(form, partial(continue_program, program=program, **form.cleaned_data), request)
        if begun:
            done = "Готово. Создана новая пара тех же людей. Осталось: включить её в приказ о закреплении."
            return done_and_go(request, done, "pair_detail", pair.pk)
    return show(request, "program_continue", program, page=page, form=form, carried=carried_words(page))


@require_POST
def program_certificate(request, pk, person):
    program = program_with_people(request, pk)
    holder = get_object_or_404(people_for(request.actor), pk=person)
    give = partial(give_certificate, program=program, person=holder)
    return do_and_go(request, give, _given, ("program_detail", pk))


def _given(document):
    return f"Готово. Сертификат № {document.number} выдан. Участник получит письмо."
