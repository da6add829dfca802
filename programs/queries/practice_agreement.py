"""Who must agree before a practice card is shown outside, in which words, and who has (clause 6; the law on personal data)."""

from dataclasses import dataclass

from mentoring.choices import ConsentKind
from mentoring.kit import dates
from mentoring.kit.canonical import fingerprint
from mentoring.kit.states import StateTag, fill
from mentoring.kit.text import agreed, ended, listing
from mentoring.kit.ui import CheckRow
from mentoring.models import Person
from mentoring.office import office
from mentoring.queries.consent import latest_text
from programs import access
from programs.choices.practice import AgreementState, NameKept
from programs.models import PracticeAgreement

A = AgreementState
WHERE = "в открытом банке наставников"
TONES = {A.ASKED: "go", A.GIVEN: "ok", A.REFUSED: "calm", A.REVOKED: "stop"}


@dataclass(frozen=True)
class Words:
    """What a person agrees to; `mark` is a print of these words and of the whole card."""

    text: str
    version: int
    mark: str


@dataclass(frozen=True)
class Asked:
    """A person whose agreement is needed and what it is now; `given` means to this very text."""

    person: Person
    agreement: PracticeAgreement | None
    tag: StateTag
    given: bool


def words_for(card, person, text=None):
    """The consent to show this card, or None when the college has no such text; `text` spares a query."""
    text = text or latest_text(ConsentKind.PRACTICE)
    if text is None:
        return None
    named = card.names.get(str(person.pk)) == NameKept.AGREED
    places = {
        "fio": person.full_name,
        "title": card.title,
        "where": WHERE,
        "with_or_without_name": "с моим именем" if named else "без моего имени",
    }
    said = fill(agreed(text.text, person.gender), places)
    return Words(said, text.version, fingerprint([said, list(card.words)]))


def needed_people(card):
    """Both sides of the pair (a setting), and everybody whose name the curator let stand. One query for the latter."""
    sides = access.people_of(card.program) if office().setting("practice_agree_sides") else []
    named = [int(key) for key, kept in card.names.items() if kept == NameKept.AGREED]
    named = Person.objects.filter(pk__in=named).in_order() if named else ()
    return list({person.pk: person for person in (*sides, *named)}.values())


def asked_of(card):
    """Everybody needed, with what was answered about the text as it is now."""
    kept = {row.person_id: row for row in card.agreements.all()}
    text = latest_text(ConsentKind.PRACTICE) if kept else None
    return tuple(_asked(card, person, kept.get(person.pk), text) for person in needed_people(card))


def _asked(card, person, row, text):
    if row is None:
        return Asked(person, None, StateTag("calm", "Не спрашивали", ""), False)
    words = words_for(card, person, text)
    fresh = words is not None and row.mark == words.mark
    if not fresh:
        return Asked(person, row, StateTag("act", "Спросить снова", "Текст карточки изменился."), False)
    return Asked(person, row, tag_of(row), row.state == A.GIVEN)


def tag_of(row):
    said = f"Ответ ждём до {dates.words(row.due)}." if row.state == A.ASKED else ""
    if row.answered_at and row.state in (A.GIVEN, A.REVOKED):
        said = f"{dates.words(dates.local(row.answered_at).date())}."
    return StateTag(TONES[row.state], A(row.state).label, said)


def missing_words(asked):
    """«Нет согласия Жукова А. Д. и Ковалёвой М. С.» or nothing."""
    people = [row.person.short_case("gen") for row in asked if not row.given]
    return ended(f"Нет согласия {listing(people)}") if people else ""


@dataclass(frozen=True)
class AgreementPage:
    """What one person is asked: the card as it will be seen and the words."""

    agreement: PracticeAgreement
    words: Words
    tag: StateTag
    rows: tuple[CheckRow, ...]
    mine: bool

    @property
    def waits(self):
        return self.agreement.state == A.ASKED


def agreement_page(actor, agreement):
    """One answer loaded with its card and the people of the pair. One query."""
    row = agreement
    words = words_for(row.card, row.person) or Words(row.wording, 0, row.mark)
    facts = (("Кто", row.person.full_name), ("Спросили", dates.words(dates.local(row.asked_at).date())))
    rows = tuple(CheckRow(name, value) for name, value in facts)
    return AgreementPage(row, words, tag_of(row), rows, actor.is_person(row.person))
