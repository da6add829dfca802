"""What each state says to each reader: word, tone, sentence (source: the office's own wording)."""

from mentoring.kit.states import StateWords

PROGRAM = {
    "draft": StateWords(
        "Составляется",
        "go",
        lines={
            "mentee": "Наставник пишет программу; посмотрите черновик и дополните.",
            "mentor": "Заполните разделы и отправьте до {date}.",
            "curator": "Программу составляют до {date}.",
            "director": "Программу составляют до {date}.",
        },
    ),
    "submitted": StateWords(
        "На согласовании",
        "wait",
        turn=("curator",),
        lines={
            "mentee": "Куратор читает до {date}.",
            "mentor": "Куратор читает до {date}; можно забрать и дописать.",
            "curator": "Согласуйте или верните с замечаниями до {date}.",
            "director": "Куратор читает до {date}.",
        },
    ),
    "returned": StateWords(
        "На доработке",
        "wait",
        turn=("mentor",),
        lines={
            "mentee": "Наставник дорабатывает по замечаниям.",
            "mentor": "Замечаний: {n}. Ответьте и отправьте снова до {date}.",
            "curator": "Вы вернули; ждём до {date}.",
            "director": "Программа на доработке.",
        },
    ),
    "submitted_to_approve": StateWords(  # the curator himself approves (setting program_approver)
        "На согласовании",
        "wait",
        turn=("curator",),
        lines={
            "mentee": "Куратор читает до {date}.",
            "mentor": "Куратор читает до {date}; можно забрать и дописать.",
            "curator": "Утвердите или верните с замечаниями до {date}.",
            "director": "Куратор читает до {date}.",
        },
    ),
    "awaiting_council": StateWords(  # the council approves (setting program_approver)
        "На утверждении",
        "wait",
        turn=("council",),
        lines={
            "mentee": "Программа у совета наставников.",
            "mentor": "Программа у совета наставников до {date}.",
            "curator": "Ждём совет наставников до {date}.",
            "director": "Совет наставников решает до {date}.",
            "council": "Утвердите или верните до {date}.",
        },
    ),
    "awaiting_director": StateWords(
        "На утверждении",
        "wait",
        turn=("director",),
        lines={
            "mentee": "Программа у директора.",
            "mentor": "Программа у директора до {date}.",
            "curator": "Ждём директора до {date}.",
            "director": "Утвердите или верните до {date}.",
        },
    ),
    "awaiting_acquaintance": StateWords(
        "Ждёт ознакомления",
        "wait",
        turn=("mentee",),
        lines={
            "mentee": "Прочитайте программу и отметьте до {date}.",
            "mentor": "Ждём, когда наставляемый прочитает.",
            "curator": "Ждём ознакомления до {date}.",
            "director": "Программа утверждена, идёт ознакомление.",
        },
    ),
    "active": StateWords(
        "Действует",
        "ok",
        lines={
            "mentee": "Ближайшее: {next}.",
            "mentor": "Ближайшее: {next}.",
            "curator": "Выполнено {x} из {y} мероприятий.",
            "director": "Выполнено {x} из {y} мероприятий.",
        },
    ),
    "active_marked": StateWords(  # counted: every event of the plan is marked
        "Действует",
        "ok",
        lines={
            "mentee": "План отмечен целиком.",
            "mentor": "План отмечен целиком.",
            "curator": "План отмечен целиком: выполнено {x} из {y} мероприятий.",
            "director": "План отмечен целиком: выполнено {x} из {y} мероприятий.",
        },
    ),
    "active_without_plan": StateWords(  # counted: this kind of mentoring needs no plan
        "Действует",
        "ok",
        lines={
            "mentee": "План для этого вида не требуется.",
            "mentor": "План для этого вида не требуется: записывайте встречи.",
            "curator": "План для этого вида не требуется.",
            "director": "План для этого вида не требуется.",
        },
    ),
    "finishing": StateWords(
        "Подводим итоги",
        "wait",
        turn=("curator", "mentee", "mentor"),
        lines={
            "mentee": "Осталось: {left}.",
            "mentor": "Осталось: {left}.",
            "curator": "Не хватает: {left}.",
            "director": "Итоги к {date}.",
        },
    ),
    "finishing_marked": StateWords(  # counted: nothing is left to mark, the curator closes
        "Подводим итоги",
        "wait",
        turn=("curator",),
        lines={
            "mentee": "Всё отмечено. Ждём, когда куратор завершит программу.",
            "mentor": "Всё отмечено. Ждём, когда куратор завершит программу.",
            "curator": "Всё отмечено: завершите программу.",
            "director": "Всё отмечено; программу завершит куратор.",
        },
    ),
    "completed": StateWords(
        "Завершена",
        "ok",
        lines={
            "mentee": "Итоги сохранены, их можно открыть.",
            "mentor": "Итоги сохранены, их можно открыть.",
            "curator": "Завершена {date} по плану.",
            "director": "Завершена {date} по плану.",
        },
    ),
    "ended_early": StateWords(
        "Завершена досрочно",
        "calm",
        lines={
            "mentee": "Завершена {date}; сделанное сохранено.",
            "mentor": "Завершена {date}; сделанное сохранено.",
            "curator": "Завершена {date}: {reason}.",
            "director": "Завершена {date}: {reason}.",
        },
    ),
    "canceled": StateWords(
        "Не начата",
        "calm",
        lines={
            "mentee": "Программа не понадобилась: {reason}.",
            "mentor": "Программа не понадобилась: {reason}.",
            "curator": "Отменена до начала: {reason}.",
            "director": "Отменена до начала.",
        },
    ),
}

SECTION = {
    "not_started": StateWords(
        "Не начат",
        "calm",
        lines={
            "mentor": "Раздел пуст: начните с заготовки.",
            "mentee": "Раздел пуст: начните с заготовки.",
            "curator": "Раздел ещё пуст.",
            "director": "Раздел ещё пуст.",
        },
    ),
    "in_progress": StateWords(
        "Начат",
        "go",
        lines={
            "mentor": "Не хватает: {left}.",
            "mentee": "Не хватает: {left}.",
            "curator": "Раздел пишут.",
            "director": "Раздел пишут.",
        },
    ),
    "ready": StateWords(
        "Заполнен",
        "ok",
        lines={
            "mentor": "Раздел заполнен; его можно менять до отправки.",
            "mentee": "Раздел заполнен; его можно менять до отправки.",
            "curator": "Прочитайте раздел.",
            "director": "Раздел заполнен.",
        },
    ),
    "remarked": StateWords(
        "Есть замечание",
        "stop",
        lines={
            "mentor": "Куратор написал: «{remark}». Исправьте или ответьте.",
            "mentee": "Куратор написал: «{remark}». Исправьте или ответьте.",
            "curator": "Ждём ответа на замечание.",
            "director": "По разделу есть замечание.",
        },
    ),
    "fixed": StateWords(
        "Исправлен",
        "go",
        lines={
            "mentor": "Замечание закрыто; отправьте программу снова.",
            "mentee": "Замечание закрыто; отправьте программу снова.",
            "curator": "Сравните с прежним текстом.",
            "director": "Раздел исправлен.",
        },
    ),
    "locked": StateWords(
        "Утверждён",
        "ok",
        lines={
            "mentor": "Текст утверждён; изменения – через куратора.",
            "mentee": "Текст утверждён; изменения – через куратора.",
            "curator": "Текст утверждён {date}.",
            "director": "Текст утверждён {date}.",
        },
    ),
    "not_required": StateWords(
        "Не нужен",
        "calm",
        lines={
            "mentor": "Для вида «{kind}» раздел необязателен.",
            "mentee": "Для вида «{kind}» раздел необязателен.",
            "curator": "Для вида «{kind}» раздел необязателен.",
            "director": "Для вида «{kind}» раздел необязателен.",
        },
    ),
}

PLAN_EVENT = {
    "planned": StateWords(
        "Запланировано",
        "calm",
        lines={
            "mentee": "Срок {date}; готовит {who}.",
            "mentor": "Срок {date}; готовит {who}.",
            "curator": "Срок {date}.",
            "director": "Срок {date}.",
        },
    ),
    "soon": StateWords(
        "Скоро",
        "go",
        lines={
            "mentee": "Осталось {days}; готовит {who}.",
            "mentor": "Осталось {days}; готовит {who}.",
            "curator": "Осталось {days}.",
            "director": "Осталось {days}.",
        },
    ),
    "overdue": StateWords(
        "Срок прошёл",
        "stop",
        lines={
            "mentee": "Срок был {date}: отметьте, что получилось.",
            "mentor": "Срок был {date}: отметьте или перенесите.",
            "curator": "Срок был {date}; отметки нет.",
            "director": "Срок был {date}; отметки нет.",
        },
    ),
    "done": StateWords(
        "Выполнено",
        "ok",
        lines={
            "mentee": "Выполнено {date}: {result}.",
            "mentor": "Выполнено {date}: {result}.",
            "curator": "Выполнено {date}.",
            "director": "Выполнено {date}.",
        },
    ),
    "partly": StateWords(
        "Выполнено частично",
        "go",
        lines={
            "mentee": "Сделано: {result}. Осталось: {left}.",
            "mentor": "Сделано: {result}. Осталось: {left}.",
            "curator": "Выполнено частично.",
            "director": "Выполнено частично.",
        },
    ),
    "moved": StateWords(
        "Перенесено",
        "wait",
        lines={
            "mentee": "Новый срок {date}: {reason}.",
            "mentor": "Новый срок {date}: {reason}.",
            "curator": "Перенесено на {date}: {reason}.",
            "director": "Перенесено на {date}: {reason}.",
        },
    ),
    "not_done": StateWords(
        "Не состоялось",
        "calm",
        lines={
            "mentee": "Не состоялось: {reason}.",
            "mentor": "Не состоялось: {reason}.",
            "curator": "Не состоялось: {reason}.",
            "director": "Не состоялось: {reason}.",
        },
    ),
    "removed": StateWords(
        "Снято",
        "calm",
        lines={
            "mentee": "Снято изменением № {n}.",
            "mentor": "Снято изменением № {n}.",
            "curator": "Снято изменением № {n}.",
            "director": "Снято изменением № {n}.",
        },
    ),
}

MEETING = {
    "scheduled": StateWords(
        "Назначена",
        "go",
        lines={
            "mentee": "{date}, {time}, {place}.",
            "mentor": "{date}, {time}, {place}.",
            "curator": "Назначена на {date}.",
        },
    ),
    "awaiting_record": StateWords(
        "Ждёт записи",
        "wait",
        lines={
            "mentee": "Встреча была {date}? Запишите, что решили.",
            "mentor": "Встреча была {date}? Запишите, что решили.",
            "curator": "Записи о встрече {date} пока нет.",
        },
    ),
    "recorded": StateWords(
        "Записана",
        "wait",
        turn=("mentee",),
        lines={
            "mentee": "{author} записал(а) встречу: подтвердите или уточните до {date}.",
            "mentor": "Ждём подтверждения {second} до {date}.",
            "curator": "Ждём подтверждения {second} до {date}.",
        },
    ),
    "confirmed": StateWords(
        "Состоялась",
        "ok",
        lines={
            "mentee": "Запись подтвердили обе стороны.",
            "mentor": "Запись подтвердили обе стороны.",
            "curator": "Состоялась {date}, {minutes}.",
        },
    ),
    "disputed": StateWords(
        "Нужно уточнить",
        "wait",
        turn=("mentee", "mentor"),
        lines={
            "mentee": "Прочитайте уточнение и договоритесь о записи.",
            "mentor": "Прочитайте уточнение и договоритесь о записи.",
            "curator": "Стороны уточняют запись.",
        },
    ),
    "not_held": StateWords(
        "Не состоялась",
        "calm",
        lines={
            "mentee": "Не состоялась: {reason}.",
            "mentor": "Не состоялась: {reason}. Назначьте новую.",
            "curator": "Не состоялась: {reason}.",
        },
    ),
    "canceled": StateWords(
        "Отменена",
        "calm",
        lines={
            "mentee": "Отменил(а) {author} {date}.",
            "mentor": "Отменил(а) {author} {date}.",
            "curator": "Отменена {date}.",
        },
    ),
}

FLAG = {
    "open": StateWords(
        "Ждёт куратора",
        "wait",
        turn=("curator",),
        lines={
            "author": "Куратор получил письмо и ответит здесь.",
            "curator": "Ответьте или закройте, когда сделали, о чём просили.",
        },
    ),
    "closed": StateWords(
        "Закрыто",
        "calm",
        lines={
            "author": "Закрыл(а) {who}. Если вопрос остался, верните его.",
            "curator": "Закрыл(а) {who}.",
        },
    ),
}

INDUCTION = {
    "open": StateWords(
        "Идёт",
        "go",
        lines={
            "mentor": "Отметьте до {date}, что показали; наставляемый отметит, что понятно.",
            "mentee": "Отметьте до {date}, что понятно; непонятное спросите у наставника.",
            "curator": "Наставник и {person} отмечают до {date}.",
        },
    ),
    "overdue": StateWords(
        "Срок прошёл",
        "stop",
        lines={
            "mentor": "Срок был {date}. Отметьте, что показали, остальное покажите на ближайшей встрече.",
            "mentee": "Срок был {date}. Отметьте, что понятно; о непоказанном напомните наставнику.",
            "curator": "Срок был {date}, отмечено не всё.",
        },
    ),
    "done": StateWords(
        "Завершён",
        "ok",
        lines={"curator": "Всё обязательное отметили обе стороны, {day}."},
    ),
    "stopped": StateWords(
        "Остановлен",
        "calm",
        lines={"curator": "Список больше не ведут. Отметки сохранились."},
    ),
}

ASSIGNMENT = {
    "given": StateWords(
        "Дано",
        "wait",
        turn=("mentee",),
        lines={
            "mentee": "Пришлите ответ до {date}.",
            "mentor": "{person} ответит до {date}.",
            "curator": "Ответ до {date}.",
        },
    ),
    "overdue": StateWords(
        "Срок прошёл",
        "stop",
        turn=("mentee",),
        lines={
            "mentee": "Срок был {date}: пришлите, что есть, или договоритесь о другом дне.",
            "mentor": "Срок был {date}; ответа нет.",
            "curator": "Срок был {date}; ответа нет.",
        },
    ),
    "answered": StateWords(
        "На проверке",
        "wait",
        turn=("mentor",),
        lines={
            "mentee": "Ответ у наставника с {day}.",
            "mentor": "Примите работу или верните с пояснением.",
            "curator": "Ответ проверяет наставник с {day}.",
        },
    ),
    "returned": StateWords(
        "На доработке",
        "wait",
        turn=("mentee",),
        lines={
            "mentee": "Прочитайте, что исправить, и ответьте до {date}.",
            "mentor": "Вы вернули работу; ответ до {date}.",
            "curator": "Возвращено; ответ до {date}.",
        },
    ),
    "accepted": StateWords(
        "Принято",
        "ok",
        lines={"mentee": "Принято {day}.", "mentor": "Принято {day}.", "curator": "Принято {day}."},
    ),
    "withdrawn": StateWords(
        "Снято",
        "calm",
        lines={"mentee": "Снято {day}, отвечать не нужно.", "mentor": "Снято {day}.", "curator": "Снято {day}."},
    ),
}
