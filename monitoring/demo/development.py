"""What mentors have on paper: courses with certificates, additional agreements of this year's pairs."""

from datetime import timedelta
from decimal import Decimal

from mentoring.access import actor_for
from mentoring.actions.agreement import draft_agreement, issue_agreement, scan_agreement
from mentoring.actions.course import add_course
from mentoring.choices.pair import LIVE_STATES
from mentoring.models import ListEntry, Mentor, Pair
from mentoring.models.person import OUTSIDERS

from .pairs import later
from .scan import scan

COURSES = (
    ("Наставничество в профессиональном образовании", "НИРО, г. Нижний Новгород", 72),
    ("Педагог-наставник: содержание и формы работы", "Академия Минпросвещения", 36),
    ("Введение в должность наставника", "НИУ ВШЭ, Нижний Новгород", 24),
)


def courses(stage):
    """Most mentors have learned to mentor, a few long ago or not at all; one has just entered a course."""
    mentors = list(Mentor.objects.filter(retired_on__isnull=True).select_related("person").order_by("pk"))
    for number, mentor in enumerate(mentors):
        if number % 6 == 5:
            continue
        name, provider, hours = COURSES[number % len(COURSES)]
        ended = stage.clock.starts - timedelta(days=1700 if number % 6 == 4 else 120 + number % 5 * 90)
        values = {"programme": name, "provider": provider, "hours": hours, "number": f"52-{1400 + number}"}
        dates = {"since": ended - timedelta(days=30), "until": ended, "issued_on": ended, "federal": number % 2 == 0}
        own = number % 12 == 3
        by = actor_for(mentor.person) if own else stage.curator
        file = scan("Удостоверение") if own else None
        add_course(mentor, by=by, at=stage.clock.at(5, 12), file=file, **values, **dates)


def agreements(stage):
    """Signed before the work begins; one waits for its scan, one is a draft, one mentor has none yet."""
    pay = ListEntry.objects.get(list="motivation", code="pay")
    led = {}
    for pair in Pair.objects.with_members().filter(year=stage.year, state__in=LIVE_STATES).order_by("pk"):
        for person in pair.mentors:
            if person.employment not in OUTSIDERS:
                led.setdefault(person, pair)
    for number, (person, pair) in enumerate(led.items()):
        if number % 7 != 6:
            _agreement(stage, person, pair, number, pay)


def _agreement(stage, person, pair, number, pay):
    at = stage.clock.moment(min(pair.since, stage.clock.today), 9)
    size = (
        {"measure": "sum", "amount": Decimal(3500)}
        if number % 3 == 2
        else {"measure": "percent", "amount": Decimal(15)}
    )
    term = {"pair": pair, "since": pair.since, "until": pair.until}
    basis = f"приказ № {pair.order.number}" if pair.order else ""
    agreement = draft_agreement(
        person, by=stage.curator, at=at, payment=pay, terms="за каждую пару", basis=basis, **size, **term
    )
    if number % 7 == 4:
        return
    issue_agreement(agreement, number="", date=at.date(), by=stage.curator, at=at)
    if number % 7 != 3:
        scan_agreement(
            agreement, scan=scan("Дополнительное соглашение"), by=stage.curator, at=min(later(at, 1), stage.clock.now)
        )
