"""Rows of every model the administration shows, as many sets as asked."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from mentoring import notifications
from mentoring.actions import journal
from mentoring.actions.file import store_bytes
from mentoring.models import (
    AcquaintanceMark,
    AcquaintanceSheet,
    ImportBatch,
    ImportRow,
    NumberSequence,
    PostForms,
    RequestOffer,
    RoleAssignment,
    Signature,
)
from mentoring.tests import make, outside
from monitoring.actions.evaluation import add_entry
from monitoring.actions.indicator import enter_value
from monitoring.actions.instrument import declare_equal
from monitoring.actions.payment import enter_payment
from monitoring.models import (
    FigureTarget,
    Indicator,
    InstrumentVersion,
    Question,
    Reply,
    ReplyForm,
    Roadmap,
    Snapshot,
    YearReport,
)
from monitoring.tests import make_survey, make_year
from monitoring.tests.make_dashboard import observed
from programs.actions.meeting import record_meeting
from programs.tests import make as make_programs
from programs.tests import make_amendment

LETTERS = "абвгдежз"
SAID = "Говорили о трудном разговоре с родителями"


def add_set(cast, number):
    """One more row of everything, through the actions where a bare row would not do."""
    letter = LETTERS[number]
    unit = make.unit(f"Комиссия {letter}", head=cast.supervisor)
    mentor = make.mentor(f"Соловьёв{letter} Пётр Ильич", unit=unit, login=True)
    mentee = make.mentee(f"Чижов{letter} Иван Ильич", unit=unit, login=True)
    pair = make_programs.around_today(make.pair([mentor.person], [mentee.person]))
    program = make_programs.program(pair, state="active", curator=cast.curator)
    make_amendment.extended(program, mentor.person)
    document(cast, pair, mentor.person)
    office_year(cast, mentor.person, number)
    waiting(cast, mentor)
    at = timezone.now()
    said = {"name": "Тест", "unit": "%", "reason": "тест курса"}
    add_entry(program, level="2", before=40, after=80, by=cast.actor("curator"), at=at, **said)
    observed(program)
    talked(cast, program, mentor.person)
    measured(cast, mentor.person, pair, number)
    service(cast, mentor.person, number)  # the newest entry of the journal is one everybody reads
    partner(letter)
    output(cast, number)
    outside.published(mentor)
    outside.applied(email=f"outside{number}@other.example")
    return pair


def output(cast, number):
    """A target, a form, a letter with its snapshot and a yearly report, as bare rows: their numbers are not read here."""
    at, by = timezone.now(), cast.curator
    year = make.year(2000 + number, current=False)
    FigureTarget.objects.create(code="plan", year=year, value=90, set_by=by, set_at=at)
    form = ReplyForm.objects.create(title="Мониторинг", addressee="Кому", figures=["plan"], author=by, created_at=at)
    kept = Snapshot.objects.create(
        title="Снимок", year=year, on=year.starts, payload={}, sha256="0", author=by, created_at=at
    )
    Reply.objects.create(form=form, snapshot=kept, addressee="Кому", figures=["plan"], author=by, created_at=at)
    YearReport.objects.create(year=year, payload={}, counted_at=at, author=by, created_at=at)


def measured(cast, person, pair, number):
    """A value of the register, money for a month, two questions said to be the same."""
    by, at = cast.actor("curator"), timezone.now()
    year, indicator = make.year(2000 + number, current=False), Indicator.objects.get(code="learning_quality")
    enter_value(indicator, year=year, value=Decimal(62), by=by, at=at)
    month = {"since": date(2026, 9, 1), "until": date(2026, 9, 30)}
    enter_payment(person=person, pair=pair, amount=Decimal(5000), by=by, at=at, **month)
    first = Question.objects.filter(version__instrument__code="l1_mentor_v1", version__number=1)[number]
    later = InstrumentVersion.objects.create(instrument=first.version.instrument, number=100 + number, state="draft")
    second = Question.objects.create(version=later, code=first.code, kind=first.kind, text=first.text, position=1)
    declare_equal(first, second, by=by, at=at)


def talked(cast, program, mentor):
    """A meeting with words only the pair and the curator read, and a survey about the program."""
    people = [mentor, *program.pair.mentees]
    at, by = timezone.now(), make.actor(mentor)
    record_meeting(program=program, starts_at=at, topic="Цели", attended=people, done=SAID, by=by, at=at)
    make_survey.draft(cast.actor("curator"), [program])


def document(cast, pair, reader):
    AcquaintanceMark.objects.create(document=pair.order, person=reader, due=date(2026, 12, 1))
    AcquaintanceSheet.objects.create(
        document=pair.order, audience="chosen", due=date(2026, 12, 1), opened_by=cast.curator, opened_at=make.moment()
    )
    Signature.objects.create(
        document=pair.order, person=cast.director, role="director", post="Директор", sha256="a" * 64,
        signed_at=make.moment(),
    )  # fmt: skip


def waiting(cast, mentor):
    """A request that waits for a mentor, and a draft pair."""
    request = make.request(make.mentee("Щеглов Иван Ильич").person, state="awaiting_mentor")
    RequestOffer.objects.create(request=request, mentor=mentor, asked_at=make.moment(), due=date(2026, 12, 1))
    make.pair([mentor.person], [request.person], state="ready", since=date(2026, 12, 1))


def service(cast, person, number):
    """What the system writes: a letter, an entry, a load of a list, a number, a post; a role beside them."""
    at, by = timezone.now(), cast.actor("curator")
    journal.record("person_changed", "Изменена карточка", by=by, at=at, subject=person, person=person)
    notifications.write("request_released", to=person, at=at)
    file = store_bytes(b"x", name="staff.csv", content_type="text/csv", purpose="import", by=by, at=at)
    batch = ImportBatch.objects.create(
        file=file, list_date=date(2026, 9, 1), state="applied", author=by.person, created_at=at
    )
    ImportRow.objects.create(batch=batch, number=2, name=person.full_name, verdict="applied", person=person)
    NumberSequence.objects.create(prefix=f"Ы{number}", year=make.year(), last=number)
    PostForms.objects.create(post=f"методист {number}", cases={"gen": "методиста", "doubt": []}, sure=False)
    RoleAssignment.objects.create(person=person, role="council", since=date(2026, 9, 1))


def partner(letter):
    from mentoring.models import Organization, PartnerKind

    Organization.objects.create(
        full_name=f"Завод {letter}", short_name=f"Завод {letter}", kind=PartnerKind.objects.first()
    )


def office_year(cast, person, number):
    """A task of one map, an assessment of another year, a proposal."""
    roadmap = Roadmap.objects.first() or make_year.started(cast, "hand")
    make_year.task(cast, roadmap, owner=person)
    make_year.begun(cast, make.year(2030 + number, current=False))
    make_year.proposed(cast, person=person)
