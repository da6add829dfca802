"""Instruments and their questions: the curator's desk alone."""

from django.utils import timezone

from monitoring.actions import instrument as actions
from monitoring.actions import question as questions
from monitoring.tests import make_instrument as mi

from . import Row

CURATOR = "curator"


def build(world):
    """A draft of the curator's own with two questions, and a published version beside its draft copy."""
    curator = world.cast.actor("curator")
    world.instrument_version = mi.draft(curator)
    world.instrument_question = mi.add(world.instrument_version, curator)
    world.instrument_other = mi.add(world.instrument_version, curator, text="Второй вопрос")
    world.instrument_ready = mi.draft(curator, title="Готовый бланк")
    mi.add(world.instrument_ready, curator)
    actions.publish(world.instrument_ready, by=curator, at=timezone.now())
    world.instrument_next = actions.new_version(world.instrument_ready, by=curator, at=timezone.now())
    reworded = world.instrument_next.questions.get()
    values = mi.values(text="Другие слова")
    questions.change(reworded, values, lock_version=0, by=curator, at=timezone.now())


def version(world):
    return [world.instrument_version.pk]


def question(world):
    return [world.instrument_version.pk, world.instrument_question.pk]


def equal(world):
    return {
        "first": world.instrument_ready.questions.get().pk,
        "second": world.instrument_next.questions.get().pk,
    }


ROWS = {
    "instrument_list": Row(allowed=CURATOR, denied=403),
    "instrument_create": Row(allowed=CURATOR, denied=403),
    "instrument_import": Row(allowed=CURATOR, denied=403),
    "instrument_edit": Row(allowed=CURATOR, args=version),
    "instrument_head": Row(allowed=CURATOR, args=version),
    "instrument_parts": Row(allowed=CURATOR, args=version),
    "instrument_preview": Row(allowed=CURATOR, args=version),
    "instrument_versions": Row(allowed=CURATOR, args=lambda world: [world.instrument_next.pk]),
    "instrument_pdf": Row(allowed=CURATOR, args=version),
    "instrument_export": Row(allowed=CURATOR, args=version),
    "instrument_equal": Row(
        allowed=CURATOR, args=lambda world: [world.instrument_next.pk], method="post", data=equal, ok=302
    ),
    "instrument_publish": Row(allowed=CURATOR, args=version, method="post", ok=302),
    "instrument_copy": Row(allowed=CURATOR, args=version, method="post", ok=302),
    "instrument_discard": Row(allowed=CURATOR, args=version, method="post", ok=302),
    "question_create": Row(allowed=CURATOR, args=version, query="kind=scale_1_10"),
    "question_edit": Row(allowed=CURATOR, args=question),
    "question_move": Row(allowed=CURATOR, args=question, method="post", data=lambda world: {"place": 2}, ok=302),
    "question_copy": Row(allowed=CURATOR, args=question, method="post", ok=302),
    "question_remove": Row(allowed=CURATOR, args=question),
}
