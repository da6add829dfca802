"""«Ответ на запрос министерства»: the form is written once, filled in one click, the letter registered as D36."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from mentoring.actions import journal
from mentoring.actions.registering import register_document
from mentoring.kit.canonical import fingerprint, payload_of
from mentoring.kit.dates import local, words
from mentoring.kit.stale import claim_version
from mentoring.kit.text import tidy
from mentoring.kit.verdict import Refused, no, require
from mentoring.models import AcademicYear
from mentoring.queries.number import next_number
from monitoring.access.output import may_answer, may_edit_reply
from monitoring.actions.snapshot import freeze, whole_question
from monitoring.choices.output import ReplyState, SnapshotKind
from monitoring.documents.reply import reply_pdf
from monitoring.models import Reply, ReplyForm
from monitoring.queries.reply import kind_of_reply, names_of_figures, signer_of, text_of
from monitoring.workflows_output import REPLY

FORM_FIELDS = ("title", "addressee", "figures", "before", "after", "signer")
TEXT_FIELDS = ("addressee", "request", "before", "after")


@transaction.atomic
def save_form(form=None, *, by, at, **fields):
    """Write a form anew or change it; letters made from it before stay as they were. Returns the ReplyForm."""
    require(may_answer(by))
    values = {name: fields[name] for name in FORM_FIELDS}
    unknown = set(values["figures"]) - set(names_of_figures())
    if unknown or not values["figures"]:
        raise Refused(no("Выберите показатели из списка."))
    if form is None:
        form = ReplyForm.objects.create(author=by.person, created_at=at, **values)
        heading = f"Составлена форма ответа: {form.title}"
    else:
        ReplyForm.objects.filter(pk=form.pk).update(**values)
        form.refresh_from_db()
        heading = f"Изменена форма ответа: {form.title}"
    journal.record("reply_form_saved", heading, by=by, at=at, subject=form)
    return form


@transaction.atomic
def retire_form(form, *, retired, by, at):
    """Take a form out of use, or back."""
    require(may_answer(by))
    ReplyForm.objects.filter(pk=form.pk).update(retired=retired)
    heading = f"Форма ответа {'снята с употребления' if retired else 'снова в употреблении'}: {form.title}"
    journal.record("reply_form_retired", heading, by=by, at=at, subject=form)


@transaction.atomic
def fill(form, *, on, by, at):
    """One click: a snapshot of the whole college on that day and the letter's draft over it. Returns the Reply.

    Refused: a form out of use, a day ahead or outside every academic year.
    """
    require(may_answer(by))
    if form.retired:
        raise Refused(no("Форма снята с употребления. Верните её или выберите другую."))
    today = local(at).date()
    if on > today:
        raise Refused(no("Эта дата ещё впереди. Укажите сегодняшнюю или раньше."))
    question = whole_question(on, today)
    if question is None:
        raise Refused(no("Эта дата не попадает ни в один учебный год. Укажите другую."))
    title = f"{form.title}, на {words(on, year=True)}"
    reply = Reply.objects.create(
        form=form,
        snapshot=freeze(question, title=title, kind=SnapshotKind.REPLY, by=by, at=at),
        author=by.person,
        created_at=at,
        **{name: getattr(form, name) for name in ("addressee", "figures", "before", "after", "signer")},
    )
    journal.record("reply_filled", f"Заполнен ответ на запрос: {title}", by=by, at=at, subject=reply)
    return reply


@transaction.atomic
def edit(reply, *, lock_version, by, at, **fields):
    """Texts around the figures; raises Stale when another window saved first."""
    require(may_edit_reply(by, reply))
    claim_version(reply, lock_version)
    values = {name: fields[name] for name in TEXT_FIELDS}
    Reply.objects.filter(pk=reply.pk).update(**values)
    for name, value in values.items():
        setattr(reply, name, value)
    journal.record("reply_edited", "Изменён текст ответа на запрос", by=by, at=at, subject=reply)


@transaction.atomic
def issue(reply, *, number="", by, at):
    """Register the letter: its text is frozen, its PDF goes into the register of documents under an outgoing number.

    Refused: it is registered already, nobody signs, the number is taken.
    """
    require(REPLY.verdict("issue", by, reply))
    today, kind = local(at).date(), kind_of_reply()
    year = AcademicYear.objects.filter(starts__lte=today, ends__gte=today).first()
    if year is None or not signer_of(reply, today)[1]:
        raise Refused(no("Подписать некому: назначьте директора или куратора в карточке человека."))
    wanted = tidy(number) or next_number(kind, year)
    post, name = signer_of(reply, today)
    text = payload_of(text_of(reply)) | {
        "number": wanted, "date": today.isoformat(), "signer_post": post, "signer_name": name,
    }  # fmt: skip
    reply.payload = text
    upload = SimpleUploadedFile("reply.pdf", reply_pdf(text_of(reply)), content_type="application/pdf")
    title = f"{reply.form.title}, на {words(reply.snapshot.on, year=True)}"
    document = register_document(
        type=kind, title=title, number=wanted, date=today, issuer="", upload=upload, by=by, at=at
    )
    if document.number != wanted:
        raise Refused(no("Этот номер только что заняли. Откройте страницу ещё раз: предложим следующий."))
    REPLY.claim("issue", reply, by=by, payload=text, sha256=fingerprint(text), document=document)
    journal.record("reply_issued", f"Ответ зарегистрирован, № {wanted}", by=by, at=at, subject=reply)
    return document


@transaction.atomic
def delete_reply(reply, *, by, at):
    """A draft is taken away; its snapshot stays."""
    require(may_edit_reply(by, reply))
    journal.record("reply_deleted", f"Удалён проект ответа: {reply.form.title}", by=by, at=at, subject=reply.form)
    if not Reply.objects.filter(pk=reply.pk, state=ReplyState.DRAFT).delete()[0]:
        raise Refused(no(REPLY.taken))
