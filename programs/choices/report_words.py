"""What each state of a report says to each reader (source: the office's own wording)."""

from mentoring.kit.states import StateWords

REPORT = {
    "not_due": StateWords(
        "Ещё рано",
        "calm",
        lines={
            "mentor": "Отчёт понадобится {date}.",
            "curator": "Срок {date}.",
            "director": "Срок {date}.",
        },
    ),
    "due": StateWords(
        "Пора заполнить",
        "wait",
        turn=("mentor",),
        lines={
            "mentor": "Отчёт собран из отметок: добавьте выводы до {date}.",
            "curator": "Ждём отчёт до {date}.",
            "mentee": "Наставник готовит отчёт.",
            "director": "Ждём отчёт до {date}.",
        },
    ),
    "overdue": StateWords(  # counted: due, and its date has passed
        "Срок прошёл",
        "stop",
        turn=("mentor",),
        lines={
            "mentor": "Срок был {date}; осталось заполнить: {left}.",
            "curator": "Срок был {date}: напомните или перенесите.",
            "mentee": "Наставник готовит отчёт.",
            "director": "Срок был {date}.",
        },
    ),
    "submitted": StateWords(
        "У куратора",
        "wait",
        turn=("curator",),
        lines={
            "mentor": "Куратор прочитает до {date}.",
            "curator": "Примите или верните до {date}.",
            "mentee": "Отчёт у куратора.",
            "director": "Отчёт у куратора.",
        },
    ),
    "submitted_to_head": StateWords(  # the recipient is the head of an association or department
        "У руководителя",
        "wait",
        turn=("head",),
        lines={
            "mentor": "{who} прочитает до {date}.",
            "curator": "{who} читает отчёт до {date}.",
            "mentee": "Отчёт у руководителя.",
            "director": "{who} читает отчёт до {date}.",
            "head": "Примите или верните до {date}.",
        },
    ),
    "returned": StateWords(
        "На доработке",
        "wait",
        turn=("mentor",),
        lines={
            "mentor": "Замечание: «{remark}». Ответьте до {date}.",
            "curator": "Отчёт вернули; ждём до {date}.",
            "mentee": "Наставник дополняет отчёт.",
            "director": "На доработке.",
            "head": "Вы вернули; ждём до {date}.",
        },
    ),
    "accepted": StateWords(
        "Принят",
        "ok",
        lines={
            "mentor": "Принят {date}; следующий — {next}.",
            "curator": "Принят {date}.",
            "mentee": "Отчёт принят; разделы о вас открыты.",
            "director": "Принят {date}.",
        },
    ),
    "waived": StateWords(
        "Не понадобился",
        "calm",
        lines={
            "mentor": "Отчёт не нужен: {reason}.",
            "curator": "Обошлись без отчёта: {reason}.",
            "director": "Обошлись без отчёта: {reason}.",
        },
    ),
}

REVIEW = {
    "not_due": StateWords(
        "Ещё рано",
        "calm",
        lines={"mentee": "Отзыв понадобится {date}.", "curator": "Срок {date}.", "director": "Срок {date}."},
    ),
    "due": StateWords(
        "Пора заполнить",
        "wait",
        turn=("mentee",),
        lines={
            "mentee": "Ответьте на четыре вопроса до {date}: хватит одной минуты.",
            "curator": "Ждём отзыв до {date}.",
            "director": "Ждём отзыв до {date}.",
        },
    ),
    "overdue": StateWords(
        "Срок прошёл",
        "stop",
        turn=("mentee",),
        lines={
            "mentee": "Срок был {date}. Ответить можно и сейчас.",
            "curator": "Срок был {date}: напомните или перенесите.",
            "director": "Срок был {date}.",
        },
    ),
    "accepted": StateWords(
        "Получен",
        "ok",
        lines={
            "mentee": "Отзыв получен {date}. Спасибо!",
            "curator": "Отзыв получен {date}.",
            "director": "Отзыв получен {date}.",
        },
    ),
    "waived": REPORT["waived"],
}
