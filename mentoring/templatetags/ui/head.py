"""The head of a page, its people and its buttons."""

from functools import lru_cache

from django.template.base import Token, TokenType

from mentoring.kit.component import draw, unique_id
from mentoring.kit.icons import icon_svg
from mentoring.kit.text import count
from mentoring.kit.ui import one_of

from .library import SIZES, component, register

KINDS = ("main", "second", "danger", "text", "turn")


@component(block=True)
def page_head(content, *, title, lead="", crumbs=(), mentors=(), mentees=(), tag=None, saved=""):
    """h1, what it is about, the way here; the block holds at most two actions.

    `crumbs` are (text, address) pairs; `tag` is a StateTag under the lead; `saved` («в 14:32») is when a draft was last
    kept: the place where the autosave speaks (give it, even empty as " ", on pages with data-autosave).
    """


@component()
def path(*, steps, label="Путь документа"):
    """Whose turn it is: three to six Steps."""
    done = sum(step.state == "done" for step in steps)
    return {"folded": f"{count(done, 'шаг', 'шага', 'шагов')} сделано" if done > 1 else ""}


@component(block=True)
def section_head(content, *, title, count=None, note="", link_text="", link_url="", id=""):
    """h2 of a section with its count, a quiet note and one link; the block may hold one more thing.

    {% endsection_head %} may be left out when the block holds nothing.
    """


_section_block = register.tags["section_head"]


@register.tag("section_head")
def section_head_tag(parser, token):
    """Section heads do not nest, so the nearest of the two names says whether this one has an end of its own."""
    names = ((t.contents.split() or [""])[0] for t in reversed(parser.tokens) if t.token_type == TokenType.BLOCK)
    if next((name for name in names if name in ("section_head", "endsection_head")), "") != "endsection_head":
        parser.prepend_token(Token(TokenType.BLOCK, "endsection_head", lineno=token.lineno))
    return _section_block(parser, token)


@component()
def turn(*, title, text="", action="", url="", word="Ваш ход"):
    """The dark card of the home page: the one thing that waits for the reader."""


@register.simple_tag
def icon(name):
    """An inline SVG by its name in kit/icons.py."""
    return icon_svg(name)


@register.simple_tag
def disc(*, person=None, side="mentor", size="", letters="", icon=""):
    """Initials (or an icon) in a circle, decorative: the name always stands beside it."""
    one_of(side, ("mentor", "mentee"), "side")
    one_of(size, SIZES, "size")
    return _disc(letters or (person.two_letters if person else ""), side, size, icon)


@lru_cache(maxsize=2048)
def _disc(letters, side, size, icon):
    return draw("disc", letters=letters, side=side, size=size, icon=icon)


@register.simple_tag
def pair_discs(*, mentors=(), mentees=(), size=""):
    """Two touching circles; several people on a side become «+6»."""
    one_of(size, SIZES, "size")
    sides = ((_short(mentors), "mentor"), (_short(mentees), "mentee"))
    return _pair(tuple((letters, side) for letters, side in sides if letters), size)


def _short(people):
    people = tuple(people)
    if len(people) < 2:
        return people[0].two_letters if people else ""
    return f"+{len(people)}"


@lru_cache(maxsize=2048)
def _pair(discs, size):
    return draw("pair_discs", discs=discs, size=size)


@component()
def person_line(*, person, side="mentor", size="", name="", note="", url=""):
    """A circle, a name (the person's plain name unless given) and a quiet line under it."""


@component()
def button(
    context,
    *,
    text,
    kind="second",
    href="",
    size="",
    name="",
    value="",
    off_reason="",
    icon="",
    type="submit",
    form="",
    hidden="",
):
    """A link when `href` is given, else a <button>.

    `off_reason` turns it off and says why; `hidden` completes the words for speech.
    """
    one_of(kind, KINDS, "kind")
    one_of(size, SIZES, "size")
    one_of(type, ("submit", "button", "reset"), "type")
    return {"reason_id": unique_id(context, "why") if off_reason else ""}


@component()
def post_button(
    context,
    *,
    url,
    text,
    kind="second",
    size="",
    off_reason="",
    next="",
    icon="",
    hidden="",
    name="",
    value="",
    fields=(),
):
    """A form of one button. `fields` are (name, value) pairs sent along; `next` is the address to return to."""
    one_of(kind, KINDS, "kind")
    one_of(size, SIZES, "size")
    return {"reason_id": unique_id(context, "why") if off_reason else "", "csrf_token": context.get("csrf_token")}
