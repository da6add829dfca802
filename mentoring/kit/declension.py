"""Russian names and posts in the five oblique cases.

Names are declined at once with small rules (pytrovich), imported inside. A dictionary checks them later and declines
posts: kit/morphology.py, for the job worker only. Pages and papers print what was stored.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from os.path import commonprefix

from .text import fold, tidy

CASES = ("gen", "dat", "acc", "ins", "pre")
QUESTIONS = {"gen": "кого?", "dat": "кому?", "acc": "кого?", "ins": "кем?", "pre": "о ком?"}
LAST, FIRST, PATRONYMIC = "last", "first", "patronymic"

_VOWELS = "аеёиоуыэюя"
_INDECLINABLE = re.compile(r"([оеэиуюы]|ых|[гжкнхчшщ]их)$")  # Долгих, Русских; but Рериха, Эрлиха
_REGULAR = {
    ("m", LAST): re.compile(r"([ое]в|[иы]н|[сц]кий|[сц]кой)$"),
    ("f", LAST): re.compile(r"([ое]ва|[иы]на|ая)$"),
    ("m", FIRST): re.compile(r"[бвгдзйклмнпрстфхцьая]$"),
    ("f", FIRST): re.compile(r"([ая]|^любовь)$"),
    ("m", PATRONYMIC): re.compile(r"ич$"),
    ("f", PATRONYMIC): re.compile(r"(вна|ична)$"),
}
# A vowel runs away and families differ: the usual form is offered, the curator is asked.
_RUNAWAY = {"соловей": "соловь", "воробей": "воробь", "муравей": "муравь", "заяц": "зайц"}
_RUNAWAY_ENDINGS = {"ь": ("я", "ю", "я", "ём", "е"), "ц": ("а", "у", "а", "ем", "е")}
_STRESSED = re.compile(r"([жчшщ]|^швец)$")  # Грачом, Чижом
_SOFT_FEMALE = ("и", "и", "ь", "ью", "и")


@dataclass(frozen=True)
class Declined:
    """`cases` by code (gen, dat, acc, ins, pre); `doubt`: those a person should look at; `other`: rival forms."""

    cases: dict
    doubt: tuple[str, ...] = ()
    other: dict | None = None

    @property
    def sure(self):
        return not self.doubt


def guess_gender(last, first, patronymic=""):
    """«m», «f» or an empty string when the name does not tell: by the patronymic, else by first and last name."""
    from pytrovich.enums import Gender

    ending = fold(patronymic)
    if ending.endswith(("ич", "оглы", "улы")):
        return "m"
    if ending.endswith(("вна", "чна", "кызы")):
        return "f"
    found = _detector().detect(firstname=first or None, lastname=last or "-")
    return {Gender.MALE: "m", Gender.FEMALE: "f"}.get(found, "")


@lru_cache(maxsize=1)
def _detector():
    from pytrovich.detector import PetrovichGenderDetector

    return PetrovichGenderDetector()


def decline_name(last, first, patronymic="", gender="") -> Declined:
    """The full name («Рябов Максим Ильич») in five cases, at once. Without a known gender nothing is declined."""
    parts = [(part, word) for part, word in ((LAST, last), (FIRST, first), (PATRONYMIC, patronymic)) if word]
    guessed = guess_gender(last, first, patronymic)
    gender = gender or guessed
    if not gender:
        return Declined({case: " ".join(word for _, word in parts) for case in CASES}, CASES)
    forms = [decline_word(part, word, gender) for part, word in parts]
    cases = {case: " ".join(word[number] for word in forms) for number, case in enumerate(CASES)}
    ordinary = all(is_regular(part, word, gender) for part, word in parts)
    agreed = guessed in ("", gender)
    return Declined(cases, () if ordinary and agreed else CASES)


def decline_word(part, word, gender):
    """One word, or words and halves joined by a space or a hyphen, in the order of CASES."""
    if len(pieces := re.split(r"([ -])", word)) > 1:
        forms = [decline_word(part, piece, gender) if piece.strip(" -") else [piece] * 5 for piece in pieces]
        return ["".join(form) for form in zip(*forms, strict=True)]
    if stays(part, word, gender):
        return [word] * 5
    return special(part, word, gender) or _by_rules(part, word, gender)


def stays(part, word, gender):
    """Surnames in -о, -ко, -ых, -их and other indeclinable ones; women's surnames on a consonant; оглы and кызы."""
    low = fold(word)
    if not low or low in ("оглы", "кызы", "улы") or (part == PATRONYMIC and not re.search(r"(ич|на)$", low)):
        return True
    if part == LAST and (_INDECLINABLE.search(low) or len(low) == 1):
        return True
    return part == LAST and gender == "f" and low[-1] not in _VOWELS


def special(part, word, gender):
    low = fold(word)
    if part == FIRST and gender == "f" and low.endswith("ь") and low != "любовь":
        return [word[:-1] + ending for ending in _SOFT_FEMALE]
    if part == LAST and gender == "m" and low in _RUNAWAY:
        stem = _RUNAWAY[low]
        return [like(word, stem + ending) for ending in _RUNAWAY_ENDINGS[stem[-1]]]
    if part == LAST and gender == "m" and _STRESSED.search(low) and (low.endswith("ач") or _syllables(low) == 1):
        return [word + ending for ending in ("а", "у", "а", "ом", "е")]
    return None


def _by_rules(part, word, gender):
    from pytrovich.enums import Case, Gender, NamePart

    names = {LAST: NamePart.LASTNAME, FIRST: NamePart.FIRSTNAME, PATRONYMIC: NamePart.MIDDLENAME}
    sex = Gender.MALE if gender == "m" else Gender.FEMALE
    order = (Case.GENITIVE, Case.DATIVE, Case.ACCUSATIVE, Case.INSTRUMENTAL, Case.PREPOSITIONAL)
    return [like(word, _maker().make(names[part], sex, case, word.lower())) for case in order]


@lru_cache(maxsize=1)
def _maker():
    from pytrovich.maker import PetrovichDeclinationMaker

    return PetrovichDeclinationMaker()


def is_regular(part, word, gender):
    """Words whose endings leave no doubt without a dictionary."""
    return all(
        stays(part, piece, gender) or (_REGULAR[gender, part].search(fold(piece)) and not special(part, piece, gender))
        for piece in re.split(r"[ -]", word)
        if piece
    )


def _syllables(word):
    return sum(letter in _VOWELS for letter in word)


def like(word, form):
    """The form in the letters of the word: its capitals are kept."""
    if len(word) > 1 and word.isupper():
        return form.upper()
    same = len(commonprefix([word.lower(), form]))
    return word[:same] + form[same:] if same else form.capitalize()


def post_key(post):
    """A post as it is remembered: «Преподаватель» and «преподаватель» are one, «ИТ-специалист» keeps its capitals."""
    post = tidy(post)
    return post if post[1:2].isupper() else post[:1].lower() + post[1:]


def quick_post(post) -> Declined:
    """Before the dictionary has seen it: the nominative everywhere, to be checked."""
    return Declined(dict.fromkeys(CASES, post), CASES)
