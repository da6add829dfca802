"""The yearly campaign: opened a week ago, two departments have answered, two requests of last year are carried over."""

from datetime import timedelta

from mentoring.access import actor_for
from mentoring.actions.campaign import open_campaign
from mentoring.actions.campaign_unit import Proposal, answer_nobody, ask_for_unit
from mentoring.actions.renewal import let_go_request
from mentoring.actions.request import send_request, start_request
from mentoring.models import AcademicYear, Direction, ListEntry, MentoringRequest
from mentoring.queries.campaign.teachers import teachers_of
from mentoring.queries.campaign.units import usual_due

from . import texts

AGO = timedelta(days=6)


def campaign(stage):
    """Nothing in a year that has only begun: its first week is too short to look back on."""
    at = stage.clock.now - AGO
    if at.date() <= stage.clock.starts:
        return
    left_open(stage)
    opened = open_campaign(stage.clock.starts, due=usual_due(stage.clock.today), by=stage.curator, at=at)
    renewed = MentoringRequest.objects.filter(carried__campaign=opened, state="awaiting_renewal").order_by("pk")
    for request in list(renewed)[1:]:
        let_go_request(request, by=actor_for(request.person), at=at + timedelta(days=1))
    answers(stage, opened, at + timedelta(days=2))


def left_open(stage):
    """Two requests of the year before that came to no pair."""
    year = AcademicYear.objects.filter(starts__lt=stage.clock.starts).order_by("-starts").first()
    if year is None:
        return
    at = stage.clock.moment(year.ends - timedelta(days=80))
    direction = Direction.objects.get(code="method")
    for person in free_teachers(stage, at.date())[:2]:
        stage.busy.add(person.pk)
        by = actor_for(person)
        request = start_request(
            person, by=by, at=at, year=year, directions=[direction], problem=texts.PROBLEMS["method"]
        )
        send_request(request, by=by, at=at)


def free_teachers(stage, on):
    asked = set(MentoringRequest.objects.values_list("person", flat=True))
    heads = {t.pk for t in stage.teachers if t.user_id}
    taken = asked | heads | stage.busy
    return [t for t in stage.teachers if t.pk not in taken and t.unit_id and t.hired_on <= on and not t.left_on]


def answers(stage, opened, at):
    """One department names a teacher, another needs nobody; the demo supervisor has not answered yet."""
    rows = opened.units.select_related("campaign__year", "unit__head").filter(unit__head__isnull=False)
    rows = [row for row in rows.order_by("unit__name") if row.unit.head_id != stage.supervisor.person.pk]
    ground = ListEntry.objects.get(list="request_ground", code="observation")
    direction = Direction.objects.get(code="psyped")
    asked = None
    for row in rows:
        by = actor_for(row.unit.head)
        free = [line.person for line in teachers_of(row, at.date(), reader=by) if line.open]
        free = [person for person in free if person.pk not in stage.busy and not person.user_id]
        if free and asked is None:
            proposal = Proposal(free[0], ground, texts.PROBLEMS["psyped"], (direction,))
            ask_for_unit(row, [proposal], by=by, at=at)
            asked = row
        elif asked is not None:
            note = "Молодым педагогам помогаем в комиссии: взаимные посещения занятий, консультации по средам."
            answer_nobody(row, note=note, by=by, at=at + timedelta(hours=3))
            return
