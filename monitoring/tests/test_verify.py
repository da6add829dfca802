"""R57: whoever holds a paper can see who signed it, whether it stands, and whether a single character was changed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from mentoring.choices import DocumentState
from mentoring.documents.order import order_paper
from mentoring.kit.codes import spaced
from mentoring.models import IssuedDocument
from monitoring.actions.verify import is_issued_file
from monitoring.queries.verify import find_paper
from monitoring.tests.matrix import document as orders
from programs.models import ProgramVersion
from programs.tests import make

pytestmark = pytest.mark.django_db


class World:
    def __init__(self, cast):
        self.cast = cast


@pytest.fixture
def order(cast):
    world = World(cast)
    orders.build(world)
    return IssuedDocument.objects.get(pk=world.order.pk)


def page(client, code):
    response = client.get(reverse("verify_document", args=[spaced(code)]))
    return response, response.content.decode()


def test_a_stranger_reads_who_signed_and_nothing_of_the_text(client, order):
    response, text = page(client, order.code)
    signature = order.signatures.get()
    assert response.status_code == 200
    assert "Действует" in text
    assert order.number in text
    assert signature.person.signature_name in text
    assert not any(person.last_name in text for pair in order.pairs.all() for person in (*pair.mentors, *pair.mentees))


@pytest.mark.parametrize("state", ["draft", "returned", "awaiting_signature"])
def test_what_was_not_signed_is_not_found(client, order, state):
    IssuedDocument.objects.filter(pk=order.pk).update(state=state)
    response, text = page(client, order.code)
    assert response.status_code == 404
    assert "Документа с таким кодом нет" in text
    assert spaced(order.code) in text  # what was typed stays in the field


def test_one_changed_character_of_the_text_is_reported(client, order):
    payload = order.payload | {"heading": order.payload["heading"].replace("О", "O", 1)}
    assert payload != order.payload
    IssuedDocument.objects.filter(pk=order.pk).update(payload=payload)
    assert "Текст изменён" in page(client, order.code)[1]


def test_a_new_fingerprint_under_an_old_signature_is_reported(order):
    IssuedDocument.objects.filter(pk=order.pk).update(sha256="0" * 64)
    assert find_paper(order.code).tag.word == "Текст изменён"
    IssuedDocument.objects.filter(pk=order.pk).update(sha256=order.sha256)
    order.signatures.update(sha256="0" * 64)
    assert find_paper(order.code).tag.word == "Текст изменён"


def test_a_text_nobody_stands_for_is_reported(order):
    order.signatures.update(revoked_at=timezone.now())
    assert find_paper(order.code).tag.word == "Текст изменён"


@pytest.mark.parametrize(
    ("state", "word"), [("canceled", "Отменён"), ("replaced", "Заменён"), ("in_force", "Действует")]
)
def test_whether_it_stands_is_said(order, state, word):
    IssuedDocument.objects.filter(pk=order.pk).update(state=state)
    assert find_paper(order.code).tag.word == word


def test_the_replacing_order_is_named(order):
    other = IssuedDocument.objects.exclude(pk=order.pk).filter(number="").first()
    IssuedDocument.objects.filter(pk=other.pk).update(number="77", date=order.date, state=DocumentState.IN_FORCE)
    IssuedDocument.objects.filter(pk=order.pk).update(state=DocumentState.REPLACED, replaced_by=other)
    assert "№ 77" in find_paper(order.code).tag.sentence


def upload(content):
    return SimpleUploadedFile("приказ.pdf", content, content_type="application/pdf")


def test_the_issued_file_is_recognized_and_one_byte_more_is_not(client, order, sign_in):
    address = reverse("verify_document", args=[spaced(order.code)])
    same = client.post(address, {"file": upload(b"%PDF-1.4")}).content.decode()
    assert "Это другой файл." in same
    order.refresh_from_db()
    issued = order.pdf.file.open("rb").read()
    assert "Файл тот самый." in client.post(address, {"file": upload(issued)}).content.decode()
    assert "Это другой файл." in client.post(address, {"file": upload(issued + b"\n")}).content.decode()


def test_no_file_says_so_beside_the_field(client, order):
    text = client.post(reverse("verify_document", args=[spaced(order.code)])).content.decode()
    assert "Выберите файл." in text
    assert "Файл тот самый." not in text


def test_a_typed_code_leads_to_the_paper(client, order):
    found = client.get(reverse("verify"), {"code": f" {order.code.lower()} "})
    assert found.url == reverse("verify_document", args=[spaced(order.code)])
    assert "Это не похоже на код" in client.get(reverse("verify"), {"code": "нет"}).content.decode()
    assert "Введите код с документа" in client.get(reverse("verify"), {"code": ""}).content.decode()


def test_the_paper_carries_its_code_once_it_is_signed(order):
    paper = order_paper(order)
    assert any(spaced(order.code) in str(line) for line in paper.footer)
    assert paper.code
    draft = IssuedDocument.objects.filter(state=DocumentState.DRAFT).first()
    assert order_paper(draft).code == ()
    assert not any("verify" in str(line) for line in order_paper(draft).footer)


def test_the_page_takes_the_same_few_queries(client, order, django_assert_max_num_queries):
    page(client, order.code)
    with django_assert_max_num_queries(8):
        page(client, order.code)


# Programs


@pytest.fixture
def version(cast):
    program = make.program(cast.pair, state="active", curator=cast.curator)
    return program.versions.exclude(number=None).get()


def test_an_approved_version_is_found_and_its_approver_named(client, version):
    response, text = page(client, version.code)
    approval = version.decisions.get(kind="approve")
    assert response.status_code == 200
    assert f"редакция {version.number}" in text
    assert approval.name in text
    assert not any(person.last_name in text for person in version.program.pair.mentees)


def test_a_candidate_is_not_found(client, version):
    ProgramVersion.objects.filter(pk=version.pk).update(number=None)
    assert page(client, version.code)[0].status_code == 404


def test_a_changed_program_is_reported(version):
    ProgramVersion.objects.filter(pk=version.pk).update(payload=version.payload | {"goal": "другая"})
    assert find_paper(version.code).tag.word == "Текст изменён"


def test_an_older_version_names_the_newer(version):
    ProgramVersion.objects.create(
        program=version.program,
        number=version.number + 1,
        payload=version.payload,
        sha256=version.sha256,
        submitted_at=version.submitted_at,
        approved_at=version.approved_at,
    )
    tag = find_paper(version.code).tag
    assert (tag.word, f"редакция {version.number + 1}" in tag.sentence) == ("Есть новее", True)


@pytest.mark.parametrize(
    ("state", "word"), [("completed", "Завершена"), ("canceled", "Не начата"), ("active", "Действует")]
)
def test_whether_the_program_goes_on_is_said(version, state, word):
    type(version.program).objects.filter(pk=version.program_id).update(state=state)
    assert find_paper(version.code).tag.word == word


def test_the_file_of_a_program_is_compared_too(version):
    assert not is_issued_file(version, upload(b"%PDF-1.4"), at=timezone.now())
    version.refresh_from_db()
    assert is_issued_file(version, upload(version.pdf.file.open("rb").read()), at=timezone.now())
