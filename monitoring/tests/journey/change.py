"""Release, replacement by order and a temporary substitution on pages (issue 3, shows 3; R16, R34)."""

from datetime import timedelta

from mentoring.kit.dates import today
from mentoring.models import Pair
from mentoring.tests import make
from programs.models import Program
from programs.tests import make as programs


def build(cast):
    """A working pair with a program, around today, and another mentor of the bank."""
    pair = programs.live_pair([cast.mentor], [make.mentee("Яшина Вера Павловна", login=True).person])
    program = programs.program(pair, state="active", curator=cast.curator)
    Program.objects.filter(pk=program.pk).update(activated_on=pair.since)
    return pair


def play(cast, hands):
    """`hands(part)` are the hands of a person already inside."""
    pair = build(cast)
    _release(cast, hands)
    _replace(cast, hands)
    _order(cast, hands)
    assert Pair.objects.with_members().get(pk=pair.pk).mentors == [cast.other_mentor]
    _substitute(cast, hands, pair)
    return pair


def _release(cast, hands):
    mentor = hands("mentor")
    mentor.visit("/")
    mentor.follow("Мои ходатайства")
    mentor.follow("Новое ходатайство")
    mentor.follow("Сложить обязанности: личные причины")
    mentor.sees(f"Прочитает {cast.director.short_name}")
    mentor.choose("Пара или группа", "Ковалёва → Яшина")
    mentor.fill("Почему слагаете обязанности?", "Переезжаю в другой город.")
    mentor.press("Подать ходатайство")
    mentor.sees("Готово. Решение до", "Подано")
    director = hands("director")
    director.visit("/")
    director.follow("Решить по ходатайству")
    director.follow("Решить")
    director.tick("Удовлетворить")
    director.fill("Что ответить автору", "Согласна, подберём замену.")
    director.press("Сохранить решение")
    director.sees("Готово.")


def _replace(cast, hands):
    curator = hands("curator")
    curator.visit("/")
    curator.follow("Исполнить решение")
    curator.follow("Заменить наставника")
    curator.fill("Первый день нового состава", f"{today():%d.%m.%Y}")
    curator.fill("Причина", "Наставник переезжает.")
    curator.press("Дальше: кто войдёт в пару")
    curator.tick(f"1. {cast.other_mentor.full_name}")
    curator.press("Выбрать")
    curator.sees("Спросили")
    other = hands("other_mentor")
    other.visit("/")
    other.follow("Ответить, войдёте ли в пару")
    other.sees("стать наставником")
    other.press("Войти в пару")
    other.sees("Готово. Вы согласились.")


def _order(cast, hands):
    curator = hands("curator")
    curator.visit("/")
    curator.follow("Подготовить приказ о замене")
    curator.press("Подготовить приказ")
    curator.sees("Проверьте приказ о замене", cast.other_mentor.full_name)
    curator.tick("Я проверил")
    curator.press("Отправить директору на подпись")
    director = hands("director")
    director.visit("/")
    director.follow("Подписать приказ")
    director.tick("Я прочитал")
    director.press("Подписать приказ")
    director.sees("Готово. Приказ № 1 подписан.")
    assert director.download("Открыть PDF").startswith(b"%PDF")
    assert director.download("Скачать DOCX").startswith(b"PK")
    mentor = hands("mentor")
    mentor.visit("/petitions/")
    mentor.sees("Исполнено")
    other = hands("other_mentor")
    other.visit("/")
    other.follow("Ознакомиться с программой")
    other.tick("Я прочитал")
    other.press("Ознакомиться с программой")
    other.sees("Готово. Ознакомление записано.")


def _substitute(cast, hands, pair):
    """The mentor who has left the pair comes back for a week to help."""
    curator = hands("curator")
    curator.visit(f"/pairs/{pair.pk}/")
    curator.follow("Временная замена")
    curator.fill("По какой день включительно", f"{today() + timedelta(days=7):%d.%m.%Y}")
    curator.fill("Причина", "Командировка.")
    curator.press("Дальше: кто поможет")
    curator.tick(cast.mentor.full_name)
    curator.fill("Если согласие уже есть: как получено", "лично")
    curator.press("Выбрать")
    curator.sees("согласие записано", "Идёт")
    curator.press("Закончить раньше")
    curator.sees("Готово. Пара работает в прежнем составе.")
