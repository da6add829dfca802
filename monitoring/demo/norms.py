"""The regulation is being read: a sheet over it that most have signed, one of them on paper."""

from datetime import timedelta

from mentoring.access import actor_for
from mentoring.actions.acquaintance import add_people, open_sheet
from mentoring.actions.document import acquaint, acquaint_on_paper
from mentoring.actions.registering import register_document
from mentoring.choices import SheetAudience
from mentoring.models import DocumentType, NormativeAct, Person
from mentoring.office import office

from .scan import scan

ASKED, READ = 14, 9


def read_the_regulation(stage):
    """A sheet of fourteen people, nine of whom have read: those with accounts first. And a paper from outside."""
    opened, by = stage.clock.now - timedelta(days=2), stage.curator
    version = NormativeAct.objects.get(code="regulation").versions.first()
    due = office().add_working_days(stage.clock.today, office().setting("acquaintance_working_days"))
    sheet = open_sheet(version=version, audience=SheetAudience.CHOSEN, due=due, by=by, at=opened)
    people = _readers()
    add_people(sheet, people, by=by, at=opened)
    for person in people[: READ - 1]:
        acquaint(sheet, shown=version.sha256, by=actor_for(person), at=opened + timedelta(hours=3))
    on_paper = {"scan": scan("Лист ознакомления"), "witness": _witness(people)}
    acquaint_on_paper(sheet, people[READ - 1 : READ], on=opened.date(), **on_paper, by=by, at=stage.clock.now)
    _paper_from_outside(stage)


def _readers():
    """The demo's accounts, then mentors."""
    working = Person.objects.filter(left_on__isnull=True)
    accounts = list(working.filter(user__isnull=False).in_order())
    mentors = working.filter(mentor__retired_on__isnull=True, mentor__isnull=False, user__isnull=True).in_order()
    return (accounts + list(mentors[:ASKED]))[:ASKED]


def _witness(people):
    busy = [person.pk for person in people]
    return Person.objects.teachers().exclude(pk__in=busy).in_order().first()


def _paper_from_outside(stage):
    kind = DocumentType.objects.get(code="D36")
    day = max(stage.clock.starts, stage.clock.today - timedelta(days=20))
    register_document(
        type=kind,
        title="Сведения о наставничестве для министерства",
        date=day,
        issuer="Министерство образования",
        upload=scan("Справка"),
        by=stage.curator,
        at=stage.clock.now,
    )
