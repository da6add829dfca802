"""What each state of a petition, a quiet request and a change of a pair says to each reader."""

from mentoring.kit.states import StateWords

PETITION = {
    "draft": StateWords("Черновик", "calm", lines={"author": "Видите только вы: допишите и подайте."}),
    "submitted": StateWords(
        "Подано",
        "wait",
        turn=("decider",),
        lines={"author": "Решение — до {date}.", "decider": "Решите до {date}.", "curator": "Решает {who} до {date}."},
    ),
    "in_review": StateWords(
        "Рассматривается",
        "wait",
        turn=("decider",),
        lines={
            "author": "Ваше ходатайство читает {who}; решение до {date}.",
            "decider": "Решите до {date}.",
            "curator": "Решает {who} до {date}.",
        },
    ),
    "need_info": StateWords(
        "Нужны пояснения",
        "wait",
        turn=("author",),
        lines={
            "author": "Ответьте на вопрос: после ответа решение примут.",
            "decider": "Ждём пояснений автора.",
            "curator": "Ждём пояснений автора.",
        },
    ),
    "granted": StateWords(
        "Удовлетворено",
        "ok",
        turn=("executor",),
        lines={
            "author": "Решение: {decision}. Дальше: {next}.",
            "executor": "Осталось исполнить: {next}.",
            "decider": "Решение: {decision}. Исполнит куратор.",
            "curator": "Решение: {decision}. Исполнит {who}.",
        },
    ),
    "refused": StateWords(
        "Не удовлетворено",
        "calm",
        lines={
            "author": "Причина: {reason}. Можно поговорить с куратором.",
            "decider": "Решение принято. Причина: {reason}.",
            "curator": "Причина: {reason}.",
        },
    ),
    "executed": StateWords(
        "Исполнено", "ok", lines={"author": "Исполнено {date}: {document}.", "curator": "Исполнено {date}: {document}."}
    ),
    "withdrawn": StateWords(
        "Отозвано", "calm", lines={"author": "Вы отозвали ходатайство.", "curator": "Автор отозвал ходатайство."}
    ),
}

HELP = {
    "asked": StateWords(
        "Передано куратору",
        "wait",
        turn=("curator",),
        lines={"author": "Куратор ответит до {date}.", "curator": "Ответьте до {date}."},
    ),
    "answered": StateWords(
        "Куратор ответил",
        "ok",
        lines={
            "author": "Ответ ниже. Если больше ничего не нужно, закройте просьбу.",
            "curator": "Вы ответили {date}.",
        },
    ),
    "closed": StateWords("Закрыто", "calm", lines={"author": "Просьба закрыта.", "curator": "Просьба закрыта."}),
}

CHANGE = {
    "looking": StateWords(
        "Подбираем человека",
        "wait",
        turn=("curator",),
        lines={
            "curator": "Выберите, кто войдёт в пару.",
            "member": "Куратор подбирает человека; сделанное сохранится.",
        },
    ),
    "asked": StateWords(
        "Ждём согласия",
        "wait",
        turn=("coming",),
        lines={
            "coming": "Ответьте до {date}, войдёте ли в пару.",
            "curator": "{coming} отвечает до {date}.",
            "member": "Куратор спросил {coming_acc}; ответ до {date}.",
        },
    ),
    "agreed": StateWords(
        "Согласие есть",
        "wait",
        turn=("curator",),
        lines={
            "curator": "Подготовьте приказ: он начнёт действовать {on}.",
            "coming": "Вы согласились; куратор готовит приказ.",
            "member": "{coming}: согласие есть. Ждём приказа.",
        },
    ),
    "agreed_planned": StateWords(  # a substitution or a pause needs no order of ours
        "Назначено",
        "go",
        lines={"curator": "Начнётся {on} само.", "coming": "Начнётся {on}.", "member": "Начнётся {on}."},
    ),
    "in_order": StateWords(
        "В приказе",
        "wait",
        turn=("director",),
        lines={
            "curator": "Ждём подписи директора.",
            "director": "Подпишите приказ.",
            "member": "Приказ готовят; состав изменится {on}.",
        },
    ),
    "signed": StateWords(
        "Приказ подписан", "go", lines={"curator": "Состав изменится {on}.", "member": "Состав изменится {on}."}
    ),
    "running": StateWords(
        "Идёт", "ok", lines={"curator": "Закончится после {until} само; можно раньше.", "member": "Идёт по {until}."}
    ),
    "done": StateWords("Исполнено", "ok", lines={"curator": "Исполнено {done}.", "member": "Исполнено {done}."}),
    "dropped": StateWords(
        "Отменено", "calm", lines={"curator": "Состав остался прежним.", "member": "Состав остался прежним."}
    ),
}
