"""The role × URL matrix: every URL of ours has a row that says who gets what. Rooms are modules of this package."""

from dataclasses import dataclass, field

ROLES = (
    "curator",
    "director",
    "supervisor",
    "mentor",
    "mentee",
    "other_mentor",
    "other_mentee",
    "admin",
    "outsider",
)
EVERYONE = " ".join(ROLES)
OFFICE = "curator director"
PAIR = "mentor mentee"
GUEST = "guest"


@dataclass(frozen=True)
class Row:
    """What a URL answers. `allowed` roles get `ok`, the rest `denied`; a guest is sent to sign in unless `public`.

    `args(world)` gives the URL's arguments; `data(world)` the POST body when `method` is post. `also` overrides single
    roles: {"supervisor": 403}. A page that opens by POST only answers 405 to GET, which is checked for every post row.
    """

    allowed: str = EVERYONE
    args: callable = lambda world: []
    ok: int = 200
    denied: int = 404
    method: str = "get"
    data: callable = lambda world: {}
    public: bool = False
    also: dict = field(default_factory=dict)
    query: str = ""

    def expected(self, role):
        if role == GUEST:
            return self.ok if self.public else 302
        if role in self.also:
            return self.also[role]
        return self.ok if role in self.allowed.split() else self.denied
