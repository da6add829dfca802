"""Writing in the pair's conversation, reading it, and the curator's opening of it."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from mentoring import notifications
from mentoring.access import may_ask_advice, may_change_message, may_open_talk, may_write, reading_of
from mentoring.access.talk import MEMBER, OPENED
from mentoring.actions import journal
from mentoring.actions.file import store_upload
from mentoring.choices import Audience, Side
from mentoring.choices.pair import LIVE_STATES
from mentoring.kit import dates
from mentoring.kit.text import agreed, tidy
from mentoring.kit.verdict import Refused, no, require
from mentoring.models import ConversationOpening, Message, MessageFile, PairMember, ReadMark
from mentoring.office import office
from mentoring.queries.talk_unread import untold

LONGEST, MOST_FILES = 4000, 5
EMPTY = "Напишите сообщение или приложите файл."
NO_REASON = "Напишите причину. Пара увидит, что переписку открыли."


@transaction.atomic
def send_message(pair, *, by, at, text="", files=(), is_question=False):
    """Write to the pair (members loaded). A question starts the clock; the mentor's next message answers it.

    Raises Refused: not a present member, the pair is over, nothing written, a file is not what it says. Returns the Message.
    """
    require(may_ask_advice(by, pair, at) if is_question else may_write(by, pair, at))
    text, files = tidy(text), list(files)
    _fits(text, files)
    message = Message.objects.create(
        pair=pair,
        author=by.person,
        text=text,
        at=at,
        is_question=is_question,
        due=answer_due(pair, at) if is_question else None,
    )
    for file in files:
        kept = store_upload(file, purpose="talk", by=by, at=at)
        MessageFile.objects.create(message=message, file=kept)
    if not is_question:
        _answer(message)
    return message


def answer_due(pair, at):
    """The last day for the mentor's answer: the pair's own working days, else the college's (clause 4.4)."""
    days = pair.answer_days or office().setting("situational_answer_days")
    return office().add_working_days(timezone.localdate(at), days)


@transaction.atomic
def edit_message(message, *, text, by, at):
    """The author mends the text within the minutes of the setting; the page says that it was changed."""
    require(may_change_message(by, message, at))
    text = tidy(text)
    _fits(text, list(message.files.all()))
    if text != message.text:
        Message.objects.filter(pk=message.pk).update(text=text, edited_at=at)
        message.refresh_from_db(fields=["text", "edited_at"])


@transaction.atomic
def delete_message(message, *, by, at):
    """The author takes the message away: text and files are gone for good, the place says that something was here."""
    require(may_change_message(by, message, at))
    for attached in message.files.select_related("file"):
        attached.delete()
        _erase(attached.file)
    answered = list(message.answered.values_list("pk", flat=True))
    Message.objects.filter(pk=message.pk).update(
        text="", deleted_at=at, is_question=False, due=None, answer=None, answered_at=None
    )
    for question in Message.objects.filter(pk__in=answered):
        _answer_again(question)


@transaction.atomic
def read_talk(pair, *, upto, by, at):
    """The member has seen everything up to the message `upto`. Others who read leave no mark."""
    reading = reading_of(by, pair, at)
    if reading is None or reading.part != MEMBER:
        return
    mark, _ = ReadMark.objects.get_or_create(pair=pair, person=by.person)
    if mark.seen < upto:
        ReadMark.objects.filter(pk=mark.pk, seen__lt=upto).update(seen=upto, seen_at=at)


@transaction.atomic
def open_talk(pair, *, reason, by, at):
    """The curator reads somebody else's conversation for some hours; the pair sees who, when, why, and gets a letter.

    Raises Refused: not the curator, the own pair, no reason, already open. Returns the ConversationOpening.
    """
    require(may_open_talk(by, pair, at))
    reason = tidy(reason)
    if not reason:
        raise Refused(no(NO_REASON))
    reading = reading_of(by, pair, at)
    if reading and reading.part == OPENED:
        raise Refused(no("Переписка вам уже открыта."))
    until = at + timedelta(hours=office().setting("talk_opening_hours"))
    opening = ConversationOpening.objects.create(pair=pair, reader=by.person, reason=reason[:500], at=at, until=until)
    name = by.person.short_name
    journal.record(
        "talk_opened",
        f"Переписку {agreed('открыл(а)', by.person.gender)} {name}",
        by=by.saying(reason),
        at=at,
        subject=opening,
        pair=pair,
        audience=Audience.MEMBERS,
    )
    present = [member.person for member in pair.members.all() if member.until is None]
    words = {"reader": name, "time": dates.moment(at), "reason": reason}
    notifications.write_all("thread_opened", present, at=at, path=reverse("pair_talk", args=[pair.pk]), **words)
    return opening


def tell_unread(*, at):
    """A line in the letter of the day for each pair with unread messages; the same messages are told of once."""
    told = set()
    for member in untold():
        key = (member.pair_id, member.person_id)
        if key in told:
            continue
        told.add(key)
        with transaction.atomic():
            path = reverse("pair_talk", args=[member.pair_id])
            notifications.write("thread_digest", to=member.person, at=at, path=path, n=member.n)
            ReadMark.objects.update_or_create(
                pair_id=member.pair_id, person_id=member.person_id, defaults={"told": member.last}
            )
    return len(told)


def _fits(text, files):
    if not text and not files:
        raise Refused(no(EMPTY))
    if len(text) > LONGEST:
        raise Refused(no(f"Сообщение длиннее {LONGEST} знаков. Отправьте его частями или файлом."))
    if len(files) > MOST_FILES:
        raise Refused(no(f"К сообщению прикладывают не больше {MOST_FILES} файлов. Отправьте остальные следующим."))


def _is_mentor(pair_id, person_id):
    seats = PairMember.objects.filter(pair=pair_id, person=person_id, side=Side.MENTOR, until__isnull=True)
    return seats.filter(pair__state__in=LIVE_STATES).exists()


def _answer(message):
    """A mentor's message answers every question of the others that waits."""
    if _is_mentor(message.pair_id, message.author_id):
        waiting = Message.objects.waiting().filter(pair=message.pair_id).exclude(author=message.author_id)
        waiting.update(answer=message, answered_at=message.at)


def _answer_again(question):
    """The answer was taken away: a mentor's later message stands for it, else the question waits again."""
    later = Message.objects.kept().filter(pair=question.pair_id, pk__gt=question.pk, is_question=False)
    mentors = PairMember.objects.filter(pair=question.pair_id, side=Side.MENTOR).values("person")
    answer = later.filter(author__in=mentors).exclude(author=question.author_id).order_by("pk").first()
    Message.objects.filter(pk=question.pk).update(answer=answer, answered_at=answer.at if answer else None)


def _erase(stored):
    """The row now, the bytes once nothing can bring the row back."""
    kept = stored.file
    stored.delete()
    transaction.on_commit(lambda: kept.storage.delete(kept.name))
