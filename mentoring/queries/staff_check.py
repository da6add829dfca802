"""What a staff list would do to the cards: who is who, what is new, what changes, what stays out. Nothing is written.

Identity: the e-mail, else the folded name with the birth date, else «Проверьте». An empty cell never erases anything.
"""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from mentoring.choices import Category, Employment, RowVerdict
from mentoring.kit.dates import short
from mentoring.kit.text import fold, listing, small_first
from mentoring.models import Person, Unit
from mentoring.office import office
from mentoring.staff_values import WORDS

DATES = ("birth_date", "hired_on", "teaching_since")
NAMES = ("last_name", "first_name", "patronymic")
PLAIN = ("post", "subjects", "phone", "category", "hired_on", "birth_date")
LABELS = {**WORDS, "teaching_since": "педагогический стаж", "employment": "кем приходится", "left_on": "дата ухода"}
OURS = (Employment.STAFF, Employment.PART_TIME, Employment.TRAINEE)


@dataclass(frozen=True)
class Entry:
    """A row to check: what was understood of it, as staff_rows read it."""

    number: int
    name: str
    read: dict
    problems: tuple = ()
    cautions: tuple = ()

    @property
    def key(self):
        return fold(self.name)

    @property
    def birth(self):
        return self.read.get("birth_date", "")

    @property
    def email(self):
        return self.read.get("email", "")


@dataclass
class RowCheck:
    """The verdict on one row. `act` is «add», «update» or «»; `write` are the values that would be written, as JSON."""

    entry: Entry
    verdict: str
    reason: str = ""
    fix: str = ""
    act: str = ""
    write: dict = field(default_factory=dict)
    changes: list = field(default_factory=list)
    person: Person | None = None


class _Stop(Exception):
    """The row stays out: verdict, reason and what to mend."""

    def __init__(self, reason, fix, verdict=RowVerdict.ERROR):
        self.verdict, self.reason, self.fix = verdict, reason, fix
        super().__init__(reason)


def check_entries(entries, on, *, excluded=frozenset()):
    """A RowCheck for every entry, in order; `excluded` are numbers of rows the curator left out. Three queries."""
    known = _Known(entries)
    young = office().setting("young_years")
    return [_check(entry, known, on, young, excluded) for entry in entries]


def _check(entry, known, on, young, excluded):
    if entry.number in excluded:
        return RowCheck(entry, RowVerdict.SKIPPED)
    try:
        _refuse_unreadable(entry)
        person, doubts = known.find(entry)
        known.refuse_repeat(entry, person)
    except _Stop as stop:
        return RowCheck(entry, stop.verdict, stop.reason, stop.fix)
    known.accept(entry, person)
    if person is None:
        return _new(entry, known, doubts, young)
    return _known_person(entry, person, doubts, on)


def _refuse_unreadable(entry):
    if entry.problems:
        reasons, fixes = zip(*entry.problems, strict=True)
        raise _Stop("; ".join(reasons), "; ".join(fixes))


def _new(entry, known, doubts, young):
    write = {name: value for name, value in entry.read.items() if name != "teaching_years"}
    notes = known.notes(entry)
    years = entry.read.get("teaching_years")
    if years is not None and years < young:
        notes.append(f"стаж меньше {young} лет, можно предложить наставника")
    cautions = [*entry.cautions, *doubts]
    verdict = RowVerdict.WARNING if cautions else RowVerdict.ADD
    return RowCheck(entry, verdict, "; ".join([*cautions, *notes]), act="add", write=write)


def _known_person(entry, person, doubts, on):
    write, changes, cautions = _differences(entry, person, on)
    if not write:
        return RowCheck(entry, RowVerdict.SAME, person=person)
    dates_change = {"hired_on", "birth_date", "teaching_since"} & set(write)
    cautions += doubts + (list(entry.cautions) if dates_change else [])
    verdict = RowVerdict.WARNING if cautions else RowVerdict.UPDATE
    reason = "; ".join(cautions)
    return RowCheck(entry, verdict, reason, act="update", write=write, changes=changes, person=person)


def _differences(entry, person, on):
    """(values to write, changes in words, cautions): only what the row says and the card says otherwise."""
    read, write, cautions = entry.read, _plain_differences(entry.read, person), []
    if _teaching_differs(person, read, on):
        write["teaching_since"] = read["teaching_since"]
    if entry.email and entry.email != (person.email or ""):
        if person.user_id:
            cautions.append(f"входит с почтой {person.email}, её загрузка не меняет")
        else:
            write["email"] = entry.email
    if read.get("employment") and person.employment != read["employment"]:
        if person.employment in OURS:
            write["employment"] = read["employment"]
        else:
            cautions.append(f"в карточке – {small_first(person.get_employment_display())}, это загрузка не меняет")
    if person.left_on and on > person.left_on:
        write["left_on"] = ""
        cautions.append(f"в карточке дата ухода {short(person.left_on)}, загрузка её снимет")
    return write, [_change(person, name, value) for name, value in write.items()], cautions if write else []


def _plain_differences(read, person):
    """Cells that say something else than the card; case and ё do not count, and an empty cell says nothing."""
    kept = {name: _kept(person, name) for name in (*NAMES, *PLAIN)}
    kept["unit"] = person.unit.name if person.unit else ""
    return {name: read[name] for name, was in kept.items() if read.get(name) and fold(was) != fold(read[name])}


def _kept(person, name):
    value = getattr(person, name)
    return value.isoformat() if name in DATES and value else str(value or "")


def _teaching_differs(person, read, on):
    """Years are compared as the list tells them: whole years on its date."""
    if "teaching_since" not in read:
        return False
    if "teaching_years" in read:
        return person.years_of_teaching(on) != read["teaching_years"]
    return _kept(person, "teaching_since") != read["teaching_since"]


def _change(person, name, value):
    was = person.unit.name if name == "unit" and person.unit else _kept(person, name)
    return {"part": LABELS[name], "was": said(name, was), "became": said(name, value)}


def said(name, value):
    """A stored value as a person reads it."""
    if not value:
        return "нет"
    if name in DATES or name == "left_on":
        return short(date.fromisoformat(str(value)))
    if name == "category":
        return str(Category(value).label)
    return small_first(str(Employment(value).label)) if name == "employment" else str(value)


class _Known:
    """People the rows may mean, and the rows already accepted."""

    def __init__(self, entries):
        emails = {entry.email for entry in entries if entry.email}
        keys = {entry.key for entry in entries if entry.key}
        people = Person.objects.filter(Q(email__in=emails) | Q(sort_key__in=keys)).select_related("unit", "user")
        self.by_email, self.by_name = {}, {}
        for person in people:
            self.by_name.setdefault(fold(person.full_name), []).append(person)
            if person.email:
                self.by_email[person.email] = person
        self.units = {fold(name) for name in Unit.objects.values_list("name", flat=True)}
        self.accepted = {}  # folded name → entries
        self.emails = {}  # e-mail → entry
        self.taken = {}  # person id → entry

    def find(self, entry):
        """(the person meant or None, doubts). Raises _Stop when the row cannot be told apart."""
        person = self.by_email.get(entry.email) if entry.email else None
        if person:
            return person, self._doubts_about_owner(entry, person)
        namesakes = self.by_name.get(entry.key, [])
        exact = [p for p in namesakes if entry.birth and _kept(p, "birth_date") == entry.birth]
        undated = [p for p in namesakes if not (entry.birth and p.birth_date)]
        fitting = exact or undated
        if len(fitting) > 1:
            raise _Stop("есть двое с таким именем", "добавьте почту или дату рождения")
        if exact:
            return exact[0], []
        if undated:
            return undated[0], [f"совпало только имя ({_about(undated[0])})"]
        unlike = [p for p in namesakes if not (p.email and entry.email)]
        return None, [f"уже есть {p.full_name} с другой датой рождения, заведём ещё одну карточку" for p in unlike[:1]]

    def _doubts_about_owner(self, entry, person):
        """One address, two different names: the same person when the date agrees or only one part was changed."""
        same_date = bool(entry.birth) and _kept(person, "birth_date") == entry.birth
        same = {name: fold(getattr(person, name)) == fold(entry.read.get(name)) for name in NAMES}
        if not same_date and not (same["first_name"] and (same["last_name"] or same["patronymic"])):
            raise _Stop(f"почта {entry.email} уже у {person.case('gen')}", "исправьте одну")
        if entry.birth and person.birth_date and not same_date:
            return ["дата рождения не та, что в карточке"]
        return []

    def refuse_repeat(self, entry, person):
        other = self.emails.get(entry.email) if entry.email else None
        if other and other.key != entry.key:
            raise _Stop(f"почта {entry.email} уже в строке {other.number} ({other.name})", "исправьте одну")
        other = other or (self.taken.get(person.pk) if person else None) or self._twin(entry)
        if other:
            raise _Stop(f"уже есть в строке {other.number}", "оставьте одну строку", RowVerdict.DUPLICATE)

    def _twin(self, entry):
        """An accepted row about the same person: the same name and birth date, or nothing to tell them apart by."""
        for other in self.accepted.get(entry.key, []):
            if entry.birth and other.birth:
                if entry.birth == other.birth:
                    return other
            elif not (entry.email and other.email):
                if entry.read == other.read:
                    return other
                raise _Stop("есть двое с таким именем", "добавьте почту или дату рождения")
        return None

    def accept(self, entry, person):
        self.accepted.setdefault(entry.key, []).append(entry)
        if entry.email:
            self.emails[entry.email] = entry
        if person:
            self.taken[person.pk] = entry

    def notes(self, entry):
        twins = [other for other in self.accepted.get(entry.key, []) if other is not entry]
        notes = [f"полный тёзка в строке {listing([t.number for t in twins])}, дата рождения другая"] if twins else []
        unit = entry.read.get("unit")
        if unit and fold(unit) not in self.units:
            self.units.add(fold(unit))
            notes.append(f"появится подразделение «{unit}»")
        return notes


def _about(person):
    return ", ".join(filter(None, (person.post, person.unit.name if person.unit else ""))) or "без должности"
