"""Questionnaires: editable until used, then only by a new version (R40)."""

import pytest
from django.apps import apps
from django.utils import timezone

from mentoring.kit.verdict import Refused
from mentoring.models import JournalEntry
from monitoring import starter
from monitoring.actions import instrument as actions
from monitoring.choices import VersionState
from monitoring.models import Instrument, InstrumentVersion
from monitoring.queries.evaluation.reaction import reaction_of
from monitoring.queries.survey.draft import newest_versions
from monitoring.tests import make_survey as ms


@pytest.fixture
def curator(cast):
    return cast.actor("curator")


def rows_of(version):
    names = ("code", *actions.QUESTION_FIELDS)
    return [{name: getattr(question, name) for name in names} for question in version.questions.all()]


def edit(version, rows, by, *, lock=None, **heads):
    lock = version.lock_version if lock is None else lock
    actions.edit(version, questions=rows, lock_version=lock, by=by, at=timezone.now(), **heads)


def test_shipped_questionnaires_are_drafts_with_the_words_of_the_office(college):
    mentee, mentor = ms.version(), ms.version("l1_mentor_v1")
    assert (mentee.state, mentor.state) == (VersionState.DRAFT, VersionState.DRAFT)
    assert (mentee.instrument.audience, mentor.instrument.audience) == ("mentee", "mentor")
    assert mentee.questions.filter(in_index=True).count() == 18
    assert set(mentee.questions.filter(in_index=True).values_list("subscale", flat=True)) == {"M", "P", "O"}
    assert mentee.questions.filter(kind="text").count() == 4
    assert mentee.questions.filter(low_only=True).get().code == "o4"
    assert mentor.questions.filter(in_index=True).count() == 10


def test_questions_are_reordered_reworded_added_and_removed(curator):
    version = ms.version()
    rows = rows_of(version)[:3]
    rows[0]["text"] = "Новые слова"
    fresh = {"kind": "scale_1_10", "subscale": "M", "text": "Ещё один", "options": [], "in_index": True, "most": None}
    edit(version, [rows[2], fresh, rows[0]], curator, title="Мой бланк")
    version.refresh_from_db()
    kept = list(version.questions.values_list("code", "text", "position"))
    assert kept == [("s03", rows[2]["text"], 1), ("q01", "Ещё один", 2), ("s01", "Новые слова", 3)]
    assert version.title == "Мой бланк"


def test_a_code_nobody_had_is_never_taken_from_the_page(curator):
    version = ms.version()
    rows = rows_of(version)[:1]
    edit(version, [{**rows[0], "code": "s99"}, {**rows[0], "code": "s01"}], curator)
    assert set(version.questions.values_list("code", flat=True)) == {"q01", "s01"}


def test_a_copied_row_becomes_a_question_of_its_own(curator):
    version = ms.version()
    rows = rows_of(version)[:1]
    edit(version, [rows[0], {**rows[0], "text": "Копия"}, rows[0]], curator)
    assert list(version.questions.values_list("code", flat=True)) == ["s01", "q01", "q02"]


def test_a_questionnaire_keeps_at_least_one_question(curator):
    with pytest.raises(Refused, match="хотя бы один вопрос"):
        edit(ms.version(), [], curator)
    assert ms.version().questions.count() == 26


def test_two_people_editing_do_not_overwrite_each_other(curator):
    version = ms.version()
    edit(version, rows_of(version)[:5], curator)
    with pytest.raises(Refused, match="бланк изменили"):
        edit(version, rows_of(version)[:2], curator, lock=0)
    assert version.questions.count() == 5


def create(by, **fields):
    values = {"title": "Что изменилось за полгода", "audience": "mentee", "level": "3", **fields}
    return actions.create(by=by, at=timezone.now(), **values)


def test_a_wholly_new_questionnaire_is_a_draft_without_questions(curator):
    first, second = create(curator), create(curator, title="Ещё один", audience="mentor", level="1")
    assert (first.state, first.number, first.title) == (VersionState.DRAFT, 1, "Что изменилось за полгода")
    assert (first.instrument.audience, first.instrument.level, first.instrument.kind) == ("mentee", "3", "survey")
    assert first.instrument.code != second.instrument.code
    assert JournalEntry.objects.filter(event="instrument_created", author=curator.person).count() == 2
    edit(first, [{"kind": "text", "text": "Что вы делаете иначе?", "hint": "Приведите пример"}], curator, lead="Зачем")
    first.refresh_from_db()
    assert (first.lead, first.questions.get().hint) == ("Зачем", "Приведите пример")


def test_it_may_be_chosen_once_it_asks_something(curator):
    version = create(curator)
    assert version not in newest_versions()
    edit(version, rows_of(ms.version())[:2], curator)
    assert version in newest_versions()


def test_it_needs_a_title(curator):
    with pytest.raises(Refused, match="Укажите заголовок"):
        create(curator, title="  ")


def test_it_is_deleted_whole_until_a_survey_uses_it(cast, curator):
    version = create(curator)
    actions.discard_version(version, by=curator, at=timezone.now())
    assert not Instrument.objects.filter(code__startswith="own_").exists()
    used = create(curator)
    edit(used, rows_of(ms.version())[:2], curator)
    ms.draft(curator, [ms.program(cast.pair)], code=used.instrument.code)
    with pytest.raises(Refused, match="Эту версию удалить нельзя"):
        actions.discard_version(used, by=curator, at=timezone.now())


def test_a_questionnaire_of_another_level_is_not_satisfaction(cast, curator):
    """Level 3 asks what people do otherwise; the dashboard and level 1 of a program count reaction alone."""
    version = create(curator)
    edit(version, rows_of(ms.version())[:18], curator)
    program = ms.group_program(6)
    ms.closed(curator, [program], [9] * 6, code=version.instrument.code)
    assert not reaction_of(program).shown
    ms.closed(curator, [program], [3] * 6)
    ms.closed(curator, [program], [9] * 6, code=version.instrument.code)
    assert reaction_of(program).survey.version == ms.version()


@pytest.mark.parametrize("part", ["director", "mentor", "admin"])
def test_only_the_curator_edits(cast, part):
    with pytest.raises(Refused):
        edit(ms.version(), rows_of(ms.version()), cast.actor(part))
    with pytest.raises(Refused):
        actions.new_version(ms.version(), by=cast.actor(part), at=timezone.now())
    with pytest.raises(Refused):
        create(cast.actor(part))


def test_a_used_version_is_frozen_and_a_new_one_is_a_draft_copy(cast, curator):
    survey = ms.running(curator, [ms.program(cast.pair)])
    ms.answer(ms.invitations(survey)[0], 8)
    version = ms.version()
    with pytest.raises(Refused, match="По бланку уже отвечали. Создайте новую версию."):
        edit(version, rows_of(version)[:1], curator)
    copy = actions.new_version(version, by=curator, at=timezone.now())
    assert (copy.number, copy.state) == (2, VersionState.DRAFT)
    assert rows_of(copy) == rows_of(version)
    edit(copy, rows_of(copy)[:4], curator)
    assert (version.questions.count(), copy.questions.count()) == (26, 4)


def test_there_is_one_draft_at_a_time(cast, curator):
    ms.running(curator, [ms.program(cast.pair)])
    first = actions.new_version(ms.version(), by=curator, at=timezone.now())
    version = InstrumentVersion.objects.get(instrument__code="l1_mentee_v1", number=1)
    assert actions.new_version(version, by=curator, at=timezone.now()) == first


def test_a_draft_version_may_be_discarded_unless_first_or_chosen(cast, curator):
    with pytest.raises(Refused, match="Эту версию удалить нельзя"):
        actions.discard_version(ms.version(), by=curator, at=timezone.now())
    ms.running(curator, [ms.program(cast.pair)])
    copy = actions.new_version(ms.version(), by=curator, at=timezone.now())
    actions.discard_version(copy, by=curator, at=timezone.now())
    assert InstrumentVersion.objects.filter(instrument__code="l1_mentee_v1").count() == 1


def test_both_mirror_questionnaires_ask_about_the_conformity_of_conditions(college):
    """Clause 4.2: mentor and mentee take part in judging whether conditions answer the requirements."""
    for code in ("l1_mentee_v1", "l1_mentor_v1"):
        asked = InstrumentVersion.objects.get(instrument__code=code).questions.get(code="k01")
        assert "положение" in asked.text
        assert (asked.kind, asked.subscale, asked.in_index) == ("scale_1_10", "P", False)


def test_an_answered_version_gets_the_question_in_the_next_one(college):
    version = InstrumentVersion.objects.get(instrument__code="l1_mentor_v1")
    version.questions.filter(code="k01").delete()
    asked = version.questions.count()
    InstrumentVersion.objects.filter(pk=version.pk).update(state="published")
    starter.add_conditions(lambda name: apps.get_model("monitoring", name))
    newer = InstrumentVersion.objects.get(instrument__code="l1_mentor_v1", number=2)
    assert (newer.state, newer.questions.count(), version.questions.count()) == ("draft", asked + 1, asked)
