"""The pair's conversation: its members read and write; who left reads up to his last day; the curator gives a reason first."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from mentoring.choices import PairState, Side
from mentoring.choices.pair import CLOSED_STATES, LIVE_STATES
from mentoring.kit import dates
from mentoring.kit.verdict import YES, no
from mentoring.models import ConversationOpening, Message, MessageFile, Pair, PairMember
from mentoring.office import office

MEMBER, FORMER, OPENED = "member", "former", "opened"


@dataclass(frozen=True)
class Reading:
    """In what part a conversation is read; messages from `edge` on are not for this reader."""

    part: str
    edge: datetime | None = None


def talk_pairs_for(actor):
    """Pairs with a conversation this person may come to: own ones, and for the curator all, behind a reason."""
    pairs = Pair.objects.filter(state__in=(*LIVE_STATES, *CLOSED_STATES))
    if actor.has("curator"):
        return pairs
    if not actor.person:
        return pairs.none()
    return pairs.filter(Exists(PairMember.objects.filter(pair=OuterRef("pk"), person=actor.person)))


def reading_of(actor, pair, at):
    """How this reader reads the conversation at a moment, or None: the door is closed. Members prefetched."""
    own = begun_memberships(actor, pair, at)
    on = timezone.localdate(at)
    if any(member.until is None or member.until >= on for member in own):
        return Reading(MEMBER)
    if actor.has("curator") and _opened(actor, pair, at):
        return Reading(OPENED)
    if own:
        return Reading(FORMER, dates.start_of(max(member.until for member in own) + timedelta(days=1)))
    return None


def messages_for(actor, pair, at, reading=None):
    """Messages this reader may read at a moment; a `reading` just found spares finding it again, here and below."""
    reading = reading or reading_of(actor, pair, at)
    if reading is None:
        return Message.objects.none()
    messages = Message.objects.filter(pair=pair)
    return messages.filter(at__lt=reading.edge) if reading.edge else messages


def message_file_for(actor, pk, at):
    """A file of a message that this reader may read, or None."""
    kept = MessageFile.objects.filter(pk=pk, message__deleted_at__isnull=True).select_related("file", "message").first()
    pair = talk_pairs_for(actor).with_members().filter(pk=kept.message.pair_id).first() if kept else None
    if pair is None or not messages_for(actor, pair, at).filter(pk=kept.message_id).exists():
        return None
    return kept


def own_messages(actor):
    """What this person wrote and has not taken away."""
    return Message.objects.kept().filter(author=actor.person) if actor.person else Message.objects.none()


def may_write(actor, pair, at, reading=None):
    """Present members while the pair works; afterwards they read."""
    reading = reading or reading_of(actor, pair, at)
    if reading is None or reading.part == OPENED:
        return no("Пишут только участники пары.")
    if pair.state not in LIVE_STATES:
        ended = f" {dates.words(pair.ended_on)}" if pair.ended_on else ""
        return no(f"Пара завершена{ended}. Переписку можно только читать.")
    if reading.part == FORMER:
        last = dates.words(dates.local(reading.edge).date() - timedelta(days=1))
        return no(f"Вы были в этой паре по {last}. Переписка до этого дня открыта для чтения.")
    return YES


def may_ask_advice(actor, pair, at, reading=None):
    """«Прошу совета» is the mentee's (clause 4.2); in reverse mentoring both sides have it."""
    allowed = may_write(actor, pair, at, reading)
    if not allowed:
        return allowed
    if any(member.side == Side.MENTEE for member in begun_memberships(actor, pair, at)):
        return YES
    return no("Совета просит наставляемый, наставник отвечает.", "4.2")


def may_change_message(actor, message, at):
    """Its author, within the minutes of the setting; `message.pair` loaded with members."""
    if message.deleted_at or not actor.is_person(message.author):
        return no("Изменить сообщение может только тот, кто его написал.")
    minutes = office().setting("talk_edit_minutes")
    if at > message.at + timedelta(minutes=minutes):
        return no(f"Сообщение можно изменить или удалить первые {minutes} минут. Напишите новое.")
    return may_write(actor, message.pair, at)


def may_open_talk(actor, pair, at):
    """The curator alone may read somebody else's conversation; a member needs no reason for his own."""
    if not actor.has("curator"):
        return no("Переписку читают участники пары.")
    reading = reading_of(actor, pair, at)
    if reading and reading.part == MEMBER:
        return no("Это ваша пара: переписка открыта вам без причины.")
    return YES


def begun_memberships(actor, pair, at):
    """The reader's memberships that have begun; members of a pair that waits for its first day are in it already."""
    if actor.person is None:
        return []
    on = timezone.localdate(at)
    early = pair.state == PairState.ASSIGNED
    mine = (member for member in pair.members.all() if member.person_id == actor.person.pk)
    return [member for member in mine if early or member.since <= on]


def _opened(actor, pair, at):
    return ConversationOpening.objects.filter(pair=pair, reader=actor.person, at__lte=at, until__gt=at).exists()
