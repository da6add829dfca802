"""A double press adds one row; a form that was refused, or another one, is not held up."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mentoring.kit.verdict import Refused
from mentoring.models import Person
from mentoring.views.once import once

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(rf, cast):
    """sent(data, part) is a POST of this person."""

    def post(data, part="curator"):
        request = rf.post("/somewhere/", data)
        request.user = getattr(cast, part).user
        return request

    return post


def passes(request):
    with once(request):
        return True


def test_the_second_press_is_refused_and_others_pass(sent):
    assert passes(sent({"name": "Иванов"}))
    with pytest.raises(Refused, match="сохранено один раз"):
        passes(sent({"name": "Иванов", "csrfmiddlewaretoken": "another"}))
    assert passes(sent({"name": "Петров"}))
    assert passes(sent({"name": "Иванов"}, "director"))


def test_another_file_is_another_form(sent):
    assert passes(sent({"note": "", "file": SimpleUploadedFile("a.pdf", b"1")}))
    assert passes(sent({"note": "", "file": SimpleUploadedFile("b.pdf", b"1")}))
    with pytest.raises(Refused):
        passes(sent({"note": "", "file": SimpleUploadedFile("b.pdf", b"1")}))


def test_a_form_that_failed_may_be_sent_again(sent):
    with pytest.raises(ValueError, match="no"), once(sent({"name": "Иванов"})):
        raise ValueError("no")
    assert passes(sent({"name": "Иванов"}))


def test_one_person_is_added_by_two_presses(cast, sign_in):
    client = sign_in(cast.curator, "curator")
    form = client.get(reverse("person_create")).context["form"]
    data = {name: field.initial or "" for name, field in form.fields.items()}
    data |= {"last_name": "Яблоков", "first_name": "Яков", "employment": "staff"}
    before = Person.objects.count()
    first, second = (client.post(reverse("person_create"), data) for _ in range(2))
    assert Person.objects.count() - before == 1, first.context and first.context["form"].errors
    assert "сохранено один раз" in second.content.decode()
