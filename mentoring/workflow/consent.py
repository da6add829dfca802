"""A consent: asked, given in the system or on paper, refused, revoked. Its words: choices/state_words.CONSENT."""

from mentoring.access import may_answer_consent, may_keep_bank, may_revoke_consent
from mentoring.choices import ConsentState as S
from mentoring.kit.verdict import YES, no
from mentoring.kit.workflow import Transition, Workflow

AWAITED = (S.REQUESTED, S.AWAITING_SCAN, S.OUTDATED)
LIVE = (S.REQUESTED, S.AWAITING_SCAN, S.GIVEN, S.OUTDATED)


def _curator(actor, consent):
    return may_keep_bank(actor)


def _on_paper(actor, consent):
    """Both the person and the curator may choose paper."""
    return YES if may_answer_consent(actor, consent) or may_keep_bank(actor) else no("Отвечает сам человек.")


CONSENT = Workflow(
    "consent",
    (
        Transition("give", (S.REQUESTED, S.AWAITING_SCAN), S.GIVEN, "Согласиться", may_answer_consent),
        Transition("choose_paper", (S.REQUESTED,), S.AWAITING_SCAN, "Подпишу на бумаге", _on_paper),
        Transition("record", (S.REQUESTED, S.AWAITING_SCAN), S.GIVEN, "Записать согласие на бумаге", _curator),
        Transition("refuse", (S.REQUESTED, S.AWAITING_SCAN), S.REFUSED, "Отказаться", may_answer_consent),
        Transition("revoke", (S.GIVEN,), S.REVOKED, "Отозвать согласие", may_revoke_consent, danger=True),
    ),
    taken="На это согласие уже ответили. Обновите страницу.",
)
