"""What is multiplied, and which of its rows are over and may stand in an earlier year."""

from django.db.models import Q

from mentoring import models as office
from mentoring.choices import AchievementState, DocumentState, OfferAnswer
from mentoring.choices.pair import CLOSED_STATES
from mentoring.choices.request import OPEN_REQUEST_STATES
from monitoring import models as watch
from monitoring.choices.observation import COUNTED
from programs import models as work
from programs.choices import ProgramState

# Each after what it refers to
COPIED = (
    office.Person,
    office.Mentor, office.MentorGroupEvidence, office.MentorCompetence, office.Mentor.directions.through,
    office.Mentee, office.Mentee.groups.through,
    office.IssuedDocument, office.Signature, office.AcquaintanceMark,
    office.Pair, office.PairMember, office.PairChange, office.Achievement, office.Agreement, office.Consent,
    office.MentorCourse, office.MentoringRequest, office.MentoringRequest.directions.through, office.RequestOffer,
    office.Diagnosis,
    work.Program, work.ProgramSection, work.Difficulty, work.MemberResult, work.PlanEvent,
    work.Meeting, work.Meeting.attended.through, work.Reflection, work.ProgressReport, work.LessonVisit, work.Assignment,
    watch.Evaluation, watch.EvaluationEntry, watch.KnowledgeTest,
    watch.Observation, watch.ObservationCard, watch.ObservationMark, watch.Opinion, watch.StageCheck,
    watch.Invitation,
)  # fmt: skip
PRESENT = Q(pk__in=[])  # a survey is one of its year and is not copied

OVER = {
    office.Person: Q(memberships__pair__state__in=CLOSED_STATES) | Q(roles__isnull=False),
    office.IssuedDocument: Q(state=DocumentState.IN_FORCE),
    office.AcquaintanceMark: Q(done_at__isnull=False),
    office.Pair: Q(state__in=CLOSED_STATES),
    office.PairMember: Q(until__isnull=False),
    office.Achievement: Q(state=AchievementState.CONFIRMED),
    office.MentoringRequest: ~Q(state__in=OPEN_REQUEST_STATES),
    office.RequestOffer: ~Q(answer=OfferAnswer.WAITING),
    work.Program: Q(state__in=(ProgramState.COMPLETED, ProgramState.ENDED_EARLY)),
    watch.ObservationCard: Q(state__in=COUNTED),
    watch.Invitation: PRESENT,
}


def references(model):
    """Foreign keys to rows that are copied as well."""
    return [field for field in model._meta.concrete_fields if field.is_relation and field.related_model in COPIED]


def over():
    """{model: {id of a played row: whether it and all it refers to are over}}."""
    found = {}
    for model in COPIED:
        keys = [field for field in references(model) if field.related_model is not model]
        own = set(model.objects.filter(OVER.get(model, Q())).values_list("pk", flat=True))
        rows = model.objects.order_by().values_list("pk", *(field.attname for field in keys))
        found[model] = {
            pk: pk in own
            and all(key is None or found[field.related_model][key] for field, key in zip(keys, row, strict=True))
            for pk, *row in rows
        }
    return found
