"""Every page of the administration: what is registered, who opens it, how much it asks the database, what it never does.

Decision 14: reference data, people, pairs, programs, evaluations and documents; never answers, texts or who took part.
"""

import re

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentoring.models import Person
from mentoring.tests.admin import controls, enter, models, page, shown, words
from mentoring.tests.standing import scene
from monitoring.models import Survey
from monitoring.tests.admin_world import SAID, add_set
from programs.models import Meeting

BOTH = {
    "mentoring": "AcademicYear ChoiceLabel Competence ConsentText DiagnosisCard Direction DocumentType EventForm Holiday"
    " ImportBatch ImportRow JournalEntry Letter ListEntry MenteeGroup MentorGroup Organization PartnerKind Person"
    " PostForms RoleAssignment Setting Unit",
    "programs": "NoteTemplate PlanPreset",
    "monitoring": "CardByPost Indicator",
}
CURATOR_ONLY = {
    "mentoring": "AcquaintanceMark AcquaintanceSheet Agreement Consent IssuedDocument Mentee Mentor MentorCourse"
    " MentorPublication MentoringRequest NormativeAct NormativeVersion NumberSequence OutsideApplication Pair Signature",
    "programs": "Amendment Material Meeting PlanEvent PlanTemplate Program ProgramDecision ProgramVersion ProgressReport",
    "monitoring": "EqualItems Evaluation EvaluationEntry FigureTarget IndicatorValue Payment Reply ReplyForm Snapshot YearReport"
    " Instrument InstrumentVersion Observation ObservationCard"
    " RecognitionProposal RoadmapTask Survey YearlyAssessment",
}
ADMIN_ONLY = {"mentoring": "User"}
NEVER = (
    "Answer Response AnonymousText AnswerCounter Participation Invitation Session Group LogEntry StoredFile"
    " Remark Evidence Reflection ObservationMark Opinion CaseAnswer CaseMark StageCheck AccessAttempt DBTaskResult"
)
ADDED = {
    "curator": "Person Mentee RoleAssignment Pair Evaluation EvaluationEntry Direction Competence MentorGroup MenteeGroup"
    " PartnerKind EventForm ListEntry ConsentText PlanPreset Organization Unit AcademicYear Holiday CardByPost"
    " Indicator",
    "admin": "Person RoleAssignment Direction Competence MentorGroup MenteeGroup PartnerKind EventForm ListEntry"
    " ConsentText PlanPreset Organization Unit AcademicYear Holiday CardByPost Indicator",
}
# what only an action or the system decides: no form of the administration may hold it
DECIDED_NAMES = (
    "state number date payload sha256 pdf scan signer author order end_order dropped_reason ended_on end_ground"
    " end_reason answer_at approved_on approved_at submitted_at activated_on given_on refused_on revoked_on last_day way"
    " answered_at done_at acquainted_at published published_at current password is_superuser groups user_permissions"
    " user left_on leave_reason retired_on concluded_by concluded_on version lock_version sort_key search_key last at"
    " sent_at attempts verdict own canceled_reason replaced_by entered_by entered_at"
)
DECIDED = DECIDED_NAMES.split()
EDITED_BY_NAME = {"Mentee": {"groups"}}  # groups of mentees are no Django groups
CEILING = 22


def names(*groups):
    return {f"{app}.{name}" for group in groups for app, listed in group.items() for name in listed.split()}


def label(model):
    return model._meta.label


@scene
def world(cast):
    add_set(cast, 0)
    return cast


READ = {}  # (reader, address): (status, html); the world is the same for all tests of this file


def read(client, person, path):
    """A page as its reader, signed in, sees it; one that was read before is not asked for again."""
    key = (person.pk, path)
    if key not in READ:
        answer = client.get(path)
        READ[key] = (answer.status_code, answer.content.decode())
    return READ[key]


def test_exactly_what_was_decided_is_registered():
    assert {label(model) for model in models()} == names(BOTH, CURATOR_ONLY, ADMIN_ONLY)


def test_answers_and_who_gave_them_are_not_registered():
    assert {model.__name__ for model in models()} & set(NEVER.split()) == set()


@pytest.mark.parametrize(("part", "seen"), [("curator", (BOTH, CURATOR_ONLY)), ("admin", (BOTH, ADMIN_ONLY))])
def test_each_role_opens_its_own_lists_and_cards_and_no_others(world, client, part, seen):
    enter(client, getattr(world, part))
    for model in models():
        expected = 200 if label(model) in names(*seen) else 403
        row = model._base_manager.order_by("-pk").first()
        assert row is not None, f"{label(model)}: the test world has no row"
        opened = [page(model), page(model, "change", row.pk), page(model, "history", row.pk)]
        answers = [read(client, getattr(world, part), path)[0] for path in opened]
        answers.append(client.get(page(model), {"q": "ёлка 1"}).status_code)
        assert answers == [expected] * 4, label(model)


@pytest.mark.parametrize("part", ["curator", "admin"])
def test_rows_are_added_only_where_an_action_stands_behind(world, client, part):
    enter(client, getattr(world, part))
    reader = getattr(world, part)
    opened = {model.__name__ for model in models() if read(client, reader, page(model, "add"))[0] == 200}
    assert opened == set(ADDED[part].split())


@pytest.mark.parametrize("part", ["director", "supervisor", "mentor", "mentee", "outsider"])
@pytest.mark.parametrize("staff", [False, True])
def test_others_have_no_way_in_whatever_their_login_says(world, client, part, staff):
    """Every address leads to the one door, which does not open."""
    enter(client, getattr(world, part), staff=staff)
    door = reverse("admin:login")
    for path in (reverse("admin:index"), *(page(model) for model in models())):
        answer = client.get(path)
        assert (answer.status_code, answer.url.partition("?")[0]) == (302, door), path
    answer = client.get(answer.url)
    assert answer.status_code == 403
    assert "Администрирование открыто куратору и администратору" in answer.content.decode()


@pytest.mark.parametrize("part", ["curator", "admin"])
def test_the_role_alone_does_not_open_it(world, client, part):
    enter(client, getattr(world, part), staff=False)
    assert client.get(reverse("admin:index"), follow=True).status_code == 403


def test_a_guest_signs_in_on_our_page(client, db):
    answer = client.get(page(Person))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("sign_in"))
    assert client.get(reverse("admin:login")).url.startswith(reverse("sign_in"))


def test_the_superusers_mark_opens_no_rule(world, client):
    """A superuser without the curator's role is an administrator: no pairs, no programs, no approval."""
    type(world.admin.user).objects.filter(pk=world.admin.user.pk).update(is_superuser=True)
    enter(client, world.admin)
    for model in models():
        if label(model) in names(CURATOR_ONLY):
            assert client.get(page(model)).status_code == 403, label(model)
            assert client.post(page(model, "add"), {}).status_code == 403, label(model)


def test_lists_ask_the_database_as_much_for_one_row_as_for_three(world, client):
    enter(client, world.curator)
    lists = [page(model) for model in models() if label(model) in names(BOTH, CURATOR_ONLY)]
    for path in lists:
        client.get(path)  # content types and the office's cache
    at_one = {path: asked(client, path) for path in lists}
    for number in (1, 2):
        add_set(world, number)
    for path in lists:
        client.get(path)
    assert {path: asked(client, path) for path in lists} == at_one
    assert {path: count for path, count in at_one.items() if count > CEILING} == {}


def asked(client, path):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


@pytest.mark.parametrize("part", ["curator", "admin"])
def test_no_form_holds_what_only_an_action_decides(world, client, part):
    enter(client, getattr(world, part))
    for model in models():
        row = model._base_manager.order_by("-pk").first()
        for path in (page(model, "add"), page(model, "change", row.pk)):
            status, html = read(client, getattr(world, part), path)
            if status == 200:
                held = set(controls(html)) & set(DECIDED) - EDITED_BY_NAME.get(model.__name__, set())
                assert held == set(), f"{label(model)} {path}"


@pytest.mark.parametrize("part", ["curator", "admin"])
def test_posting_what_only_an_action_decides_changes_nothing(world, client, part):
    enter(client, getattr(world, part))
    forged = dict.fromkeys(DECIDED, "2") | {"state": "active", "order": "", "is_superuser": "on", "published": "on"}
    for model in models():
        row = model._base_manager.order_by("-pk").first()
        path = page(model, "change", row.pk)
        if client.get(path).status_code != 200:
            continue
        before = decided(row)
        data = {**forged, **shown(client, path), "_save": "1"}
        assert client.post(path, data).status_code in (200, 302, 403), label(model)
        after = decided(model._base_manager.get(pk=row.pk))
        after.pop("lock_version", None)
        before.pop("lock_version", None)  # saving a card as it stands moves its version on, nothing else
        assert after == before, label(model)


def decided(row):
    """Columns of a row that only actions write."""
    kept = {field.name: field.value_from_object(row) for field in row._meta.fields if field.name in DECIDED}
    for name in ("entered_by", "entered_at", "concluded_by"):
        kept.pop(name, None)  # who saved last, written by the action itself
    return kept


@pytest.mark.parametrize("part", ["curator", "admin"])
def test_nothing_with_a_history_is_deleted(world, client, part):
    enter(client, getattr(world, part))
    free = {"Holiday", "EvaluationEntry"}
    for model in models():
        row = model._base_manager.order_by("-pk").first()
        path = page(model, "delete", row.pk)
        if model.__name__ in free:
            continue
        before = model._base_manager.count()
        answer = client.post(path, {"post": "yes"})
        assert model._base_manager.count() == before, label(model)
        if client.get(page(model)).status_code == 200:
            assert answer.url == page(model, "change", row.pk), label(model)
            assert words(answer)[-1].endswith("."), label(model)
        else:
            assert answer.status_code == 403


def test_nothing_is_deleted_by_the_dozen(world, client):
    enter(client, world.curator)
    for model in models():
        status, html = read(client, world.curator, page(model))
        if status == 200:
            assert "delete_selected" not in html, label(model)


def test_every_filter_that_is_offered_opens(world, client):
    for part in ("curator", "admin"):
        enter(client, getattr(world, part))
        for model in models():
            html = read(client, getattr(world, part), page(model))[1]
            offered = re.findall(r"<details data-filter-title.*?</details>", html, re.DOTALL)
            offered += re.findall(r'<div class="toplinks">.*?</div>', html, re.DOTALL)
            for block in offered:
                link = re.findall(r'href="(\?[^"]+)"', block)[-1].replace("&amp;", "&")
                assert client.get(page(model) + link).status_code == 200, (label(model), link)


BAD = ("999999999", "99999999999999999999999", "-1", "0", "abc", "1'--", "😀", "_5F", "1/../2")


def test_strange_keys_and_addresses_never_fail(world, client):
    enter(client, world.curator)
    for model in models():
        for key in BAD:
            path = page(model, "change", 1).replace("/1/", f"/{key}/")
            assert client.get(path).status_code in (200, 302, 403, 404), path
        for what in ("change", "delete", "history"):
            path = page(model, what, "9" * 23)
            assert client.post(path, {"post": "yes"}).status_code in (200, 302, 403, 404), path


ODD_QUERIES = (
    {"q": "Ё" * 10000},
    {"q": "😀 %_\\ '\" --"},
    {"q": "\x00"},
    {"p": "99999"},
    {"p": "-1"},
    {"p": "abc"},
    {"o": "99.-99.abc"},
    {"all": ""},
    {"state__exact": "😀"},
    {"year__id__exact": "abc"},
    {"year__id__exact": "99999999999999999999"},
    {"unit": "99999999999999999999"},
    {"unit__id__exact": "99999999999999999999"},
    {"since__year": "abcd"},
    {"since__year": "99999999"},
    {"since__year": "2026", "since__month": "99"},
    {"since__gte": "не дата"},
    {"user__password__startswith": "a"},
    {"person__user__password__startswith": "a"},
    {"id__in": "1,2"},
    {"e": "1"},
    {"_facets": "True"},
    {"_to_field": "password"},
)


def test_strange_searches_and_filters_never_fail(world, client):
    enter(client, world.curator)
    for model in models():
        everything = model.__name__ in ("Person", "Pair", "Program", "JournalEntry", "IssuedDocument")
        for query in ODD_QUERIES if everything else ODD_QUERIES[:3]:
            answer = client.get(page(model), query)
            assert answer.status_code in (200, 302, 400, 403), (label(model), query)


@pytest.mark.parametrize(
    ("model_name", "query"),
    [
        ("Person", {"birth_date__year": "1980"}),
        ("Letter", {"path__contains": "password"}),
        ("Letter", {"body__contains": "а"}),
        ("User", {"password__startswith": "argon2"}),
        ("Person", {"user__password__startswith": "a"}),
    ],
)
def test_an_address_cannot_ask_about_what_the_page_does_not_show(world, client, model_name, query):
    enter(client, world.admin)
    model = next(model for model in models() if model.__name__ == model_name)
    assert client.get(page(model), query).status_code == 400


def test_strange_ticks_never_fail(world, client):
    enter(client, world.curator)
    for model in models():
        site = admin.site.get_model_admin(model)
        for act in ("delete_selected", "нет такого", *(act.name for act in site.bulk_acts)):
            data = {"action": act, "_selected_action": ["abc", "9" * 30, "999999999"], "index": "x"}
            assert client.post(page(model), data).status_code in (200, 302, 403), (label(model), act)


def test_pages_hold_nothing_inline_that_the_policy_would_drop(world, client):
    """Strict CSP: no inline style, script or handler on any page."""
    enter(client, world.curator)
    inline = re.compile(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=", re.IGNORECASE)
    for model in models():
        row = model._base_manager.order_by("-pk").first()
        paths = [page(model), page(model, "add"), page(model, "change", row.pk), page(model, "history", row.pk)]
        for path in paths:
            found = inline.findall(read(client, world.curator, path)[1])
            assert found == [], path
    answer = client.get(reverse("admin:index"))
    assert inline.findall(answer.content.decode()) == []
    assert "'unsafe-inline'" not in answer["Content-Security-Policy"]


def test_headings_labels_and_filters_are_russian(world, client):
    for part in ("curator", "admin"):
        enter(client, getattr(world, part))
        for model in models():
            row = model._base_manager.order_by("-pk").first()
            for path in (page(model), page(model, "add"), page(model, "change", row.pk)):
                html = read(client, getattr(world, part), path)[1]
                told = re.findall(r"<(th|label|summary|h1|h2|caption)\b[^>]*>(.*?)</\1>", html, re.DOTALL)
                plain = [re.sub(r"<[^>]+>|PDF|DOCX|\S+@\S+|\S+\.csv", " ", text) for _, text in told]
                assert [text for text in plain if re.search(r"\b[A-Za-z]{3,}", text)] == [], path


def test_the_index_is_grouped_in_the_order_of_work_and_leads_to_the_site(world, client):
    enter(client, world.curator)
    html = client.get(reverse("admin:index")).content.decode()
    groups = re.findall(r'class="section">([^<]+)<', html)
    assert groups == [
        "Люди", "Запросы и пары", "Программы", "Оценка", "Документы", "Справочники", "Настройки", "Служба",
    ]  # fmt: skip
    assert '<a href="/">На сайт</a>' in html
    for kind in ("pdf", "docx", "xlsx"):
        assert reverse("dashboard_report", args=[kind]) in html
    listed = {model for group in admin.site.get_app_list(request_of(world.curator)) for model in titles(group)}
    assert listed == {label(model).split(".")[1] for model in models()} - {"User"}


def titles(group):
    return [model["object_name"] for model in group["models"]]


def request_of(person):
    from types import SimpleNamespace

    from mentoring.access import actor_for

    return SimpleNamespace(actor=actor_for(person), user=person.user, path="/admin/", META={"SCRIPT_NAME": ""})


def test_a_meeting_and_a_survey_show_their_terms_but_not_what_was_said(world, client):
    enter(client, world.curator)
    meeting = Meeting.objects.latest("pk")
    survey = Survey.objects.latest("pk")
    for row, told in ((meeting, "Ждём подтверждения"), (survey, "Конфиденциальная")):
        html = client.get(page(type(row), "change", row.pk)).content.decode()
        assert told in html
        assert SAID not in html
        assert "_save" not in html
        assert "не удаляют" in words(client.post(page(type(row), "delete", row.pk), {"post": "yes"}))[-1]
        assert type(row).objects.filter(pk=row.pk).exists()
