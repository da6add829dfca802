"""«Общий подбор»: the curator's alone; nobody else sees who was weighed against whom."""

from mentoring.models import MatchBatch, MatchLine
from mentoring.tests import make

from . import Row


def build(world):
    """A draft with one line, and one that was published."""
    request = make.request(world.cast.outsider)
    world.match = MatchBatch.objects.create(
        year=request.year,
        author=world.cast.curator,
        state="draft",
        options={"strangers": False, "replan": False, "weights": {}},
        totals={"whole": [1, 90], "greedy": [1, 90], "current": [0, 0], "best": [1, 90]},
        asked=1,
        served=1,
        created_at=make.moment(),
        computed_at=make.moment(),
    )
    world.match_line = MatchLine.objects.create(
        batch=world.match, request=request, position=0, mentor=world.cast.mentor.mentor, points=90
    )


def batch(world):
    return [world.match.pk]


ROWS = {
    "match_list": Row(allowed="curator", denied=403),
    "match_detail": Row(allowed="curator", args=batch),
    "match_line": Row(allowed="curator", args=lambda world: [world.match.pk, world.match_line.pk]),
    "match_clean": Row(allowed="curator", args=batch, method="post", ok=302),
    "match_publish": Row(allowed="curator", args=batch),
    "match_resume": Row(allowed="curator", args=batch, method="post", ok=302),
    "match_discard": Row(allowed="curator", args=batch, method="post", ok=302),
}
