"""What each state of an amendment says to each reader (source: the office's own wording)."""

from mentoring.kit.states import StateWords


def _words(label, tone, turn, lines):
    """`lines`: to whoever entered it, to a participant who did not, to the curator, to the director."""
    author, side, curator, director = lines
    said = {"author": author, "mentor": side, "mentee": side, "curator": curator, "director": director}
    return StateWords(label, tone, turn=turn, lines={who: line for who, line in said.items() if line})


AMENDMENT = {
    "draft": _words(
        "Черновик",
        "calm",
        (),
        (
            "Опишите, что и почему меняется.",
            "Черновик пишет {author}; его можно дополнить.",
            "Черновик пишет {author}; его можно дополнить.",
            "",
        ),
    ),
    "awaiting_consents": _words(
        "Ждёт согласия",
        "wait",
        ("answerer",),
        (
            "Ответят: {names}, до {date}.",
            "Стороны отвечают до {date}.",
            "Стороны отвечают до {date}.",
            "Стороны отвечают до {date}.",
        ),
    ),
    "objected": _words(
        "Нет согласия",
        "stop",
        ("author",),
        (
            "{objector}: {reason}. Измените или отзовите.",
            "{objector}: {reason}. Действует прежняя редакция.",
            "Стороны не договорились: предложите разговор.",
            "Стороны не договорились.",
        ),
    ),
    "awaiting_curator": _words(
        "У куратора",
        "wait",
        ("curator",),
        (
            "Обе стороны согласны; куратор ответит до {date}.",
            "Обе стороны согласны; куратор ответит до {date}.",
            "Согласуйте или верните до {date}.",
            "Ждём куратора до {date}.",
        ),
    ),
    "awaiting_curator_alone": _words(  # the curator himself approves (setting program_approver)
        "У куратора",
        "wait",
        ("curator",),
        (
            "Обе стороны согласны; куратор ответит до {date}.",
            "Обе стороны согласны; куратор ответит до {date}.",
            "Утвердите или верните до {date}.",
            "Ждём куратора до {date}.",
        ),
    ),
    "returned": _words(
        "На доработке",
        "wait",
        ("author",),
        (
            "Замечание: «{remark}». Ответьте до {date}.",
            "Изменение дорабатывают.",
            "Вы вернули; ждём до {date}.",
            "Изменение дорабатывают.",
        ),
    ),
    "awaiting_director": _words(
        "На утверждении",
        "wait",
        ("director",),
        (
            "Изменение у директора.",
            "Изменение у директора.",
            "Ждём директора до {date}.",
            "Утвердите или верните до {date}.",
        ),
    ),
    "awaiting_council": _words(  # the council approves (setting program_approver)
        "На утверждении",
        "wait",
        ("council",),
        (
            "Изменение у совета наставников.",
            "Изменение у совета наставников.",
            "Ждём совет наставников до {date}.",
            "Совет наставников решает до {date}.",
        ),
    ),
    "in_force": _words(
        "Действует",
        "ok",
        (),
        (
            "Новая редакция № {v} действует с {date}.",
            "Новая редакция № {v} действует с {date}.",
            "Редакция № {v} с {date}.",
            "Редакция № {v} с {date}.",
        ),
    ),
    "not_accepted": _words(
        "Не принято",
        "calm",
        (),
        (
            "Не принято: {reason}. Действует прежняя редакция.",
            "Не принято; действует прежняя редакция.",
            "Не принято: {reason}.",
            "Не принято: {reason}.",
        ),
    ),
    "withdrawn": _words(
        "Отозвано",
        "calm",
        (),
        (
            "Изменение отозвано: {reason}.",
            "Изменение отозвано; действует прежняя редакция.",
            "Изменение отозвано: {reason}.",
            "Изменение отозвано.",
        ),
    ),
}
ANSWER = StateWords(
    "Ждёт согласия", "act", turn=("answerer",), lines={"answerer": "Сравните «было — стало» и ответьте до {date}."}
)
AMENDMENT["awaiting_council"].lines["council"] = "Утвердите или верните до {date}."
AMENDMENT["to_answer"] = ANSWER
