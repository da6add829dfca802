"""Two people have one thing open: the second to save sees both texts, nothing is lost and nothing is written over."""

import pytest
from django.urls import reverse

from mentoring.forms.seen import marked
from mentoring.kit.verdict import Refused
from mentoring.models import Unit
from mentoring.views.once import first_wins
from mentoring.views.organization import _unit_initial

pytestmark = pytest.mark.django_db


def test_the_second_of_two_windows_sees_both_texts(cast, sign_in):
    client = sign_in(cast.curator, "curator")
    path, unit = reverse("unit_edit", args=[cast.unit.pk]), cast.unit
    seen = marked(_unit_initial(Unit.objects.get(pk=unit.pk)))["seen"]
    fields = {"kind": unit.kind, "head": unit.head_id, "seen": seen}
    assert client.post(path, {**fields, "name": "Первое окно"}).status_code == 302
    answer = client.post(path, {**fields, "name": "Второе окно"})
    page = answer.content.decode()
    assert (answer.status_code, Unit.objects.get(pk=unit.pk).name) == (200, "Первое окно")
    assert "Два человека правили одновременно" in page
    assert all(words in page for words in ("Первое окно", "Второе окно"))
    again = answer.context["form"].data["seen"]
    assert client.post(path, {**fields, "name": "Второе окно", "seen": again}).status_code == 302
    assert Unit.objects.get(pk=unit.pk).name == "Второе окно"


def test_who_comes_second_is_told_so_and_other_faults_are_not_hidden(cast):
    with pytest.raises(Refused, match="сделал кто-то другой"), first_wins():
        Unit.objects.create(pk=cast.unit.pk, name="Другое")
    with pytest.raises(ValueError, match="a fault"), first_wins():
        raise ValueError("a fault")
