"""Level 2: the bank and rubrics are the curator's; a test its mentee's, mentor's, head's and the office's."""

from django.utils import timezone

from mentoring.kit.dates import today
from monitoring.actions.knowledge import practical
from monitoring.actions.knowledge.protocol import sign_protocol
from monitoring.models import Rubric
from monitoring.tests import make_knowledge as mk
from programs.actions import assignment
from programs.tests import make

from . import Row

READERS = "curator director supervisor mentor mentee"
ASSESSORS = "curator mentor"
NOT_ASSESSORS = dict.fromkeys(("director", "supervisor", "mentee"), 403)


def build(world):
    """A scored entry test with its protocol, tests of every other state, a practical task."""
    cast = world.cast
    curator, mentor, now = cast.actor("curator"), cast.actor("mentor"), timezone.now()
    mk.bank(curator, ("one", "number"), competence="цель")
    world.knowledge_question = mk.bank(curator, ("many",), code="legal")[0]
    world.knowledge_draft = mk.bank(curator, ("text",), code="legal", active=False)[0]
    world.knowledge_program = make.program(
        make.live_pair([cast.mentor], [cast.mentee]), state="active", curator=cast.curator
    )
    world.knowledge_test = mk.passed(world.knowledge_program, mentor)
    world.knowledge_document = sign_protocol(world.knowledge_test, by=curator, at=now)
    world.knowledge_open = mk.assigned(_program(cast), mentor)
    world.knowledge_sitting = mk.taken(mk.assigned(_program(cast), mentor), send=False)
    world.knowledge_retired = mk.bank(curator, ("one",), code="health")[0]
    world.knowledge_retired.__class__.objects.filter(pk=world.knowledge_retired.pk).update(state="retired")
    text = mk.bank(curator, ("text",), code="ict")[0]
    world.knowledge_waiting = mk.taken(mk.assigned(_program(cast), mentor, codes=("ict",)))
    assert text.tasks.exists()
    criteria = [{"name": "Цель", "levels": ["нет", "есть"]}]
    world.knowledge_rubric_draft = practical.save_rubric(
        title="Черновик рубрики", hint="", criteria=criteria, by=curator, at=now
    )
    world.knowledge_rubric = Rubric.objects.filter(state="active").first()
    given = {"title": "План занятия", "mentee": cast.mentee, "due": today(), "kind": "task", "text": "", "event": None}
    world.knowledge_task, other = (
        assignment.give_assignment(program=world.knowledge_program, by=mentor, at=now, **given) for _ in range(2)
    )
    world.knowledge_work = practical.choose_rubric(other, rubric=world.knowledge_rubric, by=mentor, at=now)
    assignment.answer_assignment(assignment=other, text="Готово", by=cast.actor("mentee"), at=now)
    world.knowledge_work.assignment.refresh_from_db()


def _program(cast):
    return make.program(make.live_pair([cast.mentor], [cast.mentee]), state="active", curator=cast.curator)


def program(world):
    return [world.knowledge_program.pk]


def of(name):
    return lambda world: [getattr(world, f"knowledge_{name}").pk]


def press(args, allowed, **more):
    return Row(allowed=allowed, args=args, method="post", ok=302, **more)


def curators(args=lambda world: [], **more):
    """The bank is loaded through access: for others it does not exist; its front pages are refused in words."""
    return Row(allowed="curator", args=args, **more)


def desk(**more):
    return Row(allowed="curator", denied=403, **more)


ROWS = {
    "test_list": Row(),
    "test_xlsx": Row(),
    "test_detail": Row(allowed=READERS, args=of("test")),
    "test_start": press(of("open"), READERS),
    "test_page": Row(
        allowed="mentee",
        args=lambda world: [world.knowledge_sitting.pk, 1],
        also=dict.fromkeys(("curator", "director", "supervisor", "mentor"), 302),
    ),
    "test_send": Row(
        allowed="mentee",
        args=of("sitting"),
        also=dict.fromkeys(("curator", "director", "supervisor", "mentor"), 302),
    ),
    "test_check": Row(allowed=ASSESSORS, args=of("waiting"), also=NOT_ASSESSORS),
    "test_skip": Row(allowed=ASSESSORS, args=of("open"), also=NOT_ASSESSORS),
    "test_again": Row(allowed="curator", args=of("test"), also={**NOT_ASSESSORS, "mentor": 403}),
    "test_protocol": press(of("test"), READERS),
    "test_pdf": Row(allowed=READERS, args=of("test")),
    "test_docx": Row(allowed=READERS, args=of("test")),
    "test_of_document": Row(allowed=READERS, args=of("document"), ok=302),
    "program_tests": Row(allowed=READERS, args=program),
    "test_assign": Row(allowed=ASSESSORS, args=lambda world: [world.knowledge_program.pk, "exit"], also=NOT_ASSESSORS),
    "test_estimate": Row(
        allowed=ASSESSORS,
        args=lambda world: [world.knowledge_program.pk, world.cast.mentee.pk],
        also=NOT_ASSESSORS,
    ),
    "bank_question_list": desk(),
    "bank_question_xlsx": desk(),
    "bank_question_json": desk(),
    "bank_question_create": desk(),
    "bank_question_import": desk(),
    "bank_question_detail": curators(of("question")),
    "bank_question_edit": curators(of("question")),
    "bank_question_publish": press(of("draft"), "curator"),
    "bank_question_retire": press(of("question"), "curator"),
    "bank_question_restore": press(of("retired"), "curator"),
    "bank_question_replace": press(of("question"), "curator"),
    "rubric_list": desk(),
    "rubric_create": desk(),
    "rubric_detail": curators(of("rubric")),
    "rubric_edit": curators(of("rubric_draft")),
    "rubric_publish": press(of("rubric"), "curator"),
    "rubric_retire": press(of("rubric"), "curator"),
    "practical_choose": Row(allowed=ASSESSORS, args=of("task"), also={"mentee": 403}),
    "practical_detail": Row(allowed=READERS, args=of("work")),
    "practical_mark": Row(allowed=ASSESSORS, args=of("work"), also=NOT_ASSESSORS),
}
