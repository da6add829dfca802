"""What each state says to each reader: word, tone, sentence (source: the office's own wording)."""

from mentoring.kit.states import StateWords

REQUEST = {
    "draft": StateWords(
        "Черновик",
        "calm",
        lines={
            "mentee": "Запрос видите только вы: допишите и отправьте.",
            "initiator": "Запрос видите только вы: допишите и отправьте.",
        },
    ),
    "awaiting_teacher": StateWords(
        "Ждёт согласия педагога",
        "wait",
        turn=("mentee",),
        lines={
            "mentee": "Вам предлагают наставника: согласитесь или откажитесь до {date}.",
            "curator": "Педагог отвечает до {date}, потом запрос вернётся к вам.",
            "director": "Педагог отвечает до {date}.",
            "initiator": "Педагог отвечает до {date}.",
        },
    ),
    "awaiting_teacher_late": StateWords(  # counted: the state is the same, its date has passed
        "Ждёт согласия педагога",
        "wait",
        turn=("mentee", "curator"),
        lines={
            "mentee": "Вам предлагают наставника: согласитесь или откажитесь. Срок был {date}.",
            "curator": "Срок ответа был {date}: спросите педагога и запишите его ответ.",
            "director": "Срок ответа педагога был {date}; запрос у куратора.",
            "initiator": "Срок ответа педагога был {date}; запрос у куратора.",
        },
    ),
    "awaiting_curator": StateWords(
        "Ждёт решения куратора",
        "wait",
        turn=("curator",),
        lines={
            "mentee": "Куратор подбирает наставника и ответит до {date}.",
            "curator": "Подберите наставника до {date}.",
            "director": "Куратор подбирает наставника до {date}.",
            "initiator": "Куратор ведёт запрос, решение до {date}.",
        },
    ),
    "awaiting_mentor": StateWords(
        "Ждёт ответа наставника",
        "wait",
        turn=("mentor",),
        lines={
            "mentee": "Наставник ответит до {date}.",
            "mentor": "Вас просят стать наставником {mentee_gen}: ответьте до {date}.",
            "curator": "{mentor} отвечает до {date}; затем запрос вернётся к вам.",
            "director": "Наставник отвечает до {date}.",
            "initiator": "Куратор ведёт запрос, решение до {date}.",
        },
    ),
    "awaiting_mentor_queued": StateWords(  # counted: somebody stands next in the curator's queue
        "Ждёт ответа наставника",
        "wait",
        turn=("mentor",),
        lines={
            "mentee": "Наставник ответит до {date}.",
            "mentor": "Вас просят стать наставником {mentee_gen}: ответьте до {date}.",
            "curator": "{mentor} отвечает до {date}; затем сами спросим {next}.",
            "director": "Наставник отвечает до {date}.",
            "initiator": "Куратор ведёт запрос, решение до {date}.",
        },
    ),
    "mentor_agreed": StateWords(
        "Наставник согласен",
        "go",
        turn=("curator",),
        lines={
            "mentee": "Наставник нашёлся: {mentor}; ждём приказ.",
            "mentor": "Вы согласились; куратор готовит приказ.",
            "curator": "Включите пару в приказ.",
            "director": "Пара будет в ближайшем приказе.",
            "initiator": "Наставник нашёлся: {mentor}; ждём приказ.",
        },
    ),
    "agreed_looking": StateWords(  # counted: so the pair of the request stands, and so below
        "Ищем наставника",
        "wait",
        turn=("curator",),
        lines={
            "mentee": "Куратор подбирает наставника.",
            "curator": "В паре нет наставника: выберите его.",
            "director": "Наставник ещё не выбран.",
            "initiator": "Куратор подбирает наставника.",
        },
    ),
    "agreed_asked": StateWords(
        "Ждём согласия",
        "wait",
        turn=("mentor",),
        lines={
            "mentee": "Ждём письменного согласия наставника.",
            "mentor": "Подтвердите письменное согласие: без него пара не войдёт в приказ.",
            "curator": "Ждём письменного согласия наставника: без него пара не войдёт в приказ.",
            "director": "Ждём согласия наставника.",
            "initiator": "Ждём письменного согласия наставника.",
        },
    ),
    "agreed_drafted": StateWords(
        "Наставник согласен",
        "go",
        turn=("curator",),
        lines={
            "mentee": "Наставник нашёлся: {mentor}; готовят приказ.",
            "mentor": "Вы согласились; куратор готовит приказ.",
            "curator": "Пара в проекте приказа: проверьте и отправьте его.",
            "director": "Пара будет в ближайшем приказе.",
            "initiator": "Наставник нашёлся: {mentor}; готовят приказ.",
        },
    ),
    "agreed_blocked": StateWords(
        "Есть помеха",
        "stop",
        turn=("curator",),
        lines={
            "mentee": "Куратор уточняет состав пары.",
            "mentor": "Куратор уточняет состав пары.",
            "curator": "В приказ пара пока не войдёт: откройте её и уберите помеху.",
            "director": "В приказ пара пока не войдёт.",
            "initiator": "Куратор уточняет состав пары.",
        },
    ),
    "agreed_in_order": StateWords(
        "Приказ на подписи",
        "go",
        lines={
            "mentee": "Приказ на подписи у директора.",
            "mentor": "Приказ на подписи у директора.",
            "curator": "Ждём подписи директора.",
            "director": "Приказ с этой парой ждёт подписи.",
            "initiator": "Приказ на подписи у директора.",
        },
    ),
    "awaiting_renewal": StateWords(
        "Нужно подтвердить",
        "wait",
        turn=("mentee", "initiator"),
        lines={
            "mentee": "Запрос прошлого года ещё нужен? Ответьте до {date}.",
            "initiator": "Запрос прошлого года ещё нужен? Ответьте до {date}.",
            "curator": "{author} подтверждает запрос до {date}.",
            "director": "Идёт подтверждение прошлогодних запросов.",
        },
    ),
    "paired": StateWords(
        "Пара закреплена",
        "ok",
        lines={
            "mentee": "Ваш наставник — {mentor}. Откройте программу.",
            "mentor": "Вы наставник {mentee_gen}. Откройте программу.",
            "curator": "По запросу закреплена пара.",
            "director": "По запросу закреплена пара.",
            "initiator": "Наставник закреплён: {mentor}.",
        },
    ),
    "declined": StateWords(
        "Не принят",
        "calm",
        lines={
            "mentee": "Запрос не принят: {reason}. Его можно изменить и отправить снова.",
            "curator": "Вы не приняли запрос: {reason}.",
            "director": "Не принят: {reason}.",
            "initiator": "Запрос закрыт: {reason}.",
        },
    ),
    "withdrawn": StateWords(
        "Отозван",
        "calm",
        lines={
            "mentee": "Вы отозвали запрос; его можно открыть снова.",
            "mentor": "Запрос отозван, отвечать не нужно.",
            "curator": "Педагог отозвал запрос.",
            "director": "Запрос отозван.",
            "initiator": "Педагог пока не готов. Поговорите с ним или с куратором.",
        },
    ),
    "expired": StateWords(
        "Срок ответа прошёл",
        "stop",
        turn=("curator",),
        lines={
            "mentee": "Ответа нет; куратор ищет другого наставника.",
            "mentor": "Срок ответа прошёл {date}; запрос у куратора.",
            "curator": "Никто не ответил: выберите, что дальше.",
            "director": "Запрос остался без ответа, он у куратора.",
            "initiator": "Ответа нет; куратор ищет другого наставника.",
        },
    ),
    "closed": StateWords(
        "Закрыт",
        "calm",
        lines={
            "mentee": "Запрос закрыт: {reason}.",
            "mentor": "Запрос закрыт, отвечать не нужно. Спасибо, что рассмотрели.",
            "curator": "Запрос закрыт: {reason}.",
            "director": "Запрос закрыт.",
            "initiator": "Запрос закрыт: {reason}.",
        },
    ),
}

MATCH = {  # a matching of all requests at once; the curator alone reads it
    "computing": StateWords("Считаем", "go", lines={"curator": "Это займёт несколько секунд."}),
    "draft": StateWords(
        "Черновик", "wait", turn=("curator",), lines={"curator": "Проверьте и опубликуйте: пока никого не спросили."}
    ),
    "publishing": StateWords("Публикуем", "go", lines={"curator": "Строка за строкой; страницу можно закрыть."}),
    "published": StateWords("Опубликован", "ok", lines={"curator": "Дальше каждый запрос идёт своим путём."}),
    "discarded": StateWords("Удалён", "calm", lines={"curator": "Запросы и пары не изменились."}),
    "failed": StateWords("Не посчитан", "stop", turn=("curator",), lines={"curator": "{note}"}),
}

DRAFT_PAIR = {
    "looking": StateWords(
        "Ищем наставника",
        "wait",
        turn=("curator",),
        lines={
            "mentee": "Куратор подбирает наставника.",
            "curator": "Выберите наставника или пока оставьте место пустым: без него пара не войдёт в приказ.",
            "director": "Наставник ещё не выбран.",
        },
    ),
    "asked": StateWords(
        "Ждём согласия",
        "wait",
        turn=("mentor",),
        lines={
            "mentee": "Ждём согласия наставника.",
            "mentor": "Подтвердите письменное согласие до {date}.",
            "curator": "Наставник отвечает до {date}.",
            "director": "Ждём согласия наставника.",
        },
    ),
    "blocked": StateWords(
        "Есть помеха",
        "stop",
        lines={
            "mentee": "Куратор уточняет состав пары.",
            "mentor": "Куратор уточняет состав пары.",
            "curator": "Приказ не выпустить: {reason}.",
            "director": "В приказ пока нельзя: {reason}.",
        },
    ),
    "ready": StateWords(
        "Готова к приказу",
        "go",
        lines={
            "mentee": "Пара подобрана; ждём приказ.",
            "mentor": "Пара подобрана; ждём приказ.",
            "curator": "Включите пару в приказ.",
            "director": "Пара ждёт приказа.",
        },
    ),
    "in_order": StateWords(
        "В проекте приказа",
        "wait",
        turn=("director",),
        lines={
            "mentee": "Приказ на подписи у директора.",
            "mentor": "Приказ на подписи у директора.",
            "curator": "Ждём подписи директора до {date}.",
            "director": "Подпишите приказ до {date}.",
        },
    ),
    "dropped": StateWords(
        "Снята",
        "calm",
        lines={
            "mentee": "Пара не состоялась; запрос у куратора.",
            "mentor": "Пара не состоялась, от вас ничего не нужно.",
            "curator": "Вы сняли проект: {reason}.",
            "director": "Проект снят.",
        },
    ),
}

PAIR = {
    "assigned": StateWords(
        "Закреплена",
        "go",
        lines={
            "mentee": "Работа начнётся {date}.",
            "mentor": "Работа начнётся {date}; подготовьте программу.",
            "curator": "Начало {date}; программа нужна к {due}.",
            "director": "Начало {date}.",
        },
    ),
    "active": StateWords(
        "Работает",
        "ok",
        lines={
            "mentee": "Ближайшее: {next}.",
            "mentor": "Ближайшее: {next}.",
            "curator": "План выполнен на {p}; следующее: {next}.",
            "director": "План выполнен на {p}.",
        },
    ),
    "substitution": StateWords(
        "Временная замена",
        "go",
        lines={
            "mentee": "До {date} вам помогает {substitute}.",
            "mentor": "До {date} вас заменяет {substitute}.",
            "curator": "Замена до {date}; проверьте её окончание.",
            "director": "Временная замена до {date}.",
        },
    ),
    "paused": StateWords(
        "Приостановлена",
        "calm",
        lines={
            "mentee": "Работа остановлена до {date}: {reason}.",
            "mentor": "Работа остановлена до {date}.",
            "curator": "Перерыв до {date}; потом работа возобновится сама.",
            "director": "Приостановлена до {date}.",
        },
    ),
    "replacing": StateWords(
        "Замена наставника",
        "wait",
        turn=("curator", "mentor"),
        lines={
            "mentee": "Куратор подбирает другого наставника; сделанное сохранится.",
            "mentor": "Передайте дела до {date}.",
            "curator": "Назначьте наставника до {date}.",
            "director": "Ждём приказа о замене.",
        },
    ),
    "ending": StateWords(
        "Завершается",
        "wait",
        turn=("curator", "mentee", "mentor"),
        lines={
            "mentee": "Отметьте, что осталось в плане, и ответьте на анкету.",
            "mentor": "Отметьте, что осталось в плане, и ответьте на анкету.",
            "curator": "Проверьте, что осталось, и завершите программу.",
            "director": "Пара подводит итоги; программу завершит куратор.",
        },
    ),
    "completed": StateWords(
        "Завершена",
        "ok",
        lines={
            "mentee": "Программа завершена {date}; материалы доступны.",
            "mentor": "Программа завершена {date}; материалы доступны.",
            "curator": "Завершена {date}: {ground}.",
            "director": "Завершена {date}: {ground}.",
        },
    ),
    "ended_early": StateWords(
        "Завершена досрочно",
        "calm",
        lines={
            "mentee": "Программа завершена {date}; к ней можно вернуться по другим направлениям.",
            "mentor": "Программа завершена {date}.",
            "curator": "Завершена {date}: {ground}, {reason}.",
            "director": "Завершена досрочно {date}: {ground}.",
        },
    ),
}

DOCUMENT = {
    "draft": StateWords(
        "Проект",
        "calm",
        lines={
            "curator": "Проверьте текст и падежи, отправьте на подпись.",
        },
    ),
    "review": StateWords(
        "На проверке",
        "wait",
        lines={
            "curator": "Проверяющий {person} отвечает до {date}.",
            "director": "Документ ещё проверяют.",
        },
    ),
    "awaiting_signature": StateWords(
        "На подписи",
        "wait",
        turn=("director",),
        lines={
            "member": "Документ на подписи; вам придёт письмо.",
            "curator": "Ждём подписи {person} до {date}.",
            "director": "Прочитайте и подпишите до {date}.",
        },
    ),
    "returned": StateWords(
        "Возвращён",
        "stop",
        lines={
            "member": "Документ исправляют.",
            "curator": "Директор вернул: {remark}. Исправьте и отправьте снова.",
            "director": "Вы вернули документ; ждём исправления.",
        },
    ),
    "awaiting_scan": StateWords(
        "Ждём скан",
        "wait",
        turn=("curator",),
        lines={
            "member": "Документ действует; бумагу оформляет куратор.",
            "curator": "Распечатайте, подпишите на бумаге и загрузите скан.",
            "director": "Подписано в системе; бумага у куратора.",
        },
    ),
    "in_force": StateWords(
        "Действует",
        "ok",
        lines={
            "member": "Документ действует с {date}.",
            "curator": "Действует с {date}; ознакомились {x} из {y}.",
            "director": "Действует с {date}.",
        },
    ),
    "replaced": StateWords(
        "Заменён",
        "calm",
        lines={
            "member": "Действует новая редакция от {date}.",
            "curator": "Заменён документом № {number}.",
            "director": "Заменён документом № {number}.",
        },
    ),
    "canceled": StateWords(
        "Отменён",
        "calm",
        lines={
            "member": "Документ отменён {date}.",
            "curator": "Отменён {date}: {reason}; номер не используется снова.",
            "director": "Отменён {date}: {reason}.",
        },
    ),
}

CONSENT = {
    "requested": StateWords(
        "Ждём ответа",
        "wait",
        turn=("person",),
        lines={
            "person": "Прочитайте и ответьте до {date}; отказ ни на что не влияет.",
            "curator": "Ждём ответа до {date}.",
            "director": "Ждём ответа.",
        },
    ),
    "awaiting_scan": StateWords(
        "Ждём бумагу",
        "wait",
        turn=("curator", "person"),
        lines={
            "person": "Подпишите распечатанный лист и передайте куратору.",
            "curator": "Загрузите скан подписанного листа.",
            "director": "Ждём бумагу.",
        },
    ),
    "given": StateWords(
        "Дано",
        "ok",
        lines={
            "person": "Вы согласились {date}; отозвать можно в «Моих данных».",
            "curator": "Дано {date}, {way}.",
            "director": "Дано {date}.",
        },
    ),
    "refused": StateWords(
        "Отказ",
        "calm",
        lines={
            "person": "Вы отказались {date}; передумать можно когда угодно.",
            "curator": "Человек отказался; причину не спрашиваем.",
            "director": "Согласия нет.",
        },
    ),
    "outdated": StateWords(
        "Нужен новый текст",
        "wait",
        turn=("curator", "person"),
        lines={
            "person": "Текст изменился: прочитайте и ответьте до {date}.",
            "curator": "Действует прежний текст; новый ждёт ответа до {date}.",
            "director": "Текст обновляется.",
        },
    ),
    "revoked": StateWords(
        "Отозвано",
        "stop",
        lines={
            "person": "Вы отозвали согласие {date}; последний день — {last_day}.",
            "curator": "Отозвано {date}: до {last_day} решите, что с парой.",
            "director": "Отозвано {date}; нужен приказ до {last_day}.",
        },
    ),
    "replaced": StateWords(
        "Заменено новым",
        "calm",
        lines={
            "person": "Вы согласились {date}; потом ответили на новый текст.",
            "curator": "Дано {date}; потом человек ответил на новый текст.",
            "director": "Заменено новым согласием.",
        },
    ),
}

AGREEMENT = {
    "draft": StateWords(
        "Проект",
        "wait",
        turn=("curator",),
        lines={"curator": "Проверьте текст и присвойте номер.", "director": "Куратор готовит соглашение."},
    ),
    "awaiting_scan": StateWords(
        "Ждём скан",
        "wait",
        turn=("curator",),
        lines={
            "curator": "Напечатайте, подпишите у директора и наставника, загрузите скан.",
            "director": "Подпишите напечатанный лист.",
            "person": "Подпишите напечатанный лист у куратора.",
            "hr": "Ждём подписанный лист.",
        },
    ),
    "in_force": StateWords(
        "Действует",
        "ok",
        lines={
            "curator": "Действует до {date}.",
            "director": "Действует до {date}.",
            "person": "Действует до {date}.",
            "hr": "Действует до {date}.",
        },
    ),
    "ended": StateWords(
        "Прекращено",
        "calm",
        lines={
            "curator": "Прекращено {date}.",
            "director": "Прекращено {date}.",
            "person": "Прекращено {date}.",
            "hr": "Прекращено {date}.",
        },
    ),
}

DIAGNOSIS = {
    "asked": StateWords(
        "Ждёт педагога",
        "wait",
        turn=("person",),
        lines={
            "person": "Заполните карту до {date}. Пропускать можно.",
            "reader": "Педагог заполняет до {date}.",
        },
    ),
    "draft": StateWords(
        "Заполняется",
        "wait",
        turn=("person",),
        lines={
            "person": "Допишите и отправьте до {date}. Пока карту видите только вы.",
            "reader": "Педагог заполняет до {date}. Ответы откроются, когда он их отправит.",
        },
    ),
    "done": StateWords(
        "Заполнена",
        "ok",
        lines={"person": "Отправлена {date}.", "reader": "Отправлена {date}."},
    ),
    "withdrawn": StateWords(
        "Больше не нужна",
        "calm",
        lines={"person": "Заполнять не нужно.", "reader": "Карту отменили."},
    ),
}

IMPORT_ROW = {
    "add": StateWords(
        "Добавим",
        "ok",
        lines={
            "curator": "{name}: новая карточка.",
        },
    ),
    "update": StateWords(
        "Обновим",
        "go",
        lines={
            "curator": "{name}: изменится {fields}.",
        },
    ),
    "same": StateWords(
        "Без изменений",
        "calm",
        lines={
            "curator": "{name}: всё уже так.",
        },
    ),
    "warning": StateWords(
        "Проверьте",
        "wait",
        lines={
            "curator": "{name}: {reason}. Загрузим, если не исключите.",
        },
    ),
    "error": StateWords(
        "Не загрузим",
        "stop",
        lines={
            "curator": "{name}: {reason}. Что исправить: {fix}.",
        },
    ),
    "duplicate": StateWords(
        "Повтор в файле",
        "stop",
        lines={
            "curator": "{name}: уже есть в строке {row}.",
        },
    ),
    "skipped": StateWords(
        "Исключена",
        "calm",
        lines={
            "curator": "{name}: вы исключили строку.",
        },
    ),
    "applied": StateWords(
        "Загружена",
        "ok",
        lines={
            "curator": "{name}: сохранено.",
        },
    ),
}
