"""The library of materials (R26): who adds, who checks, «пригодилось» once, use in plans, files behind access."""

from itertools import product

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mentoring.kit.verdict import Refused
from mentoring.models import Direction, Letter
from mentoring.tests import make as ground
from programs import access
from programs.actions import material as actions
from programs.choices.shelf import MaterialState, TemplateState
from programs.models import EventMaterial, Material
from programs.queries.material import counted, material_list
from programs.tests import make
from programs.tests import make_shelf as shelf
from programs.tests.make_shelf import now
from programs.workflows_shelf import MATERIAL, TEMPLATE


def who(person):
    return {"by": ground.actor(person), "at": now()}


def pdf(name="Памятка.pdf"):
    return SimpleUploadedFile(name, b"%PDF-1.7\n%EOF", "application/pdf")


def test_the_starter_shelf_has_every_direction(cast):
    for direction in Direction.objects.all():
        assert Material.objects.filter(state="published", directions=direction).exists(), direction
    assert not Material.objects.exclude(link="").exists(), "no links that nobody checks"


def test_the_curators_own_is_on_the_shelf_and_a_mentors_waits(cast):
    assert shelf.material(cast.curator).state == "published"
    proposed = shelf.material(cast.mentor, "Приём с карточками")
    assert (proposed.state, proposed.author) == ("proposed", cast.mentor.plain_name)
    assert Letter.objects.filter(code="material_proposed", person=cast.curator).count() == 1
    assert proposed in access.materials_for(ground.actor(cast.mentor))
    assert proposed in access.materials_for(ground.actor(cast.curator))
    for other in (cast.mentee, cast.other_mentor, cast.director):
        assert proposed not in access.materials_for(ground.actor(other))
    actions.publish_material(proposed, seen=proposed.seal, **who(cast.curator))
    assert proposed in access.materials_for(ground.actor(cast.mentee))
    assert Letter.objects.filter(code="material_published", person=cast.mentor).count() == 1


def test_what_is_refused_when_adding(cast):
    for person in (cast.mentee, cast.director, cast.supervisor, cast.admin):
        with pytest.raises(Refused, match="добавляют наставники и куратор"):
            shelf.material(person)
    with pytest.raises(Refused, match="должен что-то говорить"):
        shelf.material(cast.mentor, text="  ")
    with pytest.raises(Refused, match="Ссылку пишут так"):
        shelf.material(cast.mentor, link="javascript:alert(1)")
    with pytest.raises(Refused, match="внутри другое"):
        shelf.material(cast.mentor, upload=SimpleUploadedFile("a.pdf", b"MZ\x90\x00", "application/pdf"))
    with pytest.raises(Refused, match="Назовите материал"):
        shelf.material(cast.mentor, "  ")
    with pytest.raises(Refused, match="уже есть"):
        shelf.material(cast.mentor, "первая встреча ПАРЫ")
    assert not Material.objects.filter(added_by=cast.mentor).exists()


def test_returned_with_a_remark_and_mended(cast):
    material = shelf.material(cast.mentor)
    with pytest.raises(Refused, match="Напишите, что исправить"):
        actions.return_material(material, remark=" ", **who(cast.curator))
    with pytest.raises(Refused, match="проверяет куратор"):
        actions.return_material(material, remark="Сам себе", **who(cast.mentor))
    actions.return_material(material, remark="Добавьте пример.", **who(cast.curator))
    assert Letter.objects.filter(code="material_returned", person=cast.mentor).count() == 1
    values = {"title": "С примером", "description": "О чём", "kind": "memo", "audience": "both", "text": "Пример."}
    actions.update_material(material, **values, **who(cast.mentor))
    material.refresh_from_db()
    assert (material.title, material.remark, material.state) == ("С примером", "", "proposed")
    assert Letter.objects.filter(code="material_proposed").count() == 2
    actions.publish_material(material, seen=material.seal, **who(cast.curator))
    with pytest.raises(Refused, match="уже на полке"):
        actions.update_material(material, **values, **who(cast.mentor))
    with pytest.raises(Refused, match="тот, кто его добавил"):
        actions.update_material(material, **values, **who(cast.other_mentor))
    actions.update_material(material, **{**values, "title": "Куратор поправил"}, **who(cast.curator))


def test_what_was_changed_after_reading_is_not_published(cast):
    material = shelf.material(cast.mentor)
    read = material.seal
    values = {"title": "Другое", "description": "О чём", "kind": "memo", "audience": "both", "text": "Другое."}
    actions.update_material(material, **values, **who(cast.mentor))
    with pytest.raises(Refused, match="материал изменили"):
        actions.publish_material(Material.objects.get(pk=material.pk), seen=read, **who(cast.curator))
    with pytest.raises(Refused, match="проверяет куратор"):
        actions.publish_material(material, seen=read, **who(cast.mentor))


def test_what_the_curator_put_up_meanwhile_is_not_written_over(cast):
    material = shelf.material(cast.mentor)
    mine = Material.objects.get(pk=material.pk)
    actions.publish_material(material, seen=material.seal, **who(cast.curator))
    values = {"title": "Второпях", "description": "О чём", "kind": "memo", "audience": "both", "text": "Пример."}
    with pytest.raises(Refused, match="Обновите страницу"):
        actions.update_material(mine, **values, **who(cast.mentor))
    material.refresh_from_db()
    assert (material.state, material.title == "Второпях") == ("published", False)


# The workflow tables, written out by hand

PARTS = ("curator", "mentor", "other_mentor", "mentee", "director")
MAY = {
    ("curator", "proposed", "publish"), ("curator", "proposed", "return"), ("curator", "proposed", "retire"),
    ("curator", "published", "retire"), ("curator", "retired", "restore"), ("mentor", "proposed", "retire"),
}  # fmt: skip
KEEPS = {
    ("curator", "draft", "publish"), ("curator", "published", "publish"), ("curator", "published", "retire"),
    ("curator", "retired", "restore"),
}  # fmt: skip


@pytest.mark.parametrize("part", PARTS)
def test_who_takes_which_step_of_a_material(cast, part):
    material = shelf.material(cast.mentor)
    for state, step in product(MaterialState.values, MATERIAL.transitions):
        material.state = state
        allowed = bool(MATERIAL.verdict(step, cast.actor(part), material))
        assert allowed == ((part, state, step) in MAY), (part, state, step)


@pytest.mark.parametrize("part", PARTS)
def test_who_takes_which_step_of_a_template(cast, part):
    template = shelf.template(cast.curator)
    for state, step in product(TemplateState.values, TEMPLATE.transitions):
        template.state = state
        allowed = bool(TEMPLATE.verdict(step, cast.actor(part), template))
        assert allowed == ((part, state, step) in KEEPS), (part, state, step)


# «Пригодилось» and use


def test_thanked_once_and_taken_back(cast):
    material = shelf.material(cast.curator)
    actions.thank(material, **who(cast.mentee))
    with pytest.raises(Refused, match="уже отметили"):
        actions.thank(material, **who(cast.mentee))
    with pytest.raises(Refused, match="Это ваш материал"):
        actions.thank(material, **who(cast.curator))
    actions.thank(material, **who(cast.mentor))
    assert counted(Material.objects.filter(pk=material.pk)).get().n_thanks == 2
    actions.unthank(material, **who(cast.mentee))
    with pytest.raises(Refused, match="Отметки и не было"):
        actions.unthank(material, **who(cast.mentee))
    actions.retire_material(material, **who(cast.curator))
    with pytest.raises(Refused, match="на полке"):
        actions.thank(material, **who(cast.mentee))


def test_used_in_plans_is_counted_by_program(cast):
    program = make.program(make.live_pair([cast.mentor], [cast.mentee]), state="active", curator=cast.curator)
    one, two, three = program.events.select_related("program__pair")
    material = shelf.material(cast.curator)
    row = actions.attach_material(event=one, material=material, **who(cast.mentor))
    actions.attach_material(event=two, material=material, **who(cast.mentee))
    with pytest.raises(Refused, match="уже есть"):
        actions.attach_material(event=one, material=material, **who(cast.curator))
    for person in (cast.supervisor, cast.director):
        with pytest.raises(Refused, match="добавляют участники"):
            actions.attach_material(event=three, material=material, **who(person))
        with pytest.raises(Refused, match="добавляют участники"):
            actions.detach_material(row, **who(person))
    assert counted(Material.objects.filter(pk=material.pk)).get().n_uses == 1
    actions.detach_material(row, **who(cast.mentor))
    assert EventMaterial.objects.count() == 1
    proposed = shelf.material(cast.mentor, "Ещё не проверен")
    with pytest.raises(Refused, match="с полки"):
        actions.attach_material(event=three, material=proposed, **who(cast.mentor))
    program.state = three.program.state = "completed"
    with pytest.raises(Refused, match="Программа завершена"):
        actions.attach_material(event=three, material=material, **who(cast.mentor))


# Pages


def test_search_filters_and_empty(cast, sign_in):
    client = sign_in(cast.mentee)
    url = reverse("material_list")
    assert "Первая встреча пары" in client.get(url).content.decode()
    assert "Первая встреча пары" not in client.get(url, {"q": "родителем"}).content.decode()
    assert "Трудный разговор" in client.get(url, {"q": "РОДИТЕЛЕМ разговор"}).content.decode()
    ict = Direction.objects.get(code="ict").pk
    page = client.get(url, {"direction": ict, "audience": "mentee", "kind": "memo"}).content.decode()
    assert "Цифровой материал" in page
    assert "Трудный разговор" not in page
    assert "материалов нет" in client.get(url, {"q": "фывапролдж"}).content.decode()
    Material.objects.all().delete()
    assert "Полка пока пуста" in client.get(url).content.decode()


def test_a_text_is_a_page_and_never_markup(cast, sign_in):
    material = shelf.material(cast.curator, text="## Шаги\n- один\n- <script>alert(1)</script>\n\n1. раз\n2. два")
    page = sign_in(cast.mentee).get(reverse("material_detail", args=[material.pk])).content.decode()
    assert "<h2>Шаги</h2>" in page
    assert "<ol><li>раз</li><li>два</li></ol>" in page
    assert "<script>alert" not in page


def test_a_file_comes_as_an_attachment_to_those_who_see_the_material(cast, sign_in):
    material = shelf.material(cast.mentor, upload=pdf())
    url = reverse("material_file", args=[material.pk])
    answer = sign_in(cast.mentor).get(url)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/pdf"
    assert sign_in(cast.mentee).get(url).status_code == 404
    none = shelf.material(cast.curator, "Без файла")
    assert sign_in(cast.mentee).get(reverse("material_file", args=[none.pk])).status_code == 404


def test_added_checked_and_taken_into_a_plan_on_pages(cast, sign_in):
    program = make.program(make.live_pair([cast.mentor], [cast.mentee]), state="active", curator=cast.curator)
    event = program.events.first()
    fields = {
        "title": "Карточки",
        "description": "Как начать занятие.",
        "kind": "memo",
        "audience": "both",
        "text": "Раз.",
    }
    answer = sign_in(cast.mentor).post(reverse("material_create"), fields, follow=True)
    assert "Куратор прочитает" in answer.content.decode()
    material = Material.objects.get(title="Карточки")
    client = sign_in(cast.curator)
    assert "Проверить материал «Карточки»" in client.get("/").content.decode()
    client.post(reverse("material_publish", args=[material.pk]), {"seen": material.seal})
    client = sign_in(cast.mentee)
    client.post(reverse("material_attach", args=[material.pk]), {"event": event.pk})
    assert "Карточки" in client.get(reverse("event_mark", args=[event.pk])).content.decode()
    page = client.post(reverse("material_thank", args=[material.pk]), follow=True).content.decode()
    assert "Пригодилось 1\u00a0человеку. Используется в 1\u00a0плане." in page


def test_somebody_elses_event_cannot_be_chosen(cast, sign_in):
    program = make.program(make.live_pair([cast.mentor], [cast.mentee]), state="active", curator=cast.curator)
    event, material = program.events.first(), shelf.material(cast.curator)
    client = sign_in(cast.other_mentor)
    client.post(reverse("material_attach", args=[material.pk]), {"event": event.pk})
    assert client.post(reverse("event_materials", args=[event.pk]), {"material": material.pk}).status_code == 404
    assert not EventMaterial.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(cast, django_assert_num_queries, count):
    Material.objects.all().delete()
    for n in range(count):
        made = shelf.material(cast.curator, f"Памятка {n}", directions=Direction.objects.all()[:2])
        actions.thank(made, **who(cast.mentee))
    actor = ground.actor(cast.mentor)
    material_list(actor, {})
    with django_assert_num_queries(4):
        assert len(material_list(actor, {}).rows) == count
