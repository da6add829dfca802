"""What may follow what with a measure of a member's own change."""

from mentoring.kit.verdict import no
from mentoring.kit.workflow import Transition, Workflow
from monitoring.access import stage_check as rights
from monitoring.choices.stage_check import CheckState

ASKED, GIVEN, MISSED = CheckState.ASKED, CheckState.GIVEN, CheckState.MISSED

STAGE_CHECK = Workflow(
    "stage_check",
    [
        Transition("give", (ASKED,), GIVEN, "Отправить ответы", rights.may_give),
        Transition("miss", (ASKED,), MISSED, "Срок прошёл", lambda actor, check: no("Это происходит само, по сроку.")),
        Transition("again", (MISSED,), ASKED, "Спросить снова", rights.may_ask_again),
    ],
    taken="На этот замер уже ответили, или его срок прошёл. Обновите страницу.",
)
