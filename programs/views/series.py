"""Repeating meetings: the days are shown before they are made; the whole schedule is canceled from a day."""

from functools import partial

from django.shortcuts import get_object_or_404
from django.utils import timezone

from mentoring.kit import dates
from mentoring.kit.text import count_of
from mentoring.views.shortcuts import done_and_go, save_form
from programs.access import may_schedule, programs_for
from programs.actions import series as act
from programs.forms.meeting import SeriesCancelForm, SeriesForm
from programs.models import MeetingSeries
from programs.queries.head import names_of
from programs.queries.meetings import likely_start
from programs.queries.series import ahead_of, planned_days

from .load import posted, program_with_people, show


def meeting_series(request, pk):
    """The first press shows the days, the second one (sure=1) makes the meetings."""
    program = program_with_people(request, pk)
    form = SeriesForm(posted(request), initial=_initial(program))
    days = ()
    if request.method == "POST" and form.is_valid():
        if request.POST.get("sure"):
            made, series = save_form(
                form, partial(act.create_series, program=program, **_values(form)), request, adds=True
            )
            if made:
                done = f"Готово. Назначено: {count_of(series.meetings.count(), 'meeting')}. Второй участник получит одно письмо."
                return done_and_go(request, done, "program_detail", pk)
        days = _days(program, form.cleaned_data)
    context = {"form": form, "days": days, "free": sum(not row.skipped for row in days)}
    verdict = may_schedule(request.actor, program)
    return show(request, "meeting_series", program, verdict=verdict, names=names_of(program), **context)


def _initial(program):
    start = dates.local(likely_start(program))
    mode = "online" if program.mode == "online" else "in_person"
    return {
        "day": start.date(), "clock": start.strftime("%H:%M"), "minutes": 45, "weeks": 1, "mode": mode,
        "until": program.until, "link": program.link, "topic": "Встреча по расписанию",
    }  # fmt: skip


def _values(form):
    said = form.cleaned_data
    names = ("clock", "until", "topic", "weeks", "minutes", "mode", "place", "link")
    return {"first": said["day"], **{name: said[name] for name in names}}


def _days(program, said):
    until = min(said["until"], program.until)
    return planned_days(
        program, first=said["day"], clock=said["clock"], until=until, weeks=said["weeks"], minutes=said["minutes"]
    )


def series_cancel(request, pk):
    series = get_object_or_404(MeetingSeries.objects.filter(program__in=programs_for(request.actor)), pk=pk)
    program = program_with_people(request, series.program_id)
    series.program = program
    ahead = ahead_of(series, timezone.now())
    form = SeriesCancelForm(posted(request), initial={"since": dates.today()})
    if request.method == "POST" and form.is_valid():
        canceled, number = save_form(form, partial(act.cancel_series, series=series, **form.cleaned_data), request)
        if canceled:
            done = f"Готово. Отменено: {count_of(number, 'meeting')}. Второй участник получит письмо."
            return done_and_go(request, done, "program_detail", program.pk)
    context = {
        "form": form,
        "ahead": ahead,
        "names": names_of(program),
        "verdict": may_schedule(request.actor, program),
    }
    return show(request, "series_cancel", program, **context)
