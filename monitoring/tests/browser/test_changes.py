"""Release, replacement by order and substitution in the browser, with their papers (issue 3, shows 3)."""

import pytest

from mentoring.tests.make import PASSWORD
from monitoring.tests.journey import change

from .gallery import gallery
from .mouse import MouseHands

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.mark.parametrize("script", [True, False])
def test_release_replacement_and_substitution(cast, new_page, live_server, one_at_a_time, script):
    keep, found = gallery(), {}

    def hands(part):
        if part not in found:
            page = new_page(java_script_enabled=script)
            found[part] = MouseHands(page, live_server.url, keep, script=script)
            found[part].enter(getattr(cast, part).email, PASSWORD)
        return found[part]

    change.play(cast, hands)
    assert [line for one in found.values() for line in one.trouble] == []
