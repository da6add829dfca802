"""Who may sign for the director on a date, and how the post is printed."""

from django.db.models import Q

from mentoring.choices import Role
from mentoring.models import RoleAssignment
from mentoring.office import office


def signers(on, participants=()):
    """[(Person, acting)] who may sign an order: directors and stand-ins who take no part in it (decision 1)."""
    held = (
        RoleAssignment.objects.filter(Q(until__isnull=True) | Q(until__gte=on), role=Role.DIRECTOR, since__lte=on)
        .exclude(person__in=participants)
        .select_related("person")
        .order_by("acting", "since", "id")
    )
    return list(
        {assignment.person_id: (assignment.person, assignment.acting) for assignment in reversed(held)}.values()
    )[::-1]


def director_post(acting):
    """«Директор» or «И. о. директора» as printed beside the signature."""
    post = office().organization.head_post or "Директор"
    return f"И. о. {_genitive(post)}" if acting else post


def _genitive(post):
    """«директора»: the first word alone changes («директора техникума» stays as it is)."""
    first, _, rest = (post[:1].lower() + post[1:]).partition(" ")
    ending = {"ь": first[:-1] + "я", "й": first[:-1] + "я"}.get(first[-1:], f"{first}а")
    return f"{ending} {rest}".strip()
