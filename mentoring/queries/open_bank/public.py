"""What anybody sees of the open bank. A card is built from what its mentor has agreed to; searches look at cards only,
so that nothing can be found out by asking.
"""

from dataclasses import dataclass

from django.db.models import Prefetch

from mentoring.access import publications_shown
from mentoring.choices import Category, NameForm, PublicField
from mentoring.kit.text import count_of, fold, initials, plural, small_first, words_of
from mentoring.models import Direction, MentorCompetence
from mentoring.office import office
from mentoring.queries.achievement import merit_lines
from mentoring.queries.load import load_by_mentor
from mentoring.queries.person import years_words

F = PublicField
CONFIRMED_FROM = 4  # a competence is told of when the curator has marked it «4» or «5»


@dataclass(frozen=True)
class PublicCard:
    """One mentor as outsiders see him; empty is what was not chosen. `free` is None when places are not told of."""

    slug: str
    name: str
    letters: str
    about: str = ""
    post: str = ""
    organization: str = ""
    subjects: str = ""
    category: str = ""
    experience: str = ""
    directions: tuple[tuple[str, str], ...] = ()
    forms: tuple[tuple[str, str], ...] = ()
    kinds: tuple[tuple[str, str], ...] = ()
    competences: tuple[str, ...] = ()
    achievements: str = ""
    free: bool | None = None

    @property
    def work(self):
        """«Преподаватель, 14 лет стажа, высшая категория; ГБПОУ ДТБТ»."""
        first = ", ".join(part for part in (self.post, self.subjects, self.experience, self.category) if part)
        words = "; ".join(part for part in (first, self.organization) if part)
        return words[:1].upper() + words[1:]

    @property
    def names(self):
        return tuple(name for _, name in self.directions)

    @property
    def rows(self):
        """(name, value) of everything else that is shown."""
        pairs = (
            ("Дисциплины", self.subjects),
            ("Педагогический стаж", self.experience.removesuffix(" стажа")),
            ("Категория", self.category.removesuffix(" категория")),
            ("Формы", ", ".join(name for _, name in self.forms)),
            ("Виды", ", ".join(name for _, name in self.kinds)),
        )
        return tuple((name, value) for name, value in pairs if value)


@dataclass(frozen=True)
class PublicFilter:
    direction: str = ""
    q: str = ""
    form: str = ""
    free: str = ""

    @property
    def asked(self):
        return bool(self.direction or self.q or self.form or self.free)


def public_cards(on):
    """Every open card, those with a place first, then by name; a constant number of queries."""
    marks = MentorCompetence.objects.filter(confirmed__gte=CONFIRMED_FROM).select_related("competence")
    rows = list(
        publications_shown(on)
        .select_related("mentor__person__organization")
        .prefetch_related("mentor__directions", Prefetch("mentor__competence_marks", marks, to_attr="confirmed_marks"))
    )
    loads = load_by_mentor([row.mentor_id for row in rows if F.PLACES in row.shown["fields"]]) if rows else {}
    cards = [card_of(row.mentor, row.slug, row.shown, on, load=loads.get(row.mentor_id, 0)) for row in rows]
    return sorted(cards, key=lambda card: (card.free is False, card.free is None, fold(card.name)))


def draft_card(publication, on):
    """The card as it will be seen once it is agreed to: the preview."""
    mentor = publication.mentor
    mentor.confirmed_marks = list(
        mentor.competence_marks.filter(confirmed__gte=CONFIRMED_FROM).select_related("competence")
    )
    prepared = {
        "fields": publication.fields,
        "name_form": publication.name_form,
        "about": publication.about,
        "achievements": mentor.achievements,
        "merits": merit_lines(mentor.pk) if F.ACHIEVEMENTS in publication.fields else {},
    }
    load = load_by_mentor([mentor.pk]).get(mentor.pk, 0)
    return card_of(mentor, publication.slug, prepared, on, load=load)


def card_of(mentor, slug, shown, on, *, load):
    """Only what `shown` allows is read at all."""
    person, chosen = mentor.person, set(shown["fields"])
    makers = {
        F.POST: lambda: {"post": person.post},
        F.ORGANIZATION: lambda: {"organization": person.organization.short_name},
        F.SUBJECTS: lambda: {"subjects": person.subjects},
        F.CATEGORY: lambda: {"category": _category(person)},
        F.EXPERIENCE: lambda: {"experience": _experience(person, on)},
        F.DIRECTIONS: lambda: {"directions": tuple((d.code, small_first(d.name)) for d in mentor.directions.all())},
        F.FORMS: lambda: {"forms": _labelled("form", mentor.forms)},
        F.KINDS: lambda: {"kinds": _labelled("kind", mentor.kinds)},
        F.COMPETENCES: lambda: {"competences": tuple(str(mark.competence) for mark in mentor.confirmed_marks)},
        F.ACHIEVEMENTS: lambda: {"achievements": _achievements(shown)},
        F.PLACES: lambda: {"free": _has_place(mentor, load, on)},
    }
    told = {}
    for code, make in makers.items():
        if code in chosen:
            told |= make()
    name, letters = _name(person, shown["name_form"])
    return PublicCard(slug=slug, name=name, letters=letters, about=shown.get("about", ""), **told)


def _achievements(shown):
    """The mentor's own words, then the confirmed achievements that stood there when the card was agreed to."""
    return "\n".join(part for part in (shown.get("achievements", ""), *shown.get("merits", {}).values()) if part)


def _name(person, form):
    if form == NameForm.FIRST:
        return person.greeting, (person.first_name[:1] + person.patronymic[:1]).upper()
    if form == NameForm.SHORT:
        return f"{person.last_name} {initials(person.first_name, person.patronymic)}", person.two_letters
    if form == NameForm.FULL:
        return person.full_name, person.two_letters
    return initials(person.first_name, person.patronymic), (person.first_name[:1] + person.patronymic[:1]).upper()


def _category(person):
    if person.category in (Category.HIGHEST, Category.FIRST):
        return f"{person.get_category_display()} категория"
    return person.get_category_display() if person.category in (Category.METHODIST, Category.MENTOR) else ""


def _experience(person, on):
    words = years_words(person, on)
    return f"{words} стажа" if words else ""


def _labelled(group, codes):
    return tuple((code, office().label(group, code).split("(")[0].strip()) for code in codes)


def _has_place(mentor, load, on):
    rested = not mentor.pause_until or mentor.pause_until < on
    return bool(mentor.takes_new and rested and mentor.capacity > load)


def found(cards, asked):
    """Cards that say what is asked for."""
    words = words_of(asked.q)
    return [card for card in cards if _fits(card, asked, words)]


def _fits(card, asked, words):
    if asked.direction and asked.direction not in {code for code, _ in card.directions}:
        return False
    if asked.form and asked.form not in {code for code, _ in card.forms}:
        return False
    if asked.free and not card.free:
        return False
    said = fold(f"{card.name} {card.work} {card.about} {card.achievements} {' '.join(card.names)}") if words else ""
    return all(word in said for word in words)


def heading(count, total, asked):
    """«Нашлись 6 наставников из 14»."""
    if not asked.asked:
        return count_of(total, "mentor")
    return f"{plural(count, 'Нашёлся', 'Нашлись', 'Нашлось')} {count_of(count, 'mentor')} из {total}"


def direction_choices():
    return [("", "Любое направление"), *Direction.objects.filter(retired=False).values_list("code", "name")]


def form_choices():
    return [("", "Не важно"), *office().choices("form")]
