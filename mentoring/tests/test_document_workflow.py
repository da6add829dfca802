"""Who may move a document from where to where, written by hand (R15, R56)."""

import pytest

from mentoring.choices import DocumentState
from mentoring.models import RoleAssignment
from mentoring.queries.document import cancel_words
from mentoring.tests import make
from mentoring.tests.make import moment
from mentoring.workflow import DOCUMENT

STATES = [state.value for state in DocumentState]
SIGN = {"sign", "sign_at_once"}
ALLOWED = {
    ("curator", "draft"): {"send"},
    ("curator", "returned"): {"send"},
    ("curator", "awaiting_signature"): {"recall"},
    ("curator", "awaiting_scan"): {"scan"},
    ("director", "awaiting_signature"): SIGN | {"return"},
    ("acting", "awaiting_signature"): SIGN | {"return"},
    ("director", "awaiting_scan"): {"replace", "cancel"},
    ("director", "in_force"): {"replace", "cancel"},
    ("acting", "awaiting_scan"): {"replace", "cancel"},
    ("acting", "in_force"): {"replace", "cancel"},
}
PARTS = ("curator", "director", "acting", "mentor", "mentee", "supervisor", "admin", "outsider")


@pytest.mark.parametrize("state", STATES)
def test_every_role_may_take_exactly_these_steps(cast, state):
    acting = make.person("Замов Иван Петрович")
    RoleAssignment.objects.create(person=acting, role="director", acting=True, since=moment().date().replace(year=2020))
    document = make.order(state=state)
    for part in PARTS:
        actor = make.actor(acting) if part == "acting" else cast.actor(part)
        may = {name for name in DOCUMENT.transitions if DOCUMENT.verdict(name, actor, document)}
        assert may == ALLOWED.get((part, state), set()), (part, state)


def test_a_director_named_in_the_order_returns_it_but_does_not_sign(cast):
    make.mentor(person=cast.director)
    order = make.order(state="awaiting_signature")
    make.pair([cast.director], [cast.mentee], state="in_order", order=order)
    assert not DOCUMENT.verdict("sign", cast.actor("director"), order)
    assert "исполняющий обязанности" in DOCUMENT.verdict("sign", cast.actor("director"), order).reason
    assert DOCUMENT.verdict("return", cast.actor("director"), order)


def test_the_curator_is_told_how_an_order_in_force_is_undone(cast):
    verdict = DOCUMENT.verdict("cancel", cast.actor("curator"), make.order(state="in_force"))
    assert verdict.reason == "Действующий приказ отменяет директор новым приказом."


def test_a_paper_of_another_kind_is_not_called_an_order(cast):
    report = make.order(state="in_force", type_code="D35")
    assert cancel_words(report) == "Отменить документ"
    assert DOCUMENT.verdict("cancel", cast.actor("curator"), report).reason.startswith("Этот документ исправляют")


def test_what_the_curator_wrote_down_he_takes_back_himself(cast):
    """Sheets and papers from outside carry no director's signature of ours (R56)."""
    document = make.order(state="in_force", recorded=True)
    for part in ("curator", "director"):
        assert {n for n in DOCUMENT.transitions if DOCUMENT.verdict(n, cast.actor(part), document)} == {
            "replace",
            "cancel",
        }
    for part in ("mentor", "mentee", "supervisor", "admin", "outsider"):
        assert not any(DOCUMENT.verdict(n, cast.actor(part), document) for n in DOCUMENT.transitions)
