"""Many counts in one query."""

from django.db.models import Count, Value


def count_together(querysets):
    """{key: how many rows} of {key: queryset}, in one UNION; keys are short strings, an empty set is 0."""
    arms = [
        rows.order_by()
        .annotate(what=Value(key))
        .values_list("what")
        .annotate(n=Count("pk", distinct=True))
        .values_list("what", "n")
        for key, rows in querysets.items()
    ]
    if not arms:
        return {}
    found = dict(arms[0].union(*arms[1:], all=True) if arms[1:] else arms[0])
    return {key: found.get(key, 0) for key in querysets}
