"""R30, clause 4.2: lesson visits either way, with what was found and how it was mended."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mentoring.kit.dates import today
from mentoring.kit.gather import gather
from mentoring.kit.verdict import Refused
from mentoring.models import Letter
from mentoring.tests.standing import scene
from programs.access import visits_for
from programs.actions import visit as act
from programs.choices import ProgramState
from programs.models import LessonVisit, Program
from programs.queries.deeds.journal import sources
from programs.queries.visit import visit_source
from programs.tests import make


@scene
def program(cast):
    return make.program(make.around_today(cast.pair), state="active", curator=cast.curator)


def write(cast, program, part="mentor", **more):
    values = {
        "visitor": cast.mentor, "day": today(), "topic": "Сварные швы", "group": "Т-21", "found": "Цель названа в начале.",
        "mended": "Разобрали вопросы.", "next_step": "Повторить через неделю.",
    }  # fmt: skip
    return act.write_visit(program=program, by=cast.actor(part), at=timezone.now(), **values | more)


def page(answer):
    return answer.content.decode().replace("\xa0", " ")


@pytest.mark.parametrize(("visitor", "teacher"), [("mentor", "mentee"), ("mentee", "mentor")])
def test_either_way_and_either_writes(cast, program, visitor, teacher):
    visit = write(cast, program, "mentee", visitor=getattr(cast, visitor))
    assert (visit.visitor, visit.teacher) == (getattr(cast, visitor), getattr(cast, teacher))
    letter = Letter.objects.get(code="visit_written")
    assert (letter.person, letter.path) == (cast.mentor, f"/visits/{visit.pk}/")


def test_the_other_side_reads_and_a_mended_record_is_read_again(cast, program):
    visit = write(cast, program)

    def waiting(part):
        return [row.code for row in sources(cast.actor(part), today()) if row.queryset.exists()]

    assert (waiting("mentor"), waiting("mentee")) == ([], ["read_visit"])
    with pytest.raises(Refused, match="отмечает вторая сторона"):
        act.read_visit(visit=visit, by=cast.actor("mentor"), at=timezone.now())
    act.read_visit(visit=visit, by=cast.actor("mentee"), at=timezone.now())
    assert waiting("mentee") == []
    with pytest.raises(Refused, match="уже есть"):
        act.read_visit(visit=LessonVisit.objects.get(), by=cast.actor("mentee"), at=timezone.now())
    values = {"visitor": cast.mentor, "day": today(), "topic": "Швы", "found": "Цель названа."}
    act.edit_visit(visit=visit, by=cast.actor("mentor"), at=timezone.now(), **values)
    assert (LessonVisit.objects.get().topic, waiting("mentee")) == ("Швы", ["read_visit"])
    with pytest.raises(Refused, match="Исправляет тот, кто записал"):
        act.edit_visit(visit=visit, by=cast.actor("mentee"), at=timezone.now(), **values)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"topic": ""}, "Укажите тему занятия"),
        ({"found": " "}, "что увидели"),
        ({"mended": "ы" * 4001}, "Слишком длинно"),
        ({"day": today() + timedelta(days=1)}, "ещё впереди"),
        ({"day": today() - timedelta(days=400)}, "Проверьте год"),
    ],
)
def test_refusals(cast, program, given, words):
    with pytest.raises(Refused, match=words):
        write(cast, program, **given)


def test_people_of_the_pair_alone(cast, program):
    with pytest.raises(Refused, match="кто посетил"):
        write(cast, program, visitor=cast.other_mentor)
    with pytest.raises(Refused, match="чьё это было занятие"):
        write(cast, program, teacher=cast.mentor)
    for part in ("curator", "director", "other_mentor", "outsider"):
        with pytest.raises(Refused, match="записывают участники"):
            write(cast, program, part)
    Program.objects.update(state=ProgramState.COMPLETED, ended_on=today())
    with pytest.raises(Refused, match="пока программа действует"):
        write(cast, make.fresh(program))


def test_in_a_group_the_teacher_is_named(cast):
    group = make.live_pair([cast.mentor], [cast.mentee, cast.other_mentee], kind="group", name="Группа")
    program = make.opened(group)
    Program.objects.filter(pk=program.pk).update(state=ProgramState.ACTIVE)
    with pytest.raises(Refused, match="чьё это было занятие"):
        write(cast, make.fresh(program))
    assert write(cast, make.fresh(program), teacher=cast.other_mentee).teacher == cast.other_mentee


def test_who_sees(cast, program):
    visit = write(cast, program)
    for part in ("mentor", "mentee", "curator"):
        assert visits_for(cast.actor(part)).get() == visit
    for part in ("director", "supervisor", "other_mentor", "outsider"):
        assert not visits_for(cast.actor(part)).exists()


def test_pages(cast, program, sign_in, django_assert_num_queries):
    client = sign_in(cast.mentor)
    typed = {"visitor": cast.mentor.pk, "day": f"{today():%d.%m.%Y}", "topic": "Швы", "found": "Цель названа."}
    client.post(reverse("visit_write", args=[program.pk]), typed)
    visit = LessonVisit.objects.get()
    assert "Ковалёва М. С. у Жуков" in page(client.get(reverse("program_detail", args=[program.pk])))
    client.post(reverse("visit_edit", args=[visit.pk]), typed | {"mended": "Разобрали."})
    client = sign_in(cast.mentee)
    assert "Разобрали." in page(client.get(reverse("visit_detail", args=[visit.pk])))
    assert "вы прочитали" in page(client.post(reverse("visit_read", args=[visit.pk]), follow=True))
    assert "Исправляет тот, кто записал" in page(client.get(reverse("visit_edit", args=[visit.pk])))
    actor = cast.actor("mentor")
    for number in (1, 3):
        while program.visits.count() < number:
            write(cast, program)
        with django_assert_num_queries(1):
            assert len(gather([visit_source(actor, program)], 9)) == number
