"""R38, clause 4.1: the author decides who reads his reflection, and nobody else meets a word of it."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from mentoring.choices import Side
from mentoring.kit.dates import today
from mentoring.kit.verdict import Refused
from mentoring.models import JournalEntry, Letter, PairMember
from mentoring.tests import make as ground
from mentoring.tests.standing import scene
from programs.access.reflection import reflections_for
from programs.actions import reflection as act
from programs.choices import ProgramState
from programs.models import Program, Reflection
from programs.queries.deeds.growth import sources
from programs.queries.growth import growth_part
from programs.queries.reflection import due_programs, middle_of, questions_for, reflection_numbers
from programs.tests import make

SECRET = "Устаю к пятнице, и это никого не касается"
OTHERS = ("director", "supervisor", "other_mentor", "other_mentee", "admin", "outsider")


@scene
def program(cast):
    return make.program(make.around_today(cast.pair), state="active", curator=cast.curator)


def write(cast, program, part="mentor", **more):
    values = {"point": "middle", "answers": [("Что было трудно", SECRET)], "done": True, "readers": "nobody"}
    return act.save_reflection(program=program, by=cast.actor(part), at=timezone.now(), **values | more)


def readers_of(cast):
    parts = ("mentor", "mentee", "curator", *OTHERS)
    return {part for part in parts if reflections_for(cast.actor(part)).exists()}


def waiting(cast, part, on=None):
    return [row.code for row in sources(cast.actor(part), on or today()) if row.queryset.exists()]


# Who reads


@pytest.mark.parametrize(
    ("readers", "others"),
    [("nobody", set()), ("pair", {"mentee"}), ("curator", {"curator"}), ("both", {"mentee", "curator"})],
)
def test_exactly_those_whom_the_author_chose(cast, program, readers, others):
    write(cast, program, readers=readers)
    assert readers_of(cast) == {"mentor"} | others
    assert {letter.person for letter in Letter.objects.filter(code="reflection_opened")} == {
        getattr(cast, part) for part in others
    }


def test_the_mentees_is_read_by_the_mentor_alone(cast, program):
    write(cast, program, "mentee", readers="pair")
    assert readers_of(cast) == {"mentor", "mentee"}


def test_nobody_reads_a_draft(cast, program):
    write(cast, program, done=False, readers="both")
    assert readers_of(cast) == {"mentor"}
    assert Reflection.objects.get().readers == "nobody"


def test_readers_are_widened_and_narrowed(cast, program):
    reflection, by = write(cast, program), {"by": cast.actor("mentor"), "at": timezone.now()}
    act.change_readers(reflection=reflection, readers="both", **by)
    assert readers_of(cast) == {"mentor", "mentee", "curator"}
    act.change_readers(reflection=reflection, readers="pair", **by)
    assert readers_of(cast) == {"mentor", "mentee"}
    act.change_readers(reflection=reflection, readers="nobody", **by)
    assert readers_of(cast) == {"mentor"}
    for part in ("mentee", "curator", *OTHERS):
        with pytest.raises(Refused, match="решает только автор"):
            act.change_readers(reflection=reflection, readers="both", by=cast.actor(part), at=timezone.now())
    with pytest.raises(Refused, match="Выберите"):
        act.change_readers(reflection=reflection, readers="all", **by)


def test_what_was_removed_in_another_window_is_not_opened(cast, program):
    reflection, by = write(cast, program), {"by": cast.actor("mentor"), "at": timezone.now()}
    act.remove_reflection(reflection=Reflection.objects.get(), **by)
    with pytest.raises(Refused, match="больше нет"):
        act.change_readers(reflection=reflection, readers="both", **by)
    assert Reflection.objects.get().readers == "nobody"


def test_a_curator_of_the_pair_reads_nothing_by_his_office(cast):
    pair = make.live_pair([cast.curator], [cast.mentee])
    program = make.opened(pair)
    Program.objects.filter(pk=program.pk).update(state=ProgramState.ACTIVE)
    write(cast, make.fresh(program), "mentee", readers="curator")
    assert readers_of(cast) == {"mentee"}
    assert not Letter.objects.filter(code="reflection_opened", person=cast.curator).exists()


def test_who_left_and_who_came_later_do_not_read(cast, program):
    write(cast, program, readers="pair")
    PairMember.objects.filter(pair=program.pair, side=Side.MENTEE).update(until=today() - timedelta(days=1))
    PairMember.objects.create(
        pair=program.pair, person=cast.other_mentee, side="mentee", since=today() + timedelta(days=1)
    )
    assert readers_of(cast) == {"mentor"}
    PairMember.objects.filter(person=cast.other_mentee, pair=program.pair).update(since=today())
    assert readers_of(cast) == {"mentor", "other_mentee"}


def test_fellow_mentees_of_a_group_do_not_read(cast):
    group = make.live_pair([cast.mentor], [cast.mentee, cast.other_mentee], kind="group", name="Группа")
    program = make.opened(group)
    Program.objects.filter(pk=program.pk).update(state=ProgramState.ACTIVE)
    write(cast, make.fresh(program), "mentee", readers="both")
    assert readers_of(cast) == {"mentee", "mentor", "curator"}


def test_no_word_of_it_anywhere(cast, program, sign_in):
    reflection = write(cast, program)
    assert Reflection not in admin.site._registry
    assert not JournalEntry.objects.filter(event__contains="reflect").exists()
    assert SECRET not in "".join(f"{row.heading}{row.text}{row.changes}" for row in JournalEntry.objects.all())
    assert SECRET not in str(reflection)
    pages = [reverse("program_detail", args=[program.pk]), f"{reverse('search')}?q=пятнице"]
    pages += [reverse("program_story", args=[program.pk])]
    for part in ("mentee", "curator", *OTHERS):
        client = sign_in(getattr(cast, part))
        for address in pages:
            assert SECRET not in client.get(address, follow=True).content.decode(), (part, address)
        for name in ("reflection_detail", "reflection_remove", "reflection_pdf", "reflection_docx"):
            assert client.get(reverse(name, args=[reflection.pk])).status_code == 404, (part, name)


def test_an_error_report_keeps_the_text_out(cast, program, sign_in, rf):
    request = rf.post("/", {"q0": SECRET})
    from django.views.debug import ExceptionReporter

    from programs.views.reflection import reflection_write

    request.actor = None  # the view fails on it: what the report says then
    try:
        reflection_write(request, pk=program.pk, point="middle")
    except Exception as fault:  # noqa: BLE001
        reporter = ExceptionReporter(request, type(fault), fault, fault.__traceback__)
        with_production = reporter.filter.is_active
        reporter.filter.is_active = lambda request: True
        assert SECRET not in reporter.get_traceback_text()
        reporter.filter.is_active = with_production


# Writing


def test_a_draft_then_done_then_mended(cast, program):
    write(cast, program, done=False)
    assert waiting(cast, "mentor", on=middle_of(program)) == ["reflect_middle"]
    write(cast, program, readers="pair")
    assert waiting(cast, "mentor", on=middle_of(program)) == []
    write(cast, program, done=False, answers=[("Что было трудно", "Уже легче")])
    kept = Reflection.objects.get()
    assert (kept.state, kept.readers, kept.answers[0]["answer"]) == ("written", "pair", "Уже легче")


def test_refusals(cast, program):
    with pytest.raises(Refused, match="хотя бы об одном"):
        write(cast, program, answers=[("Что", " ")])
    with pytest.raises(Refused, match="Слишком длинно"):
        write(cast, program, answers=[("Что", "ы" * 4001)])
    with pytest.raises(Refused, match="в середине программы и в конце"):
        write(cast, program, point="yesterday")
    for part in ("curator", *OTHERS):
        with pytest.raises(Refused, match="участники программы"):
            write(cast, program, part)
    draft = make.opened(make.live_pair([cast.mentor], [cast.mentee]))
    with pytest.raises(Refused, match="когда программа действует"):
        write(cast, draft)
    assert not Reflection.objects.exists()


def test_skipped_without_a_trace_and_written_after_all(cast, program):
    by = {"by": cast.actor("mentor"), "at": timezone.now()}
    middle = middle_of(program)
    assert waiting(cast, "mentor", on=middle) == ["reflect_middle"]
    act.skip_reflection(program=program, point="middle", **by)
    assert waiting(cast, "mentor", on=middle) == []
    assert readers_of(cast) == {"mentor"}
    assert not JournalEntry.objects.filter(event__contains="reflect").exists()
    numbers = {(row.point, row.side): (row.written, row.people) for row in reflection_numbers(middle)}
    assert numbers["В середине программы", "Наставники"] == (0, 1)
    write(cast, program)
    with pytest.raises(Refused, match="уже написана"):
        act.skip_reflection(program=program, point="middle", **by)


def test_removed_for_good(cast, program):
    reflection = write(cast, program, readers="both")
    with pytest.raises(Refused, match="только автор"):
        act.remove_reflection(reflection=reflection, by=cast.actor("mentee"), at=timezone.now())
    act.remove_reflection(reflection=reflection, by=cast.actor("mentor"), at=timezone.now())
    assert readers_of(cast) == {"mentor"}
    assert Reflection.objects.get().answers == []
    assert waiting(cast, "mentor", on=middle_of(program)) == []


def test_questions_are_the_colleges_and_earlier_answers_stay(cast, program):
    make.set_setting("reflection_mentor", ["Новый вопрос"])
    assert questions_for(Side.MENTOR, [{"question": "Прежний", "answer": "Да"}]) == [
        ("Новый вопрос", ""),
        ("Прежний", "Да"),
    ]
    assert len(questions_for(Side.MENTEE)) == 5


# When


def test_due_from_the_middle_to_the_end(cast, program):
    middle = middle_of(program)
    assert (middle - program.since).days in (120, 121)

    def due(point, on):
        return due_programs(point, on).filter(pk=program.pk).exists()

    for day, expected in (
        (middle - timedelta(days=1), (False, False)),
        (middle, (True, False)),
        (program.until - timedelta(days=15), (True, False)),
        (program.until - timedelta(days=14), (False, True)),
        (program.until + timedelta(days=3), (False, True)),
    ):
        assert (due("middle", day), due("end", day)) == expected, day
    Program.objects.filter(pk=program.pk).update(interim_date=today())
    assert due("middle", today())
    Program.objects.filter(pk=program.pk).update(state=ProgramState.COMPLETED, ended_on=today())
    assert due("end", today() + timedelta(days=14))
    assert not due("end", today() + timedelta(days=15))


def test_both_sides_are_asked_and_nobody_else(cast, program):
    middle = middle_of(program)
    assert waiting(cast, "mentee", on=middle) == ["reflect_middle"]
    assert not {"reflect_middle", "reflect_end"} & set(waiting(cast, "other_mentor", on=middle))
    assert waiting(cast, "curator", on=middle) == []


# Pages


def test_the_way_of_a_reflection(cast, program, sign_in):
    client, address = sign_in(cast.mentee), reverse("reflection_write", args=[program.pk, "middle"])
    assert "Что нужно от наставника" in client.get(address).content.decode()
    client.post(address, {"q0": SECRET, "readers": "pair", "draft": "1"})
    assert Reflection.objects.get().state == "draft"
    answer = client.post(address, {"q0": SECRET, "readers": "nobody", "done": "1"}, follow=True)
    reflection = Reflection.objects.get()
    assert SECRET in answer.content.decode()
    detail = reverse("reflection_detail", args=[reflection.pk])
    assert "Ковалёва" in client.post(detail, {"readers": "pair"}, follow=True).content.decode()
    assert client.get(reverse("reflection_pdf", args=[reflection.pk]))["Content-Type"] == "application/pdf"
    client = sign_in(cast.mentor)
    shown = client.get(detail).content.decode()
    assert SECRET in shown
    assert "Исправить" not in shown
    assert detail in client.get(reverse("program_detail", args=[program.pk])).content.decode()
    assert client.post(detail, {"readers": "both"}).status_code == 200  # the reader's choice is refused
    assert Reflection.objects.get().readers == "pair"
    client = sign_in(cast.mentee)
    client.post(reverse("reflection_remove", args=[reflection.pk]))
    assert Reflection.objects.get().answers == []
    client.post(reverse("reflection_skip", args=[program.pk, "end"]))
    assert Reflection.objects.get(point="end").state == "skipped"
    assert client.get(reverse("reflection_write", args=[program.pk, "never"])).status_code == 404


def test_query_counts(cast, program, django_assert_num_queries):
    actor, on = cast.actor("mentor"), middle_of(program)
    program = make.texted(program)
    for points in (["middle"], ["middle", "end"]):
        for point in points:
            write(cast, program, "mentee", point=point, readers="pair")
        with django_assert_num_queries(1):
            assert len(growth_part(actor, program, on).reflection.opened) == len(points)
    with django_assert_num_queries(4):
        reflection_numbers(on)
    ground.mentor()
