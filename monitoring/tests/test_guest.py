"""A guest – an outside teacher or a partner's mentor – sees the own pair and program and nobody else's anything (R05).

Every address of ours is opened with everybody else's objects; whatever answers may not name a stranger.
"""

import re
from urllib.parse import quote

import pytest
from django.db import transaction
from django.urls import reverse

from mentoring.access import mentors_for
from mentoring.tests import make, outside
from monitoring.tests.test_matrix import ROWS
from programs.tests import make as make_programs

pytestmark = pytest.mark.story
BY_SECRET = {"calendar_ics", "verify_document"}  # whoever holds the link or the paper reads it, guest or not
SIGNED_OUT = {"sign_out", "sign_out_everywhere"}


@pytest.fixture
def world(standing_world, db, settings):  # noqa: F811
    world, settings.MEDIA_ROOT = standing_world
    return world


def outside_teacher(world):
    """Somebody of another college with a pair and a program of the own."""
    college = outside.partner("Городецкий колледж", "education")
    person = make.person("Гостева Инна Юрьевна", login=True, employment="outside", organization=college)
    make.mentee(person=person)
    lead = make.mentor("Проводников Илья Ильич", login=True).person
    pair = make_programs.around_today(make.pair([lead], [person]))
    program = make_programs.program(pair, state="active", curator=world.cast.curator)
    return person, pair, program


def partner_mentor(world):
    """An engineer who mentors without being staff."""
    firm = outside.partner(contract_number="7", contract_date=make.moment().date())
    person = make.person("Гостев Лев Ильич", login=True, employment="partner", organization=firm)
    make.mentor(person=person, consent=False)
    make.give_consent(person, "partner_mentor")
    learner = make.mentee("Подмастерьев Илья Ильич").person
    pair = make_programs.around_today(make.pair([person], [learner], form="partner_teacher", model=""))
    program = make_programs.program(pair, state="active", curator=world.cast.curator)
    return person, pair, program


GUESTS = {"outside teacher": outside_teacher, "partner's mentor": partner_mentor}


def strangers(world, guest, pair):
    """Surnames and e-mails of everybody who is not in the guest's pair; the curator may be named as whom to ask."""
    own = {member.person_id for member in pair.members.all()} | {guest.pk, world.cast.curator.pk}
    people = type(guest).objects.exclude(pk__in=own)
    return {word for person in people for word in (person.last_name, person.email) if word}


@pytest.fixture(params=sorted(GUESTS))
def guest(request, world):
    return GUESTS[request.param](world)


def test_the_own_pair_and_program_are_open(guest, client):
    person, pair, program = guest
    client.force_login(person.user, backend="mentoring.authentication.EmailBackend")
    for name, pk in (("pair_detail", pair.pk), ("program_detail", program.pk), ("person_detail", person.pk)):
        assert client.get(reverse(name, args=[pk])).status_code == 200, name
    home = client.get(reverse("home")).content.decode()
    assert reverse("program_detail", args=[program.pk]) in home or reverse("pair_detail", args=[pair.pk]) in home


def test_every_tab_of_a_guest_opens(guest, client):
    person, _, _ = guest
    client.force_login(person.user, backend="mentoring.authentication.EmailBackend")
    tabs = client.get(reverse("home")).context["sections"]
    assert tabs
    for tab in tabs:
        answer = client.get(tab.url, follow=True)
        assert answer.status_code == 200, tab.name


def test_no_address_of_ours_names_a_stranger_to_a_guest(guest, world, client):
    person, pair, _ = guest
    names = strangers(world, person, pair)
    seen = re.compile("|".join(map(re.escape, sorted(names))))
    told = []
    for name, row in sorted(ROWS.items()):
        if name in SIGNED_OUT | BY_SECRET:
            continue
        path = reverse(name, args=row.args(world)) + (f"?{row.query}" if row.query else "")
        client.force_login(person.user, backend="mentoring.authentication.EmailBackend")
        answer = _ask(client, path, row, world)
        if answer.status_code == 200:
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            found = set(seen.findall(body.decode("utf-8", "ignore").replace(quote(row.query or "-"), "")))
            if found:
                told.append(f"{name} {path}: {', '.join(sorted(found))}")
    assert not told, "\n".join(told)


def _ask(client, path, row, world):
    sid = transaction.savepoint()
    try:
        return client.post(path, row.data(world)) if row.method == "post" else client.get(path)
    finally:
        transaction.savepoint_rollback(sid)


def test_a_guest_searches_only_among_his_own(guest, world, client):
    person, pair, _ = guest
    client.force_login(person.user, backend="mentoring.authentication.EmailBackend")
    for other in (world.cast.other_mentor, world.cast.other_mentee, world.cast.director):
        page = client.get(reverse("search"), {"q": other.last_name}).content.decode()
        assert other.first_name not in page


def test_the_colleges_bank_is_closed_to_a_guest_and_the_open_one_is_shown(guest, client):
    person, _, _ = guest
    client.force_login(person.user, backend="mentoring.authentication.EmailBackend")
    assert client.get(reverse("mentor_list")).url == reverse("bank_list")
    assert set(mentors_for(make.actor(person)).values_list("pk", flat=True)) <= {person.pk}
