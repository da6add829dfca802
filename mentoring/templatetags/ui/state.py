"""States, messages and the sheets that hold them."""

from functools import lru_cache

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe

from mentoring.kit.component import draw
from mentoring.kit.icons import OF_TONE
from mentoring.kit.states import TONES
from mentoring.kit.text import NBSP, NOUNS, group_digits, plural
from mentoring.kit.ui import one_of

from .library import component, register

NOTICE_ICONS = {"go": "info", "ok": "tick", "act": "warning", "stop": "warning"}


@register.simple_tag
def tag(*, tone, word, sentence=""):
    """A state: sign, word and colour in a pill; the sentence stands beside or under it."""
    pill = _pill(one_of(tone, TONES, "tone"), word)
    return format_html('{} <span class="tag-says">{}</span>', pill, sentence) if sentence else pill


_say = tag


@lru_cache(maxsize=512)
def _pill(tone, word):
    return draw("tag", tone=tone, word=word, icon=OF_TONE[tone])


@register.simple_tag
def state_tag(*, tag, sentence=True):
    """The StateTag of kit/states.py; `sentence=False` leaves the pill alone where the sentence stands elsewhere."""
    return _say(tone=tag.tone, word=tag.word, sentence=tag.sentence if sentence else "")


@component()
def capacity(*, taken, limit):
    """Rings and words: «свободно 1 из 3», «мест нет»."""
    return {"rings": range(min(limit, 12)), "free": limit - taken}


@component()
def labels(*, items):
    """Short words in grey: directions, subjects."""


@component(block=True)
def notice(content, *, tone="go", title=""):
    """A message; a refusal or an error (`stop`) is spoken at once."""
    return {"icon": NOTICE_ICONS[one_of(tone, tuple(NOTICE_ICONS), "tone")]}


@register.filter
def message_html(message):
    """A Django message, with its first word «Готово.» in bold."""
    text = conditional_escape(message)
    return mark_safe(f"<b>Готово.</b>{text[7:]}") if text.startswith("Готово.") else text


@component(block=True)
def empty(content, *, title, text="", heading=2):
    """An empty list: what will stand here, when it usually fills, one action."""


@component()
def progress(*, done, total, late=0, noun="event", note="", bare=False):
    """«5 из 8 мероприятий, 1 просрочено» and a bar. `noun` is a code of kit/text.NOUNS, `note` a text after the words.

    `bare` leaves the bar alone, where a heading already says the same words.
    """
    return {"of_what": noun_after(total, noun) if noun else "", "most": max(total, 1)}


def noun_after(number, noun):
    """The noun after «из N»: «из 21 события», «из 8 событий»."""
    _, few, many = NOUNS[noun]
    return few if plural(number, 1, 2, 5) == 1 else many


def out_of(number, noun):
    return f"{group_digits(number)}{NBSP}{noun_after(number, noun)}"


@component()
def parts(*, done, total, text=""):
    """Parts of a short journey («Часть 2 из 4») as a broken bar."""
    return {"cells": range(1, total + 1)}


@component(block=True)
def details(content, *, summary, open=False):
    """Folded text that works without script."""


@component(block=True)
def sheet(content, *, title="", heading=2, id="", tone="", saying=""):
    """A white sheet; `tone` act or ok gives it a coloured edge, `saying` a quiet line beside the title."""
    one_of(tone, ("", "act", "ok"), "tone")


@component(block=True)
def decision_bar(content, *, subject, consequence="", person=None):
    """Stays at the bottom of the window while its section is on screen; on a phone it does not stick."""


@component(block=True)
def paper(content, *, title, pdf_url="", docx_url=""):
    """A shrunk sheet of a document with «Открыть PDF» and «Скачать DOCX»."""
