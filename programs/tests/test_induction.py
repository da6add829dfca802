"""R28, clause 4.2: a checklist by position, begun as a copy, ticked by both sides."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mentoring.kit.dates import today
from mentoring.kit.stale import Stale
from mentoring.kit.verdict import Refused
from mentoring.models import JournalEntry, Letter, MenteeGroup, Person
from mentoring.tests.standing import scene
from programs.access.induction import inductions_for
from programs.actions import induction as act
from programs.actions.induction_template import (
    ItemRow,
    create_induction_template,
    retire_induction_template,
    save_induction_template,
)
from programs.choices import ProgramState
from programs.models import Induction, InductionTemplate, Program
from programs.queries.deeds.growth import sources
from programs.queries.growth import growth_part
from programs.queries.induction import choices_of_templates, induction_page, inductions_loaded, suited
from programs.tests import make
from programs.workflows_growth import INDUCTION


@scene
def program(cast):
    return make.program(make.around_today(cast.pair), state="active", curator=cast.curator)


@scene
def short(cast):
    """A template of two required items and one that is not."""
    rows = [ItemRow("safety", "Инструктаж"), ItemRow("duties", "Инструкция"), ItemRow("people", "Чат", required=False)]
    by, at = cast.actor("curator"), timezone.now()
    template = create_induction_template(name="Короткий", by=by, at=at)
    save_induction_template(template, rows, name="Короткий", posts="лаборант", seen=0, by=by, at=at)
    return template


def begin(cast, program, part="mentor", **more):
    return act.begin_induction(
        **{"program": program, "mentee": cast.mentee, "by": cast.actor(part), "at": timezone.now()} | more
    )


def tick(cast, induction, part, entries, note=""):
    return act.tick(
        induction=induction, entries={entry.pk: note for entry in entries}, by=cast.actor(part), at=timezone.now()
    )


def waiting(cast, part):
    return [row.code for row in sources(cast.actor(part), today()) if row.queryset.exists()]


# Beginning


@pytest.mark.parametrize(
    ("post", "name"),
    [
        ("Преподаватель спецдисциплин", "Преподаватель"),
        ("мастер производственного обучения", "Мастер производственного обучения"),
        ("Старший мастер п/о", "Мастер производственного обучения"),
        ("педагог-психолог", "Любая должность"),
        ("", "Любая должность"),
    ],
)
def test_the_list_suits_the_post(db, post, name):
    assert suited(choices_of_templates(), post).name == name


def test_every_shipped_list_speaks_of_all_seven_things(db):
    for template in InductionTemplate.objects.all():
        assert len(set(template.items.values_list("category", flat=True))) == 7
        assert template.items.count() >= 25


@pytest.mark.parametrize("part", ["mentor", "curator"])
def test_a_mentor_or_the_curator_begins(cast, program, part):
    Person.objects.filter(pk=cast.mentee.pk).update(post="преподаватель")
    cast.mentee.refresh_from_db()
    induction = begin(cast, make.fresh(program), part)
    template = InductionTemplate.objects.get(name="Преподаватель")
    assert [row.text for row in induction.entries.all()] == [row.text for row in template.items.all()]
    assert induction.due == today() + timedelta(days=30)
    assert cast.mentee in [letter.person for letter in Letter.objects.filter(code="induction_begun")]
    assert JournalEntry.objects.get(event="induction_begun").audience == "members"


def test_who_and_what_is_refused(cast, program, short):
    for part in ("mentee", "director", "supervisor", "other_mentor", "outsider", "admin"):
        with pytest.raises(Refused, match="наставник или куратор"):
            begin(cast, program, part)
    with pytest.raises(Refused, match="наставляемого этой программы"):
        begin(cast, program, mentee=cast.other_mentee)
    retire_induction_template(short, retired=True, by=cast.actor("curator"), at=timezone.now())
    short.refresh_from_db()
    with pytest.raises(Refused, match="снят с употребления"):
        begin(cast, program, template=short)
    begin(cast, program)
    with pytest.raises(Refused, match="уже начат"):
        begin(cast, program)
    Program.objects.filter(pk=program.pk).update(state=ProgramState.COMPLETED, ended_on=today())
    with pytest.raises(Refused, match="Программа завершена"):
        begin(cast, make.fresh(program))


def test_a_newcomer_is_offered_a_list(cast, program):
    actor = cast.actor("mentor")
    newcomers = [offer.newcomer for offer in growth_part(actor, program, today()).induction.offers]
    assert newcomers == [True], "of the young group"
    cast.mentee.mentee.groups.set([MenteeGroup.objects.get(code="difficulty")])
    assert [offer.newcomer for offer in growth_part(actor, make.fresh(program), today()).induction.offers] == [False]
    Person.objects.filter(pk=cast.mentee.pk).update(hired_on=program.since - timedelta(days=20))
    assert [offer.newcomer for offer in growth_part(actor, make.fresh(program), today()).induction.offers] == [True]
    assert not growth_part(cast.actor("mentee"), program, today()).induction.offers
    begin(cast, program)
    part = growth_part(actor, make.fresh(program), today()).induction
    assert (len(part.lines), part.offers) == (1, ())


# Ticking


def test_both_sides_tick_several_at_once_and_the_list_is_done(cast, program, short):
    induction = begin(cast, program, template=short)
    duties, safety, chat = induction.entries.all()
    assert (waiting(cast, "mentor"), waiting(cast, "mentee")) == (["show_induction"], [])
    assert tick(cast, induction, "mentor", [duties, safety], "Прошли вместе") == 2
    assert (waiting(cast, "mentor"), waiting(cast, "mentee")) == ([], ["clear_induction"])
    duties.refresh_from_db()
    assert (duties.shown_by, duties.shown_note, duties.clear_at) == (cast.mentor, "Прошли вместе", None)
    tick(cast, induction, "mentee", [duties])
    assert Induction.objects.get().state == "open"
    tick(cast, induction, "mentee", [safety])
    done = Induction.objects.get()
    assert (done.state, bool(done.finished_at)) == ("done", True)  # the one by choice does not hold it
    assert JournalEntry.objects.filter(event="induction_done").count() == 1
    tick(cast, done, "mentor", [chat])
    assert (waiting(cast, "mentor"), waiting(cast, "mentee")) == ([], [])


def test_a_tick_is_its_own_sides(cast, program, short):
    induction = begin(cast, program, template=short)
    first, second, _ = induction.entries.all()
    for part in ("curator", "director", "other_mentor", "outsider"):
        with pytest.raises(Refused, match="Отмечают наставник"):
            tick(cast, induction, part, [first])
    with pytest.raises(Refused, match="хотя бы один"):
        tick(cast, induction, "mentor", [])
    with pytest.raises(Refused, match="не длиннее 300"):
        tick(cast, induction, "mentor", [first], "ы" * 301)
    tick(cast, induction, "mentor", [first])
    with pytest.raises(Refused, match="уже отмечены"):
        tick(cast, induction, "mentor", [first])
    stranger = begin(cast, make.program(make.live_pair([cast.mentor], [cast.mentee])), template=short)
    with pytest.raises(Refused, match="уже отмечены"):
        tick(cast, induction, "mentor", stranger.entries.all())
    assert not second.shown_at


def test_own_tick_is_taken_back_and_a_done_list_goes_on(cast, program, short):
    induction = begin(cast, program, template=short)
    entries = list(induction.entries.filter(required=True))
    for part in ("mentor", "mentee"):
        tick(cast, induction, part, entries)
    first = entries[0]
    with pytest.raises(Refused, match="нет вашей отметки"):
        act.untick(
            induction=induction,
            entry=induction.entries.get(required=False).pk,
            by=cast.actor("mentee"),
            at=timezone.now(),
        )
    act.untick(induction=induction, entry=first.pk, by=cast.actor("mentee"), at=timezone.now())
    first.refresh_from_db()
    assert (first.clear_at, bool(first.shown_at)) == (None, True)
    again = Induction.objects.get()
    assert (again.state, again.finished_at) == ("open", None)
    act.untick(induction=again, entry=first.pk, by=cast.actor("mentor"), at=timezone.now())
    first.refresh_from_db()
    assert (first.shown_at, first.shown_by) == (None, None)


def test_one_mentor_does_not_take_back_the_tick_of_another(cast, short):
    pair = make.live_pair([cast.mentor, cast.other_mentor], [cast.mentee], kind="group", name="Двое")
    induction = begin(cast, make.opened(pair), template=short)
    first = induction.entries.first()
    tick(cast, induction, "mentor", [first])
    with pytest.raises(Refused, match="Чужую снимает"):
        act.untick(induction=induction, entry=first.pk, by=cast.actor("other_mentor"), at=timezone.now())


def test_stopped_and_resumed(cast, program, short):
    induction = begin(cast, program, template=short)
    by = {"by": cast.actor("mentor"), "at": timezone.now()}
    with pytest.raises(Refused, match="наставник или куратор"):
        act.stop_induction(induction=induction, by=cast.actor("mentee"), at=timezone.now())
    act.stop_induction(induction=induction, **by)
    with pytest.raises(Refused, match="остановлен"):
        tick(cast, induction, "mentor", induction.entries.all())
    other = begin(cast, program)
    with pytest.raises(Refused, match="уже идёт другой"):
        act.resume_induction(induction=induction, **by)
    act.stop_induction(induction=other, **by)
    act.resume_induction(induction=Induction.objects.get(pk=induction.pk), **by)
    assert Induction.objects.get(pk=induction.pk).state == "open"


def test_nothing_is_ticked_after_the_end(cast, program, short):
    begin(cast, program, template=short)
    Program.objects.filter(pk=program.pk).update(state=ProgramState.COMPLETED, ended_on=today())
    induction = inductions_loaded(cast.actor("mentor")).get()
    with pytest.raises(Refused, match="Программа завершена"):
        tick(cast, induction, "mentor", induction.entries.all())
    assert "show_induction" not in waiting(cast, "mentor")


def test_workflow_by_hand(cast, program, short):
    induction = begin(cast, program, template=short)
    may = {"stop": {"mentor", "curator"}, "resume": {"mentor", "curator"}}
    states = {"stop": "open", "resume": "stopped"}
    for name, allowed in may.items():
        for state in ("open", "done", "stopped"):
            induction.state = state
            for part in ("mentor", "mentee", "curator", "director", "supervisor", "other_mentor", "outsider"):
                expected = part in allowed and state == states[name]
                assert bool(INDUCTION.verdict(name, cast.actor(part), induction)) == expected, (name, state, part)


# Templates and readers


def test_a_changed_template_does_not_touch_begun_lists(cast, program, short):
    induction = begin(cast, program, template=short)
    by = {"by": cast.actor("curator"), "at": timezone.now()}
    short.refresh_from_db()
    rows = [ItemRow("rooms", "Мастерская"), ItemRow("duties", "Новая инструкция")]
    save_induction_template(short, rows, name="Другое имя", posts="", seen=short.lock_version, **by)
    assert [row.text for row in short.items.all()] == ["Новая инструкция", "Мастерская"]
    assert [row.text for row in induction.entries.all()] == ["Инструкция", "Инструктаж", "Чат"]
    assert Induction.objects.get().name == "Короткий"
    with pytest.raises(Stale):
        save_induction_template(short, rows, name="Ещё", posts="", seen=0, **by)


def test_refusals_of_templates(cast, short):
    by = {"by": cast.actor("curator"), "at": timezone.now()}
    kept = {"name": "Короткий", "posts": "", "seen": 1}
    row = ItemRow("duties", "Что")
    for rows, words in (
        ([], "нет пунктов"),
        ([ItemRow("duties", " ")], "Пункт 1: напишите"),
        ([ItemRow("nowhere", "Что")], "выберите раздел"),
        ([ItemRow("duties", "ы" * 301)], "Слишком длинно"),
        ([row] * 101, "не больше 100"),
    ):
        with pytest.raises(Refused, match=words):
            save_induction_template(short, rows, **kept, **by)
    for name, words in ((" ", "Назовите"), ("Преподаватель", "уже есть")):
        with pytest.raises(Refused, match=words):
            save_induction_template(short, [row], **kept | {"name": name}, **by)
    for part in ("director", "mentor", "admin", "outsider"):
        foreign = {"by": cast.actor(part), "at": timezone.now()}
        with pytest.raises(Refused, match="ведёт куратор"):
            save_induction_template(short, [row], **kept, **foreign)
        with pytest.raises(Refused, match="ведёт куратор"):
            create_induction_template(name="Свой", **foreign)
        with pytest.raises(Refused, match="ведёт куратор"):
            retire_induction_template(short, retired=True, **foreign)
    retire_induction_template(short, retired=True, **by)
    with pytest.raises(Refused, match="уже сделано"):
        retire_induction_template(short, retired=True, **by)
    copy = create_induction_template(name="Копия", source=short, **by)
    assert copy.items.count() == 3


def test_who_sees(cast, program, short):
    induction = begin(cast, program, template=short)
    for part in ("mentor", "mentee", "curator"):
        assert inductions_for(cast.actor(part)).get() == induction
    for part in ("director", "supervisor", "other_mentor", "other_mentee", "admin", "outsider"):
        assert not inductions_for(cast.actor(part)).exists()


def test_in_a_group_each_mentee_sees_his_own(cast, short):
    group = make.live_pair([cast.mentor], [cast.mentee, cast.other_mentee], kind="group", name="Группа")
    program = make.opened(group)
    own = begin(cast, program, template=short)
    begin(cast, program, template=short, mentee=cast.other_mentee)
    assert inductions_for(cast.actor("mentee")).get() == own
    assert inductions_for(cast.actor("mentor")).count() == 2
    with pytest.raises(Refused, match="Отмечают"):
        tick(cast, own, "other_mentee", own.entries.all())


def test_query_counts(cast, program, short, django_assert_num_queries):
    actor = cast.actor("mentor")
    induction = begin(cast, program, template=short)
    program = make.texted(program)
    for number in (1, 3):
        while program.inductions.count() < number:
            act.stop_induction(induction=Induction.objects.get(state="open"), by=actor, at=timezone.now())
            begin(cast, program, template=short)
        with django_assert_num_queries(1):
            assert len(growth_part(actor, program, today()).induction.lines) == number
    with django_assert_num_queries(3):
        induction_page(actor, inductions_loaded(actor).get(pk=induction.pk), today())
