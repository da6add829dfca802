"""R57: whoever holds a paper can see who signed it, whether it stands, and whether a single character was changed."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from mentoring.actions import norm
from mentoring.actions.acquaintance import open_sheet
from mentoring.actions.document import acquaint
from mentoring.actions.registering import register_document
from mentoring.choices import DocumentState
from mentoring.documents.order import order_paper
from mentoring.kit.codes import spaced
from mentoring.models import DocumentType, IssuedDocument, NormativeVersion
from mentoring.tests.standing import scene
from mentoring.tests.uploads import pdf_upload
from monitoring.actions.verify import is_issued_file
from monitoring.queries.verify import find_paper
from monitoring.tests.matrix import document as orders
from programs.models import ProgramVersion
from programs.tests import make

pytestmark = pytest.mark.django_db


class World:
    def __init__(self, cast):
        self.cast = cast


@scene
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


@scene
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


# Acquaintance sheets and papers from outside


@scene
def sheet(cast):
    who = {"by": cast.actor("curator"), "at": timezone.now()}
    act = norm.create_act(kind="local", title="Порядок работы пар", number="12", **who)
    version = norm.add_version(
        act, label="", since=timezone.localdate(), text="Прочитайте.", upload=pdf_upload(), **who
    )
    due = timezone.localdate() + timedelta(days=5)
    sheet = open_sheet(version=version, audience="participants", due=due, **who)
    acquaint(sheet, by=cast.actor("mentor"), at=timezone.now())
    return sheet


def test_a_sheet_names_those_who_have_read_and_nobody_else(client, cast, sheet):
    response, text = page(client, sheet.code)
    assert response.status_code == 200
    assert "Порядок работы пар" in text
    assert "1 из 4" in text
    assert cast.mentor.signature_name in text
    assert not any(part.last_name in text for part in (cast.mentee, cast.other_mentor, cast.other_mentee))
    assert "Прочитайте." not in text


def test_one_changed_character_of_what_was_read_is_reported(sheet):
    version = sheet.sheet.version
    assert find_paper(sheet.code).tag.word == "Действует"
    NormativeVersion.objects.filter(pk=version.pk).update(text="Прочитайтe.")
    assert find_paper(sheet.code).tag.word == "Текст изменён"
    NormativeVersion.objects.filter(pk=version.pk).update(text=version.text)
    with open(version.file.file.path, "ab") as kept:
        kept.write(b" ")
    assert find_paper(sheet.code).tag.word == "Текст изменён"


def test_a_mark_over_another_text_and_a_changed_heading_are_reported(sheet):
    sheet.acquaintances.filter(done_at__isnull=False).update(sha256="0" * 64)
    assert find_paper(sheet.code).tag.word == "Текст изменён"
    sheet.acquaintances.filter(done_at__isnull=False).update(sha256=sheet.sheet.version.sha256)
    assert find_paper(sheet.code).tag.word == "Действует"
    IssuedDocument.objects.filter(pk=sheet.pk).update(payload=sheet.payload | {"act": "Другой акт"})
    assert find_paper(sheet.code).tag.word == "Текст изменён"


def test_the_file_that_was_read_is_recognized(sheet):
    issued = sheet.sheet.version.file.file.open("rb").read()
    assert is_issued_file(sheet, upload(issued), at=timezone.now())
    assert not is_issued_file(sheet, upload(issued + b" "), at=timezone.now())


@scene
def paper(cast):
    kind = DocumentType.objects.get(code="D36")
    by, day = cast.actor("curator"), timezone.localdate()
    return register_document(
        type=kind, title="Справка", date=day, issuer="Министерство", upload=pdf_upload(), by=by, at=timezone.now()
    )


def test_a_registered_paper_is_its_file(client, paper):
    response, text = page(client, paper.code)
    assert response.status_code == 200
    assert "файл тот самый" in text
    assert "Министерство" in text
    issued = paper.scan.file.open("rb").read()
    assert is_issued_file(paper, upload(issued), at=timezone.now())
    with open(paper.scan.file.path, "r+b") as kept:
        kept.write(b"#")
    assert find_paper(paper.code).tag.word == "Текст изменён"


def test_a_paper_whose_file_is_gone_is_not_vouched_for(paper):
    paper.scan.file.storage.delete(paper.scan.file.name)
    assert find_paper(paper.code).tag.word == "Текст изменён"
