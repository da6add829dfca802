"""What every page says of a test alike: its state for its reader, its percent, its level."""

from mentoring.choices import Side
from mentoring.kit import dates
from mentoring.kit.states import describe
from mentoring.kit.text import NBSP, count_of, small_first
from monitoring.choices.knowledge import KNOWLEDGE_TEST as WORDS
from monitoring.choices.knowledge import KnowledgeState
from monitoring.scoring.gain import KNOWLEDGE_BANDS, band_of
from monitoring.words import decimal

S = KnowledgeState


def reader_of(actor, test):
    """Whose words the page speaks: the mentee himself, a mentor of the program, else the office."""
    if actor.is_person(test.member):
        return "mentee"
    sides = {m.side for m in test.program.pair.members.all() if actor.person and m.person_id == actor.person.pk}
    return "mentor" if Side.MENTOR in sides else "curator"


def tag_of(test, reader):
    """The state in words; `test` carries n_tasks, n_given, n_scored where its sentence counts them."""
    waiting = test.n_tasks - test.n_scored if test.state == S.AWAITING_CHECK else 0
    return describe(
        WORDS,
        test.state,
        reader,
        deadline=test.check_due if test.state == S.AWAITING_CHECK else test.due,
        n=test.n_tasks,
        x=str(test.n_given),
        k=count_of(waiting, "answer") if waiting else "",
        p=percent_words(test),
        level=level_of(test),
        reason=small_first(test.reason.rstrip(".")),
    )


def percent_words(test):
    """«70 %», rounded here and nowhere before; a dash without a result."""
    return "–" if test.percent is None else f"{decimal(test.percent, 0)}{NBSP}%"


def level_of(test):
    return "" if test.percent is None else band_of(test.percent, KNOWLEDGE_BANDS)


def points_words(value):
    """«2», «1,33»."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",")


def day_words(moment):
    return dates.words(dates.local(moment).date(), year=True) if moment else "–"
