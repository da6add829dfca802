"""Chapter 1: an empty college, its requisites, its people, its bank of mentors."""

import io

from django.core.management import call_command
from openpyxl import load_workbook

from .hands import DATA
from .story import COLLEGE, PASSWORD, PEOPLE

LIST = DATA / "staff-2026.xlsx"


def start(story):
    """The only command of the story; all the rest happens on pages."""
    call_command(
        "start_college",
        email=PEOPLE["curator"].email,
        name=PEOPLE["curator"].name,
        college=COLLEGE,
        short="ГБПОУ ДТБТ",
        city="г. Дзержинск",
        parent="Министерство образования Нижегородской области",
        password=PASSWORD,
        without_code=True,
        stdout=io.StringIO(),
    )
    curator = story.sign_in("curator")
    curator.shot("01-first-day")


def as_curator(story):
    """The first administrator is the curator too: the role is chosen in the header."""
    curator = story.at("curator")
    curator.unfold("Ольга Белова")
    curator.press("Куратор")
    curator.sees("в роли куратора")


def requisites(story):
    curator = story.at("curator")
    curator.section("Люди")
    curator.follow("Организации")
    curator.follow("Изменить реквизиты")
    curator.fill("Краткое название, кого? чего?", "Дзержинского техникума")
    curator.fill("Адрес", "606000, г. Дзержинск, пр. Ленина, д. 1")
    curator.fill("Телефон", "8 (8313) 25-25-25")
    curator.fill("Положение утверждено", "приказ от 01.09.2023 № 629")
    curator.press("Сохранить реквизиты")
    curator.sees("Готово.", "приказ от 01.09.2023 № 629")


def staff_list(story):
    """Upload, check page, confirmation; the file of errors names people; the second time nothing is new."""
    curator = story.at("curator")
    _upload(curator)
    curator.sees(
        "95 будет добавлено", "0 будет обновлено", "0 без изменений", "4 не войдут"
    )  # 99 rows of people in the file
    curator.sees("Формулова Инъекция", "Повтор в файле", "Тарасова Алёна Сергеевна: начало стажа в 14 лет")
    curator.shot("02-import-check")
    _errors_name_people(curator)
    curator.press("Загрузить 95 человек")
    curator.sees("Готово.")
    curator.shot("03-import-done")
    _upload(curator)
    curator.sees("0 будет добавлено", "0 будет обновлено", "95 без изменений")
    curator.shot("04-import-again")


def _upload(curator):
    curator.section("Люди")
    curator.follow("Загрузить список")
    curator.attach("Файл со списком", LIST)
    curator.press("Проверить файл")


def _errors_name_people(curator):
    sheet = load_workbook(io.BytesIO(curator.download("Скачать файл «что исправить»"))).active
    words = " ".join(str(cell) for row in sheet.values for cell in row if cell is not None)
    assert "РЯБОВА ТАТЬЯНА СЕРГЕЕВНА" in " ".join(words.split()).upper()
    assert "teacher64@@college" in words


def new_person(story):
    """The director is no teacher, so the list of teachers does not have her."""
    curator = story.at("curator")
    curator.section("Люди")
    curator.follow("Добавить человека")
    last, first, patronymic = PEOPLE["director"].name.split()
    curator.fill("Фамилия", last)
    curator.fill("Имя", first)
    curator.fill("Отчество", patronymic)
    curator.fill("Электронная почта", PEOPLE["director"].email)
    curator.fill("Должность", "директор")
    curator.press("Завести карточку")
    curator.sees("Готово.", PEOPLE["director"].name)
    curator.follow("Роли и «и. о.»")
    curator.tick("Директор")
    curator.fill("Основание", "приказ учредителя от 01.08.2020 № 15")
    curator.press("Назначить роль")
    curator.sees("Готово. Назначена роль: Директор")


def bank(story, part, *directions, group="Опыт и устойчивые результаты"):
    """A mentor's record with directions, and the consent he signed on paper."""
    curator = story.at("curator")
    open_card(curator, part)
    curator.follow("Включить в банк наставников")
    curator.tick(group)
    curator.fill(f"Чем подтверждается: {group[:1].lower()}{group[1:]}", "Грамота областного конкурса 2025 года")
    for direction in directions:
        curator.tick(direction)
    curator.tick("Педагог – педагог")
    curator.tick("Традиционное")
    curator.tick("В группе")
    curator.fill("Сколько наставляемых берёт", "3")
    curator.press("Сохранить карточку")
    curator.sees("Готово.")
    curator.follow("Записать на бумаге")
    curator.fill("Когда подписан лист", "02.09.2026")
    curator.attach("Скан подписанного листа", story.file("soglasie.pdf"))
    curator.press("Записать согласие")
    curator.sees("Готово.")


def mentee_card(story, part, group="Молодой или начинающий педагог"):
    curator = story.at("curator")
    open_card(curator, part)
    curator.follow("Включить в список наставляемых")
    curator.tick(group)
    curator.press("Сохранить карточку")
    curator.sees("Готово.")


def invite(story, *parts):
    """Letters with a link; each person sets a password and is in."""
    curator = story.at("curator")
    for part in parts:
        open_card(curator, part)
        curator.press("Открыть вход")
        curator.sees(f"Приглашение уйдёт на {PEOPLE[part].email}")
    for part in parts:
        hands = story.at(part)
        hands.visit(story.link_in(story.letter_to(part, "вход")))
        hands.fill("Новый пароль", PASSWORD)
        hands.fill("Новый пароль ещё раз", PASSWORD)
        hands.press("Задать пароль")
        hands.sees("Готово. Пароль задан, вы вошли.")


def open_card(curator, part):
    last = PEOPLE[part].name.split()[0]
    curator.section("Люди")
    curator.fill("Имя, должность или почта", last)
    curator.press("Найти")
    curator.follow(PEOPLE[part].name)
