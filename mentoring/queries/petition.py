"""How a petition looks to one reader: whose turn, what follows, who reads it."""

from django.urls import reverse

from mentoring.access.petition import CHANGE_KINDS, deciders_of, may_decide, may_execute
from mentoring.choices import Addressee, PairState, PetitionKind, PetitionState, Side
from mentoring.choices.pair import LIVE_STATES
from mentoring.choices.petition import WAITING_PETITIONS
from mentoring.choices.petition_words import PETITION as WORDS
from mentoring.kit.dates import words
from mentoring.kit.states import describe
from mentoring.kit.text import ended, listing
from mentoring.kit.ui import Link
from mentoring.models import Petition

K, S = PetitionKind, PetitionState
NEXT = {
    K.REPLACE_MENTOR: "куратор подберёт другого наставника",
    K.REPLACE_MENTEE: "куратор подберёт другого наставляемого",
    K.RELEASE_PERSONAL: "куратор подберёт замену или завершит программу",
    K.RELEASE_SUCCESS: "куратор завершит программу или подберёт замену",
    K.EARLY_END: "куратор завершит программу",
    K.OTHER_DIRECTIONS: "куратор поможет изменить программу или откроет новую",
    K.SUPPORT: "куратор договорится о помощи",
    K.DOCUMENTATION: "куратор изменит документы",
    K.REWARD: "директор объявит поощрение",
    K.MEASURES: "директор исполнит решение",
}
SECRET = (K.REWARD, K.MEASURES)


def reader_of(actor, petition):
    """author, decider, executor or curator (who of the office reads along)."""
    if actor.is_person(petition.author):
        return "author"
    if petition.state in WAITING_PETITIONS and may_decide(actor, petition):
        return "decider"
    if petition.state == S.GRANTED and may_execute(actor, petition) and actor.has(executor_of(petition)):
        return "executor"
    return "curator"


def executor_of(petition):
    return "director" if petition.kind in SECRET else "curator"


def petition_tag(petition, reader, *, who=""):
    """The state in words; needs `document` selected."""
    shown = petition.executed_at or petition.decided_at or petition.sent_at
    waits = petition.state in WAITING_PETITIONS
    return describe(
        WORDS,
        petition.state,
        reader,
        deadline=petition.due if waits else None,
        **({} if waits else {"date": words(shown) if shown else ""}),
        who=who or ("директор" if petition.addressee == Addressee.DIRECTOR else "куратор"),
        decision=petition.decision.rstrip("."),
        next=NEXT[petition.kind],
        reason=petition.reasons.rstrip("."),
        document=str(petition.document) if petition.document else petition.executed_note.rstrip("."),
    )


def readers_words(kind, author, pair=None, about=None, addressee=None):
    """Who will read it, said before the field."""
    likely = Petition(kind=kind, addressee=addressee, author=author, pair=pair, about=about)
    names = listing([person.short_name for person in deciders_of(likely)])
    who = ended(f"Прочитает {names}") if names else "Прочитает директор или куратор."
    if addressee == Addressee.DIRECTOR:
        who += " Куратор тоже увидит ходатайство."
    if kind in SECRET:
        return f"{who} Тот, о ком вы пишете, не увидит ни ходатайства, ни решения."
    return f"{who} Вторая сторона пары ходатайства не увидит."


def ways_of(petition):
    """Pages where what was granted is done, for the curator."""
    pair = petition.pair
    if pair is None or pair.state not in LIVE_STATES:
        return ()
    ways = []
    if petition.kind in CHANGE_KINDS and pair.state != PairState.ENDING:
        side = Side.MENTEE if petition.kind == K.REPLACE_MENTEE else Side.MENTOR
        words_ = "Заменить наставляемого" if side == Side.MENTEE else "Заменить наставника"
        ways.append(Link(words_, f"{reverse('pair_replace', args=[pair.pk])}?side={side}&petition={petition.pk}"))
    if petition.kind in (K.EARLY_END, K.RELEASE_PERSONAL, K.RELEASE_SUCCESS, K.OTHER_DIRECTIONS):
        ways.append(Link("Открыть пару", reverse("pair_detail", args=[pair.pk])))
    return tuple(ways)
