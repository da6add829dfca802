"""What is raced for: each act prepares a fresh thing and says what is posted at once and what must come of it."""

from dataclasses import dataclass
from functools import partial

from django.urls import reverse
from django.utils import timezone

from mentoring.actions import order as orders
from mentoring.actions.consent import request_consent
from mentoring.kit.dates import today
from mentoring.models import DocumentType, IssuedDocument, JournalEntry, PairMember, Signature
from mentoring.queries.consent import asked_wording
from mentoring.tests import make
from monitoring.models import CaseAnswer, CaseTask, Invitation, Opinion, Response, YearlyAssessment
from monitoring.tests import make_observation as mo
from monitoring.tests import make_survey as ms
from programs.models import ProgramDecision
from programs.tests import make as mp

from .kills import KIND, content_of
from .world import people


@dataclass
class Scene:
    """Who posts: sessions of one director, of eight curators; `visit(person)` opens one more; the number of the round."""

    director: list
    curators: list
    visit: partial
    number: int


@dataclass(frozen=True)
class Act:
    calls: list
    effect: partial
    expected: object = 1


def _curator():
    return make.actor(people().curator)


def _pair():
    mentee = make.mentee("Гонщиков Иван Ильич", login=True).person
    return mp.live_pair([make.mentor("Наставникова Анна Ильинична", login=True).person], [mentee])


def _entries(event, row):
    return JournalEntry.objects.filter(event=event, subject_id=row.pk).count()


def approve(scene):
    """Eight curators, each with the text before him."""
    program = mp.program(_pair(), state="submitted")
    post = {"sha256": mp.read(program)}
    path = reverse("program_approve", args=[program.pk])
    decisions = ProgramDecision.objects.filter(program=program, kind="approve")
    return Act([partial(one.post, path, post) for one in scene.curators], lambda: decisions.count())


def acknowledge(scene):
    program = mp.program(_pair(), state="awaiting_acquaintance", curator=people().curator)
    path, mentee = reverse("program_acquaint", args=[program.pk]), program.pair.mentees[0]
    calls = [partial(scene.visit(mentee).post, path, {"read": "on"}) for _ in range(8)]
    decisions = ProgramDecision.objects.filter(program=program, kind="acquaint")
    return Act(calls, lambda: (decisions.count(), _entries("program_start", program)), (1, 1))


def last_two(scene):
    """The last mentees acknowledge at once: the program starts, and starts once."""
    program = mp.program(_pair(), state="awaiting_acquaintance", curator=people().curator)
    pair, came = program.pair, [make.mentee(f"Последний{n} Иван Ильич", login=True).person for n in range(3)]
    for person in came:
        PairMember.objects.create(pair=pair, person=person, side="mentee", since=pair.since)
    path = reverse("program_acquaint", args=[program.pk])
    calls = [partial(scene.visit(one).post, path, {"read": "on"}) for one in (pair.mentees[0], *came)]
    return Act(calls, lambda: (mp.fresh(program).state, _entries("program_start", program)), ("active", 1))


def sign(scene):
    pair = make.pair([make.mentor("Приказова Анна Ильинична").person], None, state="ready", criteria="опыт")
    order = orders.create_order([pair], by=_curator(), at=timezone.now())
    orders.send_order(order, pair_ids=[pair.pk], checked=True, by=_curator(), at=timezone.now())
    order.refresh_from_db()
    path, post = reverse("order_sign", args=[order.pk]), {"checked": "on", "sha256": order.sha256}
    signed = Signature.objects.filter(document=order)
    return Act([partial(one.post, path, post) for one in scene.director], lambda: signed.count())


def register(scene):
    kind, marks = DocumentType.objects.get(code=KIND), [f"race {scene.number}-{n}" for n in range(len(scene.curators))]
    made = IssuedDocument.objects.filter(title__in=marks)
    made.delete()
    calls = []
    for who, mark in zip(scene.curators, marks, strict=True):
        fields = {"type": kind.pk, "title": mark, "number": "", "date": today().isoformat(), "issuer": ""}
        calls.append(partial(who.post, reverse("document_register"), fields, [("file", "a.pdf", content_of(mark))]))
    return Act(calls, lambda: (made.count(), made.values("number").distinct().count()), (8, 8))


def press(scene):
    """One person presses twenty times: one document."""
    kind, mark = DocumentType.objects.get(code=KIND), f"press {scene.number}"
    made = IssuedDocument.objects.filter(title=mark)
    made.delete()
    fields = {"type": kind.pk, "title": mark, "number": "", "date": today().isoformat(), "issuer": ""}
    call = partial(scene.curators[0].post, reverse("document_register"), fields, [("file", "a.pdf", content_of(mark))])
    return Act([call] * 20, made.count)


def consent(scene):
    person = make.mentor("Согласнова Анна Ильинична", consent=False, login=True).person
    asked = request_consent(person, "mentor", by=_curator(), at=timezone.now())
    path, post = reverse("consent_answer", args=[asked.pk]), {"act": "give", "shown": asked_wording(asked).mark}
    calls = [partial(scene.visit(person).post, path, post) for _ in range(8)]
    return Act(calls, partial(_entries, "consent_given", asked))


def close_survey(scene):
    survey = ms.running(_curator(), [ms.program(_pair())])
    path = reverse("survey_close", args=[survey.pk])
    return Act([partial(one.post, path, {}) for one in scene.curators], partial(_entries, "survey_closed", survey))


def join_survey(scene):
    survey = ms.running(_curator(), [ms.program(_pair())])
    asked = Invitation.objects.filter(survey=survey).select_related("person__user").first()
    path = reverse("survey_start", args=[asked.pk])
    calls = [partial(scene.visit(asked.person).post, path, {}) for _ in range(8)]
    return Act(calls, lambda: Response.objects.filter(invitation=asked).count())


def assessment(scene):
    year = make.year(2001 + scene.number % 20, current=False)
    YearlyAssessment.objects.filter(year=year).delete()
    path, post = reverse("assessment_start"), {"year": year.pk, "together": "yes"}
    begun = YearlyAssessment.objects.filter(year=year)
    return Act([partial(one.post, path, post) for one in scene.curators], lambda: begun.count())


def case(scene):
    program = ms.program(_pair())
    task = CaseTask.objects.filter(state="active").first()
    post = {"task": task.pk, "person": program.pair.mentees[0].pk, "stage": "before", "due": f"{today():%d.%m.%Y}"}
    path, given = reverse("case_give", args=[program.pk]), CaseAnswer.objects.filter(program=program)
    return Act([partial(one.post, path, post) for one in scene.curators], lambda: given.count())


def opinion(scene):
    program = mo.open_program(ms.program(_pair()))
    author = make.person("Коллегина Анна Ильинична", login=True)
    post = {"person": program.pair.mentees[0].pk, "author": author.pk, "stage": "after"}
    path, asked = reverse("opinion_ask", args=[program.pk]), Opinion.objects.filter(program=program)
    return Act([partial(one.post, path, post) for one in scene.curators], lambda: asked.count())


ACTS = {
    "approve a program": approve,
    "acknowledge a program": acknowledge,
    "acknowledge, the last mentees": last_two,
    "sign an order": sign,
    "number of a document": register,
    "one form twenty times": press,
    "accept a consent": consent,
    "close a survey": close_survey,
    "join a survey": join_survey,
    "start the yearly assessment": assessment,
    "give a case": case,
    "ask for an opinion": opinion,
}
