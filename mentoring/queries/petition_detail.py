"""One petition: what is asked, what was said about it, what this reader may do (R34)."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from mentoring.access.petition import deciders_of, petitions_for
from mentoring.choices import Addressee, PetitionState
from mentoring.choices.petition import WAITING_PETITIONS
from mentoring.kit.dates import moment, words
from mentoring.kit.states import StateTag, pill_of
from mentoring.kit.text import agreed, listing
from mentoring.kit.ui import CheckRow, Step
from mentoring.models import Petition
from mentoring.queries.petition import executor_of, petition_tag, reader_of, ways_of
from mentoring.queries.story import story_of
from mentoring.workflow.petition import PETITION

S = PetitionState


@dataclass(frozen=True)
class Said:
    when: str
    name: str
    text: str


@dataclass(frozen=True)
class PetitionPage:
    petition: Petition
    reader: str
    tag: StateTag
    path: tuple[Step, ...]
    facts: tuple[CheckRow, ...]
    talk: tuple[Said, ...]
    acts: dict
    ways: tuple
    story: list

    @property
    def title(self):
        return self.petition.get_kind_display()

    @property
    def lead(self):
        sent = f" от {words(self.petition.sent_at)}" if self.petition.sent_at else ", ещё не подано"
        return f"{self.petition.registered}{sent}. {ROLE_LINES[self.reader]}"

    @property
    def head_tag(self):
        return pill_of(self.tag)

    @property
    def now(self):
        waits = self.petition.state in (*WAITING_PETITIONS, S.NEED_INFO) and not self.tag.mine
        return f"От вас сейчас ничего не нужно. {self.tag.sentence}" if waits else self.tag.sentence

    @property
    def then(self):
        if self.reader == "author" and self.petition.state in WAITING_PETITIONS:
            return "Пока работа идёт как прежде. Ответ придёт письмом и останется на этой странице."
        return ""

    @property
    def edge(self):
        return "act" if self.tag.mine else ""

    @property
    def printed(self):
        return self.petition.state != S.DRAFT

    @property
    def crumbs(self):
        if self.reader == "author":
            return (("Мои ходатайства", reverse("petition_list")),)
        return (("Ходатайства", reverse("petition_office")),)


ROLE_LINES = {
    "author": "Это ваше ходатайство.",
    "decider": "Решаете вы.",
    "executor": "Исполняете вы.",
    "curator": "Вы читаете по должности.",
}


def full_petitions(actor):
    """The petitions this person may read, with everything a page about one reads."""
    return (
        petitions_for(actor)
        .select_related("author", "about", "wish", "decided_by", "document__type", "pair")
        .prefetch_related("pair__members__person")
    )


def petition_page(actor, petition):
    reader = reader_of(actor, petition)
    who = listing([p.short_name for p in deciders_of(petition)]) if petition.state in WAITING_PETITIONS else ""
    granted = petition.state == S.GRANTED
    may = PETITION.open_to(actor, petition)
    return PetitionPage(
        petition=petition,
        reader=reader,
        tag=petition_tag(petition, reader, who=who or _executor(petition)),
        path=_path(petition, reader),
        facts=_facts(petition),
        talk=tuple(Said(moment(datetime.fromisoformat(row["at"])), row["name"], row["text"]) for row in petition.talk),
        acts={t.name: verdict for t, verdict in may if verdict},
        ways=ways_of(petition) if granted and actor.has("curator") and reader != "author" else (),
        story=story_of(petition),
    )


def _executor(petition):
    return "директор" if executor_of(petition) == "director" else "куратор"


def _facts(petition):
    rows = [
        ("Номер", petition.number or "присвоится при подаче"),
        ("Кто просит", petition.author.full_name),
        ("Кому", "директору" if petition.addressee == Addressee.DIRECTOR else "куратору"),
    ]
    if petition.pair:
        rows.append(("Пара", petition.pair_title or petition.pair.title))
    if petition.about:
        rows.append(("О ком", petition.about.full_name))
    if petition.wish:
        rows.append(("Кого хотелось бы", petition.wish.full_name))
    if petition.decided_by:
        rows.append(
            (
                agreed("Решил(а)", petition.decided_by.gender),
                f"{petition.decided_by.short_name}, {words(petition.decided_at)}",
            )
        )
    if petition.document:
        rows.append(("Документ", str(petition.document)))
    return tuple(CheckRow(name, value) for name, value in rows)


def _path(petition, reader):
    """Written → decided → carried out."""
    place = {S.DRAFT: 0, S.SUBMITTED: 1, S.IN_REVIEW: 1, S.NEED_INFO: 1, S.GRANTED: 2, S.EXECUTED: 3}.get(
        petition.state
    )
    if place is None:
        return ()
    decider = "директор" if petition.addressee == Addressee.DIRECTOR else "куратор"
    names = (("Подача", "автор"), ("Решение", decider), ("Исполнение", _executor(petition)))
    mine = petition_tag(petition, reader).mine or petition.state == S.DRAFT
    return tuple(
        Step("done" if n < place else "current" if n == place else "ahead", name, note, n == place and mine)
        for n, (name, note) in enumerate(names)
    )
