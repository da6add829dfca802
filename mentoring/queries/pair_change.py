"""One change of a live pair: whose turn, who may come, what this reader may do (R16)."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse

from mentoring.access.pair_change import changes_for
from mentoring.choices import ChangeKind, ChangeState, Side
from mentoring.choices.petition_words import CHANGE as WORDS
from mentoring.kit.dates import words
from mentoring.kit.states import StateTag, describe, pill_of
from mentoring.kit.text import count_of
from mentoring.kit.ui import CheckRow, Step
from mentoring.models import Direction, MentoringRequest, PairChange
from mentoring.queries.candidates import candidates_for, weights
from mentoring.queries.request_candidates import IN_FULL, SHOWN, Row
from mentoring.queries.story import story_of
from mentoring.workflow.pair_change import CHANGE

S = ChangeState
TITLES = {
    (ChangeKind.REPLACE, Side.MENTOR): "Замена наставника",
    (ChangeKind.REPLACE, Side.MENTEE): "Замена наставляемого",
    (ChangeKind.SUBSTITUTE, Side.MENTOR): "Временная замена",
    (ChangeKind.PAUSE, ""): "Перерыв в работе пары",
}


class _Rows(tuple):
    """Rows as a prefetched relation gives them."""

    def all(self):
        return self


@dataclass(frozen=True)
class Wanted:
    """What the pair asks of a new mentor, in the shape the matching reads a request in."""

    person: object
    directions: _Rows
    wished_form: str
    wished_kind: str
    wished_mode: str
    wished_mentor_id: int | None = None
    offers: _Rows = _Rows()
    wished: tuple = ()


@dataclass(frozen=True)
class ChangePage:
    change: PairChange
    reader: str
    tag: StateTag
    path: tuple[Step, ...]
    facts: tuple[CheckRow, ...]
    acts: dict
    story: list
    rows: tuple = ()  # candidates for a mentor's place: (row, reasons in full)
    hidden: int = 0
    of: int = 0
    others: int = 0  # other changes of the year that are ready for an order

    @property
    def title(self):
        return TITLES[self.change.kind, self.change.side]

    @property
    def lead(self):
        change = self.change
        if change.kind == ChangeKind.PAUSE:
            return f"{change.pair.title}: {words(change.on)} – {words(change.until)}"
        until = f" по {words(change.until)}" if change.until else ""
        return f"{change.pair.title}: вместо {change.leaving.short_case('gen')} с {words(change.on)}{until}"

    @property
    def head_tag(self):
        return pill_of(self.tag)

    @property
    def now(self):
        waits = self.change.state not in (S.DONE, S.DROPPED) and not self.tag.mine
        return f"От вас сейчас ничего не нужно. {self.tag.sentence}" if waits else self.tag.sentence

    @property
    def edge(self):
        return "act" if self.tag.mine else ""

    @property
    def crumbs(self):
        return (
            ("Пары и группы", reverse("pair_list")),
            (self.change.pair.title, reverse("pair_detail", args=[self.change.pair_id])),
        )

    @property
    def choosing(self):
        return self.reader == "curator" and "ask" in self.acts and self.change.state == S.LOOKING

    @property
    def by_matching(self):
        return self.change.side == Side.MENTOR

    @property
    def to_order(self):
        return self.reader == "curator" and self.change.needs_order and self.change.state == S.AGREED

    @property
    def order_query(self):
        return f"?change={self.change.pk}"

    @property
    def order_words(self):
        """How many other changes are ready for the same order."""
        return (
            f"Приказа ждёт ещё {count_of(self.others, 'change')}. Можно оформить одним приказом." if self.others else ""
        )


def full_changes(actor):
    return changes_for(actor).with_people().select_related("pair__order", "pair__year", "created_by")


def change_page(actor, change, on, *, everybody=False):
    reader = reader_of(actor, change)
    page = ChangePage(
        change=change,
        reader=reader,
        tag=change_tag(change, reader),
        path=_path(change, reader),
        facts=_facts(change, actor),
        acts={t.name: verdict for t, verdict in CHANGE.open_to(actor, change) if verdict},
        story=story_of(change),
        others=_others(change) if reader == "curator" and change.state == S.AGREED and change.needs_order else 0,
    )
    if not (page.choosing and page.by_matching):
        return page
    rows, hidden = _candidates(change, on, everybody)
    return ChangePage(**{**vars(page), "rows": rows, "hidden": hidden, "of": weights().total})


def _others(change):
    ready = PairChange.objects.ordered().filter(state=S.AGREED, order__isnull=True, pair__year=change.pair.year_id)
    return ready.exclude(pk=change.pk).count()


def reader_of(actor, change):
    """curator, coming (who is asked), director or member."""
    if change.coming_id and actor.is_person(change.coming) and change.state in (S.ASKED, S.AGREED):
        return "coming"
    if actor.has("curator"):
        return "curator"
    return "director" if actor.has("director") else "member"


def change_tag(change, reader):
    planned = change.state == S.AGREED and not change.needs_order
    return describe(
        WORDS,
        "agreed_planned" if planned else change.state,
        reader,
        deadline=change.due if change.state == S.ASKED else None,
        coming=change.coming.short_name if change.coming else "",
        coming_acc=change.coming.short_case("acc") if change.coming else "",
        on=words(change.on),
        until=words(change.until) if change.until else "",
        done=words(change.done_at) if change.done_at else "",
    )


def _path(change, reader):
    """Chosen → agreed → ordered → done; only what needs an order goes all this way."""
    place = {S.LOOKING: 0, S.ASKED: 1, S.AGREED: 2, S.IN_ORDER: 2, S.SIGNED: 3, S.RUNNING: 3, S.DONE: 4}.get(
        change.state
    )
    if not change.needs_order or place is None:
        return ()
    names = (("Подбор", "куратор"), ("Согласие", ""), ("Приказ", "директор"), ("Замена", f"с {words(change.on)}"))
    mine = change_tag(change, reader).mine
    return tuple(
        Step("done" if n < place else "current" if n == place else "ahead", name, note, n == place and mine)
        for n, (name, note) in enumerate(names)
    )


def _facts(change, actor):
    """The pair reads what a replacement stands on in the order itself, not before the director has decided."""
    rows = [("Причина", change.reason)]
    if change.leaving:
        away = "Кого заменяют" if change.kind == ChangeKind.SUBSTITUTE else "Кто выбывает"
        rows.append((away, change.leaving.full_name))
    if change.coming:
        rows.append(("Кто входит", change.coming.full_name))
    if change.agreed_way:
        rows.append(("Согласие", change.agreed_way))
    if change.basis and (actor.is_office or change.kind == ChangeKind.SUBSTITUTE):
        rows.append(("На основании", change.basis))
    if change.kind == ChangeKind.SUBSTITUTE:
        rows.append(("Оформляем", "приказом" if change.by_order else "без приказа"))
    rows.append(("С какого дня", words(change.on, year=True)))
    if change.until:
        rows.append(("По какой день", words(change.until, year=True)))
    return tuple(CheckRow(name, value) for name, value in rows)


def _candidates(change, on, everybody):
    """Mentors of the bank ranked for this pair, without its people and those who refused."""
    found = candidates_for(wanted_of(change), on)
    inside = {m.person_id for m in change.pair.members.all() if m.until is None and not m.is_substitute}
    out = inside | set(change.refused)
    listed = [c for c in (*found.suitable, *found.strangers) if c.person.pk not in out]
    shown = listed if everybody else listed[:SHOWN]
    rows = (Row(n, candidate, n == 1) for n, candidate in enumerate(shown, 1))
    return tuple((row, row.n <= IN_FULL) for row in rows), len(listed) - len(shown)


def wanted_of(change):
    """Directions of the pair's requests, else those of the mentor who goes."""
    pair = change.pair
    asked = Direction.objects.filter(requests__in=MentoringRequest.objects.filter(pair=pair)).distinct()
    directions = list(asked) or list(Direction.objects.filter(mentors__person=change.leaving))
    pupils = pair.mentees or pair.mentors
    return Wanted(
        person=pupils[0],
        directions=_Rows(directions),
        wished_form=pair.form,
        wished_kind=pair.kind,
        wished_mode=pair.mode,
        wished_mentor_id=change.petition.wish_id if change.petition else None,
    )


def with_changing(pairs):
    """Pairs that know whether a change of theirs is open."""
    return pairs.annotate(changing=Exists(PairChange.objects.open().filter(pair=OuterRef("pk"))))


def open_change(pair, *kinds):
    """The open change of a pair, with its people; one query, none when the pair knows that there is none."""
    if not getattr(pair, "changing", True):
        return None
    return PairChange.objects.open().with_people().filter(pair=pair, kind__in=kinds or ChangeKind.values).first()
