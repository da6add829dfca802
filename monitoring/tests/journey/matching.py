"""Chapter 2: requests, ranked mentors with reasons, the mentor's consent, a pair and a group of three."""

from .story import GROUP, PEOPLE, short

PROBLEM = "Не успеваю провести занятие по плану: опрос съедает половину пары, на новое времени не остаётся."
WORRY = "Первый год ведёт группу: трудно говорить с родителями и держать темп занятия."


def own_request(story):
    """R10: the teacher asks for himself, on a phone."""
    mentee = story.at("mentee")
    mentee.section("Запросы")
    mentee.follow("Новый запрос")
    mentee.press("Написать запрос")
    _need(mentee, PROBLEM)
    mentee.sees("После отправки запрос увидит куратор")
    mentee.shot("05-request-check")
    mentee.press("Отправить запрос")
    mentee.sees("Готово. Запрос у куратора.")


def request_for(story, part):
    """R10: the administration asks for a teacher, and the teacher agrees."""
    curator = story.at("curator")
    curator.section("Запросы")
    curator.follow("Новый запрос")
    curator.choose("Кому нужен наставник?", PEOPLE[part].name)
    curator.press("Дальше: что беспокоит")
    _need(curator, WORRY)
    curator.press("Отправить запрос")
    curator.sees("Готово. Спросили педагога")
    teacher = story.at(part)
    teacher.section("Мои дела")
    teacher.follow("Ответить")
    teacher.press("Согласиться на наставника")
    teacher.sees("Готово. Куратор подбирает наставника")


def _need(hands, problem):
    hands.fill("Что беспокоит?", problem)
    hands.tick("Методическое")
    hands.press("Дальше: пожелания")
    hands.press("Дальше: проверить и отправить")


def offer(story):
    """R12: the curator sees who fits, why, and why not the others; the mentor decides for himself."""
    curator, mentor = story.at("curator"), story.at("mentor")
    curator.section("Запросы")
    curator.follow(PEOPLE["mentee"].name)
    curator.follow("Подобрать наставника")
    curator.sees(PEOPLE["mentor"].name, PEOPLE["leader"].name, "Решение принимаете вы", "направлени")
    curator.shot("06-candidates")
    _choose(curator, "mentor")
    curator.press("Предложить наставнику")
    curator.sees(f"Готово. Спросили: {short('mentor')}")
    mentor.section("Мои дела")
    mentor.shot("07-mentor-asked")
    mentor.follow("Ответить")
    mentor.sees("Что беспокоит коллегу", PROBLEM)
    mentor.press("Стать наставником")
    mentor.sees("Готово. Вы согласились.")


def _choose(curator, part):
    """The place in the ranking is written before the name."""
    place = next(n for n in "12" if f"{n}. {PEOPLE[part].name}" in curator.text())
    curator.tick(f"{place}. {PEOPLE[part].name}")


def pair(story):
    """R13: form, model and kind of the draft that the mentor's consent made."""
    curator = story.at("curator")
    curator.section("Запросы")
    curator.follow(PEOPLE["mentee"].name)
    curator.follow("Открыть проект пары")
    curator.follow("Изменить пару")
    curator.choose("Модель взаимодействия", "Опытный педагог – молодой специалист")
    curator.choose("Основной вид", "Традиционное")
    _term(curator)


def group(story):
    """R13: three requests, one mentor who agreed in person, one draft."""
    curator = story.at("curator")
    curator.section("Пары и группы")
    curator.follow("Новая пара")
    for part in GROUP:
        curator.tick(f"{PEOPLE[part].name}: методика")
    curator.choose("Наставник", PEOPLE["leader"].name)
    curator.choose("Вид", "В группе")
    curator.press("Создать проект пары")
    curator.sees("Готово. Проект пары создан")
    curator.fill("Название группы", "Группа Пахомова")
    curator.choose("Модель взаимодействия", "Опытный педагог – молодой специалист")
    _term(curator)


def _term(curator):
    curator.fill("Начало", "14.09.2026")
    curator.fill("Конец", "30.06.2027")
    curator.fill("Почему выбрана эта пара", "Большой опыт, одна цикловая нагрузка, умеет объяснять.")
    curator.press("Сохранить пару")
    curator.sees("Готово.")
