"""Issue 4, show 1: from a diagnosis to a submitted program of twelve events; what the mentor does is counted."""

from mentoring.kit.dates import today
from mentoring.models import PairMember
from mentoring.tests import make_diagnosis as md
from programs.models import Program
from programs.tests import make

MARKS = {"method": [3, 0, 0, 2], "subject": [0, 0, 0, 0]}  # two difficulties and a strength
MOST_ACTIONS = 60
GOAL = "К 30 мая Артём Денисович сам проводит занятие с проверяемой целью; карта наблюдения – не ниже 70 %."


def prepare(cast):
    """A pair at work whose mentee has sent his card."""
    make.around_today(cast.pair)
    PairMember.objects.filter(pair=cast.pair).update(since=cast.pair.since)
    md.done(cast.mentee, by=cast.curator, marks=MARKS)


def play(mentor):
    """The mentor's hands, signed in. Returns the submitted program."""
    mentor.visit("/programs/")
    mentor.actions = 0
    begin(mentor)
    note(mentor)
    submit(mentor)
    assert mentor.actions < MOST_ACTIONS, f"{mentor.actions} actions"
    return check()


def begin(mentor):
    mentor.follow("Начать программу")
    mentor.sees("Начать с карты затруднений")
    mentor.press("Начать программу")
    mentor.sees("Предложения для плана", "Отметили 12 мероприятий", "Каждому затруднению отвечает мероприятие")
    mentor.shot("21-suggestions")
    mentor.press("Добавить отмеченное в план")
    mentor.sees("Готово. Добавлено: 12 мероприятий", "каждому затруднению отвечает мероприятие")
    mentor.press("Готово, к разделам программы")


def note(mentor):
    mentor.follow("Проблема, цель и задачи")
    mentor.sees("Два хороших примера цели")
    mentor.fill("Описание проблемы", "Опрос съедает половину пары, на новое времени не остаётся.")
    mentor.fill("Цель", GOAL)
    mentor.fill("Задачи", "Освоить проверяемые цели\nПровести открытое занятие")
    mentor.press("Сохранить и дальше")
    mentor.fill("На что опираемся", "Объясняет на примерах с производства: с них и начнём.")
    mentor.press("Сохранить и дальше")
    mentor.fill("Что делает наставник", "Показываю занятия, посещаю занятия раз в месяц, разбираю их в тот же день.")
    mentor.fill("Что делает наставляемый", "Готовит занятия, посещает наставника, записывает выводы.")
    mentor.press("Сохранить и дальше")
    mentor.press("Готово, к разделам программы")
    mentor.follow("Расписание встреч и режим")
    mentor.fill("Расписание встреч", "По вторникам в 14:30, ауд. 214")
    mentor.tick("Очно")
    mentor.fill("Условия обучения", "Аудитория 214, доступ к СДО.")
    mentor.press("Сохранить и дальше")
    mentor.fill("Промежуточные результаты", "Приняты две технологические карты.")
    mentor.fill("Планируемые результаты", "Открытое занятие проведено, методист дал отзыв.")
    mentor.press("Сохранить и дальше")


def submit(mentor):
    mentor.follow("Проверить и отправить")
    mentor.tick("Я проверил")
    mentor.press("Отправить на согласование")
    mentor.sees("Готово. Программа у куратора")


def check():
    program = Program.objects.get(state="submitted")
    events = list(program.events.select_related("difficulty"))
    assert len(events) == 12
    assert all(event.due and program.since <= event.due <= program.until for event in events)
    assert all(event.due.weekday() < 5 for event in events)
    assert {event.difficulty.statement for event in events if event.difficulty} >= {"method_1", "method_4", "subject_1"}
    assert sum(bool(event.template_item) for event in events) == 9
    assert program.submitted_at.date() <= today()
    return program
