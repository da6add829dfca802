"""A request for mentoring: from a draft to a pair (clause 4.2). Its words: choices/state_words.REQUEST."""

from mentoring.access import may_run_office
from mentoring.choices import OfferAnswer
from mentoring.choices import RequestSource as Source
from mentoring.choices import RequestState as S
from mentoring.kit.verdict import YES, no
from mentoring.kit.workflow import Transition, Workflow

NOT_YOURS = no("Это действие вам не открыто. Кому открыто — тому, кто подал запрос.")
OPEN_TO_CURATOR = (S.AWAITING_CURATOR, S.EXPIRED)
CARRIED = (S.AWAITING_TEACHER, S.AWAITING_CURATOR, S.AWAITING_MENTOR, S.EXPIRED)  # what a new academic year finds open


def author_of(request):
    """Who wrote the request: the teacher himself, or the administration that offered him a mentor."""
    return request.initiator if request.source == Source.ADMINISTRATION else request.person


def _curator(actor, request):
    return may_run_office(actor)


def _system(actor, request):
    """Steps nobody takes by hand: the pair was dropped, the order was signed or canceled, the date has passed."""
    return no("Это состояние наступает само: по решению о паре, по подписи приказа или по сроку ответа.")


def _own(actor, request):
    """The teacher sends his own request."""
    if request.source == Source.ADMINISTRATION:
        return no("Запрос подаёт администрация: сначала его увидит педагог.")
    return YES if actor.is_person(request.person) else NOT_YOURS


def _administration(actor, request):
    if request.source != Source.ADMINISTRATION:
        return no("Запрос подаёт сам педагог.")
    return YES if actor.is_person(request.initiator) else NOT_YOURS


def _author(actor, request):
    return YES if actor.is_person(author_of(request)) else NOT_YOURS


def _teacher(actor, request):
    return YES if actor.is_person(request.person) else no("Отвечает сам педагог.")


def _teacher_or_curator(actor, request):
    """The curator writes down what the teacher told him: some teachers have no account."""
    if actor.is_person(request.person) or actor.has("curator"):
        return YES
    return no("Отвечает сам педагог.")


def _changed_his_mind(actor, request):
    """A teacher who refused the administration's offer may still agree."""
    if request.state == S.WITHDRAWN and request.source != Source.ADMINISTRATION:
        return no("Это ваш запрос: откройте его снова и отправьте.")
    return _teacher_or_curator(actor, request)


def _renew(actor, request):
    """The teacher says that help is still needed; the curator may write down what he said."""
    if actor.is_person(request.person) or actor.has("curator"):
        return YES
    return no("Запрос подтверждает тот, кто его подал.")


def _let_go(actor, request):
    """Who asked, or the teacher himself, says that it is not needed any more."""
    if actor.is_person(request.person) or actor.is_person(author_of(request)):
        return YES
    return no("Запрос подтверждает или закрывает тот, кто его подал.")


def _reopen(actor, request):
    """What the author let go himself, or did not confirm in time, he may open again; what the curator closed he may not."""
    own = _author(actor, request)
    if not own or request.state != S.CLOSED:
        return own
    reason = request.close_reason.code if request.close_reason_id else ""
    return (
        YES if reason in ("no_need", "not_confirmed") else no("Запрос закрыл куратор. Напишите ему или подайте новый.")
    )


def _withdraw(actor, request):
    if request.state == S.PAIRED:
        return no("Пара уже закреплена. Если нужен другой наставник, напишите куратору.")
    return _teacher(actor, request)


def waiting_offer(request):
    """The offer that waits for its mentor now; uses prefetched offers."""
    return next((offer for offer in request.offers.all() if offer.answer == OfferAnswer.WAITING), None)


def _asked_mentor(actor, request):
    offer = waiting_offer(request)
    if offer is None:
        return no("Ответ больше не нужен.")
    return YES if actor.person and offer.mentor_id == actor.person.pk else no("Отвечает наставник, которого спросили.")


REQUEST = Workflow(
    "request",
    (
        Transition("send", (S.DRAFT,), S.AWAITING_CURATOR, "Отправить запрос", _own),
        Transition("propose", (S.DRAFT,), S.AWAITING_TEACHER, "Отправить запрос", _administration),
        Transition("recall", (S.AWAITING_TEACHER,), S.DRAFT, "Забрать и дописать", _administration),
        Transition(
            "agree",
            (S.AWAITING_TEACHER, S.WITHDRAWN),
            S.AWAITING_CURATOR,
            "Согласиться на наставника",
            _changed_his_mind,
        ),
        Transition("refuse", (S.AWAITING_TEACHER,), S.WITHDRAWN, "Отказаться", _teacher_or_curator, danger=True),
        Transition("offer", OPEN_TO_CURATOR, S.AWAITING_MENTOR, "Предложить наставнику", _curator),
        Transition("accept", (S.AWAITING_MENTOR,), S.MENTOR_AGREED, "Стать наставником", _asked_mentor),
        Transition("pass_on", (S.AWAITING_MENTOR,), S.AWAITING_CURATOR, "Отказаться", _asked_mentor, danger=True),
        Transition("take_back", (S.AWAITING_MENTOR,), S.AWAITING_CURATOR, "Не ждать ответа", _curator),
        Transition("expire", (S.AWAITING_MENTOR,), S.EXPIRED, "Срок ответа прошёл", _system),
        Transition("ask_next", OPEN_TO_CURATOR, S.AWAITING_MENTOR, "Спросить следующего по очереди", _system),
        Transition("carry", CARRIED, S.AWAITING_RENEWAL, "Перенести в новый учебный год", _system),
        Transition("renew", (S.AWAITING_RENEWAL,), S.AWAITING_CURATOR, "Подтвердить запрос", _renew),
        Transition("renew_proposal", (S.AWAITING_RENEWAL,), S.AWAITING_TEACHER, "Подтвердить запрос", _administration),
        Transition("let_go", (S.AWAITING_RENEWAL,), S.CLOSED, "Больше не нужен", _let_go),
        Transition(
            "form_pair",
            (*OPEN_TO_CURATOR, S.AWAITING_MENTOR),
            S.MENTOR_AGREED,
            "Создать пару без запроса наставнику",
            _curator,
        ),
        Transition("free", (S.MENTOR_AGREED,), S.AWAITING_CURATOR, "Вернуть запрос в подбор", _system),
        Transition("pair", (S.MENTOR_AGREED,), S.PAIRED, "Закрепить пару", _system),
        Transition("unpair", (S.PAIRED,), S.MENTOR_AGREED, "Отменить приказ", _system),
        Transition("decline", OPEN_TO_CURATOR, S.DECLINED, "Не принять запрос", _curator, danger=True),
        Transition(
            "close",
            (S.AWAITING_TEACHER, *OPEN_TO_CURATOR, S.AWAITING_MENTOR, S.AWAITING_RENEWAL),
            S.CLOSED,
            "Закрыть запрос",
            _curator,
            danger=True,
        ),
        Transition(
            "withdraw",
            (*OPEN_TO_CURATOR, S.AWAITING_MENTOR, S.MENTOR_AGREED, S.AWAITING_RENEWAL, S.PAIRED),
            S.WITHDRAWN,
            "Отозвать запрос",
            _withdraw,
            danger=True,
        ),
        Transition("reopen", (S.WITHDRAWN, S.DECLINED, S.CLOSED), S.DRAFT, "Открыть снова", _reopen),
        Transition("resume", (S.DECLINED, S.CLOSED), S.AWAITING_CURATOR, "Открыть снова", _curator),
    ),
)
