"""People of the college: registering and changing the staff card."""

from django.db import IntegrityError, transaction

from mentoring import notifications
from mentoring.access import SYSTEM, may_edit_person, may_keep_people
from mentoring.actions import journal
from mentoring.actions.change_words import change_words
from mentoring.actions.declension import decline_person
from mentoring.choices import Employment, Role
from mentoring.kit import dates
from mentoring.kit.canonical import fingerprint
from mentoring.kit.declension import guess_gender
from mentoring.kit.stale import Stale, stale_words
from mentoring.kit.text import fold, tidy
from mentoring.kit.verdict import YES, Refused, no, require
from mentoring.models import JournalEntry, Organization, Person, User

NAME_FIELDS = ("last_name", "first_name", "patronymic", "gender")
STAFF_FIELDS = (
    *NAME_FIELDS,
    "birth_date",
    "email",
    "phone",
    "employment",
    "organization",
    "unit",
    "supervisor",
    "post",
    "is_teacher",
    "subjects",
    "category",
    "teaching_since",
    "hired_on",
)


@transaction.atomic
def create_person(*, by, at, user=None, story="Заведена карточка", **values):
    """Register a person; values are STAFF_FIELDS, our college by default. Returns the Person.

    Raises Refused: not a keeper of cards, a name is missing, the e-mail belongs to another, dates out of order.
    """
    require(may_keep_people(by))
    values = _tidied(values)
    values.setdefault("organization", Organization.objects.filter(own=True).first())
    person = Person(user=user, **values)
    person.gender = person.gender or guess_gender(person.last_name, person.first_name, person.patronymic)
    require(_fits(person, set(values), by))
    _save(person)
    decline_person(person, by=SYSTEM, at=at)
    heading = f"{story}: {person.full_name}"
    journal.record("person_created", heading, by=by, at=at, subject=person, person=person)
    return person


@transaction.atomic
def update_person(person, values, *, by, at, seen="", story="Изменена карточка"):
    """Change STAFF_FIELDS of a card. Returns what changed, in words; nothing is written when nothing changed.

    `seen` is the card_mark the person saw: Stale when somebody saved first. Raises Refused like create_person.
    """
    require(may_edit_person(by, person))
    kept = _locked(person)
    _refuse_stale(kept, seen)
    values = _tidied(values)
    changes = change_words(kept, values)
    if not changes:
        return []
    renamed = any(getattr(kept, name) != values.get(name, getattr(kept, name)) for name in NAME_FIELDS)
    was_email = kept.email
    for name, value in values.items():
        setattr(kept, name, value)
    require(_fits(kept, set(values), by, was_email=was_email))
    _save(kept)
    if kept.user_id and kept.email != was_email:
        _move_login(kept, was_email, at)
    if renamed:
        decline_person(kept, by=SYSTEM, at=at)
    journal.record("person_changed", story, by=by, at=at, subject=kept, person=kept, changes=changes)
    person.refresh_from_db()
    return changes


def card_mark(person):
    """A fingerprint of what a staff card says now, for compare-and-set; changes with any of its fields."""
    return fingerprint({name: str(person._meta.get_field(name).value_from_object(person)) for name in STAFF_FIELDS})[
        :16
    ]


def _locked(person):
    rows = Person.objects.select_for_update(of=("self",)).select_related("unit", "organization", "supervisor")
    return rows.get(pk=person.pk)


def _tidied(values):
    """Values of known fields in the card's own order, texts tidied."""
    unknown = set(values) - set(STAFF_FIELDS)
    if unknown:
        raise TypeError(f"a staff card has no {', '.join(sorted(unknown))}")
    values = {name: values[name] for name in STAFF_FIELDS if name in values}
    values = {name: tidy(value) if isinstance(value, str) else value for name, value in values.items()}
    if "email" in values:
        values["email"] = User.objects.clean_email(values["email"]) or None
    return values


def _save(person):
    """Write the row with its folded keys; two people registering one address at once get words, not a failure."""
    person.sort_key = fold(person.full_name)[:310]
    person.search_key = fold(f"{person.full_name} {person.post} {person.email or ''}")
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as error:
        raise Refused(no(f"Почта {person.email} уже занята. Исправьте её и сохраните снова.")) from error


def _move_login(person, was_email, at):
    User.objects.filter(pk=person.user_id).update(email=person.email)
    what = "Поле «Электронная почта»"
    notifications.write("security_changed", to=was_email, at=at, what=what, time=dates.moment(at))


def _fits(person, given, by, was_email=None):
    """Every rule of a card, in the order a person would check it."""
    if not person.last_name or not person.first_name:
        return no("Укажите фамилию и имя.")
    if "birth_date" in given and person.birth_date and not (by is SYSTEM or by.has(Role.CURATOR, Role.ADMIN)):
        return no("Дату рождения записывает куратор.")
    if person.left_on and person.hired_on and person.left_on < person.hired_on:
        return no("Дата приёма позже даты ухода. Исправьте одну из них.")
    if person.organization_id is None:
        return no("Сначала заведите техникум: команда start_college.")
    if person.employment in {Employment.PARTNER, Employment.OUTSIDE} and person.organization.own:
        return no("Выберите организацию, в которой работает человек.")
    return _email_fits(person, by, was_email)


def _email_fits(person, by, was_email):
    """An address is one person's; the address of a login opens it, so only the administrator changes that one."""
    if person.user_id and person.pk and person.email != was_email and not (by is SYSTEM or by.has(Role.ADMIN)):
        return no("По этой почте человек входит. Её меняет администратор.")
    if not person.email:
        return no("Почту входа нельзя убрать.") if person.user_id and person.pk else YES
    other = Person.objects.filter(email=person.email).exclude(pk=person.pk).first()
    if other:
        return no(f"Почта {person.email} уже у {other.case('gen')}. Исправьте одну.")
    taken = User.objects.filter(email=person.email).exclude(pk=person.user_id).exists()
    return no(f"С почтой {person.email} уже есть вход. Укажите другую.") if taken and person.user_id else YES


def _refuse_stale(kept, seen):
    if seen and seen != card_mark(kept):
        last = (
            JournalEntry.objects.filter(subject_type="mentoring.person", subject_id=str(kept.pk))
            .select_related("author")
            .first()
        )
        raise Stale(no(stale_words(last and last.author, dates.clock(last.at) if last else "")))
