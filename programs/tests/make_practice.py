"""Practice cards played through the real actions up to a state."""

from django.utils import timezone

from mentoring.actions.declension import decline_person
from mentoring.kit.dates import today
from mentoring.models import ListEntry
from mentoring.tests import make as ground
from programs.actions import practice as act
from programs.actions.completion import complete_program
from programs.actions.mark import mark_event
from programs.actions.meeting import record_meeting
from programs.models import PlanEvent, PracticeCard
from programs.queries.people import with_people
from programs.tests import make


def now():
    return timezone.now()


def finished(cast, pair=None, *, mentor=None):
    """A completed program with a marked event that names the mentee and a held meeting."""
    pair = pair or cast.pair
    mentor = mentor or cast.mentor
    program = make.program(make.around_today(pair), state="active", curator=cast.curator)
    by, at = ground.actor(mentor), now()
    for person in (cast.mentor, cast.mentee, cast.other_mentor, cast.other_mentee):
        decline_person(person, by=cast.actor("curator"), at=at)
    event = PlanEvent.objects.filter(program=program).select_related("program__pair").order_by("position").first()
    words = "Жуков А. Д. сам ставит цель. Разобрали с Жуковым Артёмом Денисовичем три занятия."
    mark_event(event=event, state="done", done_on=today(), result=words, link="https://lms.example/1", by=by, at=at)
    people = [member.person for member in pair.members.all()]
    record_meeting(
        program=program, starts_at=at, topic="Цели занятия", attended=people, done="Переписали цели", minutes=60,
        by=by, at=at,
    )  # fmt: skip
    reason = ListEntry.objects.get(list="completion_reason", code="workload")
    complete_program(
        program=make.fresh(program), ground="by_participants", reason=reason, note="Цель достигнута.",
        initiator="both", by=cast.actor("curator"), at=at,
    )  # fmt: skip
    return make.fresh(program)


def started(cast, program=None, by="mentor"):
    program = program or finished(cast)
    event = program.events.filter(state="done").first()
    meeting = program.meetings.exclude(state="canceled").first()
    codes = [f"event-{event.pk}", f"meeting-{meeting.pk}"]
    return fresh(act.start_practice(program=program, entries=codes, by=cast.actor(by), at=now()))


def written(cast, card=None, **texts):
    card = card or started(cast)
    plain = {"title": "Цель занятия", "difficulty": "Трудно было ставить цель.", "done": "- разобрали занятия",
             "result": "Цель ставит без подсказки.", "suits": "Начинающему педагогу."}  # fmt: skip
    by = ground.actor(card.author)
    act.save_practice(card, seen=card.lock_version, by=by, at=now(), **{**plain, **texts})
    return fresh(card)


def sent(cast, card=None, *, left=False, **texts):
    card = written(cast, card, **texts)
    act.send_practice(card, left=left, by=ground.actor(card.author), at=now())
    return fresh(card)


def accepted(cast, card=None, names=None, **texts):
    card = sent(cast, card, left=bool(names), **texts)
    act.accept_practice(card, seen=card.lock_version, names=names or {}, by=cast.actor("curator"), at=now())
    return fresh(card)


def fresh(card):
    rows = with_people(PracticeCard.objects.all(), "program__pair__members")
    return rows.select_related("author", "program__pair").get(pk=card.pk)
