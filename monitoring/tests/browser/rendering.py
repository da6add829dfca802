"""Every page as every reader gets it, kept as text: the demo college by following links, the matrix by its rows."""

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve, reverse
from lxml import html as reader

BACKEND = "mentoring.authentication.EmailBackend"
ACCOUNTS = ("curator", "director", "supervisor", "mentor", "mentee", "admin")
SAME_PATHS, SAME_QUERIES, MOST_OF_A_ROLE = 2, 2, 160
SIGN = ("class", "type", "role", "aria-current", "aria-disabled", "aria-invalid", "open", "checked")


@dataclass(frozen=True)
class Rendering:
    name: str
    role: str
    path: str
    html: str
    policy: str = ""
    status: int = 200
    came_from: str = ""
    world: str = ""

    def __str__(self):
        return f"{self.name} ({self.role}) {self.path}"


def _client(user=None):
    client = Client()
    if user:
        client.force_login(user, backend=BACKEND)
    return client


def _rendering(name, role, path, answer, **more):
    policy = answer.headers.get("Content-Security-Policy", "")
    return Rendering(name, role, path, answer.content.decode(), policy, answer.status_code, **more)


def _is_page(answer):
    return answer.headers.get("Content-Type", "").startswith("text/html")


# The demo college


def of_demo(users):
    """Pages that links lead to, for each account: lists are long, every state is there."""
    for role in ACCOUNTS:
        yield from _walk(role, _client(users[role]))
    yield from _walk("guest", _client())


def _walk(role, client):
    waiting, met, taken = ["/"], {"/": ""}, Counter()
    while waiting and sum(taken.values()) < MOST_OF_A_ROLE:
        path = waiting.pop(0)
        name = _name_of(path)
        kind = (name, bool(urlsplit(path).query))
        if not name or taken[kind] >= (SAME_QUERIES if kind[1] else SAME_PATHS):
            continue
        answer = client.get(path, follow=True)
        if not _is_page(answer):
            continue
        taken[kind] += 1
        here = answer.redirect_chain[-1][0] if answer.redirect_chain else path
        page = _rendering(_name_of(here) or name, role, here, answer, came_from=met[path], world="demo")
        yield page
        links = [urljoin(here, link.split("#")[0]) for link in _links(page.html)]
        fresh = [link for link in dict.fromkeys(links) if link not in met]
        met.update(dict.fromkeys(fresh, here))
        waiting += fresh


def _links(html):
    return [link for link in reader.document_fromstring(html).xpath("//a/@href") if link.startswith(("/", "?"))]


def _name_of(path):
    try:
        match = resolve(urlsplit(path).path)
    except Resolver404:
        return ""
    return "" if match.namespace else match.url_name


# The matrix


def of_matrix(world, rows, *, every_role):
    """Every row by roles that may open it, the first and the last when not `every_role`; forms once more after they were
    sent empty; one refusal of each sort.
    """
    from monitoring.tests.matrix import GUEST, ROLES

    for name, row in sorted(rows.items()):
        if row.method != "get":
            continue
        path = reverse(name, args=row.args(world)) + (f"?{row.query}" if row.query else "")
        roles = [role for role in (*ROLES, GUEST) if row.expected(role) == 200 or role == GUEST and row.public]
        for place, role in enumerate(roles if every_role else dict.fromkeys((*roles[:1], *roles[-1:]))):
            client = _client(None if role == GUEST else getattr(world.cast, role).user)
            answer = client.get(path, follow=True)
            if _is_page(answer):
                yield _rendering(name, role, path, answer)
                if not place:
                    yield from _sent_empty(name, role, path, client)
    yield from _refusals(world)


def _sent_empty(name, role, path, client):
    """The page with its errors; whatever an empty form could do is taken back."""
    mark = transaction.savepoint()
    answer = client.post(path, {})
    transaction.savepoint_rollback(mark)
    if answer.status_code == 200 and _is_page(answer):
        yield _rendering(f"{name}, пустая форма", role, path, answer)


def _refusals(world):
    outsider, curator = _client(world.cast.outsider.user), _client(world.cast.curator.user)
    yield _rendering("403", "outsider", "/settings/", outsider.get("/settings/"))
    yield _rendering("404", "curator", "/no-such-page/", curator.get("/no-such-page/"))
    yield _rendering("404", "guest", "/no-such-page/", _client().get("/no-such-page/"))


# Distinct ones


def distinct(renderings):
    """The fewest pages, richest first, that together show every element of every template."""
    chosen, shown = [], set()
    signed = [(page, signs(page)) for page in renderings]
    for page, own in sorted(signed, key=lambda pair: -len(pair[1])):
        if own - shown:
            shown |= own
            chosen.append(page)
    return chosen


def signs(page):
    """What a rendering is made of: the template's name with every element of its main part and the reader's header."""
    tree = reader.document_fromstring(page.html)
    name = page.name.split(",")[0]
    made = {("header", page.role)}
    for node in tree.xpath("//main//*"):
        if isinstance(node.tag, str):
            own = tuple((key, node.get(key)) for key in SIGN if node.get(key) is not None)
            parent = node.getparent()
            made.add((name, parent.tag, parent.get("class"), node.tag, own))
    return made
