"""What a card of a lesson says to each reader (source: the office's own wording)."""

from mentoring.kit.states import StateWords

CARD = {
    "planned": StateWords(
        "Запланировано",
        "go",
        lines={
            "mentee": "{date} к вам придёт {observer}; смотрим: {focus}.",
            "observer": "Посетите занятие {date}.",
            "mentor": "Наблюдение {date}.",
            "curator": "Наблюдение {date}, {observer}.",
        },
    ),
    "draft": StateWords(
        "Заполняется",
        "wait",
        turn=("observer",),
        lines={
            "mentee": "Наблюдатель заполняет карту до {date}.",
            "observer": "Заполните карту до {date}.",
            "mentor": "Карту заполняют.",
            "curator": "Карту заполняют до {date}.",
        },
    ),
    "awaiting": StateWords(
        "Ждёт ознакомления",
        "wait",
        turn=("mentee",),
        lines={
            "mentee": "Прочитайте карту, напишите комментарий, отметьте до {date}.",
            "observer": "Ждём ознакомления до {date}.",
            "mentor": "Карта готова, ждём ознакомления.",
            "curator": "Ждём ознакомления до {date}.",
        },
    ),
    "locked": StateWords(
        "Закрыта",
        "ok",
        lines={
            "mentee": "Результат {p}; ваш комментарий сохранён.",
            "observer": "Карта закрыта {date}.",
            "mentor": "Результат {p}.",
            "curator": "Результат {p}.",
        },
    ),
    "not_held": StateWords(
        "Не состоялось",
        "calm",
        lines={
            "mentee": "Наблюдение не состоялось: {reason}.",
            "observer": "Назначьте новую дату.",
            "mentor": "Наблюдение не состоялось.",
            "curator": "Не состоялось: {reason}.",
        },
    ),
    "withdrawn": StateWords(
        "Отозвана и заменена",
        "calm",
        lines={
            "mentee": "Вместо этой карты составлена другая: {reason}.",
            "observer": "Вместо этой карты составлена другая: {reason}.",
            "mentor": "Вместо этой карты составлена другая.",
            "curator": "Вместо этой карты составлена другая: {reason}.",
        },
    ),
}
