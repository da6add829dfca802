"""The card of difficulties: a published version is frozen, a copy of it is edited and published (clause 2, R11)."""

import pytest

from mentoring.actions.diagnosis import copy_card, publish_card
from mentoring.kit.verdict import Refused
from mentoring.models import DiagnosisCard, DiagnosisStatement, JournalEntry
from mentoring.tests import make
from mentoring.tests.admin import act_on, confirm, enter, page, save, shown, words


@pytest.fixture(params=["curator", "admin"])
def keeper(request, cast, client):
    return enter(client, getattr(cast, request.param))


@pytest.fixture
def first(college):
    return DiagnosisCard.objects.get()


def copied(cast, card):
    return copy_card(card, by=cast.actor("curator"), at=make.moment())


def change(card):
    return page(DiagnosisCard, "change", card.pk)


def texts(card):
    return list(card.statements.values_list("code", "text"))


def test_a_new_version_is_edited_and_published(cast, keeper, first):
    confirm(keeper, DiagnosisCard, act_on(keeper, DiagnosisCard, "copy_card", [first]))
    draft = DiagnosisCard.objects.get(version=2)
    assert not draft.published
    assert texts(draft) == texts(first)
    number = draft.statements.count()
    assert "выберите «Опубликовать»" in keeper.get(change(draft)).content.decode()
    fields = shown(keeper, change(draft))
    new = f"statements-{number}"
    assert f"{new}-text" in fields, "a spare row"
    direction = make.directions("method")[0]
    save(
        keeper, change(draft), question="Что вам трудно?",
        **{"statements-0-text": "Новые слова", f"{new}-direction": direction.pk, f"{new}-text": "Ещё одно"},
        **{"statements-1-DELETE": "on"},
    )  # fmt: skip
    draft.refresh_from_db()
    assert draft.question == "Что вам трудно?"
    kept, was = dict(texts(draft)), texts(first)
    assert kept[was[0][0]] == "Новые слова"
    assert was[1][0] not in kept
    added = draft.statements.last()
    assert (added.text, added.direction) == ("Ещё одно", direction)
    assert added.code not in dict(was)
    assert set(DiagnosisStatement.objects.in_use().values_list("card", flat=True)) == {first.pk}
    confirm(keeper, DiagnosisCard, act_on(keeper, DiagnosisCard, "publish_card", [draft]))
    assert set(DiagnosisStatement.objects.in_use().values_list("card", flat=True)) == {draft.pk}
    assert texts(first) == was, "the older version stays as it was"
    assert set(JournalEntry.objects.values_list("event", flat=True)) >= {"card_copied", "card_published"}


def test_a_published_card_is_read_only_and_says_how_to_change_it(cast, keeper, first):
    html = keeper.get(change(first)).content.decode()
    assert "выберите «Создать новую версию»" in html
    assert "_save" not in html
    assert keeper.post(change(first), {"question": "Другой"}).status_code == 403
    assert "Карты не удаляют" in words(keeper.post(page(DiagnosisCard, "delete", first.pk), {"post": "yes"}))[-1]


def test_a_draft_may_be_deleted(cast, keeper, first):
    draft = copied(cast, first)
    keeper.post(page(DiagnosisCard, "delete", draft.pk), {"post": "yes"})
    assert list(DiagnosisCard.objects.all()) == [first]


def test_there_is_one_draft_and_a_version_is_published_once(cast, first):
    draft, by, at = copied(cast, first), cast.actor("curator"), make.moment()
    with pytest.raises(Refused, match="Черновик уже есть: версия 2"):
        copy_card(first, by=by, at=at)
    publish_card(draft, by=by, at=at)
    with pytest.raises(Refused, match="уже опубликована"):
        publish_card(draft, by=by, at=at)
    assert copy_card(draft, by=by, at=at).version == 3


def test_an_empty_card_is_not_published(cast, first):
    draft = copied(cast, first)
    draft.statements.all().delete()
    with pytest.raises(Refused, match="нет утверждений"):
        publish_card(draft, by=cast.actor("curator"), at=make.moment())


@pytest.mark.parametrize("part", ["director", "mentor", "outsider"])
def test_nobody_else(cast, first, part):
    draft, by, at = copied(cast, first), cast.actor(part), make.moment()
    for act in (copy_card, publish_card):
        with pytest.raises(Refused, match="Справочники ведут куратор и администратор"):
            act(draft, by=by, at=at)
