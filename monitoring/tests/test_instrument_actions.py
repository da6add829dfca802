"""Instruments: editable until published or used, then only by a new version (R40)."""

import pytest
from django.utils import timezone

from mentoring.kit.stale import Stale
from mentoring.kit.verdict import Refused
from mentoring.models import JournalEntry
from mentoring.tests.standing import scene
from monitoring.actions import instrument as actions
from monitoring.actions import question as questions
from monitoring.choices import VersionState
from monitoring.models import Instrument, InstrumentVersion
from monitoring.queries.evaluation.reaction import reaction_of
from monitoring.queries.instrument.equal import comparable_items
from monitoring.queries.instrument.version import difference
from monitoring.queries.survey.draft import newest_versions
from monitoring.tests import make_instrument as mi
from monitoring.tests import make_survey as ms


@scene
def curator(cast):
    return cast.actor("curator")


def now():
    return timezone.now()


def codes(version):
    return list(version.questions.values_list("code", flat=True))


def published(curator, *texts, **fields):
    version = mi.draft(curator)
    for text in texts:
        mi.add(version, curator, text=text, **fields)
    actions.publish(version, by=curator, at=now())
    return version


def test_shipped_questionnaires_of_level_one_are_drafts_with_the_words_of_the_office(college):
    mentee, mentor = ms.version(), ms.version("l1_mentor_v1")
    assert (mentee.state, mentor.state) == (VersionState.DRAFT, VersionState.DRAFT)
    assert (mentee.instrument.audience, mentor.instrument.audience) == ("mentee", "mentor")
    assert mentee.questions.filter(in_index=True).count() == 18
    assert set(mentee.questions.filter(in_index=True).values_list("subscale", flat=True)) == {"M", "P", "O"}
    assert mentee.questions.filter(kind="text").count() == 4
    assert mentee.questions.filter(low_only=True).get().code == "o4"
    assert mentor.questions.filter(in_index=True).count() == 10


@pytest.mark.parametrize(
    ("code", "what", "counts"),
    [
        ("early_v1", ("survey", "mentee"), (6, 0)),
        ("curator_v1", ("survey", "curator"), (17, 10)),
        ("lesson_v1", ("observation", "observer"), (21, 18)),
        ("l3_colleague_v1", ("survey", "supervisor"), (7, 6)),
        ("repeat_v1", ("survey", "both"), (13, 12)),
    ],
)
def test_instruments_of_the_other_levels_are_shipped_published(college, code, what, counts):
    version = ms.version(code)
    assert (version.instrument.kind, version.instrument.audience, version.state) == (*what, "published")
    assert (version.questions.count(), version.questions.filter(in_index=True).count()) == counts


def test_only_questionnaires_of_a_pair_are_chosen_for_a_survey_and_the_early_one_is_last(college):
    assert [one.instrument.code for one in newest_versions()] == ["l1_mentee_v1", "l1_mentor_v1", "early_v1"]


def test_a_published_version_is_on_offer_until_the_next_one_is_published(curator):
    first = mi.draft(curator)
    mi.add(first, curator, text="Первый")
    actions.publish(first, by=curator, at=now())
    second = actions.new_version(first, by=curator, at=now())
    assert [one for one in newest_versions() if one.instrument == first.instrument] == [first, second]
    actions.publish(second, by=curator, at=now())
    assert [one for one in newest_versions() if one.instrument == first.instrument] == [second]


def test_questions_are_added_changed_moved_copied_and_removed_one_by_one(curator):
    version = mi.draft(curator)
    first, second, third = (mi.add(version, curator, text=text) for text in ("Первый", "Второй", "Третий"))
    assert codes(version) == ["q01", "q02", "q03"]
    questions.move(third, place=1, by=curator, at=now())
    assert codes(version) == ["q03", "q01", "q02"]
    questions.move(third, place=99, by=curator, at=now())
    assert codes(version) == ["q01", "q02", "q03"]
    twin = questions.copy(first, by=curator, at=now())
    assert codes(version) == ["q01", "q04", "q02", "q03"]
    assert (twin.text, twin.in_index) == ("Первый", True)
    questions.change(second, mi.values(text="Новые слова"), lock_version=0, by=curator, at=now())
    second.refresh_from_db()
    assert (second.code, second.text) == ("q02", "Новые слова")
    with pytest.raises(Stale, match="кто-то ещё изменил"):
        questions.change(second, mi.values(text="Второй человек"), lock_version=0, by=curator, at=now())
    questions.remove(third, by=curator, at=now())
    assert codes(version) == ["q01", "q04", "q02"]
    assert JournalEntry.objects.filter(event="instrument_edited", author=curator.person).count() == 8


def test_a_question_moves_within_its_own_section(curator):
    version = mi.draft(curator)
    sections = [{"code": "a", "title": "Начало"}, {"code": "b", "title": "Конец"}]
    actions.edit(version, sections=sections, lock_version=0, by=curator, at=now())
    version.refresh_from_db()
    end, begin, also = (mi.add(version, curator, section=code, text=code) for code in ("b", "a", "a"))
    questions.move(also, place=1, by=curator, at=now())
    assert codes(version) == [also.code, begin.code, end.code]


def test_questions_of_a_removed_section_and_subscale_stay_without_one(curator):
    version = mi.draft(curator)
    parts = {"sections": [{"code": "a", "title": "Раздел"}], "subscales": [{"code": "t", "name": "Темп"}]}
    actions.edit(version, lock_version=0, by=curator, at=now(), **parts)
    question = mi.add(version, curator, section="a", subscale="t")
    gone = {"sections": [], "subscales": [{"code": "u", "name": "Иное"}]}
    actions.edit(version, lock_version=1, by=curator, at=now(), **gone)
    question.refresh_from_db()
    assert (question.section, question.subscale) == ("", "")


def test_two_people_editing_the_head_do_not_overwrite_each_other(curator):
    version = mi.draft(curator)
    actions.edit(version, title="Первый", lock_version=0, by=curator, at=now())
    with pytest.raises(Stale, match="кто-то ещё изменил"):
        actions.edit(version, title="Второй", lock_version=0, by=curator, at=now())
    version.refresh_from_db()
    assert version.title == "Первый"


def test_a_published_version_is_frozen_and_a_new_one_is_a_draft_copy(curator):
    version = published(curator, "Первый", "Второй")
    question = version.questions.first()
    for act in (
        lambda: mi.add(version, curator),
        lambda: questions.change(question, mi.values(), lock_version=0, by=curator, at=now()),
        lambda: questions.move(question, place=2, by=curator, at=now()),
        lambda: questions.copy(question, by=curator, at=now()),
        lambda: questions.remove(question, by=curator, at=now()),
        lambda: actions.edit(version, title="Иначе", lock_version=0, by=curator, at=now()),
        lambda: actions.publish(version, by=curator, at=now()),
        lambda: actions.discard_version(version, by=curator, at=now()),
    ):
        with pytest.raises(Refused, match="опубликован"):
            act()
    copy = actions.new_version(version, by=curator, at=now())
    assert (copy.number, copy.state, codes(copy)) == (2, VersionState.DRAFT, codes(version))
    assert actions.new_version(version, by=curator, at=now()) == copy
    questions.remove(copy.questions.first(), by=curator, at=now())
    assert (version.questions.count(), copy.questions.count()) == (2, 1)


def test_a_publishing_that_came_first_refuses_a_late_edit(curator):
    """The page was opened while the version was a draft; the row in memory still says so."""
    version = mi.draft(curator)
    question = mi.add(version, curator)
    late = InstrumentVersion.objects.get(pk=version.pk)
    actions.publish(version, by=curator, at=now())
    with pytest.raises(Refused, match="опубликован"):
        mi.add(late, curator)
    assert list(version.questions.all()) == [question]


def test_an_empty_instrument_is_not_published(curator):
    with pytest.raises(Refused, match="ни одного вопроса"):
        actions.publish(mi.draft(curator), by=curator, at=now())


def test_a_used_version_says_that_it_was_answered(cast, curator):
    survey = ms.running(curator, [ms.program(cast.pair)])
    ms.answer(ms.invitations(survey)[0], 8)
    with pytest.raises(Refused, match="По бланку уже отвечали. Создайте новую версию."):
        mi.add(ms.version(), curator)


def test_it_is_deleted_whole_until_a_survey_uses_it(cast, curator):
    actions.discard_version(mi.draft(curator), by=curator, at=now())
    assert not Instrument.objects.filter(code__startswith="own_").exists()
    used = mi.draft(curator)
    mi.add(used, curator)
    ms.draft(curator, [ms.program(cast.pair)], code=used.instrument.code)
    for version in (used, ms.version()):
        with pytest.raises(Refused, match="Эту версию удалить нельзя"):
            actions.discard_version(version, by=curator, at=now())


def test_it_needs_a_title(curator):
    with pytest.raises(Refused, match="Укажите заголовок"):
        mi.draft(curator, title="  ")


def test_a_questionnaire_of_another_level_is_not_satisfaction(cast, curator):
    """Level 3 asks what people do otherwise; the dashboard and level 1 of a program count reaction alone."""
    version = mi.draft(curator, level="3")
    mi.add(version, curator)
    program = ms.group_program(6)
    ms.closed(curator, [program], [9] * 6, code=version.instrument.code)
    assert not reaction_of(program).shown
    ms.closed(curator, [program], [3] * 6)
    assert reaction_of(program).survey.version == ms.version()


@pytest.mark.parametrize("part", ["director", "mentor", "admin"])
def test_only_the_curator_edits(cast, part, curator):
    other, version = cast.actor(part), mi.draft(curator)
    question = mi.add(version, curator)
    for act in (
        lambda: mi.add(version, other),
        lambda: questions.remove(question, by=other, at=now()),
        lambda: actions.publish(version, by=other, at=now()),
        lambda: actions.new_version(version, by=other, at=now()),
        lambda: actions.declare_equal(question, question, by=other, at=now()),
        lambda: mi.draft(other),
    ):
        with pytest.raises(Refused):
            act()


# Versions


def test_only_equal_or_declared_items_are_comparable(curator):
    first = published(curator, "Как есть", "Слова поменяются", "Вид поменяется", "Уйдёт")
    second = actions.new_version(first, by=curator, at=now())
    same, reworded, rekinded, gone = second.questions.all()
    questions.change(reworded, mi.values(text="Слова поменялись"), lock_version=0, by=curator, at=now())
    values = mi.values("scale_1_5", text="Вид поменяется")
    questions.change(rekinded, values, lock_version=0, by=curator, at=now())
    questions.remove(gone, by=curator, at=now())
    mi.add(second, curator, text="Новый", hint="")
    assert [(pair.first.text, pair.declared) for pair in comparable_items(first, second)] == [("Как есть", False)]
    was = first.questions.get(code=reworded.code)
    actions.declare_equal(was, reworded, by=curator, at=now())
    pairs = comparable_items(first, second)
    assert [(pair.first.code, pair.second.code, pair.declared) for pair in pairs] == [
        (same.code, same.code, False),
        (reworded.code, reworded.code, True),
    ]
    assert [(pair.first, pair.second) for pair in comparable_items(second, first)] == [
        (pair.second, pair.first) for pair in pairs
    ]
    rekinded.refresh_from_db()
    with pytest.raises(Refused, match="разного вида"):
        actions.declare_equal(first.questions.get(code=rekinded.code), rekinded, by=curator, at=now())
    actions.declare_different(was, reworded, by=curator, at=now())
    assert len(comparable_items(first, second)) == 1
    assert len(comparable_items(first, first)) == 4
    kinds = [row.kind for row in difference(first, second)]
    assert (kinds.count("changed"), kinds.count("removed"), kinds.count("added")) == (2, 1, 1)
