"""«Мои дела» as the home page makes them: rows gathered in one query, the members of their pairs loaded at once."""

from django.db.models import prefetch_related_objects

from mentoring.kit.deeds import count_by_source
from mentoring.kit.gather import gather

MOST = 50


def gathered(sources):
    """[(source, row)] with the people of their pairs."""
    rows = gather(sources, MOST)
    pairs = [source.pair(row) for source, row in rows if source.pair]
    if pairs:
        prefetch_related_objects(pairs, "members__person")
    return rows


def deeds_of(sources):
    """{source code: [Deed]}, a key for every source."""
    found = {source.code: [] for source in sources}
    for source, row in gathered(sources):
        found[source.code].append(source.deed(row))
    return found


def waits_of(sources):
    """[Wait] of wait sources."""
    return [source.wait(row) for source, row in gathered(sources)]


def counts_of(sources):
    """{source code: how many wait}, without the empty ones."""
    return {code: n for code, n in count_by_source(lambda: sources).items() if n}
