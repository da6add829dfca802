"""The yearly assessment: begun with the five components, marked, concluded, decided, signed by both (R53, clause 6)."""

from django.db import transaction
from django.db.models import F, Max
from django.urls import reverse

from mentoring import notifications
from mentoring.access import holders
from mentoring.actions import journal
from mentoring.documents.layout import capacity
from mentoring.kit.canonical import fingerprint, payload_of
from mentoring.kit.dates import is_working, local, words
from mentoring.kit.stale import claim_version
from mentoring.kit.text import tidy
from mentoring.kit.verdict import Refused, no, require
from mentoring.office import office
from mentoring.queries.role_holder import director_post
from mentoring.starter import read
from monitoring.access import assessment as rights
from monitoring.actions.register import register
from monitoring.choices.year import Mark
from monitoring.documents.assessment import assessment_text
from monitoring.models import (
    AssessmentComponent,
    AssessmentCriterion,
    AssessmentDecision,
    AssessmentSignature,
    YearlyAssessment,
)
from monitoring.queries.assessment import loaded
from monitoring.starter import FOLDER
from monitoring.workflows_year import ASSESSMENT

KIND = "D41"


@transaction.atomic
def start_assessment(year, *, together, by, at):
    """An assessment of the year with the five components of clause 6. Refused: not the office, the year has one."""
    require(rights.may_start_assessment(by))
    if YearlyAssessment.objects.filter(year=year).exists():
        raise Refused(no("Оценка этого года уже начата."))
    row = YearlyAssessment.objects.create(year=year, together=together, created_at=at)
    for position, part in enumerate(read("assessment", FOLDER)["yearly_assessment"], 1):
        component = AssessmentComponent.objects.create(
            assessment=row, position=position, code=part["component"], name=part["name"]
        )
        AssessmentCriterion.objects.bulk_create(
            AssessmentCriterion(component=component, position=number, code=line["code"], text=line["text"])
            for number, line in enumerate(part["criteria"], 1)
        )
    whose = "директор и куратор" if together else "директор"
    _record("assessment_started", f"Начата оценка внедрения {year}: {whose}", row, by, at)
    return row


@transaction.atomic
def save_component(component, *, seen, marks, notes, conclusion, by, at):
    """Marks {criterion key: Mark}, notes and the conclusion of one component; `seen` is its lock_version of the page.

    Refused: signed meanwhile, a mark that is none. Raises Stale when another saved first.
    """
    require(rights.may_edit_assessment(by, component.assessment))
    claim_version(component, seen)
    for row in component.criteria.all():
        mark = marks.get(row.pk, row.mark)
        if mark and mark not in Mark.values:
            raise Refused(no("Выберите отметку из списка."))
        note = tidy(notes.get(row.pk, row.note))[:500]
        if (mark, note) != (row.mark, row.note):
            AssessmentCriterion.objects.filter(pk=row.pk).update(mark=mark, note=note)
    AssessmentComponent.objects.filter(pk=component.pk).update(conclusion=tidy(conclusion)[:4000])
    _record("assessment_marked", f"Заполнена составляющая: {component.name}", component.assessment, by, at)


@transaction.atomic
def add_component(assessment, *, name, by, at):
    """A further component of the college's own (clause 6 leaves the list open)."""
    require(rights.may_edit_assessment(by, assessment))
    name = tidy(name)[:200]
    if not name:
        raise Refused(no("Назовите составляющую."))
    last = assessment.components.aggregate(last=Max("position"))["last"] or 0
    row = AssessmentComponent.objects.create(assessment=assessment, position=last + 1, name=name)
    _record("assessment_component", f"Добавлена составляющая: {name}", assessment, by, at)
    return row


@transaction.atomic
def add_criterion(component, *, text, by, at):
    require(rights.may_edit_assessment(by, component.assessment))
    text = tidy(text)[:300]
    if not text:
        raise Refused(no("Напишите критерий."))
    last = component.criteria.aggregate(last=Max("position"))["last"] or 0
    row = AssessmentCriterion.objects.create(component=component, position=last + 1, text=text)
    _record("assessment_criterion", f"Добавлен критерий: {text}", component.assessment, by, at)
    return row


@transaction.atomic
def conclude_assessment(assessment, *, conclusion, together=None, by, at, seen):
    """The general conclusion in words; never a folded score. Raises Stale when another saved first."""
    require(rights.may_edit_assessment(by, assessment))
    conclusion = tidy(conclusion)[:6000]
    if not conclusion:
        raise Refused(no("Напишите общий вывод."))
    claim_version(assessment, seen)
    YearlyAssessment.objects.filter(pk=assessment.pk).update(conclusion=conclusion)
    _record("assessment_concluded", "Записан общий вывод", assessment, by, at)


@transaction.atomic
def add_decision(assessment, *, text, stage, role, due, owner=None, by, at):
    """What next year does about it: becomes a task of its road map. Refused: not a working day, before the year ends."""
    require(rights.may_edit_assessment(by, assessment))
    text = tidy(text)[:300]
    if not text:
        raise Refused(no("Напишите решение."))
    if not is_working(due, office().holidays, office().worked):
        raise Refused(no(f"{words(due)} – нерабочий день. Поставьте рабочий."))
    if due <= assessment.year.starts:
        raise Refused(no("Срок решения раньше самого года. Поставьте день следующего."))
    row = AssessmentDecision.objects.create(
        assessment=assessment, text=text, stage=stage, role=role, owner=owner, due=due
    )
    _record("assessment_decision", f"Решение: {text}", assessment, by, at)
    return row


@transaction.atomic
def remove_decision(decision, *, by, at):
    require(rights.may_edit_assessment(by, decision.assessment))
    _record("assessment_decision_removed", f"Убрано решение: {decision.text}", decision.assessment, by, at)
    decision.delete()


@transaction.atomic
def send_assessment(assessment, *, by, at):
    """Freeze the text with the figures of the day; both are asked to sign it. Refused: something is not filled in."""
    require(ASSESSMENT.verdict("send", by, assessment))
    whole = loaded(by).get(pk=assessment.pk)
    payload = payload_of(assessment_text(whole, local(at).date()))
    ASSESSMENT.claim("send", assessment, by=by, payload=payload, sha256=fingerprint(payload))
    _record("assessment_sent", "Оценка передана на подпись", assessment, by, at)
    people = [person for role in rights.signing_roles(assessment) for person in holders(role, local(at).date())]
    path = reverse("assessment_sign", args=[assessment.pk])
    others = [person for person in people if not by.is_person(person)]
    notifications.write_all("assessment_to_sign", others, at=at, path=path, year=str(assessment.year))


@transaction.atomic
def recall_assessment(assessment, *, by, at):
    """Back to writing; signatures given so far fall with the text they stood under."""
    ASSESSMENT.claim("recall", assessment, by=by, payload=None, sha256="")
    fallen = assessment.signatures.count()
    assessment.signatures.all().delete()
    heading = "Оценку забрали с подписи" + (f", снято подписей: {fallen}" if fallen else "")
    _record("assessment_recalled", heading, assessment, by, at)


@transaction.atomic
def sign_assessment(assessment, *, checked, sha256, by, at):
    """One's signature over the text one read; the last one numbers it and puts it into the register.

    Refused: not one's turn, not ticked, another text than was shown.
    """
    role = rights.role_to_sign(by, assessment)
    require(rights.may_sign_assessment(by, assessment))
    if not checked:
        raise Refused(no("Отметьте, что прочитали оценку."))
    held = YearlyAssessment.objects.select_for_update().get(pk=assessment.pk)
    if sha256 != held.sha256 or held.payload is None:
        raise Refused(no("Пока вы читали, текст изменился. Прочитайте его снова."))
    acting = role in by.acting
    post = director_post(acting) if role == "director" else capacity("curator", acting=acting)
    AssessmentSignature.objects.create(
        assessment=assessment, person=by.person, role=role, post=post, sha256=sha256, signed_at=at
    )
    _record("assessment_signed", "Оценка подписана", assessment, by, at)
    given = list(AssessmentSignature.objects.filter(assessment=assessment).select_related("person"))
    if {row.role for row in given} >= set(rights.signing_roles(assessment)):
        _issue(assessment, given, by, at)


def _issue(assessment, given, by, at):
    """Everybody has signed: the system moves the assessment on by itself."""
    ASSESSMENT.move("sign", assessment)
    document = register(
        code=KIND, year=assessment.year, title=f"Оценка внедрения наставничества, {assessment.year} учебный год",
        row=assessment, signatures=[(row.person, row.role, row.post, row.signed_at) for row in given], by=by, at=at,
    )  # fmt: skip
    YearlyAssessment.objects.filter(pk=assessment.pk).update(document=document, lock_version=F("lock_version") + 1)
    assessment.document = document
    _record("assessment_issued", f"Оценка внедрения № {document.number}", assessment, by, at)


def _record(event, heading, assessment, by, at):
    journal.record(event, heading, by=by, at=at, subject=assessment)
