"""One address of every page that a role can reach by links: the page types of the product, found and not listed by hand."""

import re
from collections import Counter, deque
from html import unescape
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve

ROLES = ("curator", "director", "mentor", "mentee", "supervisor", "admin")
HREF = re.compile(rb'href="([^"#]+)"')
TRIES = 3  # another row of the same name may be open to him
LEFT_OUT = re.compile(r"^/(sign-out|static|media|admin/jsi18n)/")


def reachable(clients, page_of):
    """[page_of(name, who, path)]: the first address found for every URL name, under the first role that reaches it.

    `clients` is {role: signed-in client}. Only pages are kept: files, redirects and other sites are not.
    """
    found = {}
    for who in ROLES:
        queue, tries = deque(["/"]), Counter()
        while queue:
            path = queue.popleft()
            name = _name(path)
            if name is None or tries[name] >= TRIES:
                continue
            tries[name] += 1
            answer = clients[who].get(path)
            if answer.status_code != 200:
                continue
            tries[name] = TRIES
            if not answer.get("Content-Type", "").startswith("text/html"):
                continue
            found.setdefault(name, page_of(name, who, path))
            queue.extend(_links(path, answer.content))
    return list(found.values())


def _links(path, content):
    for href in HREF.findall(content):
        where = urlsplit(urljoin(path, unescape(href.decode())))
        if not where.netloc and where.scheme in ("", "http"):
            yield where.path


def _name(path):
    if LEFT_OUT.match(path):
        return None
    try:
        return resolve(path).view_name
    except Resolver404:
        return None
