"""Search that knows Russian: every word, without regard to case and ё, on both databases."""

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from mentoring.kit.text import Folded, words_of

FOLDED_ALREADY = ("search_key", "sort_key")


def found_in(model, names, text):
    """Keys of the rows of `model` in which each word of `text` stands in one of the columns `names`; None for no words."""
    words = words_of(text.replace("№", " "))
    if not words or not names:
        return None
    columns = {f"folded_{n}": name for n, name in enumerate(names)}
    plain = {alias: name for alias, name in columns.items() if not name.endswith(FOLDED_ALREADY)}
    folded = model._base_manager.alias(**{alias: Folded(Cast(name, TextField())) for alias, name in plain.items()})
    places = [alias if alias in plain else name for alias, name in columns.items()]
    rows = model._base_manager.all()
    for word in words:  # a subquery each: joins over many members, chained, would multiply the rows word by word
        rows = rows.filter(pk__in=folded.filter(_any(places, word)).order_by().values("pk"))
    return rows.order_by().values("pk")


def _any(columns, word):
    condition = Q()
    for column in columns:
        condition |= Q(**{f"{column}__contains": word})
    return condition
