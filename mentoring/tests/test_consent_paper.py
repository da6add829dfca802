"""The sheet of a consent says what the page says, and who has agreed to it and how (R02)."""

import pytest
from django.urls import reverse

from mentoring.actions import consent as act
from mentoring.documents.consent import consent_paper
from mentoring.kit.paper import Paragraph, Signatures, Title
from mentoring.models import Person
from mentoring.queries.consent import wording_of
from mentoring.tests import make
from mentoring.tests.standing import scene

pytestmark = pytest.mark.django_db


@scene
def asked(cast):
    make.mentor("Новикова Ольга Ильинична", consent=False)
    novice = Person.objects.get(last_name="Новикова")
    return act.request_consent(novice, "mentor", by=cast.actor("curator"), at=make.moment())


def block(paper, kind):
    return next(one for one in paper.sections[0].blocks if isinstance(one, kind))


def test_the_sheet_has_the_text_of_the_page_and_a_line_to_sign(asked):
    paper = consent_paper(asked)
    assert block(paper, Title).text == "СОГЛАСИЕ НА РАБОТУ НАСТАВНИКОМ"
    assert block(paper, Paragraph).text == wording_of(asked).text
    (line,) = block(paper, Signatures).lines
    assert (line.name, line.mark) == (asked.person.signature_name, None)


def test_given_in_the_system_it_carries_the_mark(asked):
    act.give_consent(asked, shown=wording_of(asked).mark, by=make.actor(asked.person), at=make.moment())
    asked.refresh_from_db()
    (line,) = block(consent_paper(asked), Signatures).lines
    assert "Дано в системе" in line.mark.lines[0]
    assert asked.person.signature_name in line.mark.lines[1]


def test_a_kind_not_called_a_consent_is_called_one_on_paper(cast):
    asked = act.request_consent(
        cast.mentee,
        "photo",
        by=cast.actor("curator"),
        at=make.moment(),
        details={"where": "газете", "purpose": "отчёта"},
    )
    title = block(consent_paper(asked), Title)
    assert (title.text, title.about) == ("СОГЛАСИЕ", "Фото и видео")


@pytest.mark.parametrize(("url", "begins"), [("consent_pdf", b"%PDF-"), ("consent_docx", b"PK")])
def test_both_files_open(cast, asked, sign_in, url, begins):
    answer = sign_in(cast.curator, "curator").get(reverse(url, args=[asked.pk]))
    assert answer.status_code == 200
    assert answer.content.startswith(begins)
