"""What may follow what with a practice card, and with one person's agreement to show it outside."""

from mentoring.kit.workflow import Transition, Workflow
from programs.access import practice
from programs.choices.practice import EDITABLE, AgreementState, PracticeState

P = PracticeState

PRACTICE = Workflow(
    "practice",
    [
        Transition("send", EDITABLE, P.SENT, "Отправить на проверку", practice.may_send_practice),
        Transition("recall", (P.SENT,), P.DRAFT, "Забрать и дописать", practice.may_recall_practice),
        Transition("return", (P.SENT, P.ACCEPTED), P.RETURNED, "Вернуть на доработку", practice.may_check_practice),
        Transition("accept", (P.SENT,), P.ACCEPTED, "Принять на полку", practice.may_check_practice),
        Transition(
            "retire", (*EDITABLE, P.ACCEPTED), P.RETIRED, "Снять с полки", practice.may_shelve_practice, danger=True
        ),
        Transition("restore", (P.RETIRED,), P.ACCEPTED, "Вернуть на полку", practice.may_check_practice),
        Transition("revive", (P.RETIRED,), P.DRAFT, "Вернуть в черновики", practice.may_shelve_practice),
    ],
    taken="О карточке уже решили. Обновите страницу.",
)

A = AgreementState

PRACTICE_AGREEMENT = Workflow(
    "practice_agreement",
    [
        Transition(
            "give", (A.ASKED, A.REFUSED, A.REVOKED), A.GIVEN, "Разрешить показать", practice.may_answer_practice
        ),
        Transition(
            "record",
            (A.ASKED, A.REFUSED, A.REVOKED),
            A.GIVEN,
            "Записать согласие на бумаге",
            practice.may_record_practice,
        ),
        Transition("refuse", (A.ASKED,), A.REFUSED, "Не разрешать", practice.may_answer_practice),
        Transition("revoke", (A.GIVEN,), A.REVOKED, "Отозвать согласие", practice.may_revoke_practice, danger=True),
        # taken by the system: the card or its text has changed, everybody is asked anew
        Transition("ask", (A.ASKED, A.GIVEN, A.REFUSED, A.REVOKED), A.ASKED, "Спросить снова"),
    ],
    taken="На это согласие уже ответили. Обновите страницу.",
)
