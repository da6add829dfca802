"""Several events marked on one page."""

from functools import partial

from mentoring.kit.dates import today
from mentoring.kit.text import count_of
from mentoring.kit.verdict import YES, no
from mentoring.views.shortcuts import done_and_go, save_form
from programs.access import may_mark
from programs.actions.mark_several import mark_several
from programs.choices import UNMARKED_EVENT_STATES
from programs.forms.several import SeveralForm
from programs.queries.mark import after_mark
from programs.queries.running import plan_events

from .load import posted, program_with_people, show


def events_mark(request, pk):
    """Unmarked events this reader may mark; those of others are not offered."""
    program = program_with_people(request, pk)
    events = [event for event in plan_events(program) if event.state in UNMARKED_EVENT_STATES]
    for event in events:
        event.program = program
    mine = [event for event in events if may_mark(request.actor, event)]
    form = SeveralForm(posted(request), events=mine, initial={"done_on": today()})
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("done_on", "common")}
        marked, number = save_form(form, partial(mark_several, **values, **form.chosen()), request)
        if marked:
            done = f"Готово. Отмечено: {count_of(number, 'event')}. {after_mark(program, today())}"
            return done_and_go(request, done, "program_detail", program.pk)
    verdict = YES if mine else _why_none(request.actor, events)
    return show(request, "events_mark", program, form=form, verdict=verdict)


def _why_none(actor, events):
    return may_mark(actor, events[0]) if events else no("Неотмеченных мероприятий в плане нет.")
