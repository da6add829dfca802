"""Reports of a program: what they are, where they stand, what their author adds to what the system knows (clause 4.2)."""

from dataclasses import dataclass

from django.db.models import TextChoices


class ReportKind(TextChoices):
    PERIODIC = "periodic", "Промежуточный отчёт"
    FINAL = "final", "Итоговый отчёт"
    REVIEW = "review", "Отзыв наставляемого"


class ReportState(TextChoices):
    NOT_DUE = "not_due", "Ещё рано"
    DUE = "due", "Пора заполнить"
    SUBMITTED = "submitted", "На проверке"
    RETURNED = "returned", "На доработке"
    ACCEPTED = "accepted", "Принят"
    WAIVED = "waived", "Не понадобился"


BY_MENTOR = (ReportKind.PERIODIC, ReportKind.FINAL)
UNSENT = (ReportState.NOT_DUE, ReportState.DUE, ReportState.RETURNED)
FILLED_IN = (ReportState.DUE, ReportState.RETURNED)
OPEN = (*UNSENT, ReportState.SUBMITTED)
SENT = (ReportState.SUBMITTED, ReportState.RETURNED, ReportState.ACCEPTED)
CLOSED = (ReportState.ACCEPTED, ReportState.WAIVED)
TO_MENTEE = (ReportState.DUE, *SENT)  # a mentee learns that a report is written about the work, not what it says yet

DOCUMENT_TYPES = {ReportKind.PERIODIC: "D19", ReportKind.FINAL: "D20", ReportKind.REVIEW: "D21"}


@dataclass(frozen=True)
class Said:
    """A field the author writes. `choices` make it a choice; `private` fields are read by the office alone."""

    code: str
    label: str
    hint: str = ""
    required: bool = False
    private: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    rows: int = 4


ON_TRACK = (
    ("on_track", "Идёт по плану"),
    ("support", "Нужна помощь"),
    ("change", "Программу нужно изменить"),
)
READY = (
    ("ready", "Готов работать самостоятельно"),
    ("ready_with", "Готов при условии дополнительного сопровождения"),
    ("not_ready", "Пока не готов"),
)
SOLVED = (("solved", "Вопрос решён"), ("solved_partly", "Решён частично"), ("not_solved", "Не решён"))
RECOMMEND = (("yes", "Да"), ("rather", "Скорее да"), ("no", "Скорее нет"))

OFFERED = "Предложен по отметкам плана. Выберите другой, если видите иначе."

ADAPTATION = Said(
    "adaptation", "Как проходит адаптация", "Две-три фразы: что уже делает сам, где ещё нужна помощь.", required=True
)
PERFORMANCE = Said(
    "performance", "Результативность работы", "Что изменилось на занятиях и по чему это видно.", required=True
)
OUTCOME = Said("performance", "Чем помогли", "С чем обратились и к чему пришли. Достаточно двух фраз.", required=True)
FURTHER = Said("further", "Предложения по дальнейшей работе", "Заготовку можно оставить.", private=True, rows=3)
REWARD = Said(
    "reward",
    "Предложения о поощрении",
    "Кого и за что отметить. Если предложений нет, оставьте пустым.",
    private=True,
    rows=2,
)
MEASURES = Said(
    "measures", "Другие меры", "Только факты о работе. Если предложений нет, оставьте пустым.", private=True, rows=2
)
PROPOSALS = (FURTHER, REWARD, MEASURES)


def _conclusion(label, choices):
    return Said("conclusion", label, OFFERED if choices is not RECOMMEND else "", required=True, choices=choices)


FIELDS = {
    ReportKind.PERIODIC: (ADAPTATION, PERFORMANCE, _conclusion("Вывод", ON_TRACK), *PROPOSALS),
    ReportKind.FINAL: (ADAPTATION, PERFORMANCE, _conclusion("Вывод", READY), *PROPOSALS),
    ReportKind.REVIEW: (
        Said("helped", "Что помогло больше всего", "Занятие, разбор, совет – что пригодилось.", required=True, rows=3),
        Said("missing", "Чего не хватило", "Можно не заполнять.", rows=3),
        _conclusion("Посоветовали бы наставника коллеге?", RECOMMEND),
        Said("wishes", "Что пожелать техникуму", "Можно не заполнять.", rows=2),
    ),
}
SHORT = (OUTCOME, _conclusion("Вывод", SOLVED), *PROPOSALS)  # kinds that need no plan: a short final report


def fields_of(kind, *, short=False):
    """What the author of a report of this kind writes; `short` where the kind of mentoring keeps no plan."""
    return SHORT if short and kind in BY_MENTOR else FIELDS[kind]
