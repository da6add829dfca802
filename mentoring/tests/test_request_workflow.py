"""Who may move a request from where to where, written by hand so that the table cannot vouch for itself (R10)."""

import pytest

from mentoring.choices import RequestState
from mentoring.models import ListEntry, RequestOffer
from mentoring.tests import make
from mentoring.tests.make import moment
from mentoring.tests.standing import scene
from mentoring.workflow import REQUEST

STATES = [state.value for state in RequestState]
SOURCES = ("self", "administration")
PARTS = ("teacher", "initiator", "asked", "curator", "director", "supervisor", "outsider", "admin")

# (source, part, state) → steps this person may take. What is not written here is refused.
ALLOWED = {
    ("self", "teacher", "draft"): {"send"},
    ("self", "teacher", "awaiting_curator"): {"withdraw"},
    ("self", "teacher", "awaiting_mentor"): {"withdraw"},
    ("self", "teacher", "mentor_agreed"): {"withdraw"},
    ("self", "teacher", "awaiting_renewal"): {"renew", "let_go", "withdraw"},
    ("self", "teacher", "expired"): {"withdraw"},
    ("self", "teacher", "withdrawn"): {"reopen"},
    ("self", "teacher", "declined"): {"reopen"},
    ("self", "teacher", "awaiting_teacher"): {"agree", "refuse"},
    ("administration", "teacher", "awaiting_teacher"): {"agree", "refuse"},
    ("administration", "teacher", "withdrawn"): {"agree"},
    ("administration", "teacher", "awaiting_curator"): {"withdraw"},
    ("administration", "teacher", "awaiting_mentor"): {"withdraw"},
    ("administration", "teacher", "mentor_agreed"): {"withdraw"},
    ("administration", "teacher", "awaiting_renewal"): {"renew", "let_go", "withdraw"},
    ("administration", "teacher", "expired"): {"withdraw"},
    ("administration", "initiator", "draft"): {"propose"},
    ("administration", "initiator", "awaiting_teacher"): {"recall"},
    ("administration", "initiator", "awaiting_renewal"): {"renew_proposal", "let_go"},
    ("administration", "initiator", "withdrawn"): {"reopen"},
    ("administration", "initiator", "declined"): {"reopen"},
    **{(source, "asked", "awaiting_mentor"): {"accept", "pass_on"} for source in SOURCES},
    **{(source, "curator", "awaiting_teacher"): {"agree", "refuse", "close"} for source in SOURCES},
    **{
        (source, "curator", state): {"offer", "form_pair", "decline", "close"}
        for source in SOURCES
        for state in ("awaiting_curator", "expired")
    },
    **{(source, "curator", "awaiting_mentor"): {"take_back", "form_pair", "close"} for source in SOURCES},
    **{(source, "curator", "awaiting_renewal"): {"renew", "close"} for source in SOURCES},
    **{(source, "curator", state): {"resume"} for source in SOURCES for state in ("declined", "closed")},
    ("administration", "curator", "withdrawn"): {"agree"},
}


@scene
def parts(cast):
    """Everybody who could try; the supervisor initiates the administration's requests."""
    return {
        "teacher": make.actor(cast.other_mentee),
        "initiator": make.actor(cast.supervisor),
        "asked": make.actor(cast.mentor),
        "curator": cast.actor("curator"),
        "director": cast.actor("director"),
        "supervisor": make.actor(make.person("Заведующий Иван Ильич")),
        "outsider": cast.actor("outsider"),
        "admin": cast.actor("admin"),
    }


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("state", STATES)
def test_every_role_may_take_exactly_these_steps(cast, parts, source, state):
    initiator = cast.supervisor if source == "administration" else cast.other_mentee
    request = make.request(cast.other_mentee, state=state, source=source, initiator=initiator)
    if state == "awaiting_mentor":
        RequestOffer.objects.create(request=request, mentor=cast.mentor.mentor, asked_at=moment(), due=request.due)
    for part in PARTS:
        may = {name for name in REQUEST.transitions if REQUEST.verdict(name, parts[part], request)}
        assert may == ALLOWED.get((source, part, state), set()), (source, part, state)


def test_every_refusal_has_a_reason(cast, parts):
    for state in STATES:
        request = make.request(make.mentee().person, state=state)
        for actor in parts.values():
            for name in REQUEST.transitions:
                verdict = REQUEST.verdict(name, actor, request)
                assert verdict or verdict.reason


def test_a_paired_request_is_not_withdrawn_and_says_what_to_do(cast):
    request = make.request(cast.mentee, state="paired", pair=cast.pair)
    verdict = REQUEST.verdict("withdraw", cast.actor("mentee"), request)
    assert verdict.reason == "Пара уже закреплена. Если нужен другой наставник, напишите куратору."


@pytest.mark.parametrize(("code", "may"), [("no_need", True), ("not_confirmed", True), ("solved", False)])
def test_the_author_reopens_what_was_closed_without_the_curators_decision(cast, code, may):
    reason = ListEntry.objects.get(list="close_reason", code=code)
    request = make.request(cast.other_mentee, state="closed", close_reason=reason)
    verdict = REQUEST.verdict("reopen", cast.actor("other_mentee"), request)
    assert bool(verdict) is may
    assert may or verdict.reason == "Запрос закрыл куратор. Напишите ему или подайте новый."
    assert not REQUEST.verdict("reopen", cast.actor("outsider"), request)
