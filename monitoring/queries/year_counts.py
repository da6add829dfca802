"""What the yearly report counts of the office's year: the map by stage, the assessment, recognition. Nobody is named."""

from django.db.models import Count, Prefetch, Q

from monitoring.access import recognition as rights
from monitoring.choices.year import RecognitionState, Stage
from monitoring.models import AssessmentComponent, RecognitionProposal, RoadmapTask, YearlyAssessment
from monitoring.queries.roadmap import StageRows, counts_of, is_late


def stages_of(year_pk, on):
    """StageRows of the year's map without its rows. One query."""
    tasks = list(RoadmapTask.objects.filter(roadmap__year=year_pk))
    return tuple(
        StageRows(stage.value, stage.label, (), *counts_of([(t, is_late(t, on)) for t in tasks if t.stage == stage]))
        for stage in Stage
    )


def assessment_of(year_pk):
    """The assessment of a year with its marks, or None. Three queries."""
    components = AssessmentComponent.objects.prefetch_related("criteria")
    rows = YearlyAssessment.objects.filter(year=year_pk)
    return rows.prefetch_related(Prefetch("components", components)).first()


def recognitions_of_year(year_pk):
    """{kind: (proposed, waiting, agreed and not announced yet, announced)} without withdrawn ones. One query."""
    rows = RecognitionProposal.objects.filter(year=year_pk).exclude(state=RecognitionState.WITHDRAWN).order_by()
    counted = rows.values_list("kind").annotate(
        n=Count("pk"),
        waiting=Count("pk", filter=Q(state=RecognitionState.PROPOSED)),
        agreed=Count("pk", filter=Q(state=RecognitionState.APPROVED)),
        announced=Count("pk", filter=rights.announced()),
    )
    return {kind: tuple(counts) for kind, *counts in counted}
