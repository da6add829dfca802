"""The yearly assessment: the director's and the curator's."""

from datetime import date

from mentoring.tests import make
from monitoring.actions import assessment as assess
from monitoring.tests import make_year as play
from monitoring.tests.make_year import who

from . import Row

OFFICE = "curator director"


def build(world):
    """One being written with a decision, one that waits for signatures, one signed."""
    cast = world.cast
    world.assessment = play.begun(cast)
    fields = {"text": "Обучить", "stage": "prep", "role": "curator", "due": date(2027, 9, 15)}
    world.assessment_decision = assess.add_decision(world.assessment, **fields, **who(cast, "director"))
    world.assessment_signing = play.signing(cast, make.year(2025, current=False))
    world.assessment_signed = play.signed(cast, make.year(2024, current=False))


def written(world):
    return [world.assessment.pk]


def part(world):
    return [world.assessment.pk, world.assessment.components.first().pk]


def signing(world):
    return [world.assessment_signing.pk]


ROWS = {
    "assessment_list": Row(allowed=OFFICE, denied=403),
    "assessment_start": Row(allowed=OFFICE, denied=403),
    "assessment_detail": Row(allowed=OFFICE, args=written),
    "assessment_component": Row(allowed=OFFICE, args=part),
    "assessment_component_add": Row(allowed=OFFICE, args=written),
    "assessment_criterion_add": Row(allowed=OFFICE, args=part),
    "assessment_conclude": Row(allowed=OFFICE, args=written),
    "assessment_decision_add": Row(allowed=OFFICE, args=written),
    "assessment_decision_remove": Row(
        allowed=OFFICE, args=lambda world: [world.assessment.pk, world.assessment_decision.pk], method="post", ok=302
    ),
    "assessment_send": Row(allowed=OFFICE, args=written, method="post", ok=302),
    "assessment_recall": Row(allowed=OFFICE, args=signing, method="post", ok=302),
    "assessment_sign": Row(allowed=OFFICE, args=signing),
    "assessment_pdf": Row(allowed=OFFICE, args=signing),
    "assessment_docx": Row(allowed=OFFICE, args=signing),
    "assessment_of_document": Row(allowed=OFFICE, args=lambda world: [world.assessment_signed.document_id], ok=302),
}
