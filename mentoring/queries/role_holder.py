"""Who holds an office on a date, who may sign for the director, and how the post is printed."""

from django.db.models import Q

from mentoring.choices import Role
from mentoring.kit.dates import today
from mentoring.models import RoleAssignment
from mentoring.office import office
from mentoring.queries.declension import PostCases


def signers(on, participants=()):
    """[(Person, acting)] who may sign an order: directors and stand-ins who take no part in it (decision 1)."""
    return in_office(Role.DIRECTOR, on, without=participants)


def in_office(role, on, *, without=()):
    """[(Person, acting)] who hold an office on a date, those in their own right first."""
    held = (
        RoleAssignment.objects.filter(Q(until__isnull=True) | Q(until__gte=on), role=role, since__lte=on)
        .exclude(person__in=without)
        .select_related("person")
        .order_by("acting", "since", "id")
    )
    found = {}
    for assignment in held:  # in their own right before stand-ins
        found.setdefault(assignment.person_id, (assignment.person, assignment.acting))
    return list(found.values())


def director_post(acting):
    """«Директор» or «И. о. директора» as printed beside the signature."""
    post = office().organization.head_post or "Директор"
    if not acting:
        return post
    genitive = PostCases([post]).case(post, "gen")
    return f"И. о. {lower_first(genitive if genitive != post else _genitive(post))}"


def _genitive(post):
    """Before the dictionary has declined it: the first word alone changes («директора техникума»)."""
    first, _, rest = post.partition(" ")
    changed = f"{first[:-1]}я" if first[-1:] in ("ь", "й") else f"{first}а"
    return f"{changed} {rest}".strip()


def lower_first(words):
    return words[:1].lower() + words[1:]


def is_acting(person, on=None, role=Role.DIRECTOR):
    """Whether this director (or another officer) is only a stand-in on a date (default: today)."""
    return any(acting for holder, acting in in_office(role, on or today()) if holder.pk == person.pk)
