import re

import pytest
from django.conf import settings as django_settings
from django.urls import reverse

from mentoring.actions.setting import change_setting
from mentoring.kit.verdict import Refused
from mentoring.models import JournalEntry, Setting
from mentoring.office import office
from mentoring.starter import read
from mentoring.tests import make


def test_threshold_may_only_be_raised(cast):
    setting = Setting.objects.get(code="survey_threshold")
    with pytest.raises(Refused, match="между 5 и 50"):
        change_setting(setting, 4, by=cast.actor("curator"), at=make.moment())
    change_setting(setting, 7, by=cast.actor("curator"), at=make.moment())
    setting.refresh_from_db()
    assert (setting.value, setting.mark) == (7, "")
    assert JournalEntry.objects.get(event="setting_changed").changes[0]["became"] == "7 человек"


@pytest.mark.django_db(transaction=False)
def test_office_sees_the_change_at_once(cast, django_capture_on_commit_callbacks):
    assert office().setting("young_years") == 3
    with django_capture_on_commit_callbacks(execute=True):
        change_setting(Setting.objects.get(code="young_years"), 5, by=cast.actor("curator"), at=make.moment())
    assert office().setting("young_years") == 5


@pytest.mark.parametrize("value", ["0", "9999999999999999999", "abc", "", "🙂", "1" * 10000])
def test_bad_numbers_are_refused_beside_the_field(cast, sign_in, value):
    answer = sign_in(cast.curator).post(reverse("setting_edit", args=["young_years"]), {"value": value})
    assert answer.status_code == 200
    assert Setting.objects.get(code="young_years").value == 3


def test_a_choice_setting(cast, sign_in):
    client = sign_in(cast.curator)
    assert client.post(reverse("setting_edit", args=["program_approver"]), {"value": "director"}).status_code == 302
    assert Setting.objects.get(code="program_approver").value == "director"
    assert client.post(reverse("setting_edit", args=["program_approver"]), {"value": "anyone"}).status_code == 200


def test_list_settings_are_not_edited_as_text(cast, sign_in):
    assert sign_in(cast.curator).get(reverse("setting_edit", args=["goal_check"])).status_code == 404


def _read_by_code():
    """The source of the three floors, without tests and migrations, as one text."""
    paths = [
        path
        for app in ("mentoring", "programs", "monitoring")
        for path in (django_settings.BASE_DIR / app).rglob("*.py")
    ]
    return "\n".join(path.read_text() for path in paths if not {"tests", "migrations", "demo"} & set(path.parts))


def test_every_shipped_setting_is_read_by_some_code(college):
    source = _read_by_code()
    codes = {row["code"] for group in read("settings")["settings"] for row in group["rows"]}
    assert [code for code in sorted(codes) if not re.search(rf"[\"']{code}[\"']", source)] == []
    assert set(Setting.objects.values_list("code", flat=True)) == codes, "what is shown is what is shipped"
