"""The evaluation of a program: levels chosen, measures entered by hand, the conclusion written. One record per program."""

from django.db import transaction
from django.db.models import F

from mentoring.actions import journal
from mentoring.kit.dates import local
from mentoring.kit.stale import Stale
from mentoring.kit.text import small_first
from mentoring.kit.verdict import Refused, no, require
from monitoring.access.evaluation import may_conclude, may_enter, may_set_levels
from monitoring.choices import Level
from monitoring.models import Evaluation, EvaluationEntry
from monitoring.queries.evaluation.level import has_data
from monitoring.queries.knowledge.level import scored_tests

ENTRY_FIELDS = (
    "name",
    "member",
    "unit",
    "before",
    "before_on",
    "after",
    "after_on",
    "higher_is_better",
    "source",
    "reason",
)
BY_HAND = (Level.KNOWLEDGE, Level.BEHAVIOR, Level.RESULTS)
WHY_BY_HAND = "Напишите, откуда число и почему оно внесено руками: уровень 3 считают карты наблюдения."
CHANGED_MEANWHILE = "Пока вы писали, вывод изменили. Ваш текст цел: сравните и выберите нужное."


def evaluation_of(program, *, at):
    """The program's evaluation; opened with all four levels when missing."""
    evaluation, _ = Evaluation.objects.get_or_create(
        program=program, defaults={"created_at": at, "levels": Level.values}
    )
    return evaluation


@transaction.atomic
def set_levels(program, *, levels, by, at):
    """Choose which levels this program is evaluated on (clause 5.4: the model may be shortened), at least one."""
    require(may_set_levels(by, program))
    chosen = [level for level in Level.values if level in levels]
    if not chosen:
        raise Refused(no("Выберите хотя бы один уровень."))
    evaluation = evaluation_of(program, at=at)
    evaluation.levels = chosen
    evaluation.save(update_fields=["levels"])
    heading = f"Оцениваем уровни: {', '.join(chosen)}"
    journal.record("evaluation_levels", heading, by=by, at=at, subject=evaluation, pair=program.pair)


@transaction.atomic
def add_entry(program, *, level, by, at, **fields):
    """Add a «before – after» measure of level 2, 3 or 4. `fields` are ENTRY_FIELDS; one of the numbers is required."""
    require(may_enter(by, program, level))
    if level not in BY_HAND:
        raise Refused(no("Реакцию считает анкета: внести её руками нельзя."))
    _check_numbers(program, level, fields)
    _check_other_test(program, level, fields)
    evaluation = evaluation_of(program, at=at)
    entry = EvaluationEntry.objects.create(
        evaluation=evaluation, level=level, entered_by=by.person, entered_at=at, **_known(fields, level)
    )
    _record("evaluation_entry_added", "Добавлено измерение", entry, by, at)
    return entry


@transaction.atomic
def edit_entry(entry, *, by, at, **fields):
    """Correct a measure; its level stays."""
    require(may_enter(by, entry.evaluation.program, entry.level, entry))
    _check_numbers(entry.evaluation.program, entry.level, fields)
    kept = {"reason": entry.reason, "member": entry.member, **fields}
    _check_other_test(entry.evaluation.program, entry.level, kept)
    for name, value in _known(fields, entry.level).items():
        setattr(entry, name, value)
    entry.entered_by, entry.entered_at = by.person, at
    entry.save()
    _record("evaluation_entry_edited", "Исправлено измерение", entry, by, at)


@transaction.atomic
def delete_entry(entry, *, by, at):
    """Remove a measure entered by mistake."""
    require(may_enter(by, entry.evaluation.program, entry.level, entry))
    _record("evaluation_entry_deleted", "Удалено измерение", entry, by, at)
    entry.delete()


def _known(fields, level):
    """Only knowledge is asked why it was not measured by a test in the system."""
    kept = {name: value for name, value in fields.items() if name in ENTRY_FIELDS}
    return kept if level == Level.KNOWLEDGE else {name: value for name, value in kept.items() if name != "reason"}


def _check_numbers(program, level, fields):
    before, after = fields.get("before"), fields.get("after")
    if before is None and after is None:
        raise Refused(no("Напишите хотя бы одно число: «до» или «после»."))
    if level == Level.BEHAVIOR and not fields.get("source"):
        raise Refused(no(WHY_BY_HAND))
    member = fields.get("member")
    if member is not None and not program.pair.members.filter(person=member).exists():
        raise Refused(no("Выберите участника этой программы."))


def _check_other_test(program, level, fields):
    """Knowledge is measured by tests in the system; another test's result stands where the person has none, with a reason."""
    if level != Level.KNOWLEDGE:
        return
    if not fields.get("reason"):
        raise Refused(no("Напишите, почему не тест в системе, например «тест прошёл в учебном центре»."))
    member, tested = fields.get("member"), scored_tests(program)
    if member is not None and tested.filter(member=member).exists():
        raise Refused(no(f"{member.short_name}: есть результат теста в системе, второй к нему не вносят."))


def _record(event, what, entry, by, at):
    """Level 2 and 3 figures name a person, so the story says only that a measure changed, not what it shows."""
    heading = f"{what}: {small_first(entry.get_level_display())}, «{entry.name}»"
    journal.record(event, heading, by=by, at=at, subject=entry.evaluation)
    unsign(entry.evaluation, by, at)


def figures_changed(program, *, by, at):
    """Somebody else's action has changed a level's figures: the conclusion is to be signed anew."""
    for evaluation in Evaluation.objects.filter(program=program):
        unsign(evaluation, by, at)


def unsign(evaluation, by, at):
    """A conclusion stands over the figures it was written for: after a change its text stays, its signature does not."""
    signed = Evaluation.objects.filter(pk=evaluation.pk, concluded_on__isnull=False)
    if signed.update(concluded_by=None, concluded_on=None, lock_version=F("lock_version") + 1):
        heading = "Измерения изменились: вывод ждёт подтверждения"
        journal.record("evaluation_unsigned", heading, by=by, at=at, subject=evaluation)


@transaction.atomic
def conclude(program, *, text, lock_version, by, at):
    """Write the conclusion in words; it may be rewritten later. The four levels are never folded into one score."""
    require(may_conclude(by, program, has_data=has_data(program)))
    if not text:
        raise Refused(no("Напишите вывод."))
    evaluation = evaluation_of(program, at=at)
    moved = Evaluation.objects.filter(pk=evaluation.pk, lock_version=lock_version).update(
        conclusion=text,
        concluded_by=by.person,
        concluded_on=local(at).date(),
        lock_version=F("lock_version") + 1,
    )
    if not moved:
        raise Stale(no(CHANGED_MEANWHILE))
    journal.record(
        "evaluation_concluded", "Записан вывод об оценке программы", by=by, at=at, subject=evaluation, pair=program.pair
    )
