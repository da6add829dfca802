"""What anybody sees of practices in the open bank: only cards through `practices_shown`, without their program."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, TextField, Value
from django.db.models.functions import Concat

from mentoring.kit.text import Folded, small_first, words_of
from mentoring.kit.ui import CheckRow
from mentoring.models import Direction
from mentoring.queries.page import page_of
from programs.access.practice import practices_shown

from .practice import facts_of, texts_of

PER_PAGE = 24


@dataclass(frozen=True)
class PublicPractice:
    """One card as outsiders read it: neither the pair nor the program, neither the author."""

    slug: str
    title: str
    difficulty: str
    directions: tuple[str, ...]
    texts: tuple = ()
    facts: tuple[CheckRow, ...] = ()


def public_practices(q="", direction="", page=1):
    """A page of open cards, newest first, as (page, rows). Three queries."""
    found = practices_shown()
    if words := words_of(q):
        said = Concat(
            "title", Value(" "), "difficulty", Value(" "), "done", Value(" "), "result", output_field=TextField()
        )
        found = found.annotate(said=Folded(said))
        for word in words:
            found = found.filter(said__contains=word)
    if direction:
        through = found.model.directions.through.objects
        found = found.filter(Exists(through.filter(practicecard=OuterRef("pk"), direction__code=direction)))
    page = page_of(found.prefetch_related("directions").order_by("-opened_on", "-pk"), page, PER_PAGE)
    return page, tuple(_row(card) for card in page.object_list)


def public_practice(slug):
    """One open card, or None: without its materials, nobody agreed to their titles. Two queries."""
    card = practices_shown().filter(slug=slug).prefetch_related("directions").first()
    return card and _row(card, whole=True)


def _row(card, whole=False):
    more = {"texts": texts_of(card), "facts": facts_of(card)} if whole else {}
    directions = tuple(small_first(row.name) for row in card.directions.all())
    return PublicPractice(card.slug, card.title, card.difficulty, directions, **more)


def direction_rows():
    return [(row.code, row.name) for row in Direction.objects.filter(retired=False)]
