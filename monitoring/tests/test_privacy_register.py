"""The register of fields: every field stands in it once, with words a person reads; the page and the table agree."""

import re

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models.constants import LOOKUP_SEP
from django.urls import reverse

from mentoring.models import Setting
from mentoring.tests.counting import queries_of
from monitoring.queries.privacy.register import FLOORS, entries, field_rows, terms
from monitoring.queries.privacy.retention import PAST


def fields_of(model):
    return {field.name for field in (*model._meta.concrete_fields, *model._meta.many_to_many)}


def test_every_field_of_every_model_is_registered_and_none_has_vanished():
    models = {model._meta.label: model for floor in FLOORS for model in apps.get_app_config(floor).get_models()}
    assert set(entries()) == set(models)
    wrong = {label: set(entry.fields) ^ fields_of(models[label]) for label, entry in entries().items()}
    assert {label: names for label, names in wrong.items() if names} == {}


def test_named_parts_are_fields_and_paths_lead_to_people():
    for entry in entries().values():
        assert {*entry.hide, *entry.kept} <= set(entry.fields), entry.label
        for path in (*entry.mine, *entry.drop, *entry.delete):
            if path != "self":
                assert leads_to(entry.model, path) == "Person", (entry.label, path)


def leads_to(model, path):
    for step in path.split(LOOKUP_SEP):
        try:
            model = model._meta.get_field(step).related_model
        except FieldDoesNotExist:
            model = next(rel.related_model for rel in model._meta.related_objects if rel.get_accessor_name() == step)
    return model.__name__


def test_words_are_russian_and_purposes_are_told():
    foreign = [(row.place, row.field) for row in field_rows_plain() if re.search(r"[a-z]{3}", row.field)]
    assert foreign == []
    assert [entry.label for entry in entries().values() if len(entry.why) < 8] == []


def field_rows_plain():
    """Rows without the college's numbers: no database."""
    from monitoring.queries.privacy import register

    kept, register.term_words = register.term_words, lambda term: term.words
    try:
        return field_rows()
    finally:
        register.term_words = kept


@pytest.mark.django_db
def test_a_term_in_days_has_its_setting_and_its_rule():
    with_days = {code: term.setting for code, term in terms().items() if term.setting}
    assert set(with_days) == set(PAST)
    assert set(Setting.objects.filter(code__in=with_days.values()).values_list("code", flat=True)) == set(
        with_days.values()
    )
    assert {entry.term.code for entry in entries().values()} == set(terms())


class TestPage:
    def test_finds_by_word_and_category(self, cast, sign_in):
        client = sign_in(cast.admin)
        html = client.get(reverse("privacy_register"), {"q": "дата рождения"}).content.decode()
        assert "Дата рождения" in html
        assert "1–1 из 1" in html or "человек" in html.lower()
        html = client.get(reverse("privacy_register"), {"q": "такого поля нет"}).content.decode()
        assert "По этим условиям полей нет" in html

    def test_costs_the_frame_alone(self, cast, sign_in):
        client = sign_in(cast.admin)
        client.get(reverse("privacy_register"))
        assert queries_of(client, reverse("privacy_register")) <= 6

    def test_the_table_has_every_field(self, cast, sign_in):
        answer = sign_in(cast.admin).get(reverse("privacy_register_xlsx"))
        assert answer.status_code == 200
        assert len(field_rows()) > 1500
