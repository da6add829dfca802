"""Which questions of two versions ask the same: only their answers may be compared."""

from dataclasses import dataclass

from django.db.models import Q

from monitoring.models import EqualItems, Question

CONTENT = ("kind", "text", "options", "columns")


@dataclass(frozen=True)
class EqualPair:
    """A question of the first version and its equal of the second; `declared` when it is so by the curator's word."""

    first: Question
    second: Question
    declared: bool = False


def comparable_items(a, b):
    """EqualPairs of versions `a` and `b` in the order of `b`: equal code, kind, text and options, or declared equal.

    The same version is comparable to itself whole. Two queries, three for different versions.
    """
    first, second = list(a.questions.all()), list(b.questions.all())
    if a.pk == b.pk:
        return tuple(EqualPair(question, question) for question in second)
    by_code = {question.code: question for question in first}
    declared = declared_equal(first, second)
    pairs = []
    for question in second:
        twin = by_code.get(question.code)
        if twin is not None and same(twin, question):
            pairs.append(EqualPair(twin, question))
        elif question.pk in declared:
            pairs.append(EqualPair(declared[question.pk], question, declared=True))
    return tuple(pairs)


def same(first, second):
    """Whether two questions of one code ask the same in the same words, with the same way of answering."""
    return all(getattr(first, name) == getattr(second, name) for name in CONTENT)


def declared_equal(first, second):
    """{key of a question of `second`: its declared equal of `first`}, whichever version was named first."""
    known = {question.pk: question for question in (*first, *second)}
    mine, theirs = {question.pk for question in first}, {question.pk for question in second}
    rows = EqualItems.objects.filter(
        Q(first__in=mine, second__in=theirs) | Q(first__in=theirs, second__in=mine)
    ).values_list("first", "second")
    found = {}
    for one, other in rows:
        left, right = (one, other) if one in mine else (other, one)
        found[right] = known[left]
    return found
