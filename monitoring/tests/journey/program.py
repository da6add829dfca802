"""Chapter 4: the personalised program, from the first line to the mentee's acquaintance."""

from .paper import names_are_in
from .story import PEOPLE, short

REMARK = "Не видно, как проверим цель. Назовите занятие или документ."
GOAL = "К 30 мая Наталья Юрьевна сама проводит занятие по проверяемой цели; проверим по карте наблюдения."
HARD = "Поставить цель занятия, достижение которой можно проверить"
STRONG = "Организовать работу студентов в СДО"
PRESETS = (
    "Карта затруднений и входной тест",
    "Переписать цели четырёх занятий",
    "Посетить занятие наставника, разобрать выбор методов",
    "Провести открытое занятие",
    "Разобрать научную основу трёх тем",
    "Сверить рабочую программу с ФГОС СПО",
    "Подготовить и провести занятие по самой трудной теме",
    "Посмотреть, как наставник держит порядок",
    "Научить наставника или коллег цифровому инструменту",
    "Подобрать пять коротких пауз",
    "Разговор о середине пути",
)
BY_HAND = "Провести классный час по своему сценарию"
FIRST_EVENT = "Переписать цели четырёх занятий так, чтобы их можно было проверить"


def begin(story):
    mentor = story.at("mentor")
    mentor.section("Мои дела")
    mentor.follow("Начать")
    mentor.tick("Начать с чистого листа")
    mentor.press("Начать программу")
    mentor.sees("Готово")
    mentor.shot("12-program-begun")


def note(story):
    """R20–R21: the sections of the note, each saved apart."""
    mentor = story.at("mentor")
    mentor.follow("Участники, форма и вид")
    mentor.press("Сохранить и дальше")
    mentor.fill("Описание проблемы", "Опрос съедает половину пары, на новое времени не остаётся.")
    mentor.fill("Цель", "Повысить мастерство.")
    mentor.fill("Задачи", "Освоить проверяемые цели\nПосетить четыре занятия\nПровести открытое занятие")
    mentor.press("Сохранить и дальше")
    mentor.unfold("Методическое")
    mentor.choose(HARD, "трудно и важно")
    mentor.unfold("ИКТ и цифровизация")
    mentor.choose(STRONG, "сильная сторона")
    mentor.fill("На что опираемся", "Уверенно работает в СДО: через неё и начнём.")
    mentor.shot("13-difficulties")
    mentor.press("Сохранить и дальше")
    mentor.fill("Что делает наставник", "Показываю занятия, посещаю занятия раз в месяц, разбираю их в тот же день.")
    mentor.fill("Что делает наставляемый", "Готовит занятия, посещает наставника, записывает выводы.")
    mentor.press("Сохранить и дальше")


def plan(story):
    """R22: eleven events from the bank and one by hand, the order and the term of which may be changed."""
    mentor = story.at("mentor")
    mentor.sees("План мероприятий")
    mentor.follow("Взять из банка")
    for measure in PRESETS:
        mentor.tick(measure)
    mentor.press("Добавить в план")
    mentor.sees("Готово. Добавлено: 11 мероприятий")
    row = 11
    if mentor.script:
        mentor.press("Добавить мероприятие")
        row = -1
    mentor.fill("Мероприятие", BY_HAND, nth=row)
    mentor.choose("Направление", "Воспитание", nth=row)
    mentor.fill("Срок", "до 20.04.2027", nth=row)
    mentor.fill("Ожидаемый результат", "Сценарий и отзыв наставника", nth=row)
    mentor.press("Сохранить черновик")
    mentor.sees("12 мероприятий", "Мероприятия есть во всех направлениях")
    mentor.shot("14-plan")
    mentor.press("Готово, к разделам программы")


def rest(story):
    mentor = story.at("mentor")
    mentor.follow("Расписание встреч и режим")
    mentor.fill("Расписание встреч", "По вторникам в 14:30, ауд. 214")
    mentor.tick("Очно")
    mentor.fill("Условия обучения", "Аудитория 214, доступ к СДО, время для взаимопосещений.")
    mentor.press("Сохранить и дальше")
    mentor.fill("Промежуточные результаты", "Приняты две технологические карты.")
    mentor.fill("К какому числу", "25.12.2026")
    mentor.fill("Планируемые результаты", "Открытое занятие проведено, наставник и методист дали отзыв.")
    mentor.press("Сохранить и дальше")
    mentor.shot("15-program-ready")


def submit(story):
    mentor = story.at("mentor")
    mentor.section("Программы")
    mentor.follow("Мельник Н. Ю.")
    mentor.follow("Проверить и отправить")
    mentor.tick("Я проверил")
    mentor.press("Отправить на согласование")
    mentor.sees("Готово. Программа у куратора")


def send_back(story):
    """R23: a remark stands at its section; the author answers it there."""
    curator = story.at("curator")
    _review(curator)
    curator.follow("Оставить замечание к разделу «Проблема, цель и задачи»")
    curator.fill("Замечание", REMARK)
    curator.press("Записать замечание")
    curator.sees(REMARK)
    curator.shot("16-review")
    curator.press("Вернуть с 1 замечанием")
    curator.sees("Готово. Наставник видит 1 замечание")


def mend(story):
    mentor = story.at("mentor")
    mentor.section("Мои дела")
    mentor.shot("17-home-mentor-turn")
    mentor.follow("Открыть")
    mentor.follow("Проблема, цель и задачи")
    mentor.sees(REMARK)
    mentor.fill("Цель", GOAL)
    mentor.press("Сохранить черновик")
    mentor.tick("Исправлено")
    mentor.fill("Ответ", "Назвали занятие и карту наблюдения.")
    mentor.press("Ответить на замечание")
    mentor.sees("Готово. Ответ записан")


def approve(story):
    curator = story.at("curator")
    _review(curator)
    curator.sees(GOAL, "Назвали занятие и карту наблюдения.")
    curator.press("Утвердить программу")
    curator.sees("Готово. Программа утверждена, №")
    curator.shot("18-approved")


def _review(curator):
    curator.section("Мои дела")
    curator.follow("Прочитать программу")


def acquaint(story):
    """R24: the mentee reads the frozen text on a phone and says so; the papers carry the names."""
    mentee = story.at("mentee")
    mentee.section("Мои дела")
    mentee.follow("Прочитать")
    mentee.sees(GOAL, BY_HAND)
    mentee.shot("19-acquaint")
    mentee.tick("Я прочитал")
    mentee.press("Ознакомиться с программой")
    mentee.sees("Готово. Программа действует.")


def papers(story):
    mentor = story.at("mentor")
    mentor.section("Программы")
    mentor.follow(short("mentee"))
    names = (PEOPLE["mentor"].name, PEOPLE["mentee"].name, "Провести классный час")
    names_are_in(mentor.download("PDF, редакция 1"), mentor.download("DOCX, редакция 1"), *names)
