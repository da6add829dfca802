"""Reference data, settings, organizations, units, years: edited with their own rules; used rows are retired."""

import pytest
from django.contrib.admin.models import LogEntry

from mentoring.models import (
    AcademicYear,
    ChoiceLabel,
    ConsentText,
    Direction,
    DocumentType,
    Holiday,
    JournalEntry,
    ListEntry,
    Organization,
    PartnerKind,
    PostForms,
    Setting,
    Unit,
)
from mentoring.office import office
from mentoring.tests import make
from mentoring.tests.admin import act_on, confirm, enter, page, save, shown, words


@pytest.fixture(params=["curator", "admin"])
def keeper(request, cast, client):
    return enter(client, getattr(cast, request.param))


@pytest.fixture
def curator(cast, client):
    return enter(client, cast.curator)


def test_a_row_is_added_changed_and_told_in_admins_own_log(cast, keeper):
    answer = save(keeper, page(Direction, "add"), code="projects", name="Проекты", short="проекты", position="20")
    row = Direction.objects.get(code="projects")
    assert answer.url == page(Direction, "change", row.pk)
    save(keeper, page(Direction, "change", row.pk), name="Проектная работа", code="forged")
    row.refresh_from_db()
    assert (row.name, row.code) == ("Проектная работа", "projects"), "the code is given once"
    assert list(LogEntry.objects.values_list("action_flag", flat=True)) == [2, 1]
    assert not JournalEntry.objects.exists()
    assert "Изменено" in keeper.get(page(Direction, "history", row.pk)).content.decode()


def test_a_row_added_by_mistake_is_deleted_a_used_one_is_not(cast, keeper):
    save(keeper, page(Direction, "add"), code="projects", name="Проекты", short="проекты", position="20")
    row = Direction.objects.get(code="projects")
    record = make.mentor(direction_codes=("projects",))
    answer = keeper.post(page(Direction, "delete", row.pk), {"post": "yes"})
    assert words(answer)[-1] == "«Проекты» уже используется. Удалить нельзя: отметьте «снято с употребления»."
    record.directions.clear()
    keeper.post(page(Direction, "delete", row.pk), {"post": "yes"})
    assert not Direction.objects.filter(pk=row.pk).exists()


def test_a_shipped_row_is_retired_never_deleted(cast, keeper):
    kind = PartnerKind.objects.first()
    answer = keeper.post(page(PartnerKind, "delete", kind.pk), {"post": "yes"})
    assert "входит в справочник положения" in words(answer)[0]
    save(keeper, page(PartnerKind, "change", kind.pk), retired="on")
    kind.refresh_from_db()
    assert kind.retired


def test_sets_the_code_branches_on_are_renamed_only(cast, keeper):
    label = ChoiceLabel.objects.get(group="kind", code="group")
    save(keeper, page(ChoiceLabel, "change", label.pk), label="Групповое", code="other", group="form")
    label.refresh_from_db()
    assert (label.label, label.code, label.group) == ("Групповое", "group", "kind")
    kind = DocumentType.objects.get(code="D13")
    save(keeper, page(DocumentType, "change", kind.pk), prefix="ХХ", name="Приказ о парах")
    kind.refresh_from_db()
    assert (kind.prefix, kind.name) == ("ПР", "Приказ о парах")
    for model in (ChoiceLabel, DocumentType):
        assert keeper.get(page(model, "add")).status_code == 403
        assert "не удалить" in words(keeper.post(page(model, "delete", model.objects.first().pk)))[-1]


def test_a_renamed_kind_is_seen_at_once(cast, curator, django_capture_on_commit_callbacks):
    office()
    label = ChoiceLabel.objects.get(group="kind", code="group")
    with django_capture_on_commit_callbacks(execute=True):
        save(curator, page(ChoiceLabel, "change", label.pk), label="Групповое")
    assert office().label("kind", "group") == "Групповое"


def test_reasons_of_completion_belong_to_a_ground(cast, keeper):
    new = {"list": "completion_reason", "code": "moved", "name": "Перевод", "position": "9"}
    assert "Выберите основание" in save(keeper, page(ListEntry, "add"), **new).content.decode()
    save(keeper, page(ListEntry, "add"), ground="by_participants", **new)
    assert ListEntry.objects.get(code="moved").extra == {"ground": "by_participants", "success": False}
    plain = {"list": "close_reason", "code": "moved", "name": "Перевод", "position": "9", "ground": "by_curator"}
    assert "только причинам завершения" in save(keeper, page(ListEntry, "add"), **plain).content.decode()


def test_days_of_the_calendar_come_and_go(cast, keeper):
    save(keeper, page(Holiday, "add"), day="31.12.2040", name="Канун")
    day = Holiday.objects.get(name="Канун")
    keeper.post(page(Holiday, "delete", day.pk), {"post": "yes"})
    assert not Holiday.objects.filter(name="Канун").exists()


# Texts of consents


def test_a_text_somebody_was_asked_about_is_frozen_a_new_version_is_numbered_by_itself(cast, keeper):
    text = ConsentText.objects.get(kind="mentor")
    path = page(ConsentText, "change", text.pk)
    assert "По этому тексту уже спрашивали согласие" in keeper.get(path).content.decode()
    assert keeper.post(path, {"text": "Другое"}).status_code == 403
    new = {"kind": "mentor", "name": "Согласие наставника", "text": "Я согласен.", "since": "01.12.2026"}
    save(keeper, page(ConsentText, "add"), version="40", **new)
    assert list(ConsentText.objects.filter(kind="mentor").values_list("version", flat=True)) == [2, 1]


# Settings


def test_a_setting_is_changed_by_its_action_within_its_bounds(cast, keeper):
    setting = Setting.objects.get(code="survey_threshold")
    path = page(Setting, "change", setting.pk)
    assert "должно быть между" in save(keeper, path, value="1").content.decode()
    save(keeper, path, value="7")
    setting.refresh_from_db()
    assert (setting.value, setting.mark) == (7, "")
    assert JournalEntry.objects.get(event="setting_changed").changes[0]["became"].startswith("7")
    assert "Изменена настройка" in keeper.get(page(Setting, "history", setting.pk)).content.decode()


@pytest.mark.parametrize("value", ["", "много", "9" * 30, "5.5", "😀"])
def test_a_wrong_number_is_told_beside_the_field(cast, curator, value):
    setting = Setting.objects.get(code="survey_threshold")
    answer = save(curator, page(Setting, "change", setting.pk), value=value)
    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()


def test_lists_of_hints_are_edited_line_by_line(cast, keeper):
    goals = Setting.objects.get(code="bad_goals")
    path = page(Setting, "change", goals.pk)
    assert " | Слишком широко" in shown(keeper, path)["value"]
    assert "две части через знак" in save(keeper, path, value="Повысить уровень").content.decode()
    save(keeper, path, value="Повысить уровень | Не видно, чего\n\n  Помогать |  Работа наставника ")
    goals.refresh_from_db()
    assert goals.value == [
        {"text": "Повысить уровень", "why": "Не видно, чего"},
        {"text": "Помогать", "why": "Работа наставника"},
    ]
    hints = Setting.objects.get(code="goal_check")
    save(keeper, page(Setting, "change", hints.pk), value="Есть срок\nЕсть число")
    hints.refresh_from_db()
    assert hints.value == ["Есть срок", "Есть число"]


@pytest.mark.parametrize("setting", ["program_approver", "order_needs_scan", "order_sign_working_days"])
def test_every_kind_of_setting_is_saved_as_it_stands(cast, curator, setting):
    row = Setting.objects.get(code=setting)
    assert save(curator, page(Setting, "change", row.pk)).status_code == 302
    assert Setting.objects.get(code=setting).value == row.value


def test_all_settings_open(cast, curator):
    for row in Setting.objects.all():
        assert curator.get(page(Setting, "change", row.pk)).status_code == 200, row.code


# The college


def test_partners_and_requisites_are_changed_by_their_actions(cast, keeper):
    kind = str(PartnerKind.objects.first().pk)
    new = {"kind": kind, "full_name": "АО «Завод»", "short_name": "Завод", "contract_number": "7"}
    assert "номер и дату договора" in save(keeper, page(Organization, "add"), **new).content.decode()
    assert save(keeper, page(Organization, "add"), contract_date="01.09.2026", **new).status_code == 302
    own = Organization.objects.get(own=True)
    assert set(shown(keeper, page(Organization, "change", own.pk))) & {"contract_number", "kind", "own"} == set()
    save(keeper, page(Organization, "change", own.pk), city="г. Бор")
    own.refresh_from_db()
    assert own.city == "г. Бор"
    assert set(JournalEntry.objects.values_list("event", flat=True)) == {"partner_created", "organization_changed"}


def test_units_are_changed_by_their_actions(cast, keeper):
    save(keeper, page(Unit, "add"), name="ЦК права", kind="committee", head=str(cast.outsider.pk))
    unit = Unit.objects.get(name="ЦК права")
    assert unit.head == cast.outsider
    refused = save(keeper, page(Unit, "change", cast.unit.pk), retired="on")
    assert "Сначала переведите их" in refused.content.decode()
    same = save(keeper, page(Unit, "add"), name="цк ПРАВА", kind="committee")
    assert "уже есть. Выберите другое название" in same.content.decode()
    assert "unit_head_set" in set(JournalEntry.objects.values_list("event", flat=True))


def test_years_are_opened_and_one_is_made_current(cast, keeper):
    save(keeper, page(AcademicYear, "add"), starts_in="2027")
    new = AcademicYear.objects.get(starts__year=2027)
    assert (str(new.ends), new.current) == ("2028-08-31", False)
    assert "уже есть" in save(keeper, page(AcademicYear, "add"), starts_in="2027").content.decode()
    check = act_on(keeper, AcademicYear, "make_current", [new])
    assert words(confirm(keeper, AcademicYear, check)) == ["Готово. Сделать текущим: 1 из 1 – 2027/28."]
    assert AcademicYear.objects.get(current=True) == new
    two = act_on(keeper, AcademicYear, "make_current", AcademicYear.objects.all())
    assert words(two)[-1] == "Текущим может быть один год. Выберите одну строку."
    assert keeper.post(page(AcademicYear, "change", new.pk), {"current": "on"}).status_code == 403


def test_posts_are_declined_by_the_curator(cast, client):
    cases = {"gen": "методиста", "dat": "методисту", "acc": "методиста", "ins": "методистом", "pre": "методисте"}
    post = PostForms.objects.create(post="методист", cases={**cases, "doubt": ["gen"]})
    path = page(PostForms, "change", post.pk)
    enter(client, cast.admin)
    assert client.post(path, {"gen": "х"}).status_code == 403
    enter(client, cast.curator)
    save(client, path, gen="старшего методиста")
    post.refresh_from_db()
    assert (post.cases["gen"], post.sure) == ("старшего методиста", True)
    assert "Обязательное поле." in save(client, path, gen="   ").content.decode()


def test_codes_are_found_whatever_the_case(cast, curator):
    first, other = Direction.objects.order_by("position")[:2]
    found = curator.get(page(Direction), {"q": first.name.upper()}).content.decode()
    assert first.name in found
    assert f">{other.name}<" not in found
