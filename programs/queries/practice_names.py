"""Whom the text of a practice card names: anybody the college knows by surname, its pair by first names too."""

from functools import reduce
from operator import or_

from django.db.models import Q

from mentoring.kit.declension import CASES
from mentoring.kit.text import fold
from mentoring.models import Person
from programs.checks.names import Known, capital_words, names_in

BEGINNING = 2  # letters of a surname that its cases share: Заяц, Зайца


def names_of(card):
    """Found names in their order; `card` is loaded with the people of its pair. One query, none without capital letters."""
    text = "\n".join(card.words)
    starts = {word[:BEGINNING] for word in capital_words(text)}
    if not starts:
        return ()
    near = {member.person_id for member in card.program.pair.members.all()}
    begins = reduce(or_, (Q(sort_key__startswith=start) for start in sorted(starts)))
    rows = Person.objects.filter(begins | Q(pk__in=near)).only(
        "last_name", "first_name", "patronymic", "name_cases", "sort_key"
    )
    return names_in(text, [_known(row, row.pk in near) for row in rows])


def _known(person, close):
    cases = [person.name_cases.get(case, "").split(" ") for case in CASES]
    last = {fold(person.last_name), *(fold(words[0]) for words in cases)}
    first = {fold(person.first_name), *(fold(words[1]) for words in cases if len(words) > 1)} if close else set()
    return Known(person.pk, person.full_name, frozenset(last - {""}), frozenset(first - {""}))
