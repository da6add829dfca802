"""The repeated measure: asked by the curator or by the day, answered once, missed by the term (R51)."""

from django.db import transaction
from django.db.models import Prefetch

from mentoring.access import SYSTEM
from mentoring.actions import journal
from mentoring.choices import Audience, Side
from mentoring.kit.dates import local
from mentoring.kit.text import count_of, small_first
from mentoring.kit.verdict import Refused, no, require
from mentoring.models import PairMember
from mentoring.office import office
from monitoring.access import stage_check as rights
from monitoring.actions.response import check_given
from monitoring.choices.stage_check import CheckStage, CheckState
from monitoring.models import StageCheck
from monitoring.queries.stage_check import instrument_for, sheet_of, windows_of
from monitoring.questionnaire import missing, unanswered_words
from monitoring.scoring.stage_check import due_of
from monitoring.workflows_stage_check import STAGE_CHECK
from programs.access import people_of
from programs.models import Program

NOBODY = no("На этом этапе все участники уже спрошены.")
NO_INSTRUMENT = no("Готового бланка замера нет. Опубликуйте бланк «Наставник и наставляемый».")


@transaction.atomic
def ask(program, *, stage, by, at):
    """Ask every current member who was not asked at this stage. Returns how many; Refused when there is nobody left."""
    require(rights.may_ask(by, program))
    if stage not in CheckStage.values:
        raise Refused(no("Выберите этап."))
    asked = _ask(program, stage, by=by, at=at)
    if not asked:
        raise Refused(NOBODY)
    return asked


def _ask(program, stage, *, by, at):
    Program.objects.select_for_update().get(pk=program.pk)
    version = instrument_for(program)
    if version is None:
        raise Refused(NO_INSTRUMENT)
    known = set(StageCheck.objects.filter(program=program, stage=stage).values_list("person_id", flat=True))
    due = due_of(windows_of(program).get(stage), local(at).date(), office().setting("stage_check_answer_days"))
    made = StageCheck.objects.bulk_create(
        StageCheck(
            program=program,
            person=person,
            side=side,
            stage=stage,
            version=version,
            due=due,
            asked_by=by.person,
            asked_at=at,
        )
        for person, side in _members(program)
        if person.pk not in known
    )
    if made:
        text = f"Замер {small_first(CheckStage(stage).label)}: спросили {count_of(len(made), 'person')}"
        _record("stage_check_asked", text, program, program.pair, by=by, at=at)
    return len(made)


def _members(program):
    """[(person, side)], each once: in reverse mentoring a person answers as a mentee."""
    mentees = people_of(program, Side.MENTEE)
    mentors = [person for person in people_of(program, Side.MENTOR) if person not in mentees]
    return [*((one, Side.MENTEE) for one in mentees), *((one, Side.MENTOR) for one in mentors)]


def ask_due(*, at):
    """The daily round, when the college has switched it on: programs whose stage has come. Returns how many people."""
    if not office().setting("stage_checks_auto"):
        return 0
    on = local(at).date()
    members = Prefetch("pair__members", PairMember.objects.select_related("person"))
    running = Program.objects.running().filter(since__lte=on, until__gte=on)
    programs = running.select_related("pair").prefetch_related(members, "stage_checks").order_by("pk")
    return sum(_ask_today(program, on, at) for program in programs)


def _ask_today(program, on, at):
    today = [stage for stage, window in windows_of(program).items() if window.opens <= on <= window.closes]
    asked = {(check.person_id, check.stage) for check in program.stage_checks.all()}
    late = [s for s in today if any((person.pk, s) not in asked for person, _ in _members(program))]
    return sum(_ask_quietly(program, stage, at) for stage in late)


@transaction.atomic
def _ask_quietly(program, stage, at):
    try:
        return _ask(program, stage, by=SYSTEM, at=at)
    except Refused:
        return 0  # the college has no published form: nobody to tell at night


@transaction.atomic
def give(check, given, *, by, at):
    """Keep the sheet once. Refused: somebody else's, sent already, out of term, an item without a mark."""
    require(STAGE_CHECK.verdict("give", by, check))
    if check.due < local(at).date():
        raise Refused(no("Срок ответа прошёл. Попросите куратора спросить снова."))
    sheet = sheet_of(check.version)
    allowed = {asked.question.pk: asked.question for asked in sheet.asked}
    for one in given:
        check_given(one, allowed)
    answers = {one.question.pk: one for one in given if not one.empty}
    left = missing([sheet], answers)
    if left:
        raise Refused(no(unanswered_words(left[0], answers.get(left[0].question.pk))))
    kept = {allowed[key].code: _plain(one) for key, one in answers.items()}
    STAGE_CHECK.claim("give", check, by=by, answers=kept, given_at=at)
    _record("stage_check_given", "Ответ на замер дан", check, check.program.pair, by=by, at=at)


def _plain(one):
    """An answer as JSON, without empty places."""
    values = {
        "number": one.number,
        "skipped": one.skipped or None,
        "options": list(one.options) or None,
        "text": one.text or None,
        "marks": one.marks or None,
        "amount": None if one.amount is None else str(one.amount),
    }
    return {key: value for key, value in values.items() if value is not None}


@transaction.atomic
def ask_again(check, *, by, at):
    """One more term for a person who missed the first."""
    window = windows_of(check.program).get(check.stage)
    due = due_of(window, local(at).date(), office().setting("stage_check_answer_days"))
    STAGE_CHECK.claim("again", check, by=by, due=due, asked_by=by.person, asked_at=at)
    _record("stage_check_again", f"Спросили снова: {check.person.short_name}", check, check.program.pair, by=by, at=at)


def miss_due(*, at):
    """The daily round: nobody is asked after the term. Returns how many were missed."""
    late = StageCheck.objects.filter(state=CheckState.ASKED, due__lt=local(at).date())
    return sum(_miss(check, at) for check in late.select_related("program__pair", "person").order_by("pk"))


@transaction.atomic
def _miss(check, at):
    try:
        STAGE_CHECK.move("miss", check)
    except Refused:
        return 0  # answered at this very moment
    _record("stage_check_missed", "На замер не ответили в срок", check, check.program.pair, by=SYSTEM, at=at)
    return 1


def _record(event, heading, subject, pair, *, by, at):
    """Curators' story alone: the other side of the pair does not learn who has answered."""
    journal.record(event, heading, by=by, at=at, subject=subject, pair=pair, audience=Audience.CURATOR)
