"""By what words a person may stand in texts: today's card, its cases, and what the story says it was before."""

from django.db.models import Q

from mentoring.kit.declension import decline_name
from mentoring.kit.text import fold
from mentoring.models import JournalEntry, Person
from monitoring.rules.person_words import Trace

CASES = ("gen", "dat", "acc", "ins", "pre")
WAS = {
    "Фамилия": "surnames",
    "Имя": "names",
    "Отчество": "patronymics",
    "Электронная почта": "emails",
    "Телефон": "phones",
}


def trace_of(person):
    """The Trace of a person as of now; four queries."""
    found = {
        "surnames": {person.last_name},
        "names": {person.first_name},
        "patronymics": {person.patronymic},
        "emails": {person.email, person.user.email if person.user else ""},
        "phones": {person.phone},
    }
    _add_former(found, person)
    names = [person.name_cases.get(case, "") for case in CASES]
    for surname in sorted(found["surnames"]):  # a name may not be declined yet, a former one never is
        names += decline_name(surname, person.first_name, person.patronymic, person.gender).cases.values()
    for name in names:
        _add_case(found, name, bool(person.patronymic))
    given = {part: frozenset(word.strip() for word in words if word and word.strip()) for part, words in found.items()}
    return Trace(**given, **_uniqueness(person, given))


def _add_case(found, name, with_patronymic):
    """«Ковалёвой Марины Сергеевны» word by word; a surname of two words keeps them together."""
    words = name.split()
    if len(words) < 2:
        return
    if with_patronymic and len(words) > 2:
        found["patronymics"].add(words.pop())
    found["names"].add(words.pop())
    found["surnames"].add(" ".join(words))


def _add_former(found, person):
    """Former names and addresses: the story of the card keeps them."""
    story = JournalEntry.objects.filter(
        subject_type="mentoring.person", subject_id=str(person.pk), event="person_changed"
    )
    for changes in story.values_list("changes", flat=True):
        for change in changes:
            part = WAS.get(change.get("part", ""))
            if part:
                found[part] |= {word for word in (change.get("was"), change.get("became")) if word and len(word) > 2}


def _uniqueness(person, given):
    """Whether the bare surname, surname with initials, name with patronymic mean this person alone."""
    surnames = {fold(word) for word in given["surnames"]}
    others = Person.objects.exclude(pk=person.pk)
    starts = Q()
    for word in surnames:
        starts |= Q(sort_key__startswith=word[: max(3, len(word) - 2)])
    kin = [one for one in others.filter(starts) if surnames & _surname_forms(one)]
    called = others.filter(first_name=person.first_name, patronymic=person.patronymic)
    initials = _initials(person)
    return {
        "alone": not kin,
        "initialed": all(_initials(one) != initials for one in kin),
        "called": bool(person.patronymic) and not called.exists(),
    }


def _surname_forms(person):
    cases = (person.name_cases.get(case, "").split(" ")[0] for case in CASES)
    return {fold(word) for word in (person.last_name, *cases) if word}


def _initials(person):
    return fold(person.first_name[:1] + person.patronymic[:1])
