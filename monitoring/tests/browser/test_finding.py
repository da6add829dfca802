"""A person among many is found by name by the keyboard, with JavaScript and without it."""

from datetime import date

import pytest
from django.urls import reverse

from mentoring.forms import finding
from mentoring.models import CouncilMember
from mentoring.tests import make
from mentoring.tests.make import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.mark.usefixtures("one_at_a_time")
@pytest.mark.parametrize("scripts", [True, False])
def test_a_member_is_added_by_name(cast, new_page, live_server, monkeypatch, scripts):
    monkeypatch.setattr(finding, "LONGEST", 2)
    unit = make.unit("Совет наставников", kind="council", head=cast.other_mentor)
    twins = [make.person(name) for name in ("Громова Анна Ильинична", "Громова Вера Ильинична")]
    page = new_page(java_script_enabled=scripts)
    page.goto(live_server.url + reverse("sign_in"))
    page.fill("[name=username]", cast.curator.email)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "sign-in" not in url)
    page.goto(live_server.url + reverse("council_member_add", args=[unit.pk]))
    page.fill("[name=since]", "01.10.2026")
    page.fill("[name=person-words]", "громова")
    page.keyboard.press("Enter")
    page.get_by_text("Выберите, кто нужен").first.wait_for()
    page.get_by_label(twins[1].full_name).focus()
    page.keyboard.press("Space")
    assert page.input_value("[name=since]") == "01.10.2026"
    page.get_by_role("button", name="Добавить").click()
    page.get_by_text("Состав пополнен").wait_for()
    member = CouncilMember.objects.get()
    assert (member.person, member.since) == (twins[1], date(2026, 10, 1))
