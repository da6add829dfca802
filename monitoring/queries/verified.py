"""What a checked paper says of itself, whatever it is: heading, state, who stands for its text (R57)."""

from dataclasses import dataclass

from mentoring.choices import DocumentState
from mentoring.kit import dates
from mentoring.kit.codes import spaced
from mentoring.kit.states import StateTag
from mentoring.kit.text import small_first
from mentoring.kit.ui import CheckRow

SIGNED = (
    DocumentState.AWAITING_SCAN,
    DocumentState.IN_FORCE,
    DocumentState.REPLACED,
    DocumentState.CANCELED,
)
ALTERED = StateTag(
    "stop", "Текст изменён", "Текст в реестре не тот, что подписан. Не полагайтесь на документ и сообщите куратору."
)


@dataclass(frozen=True)
class VerifiedPaper:
    """`row` is the IssuedDocument or the ProgramVersion; `signed` are «кто, должность, когда» over this very text."""

    row: object
    title: str
    tag: StateTag
    facts: tuple[CheckRow, ...]
    signed: tuple[CheckRow, ...]
    comparable: bool = True  # whether an issued file is kept to compare with

    @property
    def code(self):
        return spaced(self.row.code)


def standing(document, genuine="Документ подлинный: текст тот самый, что подписан."):
    if document.state == DocumentState.CANCELED:
        return StateTag("stop", "Отменён", "Документ отменён и больше не действует.")
    if document.state == DocumentState.REPLACED:
        other = document.replaced_by
        by = f" приказом № {other.number} от {dates.words(other.date, year=True)}" if other else ""
        return StateTag("act", "Заменён", f"Документ заменён{by} и больше не действует.")
    return StateTag("ok", "Действует", genuine)


def act_row(name, post, at):
    return CheckRow(f"{name}, {small_first(post)}", f"простая электронная подпись, {dates.stamp(at)}")
