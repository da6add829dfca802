"""The curator closes a program on a page of its own, with the consequences said first."""

from functools import partial

from mentoring.kit.dates import today, words
from mentoring.queries.revoked import revocation_of
from mentoring.views.shortcuts import done_and_go, save_form
from programs.actions.completion import complete_program
from programs.forms.decision import CompleteForm
from programs.queries.completion import complete_page

from .load import posted, program_with_people, show

PERSONAL = "personal"  # the mentor's own circumstances: clause 5.3, by the participants' wish


def program_complete(request, pk, also=None):
    """`also` names what the floor above keeps open: (actor, program) → OpenGroup rows."""
    program = program_with_people(request, pk)
    page = complete_page(request.actor, program, also)
    revoked = revocation_of(program.pair) if page.verdict and "revoked" in request.GET else None
    known = {"note": revoked.reason, "reason": PERSONAL} if revoked else {}
    form = CompleteForm(posted(request), initial={"ended_on": today(), **known})
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("reason", "note", "ended_on", "initiator", "ordered")}
        act = partial(complete_program, program=program, ground=form.ground(), **values)
        closed, _ = save_form(form, act, request)
        if closed:
            done = f"Готово. Программа завершена {words(program.ended_on)}. Участники получат письмо."
            return done_and_go(request, done, "program_detail", pk)
    return show(request, "program_complete", program, page=page, form=form)
