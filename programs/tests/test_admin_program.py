"""Programs in the administration (R24, R27): approved together after a check page, papers taken, rows read only."""

import io
import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone

from mentoring.models import RoleAssignment
from mentoring.tests import make as people
from mentoring.tests.admin import act_on, confirm, controls, enter, page, save, shown, words
from mentoring.tests.standing import scene
from programs.actions import approval, remark
from programs.models import NoteTemplate, PlanEvent, PlanPreset, Program, ProgramDecision, ProgramVersion
from programs.tests import make


@pytest.fixture
def curator(cast, client):
    return enter(client, cast.curator)


@scene
def sent(cast):
    return make.program(make.around_today(cast.pair), state="submitted")


@scene
def other(cast):
    return make.program(make.around_today(cast.other_pair), state="submitted")


@scene
def own(cast):
    """A program in which the curator herself is the mentor."""
    people.mentor(person=cast.curator)
    return make.program(make.live_pair([cast.curator], [people.mentee("Чижов Иван Ильич").person]), state="submitted")


def states(*programs):
    return [make.fresh(program).state for program in programs]


def boxes(html):
    """Keys that may be ticked."""
    import re

    return {int(key) for key in re.findall(r'id="row-(\d+)"', html)}


def test_the_check_page_lists_each_program_with_its_verdict(cast, curator, sent, other, own):
    draft = make.program(make.live_pair())
    remark.add_remark(
        program=make.fresh(other), section="goal", text="Широко.", by=cast.actor("curator"), at=people.moment()
    )
    html = act_on(curator, Program, "approve", [sent, other, own, draft]).content.decode()
    assert "Можно выполнить: 1 из 4." in html
    assert boxes(html) == {sent.pk}
    for reason in (
        "К программе есть замечания: уберите их или верните её.",
        "Вы наставник в этой паре. Согласует директор.",
        "Текста на проверке нет: программу ещё не отправляли.",
    ):
        assert reason in html
    assert reverse("program_review", args=[sent.pk]) in html
    assert states(sent, other, own, draft) == ["submitted", "submitted", "submitted", "draft"], "a page decides nothing"


def test_ticked_programs_are_approved_and_the_rest_is_told_why(cast, curator, sent, other, own):
    check = act_on(curator, Program, "approve", [sent, other, own])
    answer = confirm(curator, Program, check)
    assert states(sent, other, own) == ["awaiting_acquaintance", "awaiting_acquaintance", "submitted"]
    done, refused = words(answer)
    assert done.startswith("Готово. Утвердить отмеченные: 2 из 3 – ")
    assert "Вы наставник в этой паре. Согласует директор." in refused
    assert {make.fresh(sent).number, make.fresh(other).number} == {1, 2}
    decision = ProgramDecision.objects.filter(program=sent).latest("pk")
    version = make.version(sent)
    assert (decision.kind, decision.person, decision.sha256) == ("approve", cast.curator, version.sha256)
    assert version.number == 1


def test_without_the_tick_nothing_is_decided(cast, curator, sent):
    check = act_on(curator, Program, "approve", [sent])
    answer = confirm(curator, Program, check, checked=False)
    assert "Поставьте отметку" in answer.content.decode()
    assert states(sent) == ["submitted"]


def test_an_unticked_program_stays(cast, curator, sent, other):
    data = {**controls(act_on(curator, Program, "approve", [sent, other]).content.decode()), "checked": "1"}
    data["_selected_action"] = [str(other.pk)]
    curator.post(page(Program), data)
    assert states(sent, other) == ["submitted", "awaiting_acquaintance"]


def test_a_text_sent_anew_while_it_was_checked_is_not_approved(cast, curator, sent):
    """Approval is over exactly the text that the page offered to read."""
    check = act_on(curator, Program, "approve", [sent])
    mentor = cast.actor("mentor")
    approval.recall_program(program=make.fresh(sent), by=mentor, at=timezone.now())
    make.write(sent, "goal", **{**make.NOTE["goal"], "goal": "К 20 мая проводит два занятия."})
    approval.submit_program(program=make.fresh(sent), by=mentor, at=timezone.now())
    answer = confirm(curator, Program, check)
    assert states(sent) == ["submitted"]
    assert "запись изменилась" in words(answer)[0]


def test_where_the_director_approves_the_curators_act_is_to_agree(cast, curator, sent):
    make.set_setting("program_approver", "director")
    check = act_on(curator, Program, "approve", [sent])
    assert "Согласовать текст от" in check.content.decode()
    confirm(curator, Program, check)
    assert states(sent) == ["awaiting_director"]
    again = act_on(curator, Program, "approve", [sent]).content.decode()
    assert "Сейчас решает директор. От вас ничего не нужно." in again
    assert boxes(again) == set()


def test_a_superuser_without_the_curators_role_approves_nothing(cast, client, sent):
    type(cast.admin.user).objects.filter(pk=cast.admin.user.pk).update(is_superuser=True)
    enter(client, cast.admin)
    data = {"action": "approve", "_selected_action": [sent.pk], "confirmed": "1", "checked": "1"}
    assert client.post(page(Program), data).status_code == 403
    assert states(sent) == ["submitted"]


def test_a_former_curator_approves_nothing(cast, client, sent):
    """The role is asked for anew on every request."""
    enter(client, cast.curator)
    check = act_on(client, Program, "approve", [sent])
    RoleAssignment.objects.filter(person=cast.curator).update(until="2026-01-01")
    assert confirm(client, Program, check).status_code == 302
    assert states(sent) == ["submitted"]


def test_forged_rows_are_refused_one_by_one(cast, curator, sent, own):
    data = {
        "action": "approve", "confirmed": "1", "checked": "1", "_selected_action": [own.pk, sent.pk, "abc"],
        f"mark-{own.pk}": make.version(own).sha256, f"mark-{sent.pk}": make.version(sent).sha256,
    }  # fmt: skip
    answer = curator.post(page(Program), data)
    assert states(own, sent) == ["submitted", "awaiting_acquaintance"]
    assert len(words(answer)) == 2


# Papers


def test_approved_programs_come_as_one_archive(cast, curator, sent, other):
    confirm(curator, Program, act_on(curator, Program, "approve", [sent]))
    answer = act_on(curator, Program, "pdfs", [sent, other])
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert archive.namelist() == [f"Программа № 1, 2026-2027 ({sent.pk}).pdf".replace(f" ({sent.pk})", "")]
    assert archive.read(archive.namelist()[0])[:5] == b"%PDF-"
    docx = zipfile.ZipFile(io.BytesIO(act_on(curator, Program, "docxs", [sent]).content))
    assert docx.read(docx.namelist()[0])[:2] == b"PK"
    assert "нет того, что печатают" in words(act_on(curator, Program, "pdfs", [other]))[-1]


def test_the_card_leads_to_the_papers_of_each_text(cast, curator, sent):
    confirm(curator, Program, act_on(curator, Program, "approve", [sent]))
    html = curator.get(page(Program, "change", sent.pk)).content.decode()
    version = make.version(sent)
    for name, pk in (("program_pdf", sent.pk), ("version_docx", version.pk), ("version_sheet_pdf", version.pk)):
        path = reverse(name, args=[pk])
        assert path in html
        assert curator.get(path).status_code == 200
    assert curator.get(page(ProgramVersion, "change", version.pk)).status_code == 200


# Read only


@pytest.mark.parametrize("model", [Program, ProgramVersion, ProgramDecision, PlanEvent])
def test_frozen_rows_are_neither_edited_nor_deleted(cast, curator, sent, model):
    row = model.objects.first()
    path = page(model, "change", row.pk)
    assert set(shown(curator, path)) & {field.name for field in model._meta.fields} == set()
    assert curator.post(path, {"state": "active", "number": "9", "payload": "{}", "kind": "approve"}).status_code == 403
    before = model.objects.count()
    curator.post(page(model, "delete", row.pk), {"post": "yes"})
    assert model.objects.count() == before
    assert model.objects.filter(pk=row.pk).values().get() == {**_plain(row)}


def _plain(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.fields}


def test_the_history_of_a_program_is_read_from_the_journal(cast, curator, sent):
    confirm(curator, Program, act_on(curator, Program, "approve", [sent]))
    html = curator.get(page(Program, "history", sent.pk)).content.decode()
    assert "Программа утверждена, № 1" in html
    assert "Программа отправлена на согласование" in html


def test_programs_are_found_by_people_whatever_the_case_and_yo(cast, curator, sent, other):
    for asked in ("ковалева", "КОВАЛЁВА", "артем"):
        html = curator.get(page(Program), {"q": asked}).content.decode()
        assert "Ковалёва → Жуков" in html
        assert "Панина" not in html


# Reference data


def test_a_relative_date_of_a_preset_is_checked(cast, curator):
    preset = PlanPreset.objects.first()
    path = page(PlanPreset, "change", preset.pk)
    assert "Срок пишут так" in save(curator, path, due="завтра").content.decode()
    assert save(curator, path, due="s+21", measure="Разобрать три темы").status_code == 302
    preset.refresh_from_db()
    assert (preset.due, preset.measure) == ("s+21", "Разобрать три темы")


def test_a_template_of_the_note_is_edited_field_by_field(cast, curator):
    template = NoteTemplate.objects.get(kind="traditional")
    path = page(NoteTemplate, "change", template.pk)
    before = shown(curator, path)
    save(curator, path, note_goal="К … (дата) сам ведёт занятие", note_tasks="Освоить\n\nПровести ")
    template.refresh_from_db()
    assert template.note["goal"] == "К … (дата) сам ведёт занятие"
    assert template.note["tasks"] == ["Освоить", "Провести"]
    assert template.note["problem"] == before["note_problem"]
    assert template.presets == before["presets"]
    assert template.examples


def test_a_long_text_of_a_template_is_told(cast, curator):
    path = page(NoteTemplate, "change", NoteTemplate.objects.first().pk)
    assert "Слишком длинно" in save(curator, path, note_goal="ё" * 10000).content.decode()
