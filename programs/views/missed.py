"""A meeting that nobody had scheduled and that did not take place."""

from functools import partial

from django.utils import timezone

from mentoring.kit import dates
from mentoring.views.shortcuts import done_and_go, save_form
from programs.access import may_schedule
from programs.actions.meeting_missed import record_missed
from programs.forms.meeting import MissedForm
from programs.queries.head import names_of

from .load import posted, program_with_people, show


def meeting_missed(request, pk):
    program = program_with_people(request, pk)
    now = dates.local(timezone.now())
    form = MissedForm(posted(request), initial={"day": now.date(), "clock": now.strftime("%H:00")})
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("topic", "reason", "reason_text")}
        write = partial(record_missed, program=program, starts_at=form.starts_at(), **values)
        written, meeting = save_form(form, write, request, adds=True)
        if written:
            done = "Готово. Записано, что встреча не состоялась. Назначьте новую, когда договоритесь."
            return done_and_go(request, done, "meeting_detail", meeting.pk)
    verdict = may_schedule(request.actor, program)
    return show(request, "meeting_missed", program, form=form, verdict=verdict, names=names_of(program))
