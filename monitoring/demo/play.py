"""The whole play: years one after another, every scene through the real actions."""

import random
from datetime import date, datetime, time, timedelta

from mentoring.access import SYSTEM, actor_for
from mentoring.actions.college import open_year
from mentoring.actions.pair import activate_due_pairs
from mentoring.actions.person.leaving import mark_left
from mentoring.kit.verdict import Refused
from mentoring.models import ListEntry, Mentee, Pair
from mentoring.office import forget
from programs.actions.completion import finish_due_programs
from programs.choices import RUNNING_STATES, ProgramState

from . import (
    amendments,
    ballots,
    bank,
    campaign,
    cards,
    cases,
    changes,
    consultations,
    council,
    development,
    endings,
    feedback,
    figures,
    growth,
    instruments,
    knowledge,
    lives,
    loose,
    merits,
    norms,
    observations,
    office_year,
    orders,
    output,
    pairs,
    partners,
    plot,
    practices,
    privacy,
    programs,
    progress,
    reports,
    shelf,
    staff,
    stage_checks,
    subject,
    talk,
    watch,
    work,
)
from .clock import MOSCOW, YearClock

ACCOUNT_FATES = ("returned", "active")


def play(*, people, pair_count, years, seed, now, say):
    """Build the college and live `years` academic years up to `now`; `say(text)` is told of progress."""
    rng, told, now = random.Random(seed), set(), now.astimezone(MOSCOW)
    today = now.date()
    first_year = (today.year if today.month >= 9 else today.year - 1) - years + 1
    opening = datetime.combine(date(first_year, 8, 25), time(9), MOSCOW)
    staff.found_college(opening)
    open_year(date(first_year, 9, 1), current=True)
    forget()
    say("Техникум, подразделения, люди")
    units = staff.build_units(max(1, people // 400))
    key, teachers = staff.build_people(rng, people, units, first_year, today, opening, say)
    curator = actor_for(key["curator"])
    mentors = staff.build_mentors(rng, key, teachers, first_year, opening, say)
    partner = partners.build_partners(opening, curator)
    say(f"Людей {len(teachers) + 3}, наставников {len(mentors) + 1}")
    for number, amount in enumerate(plot.shares(pair_count, years)):
        starts = date(first_year + number, 9, 1)
        stage = _stage(rng, YearClock(starts, today, now), curator, key, teachers, partner, told)
        say(f"Учебный год {stage.year}: пар {amount}")
        _live_year(stage, plot.year_of(amount, past=stage.clock.past, turn=number), say)
        figures.of_year(stage, number)
        if not stage.clock.past:
            bank.open_bank(stage, key["mentor"])
    open_year(today, current=True)
    forget()
    watch.put_off(now, curator)
    output.give_out(now, curator, actor_for(key["director"]))
    privacy.privacy(now, curator)
    subject.subject(now, curator)


def _stage(rng, clock, curator, key, teachers, partner, told):
    year = open_year(clock.starts, current=True)
    forget()
    first = {} if clock.past else _account_parts(key, partners.build_trainee(clock.at(3), curator))
    left = [t for t in teachers if t.left_on]
    stage = pairs.Stage(
        rng=rng,
        clock=clock,
        year=year,
        curator=curator,
        director=actor_for(key["director"]),
        supervisor=actor_for(key["supervisor"]),
        teachers=[t for t in teachers if t not in left],
        partner=partner,
        first=first,
        told=told,
    )
    stage.busy |= {key["mentor"].pk, key["curator"].pk, key["supervisor"].pk}
    if clock.past:
        stage.busy.add(key["mentee"].pk)
    return stage


def _account_parts(key, trainee):
    """The demo mentor leads the demo mentee, work under way, and has another program returned with remarks; a trainee
    waits for the first day of work.
    """
    mentor, mentee = key["mentor"], key["mentee"]
    return {
        ("assigned", "mentee"): trainee,
        ("returned", "mentor"): mentor.pk,
        ("active", "mentor"): mentor.pk,
        ("active", "mentee"): mentee,
        "account": mentee.pk,
    }


def _live_year(stage, parts, say):
    drafts = []
    reports.switch(on=not stage.clock.past)
    for number, part in enumerate(parts):
        pair = pairs.draft(stage, part, number)
        _use_account(stage, part)
        if pair is not None:
            drafts.append((Pair.objects.with_members().get(pk=pair.pk), part))
        progress(say, "проекты пар", number + 1, len(parts))
    orders.all_orders(stage, drafts)
    if not stage.clock.past:
        loose.loose_ends(stage)
        council.sit(stage)
        development.courses(stage)
        development.agreements(stage)
        campaign.campaign(stage)
        norms.read_the_regulation(stage)
    activate_due_pairs(at=stage.clock.at(60) if stage.clock.past else stage.clock.now, by=SYSTEM)
    running = []
    for number, (pair, part) in enumerate(drafts):
        pair = Pair.objects.with_members().select_related("order", "year").get(pk=pair.pk)
        running += _program(stage, pair, part)
        progress(say, "программы", number + 1, len(drafts))
    if stage.clock.last:
        _quietly(consultations.day, stage)
    if not stage.clock.past:
        cards.entry_cards(stage)
    _finish_year(stage, running, say)


def _use_account(stage, part):
    """The accounts' parts are played once."""
    if part.fate in ACCOUNT_FATES:
        stage.first.pop((part.fate, "mentee"), None)
        stage.first.pop((part.fate, "mentor"), None)


def _program(stage, pair, part):
    """[(program, part)] of a pair that has begun; nothing for drafts."""
    if pair.state not in ("active", "assigned") or part.fate in ("no_program", "assigned"):
        return []
    opened = stage.clock.moment(max(pair.order.date, pair.created_at.date()) + timedelta(days=1), 13)
    program = programs.write(stage, pair, part, opened)
    if part.fate == "canceled":
        work.call_off(stage, program, opened + timedelta(days=3))
    if part.fate in ("draft", "canceled"):
        return []
    program = programs.approve(stage, program, part, opened + timedelta(days=4))
    program = programs.fresh(program)
    return [(program, part)] if program.state == ProgramState.ACTIVE else []


def _finish_year(stage, running, say):
    end = stage.clock.today if not stage.clock.past else stage.clock.starts + timedelta(days=300)
    following = []
    for number, (program, part) in enumerate(running):
        following += _live(stage, program, part, end)
        progress(say, "работа пар", number + 1, len(running))
    for program, part in following:
        _live(stage, program, part, end)
    finish_due_programs(at=stage.clock.at(261, 6) if stage.clock.past else stage.clock.now)
    if stage.clock.past:
        _close_year(stage, [*running, *following])
        return
    talk.talk(stage)
    reports.reports(stage, running)
    shelf.shelf(stage)
    if running:
        growth.growth(stage, running)
        knowledge.this_year(stage, running)
        _quietly(observations.this_year, stage, _observable(running))
        _quietly(cases.this_year, stage, _observable(running))
        _quietly(stage_checks.this_year, stage, running)
        changes.changes(stage)
        amendments.amendments(stage)
        endings.endings(stage)
        practices.practices(stage)
        merits.this_year(stage)
        office_year.this_year(stage)
        feedback.ask_mentees(stage, stage.clock.now - timedelta(days=4), answered=0.45, closing=None)
        instruments.own(stage, stage.clock.now - timedelta(days=3))
        _quietly(ballots.ask_mentors, stage, stage.clock.now - timedelta(days=3), answered=3)


def _live(stage, program, part, end):
    """The months of work; [(program, part)] of the pair's next program when there is one."""
    early = part.fate == "ended_early"
    until = min(program.since + timedelta(days=80), end) if early else min(program.until, end)
    if stage.clock.past and lives.is_next(stage, part):
        following = lives.live(stage, program, part, end)
        return [following] if following else []
    if stage.clock.past and lives.is_reopened(stage, part):
        lives.reopened(stage, program, part, until)
        return []
    work.live(stage, program, part, until)
    if early:
        _quietly(work.end_early, stage, program, stage.clock.moment(until, 16))
    elif part.fate == "speed_done":
        _quietly(work.finish, stage, program, stage.clock.moment(until + timedelta(days=3), 16))
    return []


def _close_year(stage, running):
    working = next((fresh for p, _ in running if (fresh := programs.fresh(p)).state in RUNNING_STATES), None)
    if working:
        _quietly(cards.exit_card, stage, working)
        _quietly(observations.last_year, stage, working)
    knowledge.last_year(stage, running)
    _quietly(stage_checks.last_year, stage, running)
    spring = stage.clock.at(262, 10)
    feedback.ask_mentees(stage, spring, answered=0.86, closing=spring + timedelta(days=15))
    _quietly(ballots.ask_mentors, stage, spring, answered=13, closing=spring + timedelta(days=15))
    for program, part in running:
        program.refresh_from_db()
        if program.state in RUNNING_STATES:
            work.finish(stage, program, stage.clock.moment(max(program.until, spring.date() + timedelta(days=16)), 15))
        if part.kind != "speed":
            feedback.evaluate(stage, program, stage.clock.at(290, 12))
    lives.papers(stage)
    merits.last_year(stage)
    office_year.last_year(stage)
    _someone_leaves(stage)


def _someone_leaves(stage):
    """A college loses people: one in thirty of those who had a mentor, for reasons of their own."""
    reason = ListEntry.objects.get(list="leave_reason", code="own_wish")
    for mentee in Mentee.objects.select_related("person").order_by("person_id"):
        person = mentee.person
        if person.left_on is None and person.user_id is None and stage.rng.random() < 0.03:
            _quietly(
                mark_left, person, on=stage.clock.day(310), reason=reason, by=stage.curator, at=stage.clock.at(311)
            )


def _observable(running):
    """Programs of this year still at work, pairs before groups."""
    alive = [programs.fresh(program) for program, part in running if part.kind not in ("speed", "situational")]
    return [program for program in alive if program.state in RUNNING_STATES]


def _quietly(action, *args, **kwargs):
    """A scene that the rules refuse is left out of the play."""
    try:
        action(*args, **kwargs)
    except Refused:
        return
