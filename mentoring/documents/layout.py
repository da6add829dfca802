"""What every paper of the college shares: page style, letterhead, stamps and signatures, from requisites and settings.

A person is a Person or the printed name itself («О. Н. Белова»): frozen papers keep names, not people.
"""

from functools import lru_cache

from django.conf import settings
from django.urls import reverse

from mentoring.kit import dates
from mentoring.kit.codes import qr_matrix, spaced
from mentoring.kit.paper import Letterhead, Mark, PaperStyle, SignatureLine, Signatures, Stamp
from mentoring.kit.text import NBSP, small_first
from mentoring.office import office
from mentoring.queries.declension import PostCases
from mentoring.queries.role_holder import director_post
from mentoring.starter import read

CAPACITY = {"curator": "куратор наставничества", "council": "член совета наставников"}


def paper_style(kept=None):
    """Margins and sizes: those `kept` with a frozen text, else what the college has set today."""
    if kept:
        return PaperStyle(**kept)
    setting = office().setting
    return PaperStyle(
        left=setting("paper_margin_left"),
        right=setting("paper_margin_right"),
        top=setting("paper_margin_top"),
        bottom=setting("paper_margin_bottom"),
        size=setting("paper_font_size"),
        table_size=setting("paper_table_font_size"),
        spacing=setting("paper_line_spacing") / 100,
    )


def letterhead():
    """The parent body, the full name (its name in quotes on a line of its own) and the short one."""
    own = office().organization
    return Letterhead(own.parent_body, own.full_name.replace(" «", "\n«", 1), own.short_name)


def paper_date(day):
    """«14.10.2026» or «14 октября 2026 г.», as the college has set; a blank to fill in by hand when there is none."""
    if day and not office().setting("paper_date_words"):
        return dates.short(day)
    return dates.document(day)


# Stamps


def approve_stamp(person, post, date=None, signature=None, code=""):
    """УТВЕРЖДАЮ: the personal stamp, whose word has no gender."""
    line = signature_line(person, post, signature=signature, code=code)
    day = date or (signature.signed_at if signature else None)
    return Stamp(stamp_word("approved", "personal"), (line.post,), line.name, paper_date(day), line.mark)


def stamp_word(kind, gender):
    """The word of a stamp (reviewed, agreed, approved) in the gender of the document, or for a person («personal»)."""
    words = _stamp_words()
    word = words["personal"][kind] if gender == "personal" else words[kind][gender]
    return word if office().setting("paper_yo_in_stamps") else word.replace("Ё", "Е")


@lru_cache(maxsize=1)
def _stamp_words():
    return read("documents")["stamp_words"]


# Signatures


def signature_block(*lines):
    return Signatures(lines)


def signature_line(person, post, *, signature=None, date=None, code=""):
    """Post – signature or its electronic mark – И. О. Фамилия; the date only where it is asked for."""
    mark = signature_mark(signature, code) if signature else None
    return SignatureLine(capital(post), signing_name(person), mark, paper_date(date) if date else "")


def signature_mark(signature, code=""):
    """The frame of a simple electronic signature: who, in which post, when; `code` is what to check it by."""
    who = f"{signature.person.signature_name}, {small_first(signature.post)}, {dates.stamp(signature.signed_at)}"
    return Mark(("Подписано простой электронной подписью", who, *((f"код проверки {code}",) if code else ())))


def signing_name(person):
    return person if isinstance(person, str) else person.signature_name


def head_post(*, acting=False):
    """«Директор ГБПОУ ДТБТ», or «И. о. директора ГБПОУ ДТБТ» for a stand-in."""
    return of_college(director_post(acting))


def capacity(role, *, acting=False):
    """What a curator or a member of the council signs as, whatever the post in the staff list."""
    return acting_post(CAPACITY[role]) if acting else capital(CAPACITY[role])


def of_college(post):
    """A post in a stamp names the organization; under a text on its letterhead the post alone is enough."""
    own = office().organization
    return f"{post} {own.name_gen or own.short_name}"


def acting_post(post):
    """«И. о. заведующего отделением»: the post in the genitive as it was declined and checked."""
    genitive = PostCases([post]).case(post, "gen")
    return f"И.{NBSP}о.{NBSP}{genitive[:1].lower()}{genitive[1:]}"


def capital(words):
    return words[:1].upper() + words[1:]


def check_address(code):
    """Where anyone who holds the paper checks it."""
    return f"{settings.SITE_URL}{reverse('verify_document', args=[spaced(code)])}"


def check_line(code):
    """The footer's words for those who type; `check_square` is the same address for a phone."""
    return f"Проверить подлинность: {check_address(code).split('://')[-1].rstrip('/')}"


def check_square(code):
    return qr_matrix(check_address(code))
