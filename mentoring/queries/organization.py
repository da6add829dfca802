"""Our college, its partners with their people, its units."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q

from mentoring.kit.dates import short, today, words
from mentoring.kit.states import StateTag
from mentoring.kit.text import fold, words_of
from mentoring.kit.ui import Column
from mentoring.models import Mentor, Organization, PartnerKind
from mentoring.office import office

COLUMNS = (
    Column("Организация", primary=True),
    Column("Вид"),
    Column("Договор"),
    Column("Люди", numeric=True),
)
UNIT_COLUMNS = (
    Column("Подразделение", primary=True),
    Column("Вид"),
    Column("Руководитель"),
    Column("Людей", numeric=True),
)


@dataclass(frozen=True)
class PartnerLine:
    """A partner with its contract in a word."""

    organization: Organization
    tag: StateTag
    people: int


def partner_lines(organizations, q="", kind=""):
    """Partners by name and kind, those we work with first; folded in Python: there are dozens of them."""
    here = Count("people", filter=Q(people__left_on__isnull=True))
    rows = organizations.filter(own=False).select_related("kind").annotate(people_now=here)
    if kind:
        rows = rows.filter(kind__code=kind)
    asked = words_of(q)
    found = [row for row in rows if all(word in _key(row) for word in asked)]
    found.sort(key=lambda row: (row.retired, fold(row.short_name)))
    return [PartnerLine(row, contract_tag(row), row.people_now) for row in found]


def _key(row):
    return fold(f"{row.short_name} {row.full_name} {row.contact}")


def contract_tag(row):
    if row.retired:
        return StateTag("calm", "Не сотрудничаем", "")
    if not row.contract_number:
        return StateTag("stop", "Нет договора", "Без договора пару с партнёром не закрепить (п. 4.3.3).")
    number = f"№ {row.contract_number} от {short(row.contract_date)}"
    if row.contract_until and row.contract_until < today():
        return StateTag("stop", "Договор истёк", f"{number}, действовал до {words(row.contract_until)}.")
    if row.contract_until and row.contract_until <= today() + timedelta(days=office().setting("partner_contract_days")):
        return StateTag("act", "Договор кончается", f"{number}, действует до {words(row.contract_until)}.")
    until = f", до {words(row.contract_until)}" if row.contract_until else ""
    return StateTag("ok", "Есть", f"{number}{until}.")


def partner_mentors(people):
    """{person id} of those who are mentors in the bank now: partners' people without being staff (R06)."""
    return set(Mentor.objects.filter(person__in=people, retired_on__isnull=True).values_list("pk", flat=True))


def kind_choices():
    return [("", "Любой"), *PartnerKind.objects.filter(retired=False).values_list("code", "name")]


def unit_rows(units):
    """Units with heads and how many work there, in order; abolished last."""
    rows = units.select_related("head", "parent").annotate(
        people_now=Count("people", filter=Q(people__left_on__isnull=True))
    )
    return sorted(rows, key=lambda unit: (unit.retired, fold(unit.name)))
