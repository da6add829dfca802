"""R28 in the browser's words: begun from the page of a program, ticked, printed; templates on one page."""

import pytest
from django.urls import reverse
from django.utils import timezone

from mentoring.tests.standing import scene
from programs.actions.induction import begin_induction
from programs.models import Induction, InductionTemplate
from programs.tests import make


@scene
def program(cast):
    return make.program(make.around_today(cast.pair), state="active", curator=cast.curator)


@scene
def induction(cast, program):
    return begin_induction(program=program, mentee=cast.mentee, by=cast.actor("mentor"), at=timezone.now())


def page(answer):
    return answer.content.decode().replace("\xa0", " ")


def test_one_press_begins_the_list_that_suits_the_post(cast, program, sign_in):
    client, address = sign_in(cast.mentor), reverse("induction_begin", args=[program.pk])
    assert "Начать ввод в должность" in page(client.get(reverse("program_detail", args=[program.pk])))
    assert "Подобрать по должности" in page(client.get(f"{address}?mentee={cast.mentee.pk}"))
    shown = page(client.post(address, {"mentee": cast.mentee.pk}, follow=True))
    assert "Список начат: его видят обе стороны" in shown
    assert Induction.objects.get().name == "Преподаватель"
    client.post(address, {"mentee": cast.mentee.pk})  # pressed twice
    assert Induction.objects.count() == 1


def test_ticks_notes_and_taking_back(cast, induction, sign_in):
    client, address = sign_in(cast.mentor), reverse("induction_detail", args=[induction.pk])
    first, second, *_ = induction.entries.all()
    sent = {"entry": [first.pk, second.pk, "9" * 30, "x"], f"note-{first.pk}": "Экземпляр у Жукова"}
    shown = page(client.post(address, sent, follow=True))
    assert "Отмечено: 2 пункта" in shown
    assert "Экземпляр у Жукова" in shown
    assert "Отметьте хотя бы один пункт" in page(client.post(address, {}))
    client.post(reverse("induction_untick", args=[induction.pk]), {"entry": second.pk})
    second.refresh_from_db()
    assert second.shown_at is None
    assert client.post(reverse("induction_untick", args=[induction.pk]), {"entry": "x"}).status_code == 404
    client = sign_in(cast.mentee)
    assert "Понятно" in page(client.get(address))
    client.post(address, {"entry": [first.pk]})
    progress = page(client.get(reverse("program_detail", args=[induction.program_id])))
    assert "1 из 38" in progress
    client = sign_in(cast.curator)
    assert 'type="checkbox" name="entry"' not in page(client.get(address))
    assert "Отмечают наставник" in page(client.post(address, {"entry": [second.pk]}))


def test_the_paper_says_what_both_ticked(cast, induction, sign_in):
    client = sign_in(cast.mentor)
    client.post(reverse("induction_detail", args=[induction.pk]), {"entry": [induction.entries.first().pk]})
    assert client.get(reverse("induction_pdf", args=[induction.pk])).content[:4] == b"%PDF"
    assert client.get(reverse("induction_docx", args=[induction.pk])).content[:2] == b"PK"


def test_the_curator_edits_a_template_on_one_page(cast, sign_in):
    client = sign_in(cast.curator)
    client.post(reverse("induction_template_create"), {"name": "Лаборант", "posts": "лаборант"})
    template = InductionTemplate.objects.get(name="Лаборант")
    address = reverse("induction_template_edit", args=[template.pk])
    sent = {
        "name": "Лаборант", "posts": "лаборант", "seen": 0, "item-TOTAL_FORMS": 3, "item-INITIAL_FORMS": 0,
        "item-0-text": "Второе", "item-0-category": "rooms", "item-0-required": "on", "item-0-ORDER": 2,
        "item-1-text": "Первое", "item-1-category": "rooms", "item-1-ORDER": 1,
        "item-2-text": "Лишнее", "item-2-category": "rooms", "item-2-DELETE": "on",
    }  # fmt: skip
    assert "уже начатые не изменились" in page(client.post(address, sent, follow=True))
    assert list(template.items.values_list("text", "required")) == [("Первое", False), ("Второе", True)]
    second = page(client.post(address, sent))
    assert second.index("Сохраните ещё раз") < second.index("Что сохранено сейчас") < second.index("<li>Первое")
    client.post(reverse("induction_template_retire", args=[template.pk]))
    assert "Снят с употребления" in page(client.get(reverse("induction_template_list")))
    client.post(reverse("induction_template_restore", args=[template.pk]))
    client = sign_in(cast.director)
    assert "Первое" in page(client.get(address))
    assert client.post(address, sent).status_code == 403


@pytest.mark.parametrize("part", ["mentor", "mentee", "curator"])
def test_the_page_of_a_program_stays_light(cast, induction, sign_in, django_assert_max_num_queries, part):
    client, address = sign_in(getattr(cast, part)), reverse("program_detail", args=[induction.program_id])
    client.get(address)
    with django_assert_max_num_queries(20):
        client.get(address)
