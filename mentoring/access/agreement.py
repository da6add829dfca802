"""Additional agreements: who sees that there is one, who sees what is paid, who keeps them.

The payment's kind, size and terms are the curator's and the director's alone. The mentor and the personnel office see
number, date, term and state: the mentor holds a signed copy on paper, the personnel office files the other one.
"""

from mentoring.choices import Role
from mentoring.kit.verdict import YES, no
from mentoring.models import Agreement

NOT_KEEPER = "Соглашения ведёт куратор."
SUMS = "Суммы видят куратор и директор."


def agreements_for(actor):
    """The office sees all; the personnel office and the mentor those that have a number."""
    agreements = Agreement.objects.all()
    if actor.is_office:
        return agreements
    numbered = agreements.exclude(state="draft")
    if actor.has(Role.HR):
        return numbered
    return numbered.filter(person=actor.person) if actor.person else agreements.none()


def may_see_payment(actor):
    """Kind, size and terms of a payment, the paper with them and its scan."""
    return YES if actor.is_office else no(SUMS)


def may_keep_agreements(actor):
    return YES if actor.has(Role.CURATOR) else no(NOT_KEEPER)


def may_see_agreements(actor):
    """The register of all; mentors read their own there."""
    seen = actor.is_office or actor.has(Role.HR, "mentor")
    return YES if seen else no("Соглашения видят куратор, директор, отдел кадров и сам наставник.")
