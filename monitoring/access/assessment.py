"""Who writes and signs the yearly assessment: the director, alone or with the curator (R53, clause 6)."""

from mentoring.kit.verdict import YES, no
from monitoring.choices.year import AssessmentState, Mark
from monitoring.models import AssessmentCriterion, YearlyAssessment

CLOSED_TO_OTHERS = no("Оценку внедрения ведут директор и куратор.")


def may_read_assessment(actor):
    return YES if actor.is_office else CLOSED_TO_OTHERS


def assessments_for(actor):
    """The office's paper; others may read what the college publishes of it."""
    return YearlyAssessment.objects.all() if actor.is_office else YearlyAssessment.objects.none()


def may_start_assessment(actor):
    return may_read_assessment(actor)


def may_edit_assessment(actor, assessment):
    """The director's own work, shared with the curator where both sign."""
    if assessment.state != AssessmentState.DRAFT:
        return no("Оценка уже на подписи или подписана. Чтобы изменить неподписанную, заберите её.")
    if actor.has("director") or (actor.has("curator") and assessment.together):
        return YES
    return no("Эту оценку директор проводит без куратора.") if actor.has("curator") else CLOSED_TO_OTHERS


def signing_roles(assessment):
    return ("curator", "director") if assessment.together else ("director",)


def may_send_assessment(actor, assessment):
    """Every criterion is marked and every component has its conclusion."""
    allowed = may_edit_assessment(actor, assessment)
    if not allowed:
        return allowed
    unmarked = AssessmentCriterion.objects.filter(component__assessment=assessment, mark="").count()
    if unmarked:
        return no(f"Не отмечено критериев: {unmarked}. Поставьте отметку или выберите «не оцениваем».")
    bare = AssessmentCriterion.objects.filter(
        component__assessment=assessment, mark__in=(Mark.FULL, Mark.PARTLY), note="", code=""
    ).first()
    if bare:
        return no(f"Чем подтверждается «{bare.text}»? Напишите или поставьте «нет».")
    silent = assessment.components.filter(conclusion="").first()
    if silent:
        return no(f"Нет вывода по составляющей «{silent.name}».")
    return YES if assessment.conclusion else no("Напишите общий вывод.")


def may_recall_assessment(actor, assessment):
    """Until the last signature; those given before fall with the text."""
    return YES if actor.has(*signing_roles(assessment)) else CLOSED_TO_OTHERS


def role_to_sign(actor, assessment):
    """In which part this person has not signed yet; empty when nothing waits for him.

    One who is both signs once, as the director: a second signature would come from another person.
    """
    if actor.person is None or assessment.state != AssessmentState.SIGNING:
        return ""
    signed = list(assessment.signatures.all())
    if any(row.person_id == actor.person.pk for row in signed):
        return ""
    open_roles = set(signing_roles(assessment)) - {row.role for row in signed}
    return next((role for role in ("director", "curator") if role in open_roles and actor.has(role)), "")


def may_sign_assessment(actor, assessment):
    if role_to_sign(actor, assessment):
        return YES
    return no("Вашей подписи здесь не ждут: подписывают директор и куратор, каждый один раз.")
