"""What comes from outside: limited, confirmed from the mailbox, answered, forgotten (R05)."""

import re
from datetime import timedelta

import pytest

from mentoring.access import actor_for, pairs_for, requests_for
from mentoring.actions.open_bank import (
    accept_application,
    apply_from_outside,
    confirm_application,
    decline_application,
    forget_old,
)
from mentoring.actions.open_bank.application import TooMany
from mentoring.kit.codes import token_mark
from mentoring.kit.verdict import Refused
from mentoring.models import Consent, Letter, Organization, OutsideApplication, Person, Setting
from mentoring.office import forget
from mentoring.queries.deeds.open_bank import sources
from mentoring.tests import make, outside

AT = make.moment()
KIND = "education"


def write(email="vera@other.example", sender="a", at=AT, kind="request", **fields):
    values = {
        "last_name": "Сомова", "first_name": "Вера", "patronymic": "Павловна", "organization": "Городецкий колледж",
        "post": "преподаватель", "text": "Не успеваю.", "directions": make.directions("method"),
    } | fields  # fmt: skip
    return apply_from_outside(kind, email=email, sender=sender, at=at, **values)


def token_of(letter=None):
    letter = letter or Letter.objects.filter(code="outside_confirm").latest("pk")
    return re.fullmatch(r"/bank/confirm/([\w-]+)/", letter.path)[1]


def test_an_application_waits_for_its_mailbox(cast):
    write(email="Vera@Other.example")
    row = OutsideApplication.objects.get()
    assert (row.state, row.email, row.due) == ("unconfirmed", "vera@other.example", None)
    letter = Letter.objects.get()
    assert (letter.code, letter.address, letter.send) == ("outside_confirm", "vera@other.example", "now")
    assert "Сомова" in row.consent_wording
    assert "Сомова" not in letter.body, "a stranger's words are not sent to a stranger"


def test_the_link_is_kept_as_a_print_only(cast):
    write()
    row, token = OutsideApplication.objects.get(), token_of()
    assert row.token_sha256 == token_mark(token)
    held = " ".join(str(value) for value in OutsideApplication.objects.values_list()[0])
    assert token not in held


def test_confirming_tells_the_curators_once(cast):
    write()
    token = token_of()
    row = confirm_application(token, at=AT + timedelta(hours=1))
    assert (row.state, row.token_sha256, row.sender_mark) == ("received", "", "")
    assert row.due > AT.date()
    letter = Letter.objects.get(code="outside_received")
    assert letter.person == cast.curator
    assert "Сомова Вера Павловна, Городецкий колледж: методика" in letter.body
    with pytest.raises(Refused, match="больше не действует"):
        confirm_application(token, at=AT + timedelta(hours=1))
    assert Letter.objects.filter(code="outside_received").count() == 1


@pytest.mark.parametrize("token", ["", "x", "a" * 43])
def test_a_strange_link_confirms_nothing(cast, token):
    write()
    with pytest.raises(Refused):
        confirm_application(token, at=AT)


def test_a_late_link_confirms_nothing(cast):
    write()
    with pytest.raises(Refused, match="больше не действует"):
        confirm_application(token_of(), at=AT + timedelta(hours=24, seconds=1))


def test_one_address_of_the_network_writes_five_times_an_hour(cast):
    for number in range(5):
        write(email=f"v{number}@other.example")
    with pytest.raises(TooMany):
        write(email="v6@other.example")
    write(email="v7@other.example", sender="b")
    write(email="v8@other.example", at=AT + timedelta(hours=1, seconds=1))
    assert OutsideApplication.objects.count() == 7


def test_one_mailbox_gets_three_letters_a_day_and_nobody_learns_it(cast):
    for number in range(5):
        assert write(sender=str(number)) is None
    assert Letter.objects.filter(code="outside_confirm").count() == 3


def test_limits_are_settings(cast):
    Setting.objects.filter(code="outside_per_address").update(value=1)
    forget()
    write()
    with pytest.raises(TooMany):
        write()


def test_the_daily_round_forgets(cast):
    write()
    assert forget_old(at=AT + timedelta(days=2)) == 0
    row = OutsideApplication.objects.get()
    assert (row.state, row.token_sha256) == ("expired", "")
    assert forget_old(at=AT + timedelta(days=8)) == 1
    kept = outside.applied(state="declined", decided_at=AT)
    waiting = outside.applied(email="b@other.example")
    assert forget_old(at=AT + timedelta(days=364)) == 0
    assert forget_old(at=AT + timedelta(days=366)) == 1
    assert set(OutsideApplication.objects.all()) == {waiting}
    assert kept.pk != waiting.pk


# The curator's answer


def accept(row, by, **fields):
    new = {"kind": outside.PartnerKind.objects.get(code=KIND), "short_name": "ГК", "full_name": "Городецкий колледж"}
    values = {"answer": "Приняли.", "new_organization": new} | fields
    return accept_application(row, by=by, at=AT, **values)


def test_an_accepted_request_makes_a_guest_with_a_request(cast):
    wished = cast.mentor.mentor
    row = outside.applied(wished_mentor=wished)
    person = accept(row, cast.actor("curator"))
    assert (person.employment, person.organization.short_name, person.is_teacher) == ("outside", "ГК", True)
    assert person.user is not None
    assert not person.user.has_usable_password()
    request = row.request
    assert (request.state, request.person, request.initiator, request.wished_mentor) == (
        "awaiting_curator", person, person, wished,
    )  # fmt: skip
    assert request.problem == row.text
    codes = set(Letter.objects.filter(address=row.email).values_list("code", flat=True))
    assert codes == {"outside_answered", "account_invite"}
    consent = Consent.objects.get(person=person)
    assert (consent.kind, consent.state, consent.wording) == ("pd", "given", row.consent_wording)
    guest = actor_for(person)
    assert guest.is_guest
    assert guest.roles == ("mentee",)
    assert list(requests_for(guest)) == [request]
    assert not pairs_for(guest).exists()


def test_an_accepted_offer_waits_for_a_mentors_record(cast):
    row = outside.applied(kind="offer", post="ведущий инженер")
    firm = outside.partner()
    person = accept(row, cast.actor("curator"), organization=firm)
    assert (person.employment, person.organization, person.is_teacher) == ("partner", firm, False)
    assert row.request is None
    assert actor_for(person).roles == ("partner",)
    deeds = {s.code: s for s in sources(cast.actor("curator"), AT.date())}
    assert list(deeds["make_outside_mentor"].queryset) == [row]
    make.mentor(person=person, consent=False)
    assert not deeds["make_outside_mentor"].queryset.all().exists()


def test_a_known_mailbox_is_never_entered_twice(cast):
    row = outside.applied(email=cast.outsider.email)
    with pytest.raises(Refused, match="Выберите эту карточку"):
        accept(row, cast.actor("curator"))
    row.refresh_from_db()
    assert row.state == "received"
    before = Person.objects.count()
    assert accept(row, cast.actor("curator"), person=cast.outsider) == cast.outsider
    assert Person.objects.count() == before
    assert row.request.person == cast.outsider
    assert not Consent.objects.filter(person=cast.outsider).exists()
    assert not Letter.objects.filter(code="account_invite").exists(), "the login is open already"


def test_an_open_request_is_not_doubled(cast):
    make.request(cast.outsider)
    row = outside.applied(email=cast.outsider.email)
    with pytest.raises(Refused, match="Открыт запрос"):
        accept(row, cast.actor("curator"), person=cast.outsider)
    row.refresh_from_db()
    assert row.state == "received"


def test_a_new_organization_needs_its_kind(cast):
    row = outside.applied()
    with pytest.raises(Refused, match="Выберите организацию"):
        accept(row, cast.actor("curator"), new_organization=None)
    assert Organization.objects.filter(own=False).count() == 0


def test_a_refusal_goes_by_letter(cast):
    row = outside.applied()
    with pytest.raises(Refused, match="Напишите ответ"):
        decline_application(row, answer=" ", by=cast.actor("curator"), at=AT)
    decline_application(row, answer="Сейчас мест нет.", by=cast.actor("curator"), at=AT)
    letter = Letter.objects.get(code="outside_answered")
    assert (letter.address, letter.body) == (row.email, "Сейчас мест нет.")
    assert not Person.objects.filter(email=row.email).exists()
    with pytest.raises(Refused, match="уже ответили"):
        accept(row, cast.actor("curator"))


@pytest.mark.parametrize("part", ["director", "supervisor", "mentor", "admin", "outsider"])
def test_only_the_curator_answers(part, cast):
    row = outside.applied()
    for act in (accept, lambda row, by: decline_application(row, answer="Нет.", by=by, at=AT)):
        with pytest.raises(Refused):
            act(row, cast.actor(part))
    row.refresh_from_db()
    assert row.state == "received"


@pytest.mark.parametrize("state", ["unconfirmed", "expired"])
def test_an_unconfirmed_one_is_not_answered(state, cast):
    row = outside.applied(state=state)
    with pytest.raises(Refused):
        accept(row, cast.actor("curator"))


def test_an_answer_with_braces_stays_as_it_is(cast):
    decline_application(outside.applied(), answer="Пишите в {date} с 9 до 17", by=cast.actor("curator"), at=AT)
    assert "{date}" in Letter.objects.get(code="outside_answered").body
