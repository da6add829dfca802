"""Meetings: the list, an appointment, a record in a minute, its confirmation."""

from dataclasses import dataclass
from functools import partial

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from mentoring.kit import dates
from mentoring.kit.text import listing
from mentoring.views.shortcuts import do_and_go, done_and_go, save_form
from programs.access import is_participant, may_record, may_schedule
from programs.actions import meeting as act
from programs.actions.journal_entry import record_entry
from programs.forms.meeting import CancelForm, DisputeForm, MoveForm, NotHeldForm, RecordForm, ScheduleForm
from programs.queries.head import names_of
from programs.queries.journal import beside
from programs.queries.kind_log import kind_log
from programs.queries.meetings import MEETING_COLUMNS, answer_by, likely_start, meeting_page, participants
from programs.queries.meetings import meeting_list as read_list

from .entry_draft import Desk, saved_words, with_draft
from .load import meeting_of, own_event, posted, program_with_people, show

LEAD = "Записать прошедшую встречу можно за минуту; второй участник подтвердит одной кнопкой."


def meeting_list(request):
    asked = {name: request.GET.get(name, "")[:200] for name in ("when", "q", "page")}
    page = read_list(request.actor, when=asked["when"] or "ahead", q=asked["q"], page=asked["page"] or 1)
    lead = LEAD if page.programs else "Встречи назначают и записывают участники программ."
    return render(request, "programs/meeting_list.html", {"list": page, "columns": MEETING_COLUMNS, "lead": lead})


def meeting_detail(request, pk):
    meeting = meeting_of(request, pk)
    page = meeting_page(request.actor, meeting)
    more = beside(request.actor, meeting)
    return show(
        request, "meeting_detail", meeting.program, tab="meeting_list", page=page, meeting=meeting, lead=_lead(page),
        beside=more,
    )  # fmt: skip


def _lead(page):
    meeting = page.row.meeting
    return f"{page.row.names}, {dates.moment(meeting.starts_at)}"


def meeting_schedule(request, pk):
    program = program_with_people(request, pk)
    start = dates.local(likely_start(program))
    initial = {
        "day": start.date(), "clock": start.strftime("%H:%M"), "minutes": 45, "mode": "online" if program.mode == "online" else "in_person",
        "link": program.link, "event": own_event(program, request.GET.get("event")),
    }  # fmt: skip
    form = ScheduleForm(posted(request), initial=initial, program=program)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("topic", "minutes", "mode", "place", "link", "event")}
        plan = partial(act.schedule_meeting, program=program, starts_at=form.starts_at(), **values)
        planned, meeting = save_form(form, plan, request)
        if planned:
            done = f"Готово. Встреча {dates.moment(meeting.starts_at)}. Второй участник получит письмо."
            return done_and_go(request, done, "meeting_detail", meeting.pk)
    verdict = may_schedule(request.actor, program)
    return show(request, "meeting_schedule", program, form=form, verdict=verdict, names=names_of(program))


def meeting_record(request, pk):
    """One page, under a minute; a scheduled or disputed meeting is written down through ?meeting=."""
    program = program_with_people(request, pk)
    meeting = _asked_meeting(request, program)
    verdict = may_record(request.actor, meeting) if meeting else may_schedule(request.actor, program)
    desk = Desk(request, program, "meeting", verdict, meeting.pk if meeting else 0)
    if answer := desk.answer():
        return answer
    log, draft = kind_log(program, before=meeting), desk.kept()
    form = _record_form(request, program, meeting, log, draft)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in form.cleaned_data if name not in ("day", "clock")}
        write = partial(record_entry, program=program, meeting=meeting, starts_at=form.starts_at(), **values)
        recorded, meeting = save_form(form, write, request)
        if recorded:
            desk.drop()
            return done_and_go(request, _recorded(program, meeting, request.actor), "meeting_detail", meeting.pk)
    shown = {"meeting": meeting, "verdict": verdict, "log": log, "draft": draft, "saved": saved_words(draft)}
    return show(request, "meeting_record", program, form=form, **shown)


def _asked_meeting(request, program):
    asked = request.GET.get("meeting", "")
    meeting = meeting_of(request, int(asked[:18])) if asked.isdecimal() else None
    if meeting and meeting.program_id != program.pk:
        raise Http404
    return meeting


def _record_form(request, program, meeting, log, draft):
    people = [person for person, _ in participants(program)]
    more = beside(request.actor, meeting) if meeting else None
    initial = _initial(program, meeting, people, request.GET.get("event")) | {"note": more.note if more else ""}
    called = bool(more and more.flags) or not is_participant(request.actor, program)
    form = RecordForm(posted(request), initial=initial, program=program, people=people, asked=log.fields, called=called)
    return with_draft(form, draft)


def _initial(program, meeting, people, event):
    if meeting:
        start = dates.local(meeting.starts_at)
        names = ("topic", "minutes", "mode", "question", "done", "result", "next_steps", "next_goal", "event")
        came = list(meeting.attended.all()) if meeting.recorded_at else people
        kept = {name: getattr(meeting, name) for name in names}
        return {**kept, "day": start.date(), "clock": start.strftime("%H:%M"), "attended": came}
    now = dates.local(timezone.now())
    return {
        "day": now.date(), "clock": now.strftime("%H:00"), "minutes": 45, "mode": "online" if program.mode == "online" else "in_person",
        "attended": people, "event": own_event(program, event),
    }  # fmt: skip


def _recorded(program, meeting, actor):
    others = [person.short_case("gen") for person, _ in participants(program) if not actor.is_person(person)]
    return f"Готово. Запись ждёт подтверждения {listing(others)} до {dates.words(answer_by(meeting))}."


@require_POST
def meeting_confirm(request, pk):
    meeting = meeting_of(request, pk)
    done = "Готово. Запись подтвердили обе стороны. Больше ничего не нужно."
    return do_and_go(request, partial(act.confirm_meeting, meeting=meeting), done, ("meeting_detail", pk))


def meeting_dispute(request, pk):
    done = "Готово. Второй участник прочитает уточнение и исправит запись."
    return _ask(request, pk, Question("Уточнить запись", "Отправить уточнение", DisputeForm, act.dispute_meeting, done))


def meeting_not_held(request, pk):
    done = "Готово. Записано, что встреча не состоялась. Назначьте новую, когда договоритесь."
    return _ask(request, pk, Question("Встреча не состоялась", "Записать", NotHeldForm, act.meeting_not_held, done))


def meeting_cancel(request, pk):
    done = "Готово. Встреча отменена, второй участник получит письмо."
    return _ask(request, pk, Question("Отменить встречу", "Отменить встречу", CancelForm, act.cancel_meeting, done))


@require_POST
def meeting_retract(request, pk):
    meeting = meeting_of(request, pk)
    done = "Готово. Запись убрана, подтверждать её никого не просим."
    return do_and_go(request, partial(act.retract_meeting, meeting=meeting), done, ("meeting_detail", pk))


@dataclass(frozen=True)
class Question:
    """One question about a meeting: its h1, its button, its form, what it does and what is said after."""

    title: str
    button: str
    form: type
    action: object
    done: str


def _ask(request, pk, question):
    """One question about a meeting, then its page."""
    meeting = meeting_of(request, pk)
    form = question.form(posted(request))
    if request.method == "POST" and form.is_valid():
        acted, _ = save_form(form, partial(question.action, meeting=meeting, **form.cleaned_data), request)
        if acted:
            return done_and_go(request, question.done, "meeting_detail", pk)
    return _show_question(request, meeting, form, question.title, question.button)


def _show_question(request, meeting, form, title, button):
    page = meeting_page(request.actor, meeting)
    verdict = page.row.confirm if isinstance(form, DisputeForm) else page.row.cancel
    context = {
        "form": form,
        "meeting": meeting,
        "verdict": verdict,
        "question": title,
        "act": button,
        "lead": _lead(page),
    }
    return show(request, "meeting_question", meeting.program, tab="meeting_list", **context)


def meeting_move(request, pk):
    meeting = meeting_of(request, pk)
    start = dates.local(meeting.starts_at)
    initial = {
        "day": start.date(),
        "clock": start.strftime("%H:%M"),
        "minutes": meeting.minutes,
        "place": meeting.place,
    }
    form = MoveForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        values = {"minutes": form.cleaned_data["minutes"], "place": form.cleaned_data["place"]}
        move = partial(act.move_meeting, meeting=meeting, starts_at=form.starts_at(), **values)
        moved, _ = save_form(form, move, request)
        if moved:
            done = f"Готово. Встреча перенесена: {dates.moment(meeting.starts_at)}. Второй участник получит письмо."
            return done_and_go(request, done, "meeting_detail", pk)
    return _show_question(request, meeting, form, "Перенести встречу", "Перенести встречу")
