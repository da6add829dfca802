"""Practice cards: the mentor of a finished program or the curator writes, the curator checks, the college reads (R55)."""

from django.db.models import Exists, OuterRef, Q

from mentoring.choices import Side
from mentoring.kit.verdict import YES, no
from programs.choices.practice import EDITABLE, AgreementState, PracticeState
from programs.models import PracticeAgreement, PracticeCard

from .ending import ENDED_STATES
from .program import free_curators, is_participant, sides_of

S = PracticeState


def practices_for(actor):
    """What is on the shelf; one's own cards and those one is asked about; all for the curator. A guest: only his own."""
    cards = PracticeCard.objects.all()
    if actor.has("curator"):
        return cards
    if not actor.person:
        return cards.filter(state=S.ACCEPTED) if actor.roles else cards.none()
    asked = PracticeAgreement.objects.filter(card=OuterRef("pk"), person=actor.person)
    mine = Q(author=actor.person) | Q(Exists(asked), state__in=(S.SENT, S.ACCEPTED))
    return cards.filter(mine if actor.is_guest else mine | Q(state=S.ACCEPTED))


def may_read_practice(actor, card):
    """`practices_for` over one card for who was asked about it: what is being written anew is not his to read."""
    return actor.has("curator") or is_author_of(actor, card) or card.state in (S.SENT, S.ACCEPTED)


def practices_shown():
    """Cards that anybody sees: on the shelf, opened, nobody's agreement missing. The only door to the open pages:
    a revoked agreement is gone with the next request.
    """
    missing = PracticeAgreement.objects.filter(card=OuterRef("pk")).exclude(state=AgreementState.GIVEN)
    return PracticeCard.objects.filter(~Exists(missing), state=S.ACCEPTED, opened_on__isnull=False)


def may_start_practice(actor, program):
    """A mentor who stayed to the end, or the curator, once the program is over. Reads prefetched members."""
    if program.state not in ENDED_STATES:
        return no("Карточку практики составляют, когда программа завершена.")
    if Side.MENTOR in sides_of(actor, program) or actor.has("curator"):
        return YES
    return no("Карточку практики составляет наставник этой пары или куратор.")


def is_author_of(actor, card):
    return bool(actor.person) and card.author_id == actor.person.pk


def may_edit_practice(actor, card):
    """Its author or the curator, until it is sent and after it came back."""
    if not (is_author_of(actor, card) or actor.has("curator")):
        return no("Карточку меняет тот, кто её составил, или куратор.")
    if card.state not in EDITABLE:
        return no("Карточка на проверке, на полке или снята. Сначала её забирают или возвращают на доработку.")
    return YES


def may_send_practice(actor, card):
    return may_edit_practice(actor, card)


def may_recall_practice(actor, card):
    if is_author_of(actor, card):
        return YES
    return no("Забирает тот, кто составил карточку. Куратор может вернуть её с замечанием.")


def may_check_practice(actor, card):
    """The curator outside the pair; one inside it only when there is no other. Reads prefetched members."""
    if not actor.has("curator"):
        return no("Карточки практики проверяет куратор.")
    if is_participant(actor, card.program) and free_curators(card.program):
        return no("Вы участник этой пары. Карточку проверит другой куратор.")
    return YES


def may_shelve_practice(actor, card):
    """Off the shelf and back: the curator; a card nobody has accepted yet, its author too."""
    if actor.has("curator"):
        return YES
    if is_author_of(actor, card) and card.accepted_on is None:
        return YES
    return no("С полки снимает куратор. Напишите ему, если карточка устарела.")


def may_show_outside(actor, card):
    """Who may put an accepted card into the open bank; whether all have agreed is the action's question."""
    if not actor.has("curator"):
        return no("В открытом банке карточку показывает куратор.")
    if card.state != S.ACCEPTED:
        return no("Сначала примите карточку на полку.")
    return YES


def may_thank_practice(actor, card):
    if not actor.person:
        return no("Отметку ставит человек с карточкой. У вашей учётной записи её нет.")
    if card.state != S.ACCEPTED:
        return no("Отметить можно карточку, которая на полке.")
    if is_author_of(actor, card):
        return no("Это ваша карточка: отметят те, кому она помогла.")
    return YES


def agreements_for(actor):
    """One's own answers about being shown outside; all for the curator."""
    rows = PracticeAgreement.objects.all()
    if actor.has("curator"):
        return rows
    return rows.filter(person=actor.person) if actor.person else rows.none()


def may_answer_practice(actor, agreement):
    if actor.is_person(agreement.person):
        return YES
    return no("Отвечает сам человек.")


def may_record_practice(actor, agreement):
    """What was signed on paper is recorded by the curator."""
    return YES if actor.has("curator") else no("Согласие на бумаге записывает куратор.")


def may_revoke_practice(actor, agreement):
    """The person at any time; the curator by a written statement."""
    if actor.is_person(agreement.person) or actor.has("curator"):
        return YES
    return no("Согласие отзывает сам человек.")
