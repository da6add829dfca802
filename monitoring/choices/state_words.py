"""What each state says to each reader: word, tone, sentence (source: the office's own wording)."""

from mentoring.kit.states import StateWords

INSTRUMENT = {
    "draft": StateWords(
        "Черновик",
        "calm",
        lines={"curator": "Соберите вопросы и посмотрите глазами отвечающего."},
    ),
    "published": StateWords(
        "Бланк готов",
        "go",
        lines={"curator": "Бланк заморожен: правка – это новая версия."},
    ),
}
INSTRUMENT_OF = {
    "observation": {
        "draft": StateWords(
            "Черновик", "calm", lines={"curator": "Соберите критерии и посмотрите глазами наблюдателя."}
        ),
        "published": StateWords(
            "Карта готова",
            "go",
            lines={"curator": "Ею наблюдают занятия программ. Карта заморожена: правка – это новая версия."},
        ),
    },
    "test": {
        "draft": StateWords(
            "Черновик", "calm", lines={"curator": "Соберите вопросы и посмотрите глазами отвечающего."}
        ),
        "published": StateWords(
            "Бланк готов", "go", lines={"curator": "Бланк теста заморожен: правка – это новая версия."}
        ),
    },
}

SURVEY = {
    "draft": StateWords(
        "Черновик",
        "calm",
        lines={
            "curator": "Проверьте, кого и о чём спросим, и запустите.",
        },
    ),
    "running": StateWords(
        "Идёт сбор",
        "wait",
        turn=("respondent",),
        lines={
            "respondent": "Ответьте до {date}, около четырёх минут.",
            "curator": "Ответы до {date}; итогов до закрытия нет.",
            "mentor": "Итоги появятся после {date}.",
            "director": "Итоги появятся после {date}.",
        },
    ),
    "closed_few": StateWords(
        "Недостаточно данных",
        "calm",
        lines={
            "respondent": "Анкета закрыта; ответивших меньше {threshold}, итоги не показываем.",
            "curator": "Ответивших меньше {threshold}: общих итогов нет.",
            "mentor": "Ответивших меньше {threshold}: общих итогов нет.",
            "director": "Ответивших меньше {threshold}: общих итогов нет.",
        },
    ),
    "closed": StateWords(
        "Итоги готовы",
        "ok",
        lines={
            "respondent": "Анкета закрыта; спасибо за ответы.",
            "curator": "Итоги готовы: ответили {n}, отклик {p}.",
            "mentor": "Итоги готовы: ответили {n}, отклик {p}.",
            "director": "Итоги готовы: ответили {n}, отклик {p}.",
        },
    ),
    "archived": StateWords(
        "В архиве",
        "calm",
        lines={
            "curator": "Анкета в архиве, итоги сохранены.",
            "mentor": "Итоги сохранены.",
            "director": "Итоги сохранены.",
        },
    ),
}

INVITATION = {
    "invited": StateWords(
        "Ждём ответа",
        "wait",
        turn=("respondent",),
        lines={
            "respondent": "До {date}, около четырёх минут.",
            "curator": "Ответить до {date}.",
        },
    ),
    "started": StateWords(
        "Начата",
        "wait",
        turn=("respondent",),
        lines={
            "respondent": "Сохранено {x} из {y}; продолжите до {date}.",
            "curator": "Ответить до {date}.",
        },
    ),
    "answered": StateWords(
        "Ответ принят",
        "ok",
        lines={
            "respondent": "Ответы отправлены.",
            "curator": "Ответы отправлены {date}.",
        },
    ),
    "missed": StateWords(
        "Срок прошёл",
        "calm",
        lines={
            "respondent": "Анкета закрыта.",
            "curator": "Срок был {date}.",
        },
    ),
}
