"""Show 2 and Show 3: whatever is done to amendments, frozen versions stay byte for byte, the text in force is the last
approved one, and nobody's change is lost (R25)."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentoring.kit.canonical import canonical_json, fingerprint
from mentoring.kit.verdict import Refused
from mentoring.tests.standing import scene
from programs.actions import amendment as act
from programs.actions.amendment.rebase import Overlap
from programs.actions.section import StaleEdit
from programs.edits import EventRow, print_of, prints_of
from programs.models import Amendment, ProgramVersion
from programs.queries.amendment_text import live_terms
from programs.terms import SECTIONS, changed, from_data, kind_of, meet, to_data
from programs.tests import make
from programs.tests import make_amendment as plan
from programs.text import from_payload


@scene
def program(cast):
    make.around_today(cast.pair)
    return make.program(cast.pair, state="active", curator=cast.curator)


class _Undo(Exception):
    pass


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["start", "goal", "longer", "event", "drop", "send", "agree", "object", "approve", "return", "refuse",
             "withdraw", "rebase", "reopen"]
        ),
        st.integers(0, 3),
        st.integers(1, 40),
    ),
    min_size=4,
    max_size=24,
)  # fmt: skip


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(steps=STEPS)
def test_any_sequence_keeps_versions_and_the_text_in_force(cast, program, steps):
    def play():
        kept = {}
        for step, which, number in [("start", 0, 1), ("longer", 0, 1), *steps]:
            try:
                with transaction.atomic():
                    _take(step, which, number, cast, program)
            except Refused:
                pass
            _check(program, kept)
        raise _Undo

    with pytest.raises(_Undo), transaction.atomic():
        play()


def _take(step, which, number, cast, program):
    rows = list(Amendment.objects.filter(program=program).order_by("pk"))
    if step == "start" or not rows:
        plan.started(program, cast.mentor if which % 2 else cast.curator)
        return
    amendment = plan.fresh(rows[which % len(rows)])
    events = list(from_data(amendment.proposed).events)
    term = from_data(amendment.proposed).fields["until"]
    now = {"amendment": amendment, "at": timezone.now()}
    sha = {"sha256": amendment.sha256}
    {
        "goal": lambda: plan.section(amendment, cast.mentor, "goal", goal=f"К маю проводит занятий: {number}."),
        "longer": lambda: plan.section(amendment, cast.curator, "participants", until=term + timedelta(days=number)),
        "event": lambda: plan.plan(
            amendment, cast.mentor, {events[number % len(events)]: {"expected": f"Заданий: {number}"}}
        ),
        "drop": lambda: plan.plan(amendment, cast.mentor, drop=[events[number % len(events)]]),
        "send": lambda: plan.send(amendment, cast.mentor),
        "agree": lambda: plan.answer(amendment, cast.mentee),
        "object": lambda: plan.answer(amendment, cast.mentee, agrees=False, note="Не успею."),
        "approve": lambda: act.approve_amendment(**now, **sha, by=make.actor(cast.curator)),
        "return": lambda: act.return_amendment(**now, **sha, by=make.actor(cast.curator), note="Уточните."),
        "refuse": lambda: act.refuse_amendment(**now, **sha, by=make.actor(cast.curator), note="Нет."),
        "withdraw": lambda: act.withdraw_amendment(**now, by=make.actor(cast.mentor), note="Передумали."),
        "rebase": lambda: _rebase(amendment, program, cast),
        "reopen": lambda: act.reopen_amendment(**now, by=make.actor(cast.mentor)),
    }[step]()


def _rebase(amendment, program, cast):
    newest = program.versions.filter(number__isnull=False).order_by("-number").first()
    call = {"amendment": amendment, "version": newest.pk, "by": make.actor(cast.mentor), "at": timezone.now()}
    try:
        with transaction.atomic():
            act.rebase_amendment(**call)
    except Overlap as refusal:
        act.rebase_amendment(**call, mine=refusal.found.clashes)


def _check(program, kept):
    """Every version is what it was, its fingerprint is that of its text; the live terms are those of the newest one."""
    versions = list(ProgramVersion.objects.filter(program=program, number__isnull=False).order_by("number"))
    assert [row.number for row in versions] == list(range(1, len(versions) + 1))
    for row in versions:
        said = canonical_json(row.payload), row.sha256, row.approved_at
        assert kept.setdefault(row.number, said) == said
        assert fingerprint(row.payload) == row.sha256
    newest = versions[-1]
    text, live = from_payload(newest.payload), live_terms(make.fresh(program), newest)
    assert (text.until, text.goal, text.exception) == tuple(
        live.fields[name] for name in ("until", "goal", "exception")
    )
    assert [(row.uuid, row.measure, row.due, row.expected) for row in text.events] == [
        (key, row["measure"], row["due"], row["expected"]) for key, row in live.events.items()
    ]
    last = Amendment.objects.filter(program=program, version=newest).first()
    if last:
        assert to_data(from_data(last.proposed)) == to_data(live)


# Two at once (Show 3)


def test_two_amendments_that_touch_different_things_both_live(cast, program):
    event = str(program.events.order_by("position").first().uuid)
    first, second = plan.extended(program, cast.mentor), plan.started(program, cast.curator)
    plan.plan(second, cast.curator, {event: {"expected": "Пять заданий"}})
    until = from_data(plan.fresh(first).proposed).fields["until"]
    plan.send(second, cast.curator)
    plan.through(first, cast)
    for person in (cast.mentor, cast.mentee):
        plan.answer(second, person)
    with pytest.raises(Refused, match=rf"изменил.* {cast.mentor.short_name}: конец программы"):
        plan.approve(second, cast.curator)
    assert ProgramVersion.objects.filter(program=program).count() == 2
    act.rebase_amendment(
        amendment=plan.fresh(second), version=make.version(program).pk, by=make.actor(cast.curator), at=timezone.now()
    )
    assert plan.fresh(second).state == "awaiting_consents"  # everybody is asked about the new text
    with pytest.raises(Refused, match="Обновите страницу"):
        plan.approve(second, cast.curator)
    for person in (cast.mentor, cast.mentee):
        plan.answer(second, person)
    version = plan.approve(second, cast.curator)
    text = from_payload(version.payload)
    assert (version.number, text.until) == (3, until)
    assert next(row for row in text.events if row.uuid == event).expected == "Пять заданий"


def test_two_that_touch_the_same_show_both_texts_and_one_is_chosen(cast, program):
    first, second = plan.started(program, cast.mentor), plan.started(program, cast.mentor)
    plan.section(first, cast.mentor, "goal", goal="Первая цель к маю.")
    plan.section(second, cast.mentor, "goal", goal="Вторая цель к маю.")
    plan.section(second, cast.mentor, "schedule", schedule="Среда, 15:00.")
    plan.through(first, cast)
    with pytest.raises(Refused, match=r"изменил.*: цель"):
        plan.send(second, cast.mentor)
    call = {"amendment": plan.fresh(second), "version": make.version(program).pk, "by": cast.actor("mentor")}
    with pytest.raises(Overlap, match="Одно и то же изменили по-разному: цель") as caught:
        act.rebase_amendment(**call, at=timezone.now())
    assert caught.value.found.clashes == ("goal",)
    act.rebase_amendment(**call, at=timezone.now(), theirs=["goal"])
    fields = from_data(plan.fresh(second).proposed).fields
    assert (fields["goal"], fields["schedule"]) == ("Первая цель к маю.", "Среда, 15:00.")
    plan.through(second, cast)
    assert make.fresh(program).goal == "Первая цель к маю."
    assert make.fresh(program).schedule == "Среда, 15:00."


def test_carrying_over_names_the_version_it_was_compared_with(cast, program):
    first, second, third = (plan.started(program, cast.mentor) for _ in range(3))
    plan.section(first, cast.mentor, "schedule", schedule="Среда, 15:00.")
    plan.through(first, cast)
    seen = make.version(program).pk
    act.rebase_amendment(amendment=plan.fresh(third), version=seen, by=cast.actor("mentor"), at=timezone.now())
    with pytest.raises(Refused, match="уже стоит на действующей"):
        act.rebase_amendment(amendment=plan.fresh(third), version=seen, by=cast.actor("mentor"), at=timezone.now())
    plan.section(third, cast.mentor, "work", mentor_work="Посещаю занятия дважды в месяц.")
    plan.through(third, cast)
    with pytest.raises(Refused, match="ещё одна редакция"):
        act.rebase_amendment(amendment=plan.fresh(second), version=seen, by=cast.actor("mentor"), at=timezone.now())


def test_two_people_in_one_draft_section(cast, program):
    amendment = plan.started(program, cast.mentor)
    seen = from_data(amendment.proposed).of("goal")
    opened = {"lock_version": amendment.lock_version, "base": _prints(seen)}
    plan.section(amendment, cast.curator, "goal", goal="Цель куратора к маю.")
    call = {
        "amendment": plan.fresh(amendment),
        "code": "goal",
        "by": cast.actor("mentor"),
        "at": timezone.now(),
        **opened,
    }
    saved = act.save_amendment_section(**call, values={**seen, "problem": "Иначе описано."})
    assert saved.merged == cast.curator  # other fields of the same section: both are kept
    with pytest.raises(StaleEdit) as caught:
        act.save_amendment_section(**call, values={**seen, "goal": "Цель наставника к маю."})
    (clash,) = caught.value.clashes
    assert (clash.theirs, clash.mine) == ("Цель куратора к маю.", "Цель наставника к маю.")
    fields = from_data(plan.fresh(amendment).proposed).fields
    assert (fields["goal"], fields["problem"]) == ("Цель куратора к маю.", "Иначе описано.")


def _prints(values):
    return dict(pair.split(":") for pair in prints_of(values).split(","))


def test_two_people_in_one_row_of_the_drafts_plan(cast, program):
    key = str(program.events.order_by("position").first().uuid)
    amendment = plan.started(program, cast.mentor)
    rows = from_data(amendment.proposed).events
    mine = EventRow(key, print_of(rows[key]), {**rows[key], "expected": "Моё"})
    plan.plan(amendment, cast.curator, {key: {"expected": "Куратора"}})
    saved = act.save_amendment_plan(
        amendment=plan.fresh(amendment), rows=[mine], by=cast.actor("mentor"), at=timezone.now()
    )
    (clash,) = saved.clashes
    assert (clash.theirs["expected"], clash.mine["expected"], saved.editor) == ("Куратора", "Моё", cast.curator)
    assert from_data(plan.fresh(amendment).proposed).events[key]["expected"] == "Куратора"


# The arithmetic of terms


def test_terms_go_to_json_and_back(cast, program):
    terms = live_terms(program)
    assert to_data(from_data(to_data(terms))) == to_data(terms)
    assert changed(terms, from_data(to_data(terms))) == []
    assert set(terms.fields) == {name for names in SECTIONS.values() for name in names}


def test_what_only_one_touched_is_kept(cast, program):
    base = live_terms(program)
    now, mine = base.with_fields(goal="Одна."), base.with_fields(schedule="Среда.")
    met = meet(base, now, mine)
    assert met.clashes == ()
    assert (met.terms.fields["goal"], met.terms.fields["schedule"]) == ("Одна.", "Среда.")
    assert kind_of(base, base.with_fields(until=base.fields["until"] - timedelta(days=1))) == "shortening"
    assert meet(base, now, base.with_fields(goal="Другая.")).clashes == ("goal",)


def test_an_unchanged_part_stays_word_for_word(cast, program):
    before = from_payload(make.version(program).payload)
    amendment = plan.started(program, cast.mentor)
    plan.section(amendment, cast.mentor, "schedule", schedule="Среда, 15:00.")
    after = from_payload(plan.through(amendment, cast).payload)
    differs = [name for name in vars(before) if getattr(before, name) != getattr(after, name)]
    assert differs == ["schedule"]
