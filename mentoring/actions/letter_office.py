"""The office's hand in letters: own wording, stopping a reminder, trying again; and what a person does not want."""

from django.db import transaction

from mentoring import notifications
from mentoring.access import may_keep_letters
from mentoring.actions import journal
from mentoring.kit.stale import claim_version
from mentoring.kit.text import quoted
from mentoring.kit.verdict import Refused, no, require
from mentoring.models import Letter, LetterWording, MutedLetter
from mentoring.models.letter import BODY_LIMIT, SUBJECT_LIMIT, LetterSend
from mentoring.queries.letter import preview


def _template(code):
    template = notifications.templates().get(code)
    if template is None:
        raise Refused(no("Такого письма нет."))
    return template


@transaction.atomic
def set_wording(code, *, subject, body, off, seen, by, at):
    """The office's own words of a letter; `seen` is the lock_version on the page (0 when there was none).

    Refuses unknown holes, an empty text, switching a duty off, and words that somebody else has changed meanwhile.
    """
    require(may_keep_letters(by))
    template = _template(code)
    problem = problem_with(template, subject, body, off=off)
    if problem:
        raise Refused(no(problem))
    row = LetterWording.objects.filter(code=code).first()
    if row is None:
        row = LetterWording(code=code, subject=template["subject"], body=template["body"])
        was = row.subject, row.body
        row.save(force_insert=True)
    else:
        was = row.subject, row.body
    claim_version(row, seen)
    LetterWording.objects.filter(pk=row.pk).update(subject=subject, body=body, off=off)
    _tell(row, was, (subject, body), by, at)


def problem_with(template, subject, body, *, off=False):
    """Why these words cannot be used; empty when they can."""
    if not subject.strip() or not body.strip():
        return "Нужны и тема, и текст."
    if len(subject) > SUBJECT_LIMIT or len(body) > BODY_LIMIT:
        return f"Тема – до {SUBJECT_LIMIT} знаков, текст – до {BODY_LIMIT}."
    unknown = sorted(notifications.holes_of(subject + body) - set(template["vars"]))
    if unknown:
        return f"Не знаем, что поставить вместо {{{'}, {'.join(unknown)}}}. Возьмите из списка."
    if (subject + body).count("{") != (subject + body).count("}"):
        return "Скобки { и } ставят парами."
    if off and template["duty"]:
        return "Это письмо обязательное: без него человек не узнает о своём деле. Отключить его нельзя."
    return ""


@transaction.atomic
def reset_wording(code, *, by, at):
    """Back to the shipped words."""
    require(may_keep_letters(by))
    template, row = _template(code), LetterWording.objects.filter(code=code).first()
    if row is None:
        raise Refused(no("Слова и так исходные."))
    _tell(row, (row.subject, row.body), (template["subject"], template["body"]), by, at)
    row.delete()


def _tell(row, was, became, by, at):
    changes = [
        {"part": part, "was": old, "became": new}
        for part, old, new in zip(("Тема", "Текст"), was, became, strict=True)
        if old != new
    ]
    journal.record(
        "letter_worded", f"Изменены слова письма {quoted(became[0])}", by=by, at=at, subject=row, changes=changes
    )


@transaction.atomic
def send_sample(code, *, by, at):
    """The letter with sample values to the asker's own address."""
    require(may_keep_letters(by))
    if by.person is None or not by.person.email:
        raise Refused(no("В вашей карточке нет почты: отправить некуда."))
    template = _template(code)
    subject, body = notifications.wording(code) or (template["subject"], template["body"])
    subject, body = preview(template, subject, body)
    return Letter.objects.create(
        code=code,
        person=by.person,
        address=by.person.email,
        subject=f"Образец: {subject}"[:200],
        body=body,
        why="вы попросили прислать образец",
        send=LetterSend.NOW,
        created_at=at,
    )


@transaction.atomic
def stop_letter(letter, *, by, at):
    """A reminder that need not go: the curator knows why. Refused once it has gone or its hour has come."""
    require(may_keep_letters(by))
    if not Letter.objects.held(at).filter(pk=letter.pk).update(stopped_at=at, stopped_by=by.person):
        raise Refused(no("Это письмо уже не остановить: оно ушло или отправляется."))
    about = {"subject": letter, "person": letter.person}
    journal.record("letter_stopped", "Остановлено напоминание", by=by, at=at, **about)


@transaction.atomic
def stop_held(*, by, at):
    """All reminders that wait for the curator's look; returns how many."""
    require(may_keep_letters(by))
    held = list(Letter.objects.held(at))
    for letter in held:
        stop_letter(letter, by=by, at=at)
    return len(held)


@transaction.atomic
def release_held(*, by, at):
    """Do not wait until noon; returns how many."""
    require(may_keep_letters(by))
    return Letter.objects.held(at).update(hold_until=at)


@transaction.atomic
def send_again(letter, *, by, at):
    """One that was given up, after its address was mended: it goes to the person's present address."""
    require(may_keep_letters(by))
    address = letter.person.email if letter.person and letter.person.email else letter.address
    again = Letter.objects.filter(pk=letter.pk, sent_at__isnull=True, gave_up_at__isnull=False)
    if not again.update(gave_up_at=None, attempts=0, error="", address=address):
        raise Refused(no("Это письмо уже отправлено или ждёт отправки."))


@transaction.atomic
def choose_letters(wanted, *, by, at):
    """What a person wants to get besides duties; `wanted` are codes that stay on."""
    if by.person is None:
        raise Refused(no("У учётной записи нет карточки человека: выбирать письма некому."))
    optional = {code for code, template in notifications.templates().items() if not template["duty"]}
    MutedLetter.objects.filter(person=by.person).delete()
    MutedLetter.objects.bulk_create(MutedLetter(person=by.person, code=code) for code in sorted(optional - set(wanted)))
