"""Chapter 3: one order for the pair and the group, read and signed by the director, read by the people in it."""

from .paper import names_are_in
from .story import GROUP, PEOPLE


def draft(story):
    """R14: both drafts, ticked in the list, make one order; the check page shows what goes in."""
    curator = story.at("curator")
    curator.section("Пары и группы")
    curator.press("Включить отмеченные в приказ")
    curator.sees("Проверьте приказ перед отправкой", PEOPLE["mentor"].name, "Группа Пахомова")
    curator.follow("Изменить")
    curator.fill("Программы готовы до", "30.09.2026")
    curator.press("Сохранить реквизиты")
    curator.sees("Готово.")
    curator.shot("09-order-check")
    curator.tick("Я проверил")
    curator.press("Отправить директору на подпись")
    curator.sees("Готово. В приказе 2 пары.")


def sign(story):
    director = story.at("director")
    director.section("Мои дела")
    director.follow("Подписать приказ")
    director.sees("ПРИКАЗЫВАЮ", PEOPLE["mentor"].name, *(PEOPLE[part].name for part in GROUP))
    director.shot("10-order-sign")
    director.tick("Я прочитал")
    director.press("Подписать приказ")
    director.sees("Готово.")


def papers(story):
    """R15: the signed order with its list, as PDF and DOCX."""
    curator = story.at("curator")
    curator.section("Документы")
    curator.follow("О закреплении")
    curator.shot("11-order-in-force")
    names = [PEOPLE[part].name for part in ("mentor", "leader", "mentee", *GROUP)]
    names_are_in(curator.download("Открыть PDF"), curator.download("Скачать DOCX"), *names)


def read(story, *parts):
    for part in parts:
        hands = story.at(part)
        hands.section("Мои дела")
        hands.follow("Прочитать")
        hands.press("Ознакомиться с приказом")
        hands.sees("Готово.")
