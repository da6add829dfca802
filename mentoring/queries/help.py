"""Help: who can be asked, and the questions of each role about the pages it uses (starter/help/<role>.yaml)."""

from dataclasses import dataclass
from functools import cache

from django.db.models import Q
from django.urls import reverse

from mentoring.access import ROLE_ORDER, help_roles
from mentoring.kit.dates import today
from mentoring.models import Person
from mentoring.office import office
from mentoring.starter import FOLDER, read

TEXTS = FOLDER / "help"


@dataclass(frozen=True)
class Question:
    anchor: str
    ask: str
    answer: str
    clause: str
    links: tuple[tuple[str, str], ...]  # (address, words): where the thing is done


@dataclass(frozen=True)
class Part:
    code: str
    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Article:
    """Help of one role; `others` are (address, title) of the other articles the reader may open."""

    role: str
    title: str
    lead: str
    parts: tuple[Part, ...]
    others: tuple[tuple[str, str], ...]


@cache
def texts():
    """{role: its file}, in the order of roles; a role without a file reads the common pages."""
    return {role: read(role, TEXTS) for role in ROLE_ORDER if (TEXTS / f"{role}.yaml").exists()}


@cache
def parts_by_page():
    """{(role, URL name): code of the part that speaks of this page}."""
    return {
        (role, page): part["code"] for role, text in texts().items() for part in text["parts"] for page in part["pages"]
    }


def article(actor, role):
    """Help of a role with the college's numbers in it, or None when there is none or it is not the reader's."""
    mine = [code for code in help_roles(actor) if code in texts()]
    if role not in mine:
        return None
    text = texts()[role]
    others = tuple((_address(code), texts()[code]["title"]) for code in mine if code != role)
    return Article(role, text["title"], text["lead"], tuple(_part(part) for part in text["parts"]), others)


def _part(part):
    questions = (_question(f"{part['code']}-{n}", row, part["to"]) for n, row in enumerate(part["questions"], 1))
    return Part(part["code"], part["title"], tuple(questions))


def _question(anchor, row, to):
    links = tuple((reverse(name), words) for name, words in row.get("to", to).items())
    return Question(anchor, row["ask"], row["answer"].format_map(office().settings), row.get("clause", ""), links)


def link_from(actor, url_name):
    """(address, words) of the help for the page shown now in the reader's role; None when the role has no help."""
    text = texts().get(actor.role)
    if text is None:
        return None
    part = parts_by_page().get((actor.role, url_name))
    return (
        (f"{_address(actor.role)}#{part}", "Помощь по этой странице") if part else (_address(actor.role), text["title"])
    )


def _address(role):
    return reverse("help_role", args=[role])


def topic(about):
    """«Помощь наставнику: Программа» of «mentor.program», the subject of a letter; empty for anything else."""
    role, _, code = about.partition(".")
    text = texts().get(role)
    part = next((part for part in text["parts"] if part["code"] == code), None) if text else None
    return f"{text['title']}: {part['title']}" if part else ""


def curators(user):
    """Curators of today with their contacts; nobody is named to a stranger."""
    if not user.is_authenticated:
        return []
    on = today()
    return list(
        Person.objects.filter(
            Q(roles__until__isnull=True) | Q(roles__until__gte=on), roles__role="curator", roles__since__lte=on
        )
        .distinct()
        .in_order()
    )
