"""The open bank: a mentor's public card and an application from outside. Their words: choices/open_bank."""

from mentoring.access import may_check_bank, may_publish
from mentoring.choices import OutsideState as O
from mentoring.choices import PublicationState as S
from mentoring.kit.verdict import YES, no
from mentoring.kit.workflow import Transition, Workflow


def _owner(actor, publication):
    return may_publish(actor, publication.mentor.person)


def _curator(actor, row):
    return may_check_bank(actor)


def _sender(actor, application):
    """The link from the letter is the sender's proof; the action has checked it."""
    return YES if actor.person is None else no("Почту подтверждает тот, кто писал, – ссылкой из письма.")


def _time(actor, application):
    return no("Это наступает само: срок ссылки прошёл.")


PUBLICATION = Workflow(
    "publication",
    (
        Transition("submit", (S.DRAFT, S.RETURNED, S.ACCEPTED), S.AWAITING, "Разрешить и отправить куратору", _owner),
        Transition("edit", (S.AWAITING, S.RETURNED, S.ACCEPTED), S.DRAFT, "Изменить карточку", _owner),
        Transition("accept", (S.AWAITING,), S.ACCEPTED, "Опубликовать", _curator),
        Transition("return", (S.AWAITING,), S.RETURNED, "Вернуть наставнику", _curator),
    ),
    taken="Карточку уже изменили. Обновите страницу.",
)

OUTSIDE = Workflow(
    "outside",
    (
        Transition("confirm", (O.UNCONFIRMED,), O.RECEIVED, "Подтвердить почту", _sender),
        Transition("accept", (O.RECEIVED,), O.ACCEPTED, "Принять", _curator),
        Transition("decline", (O.RECEIVED,), O.DECLINED, "Отказать", _curator, danger=True),
        Transition("expire", (O.UNCONFIRMED,), O.EXPIRED, "Почту не подтвердили", _time),
    ),
    taken="На это обращение уже ответили. Обновите страницу.",
)
