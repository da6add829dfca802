import re

import pytest
from django.conf import settings as django_settings
from django.urls import reverse

from mentoring.actions.setting import change_setting
from mentoring.kit.verdict import Refused
from mentoring.models import JournalEntry, RoleAssignment, Setting
from mentoring.office import office
from mentoring.queries.setting import setting_groups
from mentoring.starter import read
from mentoring.tests import make


def test_threshold_may_only_be_raised(cast):
    setting = Setting.objects.get(code="survey_threshold")
    with pytest.raises(Refused, match="между 5 и 50"):
        change_setting(setting, 4, by=cast.actor("curator"), at=make.moment())
    change_setting(setting, 7, by=cast.actor("curator"), at=make.moment())
    setting.refresh_from_db()
    assert (setting.value, setting.mark) == (7, "")
    assert JournalEntry.objects.get(event="setting_changed").changes[0]["became"] == "7\u00a0человек"


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


def test_list_settings_are_edited_line_by_line(cast, sign_in):
    client = sign_in(cast.curator)
    page = client.get(reverse("settings")).content.decode()
    assert "4\u00a0строки: «Названо, что наставляемый будет делать сам»…" in page
    assert reverse("setting_edit", args=["goal_check"]) in page
    assert (
        client.post(reverse("setting_edit", args=["goal_check"]), {"value": "Есть срок\n\nЕсть число"}).status_code
        == 302
    )
    assert Setting.objects.get(code="goal_check").value == ["Есть срок", "Есть число"]
    assert JournalEntry.objects.get(event="setting_changed").changes[0]["became"] == "2\u00a0строки: «Есть срок»…"
    answer = client.post(reverse("setting_edit", args=["bad_goals"]), {"value": "Повысить уровень"})
    assert "две части через знак" in answer.content.decode()


@pytest.mark.parametrize(
    ("code", "value", "words"),
    [
        ("program_days_min", 366, ""),
        ("program_days_max", 89, "не меньше 90: так стоит в настройке «Программа не короче»"),
        ("program_days_max", 90, ""),
        ("request_reminder_day", 5, "меньше 5: так стоит в настройке «Показать куратору на день»"),
        ("request_curator_day", 3, "больше 3: так стоит в настройке «Напомнить наставнику на день»"),
        ("request_curator_day", 7, "меньше 7: так стоит в настройке «Спросить следующего на день»"),
        ("request_next_mentor_day", 6, ""),
        ("survey_threshold", 11, "не больше 10: так стоит в настройке «Показывать тексты, если ответили не меньше»"),
        ("survey_full_from", 11, ""),
        ("paper_font_size", 11, "не меньше 12: так стоит в настройке «Размер шрифта в таблицах»"),
    ],
)
def test_settings_do_not_contradict_each_other(cast, sign_in, code, value, words):
    """Told beside the field, with the other setting's name; nothing is kept."""
    was = Setting.objects.get(code=code).value
    answer = sign_in(cast.curator).post(reverse("setting_edit", args=[code]), {"value": value})
    assert Setting.objects.get(code=code).value == (was if words else value)
    if words:
        assert f"Должно быть {words}. Сначала измените её или выберите другое число." in answer.content.decode()


def test_minimum_above_the_maximum_is_refused_however_it_is_reached(cast):
    """The audit's case: 300 days at least, then 100 at most."""
    by, at = cast.actor("curator"), make.moment()
    change_setting(Setting.objects.get(code="program_days_min"), 300, by=by, at=at)
    with pytest.raises(Refused, match="не меньше 300"):
        change_setting(Setting.objects.get(code="program_days_max"), 100, by=by, at=at)


@pytest.mark.parametrize(
    ("role", "words"),
    [("director", "Сначала назначьте директора"), ("council", "Сначала назначьте члена совета наставников")],
)
def test_programs_are_not_sent_to_an_office_that_nobody_holds(cast, role, words):
    setting, by, at = Setting.objects.get(code="program_approver"), cast.actor("curator"), make.moment()
    RoleAssignment.objects.filter(role=role).delete()
    with pytest.raises(Refused, match=f"{words}: сейчас этой роли ни у кого нет."):
        change_setting(setting, role, by=by, at=at)
    assert Setting.objects.get(code="program_approver").value == "curator"
    make.person("Гурова Нина Олеговна", roles=[role])
    change_setting(setting, role, by=by, at=at)
    assert Setting.objects.get(code="program_approver").value == role


@pytest.mark.parametrize(
    ("part", "there"), [("curator", True), ("admin", True), ("director", False), ("mentor", False)]
)
def test_the_own_menu_leads_to_the_settings_those_who_may_open_them(cast, sign_in, part, there):
    client = sign_in(getattr(cast, part))
    assert ("Настройки техникума</a>" in client.get(reverse("profile")).content.decode()) is there
    assert (client.get(reverse("settings")).status_code == 200) is there


def test_pages_ruled_by_settings_lead_there(cast, sign_in):
    request = make.request(cast.mentee)
    pages = [reverse("request_candidates", args=[request.pk]), reverse("attention_list")]
    client = sign_in(cast.curator)
    assert [client.get(page).content.decode().count(f'href="{reverse("settings")}"') for page in pages] == [3, 3]
    director = sign_in(cast.director)
    assert f'href="{reverse("settings")}"' not in director.get(pages[1]).content.decode()


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


def test_values_agree_with_their_numbers(college):
    rows = {row.code: row for _, rows in setting_groups() for row in rows}
    assert rows["approve_working_days"].value == "3\u00a0рабочих дня"
    assert rows["survey_reminders"].value == "2\u00a0раза"
    assert rows["request_reminder_day"].value == "3-й\u00a0день"
    assert rows["paper_margin_left"].value == "30\u00a0мм"
    assert rows["program_days_min"].note == "Три месяца положения в днях. П. 3 положения."


def test_a_name_with_quotes_is_quoted_once(cast, sign_in):
    html = sign_in(cast.curator).get(reverse("settings")).content.decode()
    assert "«Показывать форму „Руководитель – педагог“»" in html
