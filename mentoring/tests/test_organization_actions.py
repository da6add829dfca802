"""R06 (first part): requisites, partners of six kinds with contracts, units."""

from datetime import date

import pytest

from mentoring.actions.organization import create_partner, organization_mark, update_organization
from mentoring.actions.unit import create_unit, update_unit
from mentoring.kit.stale import Stale
from mentoring.kit.verdict import Refused
from mentoring.models import JournalEntry, Organization, PartnerKind, Unit
from mentoring.office import office
from mentoring.queries.organization import contract_tag
from mentoring.tests import make
from mentoring.tests.standing import scene

AT = make.moment()


@scene
def by(cast):
    return cast.actor("curator")


def partner(by, **fields):
    kind = PartnerKind.objects.get(code=fields.pop("kind", "enterprise"))
    values = {"full_name": "АО «Завод»", "short_name": "Завод", "kind": kind} | fields
    return create_partner(by=by, at=AT, **values)


@pytest.mark.parametrize("code", ["university", "enterprise", "security", "sports", "social_care", "public_org"])
def test_partners_of_six_kinds(by, code):
    assert partner(by, kind=code).kind.code == code


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"short_name": " "}, "полное и краткое название"),
        ({"contract_number": "12"}, "номер и дату договора с"),
        ({"contract_date": date(2026, 1, 1)}, "номер и дату договора с"),
        ({"contract_until": date(2026, 1, 1)}, "срок которого"),
        (
            {"contract_number": "1", "contract_date": date(2026, 2, 1), "contract_until": date(2026, 1, 1)},
            "Дата окончания раньше",
        ),
    ],
)
def test_rules_of_a_partner(by, fields, words):
    with pytest.raises(Refused, match=words):
        partner(by, **fields)


def test_a_kind_is_needed(by):
    with pytest.raises(Refused, match="вид партнёра"):
        create_partner(by=by, at=AT, full_name="АО «Завод»", short_name="Завод")


def test_one_name_one_partner(by):
    partner(by, short_name="Ёлочка")
    with pytest.raises(Refused, match="«елочка» уже есть"):
        partner(by, short_name="елочка")


@pytest.mark.parametrize("part", ["director", "mentor", "supervisor"])
def test_keepers_alone(cast, part):
    with pytest.raises(Refused):
        partner(cast.actor(part))
    with pytest.raises(Refused):
        update_organization(make.college(), {"city": "г. Бор"}, by=cast.actor(part), at=AT)
    with pytest.raises(Refused):
        create_unit(by=cast.actor(part), at=AT, name="ЦК новая", kind="committee")


def test_our_requisites_change_in_words_and_the_office_reads_them_anew(by, django_capture_on_commit_callbacks):
    assert office().organization.city == "г. Дзержинск"
    with django_capture_on_commit_callbacks(execute=True):
        changes = update_organization(make.college(), {"city": "г. Бор"}, by=by, at=AT)
    assert changes == [{"part": "место составления", "was": "г. Дзержинск", "became": "г. Бор"}]
    assert office().organization.city == "г. Бор"
    assert JournalEntry.objects.get(event="organization_changed").changes == changes


def test_the_loser_of_two_is_told(by):
    seen = organization_mark(make.college())
    update_organization(make.college(), {"city": "г. Бор"}, by=by, at=AT, seen=seen)
    with pytest.raises(Stale):
        update_organization(make.college(), {"city": "г. Выкса"}, by=by, at=AT, seen=seen)


def test_a_contract_that_came_frees_the_draft(by, cast):
    zavod = partner(by)
    mentor = make.person("Громов Илья Олегович", employment="partner", organization=zavod)
    make.mentor(person=mentor, consent=False).forms = ["partner_teacher"]
    make.give_consent(mentor, "partner_mentor")
    draft = make.pair([mentor], [cast.outsider], state="blocked", form="partner_teacher", model="", criteria="опыт")
    update_organization(zavod, {"contract_number": "12", "contract_date": date(2026, 9, 1)}, by=by, at=AT)
    draft.refresh_from_db()
    assert draft.state == "ready"


@pytest.mark.parametrize(
    ("fields", "tone"),
    [
        ({}, "stop"),
        ({"contract_number": "12", "contract_date": date(2026, 1, 1)}, "ok"),
        ({"contract_number": "12", "contract_date": date(2020, 1, 1), "contract_until": date(2020, 12, 31)}, "stop"),
        ({"retired": True}, "calm"),
    ],
)
def test_a_contract_in_a_word(by, fields, tone):
    assert contract_tag(partner(by, **fields)).tone == tone


class TestUnits:
    def test_made_renamed_abolished(self, by, cast):
        unit = create_unit(by=by, at=AT, name="  ЦК  права ", kind="committee")
        assert unit.name == "ЦК права"
        update_unit(unit, {"name": "ЦК правовых дисциплин", "parent": cast.unit}, by=by, at=AT)
        assert Unit.objects.get(pk=unit.pk).parent == cast.unit
        assert update_unit(Unit.objects.get(pk=unit.pk), {"retired": True}, by=by, at=AT)

    def test_one_name_one_unit(self, by, cast):
        with pytest.raises(Refused, match="уже есть"):
            create_unit(by=by, at=AT, name=cast.unit.name.upper(), kind="committee")
        with pytest.raises(Refused, match="Укажите название"):
            create_unit(by=by, at=AT, name=" ", kind="committee")

    def test_not_inside_itself(self, by, cast):
        inner = create_unit(by=by, at=AT, name="ЦК внутри", kind="committee", parent=cast.unit)
        with pytest.raises(Refused, match="не может входить в само себя"):
            update_unit(cast.unit, {"parent": inner}, by=by, at=AT)

    def test_not_abolished_with_people(self, by, cast):
        with pytest.raises(Refused, match="В подразделении 2\u00a0человека"):
            update_unit(cast.unit, {"retired": True}, by=by, at=AT)


def test_a_partner_with_no_kind_is_impossible_in_the_database(cast):
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        Organization.objects.create(full_name="Без вида", short_name="Без вида")
