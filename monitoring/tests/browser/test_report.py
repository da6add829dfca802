"""Show 4 of issue 4: an interim report filled in by the keyboard alone; its steps are counted, its share is printed (R33)."""

import sys
import time

import pytest

from mentoring.tests.make import PASSWORD
from monitoring.tests.journey.report import ADAPTATION, CHARS_A_MINUTE, PERFORMANCE, STEP_SECONDS
from programs.models import ProgressReport
from programs.tests import make_report as mr

from .gallery import gallery
from .keyboard import KeyboardHands

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def test_interim_report_by_keyboard_alone(cast, new_page, live_server, one_at_a_time, capsys):
    program = mr.program(cast)
    mr.work(cast, program)
    mr.due(cast, program)
    hands = KeyboardHands(new_page(), live_server.url, gallery())
    hands.enter(cast.mentor.email, PASSWORD)
    hands.stops, started = 0, time.monotonic()
    hands.follow("Добавить")
    hands.fill("Как проходит адаптация", ADAPTATION)
    hands.fill("Результативность работы", PERFORMANCE)
    hands.press("Отправить отчёт")
    seconds = time.monotonic() - started
    report = ProgressReport.objects.by_mentor().get(program=program)
    assert report.state == "submitted"
    assert report.filled / report.total >= 0.8
    typed = len(ADAPTATION) + len(PERFORMANCE)
    minutes = typed / CHARS_A_MINUTE + hands.stops * STEP_SECONDS / 60
    with capsys.disabled():
        sys.stdout.write(
            f"\nЗаполнено за вас {report.filled} из {report.total} ({100 * report.filled / report.total:.0f} %); "
            f"4 шага, {hands.stops} остановок клавиатуры, {typed} знаков: по честной оценке {minutes:.1f} мин "
            f"(сам браузер – {seconds:.0f} с)\n"
        )
    assert hands.stops <= 40
    assert minutes < 5
    assert hands.unseen == []
    assert hands.trouble == []
