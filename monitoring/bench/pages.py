"""CPU of our pages against the bare signed-in page, in one process, in interleaved rounds."""

import gc
import statistics
import time
from dataclasses import dataclass, field

from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentoring.models import IssuedDocument, MentoringRequest, Pair, Person
from monitoring.models import Survey
from programs.models import Program

ORDINARY, HEAVY = "ordinary", "home, dashboard"
BUDGET = {ORDINARY: 8, HEAVY: 25}
QUERIES = {ORDINARY: 12, HEAVY: 20}


@dataclass
class Target:
    """A page: who reads it, and what it cost. `cpu` are seconds of process time, one a round."""

    name: str
    who: str
    path: str
    kind: str = ORDINARY
    cpu: list = field(default_factory=list)
    queries: int = 0
    size: int = 0

    @property
    def median(self):
        return statistics.median(self.cpu)


def targets():
    """Pages of the filled demo college, by the account that reads them most."""
    active = Program.objects.filter(state="active").order_by("pk").first()
    draft = Program.objects.filter(state__in=["returned", "draft"]).order_by("pk").first()
    done = Program.objects.filter(state="completed").order_by("pk").first()
    request = MentoringRequest.objects.filter(state="awaiting_curator").first()
    pair = Pair.objects.filter(state="active").first()
    order = IssuedDocument.objects.filter(state="in_force", type__code="D13").first()
    survey = Survey.objects.filter(state="closed").first()
    person = Person.objects.filter(mentor__isnull=False).first()
    rows = [
        Target("home", "curator", reverse("home"), HEAVY),
        Target("home of a mentor", "mentor", reverse("home"), HEAVY),
        Target("dashboard", "director", reverse("dashboard"), HEAVY),
        Target("people", "curator", reverse("person_list")),
        Target("pairs", "curator", reverse("pair_list")),
        Target("programs", "curator", reverse("program_list")),
        Target("requests", "curator", reverse("request_list")),
        Target("documents", "curator", reverse("document_list")),
        Target("mentors' bank", "mentor", reverse("mentor_list")),
        Target("meetings", "mentor", reverse("meeting_list")),
    ]
    found = {
        "person card": (person, "curator", "person_detail"),
        "pair": (pair, "curator", "pair_detail"),
        "request": (request, "curator", "request_detail"),
        "candidates": (request, "curator", "request_candidates"),
        "order": (order, "curator", "document_detail"),
        "program at work": (active, "curator", "program_detail"),
        "task list": (draft, "curator", "program_detail"),
        "evaluation": (done, "curator", "evaluation_detail"),
        "survey result": (survey, "curator", "survey_result"),
    }
    for name, (row, who, url_name) in found.items():
        if row is not None:
            rows.append(Target(name, who, reverse(url_name, args=[row.pk])))
    return rows


@override_settings(ROOT_URLCONF="monitoring.bench.urls", ALLOWED_HOSTS=["*"], SECURE_SSL_REDIRECT=False)
def measure(rounds, say):
    """(bare Target, measured Targets). Every round asks the bare page and each target once."""
    bare = Target("bare signed-in page", "curator", "/bench/bare/")
    pages = targets()
    clients = {who: client_of(who) for who in {bare.who, *(page.who for page in pages)}}
    for page in (bare, *pages):
        _warm(clients[page.who], page)
    for number in range(rounds):
        for page in (bare, *pages):
            page.cpu.append(_cpu(clients[page.who], page))
        say(number + 1)
    return bare, pages


def client_of(who):
    client = Client()
    person = Person.objects.select_related("user").get(email=f"{who}@demo.example")
    client.force_login(person.user, backend="mentoring.authentication.EmailBackend")
    session = client.session
    session["role"] = who
    session.save()
    return client


def _warm(client, page):
    client.get(page.path)
    with CaptureQueriesContext(connection) as caught:
        answer = client.get(page.path)
    if answer.status_code != 200:
        raise RuntimeError(f"{page.path} answers {answer.status_code}")
    page.queries, page.size = len(caught), len(answer.content)


def _cpu(client, page):
    gc.collect()
    started = time.process_time()
    client.get(page.path)
    return time.process_time() - started
