"""Our college's requisites as printed and the social partners with their contracts (clause 4.3.3)."""

from django.db import transaction

from mentoring import office
from mentoring.access import may_manage_people
from mentoring.actions import journal
from mentoring.actions.change_words import change_words
from mentoring.actions.pair_state import recheck_pairs
from mentoring.kit.canonical import fingerprint
from mentoring.kit.stale import Stale, stale_words
from mentoring.kit.text import fold, tidy
from mentoring.kit.verdict import YES, first_no, no, require
from mentoring.models import Organization, Pair
from mentoring.workflow.pair import FREE_DRAFTS

OWN_FIELDS = (
    "parent_body", "full_name", "short_name", "name_gen", "word", "city", "address", "phone", "email",
    "head_post", "regulation",
)  # fmt: skip
PARTNER_FIELDS = (
    "kind", "full_name", "short_name", "name_gen", "address", "phone", "email", "contact",
    "contract_number", "contract_date", "contract_until", "note", "retired",
)  # fmt: skip


@transaction.atomic
def create_partner(*, by, at, **values):
    """Register a partner organization; values are PARTNER_FIELDS. Returns the Organization.

    Raises Refused: not allowed, no kind or name, the name is taken, half a contract.
    """
    require(may_manage_people(by))
    partner = Organization(own=False, **_tidied(values))
    require(_fits(partner))
    partner.save()
    heading = f"Добавлен партнёр: {partner.short_name}"
    journal.record("partner_created", heading, by=by, at=at, subject=partner)
    return partner


@transaction.atomic
def update_organization(organization, values, *, by, at, seen=""):
    """Change requisites or a partner's record; `seen` is its organization_mark. Returns what changed, in words.

    Pairs waiting for a partner's contract are checked again. Raises Refused or Stale.
    """
    require(may_manage_people(by))
    kept = Organization.objects.select_for_update(of=("self",)).get(pk=organization.pk)
    if seen and seen != organization_mark(kept):
        raise Stale(no(stale_words(None, "")))
    values = _tidied(values)
    changes = change_words(kept, values)
    if not changes:
        return []
    for name, value in values.items():
        setattr(kept, name, value)
    require(_fits(kept))
    kept.save()
    journal.record(
        "organization_changed", f"Изменены реквизиты: {kept.short_name}", by=by, at=at, subject=kept, changes=changes
    )
    drafts = Pair.objects.filter(state__in=FREE_DRAFTS, members__person__organization=kept).distinct()
    recheck_pairs(drafts, by=by, at=at)
    transaction.on_commit(office.forget)
    return changes


def organization_mark(organization):
    """A fingerprint of the record, for compare-and-set."""
    names = OWN_FIELDS if organization.own else PARTNER_FIELDS
    return fingerprint(
        {name: str(organization._meta.get_field(name).value_from_object(organization)) for name in names}
    )[:16]


def _tidied(values):
    return {name: tidy(value) if isinstance(value, str) else value for name, value in values.items()}


def _fits(row):
    return first_no(_names_fit(row), YES if row.own else _contract_fits(row))


def _names_fit(row):
    if not row.full_name or not row.short_name:
        return no("Укажите полное и краткое название.")
    if not row.own and row.kind is None:
        return no("Выберите вид партнёра (п. 4.3.3).")
    same = [
        other for other in Organization.objects.exclude(pk=row.pk) if fold(other.short_name) == fold(row.short_name)
    ]
    return no(f"«{row.short_name}» уже есть. Откройте её карточку.") if same else YES


def _contract_fits(row):
    if bool(row.contract_number) != bool(row.contract_date):
        return no(f"Укажите номер и дату договора с {row.name_gen or 'организацией'}.")
    if row.contract_until and not row.contract_date:
        return no("Укажите номер и дату договора, срок которого вы записали.")
    if row.contract_until and row.contract_until < row.contract_date:
        return no("Дата окончания раньше даты начала. Поменяйте их или исправьте одну.")
    return YES
