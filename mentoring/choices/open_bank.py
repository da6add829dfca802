"""The open bank: what a mentor may publish, states of a card and of what came from outside, with their sentences."""

from django.db.models import TextChoices

from mentoring.kit.states import StateWords


class NameForm(TextChoices):
    """How the mentor is named in the open bank."""

    FULL = "full", "Фамилия, имя, отчество"
    SHORT = "short", "Фамилия и инициалы"
    FIRST = "first", "Имя и отчество"


class PublicField(TextChoices):
    """What may be shown beside the name; nothing else of a record ever is."""

    POST = "post", "Должность"
    ORGANIZATION = "organization", "Организация"
    SUBJECTS = "subjects", "Дисциплины"
    CATEGORY = "category", "Квалификационная категория"
    EXPERIENCE = "experience", "Педагогический стаж"
    DIRECTIONS = "directions", "Направления помощи"
    FORMS = "forms", "Формы наставничества"
    KINDS = "kinds", "Виды наставничества"
    COMPETENCES = "competences", "Компетенции, которые подтвердил куратор"
    ACHIEVEMENTS = "achievements", "Достижения"
    PLACES = "places", "Есть ли свободные места"


class PublicationState(TextChoices):
    DRAFT = "draft", "Черновик"
    AWAITING = "awaiting", "На проверке"
    ACCEPTED = "accepted", "Проверена"
    RETURNED = "returned", "Возвращена"


class OutsideKind(TextChoices):
    REQUEST = "request", "Просьба о наставнике"
    OFFER = "offer", "Хочу стать наставником"


class OutsideState(TextChoices):
    UNCONFIRMED = "unconfirmed", "Почта не подтверждена"
    RECEIVED = "received", "Ждёт ответа"
    ACCEPTED = "accepted", "Принято"
    DECLINED = "declined", "Отказ"
    EXPIRED = "expired", "Почту не подтвердили"


PUBLICATION = {
    "draft": StateWords(
        "Черновик",
        "calm",
        turn=("mentor",),
        lines={
            "mentor": "Посмотрите, как карточку увидят, и разрешите публикацию.",
            "curator": "Наставник ещё не разрешил публикацию.",
        },
    ),
    "awaiting": StateWords(
        "На проверке",
        "wait",
        turn=("curator",),
        lines={
            "mentor": "Куратор проверит карточку до {date}.",
            "curator": "Прочитайте карточку и примите или верните до {date}.",
        },
    ),
    "accepted": StateWords(
        "В открытом банке",
        "ok",
        lines={"mentor": "Карточку видят все с {date}.", "curator": "Карточку видят все с {date}."},
    ),
    "returned": StateWords(
        "Замечание",
        "stop",
        turn=("mentor",),
        lines={
            "mentor": "Куратор вернул карточку: {remark}. Исправьте и отправьте снова.",
            "curator": "Вы вернули карточку: {remark}.",
        },
    ),
    "hidden": StateWords(
        "Скрыта",
        "calm",
        lines={
            "mentor": "Снаружи карточку никто не видит.",
            "curator": "Снаружи карточку никто не видит.",
        },
    ),
    "closed": StateWords(
        "Не видна",
        "stop",
        lines={
            "mentor": "Нет действующего согласия: снаружи карточку никто не видит.",
            "curator": "Нет действующего согласия: снаружи карточку никто не видит.",
        },
    ),
}

OUTSIDE = {
    "unconfirmed": StateWords("Почта не подтверждена", "calm", lines={"curator": "Ждём подтверждения почты."}),
    "received": StateWords("Ждёт ответа", "wait", turn=("curator",), lines={"curator": "Ответьте до {date}."}),
    "accepted": StateWords("Принято", "ok", lines={"curator": "Ответ отправлен {date}."}),
    "declined": StateWords("Отказ", "calm", lines={"curator": "Ответ отправлен {date}."}),
    "expired": StateWords("Почту не подтвердили", "calm", lines={"curator": "Запись скоро удалится сама."}),
}
