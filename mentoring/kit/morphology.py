"""One door to the dictionary (pymorphy3, 39 MB): it checks declined names and declines posts.

For the job worker only: the dictionary loads at the first question, and no page or paper asks one.
"""

import re
from functools import lru_cache

from .declension import (
    CASES,
    FIRST,
    LAST,
    PATRONYMIC,
    Declined,
    decline_name,
    decline_word,
    guess_gender,
    is_regular,
    like,
    quick_post,
    special,
    stays,
)
from .text import fold


@lru_cache(maxsize=1)
def _dictionary():
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer()


_TAGS = {"gen": "gent", "dat": "datv", "acc": "accs", "ins": "ablt", "pre": "loct"}
_PARTS = {LAST: "Surn", FIRST: "Name", PATRONYMIC: "Patr"}


def check_name(last, first, patronymic="", gender="") -> Declined:
    """decline_name checked by the dictionary: where they disagree, the case is in doubt, `other` has their rival."""
    quick = decline_name(last, first, patronymic, gender)
    gender = gender or guess_gender(last, first, patronymic)
    if not gender:
        return quick
    doubt, other = set(), {}
    parts = [(part, word) for part, word in ((LAST, last), (FIRST, first), (PATRONYMIC, patronymic)) if word]
    rivals = [_rivals(part, word, gender) for part, word in parts]
    for number, case in enumerate(CASES):
        words = [forms[number] for forms, _ in rivals]
        if any(always for _, always in rivals):
            doubt.add(case)
        if fold(" ".join(words)) != fold(quick.cases[case]):
            doubt.add(case)
            other[case] = " ".join(words)
    if guess_gender(last, first, patronymic) not in ("", gender):
        doubt.update(CASES)
    return Declined(quick.cases, tuple(case for case in CASES if case in doubt), other)


def _rivals(part, word, gender):
    """(the dictionary's forms of a word, whether it is in doubt whatever the dictionary says)."""
    forms, doubtful = [], False
    for piece in re.split(r"([ -])", word):
        ours = decline_word(part, piece, gender) if piece.strip(" -") else [piece] * 5
        theirs = None
        if piece.strip(" -") and not stays(part, piece, gender):
            theirs = _by_dictionary(part, piece, gender)
            doubtful |= bool(special(part, piece, gender)) or (theirs is None and not is_regular(part, piece, gender))
        forms.append(theirs or ours)
    return ["".join(form) for form in zip(*forms, strict=True)], doubtful


def _by_dictionary(part, word, gender):
    wanted = {"nomn", "sing", "masc" if gender == "m" else "femn"}
    readings = [parse for parse in _dictionary().parse(word.lower()) if wanted <= set(parse.tag.grammemes)]
    for sign in (_PARTS[part], "anim"):
        for parse in (reading for reading in readings if sign in reading.tag):
            forms = [parse.inflect({_TAGS[case], "sing"}) for case in CASES]
            if all(forms):
                return [like(word, form.word) for form in forms]
    return None


def decline_post(post) -> Declined:
    """A post in five cases: leading adjectives and the head («старший мастер | производственного обучения»)."""
    found = [_post_forms(part.split(" ")) for part in post.split(", ")]
    if not all(found):
        return quick_post(post)
    cases = {case: ", ".join(forms[number] for forms, _ in found) for number, case in enumerate(CASES)}
    return Declined(cases, () if all(known for _, known in found) else CASES)


def _post_forms(words):
    """(forms in the order of CASES, is the head in the dictionary), or None. «и. о. директора», «зам. …» stay."""
    if words[0].endswith(".") or fold(words[0]) == "врио":
        return [" ".join(words)] * 5, True
    head = next((n for n, word in enumerate(words) if not _leads_on(word, words[n + 1 : n + 2])), 0)
    forms = [_inflected(word, is_head=number == head) for number, word in enumerate(words[: head + 1])]
    if not all(forms):
        return None
    known = _dictionary().word_is_known(words[head].split("-")[-1].lower())
    return [" ".join([*(form[number] for form in forms), *words[head + 1 :]]) for number in range(5)], known


def _leads_on(word, following):
    """An adjective before another nominative: «старший мастер», «учёный секретарь», but not «заведующий отделением»."""
    return bool(
        following and _reading(word, "ADJF", "PRTF") and _reading(following[0].split("-")[0], "NOUN", "ADJF", "PRTF")
    )


def _inflected(word, *, is_head):
    """Five forms of a word, each half of «педагог-психолог» in its own; None when it is no nominative."""
    kinds = ("NOUN", "ADJF", "PRTF") if is_head else ("ADJF", "PRTF")
    halves = word.split("-")
    readings = [_reading(half, *kinds) for half in halves]
    if not readings[-1]:
        return None
    forms = [_forms(half, reading) for half, reading in zip(halves, readings, strict=True)]
    return ["-".join(form) for form in zip(*forms, strict=True)]


def _forms(word, reading):
    if reading is None:
        return [word] * 5
    made = {case: reading.inflect({tag, "sing"}) for case, tag in _TAGS.items()}
    if "masc" in reading.tag:
        made["acc"] = made["gen"]
    return [like(word, made[case].word) if made[case] else word for case in CASES]


def _reading(word, *kinds):
    """The dictionary's reading of a word as a nominative singular of one of the kinds; people before things."""
    readings = [p for p in _dictionary().parse(word.lower()) if {"nomn", "sing"} <= set(p.tag.grammemes)]
    found = [p for kind in kinds for p in readings if kind == p.tag.POS and "Fixd" not in p.tag]
    return next((p for p in found if "anim" in p.tag), found[0] if found else None)
