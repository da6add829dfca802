"""Six kinds of partners and the posts each usually helps; their contracts; the registers as tables (R05, R06, 4.3.3)."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from mentoring.matching.partner import helps_post, partner_lines
from mentoring.models import PartnerKind
from mentoring.queries.candidates import candidates_for
from mentoring.queries.deeds.open_bank import ending_contracts
from mentoring.queries.organization import contract_tag
from mentoring.tests import make, outside


def test_six_kinds_of_the_regulation_and_other_colleges_apart(db):
    kinds = {kind.code: kind for kind in PartnerKind.objects.all()}
    assert {code for code, kind in kinds.items() if kind.social} == {
        "university", "enterprise", "security", "sports", "social_care", "public_org",
    }  # fmt: skip
    assert not kinds["education"].social
    assert all(kind.posts for kind in kinds.values() if kind.social)


@pytest.mark.parametrize(
    ("kind", "post"),
    [
        ("university", "преподаватель"),
        ("enterprise", "старший мастер"),
        ("enterprise", "мастер производственного обучения"),
        ("security", "преподаватель-организатор основ безопасности"),
        ("sports", "руководитель физического воспитания"),
        ("social_care", "социальный педагог"),
        ("public_org", "педагог-организатор"),
    ],
)
def test_each_kind_helps_its_posts(kind, post, db):
    assert helps_post(post, PartnerKind.objects.get(code=kind).posts)


def test_another_post_is_a_warning_without_points(db):
    posts = PartnerKind.objects.get(code="sports").posts
    (line,) = partner_lines("преподаватель", "Спортивное общество", posts)
    assert (line.points, line.text.endswith("проверьте")) == (0, True)
    assert partner_lines("преподаватель", "", ()) == ()


def test_matching_tells_of_a_partners_post(college):
    firm = outside.partner(contract_number="7", contract_date=date(2026, 9, 1))
    mentor = make.mentor("Дроздов Аркадий Львович", employment="partner", organization=firm, consent=False)
    make.give_consent(mentor.person, "partner_mentor")
    request = make.request(make.mentee(post="мастер производственного обучения").person)
    found = candidates_for(request).find(mentor.pk)
    assert any("помогает такой должности" in line.text for line in found.score.lines)


def test_a_contract_near_its_end_is_seen_while_its_people_mentor(college):
    today = date(2026, 11, 18)
    firm = outside.partner(
        contract_number="7", contract_date=date(2026, 1, 1), contract_until=today + timedelta(days=30)
    )
    assert not ending_contracts(today).exists(), "nobody of theirs mentors"
    make.mentor("Дроздов Аркадий Львович", employment="partner", organization=firm)
    assert list(ending_contracts(today)) == [firm]
    assert not ending_contracts(today - timedelta(days=1)).exists()
    firm.contract_until = date(2020, 1, 1)
    assert contract_tag(firm).word == "Договор истёк"


def test_registers_are_tables_for_the_office(cast, sign_in):
    office = sign_in(cast.curator)
    tables = {}
    for name in ("mentor_list_xlsx", "mentee_list_xlsx"):
        sheet = load_workbook(BytesIO(office.get(reverse(name)).content)).active
        tables[name] = [[cell.value for cell in row] for row in sheet.iter_rows()]
    mentors, mentees = tables["mentor_list_xlsx"], tables["mentee_list_xlsx"]
    line = next(row for row in mentors if cast.mentor.full_name in row)
    assert "Жуков" in str(line[-1])
    assert [row[0] for row in mentors if isinstance(row[0], int)] == [1, 2]
    assert "Ковалёва" in str(next(row for row in mentees if cast.mentee.full_name in row)[-1])
    for part in ("mentor", "supervisor", "outsider", "admin"):
        assert sign_in(getattr(cast, part)).get(reverse("mentor_list_xlsx")).status_code == 403, part
