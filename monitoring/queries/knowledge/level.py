"""What tests in the system say to the evaluation of a program: measures of level 2 beside those entered by hand."""

from mentoring.kit.dates import local
from monitoring.choices import Level
from monitoring.choices.knowledge import KnowledgeMoment, KnowledgeState
from monitoring.models import EvaluationEntry, KnowledgeTest
from monitoring.queries.knowledge.words import points_words

NAME = "Входной и итоговый тест"


def counted_tests(program):
    """The tests that count, of any state, by member."""
    found = KnowledgeTest.objects.filter(program=program, counts=True)
    return found.select_related("member").order_by("member__sort_key", "pk")


def scored_tests(program):
    return counted_tests(program).filter(state=KnowledgeState.SCORED)


def tested_measures(tests):
    """Of `counted_tests`: one unsaved EvaluationEntry a member, with its source; a missing sitting is a missing number."""
    members = {}
    for test in tests:
        if test.state == KnowledgeState.SCORED:
            members.setdefault(test.member, {})[test.moment] = test
    return [_measure(member, scored) for member, scored in members.items()]


def _measure(member, tests):
    entry, exit_ = tests.get(KnowledgeMoment.ENTRY), tests.get(KnowledgeMoment.EXIT)
    measure = EvaluationEntry(
        level=Level.KNOWLEDGE,
        name=NAME,
        member=member,
        unit="%",
        before=entry and entry.percent,
        before_on=entry and local(entry.sent_at).date(),
        after=exit_ and exit_.percent,
        after_on=exit_ and local(exit_.sent_at).date(),
        source=f"Тесты системы: {_basis(entry, exit_)}",
    )
    measure.test_id = (exit_ or entry).pk
    return measure


def _basis(*tests):
    return "; ".join(
        f"{test.get_moment_display().lower()}, {points_words(test.score)} из {test.maximum}" for test in tests if test
    )
