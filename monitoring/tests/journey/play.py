"""The chapters in their order: one year of one pair and one group."""

from . import college, feedback, matching, order, program, work
from .story import GROUP


def play(story):
    """From `start_college` to the dashboard; returns what the survey cost: (actions, seconds reckoned)."""
    _september(story)
    _order(story)
    _program(story)
    story.later("2026-09-30 10:00")
    work.mark_event(story)
    work.meeting(story)
    work.pair_page(story)
    story.later("2027-05-11 10:00")
    feedback.launch(story)
    cost = feedback.answer(story)
    feedback.close(story)
    feedback.evaluation(story)
    feedback.dashboard(story)
    return cost


def _september(story):
    college.start(story)
    college.as_curator(story)
    college.requisites(story)
    college.staff_list(story)
    college.new_person(story)
    college.bank(story, "mentor", "Методическое", "Психолого-педагогическое")
    college.bank(story, "leader", "Методическое")
    for part in ("mentee", *GROUP):
        college.mentee_card(story, part)
    college.invite(story, "director", "mentor", "mentee", *GROUP)


def _order(story):
    story.another_day("2026-09-03 10:00")
    matching.own_request(story)
    for part in GROUP:
        matching.request_for(story, part)
    matching.offer(story)
    matching.pair(story)
    matching.group(story)
    story.another_day("2026-09-10 10:00")
    order.draft(story)
    order.sign(story)
    order.papers(story)
    order.read(story, "mentor", "mentee")


def _program(story):
    story.another_day("2026-09-15 10:00")
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
