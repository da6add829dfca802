"""The whole mentoring year on pages, with Django's client for hands (the browser takes the same steps: tests/browser)."""

import pytest
from django.test import Client

from .journey import college, feedback, matching, order, program, work
from .journey.client import ClientHands
from .journey.clock import Clock
from .journey.story import GROUP, Story


@pytest.fixture
def story(db, monkeypatch, tmp_path):
    return Story(lambda phone: ClientHands(Client(), phone), Clock(monkeypatch), tmp_path)


def test_the_year(story):
    college.start(story)
    college.as_curator(story)
    college.requisites(story)
    college.staff_list(story)
    college.new_person(story)
    college.bank(story, "mentor", "Методическое", "Психолого-педагогическое")
    college.bank(story, "leader", "Методическое")
    for part in ("mentee", *GROUP):
        college.mentee_card(story, part)
    college.invite(story, "director", "mentor", "mentee", "leader", *GROUP)
    story.clock.set("2026-09-03 10:00")
    matching.own_request(story)
    for part in GROUP:
        matching.request_for(story, part)
    matching.offer(story)
    matching.pair(story)
    matching.group(story)
    story.clock.set("2026-09-10 10:00")
    story.at("curator").section("Пары и группы"); story.at("curator").follow("Пахомов")
    order.draft(story)
    order.sign(story)
    order.papers(story)
    order.read(story, "mentor", "mentee")
    story.clock.set("2026-09-15 10:00")
    program.begin(story)
    program.note(story)
    program.plan(story)
    program.rest(story)
    program.submit(story)
    program.send_back(story)
    program.mend(story)
    program.submit(story)
    program.approve(story)
    program.acquaint(story)
    program.papers(story)
    story.later("2026-09-30 10:00")
    work.mark_event(story)
    work.meeting(story)
    work.pair_page(story)
    story.later("2027-05-11 10:00")
    feedback.launch(story)
    feedback.answer(story)
    feedback.close(story)
    feedback.evaluation(story)
    feedback.dashboard(story)
