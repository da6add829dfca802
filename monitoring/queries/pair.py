"""The page of one pair or group, from draft to completion: gathered from every floor."""

from dataclasses import dataclass, replace

from django.urls import reverse

from mentoring.access import pairs_for
from mentoring.choices import Kind, PairState
from mentoring.choices.pair import CLOSED_STATES, DRAFT_STATES, LIVE_STATES
from mentoring.kit.dates import by, parse_date, short, span, today, words
from mentoring.kit.states import StateTag
from mentoring.kit.text import listing, small_first
from mentoring.kit.ui import CheckRow, Column, Link, Step
from mentoring.models import AcquaintanceMark, IssuedDocument, Pair
from mentoring.queries.diagnosis.lines import CardLine, cards_of_pair
from mentoring.queries.order import open_order
from mentoring.queries.pair import AWAY, kind_words, pair_reader, pair_tag
from mentoring.queries.pair_change import open_change, with_changing
from mentoring.queries.pair_check import NOBODY, PairCheck, check_one, with_facts
from mentoring.queries.revoked import revoked_words, with_revocation
from mentoring.queries.story import story_of_pair
from mentoring.workflow.pair import FREE_DRAFTS
from monitoring.queries.pair_facts import MemberRow, facts_of, members_of
from monitoring.queries.pair_program import ProgramPart, program_of_pair, program_part
from monitoring.queries.pair_talk import TalkPart, talk_part
from monitoring.queries.pair_ways import after_revocation, ways_of
from programs.queries.running import progress_of

READERS = {"mentor": "Вы — наставник в этой паре", "mentee": "Вы — наставляемый в этой паре"}


@dataclass(frozen=True)
class PairPage:
    pair: Pair
    reader: str
    tag: StateTag
    path: tuple[Step, ...]
    now: str
    then: str
    acts: tuple[Link, ...]
    members: tuple[MemberRow, ...]
    facts: tuple[CheckRow, ...]
    program: ProgramPart
    check: PairCheck | None
    story: list
    requests: tuple
    diagnoses: tuple[CardLine, ...] = ()
    talk: TalkPart | None = None
    ways: tuple[Link, ...] = ()  # quieter than the acts: changes of the composition, a petition
    order_url: str = ""
    open_order: IssuedDocument | None = None  # an order of the year still being put together
    revoked: str = ""  # the mentor took the consent back: what to do by when
    revoked_ways: tuple[Link, ...] = ()

    @property
    def title(self):
        if self.pair.name:
            return self.pair.name
        mentors, mentees = ([p.plain_name for p in side] for side in (self.pair.mentors, self.pair.mentees))
        if self.pair.is_two_way:
            return f"{listing(mentors)}: учат друг друга"
        return f"{_side(mentors, 'Наставник не выбран')} → {_side(mentees, 'наставляемый не выбран')}"

    @property
    def lead(self):
        kinds = kind_words(self.pair)
        return f"{kinds[:1].upper()}{kinds[1:]}, {span(self.pair.since, self.pair.until)}"

    member_columns = (Column("Кто", primary=True), Column("Кем"), Column("Когда"), Column("Направление"))

    @property
    def head_tag(self):
        """The word alone: its sentence stands under «Сейчас»."""
        return replace(self.tag, sentence="")

    @property
    def crumbs(self):
        return (("Пары и группы" if self.reader in ("curator", "director") else "Мои пары", reverse("pair_list")),)

    @property
    def part(self):
        return READERS.get(self.reader, "")

    @property
    def edge(self):
        return "act" if self.tag.mine or self.acts else ""

    @property
    def curator(self):
        return self.reader == "curator"

    @property
    def draft(self):
        return self.pair.state in FREE_DRAFTS

    @property
    def off_reason(self):
        """Why the pair cannot go into an order; the whole list of obstacles stands under «Что проверено»."""
        if not self.check or self.check.verdict:
            return ""
        return NOBODY if self.check.state == PairState.LOOKING else "В приказ нельзя: что мешает, написано ниже."


def _side(names, nobody):
    return listing(names) if len(names) <= 2 and names else (f"{names[0]} и ещё {len(names) - 1}" if names else nobody)


def full_pairs(actor):
    """Pairs this person may see, with what their page reads."""
    pairs = with_facts(with_changing(with_revocation(pairs_for(actor))))
    return pairs.select_related("order__type", "end_order", "end_reason", "year")


def pair_page(actor, pair, on):
    reader = pair_reader(actor, pair)
    check = check_one(pair, on, loaded=True) if pair.state in FREE_DRAFTS and actor.is_office else None
    program, events = program_of_pair(pair)
    progress = progress_of(program, events, on) if program else None
    reason = check.verdict.reason if check else ""
    due = programs_due(pair)
    part = program_part(actor, pair, program, progress=progress, on=on)
    unread = _unread(actor, pair)
    change = open_change(pair) if pair.state in LIVE_STATES else None
    known = {"next": _next(events, on), "p": _share(progress), "due": words(due) if due else "", "change": change}
    tag = pair_tag(pair, reader, state=check.state if check else "", reason=reason, **known)
    return PairPage(
        pair=pair,
        reader=reader,
        tag=tag,
        path=_path(pair, part, due, reader),
        now=_together(
            _read_first(pair, unread), _away(pair, tag), _now(pair, part, tag, due=due, reader=reader, check=check)
        ),
        then=THEN.get(pair.state, ""),
        acts=_acts(pair, reader, part, unread),
        ways=ways_of(actor, pair, reader, change),
        members=members_of(pair),
        facts=facts_of(pair),
        program=part,
        check=check,
        story=story_of_pair(pair, actor=actor, limit=6),
        requests=tuple(pair.requests.select_related("person")) if reader == "curator" else (),
        diagnoses=cards_of_pair(pair, actor) if pair.state not in DRAFT_STATES else (),
        talk=talk_part(actor, pair, on),
        order_url=_order_url(actor, pair),
        revoked=revoked_words(actor, pair),
        revoked_ways=after_revocation(reader, pair, program),
        open_order=open_order(pair.year_id) if check and check.verdict and not pair.order_id else None,
    )


def _order_url(actor, pair):
    """The order, for those who may open it: the office at any time, participants once it is in force."""
    seen = actor.has("curator") or (pair.order and pair.order.number and reader_is_inside(actor, pair))
    return reverse("document_detail", args=[pair.order_id]) if pair.order_id and seen else ""


def reader_is_inside(actor, pair):
    return actor.is_office or any(actor.is_person(member.person) for member in pair.members.all())


def programs_due(pair):
    """When the program is needed: the date of the order."""
    return parse_date(pair.order.requisites.get("programs_due")) if pair.order else None


def _next(events, on):
    """«открытое занятие, 14 октября» of the nearest event ahead."""
    ahead = [e for e in events if e.state in ("planned", "moved") and e.due and e.due >= on]
    if not ahead:
        return ""
    nearest = min(ahead, key=lambda event: event.due)
    return f"{small_first(nearest.measure)}, {words(nearest.due)}"


def _share(progress):
    if not progress or not progress.total:
        return ""
    return f"{progress.done} из {progress.total} ({round(100 * progress.done / progress.total)} %)"


THEN = {
    PairState.LOOKING: "Потом проверка и приказ.",
    PairState.ASKED: "Потом приказ директора.",
    PairState.BLOCKED: "Потом приказ директора.",
    PairState.READY: "Потом директор подпишет приказ.",
    PairState.IN_ORDER: "Потом пара закреплена, и можно составлять программу.",
    PairState.ASSIGNED: "Потом пара начнёт работу.",
}


def _now(pair, part, tag, *, due, reader, check):
    """One or two sentences: what is expected of the reader and by when."""
    if check and check.state == PairState.BLOCKED and reader == "curator":
        return "В приказ пара пока не войдёт. Что мешает, написано ниже."
    if part.head and pair.state in LIVE_STATES:
        return part.head.now or tag.sentence
    if pair.state in LIVE_STATES and part.head is None and pair.kind != Kind.SPEED:
        until = _until(due)
        if reader == "mentor":
            return f"Составьте программу{until}."
        return f"Программы пока нет. Ждём её{until or ' от наставника'}."
    return tag.sentence


def _away(pair, tag):
    """A replacement, a substitution, a pause are told beside the work itself."""
    return tag.sentence if pair.state in AWAY else ""


def _together(*lines):
    """Sentences one after another, each once."""
    return " ".join(dict.fromkeys(line for line in lines if line))


def _until(due):
    """« до 27 ноября» inside a sentence; a passed date becomes a sentence of its own."""
    if not due:
        return ""
    return f" {by(due)}" if due >= today() else f". {by(due).capitalize()}"


def _read_first(pair, unread):
    """The order comes before the work itself."""
    if not unread:
        return ""
    return f"Ознакомьтесь с приказом № {pair.order.number}{f': {by(unread.due)}' if unread.due else ''}."


def _acts(pair, reader, part, unread):
    """What this reader may do now, the main thing first."""
    if reader == "curator" and pair.state in FREE_DRAFTS:
        return (Link("Изменить пару", reverse("pair_edit", args=[pair.pk])),)
    acts = [Link("Ознакомиться с приказом", reverse("order_acquaint", args=[pair.order_id]))] if unread else []
    if part.may_open:
        acts.append(Link("Составить программу", reverse("program_open", args=[pair.pk])))
    elif part.head and part.head.mine:
        acts.append(Link("Открыть программу", part.url))
    return tuple(acts)


def _unread(actor, pair):
    """The mark a participant has not put under the order of a live pair yet, or None."""
    inside = any(actor.is_person(member.person) for member in pair.members.all())
    if not inside or not pair.order_id or pair.state not in LIVE_STATES:
        return None
    marks = AcquaintanceMark.objects.filter(document=pair.order_id, done_at__isnull=True)
    return marks.filter(person=actor.person).first()


def _path(pair, part, due, reader):
    """Chosen → ordered → program → work → results."""
    if pair.state == PairState.DROPPED:
        return ()
    place = _place(pair, part)
    order = pair.order
    names = (
        ("Подбор", "" if place else "куратор"),
        ("Приказ", f"№ {order.number} от {short(order.date)}" if order and order.number else "директор"),
        ("Программа", by(due) if due and place <= 2 else ""),
        ("Работа", f"с {words(pair.since)}"),
        ("Итоги", f"до {words(pair.until)}" if place < 5 else words(pair.ended_on)),
    )
    mine = bool(part.head.mine) if part.head else bool(part.may_open) and reader == "mentor"
    return tuple(
        Step("done" if n < place else "current" if n == place else "ahead", name, note, n == place and mine)
        for n, (name, note) in enumerate(names)
    )


def _place(pair, part):
    if pair.state in CLOSED_STATES:
        return 5
    if pair.state in DRAFT_STATES:
        return 1 if pair.state in (PairState.READY, PairState.IN_ORDER) else 0
    if pair.state == PairState.ENDING:
        return 4
    return 3 if part.head and part.head.program.activated_on else 2
