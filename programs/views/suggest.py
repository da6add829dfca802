"""A plan begins from what was diagnosed: suggestions on one page, one button."""

from django.contrib import messages
from django.urls import reverse
from django.utils import timezone

from mentoring.kit.text import count_of
from mentoring.kit.ui import Column
from mentoring.kit.verdict import Refused
from mentoring.views.shortcuts import done_and_go
from programs.access import may_edit
from programs.actions.suggest import Chosen, add_suggested
from programs.forms.suggest import suggest_formsets, ticked
from programs.queries import reference
from programs.queries.suggest import suggest_page

from .load import crumbs, posted, program_with_text, show

COLUMNS = (
    Column("Взять", fields=("take",), width="wide"),
    Column("Мероприятие", fields=("measure",), more=("expected",)),
    Column("Срок", fields=("when",), width="narrow"),
    Column("Форма", fields=("form",), width="middle"),
    Column("Кто", fields=("responsible",), width="who"),
)


def program_suggest(request, pk):
    """Compulsory items of the template and ready events for every difficulty, ticked; each is edited here."""
    program = program_with_text(request, pk)
    verdict = may_edit(request.actor, program)
    page = suggest_page(program)
    lists = tuple((row.code, row.name) for row in reference.event_forms() if not row.retired)
    formsets = suggest_formsets(page, posted(request), forms_list=lists, term=(program.since, program.until))
    if request.method == "POST" and all(formset.is_valid() for _, formset in formsets):
        try:
            return _add(request, program, formsets)
        except Refused as refusal:
            messages.error(request, str(refusal))
    context = {
        "page": page,
        "verdict": verdict,
        "groups": [(group, formset) for group, formset in formsets if formset.forms],
        "forms": [formset for _, formset in formsets],
        "columns": COLUMNS,
        "crumbs": crumbs(program, ("План мероприятий", reverse("program_plan", args=[pk]))),
    }
    return show(request, "program_suggest", program, **context)


def _add(request, program, formsets):
    chosen = [Chosen(key, values) for key, values in ticked(formsets)]
    made = add_suggested(program=program, chosen=chosen, by=request.actor, at=timezone.now())
    done = f"Готово. Добавлено: {count_of(len(made), 'event')}. Осталось прочитать план и заполнить разделы."
    return done_and_go(request, done, "program_plan", program.pk)
