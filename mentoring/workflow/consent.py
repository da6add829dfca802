"""A consent: asked, given in the system or on paper, refused, asked anew, revoked. Its words: choices/state_words.CONSENT."""

from mentoring.access import may_answer_consent, may_keep_bank, may_keep_consents, may_revoke_consent
from mentoring.choices import ConsentState as S
from mentoring.kit import dates
from mentoring.kit.verdict import YES, first_no, no
from mentoring.kit.workflow import Transition, Workflow

AWAITED = (S.REQUESTED, S.AWAITING_SCAN, S.OUTDATED)
LIVE = (S.REQUESTED, S.AWAITING_SCAN, S.GIVEN, S.OUTDATED)
IN_FORCE = (S.GIVEN, S.OUTDATED)  # an outdated text is in force until the new one is answered


def _curator(actor, consent):
    return may_keep_bank(actor)


def _on_paper(actor, consent):
    """Both the person and the curator may choose paper."""
    return YES if may_answer_consent(actor, consent) or may_keep_bank(actor) else no("Отвечает сам человек.")


def _keeps_texts(actor, consent):
    return may_keep_consents(actor)


def _still_time(actor, consent):
    """A revocation is taken back by the person alone, until the last day and while nothing was done about it."""
    if not actor.is_person(consent.person):
        return no("Отзыв отменяет сам человек.")
    if consent.settled_on:
        return no("Отзыв уже исполнен. Дайте согласие снова, когда вас спросят.")
    if consent.last_day and consent.last_day < dates.today():
        return no(f"Последний день был {dates.words(consent.last_day)}. Дайте согласие снова, когда вас спросят.")
    return YES


def _to_settle(actor, consent):
    return first_no(may_keep_consents(actor), no("Уже отмечено.") if consent.settled_on else YES)


CONSENT = Workflow(
    "consent",
    (
        Transition("give", (S.REQUESTED, S.AWAITING_SCAN), S.GIVEN, "Согласиться", may_answer_consent),
        Transition("choose_paper", (S.REQUESTED,), S.AWAITING_SCAN, "Подпишу на бумаге", _on_paper),
        Transition("record", (S.REQUESTED, S.AWAITING_SCAN), S.GIVEN, "Записать согласие на бумаге", _curator),
        Transition("refuse", (S.REQUESTED, S.AWAITING_SCAN), S.REFUSED, "Отказаться", may_answer_consent),
        Transition("ask_again", (S.GIVEN,), S.OUTDATED, "Спросить о новом тексте", _keeps_texts),
        Transition("renew", (S.OUTDATED,), S.REPLACED, "Согласиться с новым текстом", may_answer_consent),
        Transition("record_renewed", (S.OUTDATED,), S.REPLACED, "Записать новое согласие на бумаге", _curator),
        Transition("keep_old", (S.OUTDATED,), S.GIVEN, "Оставить прежнее согласие", may_answer_consent),
        Transition("revoke", (S.GIVEN, S.OUTDATED), S.REVOKED, "Отозвать согласие", may_revoke_consent, danger=True),
        Transition("restore", (S.REVOKED,), S.GIVEN, "Отменить отзыв", _still_time),
        Transition("settle", (S.REVOKED,), S.REVOKED, "Отметить, что сделано", _to_settle),
    ),
    taken="На это согласие уже ответили. Обновите страницу.",
)
