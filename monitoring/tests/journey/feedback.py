"""Chapter 6: the survey, the evaluation of the program, the director's dashboard."""

from .paper import words_of_pdf
from .story import PEOPLE

TITLE = "Как вам программа: весна 2027"
READING = 20  # characters a second: about 180 Russian words a minute
ACT = 1.35  # seconds to find and press one control
MOST_SECONDS = 240


def launch(story):
    """R40: who is asked and what is promised is settled at launch."""
    curator = story.at("curator")
    curator.section("Оценка")
    curator.follow("Создать анкету")
    curator.tick("Как вам программа наставничества")
    curator.fill("Название", TITLE)
    curator.fill("Ответить до", "25.05.2027")
    curator.tick("Техникум целиком")
    curator.tick("Рябова → Мельник")
    curator.press("Сохранить черновик")
    curator.follow("Проверить и запустить")
    curator.shot("24-survey-launch")
    curator.tick("Я проверил")
    curator.press("Запустить анкету")
    curator.sees("Готово.")


def answer(story):
    """R41: on a phone, in less than four minutes; returns (actions, seconds reckoned)."""
    mentee = story.at("mentee")
    invited = story.link_in(story.letter_to("mentee", "Анкета"))
    mentee.section("Мои дела")
    mentee.follow("Ответить")
    assert mentee.path() == invited  # the letter and the home page lead to one place
    mentee.sees("Конфиденциально", "Наставник не видит ваших ответов")
    mentee.shot("25-survey-privacy")
    acts, read = mentee.actions, set()
    mentee.press("Понятно, начать анкету")
    while "Отправить ответы?" not in mentee.text():
        read |= {line for line in mentee.lines() if len(line) > 2}  # a sentence is read once, marks 1–10 never
        answer_page(mentee)
        mentee.press("Проверить и отправить" if "Проверить и отправить" in mentee.text() else "Дальше")
    mentee.press("Отправить ответы")
    mentee.sees("Ответы отправлены", "Больше ничего не нужно")
    acts = mentee.actions - acts
    characters = sum(map(len, read))
    seconds = acts * ACT + characters / READING
    assert seconds < MOST_SECONDS, f"{acts} actions, {characters} characters: {seconds:.0f} s"
    return acts, seconds


def answer_page(mentee):
    for number in range(mentee.count("9")):
        mentee.tick("9", nth=number)
    if mentee.count("2–4"):
        mentee.tick("2–4")
        mentee.shot("26-survey-question")


def close(story):
    curator = story.at("curator")
    curator.section("Оценка")
    curator.follow(TITLE)
    curator.sees("1 из 1")
    curator.follow("Закрыть анкету")
    curator.press("Закрыть анкету")
    curator.sees("Готово.")


def evaluation(story):
    """R45: four levels on one page and in one PDF; one answer is too few to be shown to others."""
    curator = story.at("curator")
    curator.section("Оценка")
    curator.follow("Оценка программ")
    curator.follow("Рябова → Мельник")
    curator.follow("Внести по другому тесту")
    curator.fill("Что измеряли", "Тест по методике")
    curator.fill("До", "62")
    curator.fill("После", "88")
    curator.fill("Почему не тест в системе", "Сдавал на курсах, протокол в деле")
    curator.press("Сохранить измерение")
    curator.sees("Готово.", "88")
    curator.shot("27-evaluation")
    printed = words_of_pdf(curator.download("PDF"))
    assert printed is None or "Мельник" in printed


def dashboard(story):
    """R52: the figures with the rows behind them; satisfaction says honestly that one answer is too few."""
    director = story.at("director")
    director.section("Мониторинг")
    director.sees("мало данных", "1 из 1")
    director.shot("28-dashboard")
    printed = words_of_pdf(director.download("PDF"))
    assert printed is None or "мало данных" in printed
    director.follow("Показать педагогов")
    director.sees(PEOPLE["mentor"].name, PEOPLE["mentee"].name)
    director.shot("29-dashboard-rows")
