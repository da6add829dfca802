"""The curator's pages of templates: list, draft, publication, update of programs, all on pages."""

import pytest
from django.urls import reverse

from programs.models import PlanTemplate, TemplateUse
from programs.queries.template_page import template_list, template_page
from programs.tests import make
from programs.tests import make_shelf as shelf
from programs.tests.make_shelf import row


def url(name, *args):
    return reverse(name, args=args)


def draft_data(template, **changes):
    """What the draft's page sends untouched, with `changes` by field of a row («0-measure»)."""
    from programs.forms.template import ItemFormSet, initial_of
    from programs.queries.template_page import draft_lists

    draft = template.versions.get(number=None)
    items = list(draft.items.select_related("direction", "form"))
    formset = ItemFormSet(
        prefix="item", initial=[initial_of(i) for i in items], form_kwargs={"lists": draft_lists(items)}
    )
    data = {"seen": draft.lock_version, "item-TOTAL_FORMS": len(formset.forms), "item-INITIAL_FORMS": len(items)}
    for form in formset.forms[: len(items)]:
        for name in form.fields:
            value = form[name].value()
            if value not in (None, False, ""):
                data[form.add_prefix(name)] = "on" if value is True else value
    return {**data, **{f"item-{name}": value for name, value in changes.items()}}


def test_from_a_name_to_an_updated_program(cast, sign_in):
    client = sign_in(cast.curator)
    answer = client.post(url("template_create"), {"name": "Для новых", "kind": "traditional"}, follow=True)
    assert "Черновик создан" in answer.content.decode()
    template = PlanTemplate.objects.get(name="Для новых")
    rows = {"measure": "Показать журнал", "count": "s", "number": "7", "form": "talk", "required": "on"}
    data = {"seen": 0, "item-TOTAL_FORMS": 2, "item-INITIAL_FORMS": 0, "publish": "1"}
    answer = client.post(
        url("template_edit", template.pk), {**data, **{f"item-0-{k}": v for k, v in rows.items()}}, follow=True
    )
    page = answer.content.decode()
    assert "Проверьте и опубликуйте" in page
    assert "через 7\u00a0дн. после начала" in page
    page = client.post(url("template_publish", template.pk), {"changes": "Первая"}, follow=True).content.decode()
    assert "Версия 1 опубликована" in page
    shelf.alone(template)
    program = make.opened(make.around_today(cast.pair), start="template")
    client.post(url("template_draft", template.pk))
    data = draft_data(template, **{"0-expected": "Журнал заполнен"})
    client.post(url("template_edit", template.pk), data)
    page = client.post(url("template_publish", template.pk), {"changes": ""}, follow=True).content.decode()
    assert "Обновить 1\u00a0программу: только пункты, которых никто не менял" in page
    assert "<ins>Журнал заполнен</ins>" in page
    answer = client.post(url("template_update", template.pk), {"program": [program.pk]}, follow=True)
    assert "Обновили 1\u00a0программу" in answer.content.decode()
    assert program.events.get().expected == "Журнал заполнен"
    use = TemplateUse.objects.latest("pk")
    page = client.post(url("template_undo", use.pk), follow=True).content.decode()
    assert "Обновление отменено" in page
    assert program.events.get().expected == ""


def test_rows_follow_another_and_are_ordered_and_removed(cast, sign_in):
    template = shelf.template(cast.curator, [row("А"), row("Б"), row("В")], publish=False)
    items = {item.measure: item for item in template.versions.get().items.all()}
    data = draft_data(
        template,
        **{"0-ORDER": "3", "1-ORDER": "1", "1-count": f"a:{items['А'].key}", "1-number": "5", "2-DELETE": "on"},
    )
    sign_in(cast.curator).post(url("template_edit", template.pk), data)
    kept = list(template.versions.get().items.all())
    assert [item.measure for item in kept] == ["Б", "А"]
    assert (kept[0].due, kept[0].after) == ("a+5", items["А"].key)


def test_a_wrong_number_stands_beside_its_field(cast, sign_in):
    template = shelf.template(cast.curator, publish=False)
    for number, count in (("900", "s"), ("много", "s"), ("120", "p")):
        data = draft_data(template, **{"0-number": number, "0-count": count})
        page = sign_in(cast.curator).post(url("template_edit", template.pk), data).content.decode()
        assert "Напишите число дней от 0 до 400" in page, number


def test_the_second_to_save_keeps_his_text_on_the_page(cast, sign_in):
    template = shelf.template(cast.curator, publish=False)
    data = draft_data(template, **{"0-measure": "Второй текст"})
    client = sign_in(cast.curator)
    client.post(url("template_edit", template.pk), draft_data(template, **{"0-measure": "Первый текст"}))
    page = client.post(url("template_edit", template.pk), data).content.decode()
    assert "чтобы остался ваш вариант" in page
    assert page.index("Что сохранено сейчас") < page.index("Первый текст") < page.index("Второй текст")
    assert template.versions.get().items.get().measure == "Первый текст"


def test_an_older_version_is_read_as_it_was(cast, sign_in):
    template = shelf.template(cast.curator, [row("Старое")])
    shelf.next_version(template, [row("Новое")], cast.curator)
    client = sign_in(cast.director)
    assert "Новое" in client.get(url("template_detail", template.pk)).content.decode()
    page = client.get(url("template_version", template.pk, 1)).content.decode()
    assert "Старое" in page
    assert "новые программы берут версию 2" in page
    assert client.get(url("template_version", template.pk, 9)).status_code == 404


def test_the_list_is_searched_and_sorted(cast, sign_in):
    client = sign_in(cast.curator)
    page = client.get(url("template_list"), {"q": "ПЕРЕРЫВА"}).content.decode()
    assert "Традиционное: после перерыва" in page
    assert "Группа: основа" not in page
    assert "шаблонов нет" in client.get(url("template_list"), {"q": "ыыы"}).content.decode()
    PlanTemplate.objects.all().delete()
    assert "Шаблонов пока нет" in client.get(url("template_list")).content.decode()


def test_an_author_sees_the_update_and_takes_it_back(cast, sign_in):
    template = shelf.template(cast.curator, [row("Одно")])
    shelf.alone(template)
    program = make.opened(make.around_today(cast.pair), start="template")
    shelf.next_version(template, [*shelf.rows_of(template).values(), row("Два")], cast.curator)
    sign_in(cast.curator).post(url("template_update", template.pk), {"program": [program.pk]})
    client = sign_in(cast.mentor)
    page = client.get(url("program_plan", program.pk)).content.decode()
    assert "План обновлён по шаблону" in page
    use = TemplateUse.objects.latest("pk")
    client.post(url("template_undo", use.pk))
    assert program.events.count() == 1
    assert "План обновлён по шаблону" not in client.get(url("program_plan", program.pk)).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(cast, django_assert_num_queries, count):
    PlanTemplate.objects.all().delete()
    for n in range(count):
        template = shelf.template(cast.curator, [row(f"Пункт {k}") for k in range(count)], name=f"Шаблон {n}")
    with django_assert_num_queries(3):
        assert len(template_list(PlanTemplate.objects.all(), {}).rows) == count
    with django_assert_num_queries(7):
        template_page(template)
