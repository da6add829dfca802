"""Ten kinds of questions from the phone to the paper: answered, refused, counted, read by name, printed (R40, R41)."""

import re
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from mentoring.access import actor_for
from mentoring.kit.verdict import Refused
from monitoring.actions import response as actions
from monitoring.documents.instrument import blank_paper
from monitoring.documents.survey import survey_paper, survey_xlsx
from monitoring.models import Answer, Response
from monitoring.queries.survey.named import named_sheet
from monitoring.queries.survey.release import published
from monitoring.questionnaire import Given
from monitoring.tests import make_instrument as mi
from monitoring.tests import make_survey as ms


@pytest.fixture
def curator(cast):
    return cast.actor("curator")


@pytest.fixture
def asked(cast, curator):
    """The cast's mentee is asked one question of every kind: (invitation, {kind: question})."""
    version = mi.every_kind(curator)
    survey = ms.running(curator, [ms.program(cast.pair)], code=version.instrument.code)
    return ms.invitations(survey)[0], {question.kind: question for question in version.questions.all()}


SENT = {
    "scale_1_10": "8",
    "scale_1_5": "skip",
    "grade_2_0": "0",
    "scale_0_10": "10",
    "one": "Раз",
    "many": ["Раз", "Три"],
    "yes_no": "Нет",
    "number": "12,5",
    "text": "Спасибо",
}
WORDS = {
    "scale_1_10": "8 из 10",
    "scale_1_5": "Не могу оценить",
    "grade_2_0": "0 из 2",
    "scale_0_10": "10 из 10",
    "one": "Раз",
    "many": "Раз, Три",
    "yes_no": "Нет",
    "number": "12,50",
    "text": "Спасибо",
    "matrix": "Первая строка: 4 из 5; Вторая строка: не могу оценить",
}


def fill(client, invitation, questions):
    """Every page of the questionnaire as a phone without script sends it."""
    client.post(reverse("survey_start", args=[invitation.pk]))
    for number in range(1, 20):
        url = reverse("survey_page", args=[invitation.pk, number])
        page = client.get(url)
        if page.status_code == 302:
            return
        data = {f"q{one.pk}": SENT[kind] for kind, one in questions.items() if kind in SENT}
        matrix = questions["matrix"].pk
        client.post(url, data | {f"q{matrix}_0": "4", f"q{matrix}_1": "skip"})


def test_every_kind_is_answered_on_the_page_and_read_by_name(cast, sign_in, asked):
    invitation, questions = asked
    client = sign_in(cast.mentee)
    fill(client, invitation, questions)
    check = re.sub(r"\s+", " ", client.get(reverse("survey_check", args=[invitation.pk])).content.decode())
    client.post(reverse("survey_check", args=[invitation.pk]))
    response = Response.objects.get()
    assert response.sent_at
    told = {row.question: row.answer for part in named_sheet(response, 5) for row in part.answers}
    assert told == {questions[kind].text: words for kind, words in WORDS.items()}
    assert all(words in check for words in WORDS.values())
    # S of 8 of 10 and 0 of 2 is (8 + 0) / 2 / 10 × 100; the skipped scale of five and everything else are out
    assert response.index == pytest.approx(40)


@pytest.mark.parametrize(
    ("kind", "given", "message"),
    [
        ("scale_1_5", {"number": 6}, "от 1 до 5"),
        ("grade_2_0", {"number": 3}, "от 0 до 2"),
        ("text", {"number": 3}, "Выберите оценку"),
        ("yes_no", {"options": ("Может быть",)}, "предложенных"),
        ("yes_no", {"options": ("Да", "Нет")}, "один вариант"),
        ("number", {"amount": Decimal(-1)}, "число не подходит"),
        ("one", {"amount": Decimal(1)}, "число не подходит"),
        ("matrix", {"marks": {"3": 1}}, "в каждой строке"),
        ("matrix", {"marks": {"1": 9}}, "в каждой строке"),
        ("many", {"marks": {"1": 1}}, "в каждой строке"),
    ],
)
def test_what_a_kind_cannot_hold_is_refused(cast, asked, kind, given, message):
    invitation, questions = asked
    with pytest.raises(Refused, match=message):
        actions.save_page(
            invitation, [Given(questions[kind], **given)], page=1, by=cast.actor("mentee"), at=timezone.now()
        )
    assert not Answer.objects.exists()


def test_half_a_matrix_is_not_an_answer(cast, asked, sign_in):
    invitation, questions = asked
    mentee = actor_for(invitation.person)
    rows = [ms.given(one) for kind, one in questions.items() if kind != "matrix"]
    half = Given(questions["matrix"], marks={"1": 5})
    actions.save_page(invitation, [*rows, half], page=1, by=mentee, at=timezone.now())
    with pytest.raises(Refused, match="Ответьте на вопрос"):
        actions.send(invitation, by=mentee, at=timezone.now())


def test_a_low_mark_asks_for_its_reason_and_no_other_does(cast, curator):
    version = mi.draft(curator)
    question = mi.add(version, curator, comment_to=4, comment_required=True)
    survey = ms.running(curator, [ms.program(cast.pair)], code=version.instrument.code)
    invitation, mentee = ms.invitations(survey)[0], cast.actor("mentee")
    for given in (Given(question, number=4), Given(question, number=4, text="  ")):
        actions.save_page(invitation, [given], page=1, by=mentee, at=timezone.now())
        with pytest.raises(Refused, match="напишите, почему такая оценка"):
            actions.send(invitation, by=mentee, at=timezone.now())
    actions.save_page(invitation, [Given(question, text="Причина без оценки")], page=1, by=mentee, at=timezone.now())
    with pytest.raises(Refused, match="Ответьте на вопрос 1"):
        actions.send(invitation, by=mentee, at=timezone.now())
    actions.save_page(invitation, [Given(question, number=5)], page=1, by=mentee, at=timezone.now())
    assert actions.send(invitation, by=mentee, at=timezone.now()).answered_at


def test_the_result_of_every_kind_is_on_the_page_the_paper_and_the_workbook(curator, sign_in, cast):
    version = mi.every_kind(curator)
    program = ms.group_program(12)
    survey = ms.closed(curator, [program], [9] * 12, code=version.instrument.code, text="Слова")
    result = published(survey)
    assert {line.name for section in result.sections for line in (*section.full, *section.worded)} >= {
        "Вопрос вида scale_1_5",
        "Вопрос вида grade_2_0",
        "Вопрос вида matrix: Вторая строка",
    }
    five = next(s for s in result.sections for line in s.full if line.name == "Вопрос вида scale_1_5")
    assert (list(five.marks), five.full[0].marks) == ([1, 2, 3, 4, 5], (0, 0, 0, 0, 12))
    choices = {choice.name: choice for choice in result.choices}
    assert choices["Вопрос вида yes_no"].rows[0].option == "Да"
    assert choices["Вопрос вида number"].words == "в среднем 9,0, ответов 12"
    html = sign_in(cast.curator).get(reverse("survey_result", args=[survey.pk])).content.decode()
    assert "Вопрос вида matrix: Вторая строка" in html
    assert "В среднем 9,0, ответов 12." in html
    assert survey_paper(result).sections
    book = openpyxl.load_workbook(BytesIO(survey_xlsx(result)))
    names = [row[1].value for row in book["Вопросы"].iter_rows(min_row=2)]
    assert "Вопрос вида grade_2_0" in names


def test_the_blank_has_room_for_every_kind(curator):
    text = str(blank_paper(mi.every_kind(curator)))
    for words in ("□ 10", "□ 2 – проявляется", "□ Раз", "□ Да", "Ответ: ____", "Вторая строка", "Не наблюдалось"):
        assert words in text


def test_scales_of_no_subscale_stand_in_one_table_and_the_descriptive_ones_in_another(cast, curator):
    version = mi.draft(curator)
    for text, descriptive in (("Помогали", False), ("Успевали", False), ("Сколько времени уходило", True)):
        mi.add(version, curator, text=text, in_index=not descriptive)
    code = version.instrument.code
    result = published(ms.closed(curator, [ms.group_program(5)], [9, 8, 7, 6, 5], code=code))
    told = [(one.title, [row.name for row in (*one.full, *one.worded)]) for one in result.sections]
    assert told == [("В целом", ["Помогали", "Успевали"]), ("Не входит в индекс", ["Сколько времени уходило"])]
