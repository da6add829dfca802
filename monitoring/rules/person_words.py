"""Finding a person in a text: the name in its cases and shapes, e-mail, phone. Arithmetic over plain values."""

import re
from dataclasses import dataclass

LETTER = r"[^\W\d_]"
GAP = r"[\s\u00a0,]*"
SPACE = r"[\s\u00a0]+"
SHORTEST_PHONE = 7


@dataclass(frozen=True)
class Trace:
    """What a person is called by. Forms are a word in all cases; a bare surname counts when `alone`: nobody else bears it.

    `initialed` says the same of surname and initials, `called` of name and patronymic together («Анна Сергеевна»).
    """

    surnames: frozenset
    names: frozenset
    patronymics: frozenset
    emails: frozenset = frozenset()
    phones: frozenset = frozenset()
    alone: bool = True
    initialed: bool = True
    called: bool = True


class Finder:
    """Replaces every trace of a person by a code. Case and ё do not matter; words inside other words are left alone."""

    def __init__(self, trace, code):
        self.code = code
        self.pattern = re.compile("|".join(_shapes(trace)), re.IGNORECASE)
        probes = _probes(trace)
        self.words = [probe for probe in probes if not probe.isdigit()]
        self.phones = [probe for probe in probes if probe.isdigit()]

    def clean(self, text):
        """(text without the person, how many places)."""
        if not self._may_be_in(text):
            return text, 0
        return self.pattern.subn(self.code, text)

    def clean_value(self, value):
        """The same for a JSON value: texts inside lists and under keys."""
        if isinstance(value, str):
            return self.clean(value)
        if isinstance(value, list):
            parts = [self.clean_value(one) for one in value]
            return [part for part, _ in parts], sum(n for _, n in parts)
        if isinstance(value, dict):
            parts = {key: self.clean_value(one) for key, one in value.items()}
            return {key: part for key, (part, _) in parts.items()}, sum(n for _, n in parts.values())
        return value, 0

    def is_in(self, text):
        return self._may_be_in(text) and self.pattern.search(text) is not None

    def _may_be_in(self, text):
        """A cheap look before the search: most texts of a database are about somebody else."""
        low = _plain(text)
        if any(word in low for word in self.words):
            return True
        return bool(self.phones) and any(phone in digits_of(text) for phone in self.phones)


def _probes(trace):
    """Short texts one of which stands in every text worth a search."""
    words = {_plain(word) for word in trace.surnames}
    if trace.called:
        words |= {_plain(word) for word in trace.patronymics}
    phones = {digits_of(phone)[-10:] for phone in trace.phones}
    return tuple({*words, *(_plain(e) for e in trace.emails), *(p for p in phones if len(p) >= SHORTEST_PHONE)})


def _shapes(trace):
    """Patterns from the longest to the shortest."""
    last, first, middle = (_any(forms) for forms in (trace.surnames, trace.names, trace.patronymics))
    initial = _initials(trace)
    shapes = [re.escape(email) for email in sorted(trace.emails)]
    shapes += [_phone(phone) for phone in sorted(trace.phones) if len(digits_of(phone)) >= SHORTEST_PHONE]
    given = rf"{first}(?:{SPACE}{middle})?" if middle else first
    shapes += [_word(rf"{last}{SPACE}{given}"), _word(rf"{given}{SPACE}{last}")]
    if trace.initialed:
        shapes += [rf"{_word(last)}{GAP}{initial}", rf"(?<!{LETTER}){initial}{GAP}{_word(last)}"]
    if middle and trace.called:
        shapes.append(_word(rf"{first}{SPACE}{middle}"))
    if trace.alone:
        shapes.append(_word(last))
    return shapes


def _any(forms):
    """One of the forms, е and ё alike, the longest first."""
    shapes = sorted((re.escape(form) for form in forms if form), key=len, reverse=True)
    return (
        "(?:" + "|".join(re.sub("[её]", "[её]", shape, flags=re.IGNORECASE) for shape in shapes) + ")" if shapes else ""
    )


def _initials(trace):
    firsts = "".join(sorted({name[0] for name in trace.names if name}))
    middles = "".join(sorted({name[0] for name in trace.patronymics if name}))
    return rf"[{firsts}]\.{GAP}(?:[{middles}]\.)?" if middles else rf"[{firsts}]\."


def _phone(phone):
    """The last ten digits with whatever stands between them; +7 or 8 before them goes too."""
    digits = digits_of(phone)[-10:]
    return r"(?<!\d)(?:\+?[78][\s\u00a0\-()]*)?" + r"[\s\u00a0\-()]*".join(digits) + r"(?!\d)"


def _word(pattern):
    return rf"(?<!{LETTER}){pattern}(?!{LETTER})"


def digits_of(text):
    return re.sub(r"\D", "", text)


def _plain(word):
    return word.casefold().replace("ё", "е")
