"""What every role really receives: T1 thresholds, T2 subtraction, T6 live watch, T11 words (policy 2.3–2.4)."""

import re
from io import BytesIO
from itertools import combinations

import openpyxl
import pytest
from django.urls import reverse

from mentoring.models import Letter
from mentoring.tests import make
from mentoring.tests.papers import pages_text
from monitoring.models import Answer, Survey
from monitoring.tests import make_survey as ms

PEOPLE = 12
MARKS = [8, 3, 9, 6, 7, 2, 10, 5, 9, 8, 1, 4]
TOKEN = re.compile(r'(csrfmiddlewaretoken" value=")[^"]+')


def plain(response):
    """The words of a page's main part, one space between them."""
    html = response.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")
    main = re.search(r"<main.*?</main>", html, re.DOTALL)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def numbers_in(book):
    """Every number of a workbook's data rows."""
    return [
        value
        for sheet in openpyxl.load_workbook(BytesIO(book)).worksheets
        for row in sheet.iter_rows(min_row=2, values_only=True)
        for value in row
        if isinstance(value, int | float)
    ]


def words_in(book):
    sheets = openpyxl.load_workbook(BytesIO(book)).worksheets
    return " ".join(str(v) for s in sheets for row in s.iter_rows(values_only=True) for v in row if v).replace(
        "\u00a0", " "
    )


def closed_with(cast, n, **fields):
    """A survey of twelve mentees of cast.mentor, answered by n of them."""
    group = ms.group_program(PEOPLE, mentor=cast.mentor)
    return ms.closed(cast.actor("curator"), [group], MARKS[:n], **fields), group


def counted(n, text):
    """Whether the text tells how many answered."""
    return bool(
        re.search(rf"(?<![\d,]){n} (из {PEOPLE}\b|оценили)|данных: {n}\b|Ответили {n}\b(?!–)|из {PEOPLE} \(", text)
    )


def check_words(text, n):
    if n < 5:
        assert "Недостаточно данных" in text or "мало данных" in text
        assert not re.search(r"среднее \d|\d,\d", text.lower())
        assert "5–9" not in text
    elif n < 10:
        assert "5–9 человек" in text
        assert not counted(n, text)
    else:
        assert f"Ответили {n} из {PEOPLE}" in text


# T1


@pytest.mark.parametrize("n", range(PEOPLE + 1))
def test_t1_pages_workbook_and_letters_obey_the_thresholds(cast, sign_in, n):
    survey, _ = closed_with(cast, n)
    for part in ("curator", "director"):
        client = sign_in(getattr(cast, part), part)
        text = plain(client.get(reverse("survey_result", args=[survey.pk])))
        check_words(text, n)
        book = client.get(reverse("survey_xlsx", args=[survey.pk])).content
        check_words(words_in(book), n)
        assert bool(numbers_in(book)) is (n >= 10)
    for letter in Letter.objects.filter(code="survey_results"):
        assert n >= 5
        assert (f"{n} из" in letter.body) is (n >= 10)
    mine = plain(sign_in(cast.mentor, "mentor").get(reverse("survey_mine")))
    assert ("Ответивших меньше 5" in mine) is (n < 5)
    assert ("Индекс" in mine) is (n >= 5)
    assert counted(n, mine) is (n >= 10)


@pytest.mark.parametrize("n", [4, 5, 9, 10])
def test_t1_the_pdf_obeys_the_thresholds(cast, sign_in, n):
    survey, _ = closed_with(cast, n, dimension="program")
    pdf = sign_in(cast.director, "director").get(reverse("survey_pdf", args=[survey.pk])).content
    check_words(" ".join(pages_text(pdf)), n)


@pytest.mark.parametrize("n", [4, 5, 9, 10])
def test_t1_the_evaluation_and_its_papers_obey_the_thresholds(cast, sign_in, n):
    survey, group = closed_with(cast, n, dimension="program")
    for part in ("director", "mentor"):
        text = plain(sign_in(getattr(cast, part), part).get(reverse("evaluation_detail", args=[group.pk])))
        assert ("Недостаточно данных: ответивших меньше" in text) is (n < 5)
        assert (f"Ответили {n} из {PEOPLE}" in text) is (n >= 10)
        assert ("5–9 человек" in text) is (5 <= n < 10)
        assert "Видите только вы" not in text


@pytest.mark.parametrize(("n", "shown"), [(9, False), (10, True)])
def test_t1_words_appear_from_ten_and_only_those_let_through(cast, sign_in, n, shown):
    survey, _ = closed_with(cast, n, text="Слова-приметы")
    client = sign_in(cast.director, "director")
    result = reverse("survey_result", args=[survey.pk])
    assert "Слова-приметы" not in plain(client.get(result))
    ms.surveys.moderate(survey, shown=list(survey.texts.all()[:1]), by=cast.actor("curator"), at=ms.ago(hours=0))
    assert ("Слова-приметы" in plain(client.get(result))) is shown
    assert ("Слова-приметы" in words_in(client.get(reverse("survey_xlsx", args=[survey.pk])).content)) is shown


def test_the_release_holds_no_name_and_no_key_of_a_person(cast):
    survey, group = closed_with(cast, 12)
    kept = str(Survey.objects.get(pk=survey.pk).release)
    assert all(person.last_name not in kept for person in group.pair.mentees)


# T2 on whole outputs


@pytest.mark.parametrize("dimension", ["unit", "program"])
@pytest.mark.parametrize(
    "sizes", [(8, 3, 6), (5, 5, 1), (4, 4, 4), (10, 2, 2), (6, 6, 4, 1), (5, 4), (12,), (7, 5, 5, 3)]
)
def test_t2_published_parts_never_differ_by_one_to_four_people(cast, sign_in, sizes, dimension):
    programs, start = [], 0
    for number, size in enumerate(sizes):
        programs.append(ms.group_program(size, start=start, unit=make.unit(f"Подразделение {number}")))
        start += size
    survey = ms.closed(cast.actor("curator"), programs, [8, 3, 9, 6, 5] * 7, dimension=dimension)
    names = _names(programs, dimension)
    client = sign_in(cast.director, "director")
    page = plain(client.get(reverse("survey_result", args=[survey.pk])))
    book = words_in(client.get(reverse("survey_xlsx", args=[survey.pk])).content)
    shown = [size for name, size in zip(names, sizes, strict=True) if name in page]
    assert shown == [size for name, size in zip(names, sizes, strict=True) if name in book]
    total = sum(sizes)
    for count in range(1, len(shown) + 1):
        for chosen in combinations(shown, count):
            assert min(chosen) >= 5
            assert total - sum(chosen) == 0 or total - sum(chosen) >= 5


def _names(programs, dimension):
    if dimension == "unit":
        return [program.pair.mentees[0].unit.name for program in programs]
    return [program.pair.title for program in programs]


# T6


def watched(cast, group, survey):
    """Pages of everybody but the curator and the one who answers."""
    outside = ms.mentees(1, start=30, login=True)[0]
    return [
        (cast.director, "director", reverse("survey_list")),
        (cast.director, "director", reverse("evaluation_list")),
        (cast.director, "director", reverse("evaluation_detail", args=[group.pk])),
        (cast.director, "director", reverse("survey_result", args=[survey.pk])),
        (cast.mentor, "mentor", reverse("survey_mine")),
        (cast.mentor, "mentor", reverse("evaluation_detail", args=[group.pk])),
        (cast.mentor, "mentor", reverse("survey_answers", args=[survey.pk])),
        (cast.supervisor, "supervisor", reverse("evaluation_list")),
        (outside, "mentee", reverse("survey_mine")),
        (cast.admin, "admin", reverse("survey_mine")),
    ]


def test_t6_until_closing_no_page_of_another_role_tells_that_somebody_answered(cast, sign_in):
    group = ms.group_program(6, mentor=cast.mentor)
    survey = ms.running(cast.actor("curator"), [group])
    pages = watched(cast, group, survey)

    def look():
        return [TOKEN.sub(r"\1", sign_in(who, role).get(path).content.decode()) for who, role, path in pages]

    before = look()
    for invitation in ms.invitations(survey):
        ms.answer(invitation, 3, text="Недоволен")
        assert look() == before


# T11 and the words around


def test_t11_the_form_states_mode_readers_and_threshold_before_the_first_question(cast, sign_in):
    survey = ms.running(cast.actor("curator"), [ms.program(cast.pair)], threshold=6, text_threshold=11)
    page = sign_in(cast.mentee).get(reverse("survey_start", args=[ms.invitations(survey)[0].pk]))
    assert f'href="{reverse("petition_choose")}"' in page.content.decode()
    text = plain(page)
    assert "Конфиденциально" in text
    assert "Куратор видит ответы с вашим именем Ольга Белова" in text
    assert "Наставник не видит ваших ответов Марина Ковалёва: только общий итог, от 6 ответивших" in text
    assert "Директор видит общий итог Елена Лаврова. Без имён, от 6 ответов" in text
    assert "не меньше 11 человек" in text
    assert "На аттестацию и оплату анкета не влияет" in text
    assert "Если нужен другой наставник" in text
    assert "аноним" not in text.lower()


def test_t11_where_the_mentor_is_the_only_curator_the_form_says_that_nobody_reads(cast, sign_in):
    cast.pair.members.filter(side="mentor").update(person=cast.curator)
    survey = ms.running(cast.actor("curator"), [ms.program(cast.pair)])
    text = plain(sign_in(cast.mentee).get(reverse("survey_start", args=[ms.invitations(survey)[0].pk])))
    assert "Ответы с вашим именем не увидит никто" in text
    assert "Куратор видит ответы с вашим именем" not in text


def test_t11_a_mentor_answering_is_told_that_the_mentee_sees_nothing(cast, sign_in):
    survey = ms.running(cast.actor("curator"), [ms.program(cast.pair)], code="l1_mentor_v1")
    text = plain(sign_in(cast.mentor).get(reverse("survey_start", args=[ms.invitations(survey)[0].pk])))
    assert "Наставляемый не видит ваших ответов Артём Жуков: ни ответов, ни итогов" in text


def test_the_word_anonymous_is_on_no_page_of_a_confidential_survey(cast, sign_in):
    survey, group = closed_with(cast, 10)
    pages = ["survey_result", "survey_detail", "survey_answers", "survey_texts"]
    client = sign_in(cast.curator, "curator")
    for name in pages:
        assert "аноним" not in plain(client.get(reverse(name, args=[survey.pk]))).lower()


def test_a_mentor_learns_nothing_of_one_mentee_in_any_way(cast, sign_in):
    """Id guessing, filters, files: everything a mentor may try with a survey of his only mentee."""
    survey = ms.closed(cast.actor("curator"), [ms.program(cast.pair)], [2], text="Тайна")
    sheet = Answer.objects.first().response_id
    client = sign_in(cast.mentor, "mentor")
    for name in ("survey_result", "survey_pdf", "survey_xlsx", "survey_answers"):
        answer = client.get(reverse(name, args=[survey.pk]))
        assert answer.status_code == 403
        assert "Тайна" not in answer.content.decode()
    assert client.get(reverse("survey_sheet", args=[survey.pk, sheet])).status_code == 403
    for name in ("survey_detail", "survey_close", "survey_texts", "survey_launch"):
        assert client.get(reverse(name, args=[survey.pk])).status_code == 404
    invitation = ms.invitations(survey)[0]
    for name in ("survey_start", "survey_check", "survey_done", "survey_extend"):
        assert client.get(reverse(name, args=[invitation.pk])).status_code == 404
    mine = plain(client.get(reverse("survey_mine") + f"?person={cast.mentee.pk}&program=1&n=1"))
    assert "Тайна" not in mine
    assert "1 из 1" not in mine
    assert "Ответивших меньше 5" in mine


def test_the_release_on_the_page_does_not_follow_the_answers(cast, sign_in):
    survey, _ = closed_with(cast, 12)
    client = sign_in(cast.director, "director")
    result = reverse("survey_result", args=[survey.pk])
    before = plain(client.get(result))
    Answer.objects.update(number=1)
    Answer.objects.filter(response__invitation__person=ms.invitations(survey)[0].person).delete()
    assert plain(client.get(result)) == before
