"""Councils and associations change here (R58): members, sittings, agenda, minutes, resolutions."""

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.urls import reverse

from mentoring import notifications
from mentoring.access import may_keep_council, may_propose, members_on
from mentoring.actions import journal
from mentoring.choices import SittingState
from mentoring.kit.canonical import fingerprint
from mentoring.kit.dates import local, moment, words
from mentoring.kit.text import tidy
from mentoring.kit.verdict import Refused, no, require
from mentoring.models import AcademicYear, AgendaItem, CouncilMember, Proposal, Resolution, Sitting
from mentoring.workflow.council import OPEN, RESOLUTION, SITTING

CLOSED = "Протокол оформлен: его текст больше не меняют. Новое решение примите на следующем заседании."


@transaction.atomic
def add_member(unit, person, *, since, basis="", by, at):
    """A person becomes a member from a date. Refuses a second open membership and who has left the college."""
    require(may_keep_council(by, unit))
    if person.left_on and person.left_on < since:
        raise Refused(no("Этот человек к этой дате уже не работает."))
    try:
        with transaction.atomic():
            member = CouncilMember.objects.create(unit=unit, person=person, since=since, basis=tidy(basis)[:200])
    except IntegrityError:
        raise Refused(no("Этот человек уже состоит здесь.")) from None
    journal.record(
        "council_member",
        f"Входит в «{unit.name}» с {words(since)}",
        by=by,
        at=at,
        subject=unit,
        person=person,
    )
    return member


@transaction.atomic
def end_member(member, *, until, by, at):
    """The last day of a membership; the sittings and signatures of the past stay."""
    require(may_keep_council(by, member.unit))
    if until < member.since:
        raise Refused(no(f"Последний день не раньше {words(member.since)}."))
    if not CouncilMember.objects.filter(pk=member.pk, until__isnull=True).update(until=until):
        raise Refused(no("Этот человек здесь уже не состоит."))
    heading = f"Больше не в «{member.unit.name}» с {words(until)}"
    journal.record("council_member_ended", heading, by=by, at=at, subject=member.unit, person=member.person)


# Sittings


@transaction.atomic
def plan_sitting(unit, *, starts_at, place, by, at):
    """A new sitting with an empty agenda; its head is its chair."""
    require(may_keep_council(by, unit))
    year = AcademicYear.objects.filter(starts__lte=local(starts_at).date(), ends__gte=local(starts_at).date()).first()
    if year is None:
        raise Refused(no("Для этой даты ещё нет учебного года. Проверьте дату."))
    sitting = Sitting.objects.create(
        unit=unit, year=year, starts_at=starts_at, place=tidy(place), chair=unit.head, created_at=at
    )
    journal.record("sitting_planned", f"Назначено заседание {moment(starts_at)}", by=by, at=at, subject=sitting)
    return sitting


@transaction.atomic
def edit_sitting(sitting, *, starts_at, place, chair, secretary, invited, attended, by, at):
    """When, where, who leads and writes, who was there. Members are told anew when a called sitting moves."""
    _open(sitting, by)
    moved = sitting.state == SittingState.CALLED and (starts_at, tidy(place)) != (sitting.starts_at, sitting.place)
    values = {"starts_at": starts_at, "place": tidy(place), "chair": chair, "secretary": secretary}
    _claim_open(sitting, **values, invited=tidy(invited))
    sitting.attended.set(attended)
    if moved:
        _tell_members(sitting, at)
    return sitting


def _open(sitting, by):
    require(may_keep_council(by, sitting.unit))
    if sitting.state not in OPEN:
        raise Refused(no(CLOSED))


def _claim_open(sitting, **values):
    """Writes only while the minutes are open, whoever closes them at the same moment."""
    counted = {"lock_version": F("lock_version") + 1, **values}
    if not Sitting.objects.filter(pk=sitting.pk, state__in=OPEN).update(**counted):
        raise Refused(no(CLOSED))
    for name, value in values.items():
        setattr(sitting, name, value)


@transaction.atomic
def call_sitting(sitting, *, by, at):
    """The agenda goes to every member. Refuses an empty agenda."""
    if not sitting.items.exists():
        raise Refused(no("В повестке нет вопросов. Добавьте хотя бы один."))
    SITTING.claim("call", sitting, by=by)
    _tell_members(sitting, at)
    journal.record("sitting_called", "Разослана повестка заседания", by=by, at=at, subject=sitting)


def _tell_members(sitting, at):
    people = [row.person for row in members_on(local(at).date()).filter(unit=sitting.unit).select_related("person")]
    notifications.write_all(
        "sitting_called",
        [*people, sitting.unit.head],
        at=at,
        path=reverse("sitting_detail", args=[sitting.pk]),
        unit=sitting.unit.name,
        date=moment(sitting.starts_at),
        place=sitting.place,
    )


@transaction.atomic
def cancel_sitting(sitting, *, reason, by, at):
    SITTING.claim("cancel", sitting, by=by, canceled_reason=tidy(reason)[:300])
    AgendaItem.objects.filter(sitting=sitting).update(proposal=None)  # proposals wait for the next one
    journal.record("sitting_canceled", "Заседание отменено", by=by, at=at, subject=sitting, text=tidy(reason))


# Agenda


@transaction.atomic
def save_item(sitting, *, item=None, topic, speaker="", heard="", remarks="", by, at):
    """A question of the agenda, new or mended."""
    _open(sitting, by)
    _claim_open(sitting)
    item = item or AgendaItem(sitting=sitting, position=_next_position(sitting))
    item.topic, item.speaker = tidy(topic)[:300], tidy(speaker)[:200]
    item.heard, item.remarks = heard.strip(), remarks.strip()
    item.save()
    return item


def _next_position(sitting):
    return (sitting.items.aggregate(last=Max("position"))["last"] or 0) + 1


@transaction.atomic
def remove_item(item, *, by, at):
    """Out of the agenda with its decisions; a mentor's proposal returns to the list."""
    _open(item.sitting, by)
    _claim_open(item.sitting)
    item.delete()


@transaction.atomic
def take_proposal(proposal, sitting, *, by, at):
    """A proposal becomes a question of the agenda."""
    _open(sitting, by)
    if proposal.unit_id != sitting.unit_id:
        raise Refused(no("Это предложение другому объединению."))
    if AgendaItem.objects.filter(proposal=proposal).exists():
        raise Refused(no("Это предложение уже в повестке."))
    return AgendaItem.objects.create(
        sitting=sitting,
        position=_next_position(sitting),
        topic=proposal.text[:300],
        speaker=proposal.author.short_name,
        remarks=proposal.text if len(proposal.text) > 300 else "",
        proposal=proposal,
    )


@transaction.atomic
def propose(unit, *, text, by, at):
    require(may_propose(by, unit))
    if by.person is None or not text.strip():
        raise Refused(no("Напишите, что предлагаете."))
    proposal = Proposal.objects.create(unit=unit, author=by.person, text=text.strip(), created_at=at)
    journal.record("council_proposal", f"Предложение в «{unit.name}»", by=by, at=at, subject=unit)
    return proposal


@transaction.atomic
def withdraw_proposal(proposal, *, by, at):
    """Its author takes it back while it stands in no agenda."""
    if not by.is_person(proposal.author):
        raise Refused(no("Отзывает тот, кто предложил."))
    if AgendaItem.objects.filter(proposal=proposal).exists():
        raise Refused(no("Предложение уже в повестке. Скажите об этом на заседании."))
    proposal.delete()


@transaction.atomic
def add_resolution(item, *, text, owner, due, by, at):
    """What was decided, who carries it out and by when (owner and date may be left out for a decision «принять к сведению»)."""
    _open(item.sitting, by)
    _claim_open(item.sitting)
    if bool(owner) != bool(due):
        raise Refused(no("Нужны и ответственный, и срок – или ни того, ни другого."))
    return Resolution.objects.create(item=item, text=tidy(text)[:1000], owner=owner, due=due)


@transaction.atomic
def remove_resolution(resolution, *, by, at):
    _open(resolution.item.sitting, by)
    _claim_open(resolution.item.sitting)
    resolution.delete()


# Minutes


@transaction.atomic
def close_sitting(sitting, *, text_of, by, at):
    """Number the minutes and freeze their text; owners of decisions are told. `text_of(sitting)` gives the frozen value.

    Refuses a sitting still ahead, without a chair or a secretary, without people, or with a question nobody wrote about.
    """
    require(SITTING.verdict("close", by, sitting))
    problem = what_lacks(sitting, at)
    if problem:
        raise Refused(no(problem))
    numbers = Sitting.objects.select_for_update().filter(unit=sitting.unit, year=sitting.year)
    sitting.number = max((row.number or 0 for row in numbers), default=0) + 1
    payload = text_of(sitting)
    values = {"number": sitting.number, "payload": payload, "sha256": fingerprint(payload), "closed_at": at}
    SITTING.claim("close", sitting, by=by, **values)
    for row in Resolution.objects.filter(item__sitting=sitting, owner__isnull=False).select_related("owner"):
        notifications.write(
            "resolution_given", to=row.owner, at=at, path=reverse("resolution_settle", args=[row.pk]),
            unit=sitting.unit.name, text=row.text, date=words(row.due),
        )  # fmt: skip
    journal.record("sitting_closed", f"Оформлен протокол № {sitting.number}", by=by, at=at, subject=sitting)


def what_lacks(sitting, at):
    """Why the minutes cannot be closed yet; empty when they can."""
    if sitting.starts_at > at:
        return "Заседание ещё впереди. Протокол оформляют после него."
    if sitting.chair_id is None or sitting.secretary_id is None:
        return "Укажите председателя и секретаря: они подписывают протокол."
    if not sitting.attended.exists():
        return "Отметьте, кто присутствовал."
    silent = sitting.items.filter(heard="", resolutions__isnull=True).first()
    if silent or not sitting.items.exists():
        return f"По вопросу «{silent.topic}» не записано ничего." if silent else "В повестке нет вопросов."
    return ""


# Resolutions


@transaction.atomic
def settle(resolution, *, note, by, at):
    """Carried out: what was done, in the owner's words."""
    RESOLUTION.claim("settle", resolution, by=by, note=tidy(note)[:500], settled_on=local(at).date())
    _tell_of(resolution, "Выполнено решение", by, at)


@transaction.atomic
def drop(resolution, *, note, by, at):
    RESOLUTION.claim("drop", resolution, by=by, note=tidy(note)[:500], settled_on=local(at).date())
    _tell_of(resolution, "Снято решение", by, at)


@transaction.atomic
def reopen(resolution, *, by, at):
    RESOLUTION.claim("reopen", resolution, by=by, note="", settled_on=None)
    _tell_of(resolution, "Возвращено в работу решение", by, at)


def _tell_of(resolution, what, by, at):
    journal.record(
        "resolution", f"{what}: {resolution.text}"[:300], by=by, at=at, subject=resolution.item.sitting,
        person=resolution.owner,
    )  # fmt: skip
