"""People and things that trials are done to, made as tests make them."""

from functools import lru_cache
from types import SimpleNamespace

from mentoring.tests import make


@lru_cache(maxsize=1)
def people():
    """The office of a small college; whoever writes at once has a login of his own."""
    make.college()
    make.year()
    curators = [make.person(f"Белова{n} Ольга Николаевна", login=True, roles=["curator"]) for n in range(8)]
    director = make.person("Лаврова Елена Викторовна", login=True, roles=["director"], post="директор")
    mentor = make.mentor("Ковалёва Марина Сергеевна", login=True).person
    mentee = make.mentee("Жуков Артём Денисович", login=True).person
    return SimpleNamespace(
        curators=curators, curator=curators[0], director=director, mentor=mentor, mentee=mentee,
        pair=make.pair([mentor], [mentee]),
    )  # fmt: skip
