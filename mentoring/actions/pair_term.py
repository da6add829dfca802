"""A pair works as long as its program does."""

from mentoring.models import Pair


def follow_term(pair, *, was, until):
    """The last day of a program moved by consent (R25): the pair's follows where the program ran to its end or beyond.

    Called by the floor that changes programs, inside its transaction; the order stays as it was signed.
    """
    if until > pair.until or pair.until == was:
        Pair.objects.filter(pk=pair.pk).update(until=max(until, pair.since))
        pair.until = max(until, pair.since)
