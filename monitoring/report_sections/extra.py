"""Sections that read rows of their own: how programs ended, level 4, practices."""

from django.db.models import Count, Q

from mentoring.kit.text import count_of
from mentoring.office import office
from monitoring.choices import Level
from monitoring.models import EvaluationEntry
from monitoring.queries.dashboard import sets
from monitoring.queries.evaluation.level import plain
from programs.choices import EndGround, ProgramState
from programs.choices.practice import PracticeState
from programs.models import PracticeCard, Program

from .section import Body, Grid, Section

MOST_ROWS = 40
FEW = "мало данных"
RESULT_COLUMNS = ("Показатель", "Измерений", "До, в среднем", "После, в среднем", "Стало лучше")


def endings(source):
    """Programs that ended in the year by ground (indicators 9 and 10); fewer than the threshold are not broken down."""
    question = source.question
    ended = Program.objects.filter(
        state__in=sets.ENDED, ended_on__gte=question.year.starts, ended_on__lte=question.on
    ).exclude(state=ProgramState.CANCELED)
    found = dict(ended.order_by().values_list("end_ground").annotate(n=Count("pk")))
    total, few = sum(found.values()), office().setting("figure_few_cases")
    if not total:
        return Body(facts=("Завершённых программ за это время нет",))
    if total < few:
        return Body(facts=(f"Завершено {count_of(total, 'program_acc')}: мало данных, по основаниям не делим",))
    rows = tuple((_ground(code), n, n / total) for code, n in sorted(found.items(), key=lambda item: -item[1]))
    grid = Grid("Основания завершения", ("Основание", "Программ", "Доля"), ("text", "int", "percent"), rows)
    return Body(grids=(grid,), facts=(f"Завершено программ: {total}",))


def _ground(code):
    return EndGround(code).label if code in EndGround.values else "не указано"


def results(source):
    """Level 4: what was entered with its source; the link to mentoring is indirect."""
    question = source.question
    entries = EvaluationEntry.objects.filter(level=Level.RESULTS, before__isnull=False, after__isnull=False)
    entries = entries.filter(
        Q(after_on__gte=question.year.starts, after_on__lte=question.on)
        | Q(after_on__isnull=True, entered_at__date__gte=question.year.starts, entered_at__lt=question.window.after)
    )
    found = {}
    for one in entries.order_by("name", "unit", "pk"):
        found.setdefault((one.name, one.unit, one.higher_is_better), []).append(one)
    if not found:
        return Body(facts=("Показателей уровня 4 за это время не внесли",))
    few = office().setting("figure_few_cases")
    rows = tuple(_measured(name, unit, rows, few) for (name, unit, _), rows in list(found.items())[:MOST_ROWS])
    grid = Grid("Показатели уровня 4", RESULT_COLUMNS, ("text", "int", "text", "text", "text"), rows)
    more = (f"Показаны первые {MOST_ROWS}",) if len(found) > MOST_ROWS else ()
    indirect = "Связь с наставничеством косвенная: на эти числа влияет и многое другое"
    return Body(grids=(grid,), facts=(indirect, *more))


def _measured(name, unit, rows, few):
    """Programs that measured the same thing in the same unit, together: the report names nobody."""
    better = sum((one.after > one.before) if one.higher_is_better else (one.after < one.before) for one in rows)
    if len(rows) < few:
        return name, len(rows), FEW, FEW, f"{better} из {len(rows)}"
    before, after = (sum(getattr(one, part) for one in rows) / len(rows) for part in ("before", "after"))
    return name, len(rows), f"{plain(before)} {unit}", f"{plain(after)} {unit}", f"{better} из {len(rows)}"


def practices(source):
    """Practice cards put on the shelf in the year, and those opened to other colleges."""
    starts, on = source.question.year.starts, source.question.on
    found = PracticeCard.objects.filter(state=PracticeState.ACCEPTED).aggregate(
        shelf=Count("pk", filter=Q(accepted_on__gte=starts, accepted_on__lte=on)),
        opened=Count("pk", filter=Q(opened_on__gte=starts, opened_on__lte=on)),
        all=Count("pk", filter=Q(accepted_on__lte=on)),
    )
    rows = (
        ("Поставлено на полку за это время", found["shelf"]),
        ("Открыто другим организациям", found["opened"]),
        ("Всего на полке", found["all"]),
    )
    fact = f"На полку поставили карточек: {found['shelf']}, открыли другим организациям: {found['opened']}"
    return Body(grids=(Grid("Карточки практик", ("Что", "Сколько"), ("text", "int"), rows),), facts=(fact,))


ENDINGS = Section("endings", "Завершение программ", endings, "5.3")
RESULTS = Section("results", "Уровень 4: результаты", results, "5.4")
PRACTICES = Section("practices", "Лучшие практики", practices, "4.1")
