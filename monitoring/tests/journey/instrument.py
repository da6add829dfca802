"""Show 2 of issue 5: a questionnaire built, answered on a phone and scored, by whatever hands.

What is asked, what is answered and what comes out, worked out by hand: the index counts three items, 9, 7 and 4:
(9 + 7 + 4) / 3 / 10 × 100 = 66.7 %. The descriptive item (a mark of 2) and the hours stay out of it: with them it would be
(9 + 7 + 4 + 2) / 4 / 10 × 100 = 55 %.
"""

TITLE = "Как прошла первая четверть"
INDEXED = ("Помощь приходила вовремя", "Советы можно применить", "Мне спокойно на занятиях")
DESCRIPTIVE = "Сколько вашего времени занимали встречи"
HOURS = "Сколько часов в месяц вы встречались"
REASON = "Не хватает посещений занятий."
MARKS = ("9", "7", "4")
INDEX = (9 + 7 + 4) / 3 / 10 * 100
LIMIT = "4"


def build(hands):
    """Five questions, each on its own small form; the third asks the reason of a mark of four or less."""
    hands.visit("/instruments/")
    hands.follow("Создать бланк")
    hands.fill("Заголовок", TITLE)
    hands.press("Создать и добавить вопросы")
    hands.sees("Вопросов пока нет")
    for text in INDEXED:
        _begin(hands, "Шкала 1–10")
        hands.fill("Вопрос", text)
        if text == INDEXED[-1]:
            hands.fill("Просить пояснение, если оценка не выше", LIMIT)
            hands.tick("Без пояснения низкую оценку не принимать")
        hands.press("Добавить вопрос")
    _begin(hands, "Шкала 1–10")
    hands.fill("Вопрос", DESCRIPTIVE)
    hands.tick("Не входит в индекс")
    hands.press("Добавить вопрос")
    _begin(hands, "Число")
    hands.fill("Вопрос", HOURS)
    hands.fill("Единица", "ч")
    hands.press("Добавить вопрос")
    hands.press(f"Ниже {INDEXED[0]}")
    hands.sees("В индекс входят 3 из 5 вопросов", f"1. {INDEXED[1]}", f"2. {INDEXED[0]}")
    hands.press(f"Выше {INDEXED[0]}")
    hands.sees(f"1. {INDEXED[0]}")
    hands.shot("Бланк в сборке")
    hands.follow("Посмотреть глазами отвечающего")
    hands.sees("Это просмотр", f"3. {INDEXED[2]}", "3. Почему такая оценка?", DESCRIPTIVE)
    hands.follow("Вернуться к бланку")
    hands.press("Опубликовать бланк")
    hands.sees("Бланк заморожен")


def _begin(hands, kind):
    hands.follow("Добавить вопрос")
    hands.tick(kind)
    hands.press("Дальше")


def launch(hands):
    """A survey of the published questionnaire about every running program of the year."""
    hands.follow("Создать анкету по этому бланку")
    hands.press("Сохранить черновик")
    hands.sees(TITLE)
    hands.follow("Проверить и запустить")
    hands.tick("Я проверил")
    hands.press("Запустить анкету")


def answer(hands):
    """At the width of a phone. The low mark is first refused without its reason, nothing typed is lost."""
    hands.press("Понятно, начать анкету")
    while "Отправить ответы" not in hands.text() and "Осталось ответить" not in hands.text():
        _answer_page(hands)
    hands.sees("9 из 10", f"4 из 10. {REASON}", "12 ч")
    hands.press("Отправить ответы")
    hands.sees("Ответы отправлены")


def _answer_page(hands):
    text = hands.text()
    asked = [(place, mark) for place, mark in enumerate(MARKS) if f". {INDEXED[place]}" in text]
    for nth, (_, mark) in enumerate(asked):
        hands.tick(mark, nth=nth)
    if DESCRIPTIVE in text:
        hands.tick("2", nth=len(asked))
    if HOURS in text:
        hands.fill(f"{len(INDEXED) + 2}. {HOURS}", "12")
    _onward(hands)
    if "Напишите, почему такая оценка: 4." in hands.text():
        hands.shot("Низкая оценка просит пояснения")
        hands.fill("3. Почему такая оценка?", REASON)
        _onward(hands)


def _onward(hands):
    text = hands.text()
    hands.press("Проверить и отправить" if "Проверить и отправить" in text else "Дальше")
