"""Who sees what on the middle floor: the cast × objects, with data of a stranger present."""

import pytest
from django.utils import timezone

from mentoring.models import RoleAssignment
from mentoring.tests.make import person
from mentoring.tests.standing import scene
from programs import access
from programs.actions.evidence import add_evidence
from programs.actions.meeting import record_meeting
from programs.tests import make

PROGRAMS = {
    "curator": {"mine", "other"},
    "director": {"mine", "other"},
    "supervisor": {"mine"},  # heads the mentee's unit
    "mentor": {"mine"},
    "mentee": {"mine"},
    "other_mentor": {"other"},
    "other_mentee": {"other"},
    "admin": set(),
    "outsider": set(),
    "member": {"mine"},  # the council sees what was sent, not drafts
}


@scene
def programs(cast):
    cast.member = person("Гурова Нина Олеговна", login=True, roles=["council"])
    mine = make.program(make.around_today(cast.pair), state="active", curator=cast.curator)
    return {mine.pk: "mine", make.program(cast.other_pair).pk: "other"}


@pytest.mark.parametrize("part", sorted(PROGRAMS))
def test_programs(cast, programs, part):
    seen = {programs[pk] for pk in access.programs_for(cast.actor(part)).values_list("pk", flat=True)}
    assert seen == PROGRAMS[part]


@pytest.mark.parametrize("part", sorted(PROGRAMS))
def test_versions_and_events_follow_programs(cast, programs, part):
    """Only the active program has a frozen text; both have events."""
    actor = cast.actor(part)
    versions = {programs[pk] for pk in access.versions_for(actor).values_list("program", flat=True)}
    events = {programs[pk] for pk in access.events_for(actor).values_list("program", flat=True)}
    assert versions == PROGRAMS[part] & {"mine"}
    assert events == PROGRAMS[part]


@pytest.mark.parametrize("part", sorted(PROGRAMS))
def test_evidence(cast, programs, part):
    mine = next(pk for pk, name in programs.items() if name == "mine")
    event = access.events_for(cast.actor("mentor")).select_related("program__pair").filter(program=mine).first()
    add_evidence(event=event, by=cast.actor("mentor"), at=timezone.now(), link="https://sdo.college.example/1")
    assert access.evidence_for(cast.actor(part)).exists() == ("mine" in PROGRAMS[part])


@pytest.mark.parametrize("part", sorted(PROGRAMS))
def test_meetings_are_closed_to_all_but_participants_and_the_curator(cast, programs, part):
    mine = next(pk for pk, name in programs.items() if name == "mine")
    program = access.programs_for(cast.actor("mentor")).get(pk=mine)
    record_meeting(
        program=program, starts_at=timezone.now(), topic="Цели", attended=[cast.mentor], done="Есть", by=cast.actor("mentor"),
        at=timezone.now(),
    )  # fmt: skip
    assert access.meetings_for(cast.actor(part)).exists() == (part in ("curator", "mentor", "mentee"))


def test_reader_is_a_participant_first(cast, programs):
    program = access.programs_for(cast.actor("mentor")).get()
    readers = {
        part: access.reader_of(cast.actor(part), program) for part in ("mentor", "mentee", "curator", "director")
    }
    assert readers == {"mentor": "mentor", "mentee": "mentee", "curator": "curator", "director": "director"}
    assert access.reader_of(cast.actor("supervisor"), program) == "supervisor"


def test_reverse_pair_stands_on_both_sides(cast):
    pair = make.live_pair([cast.mentor, cast.mentee], [cast.mentee, cast.mentor], kind="reverse")
    program = make.opened(pair)
    assert access.sides_of(cast.actor("mentor"), program) == {"mentor", "mentee"}
    assert len(access.people_of(program)) == 2
    assert program.results.count() == 2


# An office may lose its only holder after the setting was chosen: the curator is told, with the way out


@pytest.mark.parametrize(
    ("setting", "why"),
    [
        ("director", "Утверждать некому: в системе нет директора. Назначьте ему роль в карточке."),
        ("council", "Утверждать некому: в совете наставников никого нет. Назначьте члена совета в карточке человека."),
    ],
)
def test_the_curator_does_not_agree_into_a_dead_end(cast, setting, why):
    program = make.program(cast.pair, state="submitted")
    make.set_setting("program_approver", setting)
    held = person("Гурова Нина Олеговна", roles=[setting])
    assert access.may_agree(cast.actor("curator"), program)
    RoleAssignment.objects.filter(role=setting).delete()
    assert access.may_agree(cast.actor("curator"), program).reason == f"{why} Или смените утверждающего в настройках."
    RoleAssignment.objects.create(person=held, role=setting, since=timezone.localdate())
    assert access.may_agree(cast.actor("curator"), program)


def test_what_waits_for_a_vanished_director_says_so_to_the_curator(cast):
    make.set_setting("program_approver", "director")
    program = make.program(cast.pair, state="awaiting_director", curator=cast.curator)
    curator = cast.actor("curator")
    assert access.may_review(curator, program).reason == "Сейчас решает директор. От вас ничего не нужно."
    RoleAssignment.objects.filter(role="director").delete()
    assert access.may_review(curator, program).reason.startswith("Утверждать некому: в системе нет директора.")
    assert access.may_review(cast.actor("mentor"), program).reason.startswith("Сейчас решает директор.")
