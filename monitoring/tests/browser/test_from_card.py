"""Issue 4, show 1 in the browser: from a diagnosis to a submitted program in under sixty actions, with script and without."""

import sys

import pytest

from mentoring.tests.make import PASSWORD
from monitoring.tests.journey import from_card

from .gallery import gallery
from .mouse import MouseHands

pytestmark = [
    pytest.mark.browser,
    pytest.mark.usefixtures("one_at_a_time"),
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.mark.parametrize("script", [True, False])
def test_under_sixty_actions(cast, new_page, live_server, capsys, script):
    from_card.prepare(cast)
    mentor = MouseHands(new_page(java_script_enabled=script), live_server.url, gallery(), script=script)
    mentor.enter(cast.mentor.email, PASSWORD)
    from_card.play(mentor)
    assert mentor.actions < from_card.MOST_ACTIONS
    with capsys.disabled():
        sys.stdout.write(f"\nОт карты до отправленной программы из 12 мероприятий: {mentor.actions} действий\n")
    assert mentor.trouble == []
