from django.db.models import TextChoices


class RequestState(TextChoices):
    DRAFT = "draft", "Черновик"
    AWAITING_TEACHER = "awaiting_teacher", "Ждёт согласия педагога"
    AWAITING_CURATOR = "awaiting_curator", "Ждёт решения куратора"
    AWAITING_MENTOR = "awaiting_mentor", "Ждёт ответа наставника"
    MENTOR_AGREED = "mentor_agreed", "Наставник согласен"
    AWAITING_RENEWAL = "awaiting_renewal", "Нужно подтвердить"
    PAIRED = "paired", "Пара закреплена"
    DECLINED = "declined", "Не принят"
    WITHDRAWN = "withdrawn", "Отозван"
    EXPIRED = "expired", "Срок ответа прошёл"
    CLOSED = "closed", "Закрыт"


OPEN_REQUEST_STATES = (
    RequestState.AWAITING_TEACHER,
    RequestState.AWAITING_CURATOR,
    RequestState.AWAITING_MENTOR,
    RequestState.MENTOR_AGREED,
    RequestState.AWAITING_RENEWAL,
    RequestState.EXPIRED,
)


class RequestSource(TextChoices):
    SELF = "self", "Сам педагог"
    ADMINISTRATION = "administration", "Администрация"


class RankList(TextChoices):
    WISH = "wish", "Пожелания"
    QUEUE = "queue", "Очередь куратора"


class OfferAnswer(TextChoices):
    WAITING = "waiting", "Ждём ответа"
    ACCEPTED = "accepted", "Согласен"
    DECLINED = "declined", "Отказ"
    RELEASED = "released", "Ответ больше не нужен"
    EXPIRED = "expired", "Срок ответа прошёл"
