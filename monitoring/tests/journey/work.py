"""Chapter 5: the plan is carried out and meetings are held."""

from .program import FIRST_EVENT
from .story import PEOPLE


def mark_event(story):
    """R30: done, with the result and a file; the page is one click from home, the mark another."""
    mentor = story.at("mentor")
    mentor.section("Мои дела")
    mentor.shot("20-home-mentor")
    clicks = mentor.actions
    mentor.sees(FIRST_EVENT)
    mentor.follow("Отметить")
    mentor.fill("Результат", "Цели четырёх занятий переписаны, две проверены на уроке.")
    mentor.unfold("Приложить файл или ссылку")
    mentor.attach("Файлы", story.file("celi.pdf"))
    mentor.shot("21-mark")
    mentor.press("Сохранить отметку")
    mentor.sees("Готово.", "1 из 12")
    assert mentor.actions - clicks <= 4  # two presses, one text, one file


def meeting(story):
    """R31: recorded in a minute by the mentor, confirmed by the mentee on a phone."""
    mentor, mentee = story.at("mentor"), story.at("mentee")
    mentor.follow("Записать встречу")
    mentor.fill("Тема", "Разбор входного теста")
    mentor.fill("Дата", "29.09.2026")
    mentor.fill("Время", "14:30")
    mentor.fill("Сколько минут", "45")
    mentor.tick("Очно")
    mentor.fill("Что сделали", "Разобрали шесть ошибок теста и карту затруднений.")
    mentor.fill("К чему пришли", "Начинаем с целей занятия.")
    mentor.fill("Договорённости до следующего раза", "Переписать цели двух занятий к 6 октября.")
    mentor.press("Записать встречу")
    mentor.sees("Готово.")
    mentee.section("Мои дела")
    mentee.follow("Подтвердить запись о встрече")
    mentee.sees("Начинаем с целей занятия.")
    mentee.shot("22-meeting")
    mentee.press("Подтвердить запись")
    mentee.sees("Готово.")


def pair_page(story):
    curator = story.at("curator")
    curator.section("Пары и группы")
    curator.follow("Работают")
    curator.follow("Рябова М. И.")
    curator.sees(PEOPLE["mentor"].name, "Работает", "1 из 12 мероприятий")
    curator.shot("23-pair")
